import type { Migration } from '../migration.ts';

/**
 * Rules, where each stands for each of its subjects, and what fired. All are folds of the journal.
 *
 * `evaluates` of a rule is the event that last changed what is evaluated: an edit of its title or note leaves its watches where they are.
 * `begun_until` is the instant up to which the past was looked at silently; what `begun_seq` recorded, and what came after it, is the watch's own. `place` of a firing orders all there are: the place of its event in
 * the journal times 10,000, and its own within the event. `told` is 0 where it would have fired, as data that came later show, and was never told;
 * `void` is 1 where it was told and would not have fired.
 */
export const alerts: Migration = {
  version: 13,
  name: 'alerts',
  sql: `
    CREATE TABLE alert_rule (
      rule TEXT PRIMARY KEY,
      written_seq INTEGER NOT NULL,
      version TEXT NOT NULL,
      evaluates TEXT NOT NULL,
      terms TEXT NOT NULL,
      armed_at TEXT,
      removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
    ) STRICT;

    CREATE TABLE alert_version (
      rule TEXT NOT NULL,
      version TEXT NOT NULL,
      seq INTEGER NOT NULL,
      at TEXT NOT NULL,
      terms TEXT NOT NULL,
      PRIMARY KEY (rule, seq)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE alert_watch (
      rule TEXT NOT NULL,
      subject TEXT NOT NULL,
      begun_seq INTEGER NOT NULL,
      begun_until TEXT,
      standing TEXT NOT NULL CHECK (standing IN ('evaluated', 'unknown', 'idle')),
      reason TEXT,
      message TEXT,
      since TEXT NOT NULL,
      PRIMARY KEY (rule, subject)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX alert_watch_standing ON alert_watch (standing, rule);

    CREATE TABLE alert_sample (
      metric TEXT NOT NULL,
      subject TEXT NOT NULL,
      taken TEXT NOT NULL,
      value TEXT,
      reason TEXT,
      message TEXT,
      told TEXT NOT NULL,
      PRIMARY KEY (metric, subject, taken)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE alert_firing (
      place INTEGER PRIMARY KEY,
      firing TEXT NOT NULL UNIQUE,
      event TEXT NOT NULL,
      rule TEXT NOT NULL,
      version TEXT NOT NULL,
      evaluates TEXT NOT NULL,
      kind TEXT NOT NULL,
      subject TEXT NOT NULL,
      title TEXT NOT NULL,
      subject_title TEXT NOT NULL,
      what TEXT NOT NULL CHECK (what IN ('condition', 'unknown')),
      severity TEXT NOT NULL CHECK (severity IN ('low', 'medium', 'high', 'critical')),
      observed TEXT NOT NULL,
      due TEXT NOT NULL,
      found TEXT NOT NULL,
      late INTEGER NOT NULL CHECK (late IN (0, 1)),
      passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
      by_clock INTEGER NOT NULL CHECK (by_clock IN (0, 1)),
      cleared TEXT,
      cleared_found TEXT,
      ended TEXT CHECK (ended IN ('cleared', 'disarmed', 'edited', 'removed', 'idle', 'corrected')),
      told INTEGER NOT NULL CHECK (told IN (0, 1)),
      void INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
      acknowledged_at TEXT,
      acknowledgement TEXT,
      why TEXT
    ) STRICT;
    CREATE INDEX alert_firing_watch ON alert_firing (rule, subject, place);
    CREATE INDEX alert_firing_subject ON alert_firing (kind, subject, place);
    CREATE INDEX alert_firing_severity ON alert_firing (severity, place);
    CREATE INDEX alert_firing_due ON alert_firing (due);
    CREATE INDEX alert_firing_open ON alert_firing (rule, subject) WHERE ended IS NULL;

    CREATE VIRTUAL TABLE alert_words USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');

    CREATE TABLE alert_correction (
      place INTEGER PRIMARY KEY,
      event TEXT NOT NULL,
      found TEXT NOT NULL,
      rule TEXT NOT NULL,
      subject TEXT NOT NULL,
      what TEXT NOT NULL CHECK (what IN ('would-have-fired', 'would-not-have-fired', 'moved')),
      firing TEXT NOT NULL,
      due TEXT NOT NULL,
      cleared TEXT,
      was_due TEXT,
      was_cleared TEXT
    ) STRICT;
    CREATE INDEX alert_correction_rule ON alert_correction (rule, subject, place);

    CREATE TABLE alert_snooze (
      rule TEXT NOT NULL,
      subject TEXT NOT NULL,
      until TEXT NOT NULL,
      PRIMARY KEY (rule, subject)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE alert_mark (
      kind TEXT NOT NULL,
      subject TEXT NOT NULL,
      metric TEXT NOT NULL,
      marks TEXT NOT NULL,
      PRIMARY KEY (kind, subject, metric)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE alert_progress (
      only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
      last_seq INTEGER NOT NULL,
      taken_in INTEGER NOT NULL,
      found TEXT
    ) STRICT;
  `,
};
