import { api } from '../engine/api.ts';
import { useReading } from '../engine/reading.ts';

export type Coverage = Awaited<ReturnType<typeof api.market.coverage.query>>[number];
export type Dataset = Awaited<ReturnType<typeof api.market.datasets.query>>[number];
export type Quarantined = Awaited<ReturnType<typeof api.market.quarantine.query>>['values'][number];
export type Pool = Awaited<ReturnType<typeof api.market.pools.query>>['pools'][number];
export type SourceRecord = Awaited<ReturnType<typeof api.market.sources.query>>[number];
export type MarketAsset = Awaited<ReturnType<typeof api.market.assets.query>>[number];
export type EnteredPrice = Awaited<ReturnType<typeof api.market.enteredPrices.query>>[number];

export const MARKET: readonly string[] = ['market'];

export function useCoverage() {
  return useReading({ columns: MARKET, key: ['market.coverage'], ask: (signal) => api.market.coverage.query({}, { signal }) });
}

export function useDatasets() {
  return useReading({ columns: MARKET, key: ['market.datasets'], ask: (signal) => api.market.datasets.query({}, { signal }) });
}

export function useSources() {
  return useReading({ columns: MARKET, key: ['market.sources'], ask: (signal) => api.market.sources.query({}, { signal }) });
}

export function useAssets() {
  return useReading({ columns: MARKET, key: ['market.assets'], ask: (signal) => api.market.assets.query({}, { signal }) });
}

export function useEnteredPrices() {
  return useReading({ columns: MARKET, key: ['market.entered-prices'], ask: (signal) => api.market.enteredPrices.query({}, { signal }) });
}

/** How many values wait in quarantine for a verdict. */
export function useQuarantinedCount(): number {
  const { data } = useReading({
    columns: MARKET,
    key: ['market.quarantine', 'count'],
    ask: (signal) => api.market.quarantine.query({ limit: 1 }, { signal }),
  });
  return data?.total ?? 0;
}
