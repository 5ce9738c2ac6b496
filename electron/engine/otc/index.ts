import { otcEvents } from '../../../shared/otc/index.ts';
import type { Column } from '../column.ts';
import { unsettledExposures } from './exposure.ts';
import { otcFolds, otcProjections } from './folds.ts';
import { otcMetrics } from './metrics.ts';
import { otcSubjects } from './subjects.ts';

export { otcProcedures } from './procedures.ts';

export const otcColumn: Column = {
  name: 'otc',
  events: otcEvents,
  folds: otcFolds,
  projections: otcProjections,
  metrics: otcMetrics,
  subjects: otcSubjects,
  exposures: unsettledExposures,
};
