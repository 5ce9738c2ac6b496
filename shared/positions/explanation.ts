import { type Day, decimalText, isKnown, type Trail, type TrailInput } from '../figures/index.ts';
import { type Subject, subjectWords } from './components.ts';
import { type Money, moneyDecimal, type Price, priceDecimal, priceFrom, type Quantity, quantityDecimal } from './fixed-point.ts';
import type { Holdings } from './holdings.ts';
import type { Bucket, Entry } from './postings.ts';
import type { DailyPrices } from './prices.ts';
import { driftOf, isMoney, pooledQuantities, tokenPrice } from './valuation.ts';

/** How many amounts an explanation lists one by one; what is beyond is told as one sum, so that years of daily rewards stay readable. */
const MOST_AMOUNTS = 500;

const HELD = 'all that happened until then';

/** Collects the inputs of one subject while it is summed up. */
export class Explanation {
  readonly subject: Subject;
  readonly #prices: DailyPrices;
  readonly #inputs: TrailInput[] = [];
  readonly #pooled: { readonly asset: string; readonly quantity: Quantity; readonly entry: Entry | null }[] = [];
  #amounts = 0;
  #rest = 0n;

  constructor(subject: Subject, prices: DailyPrices) {
    this.subject = subject;
    this.#prices = prices;
  }

  add(
    subject: Subject,
    quantity: Quantity,
    asset: string,
    price: Price,
    day: Day,
    entry: Entry | null,
    name?: string,
    whence = 'rate of the token',
  ): void {
    if (subject !== this.subject || quantity === 0n) return;
    this.#amounts += 1;
    if (this.#amounts > MOST_AMOUNTS) {
      this.#rest += quantity * price;
      return;
    }
    this.#inputs.push({
      name: name ?? entry?.activity.kind ?? 'growth of the rate',
      value: decimalText(quantityDecimal(quantity)),
      unit: asset,
      origin: entry?.origin ?? { kind: 'step', figure: whence },
      asOf: day,
    });
    this.#inputs.push(this.#priceInput(asset, price, day));
  }

  /** What the parts of a position held on a day, with the price of that day: with `-1n`, as what has to be taken off. */
  held(holdings: Holdings, day: Day, name: string, sign: 1n | -1n): void {
    for (const bucket of holdings.buckets) {
      const price = this.#prices.price(bucket.asset, day);
      if (price !== null) this.add(driftOf(bucket), sign * bucket.quantity, bucket.asset, price, day, null, name, HELD);
    }
  }

  /**
   * What the difference between value and holdings consists of on a day: a pool's assets against what was put in, a staked token against
   * what it stands for. With `-1n`, as what has to be taken off.
   */
  difference(holdings: Holdings, day: Day, when: string, sign: 1n | -1n): void {
    if (this.subject === 'divergence') this.#divergence(holdings, day, when, sign);
    if (this.subject === 'peg') this.#peg(holdings, day, when, sign);
  }

  /** What entered a pool or left it by the record: what its holdings are compared with, entry by entry. */
  booked(bucket: Bucket, quantity: Quantity, entry: Entry | null): void {
    if (this.subject === 'divergence' && bucket.place === 'holding') this.#pooled.push({ asset: bucket.asset, quantity, entry });
  }

  /** An amount that is no quantity at a price: a sum, a rate, an index. */
  note(subject: Subject, input: TrailInput): void {
    if (subject === this.subject) this.#inputs.push(input);
  }

  trail(value: Money): Trail {
    const { name, formula } = subjectWords(this.subject);
    const inputs = [...this.#inputs];
    if (this.#amounts > MOST_AMOUNTS) {
      inputs.push({
        name: `${this.#amounts - MOST_AMOUNTS} further amounts, together`,
        value: decimalText(moneyDecimal(this.#rest)),
        unit: this.#prices.currency,
        origin: { kind: 'step', figure: name },
      });
    }
    return [{ figure: name, formula, inputs, value: decimalText(moneyDecimal(value)), unit: this.#prices.currency }];
  }

  #divergence(holdings: Holdings, day: Day, when: string, sign: 1n | -1n): void {
    for (const { asset, quantity } of pooledQuantities(holdings, day, this.#prices)) {
      this.#at(sign * quantity, asset, day, `held in the pool ${when}`, 'liquidity and prices of the day');
    }
    for (const { asset, quantity, entry } of this.#pooled) {
      if (holdings.pool?.assets.includes(asset)) this.#at(-sign * quantity, asset, day, entry?.activity.kind ?? when, HELD, entry);
    }
  }

  #peg(holdings: Holdings, day: Day, when: string, sign: 1n | -1n): void {
    for (const token of holdings.staked) {
      const price = tokenPrice(token, day, this.#prices);
      const tokens = sign * holdings.tokensOf(token);
      if (isMoney(price)) this.add('peg', tokens, token.token, price, day, null, `held ${when}`, HELD);
      const units = -sign * holdings.held(token.underlying, token);
      this.#at(units, token.underlying, day, `what it stands for, ${when}`, 'tokens held and their rate');
    }
  }

  #at(quantity: Quantity, asset: string, day: Day, name: string, whence: string, entry: Entry | null = null): void {
    const price = this.#prices.price(asset, day);
    if (price !== null) this.add(this.subject, quantity, asset, price, day, entry, name, whence);
  }

  #priceInput(asset: string, price: Price, day: Day): TrailInput {
    const quote = this.#prices.quote(asset, day);
    const observed = isKnown(quote) && priceFrom(quote.ok.value) === price ? quote.ok : null;
    const because = isKnown(quote)
      ? 'valued at what it stands for, its rate times the price of its underlying'
      : 'what the source of the activity said it was worth; the market has no price of that day';
    return {
      name: `price of ${asset}`,
      value: decimalText(observed ? observed.value : priceDecimal(price)),
      unit: this.#prices.currency,
      origin: observed?.origin ?? { kind: 'assumed', because },
      asOf: observed?.observed ?? day,
    };
  }
}
