import type { Migration } from '../migration.ts';

/** Dashboards that a person laid out, folds of the journal. What was removed stays, marked, so that it can be brought back. */
export const comparison: Migration = {
  version: 12,
  name: 'comparison',
  sql: `
    CREATE TABLE comparison_dashboard (
      dashboard TEXT PRIMARY KEY,
      seq INTEGER NOT NULL,
      at TEXT NOT NULL,
      detail TEXT NOT NULL,
      removed INTEGER NOT NULL CHECK (removed IN (0, 1))
    ) STRICT;
  `,
};
