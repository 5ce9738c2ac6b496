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
  return { ...line, leaf, leafHash: Buffer.from(leaf_hash).toString('hex'), parents: parentsOf(store, row.seq, leaf, line.undoes) };
}

/**
 * Leaves name their parents by hash, and hashes are not indexed. What an event undoes is known by its id and nearly always its only
 * parent; others are looked for among the entries before it.
 */
function parentsOf(store: Reader, seq: number, text: string, undoes: string | undefined): string[] {
  const leaf = parseLeaf(text);
  if (isRefused(leaf)) return [];
  const undone = undoes === undefined ? undefined : store.get<Named>(`${NAMED} WHERE journal_body.id = ?`, undoes);
  return leaf.ok.parents.flatMap((parent) => {
    const hash = Buffer.from(parent, 'base64url');
    if (undone && hash.equals(undone.leaf_hash)) return [undone.id];
    const found = store.get<Named>(`${NAMED} WHERE leaf_hash = ? AND journal_entry.seq < ?`, hash, seq);
    return found ? [found.id] : [];
  });
}

interface Named {
  readonly id: string;
  readonly leaf_hash: Uint8Array;
}
const NAMED = 'SELECT id, leaf_hash FROM journal_entry JOIN journal_body USING (seq)';
