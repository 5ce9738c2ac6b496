import type { Migration } from '../migration.ts';

/**
 * What was imported. `import_file` and `import_row` are the record: rows lie there as they stood in the file, with what was read of each.
 * A row whose file has an `owner` is still being staged by that process and does not count. The rest are folds of the journal.
 *
 * `activity` holds every activity there is, imported (`origin` is the batch, `row` the file's row) or recorded by hand (`origin` is
 * the event). `detail` is the whole activity as JSON.
 */
export const imports: Migration = {
  version: 5,
  name: 'imports',
  sql: `
    CREATE TABLE import_file (
      batch TEXT PRIMARY KEY,
      secret BLOB NOT NULL CHECK (length(secret) = 32),
      header TEXT NOT NULL,
      owner INTEGER
    ) STRICT;

    CREATE TABLE import_row (
      batch TEXT NOT NULL REFERENCES import_file (batch),
      n INTEGER NOT NULL CHECK (n >= 1),
      raw TEXT NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'duplicate', 'skipped', 'rejected')),
      identity TEXT,
      field TEXT,
      reason TEXT,
      reading TEXT,
      PRIMARY KEY (batch, n)
    ) STRICT, WITHOUT ROWID;

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
      PRIMARY KEY (origin, row, part)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX activity_stream ON activity (stream, at);
  `,
};
