import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  base64,
  consistencyProof,
  type Digests,
  inclusionProof,
  leafHash,
  MerkleFrontier,
  merkleRoot,
  type NodeAt,
  pureDigests,
  verifyConsistency,
  verifyInclusion,
} from '../../shared/journal/index.ts';
import { digests as nodeDigests } from '../../electron/engine/journal/digests.ts';

/** RFC 6962 §2.1 word by word, on node:crypto: the independent method. */
function mth(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest();
  if (leaves.length === 1) return createHash('sha256').update('\0').update(leaves[0]!).digest();
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return createHash('sha256')
    .update('\u0001')
    .update(mth(leaves.slice(0, k)))
    .update(mth(leaves.slice(k)))
    .digest();
}

function leavesOf(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => new TextEncoder().encode(`leaf ${i}`));
}

function treeOf(leaves: readonly Uint8Array[], digests: Digests): { readonly nodeAt: NodeAt; readonly frontier: MerkleFrontier } {
  const nodes = new Map<string, Uint8Array>();
  const frontier = new MerkleFrontier(digests);
  for (const leaf of leaves) frontier.append(leafHash(leaf, digests), (level, index, hash) => nodes.set(`${level}/${index}`, hash));
  return {
    frontier,
    nodeAt: (level, index) => {
      const node = nodes.get(`${level}/${index}`);
      if (!node) throw new Error(`asked for node ${level}/${index}, which is not complete`);
      return node;
    },
  };
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe.each([
  ['noble', pureDigests],
  ['node', nodeDigests],
])('the tree of RFC 6962 on %s hashes', (_name, digests) => {
  it('has the reference roots', () => {
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const roots = ['6e340b9c', 'fac54203', 'aeb6bcfe', 'd37ee418', '4e3bbb1f', '76e67dad', 'ddb89be4', '5dc9da79'];
    const frontier = new MerkleFrontier(digests);
    expect(hex(frontier.root())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    for (const [i, input] of inputs.entries()) {
      frontier.append(leafHash(Buffer.from(input, 'hex'), digests));
      expect(hex(frontier.root()).slice(0, 8)).toBe(roots[i]);
    }
  });
  it('agrees with the definition at every size, saved and restored on the way', () => {
    let frontier = new MerkleFrontier(digests);
    const leaves = leavesOf(70);
    for (const [i, leaf] of leaves.entries()) {
      expect(frontier.size).toBe(i);
      frontier.append(leafHash(leaf, digests));
      frontier = new MerkleFrontier(digests, frontier.state());
      expect(hex(frontier.root())).toBe(hex(mth(leaves.slice(0, i + 1))));
    }
  });
  it('takes text as UTF-8', () => {
    expect(hex(leafHash('é€', digests))).toBe(hex(mth([new TextEncoder().encode('é€')])));
  });
  it('has equal HMACs under short and long keys', async () => {
    const { createHmac } = await import('node:crypto');
    for (const length of [1, 32, 64, 65, 200]) {
      const key = new Uint8Array(length).fill(length);
      expect(hex(digests.hmacSha256(key)('field\0é'))).toBe(createHmac('sha256', key).update('field\0é').digest('hex'));
    }
  });
});

describe('proofs', () => {
  it('verify for every leaf and every pair of sizes up to 33, and at no other place', () => {
    const leaves = leavesOf(33);
    const { nodeAt } = treeOf(leaves, nodeDigests);
    for (let size = 1; size <= leaves.length; size++) {
      const root = mth(leaves.slice(0, size));
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(index, size, nodeAt, nodeDigests);
        const leaf = leafHash(leaves[index]!, nodeDigests);
        expect(verifyInclusion(leaf, BigInt(index), BigInt(size), proof, root, nodeDigests)).toBe(true);
        expect(verifyInclusion(leaf, BigInt(index + 1), BigInt(size), proof, root, nodeDigests)).toBe(false);
        expect(verifyInclusion(leaf, BigInt(index), BigInt(size), [...proof, root], root, nodeDigests)).toBe(false);
        expect(verifyInclusion(leaf, BigInt(index), BigInt(size), proof.slice(1), root, nodeDigests)).toBe(proof.length === 0);
      }
      for (let older = 1; older <= size; older++) {
        const proof = consistencyProof(older, size, nodeAt, nodeDigests);
        const olderRoot = mth(leaves.slice(0, older));
        expect(verifyConsistency(BigInt(older), BigInt(size), olderRoot, root, proof, nodeDigests)).toBe(true);
        expect(verifyConsistency(BigInt(older), BigInt(size), mth(leavesOf(older + 50)), root, proof, nodeDigests)).toBe(false);
      }
    }
  });
  it('fail when any bit of them is flipped', () => {
    const leaves = leavesOf(100);
    const { nodeAt, frontier } = treeOf(leaves, nodeDigests);
    const root = frontier.root();
    fc.assert(
      fc.property(fc.nat(99), fc.nat(255), fc.nat(), (index, bit, which) => {
        const parts = [leafHash(leaves[index]!, nodeDigests), root, ...inclusionProof(index, 100, nodeAt, nodeDigests)].map((part) =>
          Uint8Array.from(part),
        );
        parts[which % parts.length]![bit >> 3]! ^= 1 << (bit & 7);
        const [leaf, flippedRoot, ...proof] = parts as [Uint8Array, Uint8Array, ...Uint8Array[]];
        expect(verifyInclusion(leaf, BigInt(index), 100n, proof, flippedRoot, nodeDigests)).toBe(false);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.nat(255), fc.nat(), (older, bit, which) => {
        const parts = [mth(leaves.slice(0, older)), root, ...consistencyProof(older, 100, nodeAt, nodeDigests)].map((part) =>
          Uint8Array.from(part),
        );
        parts[which % parts.length]![bit >> 3]! ^= 1 << (bit & 7);
        const [root1, root2, ...proof] = parts as [Uint8Array, Uint8Array, ...Uint8Array[]];
        expect(verifyConsistency(BigInt(older), 100n, root1, root2, proof, nodeDigests)).toBe(false);
      }),
    );
  });
  it('cannot be asked for where there is nothing to prove', () => {
    const { nodeAt } = treeOf(leavesOf(3), pureDigests);
    expect(() => inclusionProof(3, 3, nodeAt, pureDigests)).toThrow(RangeError);
    expect(() => consistencyProof(0, 3, nodeAt, pureDigests)).toThrow(RangeError);
    expect(() => consistencyProof(4, 3, nodeAt, pureDigests)).toThrow(RangeError);
  });
});

describe('a saved tree', () => {
  it('is refused where it cannot be one', () => {
    const hash = new Uint8Array(32);
    expect(() => new MerkleFrontier(pureDigests, { size: 3, nodes: [hash] })).toThrow(RangeError);
    expect(() => new MerkleFrontier(pureDigests, { size: 4, nodes: [hash, hash] })).toThrow(RangeError);
    expect(() => new MerkleFrontier(pureDigests, { size: -1, nodes: [] })).toThrow(RangeError);
    expect(() => new MerkleFrontier(pureDigests, { size: 1, nodes: [new Uint8Array(31)] })).toThrow(RangeError);
  });
  it('is not changed by appending to the tree it came from', () => {
    const frontier = new MerkleFrontier(pureDigests);
    for (const leaf of leavesOf(3)) frontier.append(leafHash(leaf, pureDigests));
    const saved = frontier.state();
    frontier.append(leafHash('more', pureDigests));
    expect(saved.nodes).toHaveLength(2);
    expect(base64(new MerkleFrontier(pureDigests, saved).root())).toBe(
      base64(
        merkleRoot(
          leavesOf(3).map((l) => leafHash(l, pureDigests)),
          pureDigests,
        ),
      ),
    );
  });
});

const VECTORS = '../shared/data/vectors/provenance/rfc6962-merkle/testdata';
/** The one place where we are stricter, as its MANIFEST says: the vector has roots of 12 bytes. */
const STRICTER_THAN_THE_VECTORS: ReadonlySet<string> = new Set(['consistency/additional/sizes-are-equal-one-and-proof-is-empty.json']);

describe.skipIf(!existsSync(VECTORS))("transparency-dev's vectors", () => {
  const files = (kind: string) =>
    existsSync(VECTORS)
      ? readdirSync(join(VECTORS, kind), { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.json'))
          .map((name) => `${kind}/${name}`)
      : [];
  const read = (file: string) =>
    // Sizes are unsigned 64-bit numbers, which JSON.parse would round.
    JSON.parse(readFileSync(join(VECTORS, file), 'utf8').replace(/"(leafIdx|treeSize|size1|size2)": (\d+)/g, '"$1": "$2"')) as Record<
      string,
      string
    > & {
      proof: string[] | null;
      wantErr: boolean;
    };
  const bytes = (text: string | undefined) => Uint8Array.from(Buffer.from(text ?? '', 'base64'));

  it.each(files('inclusion'))('%s', (file) => {
    const { leafIdx, treeSize, root, leafHash, proof, wantErr } = read(file);
    const verified = verifyInclusion(
      bytes(leafHash),
      BigInt(leafIdx!),
      BigInt(treeSize!),
      (proof ?? []).map(bytes),
      bytes(root),
      pureDigests,
    );
    expect(verified).toBe(!wantErr);
  });
  it.each(files('consistency'))('%s', (file) => {
    const { size1, size2, root1, root2, proof, wantErr } = read(file);
    const verified = verifyConsistency(BigInt(size1!), BigInt(size2!), bytes(root1), bytes(root2), (proof ?? []).map(bytes), pureDigests);
    expect(verified).toBe(STRICTER_THAN_THE_VECTORS.has(file) ? false : !wantErr);
  });
  it('are all there', () => {
    expect(files('inclusion').length + files('consistency').length).toBe(196);
  });
});
