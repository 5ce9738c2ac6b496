import type { Migration } from '../migration.ts';

/** Settings and known backups, both folded from the journal; and the index by which the journal finds what an event undoes. */
export const workspace: Migration = {
  version: 2,
  name: 'workspace',
  sql: `
    CREATE TABLE workspace_setting (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL CHECK (json_valid(value))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE workspace_backup (
      event TEXT PRIMARY KEY,
      file TEXT NOT NULL,
      reason TEXT NOT NULL,
      made_at TEXT NOT NULL,
      events INTEGER NOT NULL,
      root TEXT NOT NULL,
      bytes INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX workspace_backup_made_at ON workspace_backup (made_at);

    CREATE INDEX journal_body_undoes ON journal_body (body ->> '$.undoes') WHERE body ->> '$.undoes' IS NOT NULL;
  `,
};
