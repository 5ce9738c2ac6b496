import type { KnownRows } from '../../../shared/imports/index.ts';
import type { Reader } from '../store/store.ts';
import { rangeOf } from './stored-rows.ts';

/**
 * What of a file the workspace already has: ids of every live batch of its format, and, by number, rows of this very file that were
 * taken in before without an id.
 */
export function knownRows(store: Reader, format: string, sha256: string): KnownRows {
  const identities = new Set<string>();
  const ordinals = new Set<number>();
  const live = store.all<{ number: number; sha256: string }>(
    'SELECT number, sha256 FROM import_batch JOIN import_file USING (batch) WHERE format = ? AND live = 1',
    format,
  );
  for (const file of live) {
    const { first, last } = rangeOf(file.number);
    for (const { id, identity } of store.each<{ id: number; identity: string | null }>(
      "SELECT id, identity FROM import_row WHERE id BETWEEN ? AND ? AND outcome = 'accepted' AND (? OR identity IS NOT NULL)",
      first,
      last,
      file.sha256 === sha256 ? 1 : 0,
    )) {
      if (identity !== null) identities.add(identity);
      else ordinals.add(id - first + 1);
    }
  }
  return { identities, ordinals };
}

/** Live batches of the same format that reach into the same time: where rows have no id, their overlap cannot be told apart. */
export function overlappingBatches(store: Reader, format: string, sha256: string, firstAt: string, lastAt: string): readonly string[] {
  return store
    .all<{ file: string }>(
      'SELECT file FROM import_batch WHERE format = ? AND live = 1 AND sha256 <> ? AND first_at <= ? AND last_at >= ? ORDER BY seq LIMIT 5',
      format,
      sha256,
      lastAt,
      firstAt,
    )
    .map(({ file }) => file);
}
