import { computed, type Decimal, type Figure, isKnown, known, ONE, unavailable, ZERO } from '../figures/index.ts';
import { breakEven, inverseBreakEven } from './sizing.ts';
import { derive, through } from './ticket-derive.ts';
import type { TicketInputs } from './ticket-inputs.ts';
import { BP, type TicketPlan } from './ticket-plan.ts';

/** A position on its way out: everything that profit at a price depends on. */
export interface WayOut {
  readonly sign: Decimal;
  readonly entry: Decimal;
  /** Base units; of an inverse contract its face value over the entry. */
  readonly quantity: Decimal;
  readonly inCoin: boolean;
  /** Paid on the way in and while it is held, in quote at the entry. */
  readonly sunk: Decimal;
  /** Fee and slippage of the way out, as a fraction of the value there. */
  readonly outRate: Decimal;
}

/**
 * Profit in quote at an exit price, after everything: s·q·(X − E) − q·X·out − sunk. What arises in coin is worth the exit price: of an inverse contract
 * the value there is the face value q·E, and what was paid in coin counts X/E as much.
 */
export function profitAt({ sign, entry, quantity, inCoin, sunk, outRate }: WayOut, exit: Decimal): Decimal {
  const gross = exit.minus(entry).times(quantity).times(sign);
  const value = quantity.times(inCoin ? entry : exit);
  return gross.minus(value.times(outRate)).minus(inCoin ? sunk.times(exit).dividedBy(entry) : sunk);
}

/** What the ways out of a ticket need: its plan, its charges, and the slippage of both ways in basis points. */
export interface Charges {
  readonly plan: TicketPlan;
  readonly feeIn: Figure<Decimal>;
  readonly slippageCost: Figure<Decimal>;
  readonly slippageOut: Figure<Decimal>;
  readonly other: Figure<Decimal>;
  readonly funding: Figure<Decimal>;
}

/** The planned way out: by the role of the terms, with the funding of the hold. A maker order on the way out walks nothing. */
export function plannedWayOut(charges: Charges): Figure<WayOut> {
  const { terms } = charges.plan.inputs;
  const slippage = terms.feeOut === 'taker' ? charges.slippageOut : known(ZERO);
  return wayOut(charges, charges.plan.rateOf(terms.feeOut), slippage, charges.funding);
}

/** The way out through the stop: always as taker, at once, without funding. */
export function stoppedWayOut(charges: Charges): Figure<WayOut> {
  return wayOut(charges, charges.plan.rateOf('taker'), charges.slippageOut, known(ZERO));
}

/** Break-even, loss at the stop and profit at the target of what is not an option. */
export function tradeOutcome(charges: Charges) {
  const { plan, feeIn, slippageCost, other, funding } = charges;
  const { entry, stop, target, size, inputs, rateOf } = plan;
  const { side } = inputs.terms;
  const planned = plannedWayOut(charges);
  const stopped = stoppedWayOut(charges);
  const parts = { feeIn, slippageCost, other, funding, rateIn: rateOf(inputs.terms.feeIn), position: size.position };
  return {
    'break-even': through(parts, (v) => {
      if (!isKnown(planned)) return planned;
      const { entry: from, quantity, outRate, inCoin } = planned.ok;
      const fees = { in: v.rateIn, out: outRate };
      const costs = v.slippageCost.plus(v.other).plus(v.funding);
      const exit = inCoin
        ? inverseBreakEven(side, from, v.position, fees, costs.dividedBy(from))
        : breakEven(side, from, quantity, fees, costs);
      return isKnown(exit) ? known(exit.ok, [...planned.trail, ...exit.trail]) : exit;
    }),
    'max-loss': through({ entry, stop }, (v) => {
      const wrong = side === 'long' ? v.stop.greaterThanOrEqualTo(v.entry) : v.stop.lessThanOrEqualTo(v.entry);
      if (wrong)
        return unavailable('stop-on-the-wrong-side', `The stop of a ${side} lies ${side === 'long' ? 'below' : 'above'} its entry.`);
      return profitFigure(MAX_LOSS, stopped, v.stop, (profit) => profit.negated());
    }),
    'profit-at-target': through({ target }, (v) => profitFigure(PROFIT, planned, v.target, (profit) => profit)),
  };
}

/** Whether profit and fees arise in coin: of inverse contracts. */
export function settlesInCoin({ instrument, terms }: Pick<TicketInputs, 'instrument' | 'terms'>): boolean {
  return terms.variant !== 'option' && instrument?.row.settlement === 'inverse';
}

function wayOut(
  { plan, feeIn, slippageCost, other }: Charges,
  rate: Figure<Decimal>,
  slippage: Figure<Decimal>,
  funding: Figure<Decimal>,
): Figure<WayOut> {
  const { entry, size, inputs } = plan;
  const inCoin = settlesInCoin(inputs);
  const sign = inputs.terms.side === 'long' ? ONE : ONE.negated();
  const sunk = derive(SUNK, { feeIn, slippageCost, funding, other }, (v) => v.feeIn.plus(v.slippageCost).plus(v.funding).plus(v.other));
  const outRate = derive(OUT, { rate, slippage }, (v) => v.rate.plus(v.slippage.dividedBy(BP)));
  return through({ entry, quantity: size.quantity, sunk, outRate }, (v) =>
    known({ sign, entry: v.entry, quantity: v.quantity, inCoin, sunk: v.sunk, outRate: v.outRate }),
  );
}

function profitFigure(formula: typeof PROFIT, way: Figure<WayOut>, exit: Decimal, read: (profit: Decimal) => Decimal): Figure<Decimal> {
  if (!isKnown(way)) return way;
  const { sign, entry, quantity, sunk, outRate } = way.ok;
  const figure = computed(formula, { s: sign, q: quantity, E: entry, X: exit, out: outRate, sunk }, read(profitAt(way.ok, exit)));
  return isKnown(figure) ? known(figure.ok, [...way.trail, ...figure.trail]) : figure;
}

const SOURCE = 'venues-otc §2.2';
const SUNK = { figure: 'paid on the way in and while held', formula: 'fee + slippage + funding + other', source: SOURCE, unit: 'quote' };
const OUT = { figure: 'rate of the way out', formula: 'fee rate + slippage / 10 000', source: SOURCE, unit: 'fraction' };
const MAX_LOSS = {
  figure: 'loss at the stop',
  formula: '−(s · q · (X − E) − q · X · out − sunk), in coin its worth at X',
  source: SOURCE,
  unit: 'quote',
};
const PROFIT = {
  figure: 'profit at the target',
  formula: 's · q · (X − E) − q · X · out − sunk, in coin its worth at X',
  source: SOURCE,
  unit: 'quote',
};
