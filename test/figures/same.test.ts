import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSame } from '../../shared/figures/index.ts';
import { canonicalJson } from '../../shared/journal/index.ts';

/** JSON without minus zero, which canonical text does not tell from zero. */
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);

test('two values are the same where their canonical texts are', () => {
  fc.assert(
    fc.property(json, json, (one, other) => {
      expect(isSame(one, other)).toBe(canonicalJson(one) === canonicalJson(other));
      expect(isSame(one, structuredClone(one))).toBe(true);
    }),
  );
});

test('the order of members tells nothing, that of items does', () => {
  const turned = (value: unknown): unknown =>
    typeof value !== 'object' || value === null
      ? value
      : Array.isArray(value)
        ? value.map(turned)
        : Object.fromEntries(
            Object.entries(value)
              .toReversed()
              .map(([name, member]) => [name, turned(member)]),
          );
  fc.assert(fc.property(json, (value) => isSame(turned(value), value)));
  expect(isSame([1, 2], [2, 1])).toBe(false);
});

test('an absent member and an undefined one are the same, null is another', () => {
  expect(isSame({ note: undefined, at: '1' }, { at: '1' })).toBe(true);
  expect(isSame({ note: null }, {})).toBe(false);
  expect(isSame({ a: undefined, b: 1 }, { a: 1, b: undefined })).toBe(false);
  expect(isSame([], {})).toBe(false);
  expect(isSame(null, undefined)).toBe(false);
});
