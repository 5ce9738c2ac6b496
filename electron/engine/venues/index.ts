import type { Column } from '../column.ts';

export { venueProcedures } from './procedures.ts';

export const venueColumn: Column = { name: 'venues', events: [], folds: {}, projections: [] };
