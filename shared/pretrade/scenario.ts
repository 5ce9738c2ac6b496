import { Decimal, decimalText, figureText, type Figure, isKnown, known, ONE } from '../figures/index.ts';
import type { TicketComputation } from './ticket-computation.ts';
import { through } from './ticket-derive.ts';
import { expiryOf, optionKind, payoffAt, strikeOf } from './ticket-option.ts';
import { plannedWayOut, profitAt, type WayOut } from './ticket-outcome.ts';
import type { Scenario } from './ticket-result.ts';
import { isMargined } from './ticket-terms.ts';

/** Which stretch of prices to draw; by default all that is marked, with a margin around it. */
export interface ScenarioRange {
  readonly points: number;
  readonly from?: Decimal | undefined;
  readonly to?: Decimal | undefined;
}

/**
 * Profit and loss over the price at the horizon, in quote, after fees, slippage in and the middle funding. Beyond liquidation a margined position has
 * lost its margin, and no more is drawn. An option is drawn at its expiry, over the price of its underlying. Where entry, size or a cost is not known there
 * is no plot, and it says what is missing.
 */
export function scenarioOf(computation: TicketComputation, range: ScenarioRange): Scenario {
  const { plan, figures } = computation;
  const { inputs } = plan;
  const profit = profitOver(computation);
  const currency = inputs.instrument?.row.quote ?? null;
  const horizon = horizonOf(computation);
  if (!('at' in profit)) return { currency, horizon, points: [], marks: [], lacks: profit.lacks };
  const option = inputs.terms.variant === 'option';
  const marked: readonly (readonly [Scenario['marks'][number]['what'], Figure<Decimal>])[] = [
    ['liquidation', figures['liquidation-price']],
    ...(option ? [['strike', strikeOf(inputs)] as const] : [['stop', plan.stop] as const, ['entry', plan.entry] as const]),
    ['mark', figures.mark],
    ['break-even', figures['break-even']],
    ...(option ? [] : [['target', plan.target] as const]),
  ];
  const marks = marked.flatMap(([what, figure]) =>
    isKnown(figure) ? [{ what, price: figureText(figure.ok), profit: moneyText(profit.at(figure.ok).profit) }] : [],
  );
  const { low, high } = bounds(
    marked.flatMap(([, figure]) => (isKnown(figure) ? [figure.ok] : [])),
    range,
  );
  const step = high.minus(low).dividedBy(range.points - 1);
  const points = Array.from({ length: range.points }, (_, place) => {
    const price = low.plus(step.times(place)).toSignificantDigits(12);
    const { profit: value, liquidated } = profit.at(price);
    return { price: decimalText(price), profit: moneyText(value), liquidated };
  });
  return { currency, horizon, points, marks, lacks: null };
}

/** A plot needs no more places than a coin has, twice over; what rounding leaves at the break-even is then nothing. */
function moneyText(value: Decimal): string {
  return decimalText(value.toDecimalPlaces(18));
}

interface ProfitOver {
  at(price: Decimal): { readonly profit: Decimal; readonly liquidated: boolean };
}

function profitOver(computation: TicketComputation): ProfitOver | { readonly lacks: string } {
  const { plan, margin, charges } = computation;
  const { terms } = plan.inputs;
  if (terms.variant === 'option') return optionProfit(computation);
  const way = plannedWayOut(charges);
  if (!isKnown(way)) return { lacks: way.unavailable.message };
  const liquidation = isMargined(terms.variant) && isKnown(margin.liquidation) ? margin.liquidation.ok.price : null;
  return {
    at(price) {
      const beyond =
        liquidation !== null && (terms.side === 'long' ? price.lessThanOrEqualTo(liquidation) : price.greaterThanOrEqualTo(liquidation));
      // What is left of the margin at liquidation belongs to the venue: the whole of it counts as lost.
      return beyond
        ? { profit: lostAt(computation, way.ok, liquidation), liquidated: true }
        : { profit: profitAt(way.ok, price), liquidated: false };
    },
  };
}

/** The loss of a liquidation: the margin of an isolated position with what was paid before; of a cross one the loss at that price. */
function lostAt({ plan, margin }: TicketComputation, way: WayOut, liquidation: Decimal): Decimal {
  const atPrice = profitAt(way, liquidation);
  if (plan.inputs.terms.marginMode !== 'isolated' || !isKnown(margin.position)) return atPrice;
  const [balance, sunk] = way.inCoin
    ? [margin.position.ok.marginBalance.times(liquidation), way.sunk.times(liquidation).dividedBy(way.entry)]
    : [margin.position.ok.marginBalance, way.sunk];
  return Decimal.min(atPrice, balance.plus(sunk).negated());
}

function optionProfit({ plan, figures, charges }: TicketComputation): ProfitOver | { readonly lacks: string } {
  const { inputs, entry, inQuote } = plan;
  const kind = optionKind(inputs);
  if (kind === null) return { lacks: 'Say whether it is a call or a put.' };
  const needed = { strike: strikeOf(inputs), entry, inQuote, quantity: figures.quantity, feeIn: charges.feeIn };
  const all = through(needed, (v) => known(v));
  if (!isKnown(all)) return { lacks: all.unavailable.message };
  const { strike, quantity, feeIn } = all.ok;
  const premium = all.ok.entry.times(all.ok.inQuote);
  const sign = inputs.terms.side === 'long' ? ONE : ONE.negated();
  return {
    at: (price) => ({ profit: payoffAt(kind, strike, price).minus(premium).times(quantity).times(sign).minus(feeIn), liquidated: false }),
  };
}

/** From the lowest mark to the highest, with a fifth of their distance on either side, and a tenth of the price at least. */
function bounds(prices: readonly Decimal[], { from, to }: ScenarioRange): { readonly low: Decimal; readonly high: Decimal } {
  const [least, most] = [Decimal.min(...prices), Decimal.max(...prices)];
  const room = Decimal.max(most.minus(least).dividedBy(5), most.dividedBy(10));
  const low = from ?? Decimal.max(least.minus(room), least.dividedBy(100));
  const high = to?.greaterThan(low) ? to : most.plus(room);
  return { low, high };
}

function horizonOf({ plan }: TicketComputation): string | null {
  const { inputs } = plan;
  const { terms } = inputs;
  if (terms.variant === 'option') return expiryOf(inputs);
  if (terms.holdHours === undefined) return null;
  const opens = Date.parse(terms.opens ?? inputs.at);
  const horizon = new Date(opens + new Decimal(terms.holdHours).times(3_600_000).toNumber());
  return Number.isNaN(horizon.getTime()) ? null : horizon.toISOString();
}
