import type { Column } from '../column.ts';

export { pretradeProcedures } from './procedures.ts';

export const pretradeColumn: Column = { name: 'pretrade', events: [], folds: {}, projections: [] };
