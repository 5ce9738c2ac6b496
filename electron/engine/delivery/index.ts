import type { Column } from '../column.ts';

export { deliveryProcedures } from './procedures.ts';

export const deliveryColumn: Column = { name: 'delivery', events: [], folds: {}, projections: [] };
