import { watchlistEvents } from '../../../shared/watchlists/index.ts';
import type { Column } from '../column.ts';
import { watchlistFolds, watchlistProjections } from './folds.ts';
import { watchlistSubjects } from './subjects.ts';
import { undoHolds } from './undo-holds.ts';

export { watchlistProcedures } from './procedures.ts';
export { subjectsOf } from './subjects.ts';

export const watchlistColumn: Column = {
  name: 'watchlists',
  events: watchlistEvents,
  folds: watchlistFolds,
  projections: watchlistProjections,
  holds: undoHolds,
  subjects: watchlistSubjects,
};
