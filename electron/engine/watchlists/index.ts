import type { Column } from '../column.ts';

export { watchlistProcedures } from './procedures.ts';

export const watchlistColumn: Column = { name: 'watchlists', events: [], folds: {}, projections: [] };
