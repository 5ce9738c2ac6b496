import { Decimal, decimalText, figureText, type Figure, isKnown, ONE, ZERO } from '../figures/index.ts';
import { settlesInCoin, type TicketComputation } from './ticket-computation.ts';
import { expiryOf, optionKind, payoffAt, strikeOf } from './ticket-option.ts';
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
    isKnown(figure) ? [{ what, price: figureText(figure.ok), profit: figureText(profit.at(figure.ok).profit) }] : [],
  );
  const { low, high } = bounds(
    marked.flatMap(([, figure]) => (isKnown(figure) ? [figure.ok] : [])),
    range,
  );
  const step = high.minus(low).dividedBy(range.points - 1);
  const points = Array.from({ length: range.points }, (_, place) => {
    const price = low.plus(step.times(place)).toSignificantDigits(12);
    const { profit: value, liquidated } = profit.at(price);
    return { price: decimalText(price), profit: figureText(value), liquidated };
  });
  return { currency, horizon, points, marks, lacks: null };
}

interface ProfitOver {
  at(price: Decimal): { readonly profit: Decimal; readonly liquidated: boolean };
}

function profitOver(computation: TicketComputation): ProfitOver | { readonly lacks: string } {
  const { plan, figures, margin } = computation;
  const { inputs } = plan;
  const { terms } = inputs;
  const needed = {
    entry: plan.entry,
    quantity: figures.quantity,
    feeIn: figures['fee-in'],
    rateOut: figures['fee-rate-out'],
    slippage: figures['slippage-cost'],
    funding: terms.variant === 'perpetual' ? figures['funding-base'] : null,
    other: figures['costs-other'],
  };
  const missing = Object.values(needed).find((figure) => figure !== null && !isKnown(figure));
  if (missing && !isKnown(missing)) return { lacks: missing.unavailable.message };
  const of = (figure: Figure<Decimal> | null) => (figure && isKnown(figure) ? figure.ok : ZERO);
  const [entry, quantity, rateOut] = [of(needed.entry), of(needed.quantity), of(needed.rateOut)];
  const sunk = of(needed.feeIn).plus(of(needed.slippage)).plus(of(needed.funding)).plus(of(needed.other));
  const sign = terms.side === 'long' ? ONE : ONE.negated();
  if (terms.variant === 'option') return optionProfit(computation, quantity, of(needed.feeIn), sign);

  const inCoin = settlesInCoin(inputs);
  const liquidation = isKnown(margin.liquidation) ? margin.liquidation.ok.price : null;
  const gross = (price: Decimal) => {
    const feeOut = (inCoin ? entry : price).times(quantity).times(rateOut);
    return price.minus(entry).times(quantity).times(sign).minus(feeOut).minus(sunk);
  };
  return {
    at(price) {
      const liquidated =
        isMargined(terms.variant) &&
        liquidation !== null &&
        (terms.side === 'long' ? price.lessThanOrEqualTo(liquidation) : price.greaterThanOrEqualTo(liquidation));
      // What is left of the margin at liquidation belongs to the venue: the whole of it counts as lost.
      return liquidated && liquidation
        ? { profit: lostAt(computation, liquidation, gross, inCoin), liquidated }
        : { profit: gross(price), liquidated: false };
    },
  };
}

/** The loss of a liquidation: the margin of an isolated position with what was paid before; of a cross one the loss at that price. */
function lostAt(
  { plan, margin, figures }: TicketComputation,
  liquidation: Decimal,
  gross: (price: Decimal) => Decimal,
  inCoin: boolean,
): Decimal {
  const atPrice = gross(liquidation);
  if (plan.inputs.terms.marginMode !== 'isolated' || !isKnown(margin.position)) return atPrice;
  const balance = margin.position.ok.marginBalance.times(inCoin ? liquidation : ONE);
  const paid = [figures['fee-in'], figures['slippage-cost'], figures['funding-base'], figures['costs-other']].reduce(
    (sum, figure) => (isKnown(figure) ? sum.plus(figure.ok) : sum),
    ZERO,
  );
  return Decimal.min(atPrice, balance.plus(paid).negated());
}

function optionProfit(
  { plan }: TicketComputation,
  quantity: Decimal,
  feeIn: Decimal,
  sign: Decimal,
): ProfitOver | { readonly lacks: string } {
  const { inputs, entry, inQuote } = plan;
  const kind = optionKind(inputs);
  const strike = strikeOf(inputs);
  if (kind === null) return { lacks: 'Say whether it is a call or a put.' };
  if (!isKnown(strike)) return { lacks: strike.unavailable.message };
  if (!isKnown(entry) || !isKnown(inQuote))
    return { lacks: isKnown(entry) && !isKnown(inQuote) ? inQuote.unavailable.message : 'Give the premium.' };
  const premium = entry.ok.times(inQuote.ok);
  return {
    at: (price) => ({
      profit: payoffAt(kind, strike.ok, price).minus(premium).times(quantity).times(sign).minus(feeIn),
      liquidated: false,
    }),
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
