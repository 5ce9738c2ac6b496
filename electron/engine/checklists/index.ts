import { checklistEvents } from '../../../shared/checklists/index.ts';
import type { Column } from '../column.ts';
import { checklistFolds, checklistProjections } from './folds.ts';
import { undoHolds } from './undo-holds.ts';
import { checklistMetrics } from './metrics.ts';

export { checklistProcedures } from './procedures.ts';
export { type StandingAnswer, standingAnswers, standingOf } from './standing.ts';

export const checklistColumn: Column = {
  name: 'checklists',
  events: checklistEvents,
  folds: checklistFolds,
  projections: checklistProjections,
  holds: undoHolds,
  metrics: checklistMetrics,
};
