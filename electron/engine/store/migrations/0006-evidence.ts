import type { Migration } from '../migration.ts';

/**
 * Evidence, persons and the passphrase.
 *
 * The record: `evidence_file` and `evidence_piece` hold the bytes of files in pieces, as they came (`sealed_by` is empty) or sealed under
 * the data key of that id; `nonce` and `tag` are AES-GCM's, `stored_sha256` is the hash of what lies in the pieces. `workspace_key` holds
 * the data key wrapped under a key from the passphrase, `workspace_pin` verifiers of PINs. A row is never changed, only replaced by
 * another one, so that rows of two exports of one workspace can lie beside each other.
 *
 * The rest are folds of the journal. `pin` names the row of `workspace_pin`, `record` that of `workspace_key`.
 */
export const evidence: Migration = {
  version: 6,
  name: 'evidence',
  sql: `
    CREATE TABLE evidence_file (
      sha256 TEXT NOT NULL,
      sealed_by TEXT NOT NULL,
      bytes INTEGER NOT NULL CHECK (bytes >= 1),
      stored_sha256 TEXT NOT NULL,
      nonce BLOB CHECK (length(nonce) = 12),
      tag BLOB CHECK (length(tag) = 16),
      PRIMARY KEY (sha256, sealed_by),
      CHECK ((sealed_by = '') = (nonce IS NULL) AND (nonce IS NULL) = (tag IS NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX evidence_file_sealed_by ON evidence_file (sealed_by);

    CREATE TABLE evidence_piece (
      sha256 TEXT NOT NULL,
      sealed_by TEXT NOT NULL,
      n INTEGER NOT NULL CHECK (n >= 0),
      content BLOB NOT NULL,
      PRIMARY KEY (sha256, sealed_by, n),
      FOREIGN KEY (sha256, sealed_by) REFERENCES evidence_file (sha256, sealed_by)
    ) STRICT;

    CREATE TABLE workspace_key (
      record TEXT PRIMARY KEY,
      data_key TEXT NOT NULL,
      derivation TEXT NOT NULL,
      nonce BLOB NOT NULL CHECK (length(nonce) = 12),
      wrapped BLOB NOT NULL CHECK (length(wrapped) = 32),
      tag BLOB NOT NULL CHECK (length(tag) = 16)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE workspace_pin (
      record TEXT PRIMARY KEY,
      verifier TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE evidence (
      evidence TEXT PRIMARY KEY,
      seq INTEGER NOT NULL,
      sha256 TEXT NOT NULL,
      name TEXT NOT NULL,
      media_type TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      captured_at TEXT NOT NULL,
      kept_at TEXT NOT NULL,
      origin TEXT NOT NULL,
      note TEXT NOT NULL,
      removed INTEGER NOT NULL CHECK (removed IN (0, 1))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX evidence_seq ON evidence (seq);
    CREATE INDEX evidence_sha256 ON evidence (sha256);

    CREATE TABLE workspace_person (
      person TEXT PRIMARY KEY,
      seq INTEGER NOT NULL,
      name TEXT NOT NULL,
      role TEXT NOT NULL,
      retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
      pin TEXT
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE workspace_wrong_pin (
      event TEXT PRIMARY KEY,
      person TEXT NOT NULL,
      at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX workspace_wrong_pin_person ON workspace_wrong_pin (person, at);

    CREATE TABLE workspace_passphrase (
      record TEXT PRIMARY KEY,
      since TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
