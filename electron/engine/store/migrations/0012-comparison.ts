import type { Migration } from '../migration.ts';

/** Dashboards that a person laid out. All are folds of the journal. */
export const comparison: Migration = {
  version: 12,
  name: 'comparison',
  sql: '',
};
