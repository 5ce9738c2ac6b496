import { join } from 'node:path';
import { createCaller } from '../../electron/engine/api/router.ts';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import type { MetricSource, SubjectSource } from '../../electron/engine/sources.ts';
import { History, known, type RateBasis, unavailable } from '../../shared/figures/index.ts';
import { open, temporaryFolder } from '../workspace/open-workspace.ts';

const DAY = 86_400_000;
export const START = Date.UTC(2026, 0, 1, 12);
export const APY: RateBasis = { kind: 'APY', compounding: 'daily', standing: 'quoted', net: 'gross', windowDays: 1 };
export const APR: RateBasis = { kind: 'APR', standing: 'quoted', net: 'gross', windowDays: 1 };

/** A made pool: its days with values, and on what basis its rate is quoted. */
export interface MadePool {
  readonly basis?: RateBasis;
  readonly values: readonly (number | null)[];
  /** Days between two observations. */
  readonly step?: number;
}

/** A workspace with made pools, whose rate and value locked have histories, and made networks that have neither. */
export function madeMarket(pools: Record<string, MadePool>) {
  const engine = open(join(temporaryFolder(), 'made.countinghouse'), { mode: 'create', now: () => '2026-06-01T12:00:00.000Z' });
  const made = { ...engine, sources: sourcesOf(engine, pools) };
  return { engine: made, api: createCaller({ engine: made }) };
}

function sourcesOf(engine: OpenEngine, pools: Record<string, MadePool>): OpenEngine['sources'] {
  const history = (id: string, scale: number, basis: boolean): ReturnType<NonNullable<MetricSource['history']>> => {
    const pool = pools[id];
    if (!pool) return unavailable('no-such-pool', 'Nobody has made it.');
    const series = new History();
    for (const [place, value] of pool.values.entries()) {
      series.append({ at: START + place * (pool.step ?? 1) * DAY, value: value === null ? null : value * scale });
    }
    return known({
      history: series,
      ...(basis ? { basis: pool.basis ?? APY } : { currency: 'USD' }),
      originOf: (index) => ({ kind: 'row', dataset: `data-${id}`, row: index + 1 }),
    });
  };
  const metric = (word: string, name: string, scale: number, isRate: boolean): MetricSource => ({
    id: `made.pool-${word}`,
    word,
    name,
    says: 'Made for a test.',
    subject: 'pool',
    unit: isRate ? 'fraction' : 'money',
    ...(isRate ? { basis: 'as quoted' } : {}),
    freshDays: 30,
    read: (_engine, id) => {
      const found = history(id, scale, isRate);
      if (!('ok' in found)) return found;
      const last = found.ok.history.length - 1;
      if (last < 0) return unavailable('not-quoted', 'Nobody has quoted it.');
      const text = found.ok.history.decimalAt(last).toFixed();
      const asOf = new Date(found.ok.history.at[last]!).toISOString();
      return known({ text, asOf, ...(isRate ? { basis: pools[id]?.basis ?? APY } : { currency: 'USD' }) });
    },
    history: (_engine, id) => history(id, scale, isRate),
  });
  const metrics = new Map<string, MetricSource>();
  for (const each of [
    metric('rate', 'Rate', 1, true),
    metric('tvl', 'Value locked', 1e6, false),
    {
      id: 'made.pool-chain',
      word: 'chain',
      name: 'Chain',
      says: 'Made.',
      subject: 'pool',
      unit: 'text',
      read: () => known({ text: 'Ethereum' }),
    } satisfies MetricSource,
    {
      id: 'made.network-inflation',
      word: 'inflation',
      name: 'Inflation',
      says: 'Made.',
      subject: 'network',
      unit: 'fraction',
      read: () => unavailable('not-told', 'Nobody has measured it.'),
    } satisfies MetricSource,
  ]) {
    metrics.set(each.id, each);
  }
  const pool: SubjectSource = {
    kind: 'pool',
    list: () => Object.keys(pools).map((id) => ({ id, title: `Pool ${id}` })),
    title: (_engine, id) => (id in pools ? `Pool ${id}` : null),
    facts: (_engine, id) => ({ 'pool.chain': 'Ethereum', 'pool.remark': id === 'a' ? 'fee 0.05 %' : null }),
  };
  const network: SubjectSource = { kind: 'network', title: (_engine, id) => id, facts: () => ({}) };
  return {
    ...engine.sources,
    metrics,
    subjects: new Map([
      ['pool', pool],
      ['network', network],
    ]),
  };
}
