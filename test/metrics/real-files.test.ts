import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importMarketFile } from '../../electron/engine/market/index.ts';
import { subjectsOf, tableOf } from '../../electron/engine/metrics/index.ts';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import { isKnown } from '../../shared/figures/index.ts';
import type { MarketAnswers } from '../../shared/market/index.ts';
import { ok, open, temporaryFolder } from '../workspace/open-workspace.ts';

const DATA = '../shared/data/yield';

function take(engine: OpenEngine, path: string, answers: MarketAnswers = {}): number {
  const bytes = readFileSync(join(DATA, path));
  const file = { name: path.split('/').at(-1)!, bytes, sha256: hash('sha256', bytes, 'hex') };
  const taken = ok(importMarketFile(engine, file, { answers, keep: true, show: { from: 1, rows: 1 } }));
  expect(taken.questions).toEqual([]);
  return taken.accepted;
}

/** What a file of the aggregator says of a column, by pool: read by nothing of ours but its commas, for none of these cells has one. */
function column(path: string, pool: number, value: number): ReadonlyMap<string, number> {
  const lines = readFileSync(join(DATA, path), 'utf8').trim().split('\n').slice(1);
  return new Map(
    lines.map((line) => line.split(',')).map((cells) => [cells[pool]!, cells[value] === '' ? Number.NaN : Number(cells[value])]),
  );
}

describe.skipIf(!existsSync(join(DATA, 'defillama')))('pools as the aggregator had them', () => {
  it('are fractions of what the files say, at once and one by one, with the newest file deciding', () => {
    const engine = open(join(temporaryFolder(), 'real.countinghouse'), { mode: 'create', now: () => '2026-11-22T09:00:00.000Z' });
    const [early, late] = ['defillama/pools_2025-09-26.csv', 'defillama/pools_2025-09-29.csv'];
    take(engine, early);
    take(engine, late);
    take(engine, 'defillama/pools_full_schema_2025-08-31.json', { at: '2025-08-31' });
    const list = subjectsOf(engine, 'pool');
    const [before, after] = [column(early, 0, 6), column(late, 0, 6)];
    const metric = engine.sources.metrics.get('market.pool-rate-base')!;
    const table = tableOf(engine, metric);
    const numbers = 'numbers' in table ? table.numbers : new Float64Array();
    const faults = list.flatMap(({ id }, place) => {
      const figure = metric.read(engine, id);
      const one = isKnown(figure) ? Number(figure.ok.text) : Number.NaN;
      if (!Object.is(one, numbers[place])) return [`${id}: ${one} alone, ${numbers[place]} at once`];
      // Of pools that both files have, the file with the later stamp of that pool decides; they are compared where both say the same.
      const [first, last] = [before.get(id), after.get(id)];
      return first === undefined ||
        last === undefined ||
        !Object.is(first, last) ||
        Math.abs(one - last / 100) <= 1e-13 * Math.abs(one) ||
        Number.isNaN(last)
        ? []
        : [`${id}: ${one} for ${last} %`];
    });
    expect(faults).toEqual([]);
    expect(numbers.length).toBeGreaterThan(6_000);
  }, 60_000);

  it('have the same past, whether one is asked for or all of them', () => {
    const engine = open(join(temporaryFolder(), 'real.countinghouse'), { mode: 'create', now: () => '2026-11-22T09:00:00.000Z' });
    take(engine, 'defillama/lending_panel_2026-02-16_to_2026-03-02.csv');
    const ids = subjectsOf(engine, 'pool').map(({ id }) => id);
    const metric = engine.sources.metrics.get('market.pool-rate')!;
    const pastOf = (id: string) => {
      const past = metric.history!(engine, id);
      if (!isKnown(past)) return past.unavailable.reason;
      const { history } = past.ok;
      return Array.from({ length: history.length }, (_, index) => [history.at[index], history.value[index], past.ok.originOf(index)]);
    };
    const first = pastOf(ids[0]!);
    // More than are read one by one.
    for (const id of ids) expect(pastOf(id).length).toBeGreaterThan(0);
    expect(ids.length).toBeGreaterThan(64);
    expect(pastOf(ids[0]!)).toEqual(first);
  }, 60_000);
});

describe.skipIf(!existsSync(join(DATA, 'prices')))('prices of stablecoins as they were', () => {
  it('have a peg on every day of which there is a price', () => {
    const engine = open(join(temporaryFolder(), 'real.countinghouse'), { mode: 'create', now: () => '2022-04-15T09:00:00.000Z' });
    take(engine, 'prices/stablecoin_prices_to_2022-04.csv', { currency: 'USD' });
    const peg = engine.sources.metrics.get('market.asset-peg')!;
    const price = engine.sources.metrics.get('market.pair-price')!;
    const known = subjectsOf(engine, 'pair').filter(({ id }) => id.endsWith('/USD'));
    expect(known.length).toBeGreaterThan(10);
    const [dai, usd] = [peg.history!(engine, 'DAI'), price.history!(engine, 'DAI/USD')];
    if (!isKnown(dai) || !isKnown(usd)) throw new Error('no past of DAI');
    expect(dai.ok.history.length).toBeGreaterThan(450);
    expect([...dai.ok.history.value]).toEqual([...usd.ok.history.value]);
  }, 60_000);
});
