import { isRefused } from '../../shared/figures/index.ts';
import { type Entry, type MarketReading, type MarketReadingOptions, readMarketFile } from '../../shared/market/index.ts';

export const NOW = '2026-11-22T12:00:00.000Z';

/** Reads text as a file of that name; throws the sentence of a refusal. */
export function read(name: string, text: string, options: Partial<MarketReadingOptions> = {}): MarketReading {
  const reading = readMarketFile(name, new TextEncoder().encode(text), { now: NOW, ...options });
  if (isRefused(reading)) throw new Error(reading.error.message);
  return reading.ok;
}

/** What became of each value, without its point: `row outcome reason`. */
export function outcomes(entries: readonly Entry[]): readonly string[] {
  return entries.map(({ row, field, outcome, reason }) => [row, field, outcome, reason].filter((part) => part !== undefined).join(' '));
}

export function points(entries: readonly Entry[]): readonly unknown[] {
  return entries.flatMap(({ point }) => (point ? [point] : []));
}
