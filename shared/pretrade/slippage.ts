import { Decimal, decimalText, type Figure, figureText, known, trailStep, unavailable, ZERO } from '../figures/index.ts';
import type { OrderBook } from './order-book.ts';

export interface Fill {
  /** Base units that were filled, and what they cost or brought in quote. */
  readonly filled: Decimal;
  readonly value: Decimal;
  /** Average price: value divided by filled. */
  readonly vwap: Decimal;
  /** The price of the last level that was touched. */
  readonly worst: Decimal;
  readonly levels: number;
  /** How much worse than the best price and than the middle, in basis points; positive is a cost. */
  readonly bpsVsBest: Decimal;
  /** Absent where the other side of the book is empty. */
  readonly bpsVsMid?: Decimal;
}

/** What is wanted: base units, or a budget in quote (of an inverse contract: face value). */
export type Budget = { readonly base: Decimal } | { readonly quote: Decimal };

/**
 * What a market order would get: the book's levels are taken from the best on until the quantity or the budget is used. A buy walks the asks, a
 * sale the bids. Leaves out hidden orders, latency, and that others move.
 *
 * Unavailable: `not-positive`; `not-enough-depth` with `{filled, short}` in the unit of the budget, since what lies beyond the last level is not known.
 */
export function walkBook(book: OrderBook, side: 'buy' | 'sell', budget: Budget): Figure<Fill> {
  const of = 'base' in budget ? 'base' : 'quote';
  const wanted = 'base' in budget ? budget.base : budget.quote;
  if (!wanted.greaterThan(0)) return unavailable('not-positive', `The ${of} amount of an order must be above zero.`);
  const levels = side === 'buy' ? book.asks : book.bids;
  const best = levels.price();
  const whole = levels.wholeLevels(wanted, of);
  const taken = levels.upTo(whole);
  const rest = wanted.minus(taken[of]);
  const next = rest.isZero() ? null : levels.price(whole);
  if (!best || (!rest.isZero() && !next)) return notEnough(side, of, taken[of], rest);

  const restBase = next ? (of === 'base' ? rest : rest.dividedBy(next)) : ZERO;
  const filled = taken.base.plus(restBase);
  const value = taken.quote.plus(next ? (of === 'quote' ? rest : rest.times(next)) : ZERO);
  const vwap = value.dividedBy(filled);
  const worst = next ?? levels.price(whole - 1) ?? best;
  const mid = book.mid;
  const fill: Fill = {
    filled,
    value,
    vwap,
    worst,
    levels: whole + (next ? 1 : 0),
    bpsVsBest: basisPoints(vwap, best, side),
    ...(mid && { bpsVsMid: basisPoints(vwap, mid, side) }),
  };
  const inputs = { side, [of]: wanted, best, ...(mid && { mid }), levels: fill.levels };
  return known(fill, [trailStep(SLIPPAGE, inputs, figureText(vwap))]);
}

function basisPoints(price: Decimal, reference: Decimal, side: 'buy' | 'sell'): Decimal {
  const difference = side === 'buy' ? price.minus(reference) : reference.minus(price);
  return difference.dividedBy(reference).times(10_000);
}

function notEnough(side: 'buy' | 'sell', of: 'base' | 'quote', filled: Decimal, short: Decimal) {
  const where = side === 'buy' ? 'asks' : 'bids';
  return unavailable(
    'not-enough-depth',
    `The ${where} of this book fill ${decimalText(filled)} ${of} only; ${decimalText(short)} are short. Take a smaller size, or a deeper snapshot.`,
    { filled: decimalText(filled), short: decimalText(short) },
  );
}

const SLIPPAGE = {
  figure: 'average price',
  formula: 'Σ price · amount / Σ amount over the levels taken',
  source: 'the saved order book',
  unit: 'quote for one base unit',
};
