import type { Migration } from '../migration.ts';

/** Rules, where each stands for each of its subjects, and what fired. All are folds of the journal. */
export const alerts: Migration = {
  version: 13,
  name: 'alerts',
  sql: '',
};
