import type { Migration } from '../migration.ts';
import { journal } from './0001-journal.ts';

/** Every step of the schema in its order. */
export const migrations: readonly Migration[] = [journal];
