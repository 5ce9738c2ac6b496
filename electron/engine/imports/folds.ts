import type { BatchImported, BatchTurned, TemplateRemoved, TemplateSaved } from '../../../shared/imports/index.ts';
import { fold, type Fold } from '../column.ts';
import type { Writer } from '../store/store.ts';
import { rowsOf } from './stored-rows.ts';

/** How the imports column's tables follow from its events. */
export const importFolds: Readonly<Record<string, Fold>> = {
  'imports.batch-imported': fold<BatchImported>((store, { seq, at, subject, payload }) => {
    store.run(
      `INSERT OR REPLACE INTO import_batch (batch, seq, at, file, format, sha256, rows, accepted, duplicates, skipped, rejected,
         first_at, last_at, root, options, notices, live) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
      subject,
      seq,
      at,
      payload.file,
      payload.format,
      payload.sha256,
      payload.rows,
      payload.accepted,
      payload.duplicates,
      payload.skipped,
      payload.rejected,
      payload.firstAt ?? null,
      payload.lastAt ?? null,
      payload.items.root,
      JSON.stringify(payload.options),
      JSON.stringify(payload.notices),
    );
    revive(store, subject);
  }),
  'imports.batch-withdrawn': fold<BatchTurned>((store, { subject }) => {
    store.run('UPDATE import_batch SET live = 0 WHERE batch = ?', subject);
    store.run('DELETE FROM activity WHERE origin = ?', subject);
  }),
  'imports.batch-restored': fold<BatchTurned>((store, { subject }) => revive(store, subject)),
  'imports.template-saved': fold<TemplateSaved>((store, { payload }) => {
    store.run('INSERT OR REPLACE INTO import_template (name, mapping) VALUES (?, ?)', payload.name, JSON.stringify(payload.mapping));
  }),
  'imports.template-removed': fold<TemplateRemoved>((store, { payload }) => {
    store.run('DELETE FROM import_template WHERE name = ?', payload.name);
  }),
};

/** Tables that a rebuild empties. */
export const importProjections: readonly string[] = ['activity', 'import_batch', 'import_template'];

/**
 * Makes a batch count, with its activities. Rows of one file count once: where another live batch of the same file took in one of the
 * same rows, this one stays withdrawn, in whatever order two devices' events are folded.
 */
function revive(store: Writer, batch: string): void {
  const twin = store.get<{ batch: string }>(
    `SELECT other.batch FROM import_batch AS own
     JOIN import_batch AS other ON other.sha256 = own.sha256 AND other.batch <> own.batch AND other.live = 1
     JOIN import_file AS my_file ON my_file.batch = own.batch
     JOIN import_file AS their_file ON their_file.batch = other.batch
     WHERE own.batch = ? AND EXISTS (
       SELECT 1 FROM import_row AS mine
       JOIN import_row AS theirs ON theirs.id = mine.id + (their_file.number - my_file.number) * 4294967296
       WHERE mine.id BETWEEN my_file.number * 4294967296 AND my_file.number * 4294967296 + 4294967295
         AND mine.outcome = 'accepted' AND theirs.outcome = 'accepted')`,
    batch,
  );
  if (twin !== undefined) return;
  store.run('UPDATE import_batch SET live = 1 WHERE batch = ?', batch);
  store.run('DELETE FROM activity WHERE origin = ?', batch);
  const rows = rowsOf(store, batch);
  if (rows === undefined) throw new Error(`the rows of batch ${batch} are not in the store`);
  store.run(
    `INSERT INTO activity (origin, row, part, stream, at, kind, detail)
     SELECT ?, id - ?, 0, stream, at, kind, detail FROM import_row WHERE id BETWEEN ? AND ? AND detail IS NOT NULL ORDER BY stream, at`,
    batch,
    rows.first - 1,
    rows.first,
    rows.last,
  );
  store.run(
    `INSERT INTO activity (origin, row, part, stream, at, kind, detail)
     SELECT ?, import_row.id - ?, part.key + 1, part.value ->> '$.stream', part.value ->> '$.at', part.value ->> '$.kind', part.value
     FROM import_row, json_each(import_row.more) AS part WHERE import_row.id BETWEEN ? AND ? AND more IS NOT NULL`,
    batch,
    rows.first - 1,
    rows.first,
    rows.last,
  );
}
