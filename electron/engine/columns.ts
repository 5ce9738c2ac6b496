import type { Column } from './column.ts';
import { alertColumn } from './alerts/index.ts';
import { checklistColumn } from './checklists/index.ts';
import { comparisonColumn } from './comparison/index.ts';
import { deliveryColumn } from './delivery/index.ts';
import { demonstrationColumn } from './demonstration/index.ts';
import { evidenceColumn } from './evidence/index.ts';
import { importColumn } from './imports/index.ts';
import { journalColumn } from './journal/index.ts';
import { marketColumn } from './market/index.ts';
import { otcColumn } from './otc/index.ts';
import { positionColumn } from './positions/index.ts';
import { pretradeColumn } from './pretrade/index.ts';
import { venueColumn } from './venues/index.ts';
import { watchlistColumn } from './watchlists/index.ts';
import { workspaceColumn } from './workspace/index.ts';

/** Every column of the engine, in the order in which their folds apply. */
export const columns: readonly Column[] = [
  journalColumn,
  workspaceColumn,
  marketColumn,
  importColumn,
  positionColumn,
  evidenceColumn,
  checklistColumn,
  venueColumn,
  pretradeColumn,
  otcColumn,
  watchlistColumn,
  comparisonColumn,
  alertColumn,
  deliveryColumn,
  demonstrationColumn,
];
