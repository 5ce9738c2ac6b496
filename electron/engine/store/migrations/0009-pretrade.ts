import type { Migration } from '../migration.ts';

export const pretrade: Migration = { version: 9, name: 'pretrade', sql: '' };
