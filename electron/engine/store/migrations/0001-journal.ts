import type { Migration } from '../migration.ts';

/**
 * The record itself. `journal_entry.leaf` holds the exact bytes that the Merkle tree covers; `journal_body` lies beside it and can be
 * erased without breaking any proof. Interior nodes are kept for complete subtrees only (level 1 and up; level 0 is `leaf_hash`).
 */
export const journal: Migration = {
  version: 1,
  name: 'journal',
  sql: `
    CREATE TABLE journal_entry (
      seq INTEGER PRIMARY KEY CHECK (seq >= 0),
      leaf TEXT NOT NULL,
      leaf_hash BLOB NOT NULL CHECK (length(leaf_hash) = 32)
    ) STRICT;

    CREATE TABLE journal_body (
      seq INTEGER PRIMARY KEY REFERENCES journal_entry (seq),
      type TEXT NOT NULL,
      body TEXT NOT NULL,
      salt BLOB NOT NULL CHECK (length(salt) = 32),
      id TEXT GENERATED ALWAYS AS (body ->> '$.id') VIRTUAL,
      subject TEXT GENERATED ALWAYS AS (body ->> '$.subject') VIRTUAL
    ) STRICT;
    CREATE UNIQUE INDEX journal_body_id ON journal_body (id);
    CREATE INDEX journal_body_subject ON journal_body (subject, seq);
    CREATE INDEX journal_body_type ON journal_body (type, seq);

    CREATE TABLE journal_node (
      level INTEGER NOT NULL CHECK (level >= 1),
      position INTEGER NOT NULL CHECK (position >= 0),
      hash BLOB NOT NULL CHECK (length(hash) = 32),
      PRIMARY KEY (level, position)
    ) STRICT, WITHOUT ROWID;
  `,
};
