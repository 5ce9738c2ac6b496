import { comparisonEvents } from '../../../shared/comparison/index.ts';
import type { Column } from '../column.ts';
import { comparisonFolds, comparisonProjections } from './folds.ts';

export { comparisonProcedures } from './procedures.ts';

export const comparisonColumn: Column = {
  name: 'comparison',
  events: comparisonEvents,
  folds: comparisonFolds,
  projections: comparisonProjections,
};
