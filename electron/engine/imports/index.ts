import { importEvents } from '../../../shared/imports/index.ts';
import type { Column } from '../column.ts';
import { importFolds, importProjections } from './folds.ts';
import { READ_FILE, readFileJob } from './import-job.ts';
import { storedCommitment } from './row-item.ts';

export { importOne } from './import-job.ts';
export { importProcedures } from './procedures.ts';

export const importColumn: Column = {
  name: 'imports',
  events: importEvents,
  folds: importFolds,
  projections: importProjections,
  items: { 'imports.batch-imported': (store, event) => storedCommitment(store, event.subject) },
  jobs: { [READ_FILE]: readFileJob },
};
