import type { KnownRows } from '../../../shared/imports/index.ts';
import type { Reader } from '../store/store.ts';

/**
 * What of a file the workspace already has: ids of every live batch of its format, and, by number, rows of this very file that were
 * taken in before without an id.
 */
export function knownRows(store: Reader, format: string, sha256: string): KnownRows {
  const identities = new Set<string>();
  const ordinals = new Set<number>();
  for (const { batch } of store.all<{ batch: string }>('SELECT batch FROM import_batch WHERE format = ? AND live = 1', format))
    for (const { identity } of store.each<{ identity: string }>(
      "SELECT identity FROM import_row WHERE batch = ? AND outcome = 'accepted' AND identity IS NOT NULL",
      batch,
    ))
      identities.add(identity);
  for (const { batch } of store.all<{ batch: string }>(
    'SELECT batch FROM import_batch WHERE sha256 = ? AND format = ? AND live = 1',
    sha256,
    format,
  ))
    for (const { n } of store.each<{ n: number }>(
      "SELECT n FROM import_row WHERE batch = ? AND outcome = 'accepted' AND identity IS NULL",
      batch,
    ))
      ordinals.add(n);
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
