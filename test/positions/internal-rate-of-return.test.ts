import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayNumber, daysBetween, Decimal, type Day } from '../../shared/figures/index.ts';
import { type DatedFlow, internalRateOfAmounts, internalRateOfReturn } from '../../shared/positions/index.ts';
import { decimal, like, reasonIn, valueIn } from '../figures/reading.ts';

type Flow = readonly [Day, string | number];
const dated = (flows: readonly Flow[]): DatedFlow[] => flows.map(([date, amount]) => ({ date, amount: decimal(amount) }));
const irr = (...flows: Flow[]) => internalRateOfReturn(dated(flows));
const irrInDoubles = (...flows: Flow[]) =>
  internalRateOfAmounts(
    flows.map(([date]) => dayNumber(date)!),
    flows.map(([, amount]) => Number(amount)),
  );

/** The value of flows at their first day, straight from the definition. */
function presentValue(flows: readonly DatedFlow[], rate: Decimal): Decimal {
  const first = flows.map(({ date }) => date).sort()[0]!;
  return flows.reduce(
    (total, { date, amount }) => total.plus(amount.times(rate.plus(1).pow(decimal(-daysBetween(first, date)).dividedBy(365)))),
    decimal(0),
  );
}

describe('the internal rate of return', () => {
  it.each<[string, readonly Flow[], string]>([
    [
      'a spreadsheet’s own example',
      [
        ['2008-01-01', -10_000],
        ['2008-03-01', 2750],
        ['2008-10-30', 4250],
        ['2009-02-15', 3250],
        ['2009-04-01', 2750],
      ],
      '0.37336253351883151',
    ],
    [
      'one day',
      [
        ['2024-01-01', -100],
        ['2024-01-02', '100.1'],
      ],
      '0.440251313429578361',
    ],
    [
      'a leap year',
      [
        ['2024-01-01', -100],
        ['2025-01-01', 110],
      ],
      '0.0997135859341412413',
    ],
    [
      'a deep loss in 100 days',
      [
        ['2024-01-01', -1000],
        ['2024-04-10', 400],
      ],
      '-0.964720780508',
    ],
    [
      'a loss of nearly everything',
      [
        ['2023-01-01', -1000],
        ['2024-01-01', 1],
      ],
      '-0.999',
    ],
    [
      'two flows on one day',
      [
        ['2023-01-01', -1000],
        ['2023-01-01', 400],
        ['2024-01-01', 660],
      ],
      '0.1',
    ],
    [
      'a first flow of nothing',
      [
        ['2022-01-01', 0],
        ['2023-01-01', -1000],
        ['2024-01-01', 1100],
      ],
      '0.1',
    ],
    [
      'flows in no order',
      [
        ['2024-01-01', 1100],
        ['2023-01-01', -1000],
      ],
      '0.1',
    ],
    [
      'staking with additions and a claim',
      [
        ['2024-01-01', -5000],
        ['2024-04-01', -2500],
        ['2024-07-15', '180.55'],
        ['2024-10-01', -1000],
        ['2024-12-31', '9023.17'],
      ],
      '0.100342894261276474',
    ],
    [
      'the same valued a day later',
      [
        ['2024-01-01', -5000],
        ['2024-04-01', -2500],
        ['2024-07-15', '180.55'],
        ['2024-10-01', -1000],
        ['2025-01-01', '9023.17'],
      ],
      '0.100005613335196468',
    ],
  ])('of %s', (_, flows, rate) => {
    const result = valueIn(irr(...flows));
    expect(like(rate, result.rate)).toBe(rate);
    expect(result.roots).toHaveLength(1);
    expect(presentValue(dated(flows), result.rate).abs().toNumber()).toBeLessThan(1e-40);
    const inDoubles = valueIn(irrInDoubles(...flows));
    expect(inDoubles.rate / result.rate.toNumber()).toBeCloseTo(1, 12);
    expect(inDoubles.periodReturn / result.periodReturn.toNumber()).toBeCloseTo(1, 12);
  });

  it('gives the period’s return beside the annual one', () => {
    const { periodReturn, days } = valueIn(irr(['2024-01-01', -1000], ['2024-04-10', 400]));
    expect([periodReturn.toFixed(), days]).toEqual(['-0.6', 100]);
  });

  it('reports both rates of flows that two fit, and answers the one nearer to Modified Dietz', () => {
    const flows: Flow[] = [
      ['2021-01-01', -1000],
      ['2022-01-01', 2300],
      ['2023-01-01', -1320],
    ];
    const { rate, roots } = valueIn(irr(...flows));
    expect(roots.map((root) => root.toFixed())).toEqual(['0.1', '0.2']);
    expect(rate.toFixed()).toBe('0.1');
    expect(valueIn(irrInDoubles(...flows)).roots).toHaveLength(2);
    expect('trail' in irr(...flows) && JSON.stringify(irr(...flows))).toContain('2 rates fit');
  });

  it('calls money in and nothing out a total loss only where a final value of nothing is given', () => {
    const { rate, periodReturn, roots, days } = valueIn(irr(['2023-01-01', -1000], ['2023-02-01', -10], ['2024-01-01', 0]));
    expect([rate, periodReturn, ...roots].map((value) => value.toFixed())).toEqual(['-1', '-1', '-1']);
    expect(days).toBe(365);
    expect(valueIn(irrInDoubles(['2023-01-01', -1000], ['2024-01-01', 0])).rate).toBe(-1);
    expect(reasonIn(irr(['2023-01-01', -1000], ['2024-01-01', -10]))).toBe('no-sign-change');
  });

  it.each<[string, readonly Flow[]]>([
    ['no-sign-change', []],
    [
      'no-sign-change',
      [
        ['2024-01-01', 0],
        ['2025-01-01', 0],
      ],
    ],
    [
      'no-sign-change',
      [
        ['2024-01-01', 100],
        ['2025-01-01', 0],
      ],
    ],
    [
      'no-sign-change',
      [
        ['2024-01-01', 100],
        ['2025-01-01', 10],
      ],
    ],
    [
      'one-day',
      [
        ['2024-01-01', -100],
        ['2024-01-01', 110],
      ],
    ],
    ['one-day', [['2024-01-01', -100]]],
    [
      'no-root',
      [
        ['2021-01-01', -100],
        ['2022-01-01', 230],
        ['2023-01-01', -133],
      ],
    ],
  ])('is unavailable, %s, for %j', (reason, flows) => {
    expect(reasonIn(irr(...flows))).toBe(reason);
    expect(reasonIn(irrInDoubles(...flows))).toBe(reason);
  });

  it('refuses a day that does not exist', () => {
    expect(reasonIn(irr(['2024-02-30', -100], ['2025-01-01', 110]))).toBe('not-a-day');
  });
});

/** Flows a whole number of 365 days apart whose rates are known: the coefficients of Π (x − (1 + rᵢ)). */
function flowsWithRoots(rates: readonly Decimal[], every = 365): DatedFlow[] {
  let coefficients = [decimal(1)];
  for (const rate of rates) {
    const growth = rate.plus(1);
    const next = [...coefficients, decimal(0)];
    coefficients.forEach((coefficient, index) => (next[index + 1] = next[index + 1]!.minus(coefficient.times(growth))));
    coefficients = next;
  }
  return coefficients.map((coefficient, index) => ({ date: addDays('2000-01-01', index * every), amount: coefficient.times(-1000) }));
}

describe('every root', () => {
  it('of flows made from up to five rates is found, close ones too', () => {
    const percent = fc.integer({ min: -900, max: 3000 }).map((tenths) => decimal(tenths).dividedBy(1000));
    fc.assert(
      fc.property(fc.uniqueArray(percent, { minLength: 1, maxLength: 5, selector: (rate) => rate.toFixed() }), (rates) => {
        const { roots } = valueIn(internalRateOfReturn(flowsWithRoots(rates)));
        const sorted = [...rates].sort((a, b) => a.comparedTo(b));
        expect(roots.map((root) => root.toFixed(15))).toEqual(sorted.map((rate) => rate.toFixed(15)));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['a pair a billionth apart', ['0.1', '0.100000001']],
    ['a pair that doubles cannot part', ['0.1', '0.10000000000000000001']],
    ['a rate of nothing and one beside it', ['0', '0.001']],
    ['three close together', ['-0.001', '0', '0.001']],
    ['four around nothing', ['-0.007', '-0.001', '0', '0.007']],
  ])('%s is found', (_, rates) => {
    const { roots } = valueIn(internalRateOfReturn(flowsWithRoots(rates.map(decimal))));
    expect(roots.map((root) => root.toDecimalPlaces(20).toFixed())).toEqual(rates);
  });

  it('that only touches zero counts once, to fifteen digits even where three or four fall together', () => {
    for (const times of [2, 3, 4]) {
      const { roots } = valueIn(internalRateOfReturn(flowsWithRoots(Array.from({ length: times }, () => decimal('0.1')))));
      expect(roots).toHaveLength(1);
      expect(roots[0]!.minus('0.1').abs().toNumber()).toBeLessThan(1e-15);
    }
  });

  it('missed by a hair is no root', () => {
    expect(reasonIn(irr(['2021-01-01', -100], ['2022-01-01', 220], ['2023-01-01', '-121.0000000000000000000001']))).toBe('no-root');
    expect(valueIn(irr(['2021-01-01', -100], ['2022-01-01', 220], ['2023-01-01', '-120.9999999999999999999999'])).roots).toHaveLength(2);
  });

  it('is one where money only goes in before it comes out, and grows with what comes out', () => {
    const flow = fc.tuple(fc.integer({ min: 0, max: 2000 }), fc.double({ min: 0.01, max: 1e6, noNaN: true }));
    fc.assert(
      fc.property(
        fc.array(flow, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 2000 }),
        fc.double({ min: 1e-3, max: 1e8, noNaN: true }),
        (paid, wait, out) => {
          const payments = paid.map(([day, amount]) => ({ date: addDays('2020-01-01', day), amount: new Decimal(-amount) }));
          const end = addDays('2020-01-01', Math.max(...paid.map(([day]) => day)) + wait);
          const less = valueIn(internalRateOfReturn([...payments, { date: end, amount: new Decimal(out) }]));
          const more = valueIn(internalRateOfReturn([...payments, { date: end, amount: new Decimal(out).times(2) }]));
          expect(less.roots).toHaveLength(1);
          expect(more.rate.greaterThan(less.rate) || more.rate.equals(-1)).toBe(true);
        },
      ),
    );
  });

  it('does not depend on the currency, nor on which side of the trade one stands', () => {
    const flows: Flow[] = [
      ['2021-01-01', -1000],
      ['2021-06-01', 400],
      ['2022-03-01', -50],
      ['2023-01-01', 900],
    ];
    const { rate } = valueIn(irr(...flows));
    for (const factor of ['1e300', '1e-300', '-1', '0.000001']) {
      const scaled = internalRateOfReturn(dated(flows).map(({ date, amount }) => ({ date, amount: amount.times(factor) })));
      expect(valueIn(scaled).rate.toDecimalPlaces(40)).toEqual(rate.toDecimalPlaces(40));
    }
  });

  it('exists for the wildest gains and losses', () => {
    expect(valueIn(irr(['2024-01-01', -1], ['2024-01-02', 1000], ['2024-01-03', 1])).rate.greaterThan('1e1000')).toBe(true);
    expect(valueIn(irr(['2024-01-01', -1000], ['2024-01-02', '1e-12'])).periodReturn.toFixed()).toBe('-0.999999999999999');
    expect(valueIn(irr(['1970-01-01', -1], ['2000-01-01', 5], ['2070-01-01', 100])).roots).toHaveLength(1);
  });
});

describe('very many flows', () => {
  const flows = Array.from({ length: 20_000 }, (_, index): Flow => {
    const swing = Math.sin(index * 12.9898) * 43_758.5453;
    return [addDays('2020-01-01', Math.floor((index * 1460) / 20_000)), Math.round((swing - Math.floor(swing) - 0.7) * 1e6) / 100];
  });
  const paid = flows.reduce((total, [, amount]) => total.plus(amount), decimal(0));
  const all: Flow[] = [...flows, ['2023-12-31', paid.times('-1.31').toFixed(2)]];

  it('have a rate that makes them worth nothing, the same in doubles', () => {
    const { rate, roots } = valueIn(irr(...all));
    const netted = new Map<Day, Decimal>();
    for (const { date, amount } of dated(all)) netted.set(date, (netted.get(date) ?? decimal(0)).plus(amount));
    const sums = [...netted].map(([date, amount]) => ({ date, amount }));
    const worth = (at: Decimal) =>
      sums.reduce(
        (total, { date, amount }) => total + amount.toNumber() * (1 + at.toNumber()) ** (-daysBetween('2020-01-01', date) / 365),
        0,
      );
    const scale = paid.abs().toNumber();
    expect(Math.abs(worth(rate)) / scale).toBeLessThan(1e-12);
    expect(Math.abs(worth(rate.plus('1e-6'))) / scale).toBeGreaterThan(1e-7);
    expect(roots).toHaveLength(1);
    expect(valueIn(irrInDoubles(...all)).rate).toBeCloseTo(rate.toNumber(), 12);
  });
});
