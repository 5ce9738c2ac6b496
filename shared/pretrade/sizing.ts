import { computed, Decimal, type Figure, known, ONE, trailStep, figureText, unavailable, ZERO } from '../figures/index.ts';
import type { Side } from './reference.ts';

/** Fees for opening and closing as fractions of the notional. */
export interface RoundTripFees {
  readonly in: Decimal;
  readonly out: Decimal;
}

/**
 * The exit price at which a linear position has earned its fees and its funding back: (s·E + f_in·E + F/q) / (s − f_out). `funding` is what is paid in
 * quote over the holding time (borrowing too), negative where it is earned.
 * Unavailable: `not-positive`, `fee-outside-range`, `no-break-even` where no positive price would do.
 */
export function breakEven(side: Side, entry: Decimal, quantity: Decimal, fees: RoundTripFees, funding: Decimal = ZERO): Figure<Decimal> {
  const fault = unusable(entry, quantity, fees);
  if (fault) return fault;
  const s = side === 'long' ? 1 : -1;
  const exit = entry.times(s).plus(fees.in.times(entry)).plus(funding.dividedBy(quantity)).dividedBy(new Decimal(s).minus(fees.out));
  return exitPrice(BREAK_EVEN, side, exit, { E: entry, q: quantity, f_in: fees.in, f_out: fees.out, F: funding });
}

/**
 * The same for an inverse contract of a face value in quote, funding in coin: (s + f_out) / ((s − f_in)/E − F/Q), from s·Q·(1/E − 1/X) = f_in·Q/E +
 * f_out·Q/X + F.
 */
export function inverseBreakEven(side: Side, entry: Decimal, face: Decimal, fees: RoundTripFees, funding: Decimal = ZERO): Figure<Decimal> {
  const fault = unusable(entry, face, fees);
  if (fault) return fault;
  const s = new Decimal(side === 'long' ? 1 : -1);
  const below = s.minus(fees.in).dividedBy(entry).minus(funding.dividedBy(face));
  const exit = below.isZero() ? ZERO : s.plus(fees.out).dividedBy(below);
  return exitPrice(INVERSE_BREAK_EVEN, side, exit, { E: entry, Q: face, f_in: fees.in, f_out: fees.out, F: funding });
}

/**
 * The quantity with which a stop loses just `maxLoss` (quote): L / (|E − stop| + f_in·E + f_out·stop + slippage), slippage as a price for one unit. A
 * stop is an order, not a promise: a gap through it loses more.
 * Unavailable: `not-positive`, `stop-at-entry`, `fee-outside-range`.
 */
export function sizeFromMaxLoss(
  maxLoss: Decimal,
  entry: Decimal,
  stop: Decimal,
  fees: RoundTripFees,
  slippage: Decimal = ZERO,
): Figure<Decimal> {
  const fault = unsizable(maxLoss, entry, stop, fees, slippage);
  if (fault) return fault;
  const perUnit = entry.minus(stop).abs().plus(fees.in.times(entry)).plus(fees.out.times(stop)).plus(slippage);
  return computed(SIZE, { L: maxLoss, E: entry, stop, f_in: fees.in, f_out: fees.out, slippage }, maxLoss.dividedBy(perUnit));
}

/**
 * The same for an inverse contract: the face value in quote with which a stop loses `maxLoss` coin, L / (|1/E − 1/stop| + f_in/E + f_out/stop).
 */
export function inverseSizeFromMaxLoss(maxLoss: Decimal, entry: Decimal, stop: Decimal, fees: RoundTripFees): Figure<Decimal> {
  const fault = unsizable(maxLoss, entry, stop, fees, ZERO);
  if (fault) return fault;
  const [atEntry, atStop] = [ONE.dividedBy(entry), ONE.dividedBy(stop)];
  const perFace = atEntry.minus(atStop).abs().plus(fees.in.times(atEntry)).plus(fees.out.times(atStop));
  return computed(INVERSE_SIZE, { L: maxLoss, E: entry, stop, f_in: fees.in, f_out: fees.out }, maxLoss.dividedBy(perFace));
}

/** What a person believes of his trades: how often they win, and how large a win is against a loss. */
export interface Edge {
  /** A fraction between 0 and 1. */
  readonly winShare: Decimal;
  /** Average win divided by average loss. */
  readonly payoff: Decimal;
}

/** What may be risked in one trade: a fraction of the capital, and whether half of Kelly's fraction capped it. */
export interface Risk {
  readonly amount: Decimal;
  readonly fraction: Decimal;
  readonly cappedByKelly: boolean;
}

/**
 * A fixed fraction of the capital, capped at half of Kelly's fraction (p − (1 − p)/b) where an edge is given; without one the fixed fraction alone.
 * Kelly's is for bets whose odds are known, and the edge of a trader is a guess, hence half at most. Source: Kelly 1956; Thorp 2006.
 * Unavailable: `not-positive`, `fraction-outside-range`, `no-edge` where Kelly's fraction is zero or less.
 */
export function riskPerTrade(capital: Decimal, fraction: Decimal, edge?: Edge): Figure<Risk> {
  if (!capital.greaterThan(0)) return unavailable('not-positive', 'The capital must be above zero.');
  if (!fraction.greaterThan(0) || fraction.greaterThan(1))
    return unavailable('fraction-outside-range', 'The fraction risked lies above 0 and is 1 at most; write 1 % as "0.01".');
  if (edge && (edge.winShare.isNegative() || edge.winShare.greaterThan(1) || !edge.payoff.greaterThan(0)))
    return unavailable('fraction-outside-range', 'The share of wins lies between 0 and 1, and the payoff is above zero.');
  const kelly = edge ? edge.winShare.minus(ONE.minus(edge.winShare).dividedBy(edge.payoff)) : null;
  if (kelly && !kelly.greaterThan(0))
    return unavailable('no-edge', 'With these wins and losses the trade loses on average: no size is right.');
  const half = kelly?.dividedBy(2) ?? null;
  const own = half ? Decimal.min(fraction, half) : fraction;
  const amount = capital.times(own);
  const inputs = { capital, fraction, ...(edge && { p: edge.winShare, b: edge.payoff }) };
  return known({ amount, fraction: own, cappedByKelly: half?.lessThan(fraction) ?? false }, [
    trailStep(half ? CAPPED : FIXED, inputs, figureText(amount)),
  ]);
}

function exitPrice(
  formula: Parameters<typeof computed>[0],
  side: Side,
  exit: Decimal,
  inputs: Parameters<typeof computed>[1],
): Figure<Decimal> {
  if (!exit.greaterThan(0))
    return unavailable('no-break-even', 'What this position costs is more than any price of the instrument would bring back.');
  return computed(formula, { s: side === 'long' ? '1' : '-1', ...inputs }, exit);
}

function unusable(entry: Decimal, quantity: Decimal, fees: RoundTripFees) {
  if (!entry.greaterThan(0) || !quantity.greaterThan(0)) return unavailable('not-positive', 'Entry price and quantity must be above zero.');
  return feeOutsideRange(fees);
}

function unsizable(maxLoss: Decimal, entry: Decimal, stop: Decimal, fees: RoundTripFees, slippage: Decimal) {
  if (!maxLoss.greaterThan(0)) return unavailable('not-positive', 'The loss to bear must be above zero.');
  if (!entry.greaterThan(0) || !stop.greaterThan(0)) return unavailable('not-positive', 'Entry and stop must be above zero.');
  if (slippage.isNegative()) return unavailable('not-positive', 'The slippage must not be negative.');
  if (entry.equals(stop)) return unavailable('stop-at-entry', 'The stop is at the entry price, so there is no distance to size by.');
  const fault = feeOutsideRange(fees);
  if (fault) return fault;
  return null;
}

function feeOutsideRange({ in: into, out }: RoundTripFees) {
  return [into, out].some((fee) => fee.abs().greaterThanOrEqualTo('0.1'))
    ? unavailable('fee-outside-range', 'Fees are fractions of the notional and below a tenth; write 0.05 % as "0.0005".')
    : null;
}

const PRICE = { source: 'profit less both fees and funding, set to zero', unit: 'quote for one base unit' };
const BREAK_EVEN = { ...PRICE, figure: 'break-even exit', formula: '(s E + f_in E + F / q) / (s − f_out)' };
const INVERSE_BREAK_EVEN = { ...PRICE, figure: 'break-even exit', formula: '(s + f_out) / ((s − f_in) / E − F / Q)' };
const SIZE = {
  figure: 'size from maximum loss',
  formula: 'L / (|E − stop| + f_in E + f_out stop + slippage)',
  source: 'loss at the stop with both fees, set to L',
  unit: 'base units',
};
const INVERSE_SIZE = {
  figure: 'size from maximum loss',
  formula: 'L / (|1/E − 1/stop| + f_in / E + f_out / stop)',
  source: 'loss at the stop with both fees, in coin, set to L',
  unit: 'face value in quote',
};
const FIXED = {
  figure: 'risk of one trade',
  formula: 'capital · fraction',
  source: 'fixed fraction of the capital',
  unit: 'currency of the capital',
};
const CAPPED = {
  figure: 'risk of one trade',
  formula: 'capital · min(fraction, (p − (1 − p)/b) / 2)',
  source: 'Kelly 1956',
  unit: 'currency of the capital',
};
