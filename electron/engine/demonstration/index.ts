import type { Column } from '../column.ts';
import { MAKE_DEMONSTRATION, makeDemonstration } from './demonstration.ts';

export { makeDemonstration } from './demonstration.ts';

/** The demonstration has no events and no tables of its own; it only uses what the others have. */
export const demonstrationColumn: Column = {
  name: 'demonstration',
  events: [],
  folds: {},
  projections: [],
  jobs: { [MAKE_DEMONSTRATION]: makeDemonstration },
};
