import type { Column } from '../column.ts';

export { alertProcedures } from './procedures.ts';

export const alertColumn: Column = { name: 'alerts', events: [], folds: {}, projections: [] };
