import { commitDataset } from '../../electron/engine/market/datasets.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { type Entry, type Point, type PoolPoint, qualityOf } from '../../shared/market/index.ts';
import { ok } from '../workspace/open-workspace.ts';

/** Takes points in as one dataset, some of them as values in quarantine; answers its id. */
export function takeIn(
  engine: Engine,
  points: readonly Point[],
  isSuspect: (point: Point, index: number) => boolean = () => false,
): string {
  const entries = points.map((point, index): Entry => {
    const row = index + 1;
    return isSuspect(point, index)
      ? { row, point, outcome: 'quarantined', reason: 'outlier', message: 'Far from its neighbours.' }
      : { row, point, outcome: 'accepted' };
  });
  const reading = { format: 'made', says: 'Made', source: 'made', questions: [], entries, quality: qualityOf(entries) };
  return ok(commitDataset(engine, { name: 'made.csv', sha256: '0'.repeat(64) }, reading, {})).dataset;
}

export function priceAt(asset: string, currency: string, at: string, price: string): Point {
  return { kind: 'price', asset, currency, at, price };
}

export function rateAt(asset: string, unit: string, at: string, rate: string): Point {
  return { kind: 'rate', asset, unit, at, rate };
}

export function poolAt(
  pool: string,
  at: string,
  apyBase: number | null,
  tvlUsd: number | null,
  apyReward: number | null = null,
): PoolPoint {
  const apy = apyBase === null ? null : apyBase + (apyReward ?? 0);
  return { kind: 'pool', pool, at, project: 'lido', chain: 'Ethereum', symbol: 'STETH', tvlUsd, apy, apyBase, apyReward };
}
