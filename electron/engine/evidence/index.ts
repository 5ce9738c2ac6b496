import { evidenceEvents } from '../../../shared/evidence/index.ts';
import type { Column } from '../column.ts';
import { evidenceFolds } from './folds.ts';
import { evidenceSealing } from './sealing.ts';
import { keptEvidence } from './state.ts';

export { evidenceOf } from './entries.ts';
export { evidenceProcedures } from './procedures.ts';
export { evidenceState } from './state.ts';

export const evidenceColumn: Column = {
  name: 'evidence',
  events: evidenceEvents,
  folds: evidenceFolds,
  projections: ['evidence'],
  files: { 'evidence.file-kept': keptEvidence },
  sealing: evidenceSealing,
};
