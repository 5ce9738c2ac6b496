import type { Migration } from '../migration.ts';

export const evidence: Migration = { version: 6, name: 'evidence', sql: '' };
