import type { Column } from '../column.ts';

export { checklistProcedures } from './procedures.ts';

export const checklistColumn: Column = { name: 'checklists', events: [], folds: {}, projections: [] };
