import { alertEvents } from '../../../shared/alerts/index.ts';
import type { Column } from '../column.ts';
import { alertFolds, alertProjections } from './folds.ts';
import { alertMetrics } from './metrics.ts';

export { clearedFrom, type Firing, firingsAfter, lastPlace, openFirings, readFiring } from './firing-rows.ts';
export { keepAlertsEvaluated } from './keeper.ts';
export { alertProcedures } from './procedures.ts';
export { SNOOZED_NOW } from './snoozes.ts';

export const alertColumn: Column = {
  name: 'alerts',
  events: alertEvents,
  folds: alertFolds,
  projections: alertProjections,
  metrics: alertMetrics,
};
