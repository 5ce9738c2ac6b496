import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal, type Figure, isKnown, ZERO } from '../../shared/figures/index.ts';
import { type DepthSnapshot, depthCard, type Level, orderBook, walkBook } from '../../shared/pretrade/index.ts';

/** What a check of a property answers when it held; else it names what broke it. */
const HOLDS = { failed: false, counterexample: null };
const d = (value: string | number | Decimal) => new Decimal(value);
const ASKS: Level[] = [
  ['50000', '0.8'],
  ['50005', '1.2'],
  ['50020', '3'],
  ['50100', '10'],
];
const BOOK = { bids: [['49995', '1.5']] as Level[], asks: ASKS, unit: 'base' as const };

function ok<T>(figure: Figure<T>): T {
  if (!isKnown(figure)) throw new Error(`${figure.unavailable.reason}: ${figure.unavailable.message}`);
  return figure.ok;
}
const walk = (book: Pick<DepthSnapshot, 'bids' | 'asks' | 'unit'>, side: 'buy' | 'sell', budget: { base: Decimal } | { quote: Decimal }) =>
  walkBook(ok(orderBook(book)), side, budget);

/** Books of up to thirty levels a side around a middle, prices in cents and amounts in thousandths. */
const step = fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 50_000 }));
const levels = (side: 'bids' | 'asks') =>
  fc.array(step, { minLength: 1, maxLength: 30 }).map((steps): Level[] => {
    let price = side === 'asks' ? 5_000_001 : 5_000_000;
    return steps.map(([gap, amount]) => {
      price += side === 'asks' ? gap : -gap;
      return [d(price).dividedBy(100).toFixed(), d(amount).dividedBy(1000).toFixed()];
    });
  });
const book = fc.record({ bids: levels('bids'), asks: levels('asks'), unit: fc.constantFrom('base' as const, 'quote' as const) });
const side = fc.constantFrom('buy' as const, 'sell' as const);

/** The plainest walk: level by level in decimals. */
function plainWalk(
  { bids, asks, unit }: { bids: Level[]; asks: Level[]; unit: 'base' | 'quote' },
  direction: 'buy' | 'sell',
  wanted: Decimal,
  of: 'base' | 'quote',
) {
  let [left, base, quote] = [wanted, ZERO, ZERO];
  for (const [priceText, amountText] of direction === 'buy' ? asks : bids) {
    const price = d(priceText);
    const held =
      unit === 'base'
        ? { base: d(amountText), quote: price.times(amountText) }
        : { base: d(amountText).dividedBy(price), quote: d(amountText) };
    const taken = Decimal.min(left, held[of]);
    base = base.plus(of === 'base' ? taken : taken.dividedBy(price));
    quote = quote.plus(of === 'quote' ? taken : taken.times(price));
    left = left.minus(taken);
    if (left.isZero()) break;
  }
  return { base, quote, left };
}

describe('walking a book', () => {
  it('the published case: four coins, against best and middle', () => {
    const fill = ok(walk(BOOK, 'buy', { base: d(4) }));
    expect(fill.vwap.toFixed()).toBe('50011.5');
    expect(fill.worst.toFixed()).toBe('50020');
    expect(fill.bpsVsBest.toFixed()).toBe('2.3');
    expect(fill.bpsVsMid?.toFixed(4)).toBe('2.8001');
  });

  it('the published case: a budget of 200,000', () => {
    const fill = ok(walk(BOOK, 'buy', { quote: d(200_000) }));
    expect(fill.filled.toFixed(8)).toBe('3.99908037');
    expect(fill.vwap.toFixed(3)).toBe('50011.498');
    expect(fill.value.toFixed()).toBe('200000');
  });

  it('the published case: twenty coins are more than there are, which is a failure and no price', () => {
    const fill = walk(BOOK, 'buy', { base: d(20) });
    expect(fill).toMatchObject({ unavailable: { reason: 'not-enough-depth', details: { filled: '15', short: '5' } } });
  });

  it('the whole side, to the last crumb', () => {
    const fill = ok(walk(BOOK, 'buy', { base: d(15) }));
    expect([fill.levels, fill.worst.toFixed(), fill.vwap.toFixed(4)]).toEqual([4, '50100', '50071.0667']);
  });

  it('agrees with the plainest walk, level by level', () => {
    expect(
      fc.check(
        fc.property(
          book,
          side,
          fc.constantFrom('base' as const, 'quote' as const),
          fc.integer({ min: 1, max: 2_000_000 }),
          (made, direction, of, size) => {
            const wanted = d(size).dividedBy(of === 'base' ? 1000 : 10);
            const plain = plainWalk(made, direction, wanted, of);
            const fill = walk(made, direction, of === 'base' ? { base: wanted } : { quote: wanted });
            if (!isKnown(fill)) return fill.unavailable.reason === 'not-enough-depth' && plain.left.greaterThan(0);
            return (
              plain.left.lessThan('1e-30') &&
              fill.ok.filled.minus(plain.base).abs().lessThan('1e-30') &&
              fill.ok.value.minus(plain.quote).abs().lessThan('1e-30')
            );
          },
        ),
        { numRuns: 400 },
      ),
    ).toMatchObject(HOLDS);
  });

  it('a quantity, and then what it cost as a budget, come round', () => {
    expect(
      fc.check(
        fc.property(book, side, fc.integer({ min: 1, max: 1_000_000 }), (made, direction, size) => {
          const first = walk(made, direction, { base: d(size).dividedBy(1000) });
          if (!isKnown(first)) return true;
          const again = walk(made, direction, { quote: first.ok.value });
          // Of an inverse book base amounts are quotients, and the whole side may fall short in the fortieth place.
          if (!isKnown(again)) return d(String(again.unavailable.details?.['short'])).lessThan('1e-30');
          return again.ok.filled.minus(first.ok.filled).abs().lessThan('1e-30') && again.ok.worst.equals(first.ok.worst);
        }),
        { numRuns: 400 },
      ),
    ).toMatchObject(HOLDS);
  });

  it('more never costs less for one', () => {
    expect(
      fc.check(
        fc.property(
          book,
          side,
          fc.integer({ min: 1, max: 500_000 }),
          fc.integer({ min: 1, max: 500_000 }),
          (made, direction, size, more) => {
            const small = walk(made, direction, { base: d(size).dividedBy(1000) });
            const large = walk(made, direction, { base: d(size + more).dividedBy(1000) });
            if (!isKnown(small) || !isKnown(large)) return true;
            return large.ok.bpsVsBest.plus('1e-30').greaterThanOrEqualTo(small.ok.bpsVsBest) && !small.ok.bpsVsBest.isNegative();
          },
        ),
      ),
    ).toMatchObject(HOLDS);
  });

  it.each(['0', '-1'])('a size of %s', (size) => {
    expect(walk(BOOK, 'buy', { base: d(size) })).toMatchObject({ unavailable: { reason: 'not-positive' } });
  });

  it('an empty side', () => {
    expect(walk({ ...BOOK, bids: [] }, 'sell', { base: d(1) })).toMatchObject({
      unavailable: { reason: 'not-enough-depth', details: { filled: '0', short: '1' } },
    });
    expect(ok(walk({ ...BOOK, bids: [] }, 'buy', { base: d(1) })).bpsVsMid).toBeUndefined();
  });
});

describe('books that no one can walk', () => {
  it.each([
    ['book-crossed', { ...BOOK, bids: [['50000', '1']] as Level[] }],
    ['book-unsorted', { ...BOOK, asks: [...ASKS].toReversed() }],
    ['not-positive', { ...BOOK, asks: [['50000', '0']] as Level[] }],
    ['not-positive', { ...BOOK, asks: [['50000', '-3']] as Level[] }],
    ['not-positive', { ...BOOK, unit: 'quote' as const, bids: [['0', '5']] as Level[] }],
  ])('%s', (reason, bad) => {
    expect(orderBook(bad)).toMatchObject({ unavailable: { reason } });
    expect(depthCard(bad)).toMatchObject({ unavailable: { reason } });
  });

  it('numbers in any notation', () => {
    const fill = ok(walk({ ...BOOK, asks: [['5.00e4', '+1e-3']] }, 'buy', { base: d('0.001') }));
    expect(fill.vwap.toFixed()).toBe('50000');
  });
});

describe('the card of a snapshot', () => {
  it('sums to 10, 25 and 50 basis points of the middle, and says where the book ends', () => {
    const card = ok(depthCard(BOOK));
    expect(card.spreadBps?.toFixed(4)).toBe('1.0001');
    expect(card.within.map(({ bps, asks }) => [bps, asks.base.toFixed(), asks.quote.toFixed(), asks.reached])).toEqual([
      [10, '5', '250066', true],
      [25, '15', '751066', false],
      [50, '15', '751066', false],
    ]);
  });

  it('sums what a filter over the levels sums', () => {
    fc.assert(
      fc.property(book, (made) => {
        const card = ok(depthCard(made));
        for (const { bps, bids, asks } of card.within) {
          for (const [name, sums] of [['bids', bids] as const, ['asks', asks] as const]) {
            const bound = card.mid!.times(name === 'asks' ? 1 + bps / 10_000 : 1 - bps / 10_000);
            const inside = made[name].filter(([price]) =>
              name === 'asks' ? bound.greaterThanOrEqualTo(price) : bound.lessThanOrEqualTo(price),
            );
            const total = inside.reduce((all, [price, amount]) => all.plus(made.unit === 'base' ? d(price).times(amount) : amount), ZERO);
            expect(sums.quote.toFixed()).toBe(total.toFixed());
            expect(sums.reached).toBe(inside.length < made[name].length);
          }
        }
      }),
    );
  });

  it('a level just at the distance counts', () => {
    const even = {
      bids: [
        ['99.95', '1'],
        ['99.9', '2'],
      ] as Level[],
      asks: [
        ['100.05', '1'],
        ['100.1', '2'],
        ['100.11', '4'],
      ] as Level[],
      unit: 'base' as const,
    };
    expect(ok(depthCard(even)).within[0]).toMatchObject({
      bps: 10,
      bids: { base: d(3), reached: false },
      asks: { base: d(3), reached: true },
    });
  });

  it('a side without levels leaves no middle', () => {
    expect(ok(depthCard({ ...BOOK, asks: [] }))).toMatchObject({ mid: null, spreadBps: null, within: [] });
  });
});
