import { createHash, createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefused } from '../../shared/figures/index.ts';
import {
  type Body,
  base64,
  base64Bytes,
  base64url,
  base64urlBytes,
  canonicalJson,
  checkBody,
  consistencyProof,
  digestOf,
  disclosure,
  fieldSalts,
  inclusionProof,
  itemSalts,
  itemText,
  ItemsTree,
  type Json,
  type Leaf,
  leafHash,
  leafText,
  MerkleFrontier,
  merkleRoot,
  openDisclosure,
  parseLeaf,
  pureDigests,
  sealEntry,
  verifyInclusion,
} from '../../shared/journal/index.ts';
import { digests as nodeDigests } from '../../electron/engine/journal/digests.ts';

const SALT = Uint8Array.from({ length: 32 }, (_, i) => i);
const PARENT = base64url(leafHash('an earlier leaf', pureDigests));
const BODY: Body = { id: 'x', amount: '1.5', tags: ['a', { deep: null }], count: 3, 'é€': 'naïve' };

function seal(body: Body = BODY): { readonly leaf: Leaf; readonly text: string; readonly body: string } {
  const sealed = sealEntry({ n: 7, kind: 'positions.opened', iat: 1_790_000_010, parents: [PARENT] }, body, SALT, nodeDigests);
  const leaf = parseLeaf(sealed.leaf);
  if (isRefused(leaf)) throw new Error(leaf.error.message);
  return { leaf: leaf.ok, text: sealed.leaf, body: sealed.body };
}

describe('a sealed entry', () => {
  it('has the bytes that node:crypto and JSON.stringify make by the letter of the format', () => {
    const digests = Object.entries(BODY).map(([name, value]) => {
      const salt = createHmac('sha256', SALT).update(`field\0${name}`).digest().subarray(0, 16).toString('base64url');
      const disclosed = Buffer.from(JSON.stringify([salt, name, value])).toString('base64url');
      return createHash('sha256').update(disclosed, 'ascii').digest('base64url');
    });
    const expected = JSON.stringify({
      _sd: digests.sort(),
      _sd_alg: 'sha-256',
      iat: 1_790_000_010,
      kind: 'positions.opened',
      n: 7,
      parents: [PARENT],
      v: 1,
    });
    expect(seal().text).toBe(expected);
    expect(seal().body).toBe(canonicalJson(BODY));
  });
  it('is the same on the pure hashes', () => {
    const entry = { n: 7, kind: 'positions.opened', iat: 1_790_000_010, parents: [PARENT] };
    expect(sealEntry(entry, BODY, SALT, pureDigests)).toEqual(sealEntry(entry, BODY, SALT, nodeDigests));
  });
  it.each(['_sd', '...', '_sd_alg', 'iat', 'kind', 'n', 'parents', 'v'])('refuses a field called %s', (name) => {
    expect(() => seal({ [name]: 1 })).toThrow(/must not be called/);
  });
  it('refuses bodies outside the house rule, wrong salts, and leaves that no tile could hold', () => {
    expect(() => seal({ amount: 0.5 })).toThrow(TypeError);
    expect(() => sealEntry({ n: 0, kind: 'k', iat: 0, parents: [] }, {}, SALT.subarray(1), nodeDigests)).toThrow(/32 bytes/);
    const wide = Object.fromEntries(Array.from({ length: 1_500 }, (_, i) => [`field${i}`, i]));
    expect(() => seal(wide)).toThrow(/65535 is the most/);
  });
});

describe('checking a body against its leaf', () => {
  it('holds for any subset of the fields: what is missing stays unanswered, nothing is strange', () => {
    fc.assert(
      fc.property(fc.dictionary(fieldName, integerJson, { maxKeys: 8 }), fc.infiniteStream(fc.boolean()), (body, keep) => {
        const { leaf } = seal(body);
        expect(checkBody(leaf, body, SALT, nodeDigests)).toEqual({ strangers: [], unanswered: 0 });
        const kept = Object.fromEntries(Object.entries(body).filter(() => keep.next().value as boolean));
        const missing = Object.keys(body).length - Object.keys(kept).length;
        expect(checkBody(leaf, kept, SALT, pureDigests)).toEqual({ strangers: [], unanswered: missing });
      }),
    );
  });
  it('fails when any bit of the salt, or any field, is changed', () => {
    const { leaf } = seal();
    fc.assert(
      fc.property(fc.nat(255), (bit) => {
        const salt = Uint8Array.from(SALT);
        salt[bit >> 3]! ^= 1 << (bit & 7);
        expect(checkBody(leaf, BODY, salt, nodeDigests).strangers).toHaveLength(Object.keys(BODY).length);
      }),
    );
    expect(checkBody(leaf, { ...BODY, amount: '1.50' }, SALT, nodeDigests)).toEqual({ strangers: ['amount'], unanswered: 1 });
    expect(checkBody(leaf, { ...BODY, extra: true }, SALT, nodeDigests)).toEqual({ strangers: ['extra'], unanswered: 0 });
  });
});

describe('reading a leaf', () => {
  it('refuses every leaf with one character changed, or finds another leaf', () => {
    const { text } = seal();
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('A', '0', '"', ' ', '{', ',', 'é'), (at, character) => {
        const changed = text.slice(0, at) + character + text.slice(at + 1);
        const read = parseLeaf(changed);
        expect(changed === text || isRefused(read) || leafText(read.ok) === changed).toBe(true);
      }),
    );
  });
  const good = { _sd: [PARENT], _sd_alg: 'sha-256', iat: 1, kind: 'k', n: 0, parents: [] as string[], v: 1 };
  it.each([
    ['an unknown member', { ...good, extra: 1 }, 'its members'],
    ['a missing member', { _sd: [], _sd_alg: 'sha-256', iat: 1, kind: 'k', n: 0, parents: [] }, 'its members'],
    ['another version', { ...good, v: 2 }, 'version'],
    ['another algorithm', { ...good, _sd_alg: 'sha-512' }, 'sha-256'],
    ['a fractional time', { ...good, iat: 1.5 }, 'iat'],
    ['a negative place', { ...good, n: -1 }, '(n)'],
    ['no kind', { ...good, kind: '' }, 'kind'],
    ['a short digest', { ...good, _sd: ['abc'] }, '_sd'],
    ['a digest with loose bits', { ...good, _sd: [`${PARENT.slice(0, 42)}B`] }, '_sd'],
    ['the same digest twice', { ...good, _sd: [PARENT, PARENT] }, 'unique'],
    ['a parent that is no hash', { ...good, parents: ['x'] }, 'parents'],
    ['a list', [], 'no JSON object'],
  ])('refuses %s', (_what, value, sentence) => {
    const read = parseLeaf(JSON.stringify(value));
    expect(isRefused(read) && read.error.message).toContain(sentence);
  });
  it('refuses white space, another order, doubled members and other text', () => {
    const text = leafText({ digests: [PARENT], iat: 1, kind: 'k', n: 0, parents: [] });
    expect(isRefused(parseLeaf(text))).toBe(false);
    for (const wrong of [
      `${text} `,
      text.replace('"n":0', '"n": 0'),
      text.replace('"v":1', '"v":1,"v":1'),
      text.replace('"k"', '"\\u006b"'),
      '{',
      '',
      text.replace('"n":0', '"n":1e0'),
    ]) {
      expect(isRefused(parseLeaf(wrong))).toBe(true);
    }
  });
});

describe('one field disclosed alone', () => {
  it('opens against its leaf and against no other', () => {
    const { leaf } = seal();
    const saltOf = fieldSalts(SALT, nodeDigests);
    const disclosed = disclosure(saltOf('amount'), 'amount', '1.5');
    expect(openDisclosure(leaf, disclosed, pureDigests)).toEqual({ ok: { name: 'amount', value: '1.5' } });
    expect(isRefused(openDisclosure(leaf, disclosure(saltOf('amount'), 'amount', '1.6'), pureDigests))).toBe(true);
    expect(isRefused(openDisclosure(seal({ ...BODY, amount: '2' }).leaf, disclosed, pureDigests))).toBe(true);
  });
  it.each(['"text"', '[1,"a",2]', '["s","a"]', '["s","a",1,2]', '["s","kind",1]', 'not json', '{"a":1}'])(
    'is refused where it reads %s, though the digest is there',
    (text) => {
      const disclosed = Buffer.from(text).toString('base64url');
      const leaf: Leaf = { digests: [digestOf(disclosed, pureDigests)], iat: 0, kind: 'k', n: 0, parents: [] };
      expect(isRefused(openDisclosure(leaf, disclosed, pureDigests))).toBe(true);
    },
  );
});

describe('base64', () => {
  it('writes and reads what Buffer does, and reads nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const buffer = Buffer.from(bytes);
        expect(base64(bytes)).toBe(buffer.toString('base64'));
        expect(base64url(bytes)).toBe(buffer.toString('base64url'));
        expect(base64Bytes(base64(bytes))).toEqual(bytes);
        expect(base64urlBytes(base64url(bytes))).toEqual(bytes);
      }),
    );
    for (const wrong of ['AB', 'AA=', 'AB==', 'A', 'AAAA=', 'AA==\n', 'A-__']) expect(base64Bytes(wrong)).toBeNull();
    for (const wrong of ['AA==', 'AB', 'A', 'A+//', 'AA AA']) expect(base64urlBytes(wrong)).toBeNull();
  });
});

describe('items of bulk rows', () => {
  const rows: Json[] = Array.from({ length: 9 }, (_, i) => ({ row: i, cells: ['a', '1.5'] }));
  it('have salts that node:crypto finds again, all different', () => {
    const saltOf = itemSalts(SALT, pureDigests);
    const salts = rows.map((_, i) => saltOf(i));
    expect(new Set(salts).size).toBe(rows.length);
    for (const [i, salt] of salts.entries()) {
      const block = createHmac('sha256', SALT)
        .update(`items\0${Math.floor(i / 2)}`)
        .digest();
      expect(salt).toBe(block.subarray((i % 2) * 16, (i % 2) * 16 + 16).toString('base64url'));
    }
    expect(saltOf(3)).toBe(salts[3]);
  });
  it('commit to every row: one proof opens one row', () => {
    const tree = new ItemsTree(SALT, nodeDigests);
    for (const row of rows) tree.append(row);
    const { alg, n, root } = tree.commitment();
    expect([alg, n]).toEqual(['rfc6962-sha256', rows.length]);
    const saltOf = itemSalts(SALT, nodeDigests);
    const hashes = rows.map((row, i) => leafHash(itemText(saltOf(i), row), nodeDigests));
    expect(root).toBe(base64(merkleRoot(hashes, nodeDigests)));
    const nodes = new Map<string, Uint8Array>();
    const frontier = new MerkleFrontier(nodeDigests);
    for (const hash of hashes) frontier.append(hash, (level, index, node) => nodes.set(`${level}/${index}`, node));
    const proof = inclusionProof(4, rows.length, (level, index) => nodes.get(`${level}/${index}`)!, nodeDigests);
    expect(verifyInclusion(hashes[4]!, 4n, BigInt(rows.length), proof, base64Bytes(root)!, pureDigests)).toBe(true);
    const other = new ItemsTree(SALT, nodeDigests);
    for (const row of rows.with(4, { row: 4, cells: ['a', '1.6'] })) other.append(row);
    expect(other.commitment().root).not.toBe(root);
  });
});

const EXAMPLE = '../shared/data/vectors/provenance/worked-example';
describe.skipIf(!existsSync(EXAMPLE))('the worked example, byte for byte', () => {
  interface Expected {
    readonly leaf_sizes: number[];
    readonly leaf_hashes_hex: string[];
    readonly roots_hex: string[];
    readonly consistency_3_7_b64: string[];
    readonly inclusion_2_7_b64: string[];
    readonly inclusion_5_7_b64: string[];
    readonly bodies: { readonly n: number; readonly kind: string; readonly body: Body; readonly disclosures: Record<string, string> }[];
  }
  const read = (name: string) => readFileSync(`${EXAMPLE}/${name}`, 'utf8');
  const expected = existsSync(EXAMPLE) ? (JSON.parse(read('expected.json')) as Expected) : ({ bodies: [] } as unknown as Expected);

  it.each(expected.bodies.map((entry) => entry.n))('entry %i', (n) => {
    const { body, kind, disclosures } = expected.bodies[n]!;
    const text = read(`leaves/${n}.json`);
    expect(Buffer.byteLength(text)).toBe(expected.leaf_sizes[n]);
    expect(Buffer.from(leafHash(text, pureDigests)).toString('hex')).toBe(expected.leaf_hashes_hex[n]);
    const leaf = parseLeaf(text);
    if (isRefused(leaf)) throw new Error(leaf.error.message);
    expect([leaf.ok.n, leaf.ok.kind]).toEqual([n, kind]);
    const digests = Object.entries(body).map(([name, value]) => {
      const disclosed = disclosures[name]!;
      const [salt] = JSON.parse(Buffer.from(disclosed, 'base64url').toString()) as [string];
      expect(disclosure(salt, name, value)).toBe(disclosed);
      expect(openDisclosure(leaf.ok, disclosed, pureDigests)).toEqual({ ok: { name, value } });
      return digestOf(disclosed, pureDigests);
    });
    expect(leafText({ ...leaf.ok, digests: digests.sort() })).toBe(text);
    for (const parent of leaf.ok.parents) {
      const hashes = expected.leaf_hashes_hex.slice(0, n).map((hash) => Buffer.from(hash, 'hex').toString('base64url'));
      expect(hashes).toContain(parent);
    }
  });
  it('roots and proofs', () => {
    const nodes = new Map<string, Uint8Array>();
    const frontier = new MerkleFrontier(pureDigests);
    const nodeAt = (level: number, index: number) => nodes.get(`${level}/${index}`)!;
    for (const [n, root] of expected.roots_hex.entries()) {
      expect(Buffer.from(frontier.root()).toString('hex')).toBe(root);
      if (n < 7)
        frontier.append(leafHash(read(`leaves/${n}.json`), pureDigests), (level, index, hash) => nodes.set(`${level}/${index}`, hash));
    }
    expect(inclusionProof(2, 7, nodeAt, pureDigests).map(base64)).toEqual(expected.inclusion_2_7_b64);
    expect(inclusionProof(5, 7, nodeAt, pureDigests).map(base64)).toEqual(expected.inclusion_5_7_b64);
    expect(consistencyProof(3, 7, nodeAt, pureDigests).map(base64)).toEqual(expected.consistency_3_7_b64);
  });
  it('one observation of a bulk capture', () => {
    const proof = JSON.parse(read('observation-2.2.proof.json')) as {
      leaf: string;
      disclosures: string[];
      item_index: number;
      item: string;
      inner_proof: string[];
    };
    const leaf = parseLeaf(proof.leaf);
    if (isRefused(leaf)) throw new Error(leaf.error.message);
    const items = openDisclosure(leaf.ok, proof.disclosures[0]!, pureDigests);
    if (isRefused(items)) throw new Error(items.error.message);
    const { n, root } = items.ok.value as { n: number; root: string };
    const inner = proof.inner_proof.map((hash) => base64Bytes(hash)!);
    const item = leafHash(proof.item, pureDigests);
    expect(verifyInclusion(item, BigInt(proof.item_index), BigInt(n), inner, base64Bytes(root)!, pureDigests)).toBe(true);
    const [salt, row] = JSON.parse(proof.item) as [string, Json];
    expect(itemText(salt, row)).toBe(proof.item);
  });
});

const SD_JWT = '../shared/data/vectors/provenance/sd-jwt/rfc9901-small.json';
describe.skipIf(!existsSync(SD_JWT))('the digests of RFC 9901', () => {
  it('are ours', () => {
    const { object_property, array_element } = JSON.parse(readFileSync(SD_JWT, 'utf8')) as Record<
      string,
      { disclosure: string; sha256_b64url: string; array: string[] }
    >;
    for (const pair of [object_property!, array_element!]) expect(digestOf(pair.disclosure, pureDigests)).toBe(pair.sha256_b64url);
    // The RFC's text has spaces in its JSON: another encoding of the same value opens as well, because the digest covers the encoding.
    const leaf: Leaf = { digests: [object_property!.sha256_b64url], iat: 0, kind: 'k', n: 0, parents: [] };
    expect(openDisclosure(leaf, object_property!.disclosure, pureDigests)).toEqual({ ok: { name: 'family_name', value: 'Möbius' } });
  });
});

const RESERVED = new Set(['_sd', '...', '_sd_alg', 'iat', 'kind', 'n', 'parents', 'v', '__proto__']);
const fieldName = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((name) => !RESERVED.has(name));
const integerJson: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.maxSafeInteger().map((n) => (n === 0 ? 0 : n)),
    fc.boolean(),
    fc.constant(null),
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fieldName, tie('value'), { maxKeys: 3 }),
  ),
})).value;
