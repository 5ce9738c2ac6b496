import { Decimal, decimalText, type Figure, known, unavailable } from '../figures/index.ts';
import type { DepthSnapshot, Level } from './reference.ts';

/**
 * A snapshot made ready for any number of walks: read once, so that a walk costs a search and not a parse.
 * Unavailable: `not-positive` (a price or an amount), `book-unsorted`, `book-crossed`; each names side and level.
 */
export function orderBook({ bids, asks, unit }: Pick<DepthSnapshot, 'bids' | 'asks' | 'unit'>): Figure<OrderBook> {
  const sides = { bids: parsed(bids), asks: parsed(asks) };
  for (const side of ['bids', 'asks'] as const) {
    const { prices, amounts } = sides[side];
    for (const [place, price] of prices.digits.entries()) {
      if (price <= 0n || amounts.digits[place]! <= 0n)
        return unavailable('not-positive', `Level ${place + 1} of the ${side} has a price or an amount that is not above zero.`);
      const better = prices.digits[place - 1];
      if (better !== undefined && (side === 'asks' ? price < better : price > better))
        return unavailable('book-unsorted', `Level ${place + 1} of the ${side} is better than the one before it; levels come best first.`);
    }
  }
  const book = new OrderBook(new BookSide(sides.bids, unit), new BookSide(sides.asks, unit));
  const [bid, ask] = [book.bids.price(), book.asks.price()];
  if (bid && ask && bid.greaterThanOrEqualTo(ask))
    return unavailable(
      'book-crossed',
      `The best bid ${decimalText(bid)} is not below the best ask ${decimalText(ask)}: no such book stands.`,
    );
  return known(book);
}

/** Both sides of a snapshot, ready to be walked. */
export class OrderBook {
  readonly bids: BookSide;
  readonly asks: BookSide;

  constructor(bids: BookSide, asks: BookSide) {
    this.bids = bids;
    this.asks = asks;
  }

  /** The middle between best bid and best ask; `null` where a side is empty. */
  get mid(): Decimal | null {
    const [bid, ask] = [this.bids.price(), this.asks.price()];
    return bid && ask ? bid.plus(ask).dividedBy(2) : null;
  }
}

/**
 * One side of a book. Base and quote of all levels up to each are summed as integers of fixed scales: how far a size reaches is found among them by
 * halving, and the sums are exact (where amounts are face values in quote, base amounts are quotients, kept to {@link QUOTIENT_PLACES} places).
 */
export class BookSide {
  readonly levels: number;
  readonly #places: { readonly price: number; readonly base: number; readonly quote: number };
  readonly #prices: readonly bigint[];
  /** Sums up to and with each level; the first entry is 0. */
  readonly #base: bigint[] = [0n];
  readonly #quote: bigint[] = [0n];

  constructor({ prices, amounts }: Parsed, unit: DepthSnapshot['unit']) {
    this.levels = prices.digits.length;
    this.#prices = prices.digits;
    const quotient = Math.max(QUOTIENT_PLACES, amounts.places);
    this.#places =
      unit === 'base'
        ? { price: prices.places, base: amounts.places, quote: amounts.places + prices.places }
        : { price: prices.places, base: quotient, quote: amounts.places };
    const toBase = 10n ** BigInt(quotient + prices.places - amounts.places);
    let [base, quote] = [0n, 0n];
    for (const [place, price] of prices.digits.entries()) {
      const amount = amounts.digits[place]!;
      base += unit === 'base' ? amount : (amount * toBase) / price;
      quote += unit === 'base' ? amount * price : amount;
      this.#base.push(base);
      this.#quote.push(quote);
    }
  }

  /** The price of a level, counted from 0; of the best one if none is named. `null` where there is no such level. */
  price(level = 0): Decimal | null {
    const own = this.#prices[level];
    return own === undefined ? null : decimalOf(own, this.#places.price);
  }

  /** Base and quote of the best `count` levels together. */
  upTo(count: number): { readonly base: Decimal; readonly quote: Decimal } {
    return { base: decimalOf(this.#base[count]!, this.#places.base), quote: decimalOf(this.#quote[count]!, this.#places.quote) };
  }

  /** How many whole levels fit into a budget of base or quote. */
  wholeLevels(budget: Decimal, of: 'base' | 'quote'): number {
    const sums = of === 'base' ? this.#base : this.#quote;
    const most = BigInt(budget.times(new Decimal(10).pow(this.#places[of])).floor().toFixed());
    return lastWhere(this.levels, (count) => sums[count]! <= most);
  }

  /** How many levels have a price within a bound: at most for asks, at least for bids. */
  levelsWithin(bound: Decimal, side: 'bids' | 'asks'): number {
    const exact = bound.times(new Decimal(10).pow(this.#places.price));
    const limit = BigInt((side === 'asks' ? exact.floor() : exact.ceil()).toFixed());
    return lastWhere(this.levels, (count) => (side === 'asks' ? this.#prices[count - 1]! <= limit : this.#prices[count - 1]! >= limit));
  }
}

/** Prices and amounts of one side as integers, each list at a scale of its own. */
interface Parsed {
  readonly prices: ScaledList;
  readonly amounts: ScaledList;
}
/** Numbers as integers times 10^−places; sums and products of such are exact. */
interface ScaledList {
  readonly digits: readonly bigint[];
  readonly places: number;
}

function parsed(levels: readonly Level[]): Parsed {
  return { prices: scaledList(levels.map(([price]) => price)), amounts: scaledList(levels.map(([, amount]) => amount)) };
}

function scaledList(texts: readonly string[]): ScaledList {
  const plain = texts.map((text) => (PLAIN.test(text) ? text : decimalText(new Decimal(text))));
  const pointAt = plain.map((text) => (text.includes('.') ? text.length - text.indexOf('.') - 1 : 0));
  const places = pointAt.reduce((most, own) => Math.max(most, own), 0);
  return { digits: plain.map((text, place) => BigInt(text.replace('.', '') + '0'.repeat(places - pointAt[place]!))), places };
}

/** The largest count from 0 to `most` for which something holds that holds for all smaller ones. */
function lastWhere(most: number, holds: (count: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function decimalOf(digits: bigint, places: number): Decimal {
  return new Decimal(`${digits}e-${places}`);
}

/** Base amounts of inverse levels are quotients; forty places of a coin are thirty-two more than a satoshi has. */
const QUOTIENT_PLACES = 40;
const PLAIN = /^\d+(?:\.\d+)?$/;
