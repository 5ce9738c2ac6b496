import { MerkleFrontier } from '../../../shared/journal/index.ts';
import type { Store } from '../store/store.ts';
import { digests } from './digests.ts';

/**
 * The journal's Merkle tree as it lies in the store: hashes of leaves beside the leaves, of larger complete subtrees in `journal_node`.
 * What is kept here is the right edge only, so that an append costs O(log n) and reads nothing.
 */
export interface Tree {
  /** Adds a leaf's hash and stores the subtrees that it completes. Inside a transaction. */
  append(hash: Uint8Array): void;
  readonly size: number;
  root(): Uint8Array;
  /** Reads the edge again where another connection has appended, or a transaction of this one was rolled back. */
  refresh(): void;
}

export function openTree(store: Store): Tree {
  let frontier = load();

  function load(): MerkleFrontier {
    const size = storedSize();
    const nodes: Uint8Array[] = [];
    for (let level = Math.floor(Math.log2(Math.max(size, 1))); level >= 0; level -= 1) {
      const count = Math.floor(size / 2 ** level);
      if (count % 2 === 0) continue;
      const node = storedHash(level, count - 1);
      if (!node) return fromLeaves();
      nodes.push(node);
    }
    return new MerkleFrontier(digests, { size, nodes });
  }

  /** Inner nodes follow from the leaves, so a tree that has lost some still has a root; "verify" tells what is missing. */
  function fromLeaves(): MerkleFrontier {
    const frontier = new MerkleFrontier(digests);
    const leaves = store.each<{ hash: Uint8Array }>('SELECT leaf_hash AS hash FROM journal_entry ORDER BY seq');
    for (const { hash } of leaves) frontier.append(hash);
    return frontier;
  }

  function storedSize(): number {
    return store.get<{ size: number }>('SELECT coalesce(max(seq) + 1, 0) AS size FROM journal_entry')!.size;
  }

  function storedHash(level: number, position: number): Uint8Array | undefined {
    const row =
      level === 0
        ? store.get<{ hash: Uint8Array }>('SELECT leaf_hash AS hash FROM journal_entry WHERE seq = ?', position)
        : store.get<{ hash: Uint8Array }>('SELECT hash FROM journal_node WHERE level = ? AND position = ?', level, position);
    return row?.hash;
  }

  return {
    append(hash) {
      frontier.append(hash, (level, position, node) => {
        if (level > 0) store.run('INSERT INTO journal_node (level, position, hash) VALUES (?, ?, ?)', level, position, node);
      });
    },
    get size() {
      return frontier.size;
    },
    root: () => frontier.root(),
    refresh() {
      if (storedSize() !== frontier.size) frontier = load();
    },
  };
}
