import type { Column } from '../column.ts';

export { evidenceProcedures } from './procedures.ts';

export const evidenceColumn: Column = { name: 'evidence', events: [], folds: {}, projections: [] };
