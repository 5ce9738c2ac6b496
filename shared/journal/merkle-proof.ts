import type { Digests } from './digests.ts';
import { HASH_BYTES, nodeHash } from './merkle.ts';

/** Answers the perfect node (level, index) of a tree; only complete ones are asked for. */
export type NodeAt = (level: number, index: number) => Uint8Array;

/** The inclusion proof of leaf `index` in the tree of `size` leaves (RFC 6962 §2.1.1), lowest sibling first. */
export function inclusionProof(index: number, size: number, nodeAt: NodeAt, digests: Digests): Uint8Array[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`leaf ${index} is not in a tree of ${size}`);
  const proof: Uint8Array[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + split(end - start);
    const left = index < middle;
    proof.push(left ? rangeHash(middle, end, nodeAt, digests) : rangeHash(start, middle, nodeAt, digests));
    if (left) end = middle;
    else start = middle;
  }
  return proof.reverse();
}

/** The proof that the tree of `size1` leaves is the beginning of the one of `size2` (RFC 6962 §2.1.2); empty where both are equal. */
export function consistencyProof(size1: number, size2: number, nodeAt: NodeAt, digests: Digests): Uint8Array[] {
  if (!(size1 > 0 && size1 <= size2)) throw new RangeError(`a tree of ${size1} is not the beginning of one of ${size2}`);
  const proof: Uint8Array[] = [];
  let [start, end] = [0, size2];
  while (end !== size1) {
    const middle = start + split(end - start);
    const left = size1 <= middle;
    proof.push(left ? rangeHash(middle, end, nodeAt, digests) : rangeHash(start, middle, nodeAt, digests));
    if (left) end = middle;
    else start = middle;
  }
  // Where the smaller tree is one perfect node of the larger, the verifier knows that node already: it is the smaller root.
  if (start > 0) proof.push(rangeHash(start, end, nodeAt, digests));
  return proof.reverse();
}

/**
 * Whether `proof` shows that the leaf is at `index` of the tree of `size` with `root` (RFC 9162 §2.1.3.2). Hashes must have 32
 * bytes and the proof exactly the right length; `size` of 0 holds nothing.
 */
export function verifyInclusion(
  leaf: Uint8Array,
  index: bigint,
  size: bigint,
  proof: readonly Uint8Array[],
  root: Uint8Array,
  digests: Digests,
): boolean {
  if (index < 0n || index >= size || ![leaf, root, ...proof].every(isHash)) return false;
  let [fn, sn, hash] = [index, size - 1n, leaf];
  for (const sibling of proof) {
    if (sn === 0n) return false;
    if (fn % 2n === 1n || fn === sn) {
      hash = nodeHash(sibling, hash, digests);
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn / 2n, sn / 2n];
    } else {
      hash = nodeHash(hash, sibling, digests);
    }
    [fn, sn] = [fn / 2n, sn / 2n];
  }
  return sn === 0n && sameBytes(hash, root);
}

/**
 * Whether `proof` shows that the tree of `size1` with `root1` is the beginning of that of `size2` with `root2` (RFC 9162 §2.1.4.2).
 * Equal sizes want equal roots and an empty proof, size 0 the empty tree's root; from 0 to more nothing can be shown.
 */
export function verifyConsistency(
  size1: bigint,
  size2: bigint,
  root1: Uint8Array,
  root2: Uint8Array,
  proof: readonly Uint8Array[],
  digests: Digests,
): boolean {
  if (size1 < 0n || size1 > size2 || ![root1, root2, ...proof].every(isHash)) return false;
  if (size1 === size2) {
    return proof.length === 0 && sameBytes(root1, root2) && (size1 > 0n || sameBytes(root1, digests.sha256(new Uint8Array(0))));
  }
  if (size1 === 0n || proof.length === 0) return false;
  const path = isPowerOfTwo(size1) ? [root1, ...proof] : proof;
  let [fn, sn] = [size1 - 1n, size2 - 1n];
  while (fn % 2n === 1n) [fn, sn] = [fn / 2n, sn / 2n];
  let [older, newer] = [path[0]!, path[0]!];
  for (const sibling of path.slice(1)) {
    if (sn === 0n) return false;
    if (fn % 2n === 1n || fn === sn) {
      older = nodeHash(sibling, older, digests);
      newer = nodeHash(sibling, newer, digests);
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn / 2n, sn / 2n];
    } else {
      newer = nodeHash(newer, sibling, digests);
    }
    [fn, sn] = [fn / 2n, sn / 2n];
  }
  return sn === 0n && sameBytes(older, root1) && sameBytes(newer, root2);
}

/** The hash over the leaves from `start` to before `end`, where `start` is where a subtree of that length may begin. */
function rangeHash(start: number, end: number, nodeAt: NodeAt, digests: Digests): Uint8Array {
  const length = end - start;
  const left = split(length);
  if (length === 1) return nodeAt(0, start);
  if (length === 2 * left) return nodeAt(Math.round(Math.log2(length)), start / length);
  const middle = start + left;
  return nodeHash(rangeHash(start, middle, nodeAt, digests), rangeHash(middle, end, nodeAt, digests), digests);
}

/** The largest power of two smaller than `size`. */
function split(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

function isPowerOfTwo(size: bigint): boolean {
  return (size & (size - 1n)) === 0n;
}

function isHash(hash: Uint8Array): boolean {
  return hash.length === HASH_BYTES;
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}
