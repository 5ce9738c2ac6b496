import { watchlistEvents } from '../../../shared/watchlists/index.ts';
import type { Column } from '../column.ts';
import { watchlistFolds, watchlistProjections } from './folds.ts';
import { watchlistMetrics } from './metrics.ts';
import { watchlistSubjects } from './subjects.ts';
import { undoHolds } from './undo-holds.ts';

export { followWatchlists } from './follow.ts';
export { watchlistProcedures } from './procedures.ts';
export { subjectsOf } from './subjects.ts';

export const watchlistColumn: Column = {
  name: 'watchlists',
  events: watchlistEvents,
  folds: watchlistFolds,
  projections: watchlistProjections,
  holds: undoHolds,
  metrics: watchlistMetrics,
  subjects: watchlistSubjects,
};
