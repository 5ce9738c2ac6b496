import type { Migration } from '../migration.ts';

/** Channels out of the window, and what was sent through them. All are folds of the journal. */
export const delivery: Migration = {
  version: 14,
  name: 'delivery',
  sql: '',
};
