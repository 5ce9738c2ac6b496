import { api } from '../engine/api.ts';
import { queries, useReading } from '../engine/reading.ts';

export type PassphraseState = Awaited<ReturnType<typeof api.workspace.passphrase.query>>;

/** How the workspace's evidence is protected now. */
export function usePassphrase() {
  return useReading({
    columns: ['workspace', 'evidence'],
    key: ['workspace.passphrase'],
    ask: (signal) => api.workspace.passphrase.query({}, { signal }),
  });
}

/** Locking and unlocking write nothing, so no change is told: what depends on them is read again by name. */
export function readSealedAgain(): void {
  void queries.invalidateQueries({
    predicate: ({ meta }) => Array.isArray(meta?.['columns']) && meta['columns'].includes('evidence'),
  });
}
