import type { Migration } from '../migration.ts';

/**
 * Channels out of the window, and what was sent through them.
 *
 * The record: `delivery_secret` holds secrets of channels, never as they are: encrypted by the operating system (`place` is `system`), or
 * sealed with AES-256-GCM under the data key `sealed_by` of the workspace's passphrase. Where the row is gone, the secret is.
 *
 * The rest are folds of the journal. `looked` of a channel is the place in the journal up to which alerts were looked through for it; `taken_by`
 * and `taken_until` of a message name the process that has it in hand. `attempts` counts all that were made, `tries` those since a person put it back.
 */
export const delivery: Migration = {
  version: 14,
  name: 'delivery',
  sql: `
    CREATE TABLE delivery_secret (
      record TEXT PRIMARY KEY,
      place TEXT NOT NULL CHECK (place IN ('system', 'sealed')),
      sealed_by TEXT,
      nonce BLOB CHECK (length(nonce) = 12),
      content BLOB NOT NULL,
      tag BLOB CHECK (length(tag) = 16),
      CHECK ((place = 'sealed') = (sealed_by IS NOT NULL) AND (sealed_by IS NULL) = (nonce IS NULL) AND (nonce IS NULL) = (tag IS NULL))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE delivery_channel (
      channel TEXT PRIMARY KEY,
      added_seq INTEGER NOT NULL,
      looked INTEGER NOT NULL,
      terms TEXT NOT NULL,
      secret TEXT,
      removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
      tested TEXT
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE delivery_send (
      send TEXT PRIMARY KEY,
      channel TEXT NOT NULL,
      queued_seq INTEGER NOT NULL,
      queued_at TEXT NOT NULL,
      gathers TEXT,
      due TEXT NOT NULL,
      notices TEXT NOT NULL,
      words TEXT NOT NULL,
      count INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'dead', 'dropped')),
      attempts INTEGER NOT NULL DEFAULT 0,
      tries INTEGER NOT NULL DEFAULT 0,
      taken_by TEXT,
      taken_until TEXT,
      settled_at TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX delivery_send_waiting ON delivery_send (channel, due) WHERE state = 'waiting';
    CREATE INDEX delivery_send_order ON delivery_send (queued_seq, send);
    CREATE INDEX delivery_send_state ON delivery_send (state, queued_seq);
    CREATE INDEX delivery_send_channel ON delivery_send (channel, queued_seq);

    CREATE TABLE delivery_attempt (
      send TEXT NOT NULL,
      attempt INTEGER NOT NULL,
      channel TEXT NOT NULL,
      at TEXT NOT NULL,
      milliseconds INTEGER NOT NULL,
      sent INTEGER NOT NULL CHECK (sent IN (0, 1)),
      says TEXT NOT NULL,
      output TEXT NOT NULL,
      next TEXT,
      PRIMARY KEY (send, attempt)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX delivery_attempt_channel ON delivery_attempt (channel, at);

    CREATE TABLE delivery_preference (
      only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
      preferences TEXT NOT NULL
    ) STRICT;
  `,
};
