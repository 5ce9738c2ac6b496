import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { firingsByMonth, longestFiring, rehearse } from '../../shared/alerts/index.ts';
import { historyOf, type Point } from '../../shared/figures/index.ts';
import { DAY, planned, ruleOf } from './made-series.ts';
import { plainFirings } from './plain-oracle.ts';

const PRICES = '../shared/data/yield/prices/stablecoin_prices_to_2022-04.csv';
const HOURLY = '../shared/data/yield/prices/coingecko_BALUSD_hourly_2020-2021.json';
const POOLS = '../shared/data/yield/defillama/pool_history.csv';

/** The columns of a table without quotes, by name. */
function rows(path: string): readonly Readonly<Record<string, string>>[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  const names = head.trim().split(',');
  return lines.map((line) =>
    Object.fromEntries(
      line
        .trim()
        .split(',')
        .map((cell, at) => [names[at] ?? '', cell]),
    ),
  );
}

function column(table: readonly Readonly<Record<string, string>>[], date: string, name: string): readonly Point[] {
  return table.map((row) => ({ at: Date.parse(row[date] ?? ''), value: row[name] === '' ? null : (row[name] ?? null) }));
}

function days(text: string, points: readonly Point[]): readonly string[] {
  const { history } = historyOf(points);
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return rehearse(planned(text), history).firings.map(({ at, cleared }) => `${day(at)} – ${cleared === undefined ? '' : day(cleared)}`);
}

/** Firings against those of the plain computation. */
function firingsOf(text: string, points: readonly Point[]) {
  const { history, kept } = historyOf(points);
  const { firings } = rehearse(planned(text), history);
  expect(firings.map(({ at, cleared }) => (cleared === undefined ? { at } : { at, cleared }))).toEqual(plainFirings(ruleOf(text), kept));
  return firings;
}

describe.skipIf(!existsSync(PRICES))('stablecoins that lost their peg, daily', () => {
  const table = existsSync(PRICES) ? rows(PRICES) : [];
  const coins = Object.keys(table[0] ?? {}).filter((name) => name !== 'Date');

  it('finds the same firings as the plain computation for all twenty', () => {
    const counts = coins.map((coin) => [coin, firingsOf('value < 0.98 clear > 0.99', column(table, 'Date', coin)).length]);
    expect(counts.length).toBe(20);
    expect(Object.fromEntries(counts)).toMatchObject({ tether: 0, 'usd-coin': 0, dai: 0, 'binance-usd': 0, terrausd: 2, husd: 3 });
  });

  it('fires less where the depeg must last, and where it clears higher', () => {
    const neutrino = column(table, 'Date', 'neutrino');
    const bare = firingsOf('value < 0.98', neutrino).length;
    const lasting = firingsOf('value < 0.98 for 2d', neutrino).length;
    const hysteresis = firingsOf('value < 0.98 clear > 0.995', neutrino).length;
    expect(bare).toBe(28);
    expect(lasting).toBeLessThan(bare);
    expect(hysteresis).toBeLessThan(bare);
    console.log(`USDN below 0.98: ${bare} firings; lasting two days ${lasting}; clear above 0.995 ${hysteresis}`);
  });

  it('dates the two depegs of TerraUSD', () => {
    expect(days('value < 0.98 clear > 0.99', column(table, 'Date', 'terrausd'))).toEqual([
      '2021-01-17 – 2021-01-18',
      '2021-05-20 – 2021-05-26',
    ]);
    const { history } = historyOf(column(table, 'Date', 'terrausd'));
    const { firings } = rehearse(planned('value < 0.98 clear > 0.99'), history);
    expect(firingsByMonth(firings)).toEqual({ '2021-01': 1, '2021-05': 1 });
    expect((longestFiring(firings, history.at[history.length - 1]!) ?? 0) / DAY).toBe(6);
  });
});

describe.skipIf(!existsSync(HOURLY))('an hourly price with irregular minutes', () => {
  it('falls, draws down and jumps as the plain computation says', () => {
    const listed = existsSync(HOURLY) ? (JSON.parse(readFileSync(HOURLY, 'utf8')) as [string, number][]) : [];
    const points = listed.slice(0, 500).map(([at, value]) => ({ at: Date.parse(at), value: String(value) }));
    for (const text of [
      'change(value, 1d) < -15% clear > -5%',
      'drawdown(value, 3d) > 20% clear < 10%',
      'zscore(value, 1d) > 3',
      'value < median(value, 1d) for 6h',
    ]) {
      expect(firingsOf(text, points).length, text).toBeGreaterThan(0);
    }
  });
});

describe.skipIf(!existsSync(POOLS))('rates that collapsed, daily', () => {
  it('finds them in the pools with the longest histories', () => {
    const table = rows(POOLS).filter((row) => row['apy'] !== '');
    const byPool = Map.groupBy(table, (row) => row['pool_id_defillama'] ?? '');
    const longest = [...byPool.values()].toSorted((a, b) => b.length - a.length).slice(0, 5);
    let firings = 0;
    for (const pool of longest) {
      const points = column(pool, 'date', 'apy').slice(0, 300);
      firings += firingsOf('change(value, 7d) < -50% for 2d clear > -20% cooldown 7d', points).length;
      firings += firingsOf('value < mean(value, 30d) and change(value, 7d) < -30%', points).length;
    }
    expect(firings).toBeGreaterThan(10);
    console.log(`rates that fell in five pools: ${firings} firings`);
  });

  it('tells gaps in a pool’s history as missing data', () => {
    const pool = column(
      rows(POOLS).filter((row) => row['pool_id_defillama'] === '98c3f284-4621-4911-9f6b-810e952fea9e'),
      'date',
      'apy',
    );
    const { history } = historyOf(pool);
    expect(rehearse(planned('missing(value, 36h)'), history).firings.length).toBe(16);
    expect(rehearse(planned('missing(value, 36h)'), history).firings.every(({ cleared }) => cleared !== undefined)).toBe(true);
  });
});
