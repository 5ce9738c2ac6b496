import type { Migration } from '../migration.ts';

export const otc: Migration = { version: 10, name: 'otc', sql: '' };
