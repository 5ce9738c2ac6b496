import type { Migration } from '../migration.ts';

/**
 * What the owner keeps of venues and desks beside the bundled catalogue: all folds of the journal. Details, records, limits, scores and
 * decisions are JSON as their events have them.
 */
export const venues: Migration = {
  version: 8,
  name: 'venues',
  sql: `
    CREATE TABLE venue_own (
      venue TEXT PRIMARY KEY,
      added_seq INTEGER NOT NULL,
      details TEXT NOT NULL
    ) STRICT;

    CREATE TABLE venue_overlay (
      venue TEXT PRIMARY KEY,
      overlay TEXT NOT NULL
    ) STRICT;

    CREATE TABLE venue_standing (
      venue TEXT PRIMARY KEY,
      standing TEXT NOT NULL
    ) STRICT;

    CREATE TABLE venue_note (
      venue TEXT PRIMARY KEY,
      note TEXT NOT NULL
    ) STRICT;

    CREATE TABLE venue_record (
      record TEXT PRIMARY KEY,
      venue TEXT NOT NULL,
      kind TEXT NOT NULL,
      added_seq INTEGER NOT NULL,
      added_at TEXT NOT NULL,
      detail TEXT NOT NULL
    ) STRICT;
    CREATE INDEX venue_record_venue ON venue_record (venue, kind);

    CREATE TABLE venue_limit (
      limit_id TEXT PRIMARY KEY,
      set_seq INTEGER NOT NULL,
      detail TEXT NOT NULL
    ) STRICT;

    CREATE TABLE venue_score (
      venue TEXT NOT NULL,
      measure TEXT NOT NULL,
      detail TEXT NOT NULL,
      event TEXT NOT NULL,
      PRIMARY KEY (venue, measure)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE venue_profile (
      profile TEXT PRIMARY KEY,
      detail TEXT NOT NULL
    ) STRICT;

    CREATE TABLE venue_measure (
      family TEXT NOT NULL,
      measure TEXT NOT NULL,
      detail TEXT NOT NULL,
      PRIMARY KEY (family, measure)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE venue_policy (
      only TEXT PRIMARY KEY CHECK (only = 'policy'),
      detail TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE venue_decision (
      decision TEXT PRIMARY KEY,
      seq INTEGER NOT NULL,
      at TEXT NOT NULL,
      actor TEXT NOT NULL,
      detail TEXT NOT NULL
    ) STRICT;
  `,
};
