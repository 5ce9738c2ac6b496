import { Decimal, decimalText, type Figure, figureText, known, trailStep, type TrailStep, unavailable, ZERO } from '../figures/index.ts';
import { type LotOrder, lotQueue, type LotSlice, sliceOf } from './lot-order.ts';

/** Which units a disposal takes: by lot in an order, or from a running average of all that is held. */
export type CostBasisMethod = LotOrder | 'average';

/**
 * An acquisition or disposal of one asset, `price` a unit and `fee` in the currency of the books. Income (a reward at its fair value when
 * received) is taxed at once and its value becomes its cost. `date` is a day or an instant, one kind throughout.
 */
export interface CostBasisEvent {
  readonly date: string;
  readonly kind: 'buy' | 'sell' | 'income';
  readonly quantity: Decimal;
  readonly price: Decimal;
  readonly fee?: Decimal;
}

export interface Disposal {
  readonly date: string;
  readonly quantity: Decimal;
  /** Net of the fee. */
  readonly proceeds: Decimal;
  readonly cost: Decimal;
  readonly gain: Decimal;
  /** What it took of which lot, in the order it was taken; empty where costs are averaged. */
  readonly lots: readonly LotSlice[];
}

export interface CostBasis {
  readonly income: Decimal;
  readonly disposals: readonly Disposal[];
  readonly remaining: { readonly quantity: Decimal; readonly cost: Decimal };
}

/**
 * Income, gains and what is left, with the units of each disposal chosen by one method. Events are taken by date, those of one date in the
 * order given.
 *
 * A fee adds to the cost of what is acquired and comes off the proceeds of what is sold. HIFO and LOFO go by cost a unit with the fee in
 * it; of lots that cost the same the earlier goes first. An order by lots uses one pool of lots: books kept by wallet are computed wallet
 * by wallet. Unavailable: `not-enough-held` (a disposal of more than was held by then), `quantity-not-positive`, `negative-price`,
 * `negative-fee`.
 */
export function costBasis(method: CostBasisMethod, events: readonly CostBasisEvent[]): Figure<CostBasis> {
  const holdings: Holdings = method === 'average' ? new AveragePool() : new LotHoldings(method);
  let income = ZERO;
  const disposals: Disposal[] = [];
  for (const event of inOrder(events)) {
    const { date, kind, quantity, price, fee = ZERO } = event;
    const fault = faultOf(event);
    if (fault) return fault;
    const value = quantity.times(price);
    if (kind === 'income') income = income.plus(value);
    if (kind !== 'sell') {
      holdings.acquire(date, quantity, value.plus(fee));
      continue;
    }
    if (quantity.greaterThan(holdings.quantity)) return notEnough(event, holdings.quantity);
    const { cost, lots } = holdings.dispose(quantity);
    const proceeds = value.minus(fee);
    disposals.push({ date, quantity, proceeds, cost, gain: proceeds.minus(cost), lots });
  }
  const basis: CostBasis = { income, disposals, remaining: { quantity: holdings.quantity, cost: holdings.cost } };
  return known(basis, trailOf(method, events.length, basis));
}

interface Holdings {
  readonly quantity: Decimal;
  readonly cost: Decimal;
  acquire(date: string, quantity: Decimal, cost: Decimal): void;
  /** Needs no more than is held. */
  dispose(quantity: Decimal): { readonly cost: Decimal; readonly lots: readonly LotSlice[] };
}

class AveragePool implements Holdings {
  quantity: Decimal = ZERO;
  cost: Decimal = ZERO;

  acquire(_date: string, quantity: Decimal, cost: Decimal): void {
    this.quantity = this.quantity.plus(quantity);
    this.cost = this.cost.plus(cost);
  }

  dispose(quantity: Decimal): { readonly cost: Decimal; readonly lots: readonly LotSlice[] } {
    const cost = quantity.equals(this.quantity) ? this.cost : this.cost.times(quantity).dividedBy(this.quantity);
    this.quantity = this.quantity.minus(quantity);
    this.cost = this.cost.minus(cost);
    return { cost, lots: [] };
  }
}

class LotHoldings implements Holdings {
  quantity: Decimal = ZERO;
  cost: Decimal = ZERO;
  readonly #lots;
  readonly #byCost: boolean;
  #acquired = 0;

  constructor(order: LotOrder) {
    this.#lots = lotQueue(order);
    this.#byCost = order === 'hifo' || order === 'lofo';
  }

  acquire(acquired: string, quantity: Decimal, cost: Decimal): void {
    const unitCost = this.#byCost ? cost.dividedBy(quantity) : ZERO;
    this.#lots.add({ acquired, quantity, cost, unitCost, place: this.#acquired++, left: quantity, leftCost: cost });
    this.quantity = this.quantity.plus(quantity);
    this.cost = this.cost.plus(cost);
  }

  dispose(quantity: Decimal): { readonly cost: Decimal; readonly lots: readonly LotSlice[] } {
    const lots: LotSlice[] = [];
    let [open, cost] = [quantity, ZERO];
    for (let lot = this.#lots.next(); lot && open.greaterThan(0); lot = this.#lots.next()) {
      const slice = sliceOf(lot, Decimal.min(open, lot.left));
      lots.push(slice);
      open = open.minus(slice.quantity);
      cost = cost.plus(slice.cost);
      if (lot.left.isZero()) this.#lots.drop();
    }
    this.quantity = this.quantity.minus(quantity);
    this.cost = this.cost.minus(cost);
    return { cost, lots };
  }
}

function inOrder(events: readonly CostBasisEvent[]): readonly CostBasisEvent[] {
  const isOrdered = events.every(({ date }, index) => index === 0 || events[index - 1]!.date <= date);
  return isOrdered ? events : [...events].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

function faultOf({ date, kind, quantity, price, fee = ZERO }: CostBasisEvent) {
  if (!quantity.greaterThan(0)) {
    return unavailable(
      'quantity-not-positive',
      `The ${kind} on ${date} is of ${decimalText(quantity)}; a quantity is above zero, its direction is its kind.`,
    );
  }
  if (price.lessThan(0)) return unavailable('negative-price', `The ${kind} on ${date} has a price below zero.`);
  if (fee.lessThan(0)) return unavailable('negative-fee', `The ${kind} on ${date} has a fee below zero; record a rebate as income.`);
  return null;
}

function notEnough({ date, quantity }: CostBasisEvent, held: Decimal) {
  return unavailable(
    'not-enough-held',
    `On ${date} ${decimalText(quantity)} were sold but only ${decimalText(held)} were held: an acquisition before that day is missing.`,
  );
}

const WORDS: Readonly<Record<CostBasisMethod, string>> = {
  fifo: 'the earliest lots first',
  lifo: 'the latest lots first',
  hifo: 'the lots that cost most a unit first',
  lofo: 'the lots that cost least a unit first',
  average: 'cost of the pool · quantity / quantity of the pool',
};
const MOST_EXPLAINED = 40;
const SOURCE = 'Specific identification by lot, or a running average pool; income at fair value when received (IRS Rev. Rul. 2023-14)';

function trailOf(method: CostBasisMethod, events: number, { income, disposals, remaining }: CostBasis): readonly TrailStep[] {
  const explained = disposals.length <= MOST_EXPLAINED ? disposals : [];
  const gain = disposals.reduce((total, disposal) => total.plus(disposal.gain), ZERO);
  const each = explained.map(({ date, quantity, proceeds, cost, lots, gain }) => {
    const taken = lots.map((lot, index) => [
      `lot ${index + 1}`,
      `${decimalText(lot.quantity)} of ${lot.acquired} at ${figureText(lot.cost)}`,
    ]);
    const inputs = { quantity, proceeds, cost, ...Object.fromEntries(taken) };
    return trailStep(
      { figure: `gain on ${date}`, formula: `proceeds − cost of ${WORDS[method]}`, source: SOURCE },
      inputs,
      figureText(gain),
    );
  });
  const inputs = { method, events, income, disposals: disposals.length, 'quantity left': remaining.quantity, 'cost left': remaining.cost };
  return [...each, trailStep({ figure: 'gains of all disposals', formula: 'Σ proceeds − cost', source: SOURCE }, inputs, figureText(gain))];
}
