import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columns } from '../../electron/engine/columns.ts';
import {
  type Firing,
  firingsPerMonth,
  formOf,
  judgeParameter,
  parameterParts,
  parameterUnits,
  parseRule,
  planOf,
  type Preset,
  PRESETS,
  presetRule,
  presetValuesIn,
  rehearse,
  ruleText,
  ruleWords,
  SampledWatch,
  type Series,
  withPresetValues,
} from '../../shared/alerts/index.ts';
import { History, historyOf, type Point, wordOf } from '../../shared/figures/index.ts';
import type { Vocabulary } from '../../shared/watchlists/index.ts';
import { DAY, every, HOUR, START } from './made-series.ts';

const STABLECOINS = '../shared/data/yield/prices/stablecoin_prices_to_2022-04.csv';
const POOLS = '../shared/data/yield/defillama/pool_history.csv';
const DAILY = ['BTC', 'ETH', 'BNB', 'SOL'].map((coin) => [coin, `../shared/data/yield/prices/${coin}-USD_daily_to_2022.csv`] as const);

/** The words of a kind of subject as the engine's columns offer them. */
function wordsOf(kind: string): Vocabulary {
  const metrics = columns.flatMap((column) => column.metrics ?? []).filter((metric) => metric.subject === kind);
  return new Map(metrics.map((metric) => [wordOf(metric), { name: wordOf(metric), says: metric.says, unit: metric.unit }]));
}

function presetNamed(id: string): Preset {
  const preset = PRESETS.find((one) => one.id === id);
  if (preset === undefined) throw new Error(id);
  return preset;
}

function planned(preset: Preset, values: Readonly<Record<string, string>> = {}) {
  const vocabulary = wordsOf(preset.kind);
  const parsed = parseRule(presetRule(preset, values), vocabulary);
  if ('fault' in parsed) throw new Error(`${preset.id}: ${parsed.fault.message}`);
  const plan = planOf(parsed.ok, vocabulary);
  if ('error' in plan) throw new Error(plan.error.message);
  return plan.ok;
}

function firings(id: string, series: Readonly<Record<string, readonly Point[]>>): readonly Firing[] {
  const observed = new Map<string, Series>(Object.entries(series).map(([name, points]) => [name, historyOf(points)]));
  return rehearse(planned(presetNamed(id)), observed).firings;
}

const daysOf = (list: readonly Firing[]) =>
  list.map(({ at, cleared }) => [(at - START) / DAY, cleared === undefined ? null : (cleared - START) / DAY]);

describe('presets', () => {
  it('cover what the brief asks for, each explained', () => {
    const ids = PRESETS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(
      expect.arrayContaining([
        'momentum-down',
        'momentum-up',
        'volatility-spike',
        'depeg',
        'rate-collapse',
        'tvl-drain',
        'unlock-soon',
        'health-factor',
        'cut-off-near',
        'backup-old',
        'data-stale',
      ]),
    );
    for (const { title, why, catches, misses } of PRESETS)
      for (const text of [why, catches, misses]) expect(text, title).toMatch(/^[A-Z].*\.$/);
  });

  it.each(PRESETS.map((preset) => [preset.id, preset] as const))(
    'reads in the words of the registry, at each end of its parameters: %s',
    (_, preset) => {
      const usual = planned(preset);
      expect(ruleText(usual.rule)).toBe(presetRule(preset));
      expect(usual.rule.severity).toBe(preset.severity);
      expect(ruleWords(usual.rule)).toMatch(/^warn when/);
      for (const { name, least, most } of preset.parameters) {
        expect(() => planned(preset, { [name]: least })).not.toThrow();
        expect(() => planned(preset, { [name]: most })).not.toThrow();
        expect(presetRule(preset, { [name]: most })).not.toMatch(/[{}]/);
      }
    },
  );

  it('open in the form where they say one thing', () => {
    expect(PRESETS.filter((preset) => formOf(planned(preset).rule) === null).map(({ id }) => id)).toEqual([
      'momentum-down',
      'momentum-up',
      'volatility-spike',
    ]);
  });
});

describe('the numbers of a preset', () => {
  it.each(PRESETS.map((preset) => [preset.id, preset] as const))(
    'are found in its rule as text, and give that text again: %s',
    (_, preset) => {
      fc.assert(
        fc.property(
          fc.record(
            Object.fromEntries(preset.parameters.map(({ name, least, usual, most }) => [name, fc.constantFrom(least, usual, most)])),
          ),
          fc.constantFrom('', ' until 2027-12-31'),
          (values, end) => {
            const text = `${presetRule(preset, values)}${end}`;
            const reading = presetValuesIn(preset, text);
            expect(reading).toEqual({ values, rest: ` severity ${preset.severity}${end}` });
            expect(withPresetValues(preset, reading!)).toBe(text);
          },
        ),
      );
    },
  );

  it('are not looked for in another rule', () => {
    const depeg = presetNamed('depeg');
    for (const text of [
      'peg < 0.98',
      'peg < 0.98 for 2h clear > 0.99 and x',
      'rate < 0.98 for 2h clear > 0.99',
      'peg < price for 2h clear > 0.99',
    ])
      expect(presetValuesIn(depeg, text), text).toBeNull();
    // A window that stands twice has one length.
    const spike = presetNamed('volatility-spike');
    expect(presetValuesIn(spike, presetRule(spike).replace('30d) <', '7d) <'))).toBeNull();
  });

  it('are judged by their range, times by their length', () => {
    const [level, hold] = presetNamed('depeg').parameters;
    expect(['0.98', '0.5', '0.98d', 'much', '', '1%'].map((value) => judgeParameter(level!, value))).toEqual([
      'sensible',
      'unusual',
      'unreadable',
      'unreadable',
      'unreadable',
      'unreadable',
    ]);
    expect(['2h', '120min', '1min', '8d', '1w', '2', '3%'].map((value) => judgeParameter(hold!, value))).toEqual([
      'sensible',
      'sensible',
      'unusual',
      'unusual',
      'sensible',
      'unreadable',
      'unreadable',
    ]);
    for (const parameter of PRESETS.flatMap(({ parameters }) => parameters)) {
      const { usual, least, most } = parameter;
      expect([usual, least, most].map((value) => judgeParameter(parameter, value))).toEqual(['sensible', 'sensible', 'sensible']);
      expect(parameterUnits(parameter)).toContain(parameterParts(usual)?.unit);
    }
  });
});

describe('on made data', () => {
  const steady = (days: number, value: (day: number) => number): readonly Point[] =>
    every(
      DAY,
      Array.from({ length: days }, (_, day) => Number(value(day).toFixed(6))),
    );

  it('find what they are for, once, and nothing in the calm', () => {
    const calm = steady(120, (day) => 100 + Math.sin(day / 3));
    const crash = steady(120, (day) => (day < 60 ? 100 + Math.sin(day / 3) : day < 70 ? 70 : 100));
    const rally = steady(120, (day) => (day < 60 ? 100 + Math.sin(day / 3) : 140));
    expect(firings('momentum-down', { price: calm })).toEqual([]);
    expect(daysOf(firings('momentum-down', { price: crash }))).toEqual([[60, 67]]);
    expect(daysOf(firings('momentum-up', { price: rally }))).toEqual([[60, 67]]);
    expect(firings('volatility-spike', { price: calm })).toEqual([]);
    // Of 30 values k at the new level are √((30 − k) / k) deviations below the next: 5.4, 3.7, then 3.
    expect(daysOf(firings('volatility-spike', { price: rally }))[0]).toEqual([60, 63]);
    const peg = steady(40, (day) => (day === 10 ? 0.97 : day >= 20 && day < 24 ? 0.95 : 0.9995));
    expect(daysOf(firings('depeg', { peg }))).toEqual([[21, 24]]);
    expect(daysOf(firings('rate-collapse', { rate: steady(40, (day) => (day < 20 ? 0.08 : 0.02)) }))).toEqual([[21, 27]]);
    expect(daysOf(firings('tvl-drain', { tvl: steady(40, (day) => (day < 20 ? 1e8 : 6e7)) }))).toEqual([[20, 26]]);
    const silent = [...steady(10, () => 5), { at: START + 16 * DAY, value: 5 }];
    expect(daysOf(firings('pool-silent', { tvl: silent }))).toEqual([[12, 16]]);
  });

  it('find what is sampled: a loan, an unlock, a cut-off, a backup, a gate', () => {
    const sampled = (id: string, name: string, values: readonly (string | null)[]) => {
      const watch = new SampledWatch(planned(presetNamed(id)));
      return values.flatMap((value, hour) =>
        watch.keep({ at: START + hour * HOUR, values: { [name]: value } }).map(({ kind }) => `${hour} ${kind}`),
      );
    };
    expect(sampled('health-factor', 'health', ['1.6', '1.4', '1.29', null, '1.4', '1.51'])).toEqual(['2 fired', '5 cleared']);
    expect(sampled('liquidation-near', 'liquidation-distance', ['0.5', '0.14', '0.19', '0.21'])).toEqual(['1 fired', '3 cleared']);
    expect(sampled('unlock-soon', 'unlock', ['9', '7.5', '7', '1', '0'])).toEqual(['2 fired', '4 cleared']);
    expect(sampled('cut-off-near', 'minutes-to-cut-off', ['180', '120', '60', '0', '-60'])).toEqual(['2 fired', '4 cleared']);
    expect(sampled('backup-old', 'backup-age', [null, '6.9', '7', '7.1', '0'])).toEqual(['3 fired', '4 cleared']);
    expect(sampled('data-stale', 'data-age', ['8', '0'])).toEqual(['0 fired', '1 cleared']);
    expect(sampled('limit-nearly-used', 'limit-use', ['0.8', '0.91', '0.85', '0.79'])).toEqual(['1 fired', '3 cleared']);
    expect(sampled('gates-fail', 'gates', ['pass', 'unknown', 'fail', 'pass'])).toEqual(['2 fired', '3 cleared']);
    expect(sampled('new-in-screen', 'new-items', ['0', '3', '0'])).toEqual(['1 fired', '2 cleared']);
  });
});

/** A table without quotes by the names of its columns. */
function tableOf(path: string): readonly Readonly<Record<string, string>>[] {
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

function pointsOf(table: readonly Readonly<Record<string, string>>[], date: string, name: string, scale = 1): readonly Point[] {
  return table.flatMap((row) =>
    row[name] === '' || row[name] === undefined ? [] : [{ at: Date.parse(row[date] ?? ''), value: Number(row[name]) * scale }],
  );
}

/** How often a preset fires a month, over several histories together. */
function frequency(
  id: string,
  name: string,
  histories: readonly (readonly Point[])[],
): { readonly firings: number; readonly perMonth: number } {
  const counts = histories.map((points) => {
    const { history } = historyOf(points);
    const found = rehearse(planned(presetNamed(id)), new Map([[name, { history }]])).firings;
    return {
      found: found.length,
      months: found.length === 0 ? (firingsPerMonth([{ at: 0 }], history) ?? 0) : (firingsPerMonth(found, history) ?? 0) / found.length,
    };
  });
  const total = counts.reduce((sum, { found }) => sum + found, 0);
  const months = counts.reduce((sum, { months: each }) => sum + (each > 0 ? 1 / each : 0), 0);
  return { firings: total, perMonth: total / months };
}

describe.skipIf(!existsSync(STABLECOINS))('on twenty stablecoins, daily', () => {
  it('the peg preset finds TerraUSD’s week in May 2021, and nothing in what held', () => {
    const table = tableOf(STABLECOINS);
    const found = (coin: string) =>
      firings('depeg', { peg: pointsOf(table, 'Date', coin) }).map(({ at }) => new Date(at).toISOString().slice(0, 10));
    expect(found('terrausd')).toEqual(['2021-05-21']);
    expect(['tether', 'usd-coin', 'dai', 'binance-usd', 'true-usd'].flatMap(found)).toEqual([]);
    const coins = Object.keys(table[0] ?? {}).filter((name) => name !== 'Date');
    const { firings: count, perMonth } = frequency(
      'depeg',
      'peg',
      coins.map((coin) => pointsOf(table, 'Date', coin)),
    );
    console.log(`depeg on ${coins.length} stablecoins: ${count} firings, ${perMonth.toFixed(3)} a month each`);
    expect(count).toBeGreaterThan(10);
    expect(perMonth).toBeLessThan(0.5);
  });
});

describe.skipIf(!DAILY.every(([, path]) => existsSync(path)))('on daily prices of BTC, ETH, BNB and SOL', () => {
  it('momentum and volatility fire a few times a year, and in March 2020', () => {
    const closes = DAILY.map(([, path]) =>
      pointsOf(
        tableOf(path).map((row) => ({ Date: (row['Date'] ?? '').slice(0, 10), Close: row['Close'] ?? '' })),
        'Date',
        'Close',
      ),
    );
    for (const id of ['momentum-down', 'momentum-up', 'volatility-spike']) {
      const { firings: count, perMonth } = frequency(id, 'price', closes);
      console.log(`${id} on four coins: ${count} firings, ${perMonth.toFixed(2)} a month each`);
      expect(perMonth).toBeGreaterThan(0.05);
      expect(perMonth).toBeLessThan(1);
    }
    const march = firings('momentum-down', { price: closes[1]! }).filter(({ at }) => new Date(at).toISOString().startsWith('2020-03'));
    expect(march.length).toBeGreaterThan(0);
  });
});

describe.skipIf(!existsSync(POOLS))('on the histories of pools, daily', () => {
  it('rate and deposits: how often they would have been heard', () => {
    const byPool = [...Map.groupBy(tableOf(POOLS), (row) => row['pool_id_defillama'] ?? '').values()];
    const long = byPool.filter((rows) => rows.length > 60);
    const names = Object.keys(long[0]?.[0] ?? {});
    const tvl = names.find((name) => /tvl/i.test(name)) ?? '';
    for (const [id, word, column, scale] of [
      ['rate-collapse', 'rate', 'apy', 0.01],
      ['tvl-drain', 'tvl', tvl, 1],
      ['pool-silent', 'tvl', tvl, 1],
    ] as const) {
      const { firings: count, perMonth } = frequency(
        id,
        word,
        long.map((rows) => pointsOf(rows, 'date', column, scale)),
      );
      console.log(`${id} on ${long.length} pools: ${count} firings, ${perMonth.toFixed(2)} a month each`);
      expect(perMonth).toBeLessThan(1.5);
    }
  });
});

describe('a preset over nothing', () => {
  it('fires never', () => {
    for (const preset of PRESETS) expect(rehearse(planned(preset), new History()).firings).toEqual([]);
  });
});
