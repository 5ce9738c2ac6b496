import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { History } from '../../shared/figures/index.ts';
import {
  computeGrade,
  type Factor,
  factorsOf,
  type FactorFinding,
  GRADES,
  HISTORY_MEASURES,
  historyMeasure,
  judgeFactor,
  kindsWith,
  LETTERS,
  letterOf,
  pointsAt,
} from '../../shared/watchlists/index.ts';

const DAY = 864e5;
const END = Date.UTC(2024, 11, 31) + DAY;

/** One observation a day, the last on the last day. */
function daily(values: readonly number[], end = END): History {
  const at = values.map((_, index) => end - DAY * (values.length - index) + 12 * 36e5);
  return new History(Float64Array.from(at), Float64Array.from(values), values.length);
}
function measured(measure: (typeof HISTORY_MEASURES)[number], history: History, end = END): number | string {
  const found = historyMeasure(measure, history, end);
  return 'value' in found ? found.value : found.reason;
}
const TABLES = GRADES.flatMap((grade) => kindsWith(grade).map((kind) => [grade, kind, factorsOf(kind, grade)] as const));

describe('the tables of factors', () => {
  test.each(TABLES)('%s grade of a %s: weights add up, anchors ascend and lie from 0 to 10', (_grade, _kind, factors) => {
    expect(factors.reduce((total, { weight }) => total + weight, 0)).toBeCloseTo(1, 10);
    expect(new Set(factors.map(({ factor }) => factor)).size).toBe(factors.length);
    for (const { anchors, from } of factors) {
      const values = anchors.map(({ value }) => value);
      expect([...values].sort((one, other) => one - other)).toEqual(values);
      expect(new Set(values).size).toBe(values.length);
      const points = from.of === 'words' ? Object.values(from.points) : anchors.map(({ points }) => points);
      expect(points.length).toBeGreaterThan(1);
      expect(points.every((each) => each >= 0 && each <= 10)).toBe(true);
    }
  });

  test('points lie between the anchors around a value and never jump', () => {
    const anchors = TABLES.flatMap(([, , factors]) => factors.map(({ anchors }) => anchors)).filter(({ length }) => length > 0);
    fc.assert(
      fc.property(fc.constantFrom(...anchors), fc.double({ min: -2, max: 2, noNaN: true }), (scale, place) => {
        const [low, high] = [scale[0]!.value, scale.at(-1)!.value];
        const value = low + (high - low) * place;
        const points = pointsAt(scale, value);
        expect(points).toBeGreaterThanOrEqual(0);
        expect(points).toBeLessThanOrEqual(10);
        const step = (high - low) * 1e-9;
        expect(Math.abs(pointsAt(scale, value + step) - points)).toBeLessThan(1e-3);
      }),
    );
    for (const scale of anchors) for (const { value, points } of scale) expect(pointsAt(scale, value)).toBeCloseTo(points, 12);
  });
});

describe('a grade', () => {
  const factor = (name: string, weight: number): Factor => ({
    factor: name,
    name,
    says: '',
    weight,
    from: { of: 'metric', word: name },
    unit: '',
    anchors: [
      { value: 0, points: 0 },
      { value: 1, points: 10 },
    ],
  });
  const value = (number: number): FactorFinding => ({ value: number, text: String(number), formula: 'as told', inputs: [] });
  const graded = (...findings: readonly (readonly [number, FactorFinding])[]) =>
    computeGrade(
      'investor',
      findings.map(([weight, finding], at) => judgeFactor(factor(`f${at}`, weight), finding)),
    );

  test('is the weighted mean of what is known, with the letter of the points that are shown', () => {
    const { mark, trail } = graded([0.5, value(0.9)], [0.3, value(0.5)], [0.2, { unknown: 'No data.' }]);
    expect(mark).toEqual({ points: '7.5', letter: 'B', coverage: '0.8' });
    expect(trail.at(-1)).toMatchObject({ figure: 'investor grade', value: '7.5' });
  });

  test('is none where too little is known: unknown, and no guess', () => {
    const { mark, says } = graded([0.5, value(1)], [0.5, { unknown: 'No data.' }]);
    expect(mark).toEqual({ letter: null, points: null, coverage: '0.5' });
    expect(says).toContain('Unknown are f1');
    expect(graded([1, { notApplicable: 'No peg.' }]).mark.letter).toBeNull();
  });

  test('leaves out what does not apply, on both sides', () => {
    expect(graded([0.4, value(0.6)], [0.6, { notApplicable: 'It promises no peg.' }]).mark).toEqual({
      points: '6',
      letter: 'C',
      coverage: '1',
    });
  });

  test('has letters that divide 0 to 10 without a gap', () => {
    expect([0, 1.99, 2, 3.5, 5, 6.5, 8, 10].map(letterOf)).toEqual(['F', 'F', 'E', 'D', 'C', 'B', 'A', 'A']);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 10, noNaN: true }), fc.double({ min: 0, max: 10, noNaN: true }), (one, other) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        expect(LETTERS.indexOf(letterOf(high))).toBeLessThanOrEqual(LETTERS.indexOf(letterOf(low)));
      }),
    );
  });
});

describe('what grades ask of a history', () => {
  test('momentum and falls by hand', () => {
    const history = daily([...Array.from({ length: 40 }, () => 100), 120, 90]);
    expect(measured('change-7d', history)).toBeCloseTo(-0.1, 12);
    expect(measured('drawdown-30d', history)).toBeCloseTo(0.25, 12);
    expect(measured('worst-fall', history)).toBeCloseTo(0.25, 12);
    expect(measured('points-30d', history)).toBe(-10);
    expect(measured('days-known', history)).toBe(41);
    expect(measured('days-old', history)).toBe(0);
  });

  test('volatility is the deviation of logarithmic returns for a year', () => {
    const values = Array.from({ length: 60 }, (_, at) => (at % 2 === 0 ? 100 : 110));
    const returns = Array.from({ length: 30 }, (_, at) => (at % 2 === 0 ? Math.log(1.1) : -Math.log(1.1)));
    // Of the last 30 days 30 observations and so 29 returns are seen.
    const seen = returns.slice(1);
    const mean = seen.reduce((total, each) => total + each, 0) / seen.length;
    const deviation = Math.sqrt(seen.reduce((total, each) => total + (each - mean) ** 2, 0) / (seen.length - 1));
    expect(measured('volatility-30d', daily(values))).toBeCloseTo(deviation * Math.sqrt(365), 10);
    expect(measured('unsteadiness-30d', daily(Array.from({ length: 40 }, () => 0.04)))).toBeCloseTo(0, 12);
  });

  test('the farthest from par within a year, and nothing older', () => {
    const values = Array.from({ length: 500 }, (_, at) => (at === 10 ? 0.5 : at === 400 ? 0.97 : 1));
    expect(measured('worst-off-par', daily(values))).toBeCloseTo(0.03, 12);
    expect(measured('worst-fall', daily(values))).toBeCloseTo(0.5, 12);
    expect(measured('worst-fall-365d', daily(values))).toBeCloseTo(0.03, 12);
  });

  test('is unknown where the data are old, short or none', () => {
    const old = daily([1, 2, 3], END - 20 * DAY);
    expect(measured('change-7d', old)).toBe('stale');
    expect(measured('days-old', old)).toBe(20);
    expect(measured('change-30d', daily([1, 2, 3]))).toBe('short-history');
    expect(measured('volatility-30d', daily([1, 2, 3]))).toBe('short-history');
    expect(measured('worst-fall', new History())).toBe('no-history');
    expect(measured('change-7d', daily([Number.NaN, Number.NaN]))).toBe('no-history');
  });

  test('never looks at what came after the day', () => {
    const values = fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 45, maxLength: 45 });
    fc.assert(
      fc.property(values, fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { maxLength: 5 }), (past, later) => {
        const end = END - later.length * DAY;
        for (const measure of HISTORY_MEASURES) {
          expect(measured(measure, daily([...past, ...later]), end)).toEqual(measured(measure, daily(past, end), end));
        }
      }),
      { numRuns: 40 },
    );
  });
});
