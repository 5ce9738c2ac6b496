import { otcEvents } from '../../../shared/otc/index.ts';
import type { Column } from '../column.ts';
import { unsettledExposures } from './exposure.ts';
import { otcFolds, otcProjections } from './folds.ts';
import { otcMetrics } from './metrics.ts';
import { otcSubjects } from './subjects.ts';
import { watchedMetrics } from './watched.ts';
import { undoHolds } from './undo-holds.ts';

export { otcProcedures } from './procedures.ts';

export const otcColumn: Column = {
  name: 'otc',
  events: otcEvents,
  folds: otcFolds,
  projections: otcProjections,
  holds: undoHolds,
  metrics: [...otcMetrics, ...watchedMetrics],
  subjects: otcSubjects,
  exposures: unsettledExposures,
};
