import type { Digests } from './digests.ts';

/**
 * The Merkle tree of RFC 6962 §2.1 over SHA-256. Hashes are 32 bytes; sizes and indices count leaves. A *perfect node*
 * (level, index) is the hash over the 2^level leaves from index·2^level on; level 0 holds the leaf hashes.
 */
export const HASH_BYTES = 32;

/** SHA-256(0x00 ‖ data). Text is taken as UTF-8. */
export function leafHash(data: Uint8Array | string, digests: Digests): Uint8Array {
  if (typeof data === 'string') return digests.sha256(`\0${data}`);
  const bytes = new Uint8Array(data.length + 1);
  bytes.set(data, 1);
  return digests.sha256(bytes);
}

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Uint8Array, right: Uint8Array, digests: Digests): Uint8Array {
  PAIR[0] = 1;
  PAIR.set(left, 1);
  PAIR.set(right, 1 + HASH_BYTES);
  return digests.sha256(PAIR);
}
/** Reused because hashing is synchronous and a million small buffers cost more than a million hashes. */
const PAIR = new Uint8Array(1 + 2 * HASH_BYTES);

/** The root over leaf hashes; SHA-256 of nothing where there are none. */
export function merkleRoot(leafHashes: Iterable<Uint8Array>, digests: Digests): Uint8Array {
  const frontier = new MerkleFrontier(digests);
  for (const hash of leafHashes) frontier.append(hash);
  return frontier.root();
}

/** The state of a growing tree: its size and its perfect nodes without a parent yet, largest first; one for each set bit of the size. */
export interface FrontierState {
  readonly size: number;
  readonly nodes: readonly Uint8Array[];
}

/** A tree that only grows, in memory of O(log size). */
export class MerkleFrontier {
  #size: number;
  readonly #nodes: Uint8Array[];
  readonly #digests: Digests;

  /** Continues from a saved state. Throws where the state cannot be one: a node too many or too few, or one that is not 32 bytes. */
  constructor(digests: Digests, from: FrontierState = { size: 0, nodes: [] }) {
    if (!Number.isSafeInteger(from.size) || from.size < 0 || from.nodes.length !== ones(from.size)) {
      throw new RangeError(`a tree of ${from.size} leaves has not ${from.nodes.length} open nodes`);
    }
    if (from.nodes.some((node) => node.length !== HASH_BYTES)) throw new RangeError('a node of the tree has 32 bytes');
    this.#size = from.size;
    this.#nodes = [...from.nodes];
    this.#digests = digests;
  }

  get size(): number {
    return this.#size;
  }

  /** Appends one leaf hash. `completed` hears of each perfect node this finishes, the leaf itself first. */
  append(leaf: Uint8Array, completed?: (level: number, index: number, hash: Uint8Array) => void): void {
    let [node, level, index] = [leaf, 0, this.#size];
    completed?.(level, index, node);
    while (index % 2 === 1) {
      node = nodeHash(this.#nodes.pop()!, node, this.#digests);
      level += 1;
      index = (index - 1) / 2;
      completed?.(level, index, node);
    }
    this.#nodes.push(node);
    this.#size += 1;
  }

  root(): Uint8Array {
    if (this.#nodes.length === 0) return this.#digests.sha256(EMPTY);
    return this.#nodes.reduceRight((right, left) => nodeHash(left, right, this.#digests));
  }

  state(): FrontierState {
    return { size: this.#size, nodes: [...this.#nodes] };
  }
}
const EMPTY = new Uint8Array(0);

function ones(size: number): number {
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}
