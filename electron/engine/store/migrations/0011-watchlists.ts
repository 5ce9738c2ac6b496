import type { Migration } from '../migration.ts';

/**
 * Watchlists with their entries, notes and grades, and saved screens with who entered and left. All are folds of the journal. What was removed stays,
 * marked, so that bringing it back brings back all that was said of it.
 */
export const watchlists: Migration = {
  version: 11,
  name: 'watchlists',
  sql: `
    CREATE TABLE watchlist (
      list TEXT PRIMARY KEY,
      made_seq INTEGER NOT NULL,
      made_at TEXT NOT NULL,
      terms TEXT NOT NULL,
      removed INTEGER NOT NULL CHECK (removed IN (0, 1))
    ) STRICT;

    CREATE TABLE watchlist_entry (
      entry TEXT PRIMARY KEY,
      list TEXT NOT NULL,
      kind TEXT NOT NULL,
      id TEXT NOT NULL,
      title TEXT NOT NULL,
      place TEXT NOT NULL,
      added_at TEXT NOT NULL,
      added_event TEXT NOT NULL,
      tags TEXT NOT NULL,
      note TEXT NOT NULL,
      review_by TEXT,
      targets TEXT NOT NULL,
      own_values TEXT NOT NULL,
      captured TEXT NOT NULL,
      removed INTEGER NOT NULL CHECK (removed IN (0, 1))
    ) STRICT;
    CREATE INDEX watchlist_entry_place ON watchlist_entry (list, removed, place, entry);
    CREATE INDEX watchlist_entry_subject ON watchlist_entry (kind, id, removed);
    CREATE INDEX watchlist_entry_review ON watchlist_entry (review_by) WHERE review_by IS NOT NULL;

    CREATE TABLE watchlist_note (
      entry TEXT NOT NULL,
      seq INTEGER NOT NULL,
      at TEXT NOT NULL,
      actor TEXT NOT NULL,
      note TEXT NOT NULL,
      PRIMARY KEY (entry, seq)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE watchlist_own_grade (
      kind TEXT NOT NULL,
      id TEXT NOT NULL,
      grade TEXT NOT NULL,
      seq INTEGER NOT NULL,
      at TEXT NOT NULL,
      actor TEXT NOT NULL,
      letter TEXT,
      reason TEXT NOT NULL,
      PRIMARY KEY (kind, id, grade, seq)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE watchlist_grade (
      kind TEXT NOT NULL,
      id TEXT NOT NULL,
      grade TEXT NOT NULL,
      seq INTEGER NOT NULL,
      at TEXT NOT NULL,
      day TEXT NOT NULL,
      title TEXT NOT NULL,
      letter TEXT,
      points TEXT,
      coverage TEXT NOT NULL,
      letter_before TEXT,
      is_first INTEGER NOT NULL CHECK (is_first IN (0, 1)),
      PRIMARY KEY (kind, id, grade, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX watchlist_grade_seq ON watchlist_grade (seq);

    CREATE TABLE watchlist_screen (
      screen TEXT PRIMARY KEY,
      saved_seq INTEGER NOT NULL,
      edited_seq INTEGER NOT NULL,
      terms TEXT NOT NULL,
      removed INTEGER NOT NULL CHECK (removed IN (0, 1))
    ) STRICT;

    CREATE TABLE watchlist_screen_member (
      screen TEXT NOT NULL,
      id TEXT NOT NULL,
      since_seq INTEGER NOT NULL,
      since TEXT NOT NULL,
      PRIMARY KEY (screen, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE watchlist_screen_change (
      screen TEXT NOT NULL,
      seq INTEGER NOT NULL,
      at TEXT NOT NULL,
      because TEXT NOT NULL,
      entered TEXT NOT NULL,
      has_left TEXT NOT NULL,
      total INTEGER NOT NULL,
      unknown INTEGER NOT NULL,
      size INTEGER NOT NULL,
      PRIMARY KEY (screen, seq)
    ) STRICT, WITHOUT ROWID;
  `,
};
