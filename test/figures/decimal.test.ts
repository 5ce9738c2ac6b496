import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupedText } from '../../shared/figures/index.ts';

test.each([
  ['0', '0'],
  ['999', '999'],
  ['1000', '1,000'],
  ['608125', '608,125'],
  ['-1234567.0000010', '-1,234,567.000001'],
  ['1e21', '1,000,000,000,000,000,000,000'],
])('%s is written %s', (value, text) => {
  expect(groupedText(value)).toBe(text);
});

test('commas stand between every three digits of the whole part, and nothing else is changed', () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.nat(999_999), (whole, fraction) => {
      const plain = fraction === 0 ? `${whole}` : `${whole}.${`${fraction}`.padStart(6, '0').replace(/0+$/, '')}`;
      const [before = ''] = groupedText(plain).split('.');
      expect(before.replaceAll(',', '')).toBe(`${whole}`);
      expect(before).toMatch(/^-?\d{1,3}(?:,\d{3})*$/);
    }),
  );
});
