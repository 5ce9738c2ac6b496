import { api } from '../engine/api.ts';
import { EVERY_COLUMN, type Reading } from '../engine/reading.ts';

type Answer<T extends () => Promise<unknown>> = Awaited<ReturnType<T>>;

const askQuarantine = () => api.market.quarantine.query({ limit: 1 });
const askListMatters = () => api.watchlists.matters.query({ days: 1 });
const askChannels = () => api.delivery.channels.query({});
const askLog = () => api.journal.log.query({ limit: 8 });

export const quarantineReading: Reading<Answer<typeof askQuarantine>> = {
  columns: ['market'],
  key: ['market', 'quarantine', 'count'],
  ask: askQuarantine,
};
/** Reviews due, targets reached, grades and screens that have changed since yesterday; prices decide of targets. */
export const listMattersReading: Reading<Answer<typeof askListMatters>> = {
  columns: ['watchlists', 'market', 'positions'],
  key: ['watchlists', 'matters', 'today'],
  ask: askListMatters,
};
export const channelsReading: Reading<Answer<typeof askChannels>> = {
  columns: ['delivery'],
  key: ['delivery', 'channels', 'today'],
  ask: askChannels,
};
/** The latest entries of the journal, in words; every column writes there. */
export const latestReading: Reading<Answer<typeof askLog>> = {
  columns: EVERY_COLUMN,
  key: ['journal', 'latest'],
  ask: askLog,
};
