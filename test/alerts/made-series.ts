import fc from 'fast-check';
import { type Evaluation, type Happening, type Plan, planOf, parseRule, type AlertRule } from '../../shared/alerts/index.ts';
import { History, type MetricUnit, type Point } from '../../shared/figures/index.ts';
import type { Vocabulary } from '../../shared/watchlists/index.ts';

export const START = Date.UTC(2024, 0, 1);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export function vocabulary(unit: MetricUnit | null = null): Vocabulary {
  return new Map([['value', { name: 'value', says: 'the value', unit }]]);
}

export function ruleOf(text: string, unit: MetricUnit | null = null): AlertRule {
  const parsed = parseRule(text, vocabulary(unit));
  if ('fault' in parsed) throw new Error(`${parsed.fault.message} (${parsed.fault.from}–${parsed.fault.to} of ${text})`);
  return parsed.ok;
}

export function planned(text: string): Plan {
  const plan = planOf(ruleOf(text), vocabulary());
  if ('error' in plan) throw new Error(plan.error.message);
  return plan.ok;
}

/** Points so many milliseconds apart. */
export function every(apart: number, values: readonly (string | number | null)[]): readonly Point[] {
  return values.map((value, at) => ({ at: START + at * apart, value }));
}

export function historyOver(points: readonly Point[]): History {
  const history = new History();
  for (const point of points) if (!history.append(point)) throw new Error('not in order');
  return history;
}

/** Happenings as short texts: `+3h fired`, in hours from the start. */
export function told(happenings: readonly Happening[]): readonly string[] {
  return happenings.map(({ kind, at }) => `${(at - START) / HOUR}h ${kind}`);
}

/** All that an evaluation says when observations come one at a time. */
export function oneByOne(evaluationOn: (history: History) => Evaluation, points: readonly Point[]): readonly Happening[] {
  const history = new History();
  const evaluation = evaluationOn(history);
  return points.flatMap((point) => {
    history.append(point);
    return [...evaluation.advance()];
  });
}

/** Series with irregular gaps, values that often sit exactly on a round level, and observations that know nothing. */
export const series: fc.Arbitrary<readonly Point[]> = fc
  .array(
    fc.record({
      gap: fc.oneof(
        fc.constant(HOUR),
        fc.integer({ min: 1, max: 300 }).map((minutes) => minutes * MINUTE),
      ),
      value: fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: 90, max: 110 }).map((hundredths) => (hundredths / 100).toFixed(2)) },
        { weight: 1, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.constant('0.98') },
      ),
    }),
    { maxLength: 60 },
  )
  .map((rows) => {
    let at = START;
    return rows.map(({ gap, value }) => ({ at: (at += gap), value }));
  });

/** Rules of every kind that one series can answer. */
export const RULES = [
  'value < 0.98',
  'value < 0.98 for 2h clear > 0.99',
  'value <= 0.98 clear >= 1 clear for 90min',
  'value < 0.98 for 2h cooldown 5h',
  'value < 0.98 once',
  'value < 0.98 stale 2h for 1h',
  'value < 0.98 until 2024-01-02',
  'value between 0.97 and 0.99 for 30min',
  'value crosses below 0.98 clear > 1',
  'value crosses above 1',
  'not value >= 0.98 or value > 1.05',
  'value < 0.98 and change(value, 3h) < -2%',
  'change(value, 5h) <= -4% clear > 0%',
  'points(value, 5h) < -0.05',
  'change(value, 4h) > 3% stale 3h',
  'value < mean(value, 6h) for 1h',
  'median(value, 6h) >= 1',
  'value = min(value, 12h) for 1h',
  'max(value, 9h) > 1.08',
  'drawdown(value, 12h) >= 5% clear < 3%',
  'zscore(value, 24h) < -1.5',
  'stuck(value, 2h)',
  'missing(value, 2h)',
  'missing(value, 2h) for 1h clear for 2h cooldown 4h',
  'age(value) > 150min',
  'age(value) between 1h and 3h or value > 1.08',
  'missing(value, 4h) or value < 0.93 for 2h',
] as const;
