import type { Migration } from '../migration.ts';

/**
 * What is planned and what it is computed from. `pretrade_content`, `pretrade_import` and `pretrade_row` are the record of imported reference files:
 * the file itself, the secret of its tree, and one row for each instrument, margin table, fee table, depth snapshot and funding rate in it. `key`
 * is the name without case and signs, by which files of one venue that write it differently are found. The rest are folds of the journal.
 */
export const pretrade: Migration = {
  version: 9,
  name: 'pretrade',
  sql: `
    CREATE TABLE pretrade_content (
      sha256 TEXT PRIMARY KEY,
      content BLOB NOT NULL
    ) STRICT;

    CREATE TABLE pretrade_import (
      reference TEXT PRIMARY KEY,
      secret BLOB NOT NULL CHECK (length(secret) = 32)
    ) STRICT;

    CREATE TABLE pretrade_row (
      reference TEXT NOT NULL REFERENCES pretrade_import (reference),
      n INTEGER NOT NULL CHECK (n >= 1),
      kind TEXT NOT NULL CHECK (kind IN ('instrument', 'margin', 'fees', 'depth', 'funding')),
      venue TEXT NOT NULL,
      name TEXT NOT NULL,
      key TEXT NOT NULL,
      as_of TEXT NOT NULL,
      detail TEXT NOT NULL,
      PRIMARY KEY (reference, n)
    ) STRICT;
    CREATE INDEX pretrade_row_name ON pretrade_row (venue, kind, key, as_of);

    CREATE TABLE pretrade_reference (
      reference TEXT PRIMARY KEY,
      seq INTEGER NOT NULL,
      at TEXT NOT NULL,
      file TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      format TEXT NOT NULL,
      venue TEXT NOT NULL,
      as_of TEXT NOT NULL,
      counts TEXT NOT NULL,
      accepted TEXT NOT NULL,
      notices TEXT NOT NULL,
      answers TEXT NOT NULL,
      live INTEGER NOT NULL CHECK (live IN (0, 1))
    ) STRICT;
    CREATE INDEX pretrade_reference_sha256 ON pretrade_reference (sha256);

    CREATE TABLE pretrade_volume (
      venue TEXT PRIMARY KEY,
      told TEXT NOT NULL,
      event TEXT NOT NULL
    ) STRICT;

    CREATE TABLE pretrade_rules (
      name TEXT PRIMARY KEY CHECK (name = 'ticket'),
      rules TEXT NOT NULL
    ) STRICT;

    CREATE TABLE pretrade_ticket (
      ticket TEXT PRIMARY KEY,
      seq INTEGER NOT NULL,
      terms TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('draft', 'signed', 'closed', 'cancelled')),
      removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
      drafted_at TEXT NOT NULL,
      changed_at TEXT NOT NULL,
      verdict TEXT,
      signed_event TEXT,
      signed_at TEXT,
      closed_at TEXT,
      closed TEXT
    ) STRICT;
    CREATE INDEX pretrade_ticket_state ON pretrade_ticket (state, seq);
  `,
};
