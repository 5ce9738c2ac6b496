import type { Migration } from '../migration.ts';

/**
 * Positions, the streams of imported activity that they claim, and their documents. All are folds of the journal except
 * `position_file`, which holds the bytes of attached documents under their hash. Activities lie in `activity` (migration 5).
 */
export const positions: Migration = {
  version: 4,
  name: 'positions',
  sql: `
    CREATE TABLE position (
      position TEXT PRIMARY KEY,
      opened_seq INTEGER NOT NULL,
      terms TEXT NOT NULL,
      closed TEXT,
      removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
      note TEXT NOT NULL DEFAULT ''
    ) STRICT;

    CREATE TABLE position_stream (
      stream TEXT PRIMARY KEY,
      position TEXT NOT NULL
    ) STRICT;
    CREATE INDEX position_stream_position ON position_stream (position);

    CREATE TABLE position_document (
      position TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      name TEXT NOT NULL,
      media_type TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      PRIMARY KEY (position, sha256)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE position_file (
      sha256 TEXT PRIMARY KEY,
      content BLOB NOT NULL
    ) STRICT;
  `,
};
