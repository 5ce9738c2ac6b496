import type { Migration } from '../migration.ts';

/** Watchlists with their entries, notes and grades, and saved screens with who entered and left. All are folds of the journal. */
export const watchlists: Migration = {
  version: 11,
  name: 'watchlists',
  sql: '',
};
