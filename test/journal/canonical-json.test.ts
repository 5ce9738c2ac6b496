import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefused } from '../../shared/figures/index.ts';
import { canonicalBody, canonicalJson, type Json, parseStrictJson } from '../../shared/journal/index.ts';

const VECTORS = '../shared/data/vectors/provenance/jcs-rfc8785/testdata';

describe('canonical JSON by rule', () => {
  it('orders names by UTF-16 code units, not by code points', () => {
    // U+1F600 is D83D DE00 in UTF-16 and so comes before U+FB33, whose code point is smaller.
    expect(canonicalJson({ '\ufb33': 1, '\u{1f600}': 2, '\r': 3, '1': 4, '\u0080': 5 })).toBe(
      '{"\\r":3,"1":4,"\u0080":5,"\u{1f600}":2,"\ufb33":1}',
    );
  });
  it('writes numbers as ECMAScript does', () => {
    expect(canonicalJson([-0, 1e21, 1e-7, 1 / 3, 4.5, 9007199254740992])).toBe('[0,1e+21,1e-7,0.3333333333333333,4.5,9007199254740992]');
  });
  it('escapes only what must be escaped', () => {
    expect(canonicalJson('\b\t\n\f\r"\\/\u0000\u001f\u007f€')).toBe('"\\b\\t\\n\\f\\r\\"\\\\/\\u0000\\u001f\u007f€"');
  });
  it.each([
    ['NaN', Number.NaN],
    ['an infinity', Number.POSITIVE_INFINITY],
    ['half of a surrogate pair', 'a\ud800b'],
    ['half of a pair in a name', { '\udc00': 1 }],
    ['undefined in an object', { a: undefined }],
    ['a hole in a list', Array.of(1).concat(Array(1))],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a big integer', 1n],
    ['a function', () => 1],
    ['a boxed number', Object(1)],
  ])('throws for %s', (_what, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });
  it('ends a cycle in a sentence', () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(() => canonicalJson(cycle)).toThrow(/cycle/);
  });
  it('reads objects without a prototype, and a name such as __proto__', () => {
    const bare = Object.assign(Object.create(null) as object, { b: 1, a: 2 });
    expect(canonicalJson(bare)).toBe('{"a":2,"b":1}');
    expect(canonicalJson(JSON.parse('{"__proto__":1,"a":2}'))).toBe('{"__proto__":1,"a":2}');
  });
  it('is a fixed point: reading and writing again changes nothing, whatever the order of names', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(canonicalJson(reversed(value))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('the house rule for bodies', () => {
  it.each([0.5, 2 ** 53, -(2 ** 53), 1e21, -0])('refuses the number %d', (number) => {
    expect(() => canonicalBody({ amounts: [{ quantity: number }] })).toThrow(/must be a string/);
  });
  it('accepts whole numbers up to 2^53−1 and everything else that JSON holds', () => {
    const body = { a: Number.MAX_SAFE_INTEGER, b: Number.MIN_SAFE_INTEGER, c: [true, null, 'x', {}] };
    expect(canonicalBody(body)).toBe('{"a":9007199254740991,"b":-9007199254740991,"c":[true,null,"x",{}]}');
  });
});

describe.skipIf(!existsSync(VECTORS))('the vectors of RFC 8785', () => {
  const names = existsSync(VECTORS) ? readdirSync(`${VECTORS}/input`) : [];
  it.each(names)('%s', (name) => {
    const read = parseStrictJson(readFileSync(`${VECTORS}/input/${name}`, 'utf8'), { numbers: 'es6' });
    if (isRefused(read)) throw new Error(read.error.message);
    const text = canonicalJson(read.ok);
    expect(text).toBe(readFileSync(`${VECTORS}/output/${name}`, 'utf8'));
    const hex = readFileSync(`${VECTORS}/outhex/${name.replace('.json', '.txt')}`, 'utf8').replace(/\s+/g, '');
    expect(Buffer.from(text).toString('hex')).toBe(hex);
  });
  it('10,000 numbers', () => {
    const file = readFileSync(`${VECTORS}/es6testfile10k.txt`, 'utf8');
    expect(createHash('sha256').update(file).digest('hex')).toBe('b9f7a8e75ef22a835685a52ccba7f7d6bdc99e34b010992cbc5864cd12be6892');
    const lines = file.trimEnd().split('\n');
    const wrong = lines.filter((line) => {
      const [hex, text] = line.split(',') as [string, string];
      const value = Buffer.from(hex.padStart(16, '0'), 'hex').readDoubleBE();
      return canonicalJson(value) !== text || canonicalJson(JSON.parse(text) as Json) !== text;
    });
    expect(lines).toHaveLength(10_000);
    expect(wrong).toEqual([]);
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).reverse();
  const copy = {};
  for (const [name, member] of members) {
    Object.defineProperty(copy, name, { value: reversed(member), enumerable: true, configurable: true, writable: true });
  }
  return copy;
}
