import type { Day, Decimal, Figure, Origin, Unavailability } from '../figures/index.ts';
import { isKnown, unavailable } from '../figures/index.ts';
import { type Price, PRICE_PLACES, priceFrom } from './fixed-point.ts';
import type { StakedToken } from './terms.ts';

/** A price or a rate as it was observed: what, when, and in which row of which dataset. */
export interface Quote {
  readonly value: Decimal;
  /** Day of the observation; earlier than the day asked for where the series has a gap within the asset's tolerance. */
  readonly observed: Day;
  readonly origin: Origin;
}

/**
 * What the market knew, as positions need it. A figure older than its asset's tolerance is unavailable, with the reason; one within
 * it says on which day it was observed. The trail tells how a price was put together where it was not observed as such.
 */
export interface PriceBook {
  /** Currency per unit of the asset, at the end of the day. Either may be any asset code; one in itself is 1. */
  price(asset: string, currency: string, day: Day): Figure<Quote>;
  /** Units of the underlying that one unit of a reward-bearing token stands for, at the end of the day. */
  rate(token: string, underlying: string, day: Day): Figure<Quote>;
  /** Days after `after` up to and including `through` on which that rate was observed, in order. */
  rateDays(token: string, underlying: string, after: Day, through: Day): readonly Day[];
}

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

/** A price book that knows nothing but that one unit of an asset is one unit of itself. */
export const NO_PRICES: PriceBook = {
  price: (asset, currency, day) => unavailable('price-missing', `No price of ${asset} in ${currency} on ${day}: import or enter one.`),
  rate: (token, underlying, day) => unavailable('rate-missing', `No rate of ${token} in ${underlying} on ${day}: import its series.`),
  rateDays: () => [],
};

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
