import type { Migration } from '../migration.ts';

/**
 * Checklists: drafts, published versions with their whole content, runs with what was told of each item, and what signatures sealed. All
 * are folds of the journal. `checklist_item` keeps a row for each item that was ever told of, also where its answer was taken back.
 */
export const checklists: Migration = {
  version: 7,
  name: 'checklists',
  sql: `
    CREATE TABLE checklist_template (
      template TEXT PRIMARY KEY,
      draft TEXT,
      retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
    ) STRICT;

    CREATE TABLE checklist_version (
      template TEXT NOT NULL,
      number INTEGER NOT NULL,
      hash TEXT NOT NULL,
      content TEXT NOT NULL,
      note TEXT NOT NULL,
      at TEXT NOT NULL,
      by_name TEXT,
      origin TEXT NOT NULL CHECK (origin IN ('own', 'bundled')),
      PRIMARY KEY (template, number)
    ) STRICT;

    CREATE TABLE checklist_run (
      run TEXT PRIMARY KEY,
      template TEXT NOT NULL,
      number INTEGER NOT NULL,
      hash TEXT NOT NULL,
      title TEXT NOT NULL,
      about_kind TEXT NOT NULL,
      about_id TEXT NOT NULL,
      about_title TEXT NOT NULL,
      started_seq INTEGER NOT NULL,
      started_at TEXT NOT NULL,
      by_person TEXT NOT NULL,
      by_name TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'signed', 'void')),
      revision INTEGER NOT NULL,
      changed_seq INTEGER NOT NULL,
      changed_at TEXT NOT NULL,
      answered INTEGER NOT NULL DEFAULT 0,
      failed INTEGER NOT NULL DEFAULT 0,
      overridden INTEGER NOT NULL DEFAULT 0,
      signed_at TEXT,
      run_hash TEXT,
      expires TEXT
    ) STRICT;
    CREATE INDEX checklist_run_started ON checklist_run (started_seq);
    CREATE INDEX checklist_run_about ON checklist_run (about_kind, about_id, template, started_seq);
    CREATE INDEX checklist_run_template ON checklist_run (template, started_seq);
    CREATE INDEX checklist_run_state ON checklist_run (state, started_seq);

    CREATE TABLE checklist_words (
      run TEXT PRIMARY KEY,
      words TEXT NOT NULL
    ) STRICT;

    CREATE TABLE checklist_item (
      run TEXT NOT NULL,
      item TEXT NOT NULL,
      answer TEXT,
      result TEXT,
      valid_until TEXT,
      override TEXT,
      request TEXT,
      timer_since TEXT,
      repeat INTEGER NOT NULL DEFAULT 0 CHECK (repeat IN (0, 1)),
      failed_once INTEGER NOT NULL DEFAULT 0 CHECK (failed_once IN (0, 1)),
      PRIMARY KEY (run, item)
    ) STRICT;
    CREATE INDEX checklist_item_valid_until ON checklist_item (valid_until) WHERE valid_until IS NOT NULL;

    CREATE TABLE checklist_signature (
      run TEXT NOT NULL,
      revision INTEGER NOT NULL,
      place INTEGER NOT NULL,
      signature TEXT NOT NULL,
      hidden TEXT NOT NULL,
      facts TEXT NOT NULL,
      PRIMARY KEY (run, revision, place)
    ) STRICT;

    CREATE TABLE checklist_sealed (
      run TEXT NOT NULL,
      revision INTEGER NOT NULL,
      run_hash TEXT NOT NULL,
      signed_at TEXT NOT NULL,
      items TEXT NOT NULL,
      PRIMARY KEY (run, revision)
    ) STRICT;
  `,
};
