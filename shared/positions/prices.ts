import { type Day, type Figure, isKnown, type Unavailability } from '../figures/index.ts';
import type { PriceBook, Quote } from '../market/index.ts';
import { type Price, PRICE_PLACES, priceFrom } from './fixed-point.ts';
import type { StakedToken } from './terms.ts';

/**
 * Prices in one currency, each looked up once per asset and day however many activities need it. Shared by all positions of one run.
 */
export class DailyPrices {
  readonly book: PriceBook;
  readonly currency: string;
  readonly #prices = new Map<string, Map<Day, Known | Unavailability>>();
  readonly #rates = new Map<string, Map<Day, Known | Unavailability>>();

  constructor(book: PriceBook, currency: string) {
    this.book = book;
    this.currency = currency;
  }

  /** Units of 10^-20 of the currency; `null` where it is unavailable, as {@link whyNoPrice} says. */
  price(asset: string, day: Day): Price | null {
    const entry = this.#priced(asset, day);
    return 'price' in entry ? entry.price : null;
  }

  whyNoPrice(asset: string, day: Day): Unavailability {
    const entry = this.#priced(asset, day);
    return 'price' in entry ? PRICED : entry;
  }

  quote(asset: string, day: Day): Figure<Quote> {
    return this.book.price(asset, this.currency, day);
  }

  /** Units of 10^-20 of the underlying that one unit of the token stands for; a rebasing token always stands for one. */
  rate(token: StakedToken, day: Day): Price | null {
    if (token.mode === 'rebasing') return PRICE_UNIT;
    const entry = this.#rated(token, day);
    return 'price' in entry ? entry.price : null;
  }

  whyNoRate(token: StakedToken, day: Day): Unavailability {
    const entry = this.#rated(token, day);
    return 'price' in entry ? PRICED : entry;
  }

  /** Days on which the rate of a reward-bearing token was observed. */
  rateDays(token: StakedToken, after: Day, through: Day): readonly Day[] {
    return token.mode === 'rebasing' ? [] : this.book.rateDays(token.token, token.underlying, after, through);
  }

  #priced(asset: string, day: Day): Known | Unavailability {
    return lookUp(this.#prices, asset, day, () => this.book.price(asset, this.currency, day));
  }

  #rated(token: StakedToken, day: Day): Known | Unavailability {
    return lookUp(this.#rates, token.token, day, () => this.book.rate(token.token, token.underlying, day));
  }
}

/** The price or rate that stands for exactly one. */
export const PRICE_UNIT: Price = 10n ** BigInt(PRICE_PLACES);

interface Known {
  readonly price: Price;
}

const PRICED: Unavailability = { reason: 'priced', message: 'The price is known.' };

function lookUp(
  cache: Map<string, Map<Day, Known | Unavailability>>,
  asset: string,
  day: Day,
  ask: () => Figure<Quote>,
): Known | Unavailability {
  let days = cache.get(asset);
  if (!days) {
    days = new Map();
    cache.set(asset, days);
  }
  let entry = days.get(day);
  if (entry === undefined) {
    const figure = ask();
    entry = isKnown(figure) ? { price: priceFrom(figure.ok.value) } : figure.unavailable;
    days.set(day, entry);
  }
  return entry;
}
