import { describe, expect, test } from 'vitest';
import { madeMarket } from './made-market.ts';

const pool = (id: string) => ({ kind: 'pool' as const, id });
const wave = (days: number, phase = 0) => Array.from({ length: days }, (_, day) => 0.05 + 0.02 * Math.sin(day / 7 + phase));
const asked = { metric: 'rate', windowDays: null, tolerance: 1 };
const drawn = { ...asked, pixels: 400, unlike: 'separate' as const };

describe('a subject of which only two observations are known, beside one with a year', () => {
  const market = () =>
    madeMarket({ long: { values: wave(365) }, two: { values: [0.04, 0.05] }, apart: { values: [0.04, 0.05], step: 40 } });
  const subjects = ['long', 'two', 'apart'].map(pool);

  test('has no correlation, and says with how many days', async () => {
    const { api } = market();
    const { pairs } = await api.comparison.correlation({ ...asked, subjects, of: 'values', method: 'pearson', rolling: 30 });
    expect(pairs.map(({ one, other, figure }) => [one, other, 'ok' in figure ? 'known' : figure.unavailable.reason])).toEqual([
      [0, 1, 'too-few-pairs'],
      [0, 2, 'too-few-pairs'],
      [1, 2, 'too-few-pairs'],
    ]);
    expect(pairs.every(({ rolling }) => rolling?.value.every((value) => value === null))).toBe(true);
  });

  test('has a drawdown of nought or of its one fall, drawn with what it has', async () => {
    const { api } = market();
    const { lines, missing } = await api.comparison.series({ ...drawn, subjects, form: 'drawdown' });
    expect(missing).toEqual([]);
    expect(lines.map(({ place, worst }) => [place, worst && 'ok' in worst.figure ? 'fell' : 'never fell'])).toEqual([
      [0, 'fell'],
      [1, 'never fell'],
      [2, 'never fell'],
    ]);
    expect(lines[1]!.value.filter((value) => value !== null)).toEqual([0, 0, 0]);
  });

  test('is spread over what it has; of returns that it has none of it is said so, and no empty axis is drawn', async () => {
    const { api } = market();
    const values = await api.comparison.distribution({ ...asked, tolerance: 0, subjects, of: 'values' });
    expect(values.axes[0]?.members.map(({ summary }) => summary.n)).toEqual([365, 2, 2]);
    const returns = await api.comparison.distribution({ ...asked, tolerance: 0, subjects, of: 'log' });
    expect(returns.axes[0]?.members.map(({ summary }) => summary.n)).toEqual([364, 1, 0]);
    const alone = await api.comparison.distribution({ ...asked, tolerance: 0, subjects: [pool('apart')], of: 'changes' });
    expect([alone.axes, alone.missing]).toEqual([
      [],
      [{ place: 0, reason: 'no-values', message: expect.stringMatching(/^It has no two neighbouring days/) }],
    ]);
  });
});

test('an hourly and a daily series are aligned without a look at what came later', async () => {
  const hours = Array.from({ length: 24 * 40 }, (_, hour) => 0.05 + 0.001 * Math.sin(hour / 5));
  const whole = madeMarket({ hourly: { values: hours, step: 1 / 24 }, daily: { values: wave(40) } });
  const later = hours.map((value, hour) => (hour < 24 * 30 ? value : value * 3));
  const other = madeMarket({ hourly: { values: later, step: 1 / 24 }, daily: { values: wave(40) } });
  const ask = { ...drawn, subjects: [pool('hourly'), pool('daily')], form: 'indexed' as const };
  const [one, two] = await Promise.all([whole, other].map(({ api }) => api.comparison.series(ask)));
  // Noon of 1 January begins both; the thirtieth day's noon is where the other went its own way.
  const until = Date.UTC(2026, 0, 31) - 1;
  const before = ({ at, value }: { readonly at: readonly number[]; readonly value: readonly (number | null)[] }) =>
    value.filter((_, place) => at[place]! < until);
  expect(before(one!.lines[0]!)).toHaveLength(29);
  expect(before(one!.lines[0]!)).toEqual(before(two!.lines[0]!));
  // Each day closes with the observation at its end, midnight.
  const base = hours[12]!;
  expect(one!.lines[0]!.value[1]).toBeCloseTo((hours[36]! / base) * 100, 10);
});
