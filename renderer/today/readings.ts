import { api } from '../engine/api.ts';
import { EVERY_COLUMN, type Reading } from '../engine/reading.ts';

type Answer<T extends () => Promise<unknown>> = Awaited<ReturnType<T>>;

const askQuarantine = () => api.market.quarantine.query({ limit: 1 });
const askLog = () => api.journal.log.query({ limit: 8 });

export const quarantineReading: Reading<Answer<typeof askQuarantine>> = {
  columns: ['market'],
  key: ['market', 'quarantine', 'count'],
  ask: askQuarantine,
};
/** The latest entries of the journal, in words; every column writes there. */
export const latestReading: Reading<Answer<typeof askLog>> = {
  columns: EVERY_COLUMN,
  key: ['journal', 'latest'],
  ask: askLog,
};
