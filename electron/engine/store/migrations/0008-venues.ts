import type { Migration } from '../migration.ts';

export const venues: Migration = { version: 8, name: 'venues', sql: '' };
