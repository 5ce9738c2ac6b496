import type { Migration } from '../migration.ts';

/**
 * What was imported. `import_file` and `import_row` are the record: rows lie there as they stood in the file, with what was read of each.
 * A row's `id` is its file's number · 2^32 + its number in the file, so that rows are appended in order whatever their batch is called.
 * `stream`, `at`, `kind` and `detail` are of the activity that the row carries, `more` holds further ones as a JSON array. A file with
 * an `owner` is still being staged by that process and does not count.
 *
 * The rest are folds of the journal. `activity` holds every activity there is, imported (`origin` is the batch, `row` the file's row)
 * or recorded by hand (`origin` is the event). `detail` is the whole activity as JSON.
 */
export const imports: Migration = {
  version: 5,
  name: 'imports',
  sql: `
    CREATE TABLE import_file (
      number INTEGER PRIMARY KEY,
      batch TEXT NOT NULL UNIQUE,
      secret BLOB NOT NULL CHECK (length(secret) = 32),
      header TEXT NOT NULL,
      owner INTEGER
    ) STRICT;

    CREATE TABLE import_row (
      id INTEGER PRIMARY KEY,
      raw TEXT NOT NULL,
      outcome TEXT NOT NULL,
      identity TEXT,
      field TEXT,
      reason TEXT,
      stream TEXT,
      at TEXT,
      kind TEXT,
      detail TEXT,
      more TEXT
    ) STRICT;

    CREATE TABLE import_batch (
      batch TEXT PRIMARY KEY,
      seq INTEGER NOT NULL,
      at TEXT NOT NULL,
      file TEXT NOT NULL,
      format TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      rows INTEGER NOT NULL,
      accepted INTEGER NOT NULL,
      duplicates INTEGER NOT NULL,
      skipped INTEGER NOT NULL,
      rejected INTEGER NOT NULL,
      first_at TEXT,
      last_at TEXT,
      root TEXT NOT NULL,
      options TEXT NOT NULL,
      notices TEXT NOT NULL,
      live INTEGER NOT NULL CHECK (live IN (0, 1))
    ) STRICT;
    CREATE INDEX import_batch_sha256 ON import_batch (sha256);
    CREATE INDEX import_batch_format ON import_batch (format);

    CREATE TABLE import_template (
      name TEXT PRIMARY KEY,
      mapping TEXT NOT NULL
    ) STRICT;

    CREATE TABLE activity (
      origin TEXT NOT NULL,
      row INTEGER NOT NULL,
      part INTEGER NOT NULL,
      stream TEXT NOT NULL,
      at TEXT NOT NULL,
      kind TEXT NOT NULL,
      detail TEXT NOT NULL,
      PRIMARY KEY (stream, at, origin, row, part)
    ) STRICT, WITHOUT ROWID;
  `,
};
