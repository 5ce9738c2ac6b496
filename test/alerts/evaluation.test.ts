import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Evaluation, type Firing, type Happening, type Left, planOf, rehearse, step } from '../../shared/alerts/index.ts';
import { History, type Point } from '../../shared/figures/index.ts';
import { DAY, every, historyOver, HOUR, MINUTE, oneByOne, planned, ruleOf, RULES, series, START, told, vocabulary } from './made-series.ts';
import { plainFirings } from './plain-oracle.ts';

const PLAIN = RULES.filter((text) => !/missing|age|stale/.test(text));

function happenings(text: string, points: readonly Point[]): readonly Happening[] {
  return new Evaluation(planned(text), historyOver(points)).advance();
}

/** What a rule says of hourly values. */
function hourly(text: string, values: readonly (string | number | null)[]): readonly string[] {
  return told(happenings(text, every(HOUR, values)));
}

/** A firing as the plain computation tells it. */
function dated({ at, cleared }: Firing): { readonly at: number; readonly cleared?: number } {
  return cleared === undefined ? { at } : { at, cleared };
}

describe('by hand', () => {
  it('fires at the observation that finds the condition to have held long enough, and clears at the other level', () => {
    const values = ['1', '0.97', '0.97', '0.96', '0.985', '0.995', '0.97'];
    expect(hourly('value < 0.98 for 2h clear > 0.99', values)).toEqual(['3h fired', '5h cleared']);
    expect(hourly('value < 0.98', values)).toEqual(['1h fired', '4h cleared', '6h fired']);
  });

  it('counts from the first observation that holds, at whatever spacing, and one is never enough for a time', () => {
    const at = (minutes: number, value: string): Point => ({ at: START + minutes * MINUTE, value });
    expect(told(happenings('value < 1 for 2h', [at(0, '0.9'), at(119, '0.9'), at(121, '0.9')]))).toEqual([`${121 / 60}h fired`]);
    expect(told(happenings('value < 1 for 2h', [at(0, '0.9'), at(120, '0.9')]))).toEqual(['2h fired']);
    expect(told(happenings('value < 1 for 2h', [at(0, '0.9'), at(1440, '1.1'), at(2880, '0.9')]))).toEqual([]);
  });

  it('begins the count anew after an interruption, by a value or by its lack', () => {
    expect(hourly('value < 1 for 2h', ['0.9', '0.9', '1', '0.9', '0.9', '0.9'])).toEqual(['5h fired']);
    expect(hourly('value < 1 for 2h', ['0.9', '0.9', null, '0.9', '0.9', '0.9'])).toEqual(['5h fired']);
  });

  it('neither fires nor clears on what is not known', () => {
    expect(hourly('value < 1', [null, null])).toEqual([]);
    expect(hourly('not value < 1', [null, null])).toEqual([]);
    expect(hourly('value < 1', ['0.9', null, null, '1.1'])).toEqual(['0h fired', '3h cleared']);
    expect(hourly('value < 1 or value > -5', [null])).toEqual([]);
    expect(new Evaluation(planned('value < 1'), historyOver(every(HOUR, [null, Number.NaN])))).toMatchObject({ told: { unknown: 0 } });
    expect(rehearse(planned('value < 1'), historyOver(every(HOUR, [null, Number.NaN, 2])))).toMatchObject({ evaluated: 3, unknown: 2 });
  });

  it('compares as written where binary numbers would err', () => {
    expect(70 / 100 - 1 < -0.3).toBe(true);
    expect(hourly('change(value, 1h) < -30%', ['100', '70'])).toEqual([]);
    expect(hourly('change(value, 1h) <= -30%', ['100', '70'])).toEqual(['1h fired']);
    expect(0.3 - 0.1 < 0.2).toBe(true);
    expect(hourly('points(value, 1h) < -0.2', ['0.3', '0.1'])).toEqual([]);
    expect(hourly('value < 0.98', ['0.97999999999999999999'])).toEqual(['0h fired']);
    expect(hourly('value < 0.98', ['0.98000000000000000001', '0.98', '0.980'])).toEqual([]);
    expect(hourly('drawdown(value, 5h) >= 10%', ['0.3', '0.27'])).toEqual(['1h fired']);
  });

  it('looks over windows: the change since the last value at or before their beginning, extremes and means after it', () => {
    expect(hourly('change(value, 3h) < -5%', ['1', '1', '1', '0.96', '0.949', '0.94'])).toEqual(['4h fired']);
    expect(hourly('max(value, 2h) < 1', ['1', '0.9', '0.8', '0.9'])).toEqual(['2h fired']);
    expect(hourly('mean(value, 2h) < 1', ['1', '0.9', '1.05'])).toEqual(['2h fired']);
    expect(hourly('median(value, 3h) > 2', ['9', '1', '2', '3', '4'])).toEqual(['4h fired']);
    // Mean 1 and sample deviation 1 of the two before: 4 is three deviations away.
    expect(hourly('zscore(value, 3h) >= 3', ['0', '0', '2', '4'])).toEqual([]);
    expect(hourly('zscore(value, 3h) > 2.12', ['0', '0', '2', '4'])).toEqual(['3h fired']);
    expect(hourly('zscore(value, 3h) > 2.13', ['0', '0', '2', '4'])).toEqual([]);
  });

  it('measures a steady climb: each value as far from the mean of the 23 before it as any other', () => {
    // Of k values one apart: mean (k + 1) / 2 below the next, sample deviation √(k (k + 1) / 12).
    expect((23 + 1) / 2 / Math.sqrt((23 * 24) / 12)).toBeCloseTo(1.769, 3);
    const climb = Array.from({ length: 300 }, (_, at) => String(at));
    expect(hourly('zscore(value, 24h) > 1.769', climb)).toEqual(['24h fired']);
    expect(hourly('zscore(value, 24h) > 1.77', climb)).toEqual([]);
  });

  it('knows a whole of which the deciding part is known, wherever it stands', () => {
    expect(hourly('value > 0 or change(value, 9h) > 0%', ['1'])).toEqual(['0h fired']);
    expect(hourly('change(value, 9h) > 0% or value > 0', ['1'])).toEqual(['0h fired']);
    expect(hourly('not (value < 0 and change(value, 9h) > 0%)', ['1'])).toEqual(['0h fired']);
    expect(hourly('value > 0 and change(value, 9h) > 0%', ['1'])).toEqual([]);
  });

  it('does not recover while the condition holds, whatever the clearing says', () => {
    const timing = { holdFor: 0, clearFor: HOUR, cooldown: 0, once: false, ends: Number.POSITIVE_INFINITY };
    const recovering = { phase: 'recovering', holdsSince: null, clearsSince: START, quietUntil: null } as const;
    const [no, yes, unknown] = [0, 1, 2];
    const after = (holds: number, clears: number) => step(recovering, timing, START + HOUR, holds, clears);
    expect(after(yes, yes)).toEqual({ state: { ...recovering, phase: 'firing', clearsSince: null }, happened: null });
    expect(after(no, unknown)).toEqual(after(yes, yes));
    expect(after(no, yes)).toMatchObject({ state: { phase: 'armed' }, happened: 'cleared' });
    expect(after(unknown, yes)).toMatchObject({ happened: 'cleared' });
  });

  it('is quiet while it cools, then fires for what holds still', () => {
    const values = ['0.9', '1', '0.9', '0.9', '0.9', '0.9', '0.9'];
    expect(hourly('value < 1 cooldown 3h', values)).toEqual(['0h fired', '1h cleared', '4h fired']);
    expect(hourly('value < 1 for 2h cooldown 3h', ['0.9', '0.9', '0.9', '1', '0.9', '0.9', '0.9', '0.9'])).toEqual([
      '2h fired',
      '3h cleared',
      '6h fired',
    ]);
    expect(hourly('value < 1 once', ['0.9', '1', '0.9'])).toEqual(['0h fired', '1h cleared']);
  });

  it('fires no more after its last day, but clears', () => {
    const points = every(DAY, ['0.9', '0.9', '1', '0.9']);
    expect(told(happenings('value < 1 until 2024-01-01', points))).toEqual(['0h fired', '48h cleared']);
    expect(told(happenings('value < 1 for 1d until 2024-01-01', points))).toEqual([]);
    expect(told(happenings('value < 1 for 1d until 2024-01-02', points))).toEqual(['24h fired', '48h cleared']);
  });

  it('sees a crossing at one observation, steps over what is unknown, and clears when the value is back', () => {
    expect(hourly('value crosses below 1', ['0.9', '1', null, '0.9', '0.8', '1', '0.9'])).toEqual(['3h fired', '5h cleared', '6h fired']);
    expect(hourly('value crosses above 1', ['1', '1.1', '1.2', '1'])).toEqual(['1h fired', '3h cleared']);
  });

  it('clears only after the clearing has held', () => {
    expect(hourly('value < 1 clear for 2h', ['0.9', '1', '1', null, '1', '1', '1', '0.9'])).toEqual(['0h fired', '6h cleared', '7h fired']);
    expect(hourly('value < 1 clear > 1.1 clear for 1h', ['0.9', '1.2', '1.05', '1.2', '1.2'])).toEqual(['0h fired', '4h cleared']);
  });

  it('finds what is stuck', () => {
    expect(hourly('stuck(value, 2h)', ['1', '1.0', '1.00', '1', '1.1', '1.1'])).toEqual(['2h fired', '4h cleared']);
    expect(hourly('stuck(value, 2h)', ['1', null, '1', '1'])).toEqual(['2h fired']);
  });
});

describe('the clock', () => {
  const gap: readonly Point[] = [0, 1, 6, 7].map((hours) => ({ at: START + hours * HOUR, value: '1' }));

  it('tells that data are missing at the instant at which they are, and not before an observation that is in time', () => {
    expect(told(happenings('missing(value, 2h)', gap))).toEqual(['3h fired', '6h cleared']);
    expect(told(happenings('missing(value, 5h)', gap))).toEqual([]);
    expect(told(happenings('missing(value, 2h) for 90min', gap))).toEqual(['4.5h fired', '6h cleared']);
    expect(told(happenings('missing(value, 2h) clear for 1h', gap))).toEqual(['3h fired', '7h cleared']);
    expect(told(happenings('missing(value, 2h)', every(HOUR, ['1', null, null, null])))).toEqual(['2h fired']);
  });

  it('tells ages to the millisecond', () => {
    expect(happenings('age(value) >= 2h', gap).map(({ at }) => at - START)).toEqual([3 * HOUR, 6 * HOUR]);
    expect(happenings('age(value) > 2h', gap).map(({ at }) => at - START)).toEqual([3 * HOUR + 1, 6 * HOUR]);
  });

  it('breaks what has held where the value grows stale', () => {
    const points: readonly Point[] = [0, 1, 9, 10, 11].map((hours) => ({ at: START + hours * HOUR, value: '0.9' }));
    expect(told(happenings('value < 1 for 2h', points))).toEqual(['9h fired']);
    expect(told(happenings('value < 1 for 2h stale 3h', points))).toEqual(['11h fired']);
    expect(told(happenings('change(value, 8h) <= 0% stale 3h', points))).toEqual(['9h fired']);
    expect(told(happenings('change(value, 4h) <= 0% stale 3h', points))).toEqual([]);
  });

  it('comes to the same, however often it is asked', () => {
    const asked = (times: readonly number[]) => {
      const history = new History();
      const evaluation = new Evaluation(planned('missing(value, 2h) for 90min'), history);
      history.append({ at: START, value: '1' });
      return [...evaluation.advance(), ...times.flatMap((minutes) => [...evaluation.clock(START + minutes * MINUTE)])];
    };
    expect(told(asked([600]))).toEqual(['3.5h fired']);
    expect(asked([1, 60, 120, 150, 209])).toEqual([]);
    expect(asked([1, 60, 120, 150, 209, 210, 211, 600])).toEqual(asked([600]));
    expect(new Evaluation(planned('missing(value, 2h)'), new History()).clock(START)).toEqual([]);
  });
});

describe('taken up again', () => {
  it('does not tell a second time what the clock has brought already', () => {
    const history = historyOver([{ at: START, value: '1' }]);
    const plan = planned('age(value) between 1h and 2h');
    const first = new Evaluation(plan, history);
    first.advance();
    expect(first.clock(START + 3 * HOUR).map(({ at }) => at - START)).toEqual([HOUR, 2 * HOUR + 1]);
    const left = JSON.parse(JSON.stringify(first.left)) as Left;
    expect(new Evaluation(plan, history, left).clock(START + 4 * HOUR)).toEqual([]);
  });
});

describe('properties', () => {
  it.each(PLAIN)('does what the plain computation does: %s', (text) => {
    fc.assert(
      fc.property(series, (points) => {
        const { firings } = rehearse(planned(text), historyOver(points));
        expect(firings.map(dated)).toEqual(plainFirings(ruleOf(text), points));
      }),
      { numRuns: 60 },
    );
  });

  it.each(RULES)('says the same in one go, one observation at a time, and taken up again after a stop: %s', (text) => {
    fc.assert(
      fc.property(series, fc.nat({ max: 60 }), (points, stop) => {
        const plan = planned(text);
        const whole = new Evaluation(plan, historyOver(points)).advance();
        expect(oneByOne((history) => new Evaluation(plan, history), points)).toEqual(whole);

        const history = new History();
        for (const point of points.slice(0, stop)) history.append(point);
        const first = new Evaluation(plan, history);
        const before = first.advance();
        for (const point of points.slice(stop)) history.append(point);
        const left = JSON.parse(JSON.stringify(first.left)) as Left;
        expect([...before, ...new Evaluation(plan, history, left).advance()]).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  it.each(RULES)('looks at nothing later: %s', (text) => {
    fc.assert(
      fc.property(series, fc.nat({ max: 60 }), (points, cut) => {
        const earlier = points.slice(0, cut);
        const end = earlier.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
        const upTo = happenings(text, points).filter(({ at }) => at <= end);
        expect(happenings(text, earlier)).toEqual(upTo);
      }),
      { numRuns: 60 },
    );
  });

  it('alternates firing and clearing, never backwards in time', () => {
    fc.assert(
      fc.property(series, fc.constantFrom(...RULES), (points, text) => {
        const said = happenings(text, points);
        said.forEach(({ kind, at }, place) => {
          expect(kind).toBe(place % 2 === 0 ? 'fired' : 'cleared');
          expect(at).toBeGreaterThanOrEqual(said[place - 1]?.at ?? 0);
        });
      }),
    );
  });

  it('takes blocks of thousands as it takes single observations', () => {
    const values = Array.from({ length: 9_000 }, (_, at) => Number((1 + 0.05 * Math.sin(at / 40) + 0.02 * Math.sin(at * 1.7)).toFixed(3)));
    const points = every(7 * MINUTE, values);
    for (const text of RULES) {
      const whole = happenings(text, points);
      expect(
        oneByOne((history) => new Evaluation(planned(text), history), points),
        text,
      ).toEqual(whole);
    }
    expect(happenings('value < 0.98 for 2h clear > 0.99', points).length).toBeGreaterThan(20);
  });

  it('does not drift: the mean of a long series is that of its window alone', () => {
    const values = Array.from({ length: 50_000 }, (_, at) => (at % 1_000 === 0 ? 1e9 : Number((1 + (at % 7) / 1_000).toFixed(3))));
    const tail = every(HOUR, values);
    const plan = planOf(ruleOf('mean(value, 100h) < 1.003 clear >= 1.003'), vocabulary());
    if ('error' in plan) throw new Error(plan.error.message);
    const late = new Evaluation(plan.ok, historyOver(tail)).advance().filter(({ at }) => at > START + 49_500 * HOUR);
    const alone = new Evaluation(plan.ok, historyOver(tail.slice(49_300))).advance().filter(({ at }) => at > START + 49_500 * HOUR);
    expect(late.map(({ at }) => at)).toEqual(alone.map(({ at }) => at));
    expect(late.length).toBeGreaterThan(10);
  });
});
