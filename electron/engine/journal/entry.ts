import { isRefused } from '../../../shared/figures/index.ts';
import { parseLeaf } from '../../../shared/journal/index.ts';
import type { Reader } from '../store/store.ts';
import type { Journal } from './journal.ts';
import { type LogLine, lineAt } from './log.ts';

/** An event together with what the Merkle tree covers of it. */
export interface Entry extends LogLine {
  readonly leaf: string;
  /** SHA-256(0x00 ‖ leaf), hexadecimal. */
  readonly leafHash: string;
  /** Ids of the events that it names as its parents. */
  readonly parents: string[];
}

export function readEntry(store: Reader, journal: Journal, id: string): Entry | null {
  const row = store.get<{ seq: number; leaf: string; leaf_hash: Uint8Array }>(
    'SELECT seq, leaf, leaf_hash FROM journal_entry JOIN journal_body USING (seq) WHERE journal_body.id = ?',
    id,
  );
  const line = row && lineAt(store, journal, row.seq);
  if (!row || !line) return null;
  const { leaf, leaf_hash } = row;
  return { ...line, leaf, leafHash: Buffer.from(leaf_hash).toString('hex'), parents: parentsOf(store, row.seq, leaf) };
}

/** Leaves name their parents by hash. Hashes are not indexed: an event looks for the few it names among those before it. */
function parentsOf(store: Reader, seq: number, text: string): string[] {
  const leaf = parseLeaf(text);
  if (isRefused(leaf)) return [];
  return leaf.ok.parents.flatMap((parent) => {
    const found = store.get<{ id: string }>(
      'SELECT id FROM journal_entry JOIN journal_body USING (seq) WHERE leaf_hash = ? AND journal_entry.seq < ?',
      Buffer.from(parent, 'base64url'),
      seq,
    );
    return found ? [found.id] : [];
  });
}
