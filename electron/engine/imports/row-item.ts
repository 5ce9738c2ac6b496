import { base64, itemSalts, type ItemsCommitment, leafHash, MerkleFrontier } from '../../../shared/journal/index.ts';
import { digests } from '../journal/index.ts';
import type { Reader } from '../store/store.ts';
import { rowsOf } from './stored-rows.ts';

/** A row as it lies in `import_row`, without its id. */
export interface RecordedRow {
  readonly raw: string;
  readonly outcome: string;
  readonly identity: string | null;
  readonly field: string | null;
  readonly reason: string | null;
  readonly stream: string | null;
  readonly at: string | null;
  readonly kind: string | null;
  readonly detail: string | null;
  readonly more: string | null;
}

/**
 * What the batch's tree covers of a row (provenance §8.2.3): the cells, and as text what was read of them, so that neither can be
 * edited unseen. `raw` is a list of strings as JSON.stringify writes it, which is its canonical form.
 */
export function rowItem(salt: string, row: RecordedRow): string {
  const { raw, outcome, identity, field, reason, stream, at, kind, detail, more } = row;
  return `["${salt}",[${raw},${JSON.stringify([outcome, identity, field, reason, stream, at, kind, detail, more])}]]`;
}

/** The commitment over a batch's rows as they lie in the store; equal to its event's where nothing was touched. */
export function storedCommitment(store: Reader, batch: string): ItemsCommitment {
  const tree = new MerkleFrontier(digests);
  const range = rowsOf(store, batch);
  const file = store.get<{ secret: Uint8Array }>('SELECT secret FROM import_file WHERE batch = ?', batch);
  if (range !== undefined && file !== undefined) {
    const saltOf = itemSalts(file.secret, digests);
    const rows = store.each<RecordedRow & { readonly id: number }>(
      'SELECT id, raw, outcome, identity, field, reason, stream, at, kind, detail, more FROM import_row WHERE id BETWEEN ? AND ? ORDER BY id',
      range.first,
      range.last,
    );
    for (const row of rows) tree.append(leafHash(rowItem(saltOf(row.id - range.first), row), digests));
  }
  return { alg: 'rfc6962-sha256', n: tree.size, root: base64(tree.root()) };
}
