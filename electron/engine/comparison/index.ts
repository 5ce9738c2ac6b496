import type { Column } from '../column.ts';

export { comparisonProcedures } from './procedures.ts';

export const comparisonColumn: Column = { name: 'comparison', events: [], folds: {}, projections: [] };
