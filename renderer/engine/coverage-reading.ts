import { api } from './api.ts';
import type { Reading } from './reading.ts';

const ask = () => api.market.coverage.query({});

/** Every series of the market with its reach and its age. */
export const coverageReading: Reading<Awaited<ReturnType<typeof ask>>> = { columns: ['market'], key: ['market', 'coverage'], ask };

/** The day of the newest price of all; `null` where there is none. */
export function newestPrice(coverage: ReadonlyArray<{ readonly kind: string; readonly to: string }>): string | null {
  return coverage.reduce<string | null>(
    (newest, { kind, to }) => (kind === 'price' && (newest === null || to > newest) ? to : newest),
    null,
  );
}
