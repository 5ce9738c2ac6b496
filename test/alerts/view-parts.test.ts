import { describe, expect, test } from 'vitest';
import { levelsOf, withLevel } from '../../renderer/alerts/levels.ts';
import { monthsOf } from '../../renderer/alerts/rehearsal-figures.ts';
import { firstFrom, nearestTo, rangeOf, seriesPath } from '../../renderer/alerts/series-path.ts';
import { snoozeChoices } from '../../renderer/alerts/snooze.ts';
import { type AlertRule, parseRule, ruleText } from '../../shared/alerts/index.ts';
import type { NameEntry, Vocabulary } from '../../shared/watchlists/index.ts';

const entry = (name: string, unit: NameEntry['unit']): [string, NameEntry] => [name, { name, says: '', unit }];
const VOCABULARY: Vocabulary = new Map([entry('peg', 'price'), entry('rate', 'fraction'), entry('tvl', 'money'), entry('unlock', 'days')]);

function rule(text: string): AlertRule {
  const parsed = parseRule(text, VOCABULARY);
  if ('fault' in parsed) throw new Error(parsed.fault.message);
  return parsed.ok;
}

describe('levels of a rule', () => {
  test('stand in the unit of the values, those of the clearing last', () => {
    const levels = levelsOf(rule('rate between 2% and 4% clear rate > 5%'), VOCABULARY);
    expect(levels.map(({ tone, value, label }) => [tone, value, label])).toEqual([
      ['fires', 0.02, 'from 2%'],
      ['fires', 0.04, 'to 4%'],
      ['clears', 0.05, 'above 5%'],
    ]);
    expect(levelsOf(rule('tvl < 5m'), VOCABULARY)[0]?.value).toBe(5_000_000);
    expect(levelsOf(rule('missing(tvl, 3d)'), VOCABULARY)).toEqual([]);
  });

  test('lie on the axis only where the value itself is compared', () => {
    const levels = levelsOf(rule('drawdown(tvl, 7d) > 30% and tvl < 5m'), VOCABULARY);
    expect(levels.map(({ onAxis, of }) => [onAxis, of])).toEqual([
      [false, 'drawdown(tvl, 7d)'],
      [true, 'tvl'],
    ]);
  });

  test.each([
    ['peg < 0.98 clear > 0.99', 0, 0.97, 'peg < 0.97 clear > 0.98'],
    ['peg < 0.98 clear > 0.99', 1, 0.995, 'peg < 0.98 clear > 0.995'],
    ['rate < 4%', 0, 0.035, 'rate < 3.5%'],
    ['tvl < 5m', 0, 4_200_000, 'tvl < 4.2m'],
    ['unlock <= 7d', 0, 10, 'unlock <= 10d'],
    ['rate between 2% and 4%', 1, 0.06, 'rate between 2% and 6%'],
    ['peg < 0.98 or tvl < 5m', 1, 1_000_000, 'peg < 0.98 or tvl < 1m'],
  ])('%s: number %i to %f', (text, at, value, expected) => {
    const before = rule(text);
    const level = levelsOf(before, VOCABULARY)[at]!;
    expect(ruleText(withLevel(before, level, value))).toBe(expected);
  });
});

describe('a series drawn', () => {
  const at = new Float64Array([0, 10, 20, 30, 40]);
  const value = new Float64Array([1, 5, Number.NaN, 2, 3]);
  const observations = { at, value, length: 5 };

  test('is found by instants', () => {
    expect([firstFrom(observations, -1), firstFrom(observations, 11), firstFrom(observations, 99)]).toEqual([0, 2, 5]);
    expect([nearestTo(observations, 14), nearestTo(observations, 16), nearestTo(observations, 99)]).toEqual([1, 2, 4]);
    expect(rangeOf(observations, 0, 40)).toEqual([1, 5]);
    expect(rangeOf({ at, value, length: 0 }, 0, 40)).toBeNull();
  });

  test('breaks where nothing is known, and loses no peak of a pixel', () => {
    const path = seriesPath(
      observations,
      [0, 40],
      (instant) => instant,
      (each) => each,
    );
    expect(path).toBe('M0.0 1.0L10.0 5.0M30.0 2.0L40.0 3.0');
    const dense = { at: Float64Array.from({ length: 1000 }, (_, index) => index), value: new Float64Array(1000).fill(1), length: 1000 };
    dense.value[501] = 9;
    const squeezed = seriesPath(
      dense,
      [0, 1000],
      (instant) => instant / 100,
      (each) => each,
    );
    expect(squeezed).toContain(' 9.0');
    expect(squeezed.split(/[ML]/).length).toBeLessThan(45);
  });
});

test('readings are steps, the last of which ends where nothing is known', () => {
  const at = new Float64Array([0, 10, 20, 30, 40]);
  const observations = { at, value: new Float64Array([1, 5, Number.NaN, 2, 3]), length: 5 };
  const path = seriesPath(
    observations,
    [0, 40],
    (instant) => instant,
    (each) => each,
    true,
  );
  expect(path).toBe('M0.0 1.0H10.0V5.0H20.0M30.0 2.0H40.0V3.0');
});

test('months without a firing stand among those with', () => {
  const months = monthsOf({ '2026-01': 2, '2026-03': 1 }, Date.UTC(2026, 0, 15), Date.UTC(2026, 3, 2));
  expect(months).toEqual([
    { month: '2026-01', firings: 2 },
    { month: '2026-02', firings: 0 },
    { month: '2026-03', firings: 1 },
    { month: '2026-04', firings: 0 },
  ]);
});

test('a snooze ends later than now, on Monday on a Monday', () => {
  // A Sunday and a Monday, in whatever zone the test runs.
  for (const day of [22, 23]) {
    const now = new Date(2026, 10, day, 9).getTime();
    const choices = snoozeChoices(now);
    expect(choices.every(({ until }) => until > now)).toBe(true);
    const monday = new Date(choices[3]!.until);
    expect([monday.getDay(), monday.getHours()]).toEqual([1, 8]);
  }
});
