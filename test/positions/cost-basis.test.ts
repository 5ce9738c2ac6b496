import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, Decimal, sum } from '../../shared/figures/index.ts';
import { type CostBasis, costBasis, type CostBasisEvent, type CostBasisMethod } from '../../shared/positions/index.ts';
import { decimal, like, reasonIn, valueIn } from '../figures/reading.ts';
import { readBook, readReport } from './rp2-book.ts';

const METHODS = ['fifo', 'lifo', 'hifo', 'lofo', 'average'] as const;
type Row = readonly [string, CostBasisEvent['kind'], string | number, string | number, (string | number)?];
const eventOf = ([date, kind, quantity, price, fee]: Row): CostBasisEvent => {
  const event = { date, kind, quantity: decimal(quantity), price: decimal(price) };
  return fee === undefined ? event : { ...event, fee: decimal(fee) };
};
const book = (...rows: Row[]): CostBasisEvent[] => rows.map(eventOf);

describe('cost basis', () => {
  const example = book(
    ['2024-01-01', 'buy', 1, 100, 1],
    ['2024-02-01', 'buy', 1, 200],
    ['2024-03-01', 'income', '0.1', 150],
    ['2024-04-01', 'buy', 1, 120, '2.4'],
    ['2024-05-01', 'sell', '1.5', 180, '0.54'],
  );

  it.each<[CostBasisMethod, string, string]>([
    ['fifo', '201', '68.46'],
    ['lifo', '217.4', '52.06'],
    ['hifo', '263.96', '5.5'],
    ['lofo', '162.2', '107.26'],
    ['average', '212.1290322580645161', '57.3309677419354838709677'],
  ])('by %s costs %s and gains %s', (method, cost, gain) => {
    const { income, disposals, remaining } = valueIn(costBasis(method, example));
    expect(income.toFixed()).toBe('15');
    expect(disposals).toHaveLength(1);
    expect(disposals[0]!.proceeds.toFixed()).toBe('269.46');
    expect(like(cost, disposals[0]!.cost)).toBe(cost);
    expect(like(gain, disposals[0]!.gain)).toBe(gain);
    expect(remaining.quantity.toFixed()).toBe('1.6');
    expect(remaining.cost.plus(disposals[0]!.cost).toDecimalPlaces(50).toFixed()).toBe('438.4');
  });

  it('leaves in the average pool what the table says', () => {
    expect(like('226.2709677419354838709677', valueIn(costBasis('average', example)).remaining.cost)).toBe('226.2709677419354838709677');
  });

  it('is the pool of the tax manual: 150 for 126,000, of which 50 sold for 300,000', () => {
    const pool = book(['2024-01-01', 'buy', 100, 10], ['2024-02-01', 'buy', 50, 2500], ['2024-03-01', 'sell', 50, 6000]);
    const [sale] = valueIn(costBasis('average', pool)).disposals;
    expect([sale!.cost.toFixed(), sale!.gain.toFixed()]).toEqual(['42000', '258000']);
  });

  it('names what a disposal took of which lot', () => {
    const { lots } = valueIn(costBasis('hifo', example)).disposals[0]!;
    expect(lots.map(({ acquired, quantity, cost }) => [acquired, quantity.toFixed(), cost.toFixed()])).toEqual([
      ['2024-02-01', '1', '200'],
      ['2024-03-01', '0.1', '15'],
      ['2024-04-01', '0.4', '48.96'],
    ]);
  });

  it('takes of lots that cost the same the earlier one, and ranks with the fee in the cost', () => {
    const same = book(
      ['2024-01-01', 'buy', 1, 100],
      ['2024-01-02', 'buy', 2, 100],
      ['2024-01-03', 'buy', 1, 99, 2],
      ['2024-01-04', 'sell', 2, 100],
    );
    const taken = (method: CostBasisMethod) => valueIn(costBasis(method, same)).disposals[0]!.lots.map(({ acquired }) => acquired);
    expect(taken('hifo')).toEqual(['2024-01-03', '2024-01-01']);
    expect(taken('lofo')).toEqual(['2024-01-01', '2024-01-02']);
  });

  it('goes by date, and by the given order within one', () => {
    const shuffled = [example[4]!, example[2]!, example[0]!, example[3]!, example[1]!];
    expect(valueIn(costBasis('fifo', shuffled)).disposals[0]!.cost.toFixed()).toBe('201');
    const sameDay = book(['2024-01-01', 'buy', 1, 100], ['2024-01-01', 'sell', 1, 110]);
    expect(valueIn(costBasis('fifo', sameDay)).disposals[0]!.gain.toFixed()).toBe('10');
    expect(reasonIn(costBasis('fifo', [...sameDay].reverse()))).toBe('not-enough-held');
  });

  it('adds the fee of income to its cost but not to the income', () => {
    const { income, remaining } = valueIn(costBasis('fifo', book(['2024-01-01', 'income', 2, 50, 3])));
    expect([income.toFixed(), remaining.cost.toFixed()]).toEqual(['100', '103']);
  });

  it('may sell for nothing, or for less than the fee', () => {
    const gift = valueIn(costBasis('fifo', book(['2024-01-01', 'buy', 1, 10], ['2024-01-02', 'sell', 1, 0, 1])));
    expect([gift.disposals[0]!.proceeds.toFixed(), gift.disposals[0]!.gain.toFixed()]).toEqual(['-1', '-11']);
  });

  it('of nothing is nothing', () => {
    expect(valueIn(costBasis('average', []))).toMatchObject({
      disposals: [],
      income: decimal(0),
      remaining: { quantity: decimal(0), cost: decimal(0) },
    });
  });

  it.each<[string, readonly Row[]]>([
    ['not-enough-held', [['2024-01-01', 'sell', 1, 10]]],
    [
      'not-enough-held',
      [
        ['2024-01-01', 'buy', 1, 10],
        ['2024-01-02', 'sell', '1.000000000000000001', 10],
      ],
    ],
    [
      'not-enough-held',
      [
        ['2024-01-02', 'buy', 1, 10],
        ['2024-01-01', 'sell', 1, 10],
      ],
    ],
    ['quantity-not-positive', [['2024-01-01', 'buy', 0, 10]]],
    ['quantity-not-positive', [['2024-01-01', 'sell', -1, 10]]],
    ['negative-price', [['2024-01-01', 'buy', 1, -10]]],
    ['negative-fee', [['2024-01-01', 'buy', 1, 10, -1]]],
  ])('is unavailable, %s, for %j', (reason, rows) => {
    for (const method of METHODS) {
      const figure = costBasis(method, book(...rows));
      expect(reasonIn(figure)).toBe(reason);
      expect('unavailable' in figure && figure.unavailable.message).toContain(rows.at(-1)![0]);
    }
  });
});

/** The same rules in the plainest way: all lots in an array, sorted anew for every disposal. */
function plainCostBasis(method: CostBasisMethod, events: readonly CostBasisEvent[]): { gains: Decimal[]; left: Decimal } {
  let lots: { unit: Decimal; left: Decimal; place: number }[] = [];
  const gains: Decimal[] = [];
  for (const [place, { kind, quantity, price, fee = decimal(0) }] of events.entries()) {
    if (kind !== 'sell') {
      lots.push({ unit: price.plus(fee.dividedBy(quantity)), left: quantity, place });
      continue;
    }
    const held = sum(lots.map(({ left }) => left));
    const worth = sum(lots.map(({ left, unit }) => left.times(unit)));
    let [open, cost] = [quantity, decimal(0)];
    const orders = {
      fifo: () => lots.sort((a, b) => a.place - b.place),
      lifo: () => lots.sort((a, b) => b.place - a.place),
      hifo: () => lots.sort((a, b) => b.unit.comparedTo(a.unit) || a.place - b.place),
      lofo: () => lots.sort((a, b) => a.unit.comparedTo(b.unit) || a.place - b.place),
      average: () => (lots = [{ unit: worth.dividedBy(held), left: held, place }]),
    };
    orders[method]();
    for (const lot of lots) {
      const taken = Decimal.min(open, lot.left);
      cost = cost.plus(taken.times(lot.unit));
      open = open.minus(taken);
      lot.left = lot.left.minus(taken);
    }
    lots = lots.filter(({ left }) => left.greaterThan(0));
    gains.push(quantity.times(price).minus(fee).minus(cost));
  }
  return { gains, left: sum(lots.map(({ left, unit }) => left.times(unit))) };
}

describe('books of any kind', () => {
  const amount = fc.integer({ min: 1, max: 1_000_000 }).map((units) => decimal(units).dividedBy(1000));
  const step = fc.record({
    kind: fc.constantFrom('buy', 'income', 'sell'),
    share: fc.integer({ min: 1, max: 100 }),
    quantity: amount,
    price: amount,
    fee: amount,
  });
  /** A sale takes a share of what is held, so that no book sells more than it has. */
  const books = fc.array(step, { minLength: 1, maxLength: 40 }).map((steps) => {
    let held = decimal(0);
    return steps.flatMap(({ kind, share, quantity, price, fee }, index): CostBasisEvent[] => {
      const size = kind === 'sell' ? held.times(share).dividedBy(100) : quantity;
      if (size.isZero()) return [];
      held = kind === 'sell' ? held.minus(size) : held.plus(size);
      return [{ date: addDays('2024-01-01', index), kind, quantity: size, price, fee }];
    });
  });

  it('come out the same by the plainest method', () => {
    fc.assert(
      fc.property(books, fc.constantFrom(...METHODS), (events, method) => {
        const { disposals, remaining } = valueIn(costBasis(method, events));
        const plain = plainCostBasis(method, events);
        expect(disposals.map(({ gain }) => gain.toDecimalPlaces(30).toFixed())).toEqual(
          plain.gains.map((gain) => gain.toDecimalPlaces(30).toFixed()),
        );
        expect(remaining.cost.minus(plain.left).abs().toNumber()).toBeLessThan(1e-30);
      }),
    );
  });

  it('keep every unit and every cent: what was paid is what was disposed of and what is left', () => {
    fc.assert(
      fc.property(books, fc.constantFrom(...METHODS), (events, method) => {
        const { disposals, remaining, income } = valueIn(costBasis(method, events));
        const acquired = events.filter(({ kind }) => kind !== 'sell');
        const paid = sum(acquired.map(({ quantity, price, fee }) => quantity.times(price).plus(fee!)));
        const units = sum(acquired.map(({ quantity }) => quantity));
        expect(
          sum(disposals.map(({ cost }) => cost))
            .plus(remaining.cost)
            .minus(paid)
            .abs()
            .toNumber(),
        ).toBeLessThan(1e-40);
        expect(sum(disposals.map(({ quantity }) => quantity)).plus(remaining.quantity)).toEqual(units);
        expect(income.greaterThan(paid)).toBe(false);
        for (const { cost, quantity, lots } of disposals.filter(({ lots }) => lots.length > 0)) {
          expect(sum(lots.map((lot) => lot.cost))).toEqual(cost);
          expect(sum(lots.map((lot) => lot.quantity))).toEqual(quantity);
        }
      }),
    );
  });

  it('gain least at their first sale by HIFO and most by LOFO', () => {
    fc.assert(
      fc.property(books, (events) => {
        const gain = (method: CostBasisMethod) => valueIn(costBasis(method, events)).disposals[0]?.gain ?? decimal(0);
        for (const method of METHODS) {
          expect(gain('hifo').minus(gain(method)).greaterThan('1e-40')).toBe(false);
          expect(gain(method).minus(gain('lofo')).greaterThan('1e-40')).toBe(false);
        }
      }),
    );
  });
});

const RP2 = '../shared/data/yield/costbasis';
const BOOKS = ['crypto_example__BTC', 'crypto_example__ETH', 'test_data__B1', 'test_data__B2', 'test_data__B3', 'test_data__B4'];

describe.skipIf(!existsSync(RP2))('the books that RP2 reported on', () => {
  describe.each(['fifo', 'lifo', 'hifo', 'lofo'] as const)('by %s', (method) => {
    it.each(BOOKS)('%s: gains, cost and proceeds by year and kind, by part of a lot, and what is left', (name) => {
      const [source, asset] = name.split('__');
      const events = readBook(`${RP2}/input_csv/${name}.csv`);
      const report = readReport(`${RP2}/golden_csv/${source}_generic_${method}_rp2_full_report__${asset}_Tax.csv`);
      const basis = valueIn(costBasis(method, events));

      expect(report.parts.length > 0).toBe(asset !== 'ETH');

      const ours = yearsOf(events, basis);
      expect(ours.size).toBe(report.years.length);
      for (const { year, type, ...expected } of report.years) {
        const { gain, quantity, taxable, cost } = ours.get(`${year} ${type}`)!;
        expect([gain, quantity, taxable, cost].map(cents)).toEqual(
          [expected.gain, expected.quantity, expected.taxable, expected.cost].map(cents),
        );
      }
      expect(partsOf(events, basis)).toEqual(report.parts.map(({ quantity, gain }) => `${cents(quantity)} ${cents(gain)}`));
      expect(cents(basis.remaining.quantity)).toBe(cents(report.held));
      const acquired = events.filter(({ kind }) => kind !== 'sell');
      const paid = sum(basis.disposals.map(({ cost }) => cost)).plus(basis.remaining.cost);
      expect(cents(paid.dividedBy(sum(acquired.map(({ quantity }) => quantity))))).toBe(cents(report.averagePaid!));
    });
  });
});

/** RP2 computes its figures exactly and writes doubles: eight decimal places, a million times finer than a cent, are the same in both. */
const cents = (value: Decimal) => value.toDecimalPlaces(8).toFixed();

/** Taxable events by year and kind, as the reports sum them: income at its value, disposals less their cost. */
function yearsOf(events: ReturnType<typeof readBook>, { disposals }: CostBasis) {
  const years = new Map<string, { gain: Decimal; quantity: Decimal; taxable: Decimal; cost: Decimal }>();
  const add = (key: string, gain: Decimal, quantity: Decimal, taxable: Decimal, cost: Decimal) => {
    const before = years.get(key) ?? { gain: decimal(0), quantity: decimal(0), taxable: decimal(0), cost: decimal(0) };
    years.set(key, {
      gain: before.gain.plus(gain),
      quantity: before.quantity.plus(quantity),
      taxable: before.taxable.plus(taxable),
      cost: before.cost.plus(cost),
    });
  };
  const sales = events.filter(({ kind }) => kind === 'sell');
  for (const [index, { date, quantity, proceeds, cost, gain }] of disposals.entries()) {
    add(`${date.slice(0, 4)} ${sales[index]!.type}`, gain, quantity, proceeds, cost);
  }
  for (const { date, type, quantity, price } of events.filter(({ kind }) => kind === 'income')) {
    add(`${date.slice(0, 4)} ${type}`, quantity.times(price), quantity, quantity.times(price), decimal(0));
  }
  return years;
}

/** Each part of a lot that a disposal took, with its share of the proceeds less its cost, and each income, in order of time. */
function partsOf(events: ReturnType<typeof readBook>, { disposals }: CostBasis): string[] {
  const waiting = [...disposals];
  return events
    .filter(({ kind }) => kind !== 'buy')
    .flatMap(({ kind, quantity, price }) => {
      if (kind === 'income') return [`${cents(quantity)} ${cents(quantity.times(price))}`];
      const disposal = waiting.shift()!;
      return disposal.lots.map((lot) => {
        const gain = disposal.proceeds.times(lot.quantity).dividedBy(disposal.quantity).minus(lot.cost);
        return `${cents(lot.quantity)} ${cents(gain)}`;
      });
    });
}
