import type { Migration } from '../migration.ts';
import { journal } from './0001-journal.ts';
import { workspace } from './0002-workspace.ts';
import { market } from './0003-market.ts';
import { positions } from './0004-positions.ts';
import { imports } from './0005-imports.ts';

/** Every step of the schema in its order. */
export const migrations: readonly Migration[] = [journal, workspace, market, positions, imports];
