import { positionEvents } from '../../../shared/positions/index.ts';
import type { Column } from '../column.ts';
import { keptDocument } from './documents.ts';
import { positionExposures } from './exposures.ts';
import { positionFolds, positionProjections } from './folds.ts';
import { positionMetrics } from './metrics.ts';
import { positionSubject } from './subjects.ts';

export { positionProcedures } from './procedures.ts';

export const positionColumn: Column = {
  name: 'positions',
  events: positionEvents,
  folds: positionFolds,
  projections: positionProjections,
  metrics: positionMetrics,
  subjects: [positionSubject],
  exposures: positionExposures,
  files: { 'positions.document-attached': keptDocument },
};
