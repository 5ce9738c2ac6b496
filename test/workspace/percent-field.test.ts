import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentOf, readPercent } from '../../renderer/workspace/percent-field.tsx';

test('a rate typed in per cent is kept exactly as a fraction', () => {
  expect(readPercent('25.5')).toBe('0.255');
  expect(readPercent(' 19,25 % ')).toBe('0.1925');
  expect(readPercent('0')).toBe('0');
  expect(readPercent('100')).toBe('1');
});

test('an empty field tells no rate, which is not zero', () => {
  expect(readPercent('  ')).toBeNull();
  expect(percentOf(null)).toBe('');
});

test('what is no rate from 0 to 100 is none', () => {
  for (const text of ['-1', '100.01', 'much', '1e', '1.2.3']) expect(readPercent(text)).toBeUndefined();
});

test('what is shown is read back as what it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 9 }), (billionths) => {
      const share = percentOf(readPercent(String(billionths / 10 ** 7)) ?? null);
      expect(readPercent(share)).toBe(readPercent(String(billionths / 10 ** 7)));
    }),
  );
});
