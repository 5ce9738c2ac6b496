import { journalEvents } from '../../../shared/journal/index.ts';
import type { Column } from '../column.ts';
import { journalJobs } from './journal-jobs.ts';
import { journalMetrics } from './metrics.ts';

export { digests } from './digests.ts';
export { createEventRegistry, type EventRegistry } from './event-registry.ts';
export { type ChangeNotice, type Journal, openJournal, storeRefusal } from './journal.ts';
export { rebuild } from './journal-jobs.ts';
export { readLog } from './log.ts';
export { refold } from './refold.ts';
export { openTree, type Tree } from './tree.ts';
export { undo } from './undo.ts';
export { verifyItems } from './verify-items.ts';
export { verifyRecord } from './verify-record.ts';
export { verifyFile, verifyStore } from './verify.ts';

export const journalColumn: Column = {
  name: 'journal',
  events: journalEvents,
  folds: {},
  projections: [],
  jobs: journalJobs,
  metrics: journalMetrics,
};
