import { api } from './api.ts';
import { EVERY_COLUMN, type Reading } from './reading.ts';

type Answer<T extends () => Promise<unknown>> = Awaited<ReturnType<T>>;

const askStatus = () => api.workspace.status.query({});

/** The workspace at a glance; every commit changes it. */
export const statusReading: Reading<Answer<typeof askStatus>> = {
  columns: EVERY_COLUMN,
  key: ['workspace', 'status'],
  ask: askStatus,
};

/** The name of a workspace: its file's, without folder and ending. */
export function workspaceName(path: string): string {
  return (path.split(/[\\/]/).at(-1) ?? path).replace(/\.[^.]+$/, '');
}
