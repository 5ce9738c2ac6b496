import type { Migration } from '../migration.ts';

export const checklists: Migration = { version: 7, name: 'checklists', sql: '' };
