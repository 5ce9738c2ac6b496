import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefused } from '../../shared/figures/index.ts';
import { parseStrictJson, type StrictJsonLimits } from '../../shared/journal/index.ts';

function fault(text: string, limits?: StrictJsonLimits): string {
  const read = parseStrictJson(text, limits);
  if (!isRefused(read)) throw new Error(`accepted: ${text}`);
  expect(read.error.code).toBe('json-invalid');
  return read.error.message;
}

describe('strict JSON', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(0, 1, '\t'), (text, space) => {
        const spaced = JSON.stringify(JSON.parse(text), null, space);
        expect(parseStrictJson(spaced, { numbers: 'es6' })).toEqual({ ok: JSON.parse(text) });
      }),
    );
  });
  it('refuses what JSON.parse refuses', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', '\u0001', '0', '\\', '-', 'e', '\u00a0'), (text, at, noise) => {
        const place = at % (text.length + 1);
        const broken = text.slice(0, place) + noise + text.slice(place + 1);
        const read = parseStrictJson(broken, { numbers: 'es6' });
        // Ours is the stricter one: whatever it takes, JSON.parse takes and reads alike.
        expect(isRefused(read) || JSON.stringify(JSON.parse(broken)) === JSON.stringify(read.ok)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
  it.each([
    ['{"a":1,"b":2,\n "a":3}', 'line 2, column 2: the name "a" stands here a second time'],
    ['{"\\u0061":1,"a":2}', 'a second time'],
    ['[1,2', 'a comma or ] was expected'],
    ['{"a" 1}', ': was expected'],
    ['{a:1}', 'a name in quotes'],
    ['[1,]', 'a value was expected'],
    ['', 'ends too early'],
    ['"abc', 'a string does not end'],
    ['"a\nb"', 'control character'],
    ['"\\x"', 'this escape is unknown'],
    ['"\\u12g4"', 'this escape is unknown'],
    ['"\\ud800"', 'half of a surrogate pair'],
    ['1 2', 'something follows'],
    ['01', 'something follows'],
    ['\ufeff1', 'a value was expected'],
    ['1e400', 'too large'],
    ['9007199254740993', 'would lose digits'],
    ['-9007199254740992', 'would lose digits'],
  ])('%j', (text, sentence) => {
    expect(fault(text)).toContain(sentence);
  });
  it('keeps to its limits', () => {
    expect(fault('['.repeat(101) + ']'.repeat(101))).toContain('nested deeper than 100');
    expect(isRefused(parseStrictJson('['.repeat(100) + ']'.repeat(100)))).toBe(false);
    expect(fault('"0123456789"', { length: 10 })).toContain('10 is the most');
    expect(fault('['.repeat(5_000_000))).toContain('nested deeper');
  });
  it('reads numbers as doubles where told to, and __proto__ as a name like any other', () => {
    expect(parseStrictJson('[9007199254740993,1E2]', { numbers: 'es6' })).toEqual({ ok: [9007199254740992, 100] });
    const read = parseStrictJson('{"__proto__":{"polluted":true}}');
    expect(isRefused(read)).toBe(false);
    expect(JSON.stringify(read)).toBe('{"ok":{"__proto__":{"polluted":true}}}');
    expect((read as unknown as { ok: { polluted?: boolean } }).ok.polluted).toBeUndefined();
  });
});
