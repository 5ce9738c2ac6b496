import type { Column } from '../column.ts';

export { otcProcedures } from './procedures.ts';

export const otcColumn: Column = { name: 'otc', events: [], folds: {}, projections: [] };
