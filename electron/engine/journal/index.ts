import { journalEvents } from '../../../shared/journal/index.ts';
import type { Column } from '../column.ts';

export { digests } from './digests.ts';
export { createEventRegistry } from './event-registry.ts';
export { type ChangeNotice, type Journal, openJournal } from './journal.ts';

export const journalColumn: Column = { name: 'journal', events: journalEvents, folds: {}, projections: [] };
