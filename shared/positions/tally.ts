import { type Day, Decimal, type Unavailability } from '../figures/index.ts';
import type { Component, Subject } from './components.ts';
import type { DatedMoney } from './deflation.ts';
import { type Money, type Price, priceFrom, type Quantity, quantityOf } from './fixed-point.ts';
import type { Explanation } from './explanation.ts';
import type { Bucket, Conclusion, Effect, Entry, Postings } from './postings.ts';
import type { DailyPrices } from './prices.ts';
import type { TaxLots } from './tax.ts';
import type { StakedToken } from './terms.ts';
import { driftOf, tokenPrice, type Worth } from './valuation.ts';

/**
 * Values what {@link Holdings} posts at the prices of the day, and keeps per component a sum or the first reason why there is none.
 * Every posting costs one price, cached per asset and day, and one multiplication.
 */
export class Tally implements Postings {
  readonly sums = new Map<Component, Money>();
  readonly lacking = new Map<Subject, Unavailability>();
  readonly conclusions: Conclusion[] = [];
  /** Flows in (positive) and out of the position, netted per day, in order. */
  readonly flows: DatedMoney[] = [];
  /** The part of those flows that came from or went to another position of the same owner. */
  readonly transfers: DatedMoney[] = [];
  /** Income that somebody received, at receipt. */
  taxable: Money = 0n;
  /** Set while the window is open; what was posted before it only moves quantities. */
  isOpen = false;
  readonly #prices: DailyPrices;
  readonly #staked: readonly StakedToken[];
  readonly #booked = new Map<Bucket, Worth>();
  readonly #explanation: Explanation | null;
  readonly #lots: TaxLots | null;
  #entry: Entry | null = null;
  #day: Day = '';

  constructor(prices: DailyPrices, staked: readonly StakedToken[], explanation: Explanation | null = null, lots: TaxLots | null = null) {
    this.#prices = prices;
    this.#staked = staked;
    this.#explanation = explanation;
    this.#lots = lots;
  }

  /** What follows was posted by this activity (or by the growth of a rate, where there is none) on this day. */
  begin(day: Day, entry: Entry | null): void {
    this.#day = day;
    this.#entry = entry;
    this.#lots?.begin(day, entry?.activity.kind ?? null);
  }

  moved(effect: Effect, asset: string, quantity: Quantity, receipt: boolean): void {
    if (!this.isOpen || quantity === 0n) return;
    const isFlow = effect === 'flow' || effect === 'transfer';
    const price = this.#priceOf(asset);
    if (typeof price !== 'bigint') return this.lack(isFlow ? 'flows' : effect, price);
    const amount = quantity * price;
    if (isFlow) {
      addOn(this.flows, this.#day, amount);
      if (effect === 'transfer') addOn(this.transfers, this.#day, amount);
    } else {
      this.add(effect, amount);
      if (receipt && (effect === 'rewards' || effect === 'pool-fees' || effect === 'incentives')) this.taxable += amount;
    }
    this.#explanation?.add(isFlow ? 'flows' : effect, quantity, asset, price, this.#day, this.#entry);
  }

  booked(bucket: Bucket, quantity: Quantity): void {
    this.#explanation?.booked(bucket, quantity, this.#entry);
    if (quantity === 0n || (!this.isOpen && !this.#lots)) return;
    const price = this.#priceOf(bucket.asset);
    if (bucket.place !== 'debt') this.#lots?.change(bucket.asset, quantity, price);
    if (!this.isOpen) return;
    const before = this.#booked.get(bucket) ?? 0n;
    if (typeof before === 'bigint') this.#booked.set(bucket, typeof price === 'bigint' ? before + quantity * price : price);
    if (typeof price === 'bigint') this.#explanation?.add(driftOf(bucket), -quantity, bucket.asset, price, this.#day, this.#entry);
  }

  concluded(what: Conclusion): void {
    if (this.isOpen) this.conclusions.push(what);
  }

  broken(_token: StakedToken, why: Unavailability): void {
    for (const component of ['price', 'rewards', 'reward-drift', 'slashing', 'peg'] as const) this.lack(component, why);
  }

  /** What was booked on a bucket within the window, at the prices of those days. */
  bookedOn(bucket: Bucket): Worth {
    return this.#booked.get(bucket) ?? 0n;
  }

  add(component: Component, amount: Money): void {
    this.sums.set(component, (this.sums.get(component) ?? 0n) + amount);
  }

  addWorth(component: Component, worth: Worth): void {
    if (typeof worth === 'bigint') this.add(component, worth);
    else this.lack(component, worth);
  }

  lack(subject: Subject, why: Unavailability): void {
    if (!this.lacking.has(subject)) this.lacking.set(subject, why);
  }

  /** The price of the day; where the market has none, what the source itself said the amount was worth. */
  #priceOf(asset: string): Price | Unavailability {
    const token = this.#staked.find((each) => each.token === asset);
    const price = token ? tokenPrice(token, this.#day, this.#prices) : this.#prices.price(asset, this.#day);
    if (typeof price === 'bigint') return price;
    return this.#statedPrice(asset) ?? (price === null ? this.#prices.whyNoPrice(asset, this.#day) : price);
  }

  #statedPrice(asset: string): Price | null {
    const activity = this.#entry?.activity;
    if (!activity?.worth || activity.worth.currency !== this.#prices.currency) return null;
    const amounts = [...(activity.into ?? []), ...(activity.outOf ?? [])];
    const [only] = amounts;
    if (amounts.length !== 1 || !only || only.asset !== asset) return null;
    const quantity = quantityOf(only.quantity);
    return quantity === null || quantity === 0n ? null : priceFrom(new Decimal(activity.worth.amount).abs().dividedBy(only.quantity));
  }
}

function addOn(list: DatedMoney[], day: Day, amount: Money): void {
  const last = list.at(-1);
  if (last?.day === day) list[list.length - 1] = { day, amount: last.amount + amount };
  else list.push({ day, amount });
}
