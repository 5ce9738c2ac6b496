import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, Decimal, ZERO } from '../../shared/figures/index.ts';
import type { PriceBook } from '../../shared/market/index.ts';
import { type Amount, decompose, isMoney, type Measured, moneyDecimal } from '../../shared/positions/index.ts';
import { LAST_DAY, madePosition, madePrices } from './made-positions.ts';
import { measure } from './told.ts';

/**
 * The plainest bookkeeping there is, kept apart from what it checks: balances by asset in decimals, one line a kind, no legs, no buckets.
 * It knows neither pools nor staked tokens.
 */
class PlainLedger {
  readonly #balances = new Map<string, Decimal>();
  readonly #price: (asset: string, day: string) => Decimal;
  paidIn = ZERO;

  constructor(price: (asset: string, day: string) => Decimal) {
    this.#price = price;
  }

  take(entry: Measured['entries'][number]): void {
    const { kind, at, into = [], outOf = [], fees = [], feesFrom, rewardTo } = entry.activity;
    const day = dayOf(at);
    const to = rewardTo ?? (kind === 'claim' || kind === 'collect-fees' ? 'wallet' : 'position');
    for (const fee of fees) {
      if (feesFrom === 'position') this.#less('position', fee, day);
      else this.#pay(fee, day, 1);
    }
    switch (kind) {
      case 'open':
      case 'add':
      case 'transfer':
        this.#each(into, (each) => (this.#more('position', each), this.#pay(each, day, 1)));
        return this.#each(outOf, (each) => (this.#less('position', each, day), this.#pay(each, day, -1)));
      case 'reward':
      case 'compound':
        return this.#each(into, (each) => (to === 'wallet' ? this.#pay(each, day, -1) : this.#more(to, each)));
      case 'rebase':
      case 'slash':
        this.#each(into, (each) => this.#more('position', each));
        return this.#each(outOf, (each) => this.#less('position', each, day));
      case 'claim':
        return this.#each([...into, ...outOf], (each) => (this.#less('claimable', each, day), this.#pay(each, day, -1)));
      case 'withdraw':
        return this.#each(outOf, (each) => (this.#less('position', each, day), this.#pay(each, day, -1)));
      case 'close':
        this.#each(outOf, (each) => (this.#less('position', each, day), this.#pay(each, day, -1)));
        for (const key of this.#balances.keys()) if (key.startsWith('position ')) this.#balances.set(key, ZERO);
        return;
      case 'borrow':
        return this.#each(outOf, (each) => (this.#more('debt', each), this.#pay(each, day, -1)));
      case 'interest':
        return this.#each(into, (each) => this.#more('debt', each));
      case 'repay':
        return this.#each(into, (each) => (this.#less('debt', each, day), this.#pay(each, day, 1)));
      case 'liquidation':
        this.#each(outOf, (each) => this.#less('position', each, day));
        return this.#each(into, (each) => this.#less('debt', each, day));
      default:
        if (kind !== 'gas' && kind !== 'fee') throw new Error(`the plain ledger does not know ${kind}`);
    }
  }

  worth(day: string): Decimal {
    let total = ZERO;
    for (const [key, quantity] of this.#balances) {
      const [place = '', asset = ''] = key.split(' ');
      const value = quantity.times(this.#price(asset, day));
      total = place === 'debt' ? total.minus(value) : total.plus(value);
    }
    return total;
  }

  #each(amounts: readonly Amount[], take: (amount: Amount) => void): void {
    for (const amount of amounts) take(amount);
  }

  #more(place: string, { asset, quantity }: Amount): void {
    this.#balances.set(`${place} ${asset}`, this.#of(place, asset).plus(quantity));
  }

  /** Never below nothing: what left beyond the record had been there, earned or, where that cannot be, brought in unrecorded. */
  #less(place: string, { asset, quantity }: Amount, day: string): void {
    const had = this.#of(place, asset);
    const excess = new Decimal(quantity).minus(had);
    this.#balances.set(`${place} ${asset}`, Decimal.max(ZERO, excess.negated()));
    if (place !== 'claimable' && excess.greaterThan(had.dividedBy(2))) {
      this.#pay({ asset, quantity: excess.toFixed() }, day, place === 'debt' ? -1 : 1);
    }
  }

  #of(place: string, asset: string): Decimal {
    return this.#balances.get(`${place} ${asset}`) ?? ZERO;
  }

  #pay({ asset, quantity }: Amount, day: string, sign: 1 | -1): void {
    this.paidIn = this.paidIn.plus(new Decimal(quantity).times(this.#price(asset, day)).times(sign));
  }
}

function priceIn(book: PriceBook) {
  return (asset: string, day: string): Decimal => {
    const quote = book.price(asset, 'USD', day);
    if (!('ok' in quote)) throw new Error(quote.unavailable.message);
    return quote.ok.value;
  };
}

test('value, flows and nominal return are those of the plainest bookkeeping', () => {
  const plain = madePosition.filter(({ terms }) => terms.kind !== 'liquidity' && terms.kind !== 'liquid-staking' && terms.kind !== 'loop');
  fc.assert(
    fc.property(plain, madePrices, (position, book) => {
      const ledger = new PlainLedger(priceIn(book));
      for (const entry of position.entries) ledger.take(entry);
      const { end, netFlow, nominal } = decompose(position, { after: '2024-12-31', through: LAST_DAY }, measure(book));
      if (!isMoney(end) || !isMoney(netFlow) || !isMoney(nominal)) throw new Error('every price is known');
      expect(moneyDecimal(end).toFixed()).toBe(ledger.worth(LAST_DAY).toFixed());
      expect(moneyDecimal(netFlow).toFixed()).toBe(ledger.paidIn.toFixed());
      expect(moneyDecimal(nominal).toFixed()).toBe(ledger.worth(LAST_DAY).minus(ledger.paidIn).toFixed());
    }),
    { numRuns: 500 },
  );
});
