import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  align,
  axesOf,
  axisTitle,
  closingDay,
  dashboardFault,
  dashboardFrom,
  dashboardSchema,
  dayClose,
  EXAMPLE_LAYOUTS,
  firstCommonDay,
  type Measured,
  movedPanel,
  newPanel,
  resizedPanel,
  thinned,
  unlikeness,
} from '../../shared/comparison/index.ts';
import { History, type RateBasis } from '../../shared/figures/index.ts';

const DAY = 86_400_000;
const GAP = Number.NaN;

function historyOf(points: readonly (readonly [days: number, value: number | null])[]): History {
  const history = new History();
  for (const [days, value] of points) history.append({ at: Math.round(days * DAY), value });
  return history;
}

describe('aligning series of unlike sampling', () => {
  test('each day holds the last known value at its close, no older than the tolerance; a gap stays a gap', () => {
    const hourly = historyOf(Array.from({ length: 72 }, (_, hour) => [10 + (hour + 1) / 24, hour] as const));
    const weekly = historyOf([
      [10.5, 1],
      [17.5, 2],
    ]);
    const strict = align([hourly, weekly], { tolerance: 0 });
    expect(strict).toMatchObject({ firstDay: 10, days: 8 });
    expect(strict.columns.map((column) => [...column])).toEqual([
      [23, 47, 71, GAP, GAP, GAP, GAP, GAP],
      [1, GAP, GAP, GAP, GAP, GAP, GAP, 2],
    ]);
    expect([...align([weekly], { tolerance: 2 }).columns[0]!]).toEqual([1, 1, 1, GAP, GAP, GAP, GAP, 2]);
    expect([...strict.taken[0]!]).toEqual([23, 47, 71, -1, -1, -1, -1, -1]);
  });

  test('midnight closes the day before it', () => {
    expect([closingDay(5 * DAY), closingDay(5 * DAY + 1), closingDay(dayClose(5)), closingDay(0)]).toEqual([4, 5, 5, -1]);
  });

  test('what is known to be unknown ends what was known', () => {
    const series = historyOf([
      [1.5, 7],
      [2.5, null],
      [4.5, 8],
    ]);
    expect([...align([series], { tolerance: 9 }).columns[0]!]).toEqual([7, GAP, GAP, 8]);
  });

  test('carries into a grid that begins later, and looks at nothing from after it', () => {
    const series = historyOf([
      [1.5, 7],
      [9.5, 8],
    ]);
    expect([...align([series], { tolerance: 5, from: 5, to: 7 }).columns[0]!]).toEqual([7, 7, GAP]);
  });

  test('nothing, one point, no overlap, an infinite value, an instant of the year 200,000', () => {
    expect(align([], { tolerance: 1 })).toMatchObject({ days: 0 });
    expect(align([new History()], { tolerance: 1 })).toMatchObject({ days: 0, firstDay: 0 });
    expect(align([historyOf([[3.5, 1]])], { tolerance: 1 }).days).toBe(1);
    expect(firstCommonDay(align([historyOf([[1.5, 1]]), historyOf([[9.5, 1]])], { tolerance: 2 }))).toBe(-1);
    const endless = historyOf([
      [1.5, Number.POSITIVE_INFINITY],
      [200_000 * 365, 1],
    ]);
    const aligned = align([endless], { tolerance: 1 });
    expect(aligned.days).toBe(100_000);
    expect(aligned.columns[0]![0]).toBeNaN();
  });

  test('is what a plain search for the last value answers', () => {
    const points = fc.uniqueArray(
      fc.record({ at: fc.integer({ min: 0, max: 40 * 24 }), value: fc.option(fc.integer({ min: 1, max: 99 })) }),
      {
        selector: ({ at }) => at,
        minLength: 1,
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(points, fc.integer({ min: 0, max: 10 }), (given, tolerance) => {
        const sorted = given.toSorted((one, other) => one.at - other.at);
        const { columns, firstDay, days } = align([historyOf(sorted.map(({ at, value }) => [at / 24, value] as const))], { tolerance });
        for (let place = 0; place < days; place += 1) {
          const close = (firstDay + place + 1) * 24;
          const last = sorted.findLast(({ at }) => at <= close);
          const fresh = last !== undefined && firstDay + place - (Math.ceil(last.at / 24) - 1) <= tolerance;
          expect(columns[0]![place]).toEqual(fresh ? (last.value ?? GAP) : GAP);
        }
      }),
    );
  });
});

describe('thinning to the pixel', () => {
  const noisy = (length: number) =>
    new History(
      Float64Array.from({ length }, (_, i) => i * 1000),
      Float64Array.from({ length }, (_, i) => (i === 4321 ? 1e6 : i === 7777 ? GAP : Math.sin(i / 50) + ((i * 7919) % 13) / 13)),
      length,
    );

  test('keeps first, last, every peak and the gap, in order of time', () => {
    const { at, value, observations } = thinned(noisy(10_000), 0, 9_999_000, 100);
    expect(observations).toBe(10_000);
    expect(at.length).toBeLessThanOrEqual(5 * 101);
    expect([at[0], at.at(-1)]).toEqual([0, 9_999_000]);
    expect(Math.max(...value.filter((each) => !Number.isNaN(each)))).toBe(1e6);
    expect(at[value.findIndex(Number.isNaN)]).toBe(7_777_000);
    expect([...at]).toEqual([...at].toSorted((one, other) => one - other));
  });

  test('of every column of pixels the lowest and highest are those of all its observations', () => {
    const history = noisy(10_000);
    const { at, value } = thinned(history, 0, 9_999_000, 50);
    const pixel = (instant: number) => Math.floor((instant / 9_999_000) * 50);
    for (let column = 0; column < 50; column += 1) {
      const all = [...history.value].filter((each, i) => pixel(history.at[i]!) === column && !Number.isNaN(each));
      const kept = [...value].filter((each, i) => pixel(at[i]!) === column && !Number.isNaN(each));
      expect([Math.min(...kept), Math.max(...kept)]).toEqual([Math.min(...all), Math.max(...all)]);
    }
  });

  test('what fits is not touched, one observation more on either side so that lines run on', () => {
    const { at, observations } = thinned(noisy(10_000), 5_000_500, 5_003_500, 100);
    expect([...at]).toEqual([5_000_000, 5_001_000, 5_002_000, 5_003_000, 5_004_000]);
    expect(observations).toBe(3);
    expect(thinned(noisy(3), 99e6, 100e6, 10)).toMatchObject({ observations: 0 });
    expect(thinned(new History(), 0, 1, 10)).toMatchObject({ observations: 0 });
  });
});

describe('who may stand on one axis', () => {
  const basis: RateBasis = { kind: 'APY', compounding: 'daily', standing: 'quoted', net: 'gross', windowDays: 1, source: 'DefiLlama' };
  const rate = (changes: Partial<RateBasis> = {}): Measured => ({ unit: 'fraction', basis: { ...basis, ...changes } });

  test('like with like, whoever measured it', () => {
    expect(unlikeness(rate(), rate({ source: 'own', asOf: '2026-01-01' }))).toBeNull();
    expect(unlikeness({ unit: 'price', currency: 'USD' }, { unit: 'price', currency: 'USD' })).toBeNull();
  });

  test.each<readonly [Measured, Measured, string]>([
    [rate(), rate({ kind: 'APR' }), 'One is an APY, the other an APR.'],
    [rate(), rate({ compounding: 'weekly' }), 'One is compounded daily, the other weekly.'],
    [rate(), rate({ standing: 'realised', net: 'net' }), 'One is quoted, the other realised; one is gross, the other net.'],
    [rate({ real: true }), rate(), 'One is real, the other nominal.'],
    [rate(), rate({ windowDays: 30 }), 'One is over 24 h, the other over 30 d.'],
    [rate(), { unit: 'fraction' }, 'Of one it is known on what basis it is, of the other it is not.'],
    [{ unit: 'price', currency: 'USD' }, { unit: 'price', currency: 'EUR' }, 'One is in USD, the other in EUR.'],
    [rate(), { unit: 'money', currency: 'USD' }, 'One is a fraction, the other an amount of money.'],
  ])('%# says why not', (one, other, says) => {
    expect(unlikeness(one, other)).toBe(says);
    expect(unlikeness(other, one)).not.toBeNull();
  });

  test('an APR is never compounded, whatever is remarked of it', () => {
    const apr = (compounding: string) => rate({ kind: 'APR', compounding });
    expect(unlikeness(apr('simple, nothing reinvested'), apr('quoted linear'))).toBeNull();
  });

  test('an axis is named by what it measures and on what basis', () => {
    expect(axisTitle(rate())).toBe('APY (daily) · quoted · gross · 24 h, per cent');
    expect(axisTitle({ unit: 'money', currency: 'USD' })).toBe('USD');
    expect(axisTitle({ unit: 'days' })).toBe('days');
  });

  test('every series stands on one axis, and only with its like', () => {
    const some = fc.constantFrom<Measured>(
      rate(),
      rate({ kind: 'APR' }),
      rate({ net: 'net' }),
      { unit: 'price', currency: 'USD' },
      { unit: 'count' },
    );
    fc.assert(
      fc.property(fc.array(some, { maxLength: 6 }), (series) => {
        const axes = axesOf(series);
        expect(axes.flatMap(({ members }) => members).toSorted((a, b) => a - b)).toEqual(series.map((_, place) => place));
        for (const [i, one] of series.entries()) {
          for (const [j, other] of series.entries()) {
            const together = axes.some(({ members }) => members.includes(i) && members.includes(j));
            expect(together).toBe(unlikeness(one, other) === null);
          }
        }
      }),
    );
  });
});

describe('a layout', () => {
  const panels = ['a', 'b', 'c'].map((id) => newPanel(id, 'history', 'rate'));

  test('panels move and change size within the grid', () => {
    const order = (id: string, to: number) =>
      movedPanel(panels, id, to)
        .map((panel) => panel.id)
        .join('');
    expect([order('a', 1), order('a', 99), order('c', -5), order('x', 0)]).toEqual(['bac', 'bca', 'cab', 'abc']);
    const size = (width: number, height: number) => {
      const panel = resizedPanel(panels, 'b', { width, height })[1]!;
      return [panel.width, panel.height];
    };
    expect([size(99, 99), size(0, 0), size(6.4, 7.6)]).toEqual([
      [12, 20],
      [3, 3],
      [6, 8],
    ]);
  });

  test('the examples are dashboards without fault', () => {
    for (const layout of EXAMPLE_LAYOUTS) {
      const subjects = Array.from({ length: layout.subjects }, (_, n) => ({ kind: layout.kind, id: `subject ${n}` }));
      const dashboard = dashboardSchema.parse(dashboardFrom(layout, subjects));
      expect(dashboardFault(dashboard)).toBeNull();
    }
  });

  test('faults are said in sentences', () => {
    const dashboard = { name: 'x', subjects: [{ kind: 'pool' as const, id: 'p' }], panels: [...panels] };
    expect(dashboardFault(dashboard)).toBeNull();
    expect(dashboardFault({ ...dashboard, panels: [panels[0]!, panels[0]!] })).toBe('Two panels have the same id.');
    expect(dashboardFault({ ...dashboard, subjects: [dashboard.subjects[0]!, dashboard.subjects[0]!] })).toMatch(
      /stands in the dashboard twice/,
    );
    expect(dashboardFault({ ...dashboard, panels: [{ ...panels[0]!, metric: null }] })).toBe(
      'The panel “History” needs a metric: say what it is to show.',
    );
    expect(dashboardFault({ ...dashboard, panels: [{ ...panels[0]!, only: [{ kind: 'pool', id: 'q' }] }] })).toMatch(
      /a subject that the dashboard does not have/,
    );
    expect(dashboardSchema.safeParse({ ...dashboard, name: '  ' }).success).toBe(false);
  });
});
