import fc from 'fast-check';
import { type AlertRule, parseRule, type Plan, planOf, type Series, WordSeries } from '../../shared/alerts/index.ts';
import type { Point } from '../../shared/figures/index.ts';
import type { Vocabulary } from '../../shared/watchlists/index.ts';
import { historyOver, MINUTE, series } from './made-series.ts';

const NAMES = ['health', 'value', 'tvl'] as const;
export const VOCABULARY: Vocabulary = new Map(
  [...NAMES.map((name) => ({ name, says: name, unit: null })), { name: 'chain', says: 'chain', unit: 'text' as const }].map((entry) => [
    entry.name,
    entry,
  ]),
);

export function ruleOf(text: string): AlertRule {
  const parsed = parseRule(text, VOCABULARY);
  if ('fault' in parsed) throw new Error(parsed.fault.message);
  return parsed.ok;
}

export function planned(text: string): Plan {
  const plan = planOf(ruleOf(text), VOCABULARY);
  if ('error' in plan) throw new Error(plan.error.message);
  return plan.ok;
}

export type Observed = Readonly<Record<string, readonly Point[]>>;

export function seriesOver(observed: Observed): ReadonlyMap<string, Series> {
  return new Map(
    Object.entries(observed).map(([name, points]) => [name, name === 'chain' ? wordsOver(points) : { history: historyOver(points) }]),
  );
}

function wordsOver(points: readonly Point[]): WordSeries {
  const words = new WordSeries();
  for (const { at, value } of points) words.append(at, value === null ? null : String(value));
  return words;
}

export const RULES_OF_SEVERAL = [
  'health < 0.98 and value > 1',
  'health < 0.98 and value > 1 for 2h clear health > 1 clear for 1h',
  'health < value',
  'health < value for 90min cooldown 4h',
  'health crosses below value',
  'health crosses above mean(value, 4h) clear health < 0.97',
  'change(health, 3h) < -2% or change(value, 3h) > 2%',
  'points(health, 3h) < points(value, 3h)',
  'mean(health, 5h) < mean(value, 5h)',
  'median(health, 5h) >= value and not tvl < 0.95',
  'max(health, 4h) > 1.05 and min(value, 4h) < 0.95',
  'drawdown(health, 6h) > 4% and zscore(value, 12h) < -1',
  'zscore(health, 6h) > 1 or stuck(value, 3h)',
  'health < 0.98 and value > 1 stale 3h',
  'health < 0.98 or change(value, 5h) > 1% stale 2h',
  'health < value for 2h stale 150min clear for 1h',
  'rank(tvl) <= 1 and health < 1',
  'chain = "lido" and health < 1',
  'chain in (aave, "lido") and health < 1 for 1h',
  'not chain ~ "a" or value > 1.05',
  'chain != aave and stuck(chain, 3h)',
  'chain = "lido" or health < 0.95 stale 2h',
  'not chain = "aave" and value > 0.95 stale 90min',
] as const;

const words = series.map((points) =>
  points.map(({ at, value }) => ({
    at,
    value: value === null ? null : Number(value) < 0.97 ? 'Lido' : Number(value) < 1.03 ? 'aave' : 'Sky',
  })),
);
/** Whole half-hours make the same instant likely in several series. */
export const observed: fc.Arbitrary<Observed> = fc
  .record({ health: series, value: series, tvl: series, chain: words })
  .map((all): Observed => {
    const rounded = Object.entries(all).map(([name, points]) => {
      const byInstant = new Map(points.slice(0, 30).map(({ at, value }) => [Math.ceil(at / (30 * MINUTE)) * 30 * MINUTE, value] as const));
      return [name, [...byInstant].map(([at, value]) => ({ at, value }))];
    });
    return Object.fromEntries(rounded) as Observed;
  })
  .map((all) => Object.assign(all, { 'rank(tvl)': madeRanks(all['tvl'] ?? []) }));

function madeRanks(points: readonly Point[]): readonly Point[] {
  return points.map(({ at, value }) => ({ at, value: value === null ? null : String(1 + (Math.round(Number(value) * 100) % 3)) }));
}

/** What a rule reads of all that was observed. */
export function readBy(text: string, all: Observed): Observed {
  return Object.fromEntries(planned(text).inputs.map(({ key }) => [key, all[key] ?? []]));
}
