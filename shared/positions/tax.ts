import { type Day, daysBetween, Decimal, isKnown, type Unavailability, ZERO } from '../figures/index.ts';
import type { ActivityKind } from './activity.ts';
import { costBasis, type CostBasisEvent, type CostBasisMethod, type Disposal } from './cost-basis.ts';
import { type Money, moneyFrom, type Price, priceDecimal, type Quantity, quantityDecimal } from './fixed-point.ts';

/** The owner's tax: rates as fractions, and how lots are matched. Countinghouse computes with them and advises on nothing. */
export interface TaxRules {
  /** On rewards, fees and incentives, at their worth on receipt. */
  readonly incomeRate: Decimal;
  /** On gains realised within a position. */
  readonly gainsRate: Decimal;
  /** Instead, on what was held for at least so many days; only where lots are matched one by one. */
  readonly longTerm: { readonly rate: Decimal; readonly days: number } | null;
  readonly method: CostBasisMethod;
}

/** A rate of an amount, toward zero to the unit of money. Losses bring no tax back. */
export function taxOn(amount: Money, rate: Decimal): Money {
  if (amount <= 0n) return 0n;
  return (amount * BigInt(rate.times(RATE_SCALE).toFixed(0, Decimal.ROUND_HALF_EVEN))) / RATE_UNIT;
}

/**
 * The lots of what a position holds. What enters has its price of the day as cost, kept rewards included (they were income at that worth);
 * growth that nobody received costs nothing. What is taken for a fee, for interest or by a liquidation is a disposal; what goes back to
 * the wallet only leaves, its cost with it. Entering and leaving a pool is not treated as a disposal, and a fee that was taken along
 * with a withdrawal is not told apart from it.
 */
export class TaxLots {
  readonly #events = new Map<string, { readonly events: CostBasisEvent[]; readonly taxable: boolean[] }>();
  readonly #pending = new Map<string, { quantity: Quantity; price: Price | Unavailability }>();
  #day: Day = '';
  #kind: ActivityKind | null = null;

  /** What follows belongs to this activity (or to growth, where there is none); within one activity only the net of an asset counts. */
  begin(day: Day, kind: ActivityKind | null): void {
    this.#flush();
    this.#day = day;
    this.#kind = kind;
  }

  change(asset: string, quantity: Quantity, price: Price | Unavailability): void {
    const pending = this.#pending.get(asset);
    if (pending) pending.quantity += quantity;
    else this.#pending.set(asset, { quantity, price });
  }

  /** Tax on the gains of disposals after `after`, or why it cannot be told. Losses offset gains; a net loss bears no tax. */
  tax(rules: TaxRules, after: Day): Money | Unavailability {
    this.#flush();
    let tax = ZERO;
    for (const [asset, { events, taxable }] of this.#events) {
      if (!taxable.includes(true)) continue;
      const missing = this.#missing.get(asset);
      if (missing) return missing;
      const basis = costBasis(rules.method, events);
      if (!isKnown(basis)) return basis.unavailable;
      basis.ok.disposals.forEach((disposal, place) => {
        if (taxable[place] && disposal.date > after) tax = tax.plus(taxOfDisposal(disposal, rules));
      });
    }
    return tax.greaterThan(0) ? moneyFrom(tax) : 0n;
  }

  readonly #missing = new Map<string, Unavailability>();

  #flush(): void {
    for (const [asset, { quantity, price }] of this.#pending) {
      if (quantity === 0n) continue;
      if (typeof price !== 'bigint') {
        this.#missing.set(asset, price);
        continue;
      }
      let book = this.#events.get(asset);
      if (!book) this.#events.set(asset, (book = { events: [], taxable: [] }));
      const leaves = quantity < 0n;
      const each = priceDecimal(this.#kind === null ? 0n : price);
      book.events.push({
        date: this.#day,
        kind: leaves ? 'sell' : 'buy',
        quantity: quantityDecimal(leaves ? -quantity : quantity),
        price: each,
      });
      if (leaves) book.taxable.push(this.#kind !== null && DISPOSALS.has(this.#kind));
    }
    this.#pending.clear();
  }
}

const DISPOSALS: ReadonlySet<ActivityKind> = new Set(['fee', 'gas', 'interest', 'liquidation']);

/** Each lot at the rate of the time it was held. */
function taxOfDisposal(disposal: Disposal, { gainsRate, longTerm }: TaxRules): Decimal {
  if (longTerm === null || disposal.lots.length === 0) return disposal.gain.times(gainsRate);
  return disposal.lots.reduce((tax, lot) => {
    const proceeds = disposal.proceeds.times(lot.quantity).dividedBy(disposal.quantity);
    const isLong = daysBetween(lot.acquired, disposal.date) >= longTerm.days;
    return tax.plus(proceeds.minus(lot.cost).times(isLong ? longTerm.rate : gainsRate));
  }, ZERO);
}

const RATE_SCALE = new Decimal(10).pow(20);
const RATE_UNIT = 10n ** 20n;
