import {
  type Day,
  dayNumber,
  Decimal,
  type Figure,
  decimalText,
  figureText,
  isExpressible,
  known,
  ONE,
  outOfRange,
  compoundReturn,
  trailStep,
  unavailable,
  ZERO,
} from '../figures/index.ts';
import { FlowPolynomial } from './flow-polynomial.ts';
import { growthRoots } from './growth-roots.ts';

/** Money on a day, from its owner's side: paid in is negative, received (and the value at the end) positive. */
export interface DatedFlow {
  readonly date: Day;
  readonly amount: Decimal;
}

export interface InternalRate<N = Decimal> {
  /** Effective, a year of 365 days. Of several roots the one nearest to the rate that Modified Dietz suggests. */
  readonly rate: N;
  /** The same over the days from the first to the last flow; under a year this is the figure to show first. */
  readonly periodReturn: N;
  /** Every rate that fits, ascending. */
  readonly roots: readonly N[];
  readonly days: number;
}

/**
 * The money-weighted return (XIRR): every r above −1 with Σ CFᵢ (1 + r)^(−(dᵢ − d₀)/365) = 0. Flows of one day are netted, order does not
 * matter, days count actual/365. Money paid in and a final flow of zero is a total loss, −1.
 *
 * Unavailable: `one-day` where all money moves on one day, `no-sign-change` where money only went in or only came out, `no-root` where no
 * rate fits, `out-of-range` where a rate has more digits than can be written down. The roots are exact to the digits of the house, not to
 * those of a double.
 */
export function internalRateOfReturn(flows: readonly DatedFlow[]): Figure<InternalRate> {
  const totals = new Map<number, Decimal>();
  for (const { date, amount } of flows) {
    const day = dayNumber(date);
    if (day === null) return unavailable('not-a-day', `A flow is dated "${date}", which is no day that exists; write YYYY-MM-DD.`);
    totals.set(day, (totals.get(day) ?? ZERO).plus(amount));
  }
  const net = netByDay(totals, (amount) => amount.comparedTo(0));
  if ('unavailable' in net) return net;
  if (net.isTotalLoss)
    return explained(flows, { rate: ONE.negated(), periodReturn: ONE.negated(), roots: [ONE.negated()], days: net.days });
  const discounts = dailyDiscounts(net.offsets, net.amounts);
  if (discounts.length === 0) return noRoot(flows.length);
  const roots = discounts.map((discount) => ({
    discount,
    rate: compoundReturn(ONE.dividedBy(discount).minus(ONE), YEAR).toDecimalPlaces(PLACES),
  }));
  roots.sort((a, b) => a.rate.comparedTo(b.rate));
  const guess = growthGuess(net.offsets, asNumbers(net.amounts));
  const chosen = nearest(roots, guess, ({ discount }) => -365 * discount.ln().toNumber());
  const periodReturn = compoundReturn(ONE.dividedBy(chosen.discount).minus(ONE), new Decimal(net.days)).toDecimalPlaces(PLACES);
  return explained(flows, { rate: chosen.rate, periodReturn, roots: roots.map(({ rate }) => rate), days: net.days });
}

/**
 * The same in doubles, for very many flows: `days` are day numbers in any order, one amount each. Rates are right to about 12 digits; of
 * two within a millionth only one is reported, and a near miss may count as one that touches. A rate beyond all doubles is `Infinity`.
 * There is no trail.
 */
export function internalRateOfAmounts(days: ArrayLike<number>, amounts: ArrayLike<number>): Figure<InternalRate<number>> {
  const totals = new Map<number, number>();
  for (let index = 0; index < days.length; index++) {
    const day = days[index]!;
    totals.set(day, (totals.get(day) ?? 0) + amounts[index]!);
  }
  const net = netByDay(totals, Math.sign);
  if ('unavailable' in net) return net;
  if (net.isTotalLoss) return known({ rate: -1, periodReturn: -1, roots: [-1], days: net.days });
  const flows = { days: net.offsets, amounts: net.amounts };
  const { crossings, touches } = growthRoots(flows);
  const roots = [...crossings, ...touches].sort((a, b) => a - b).filter((g, index, all) => index === 0 || g - all[index - 1]! > 1e-6);
  if (roots.length === 0) return noRoot(days.length);
  const growth = nearest(roots, growthGuess(flows.days, flows.amounts), (g) => g);
  return known({
    rate: Math.expm1(growth),
    periodReturn: Math.expm1((growth * net.days) / 365),
    roots: roots.map(Math.expm1),
    days: net.days,
  });
}

const YEAR = new Decimal(365);
/** The rate is exact to 60 digits of 1 + r; what is left below these decimal places is rounding. */
const PLACES = 50;

interface Netted<N> {
  readonly offsets: readonly number[];
  readonly amounts: readonly N[];
  readonly days: number;
  readonly isTotalLoss: boolean;
}

function netByDay<N>(
  totals: ReadonlyMap<number, N>,
  sign: (amount: N) => number,
): Netted<N> | { readonly unavailable: { reason: string; message: string } } {
  const all = [...totals].sort(([a], [b]) => a - b);
  const moved = all.filter(([, amount]) => sign(amount) !== 0);
  const [first, last] = [moved[0], all.at(-1)];
  if (!first || !last)
    return unavailable('no-sign-change', 'No money moved at all; a return needs money that went in and money or value that came out.');
  const days = last[0] - first[0];
  if (days === 0)
    return unavailable('one-day', 'All money moved on one day; a return needs at least a day between what went in and what came out.');
  const hasPaid = moved.some(([, amount]) => sign(amount) < 0);
  const hasReceived = moved.some(([, amount]) => sign(amount) > 0);
  const isTotalLoss = hasPaid && !hasReceived && sign(last[1]) === 0;
  if (!isTotalLoss && !(hasPaid && hasReceived)) {
    const missing = hasPaid
      ? 'nothing came out and no final value is given; add the value at the end as a last flow, 0 for a total loss'
      : 'nothing was paid in';
    return unavailable('no-sign-change', `No rate fits, since ${missing}.`);
  }
  return { offsets: moved.map(([day]) => day - first[0]), amounts: moved.map(([, amount]) => amount), days, isTotalLoss };
}

/** Every daily discount factor v = (1 + r)^(−1/365) at which the flows are worth nothing, to the digits of the house. */
function dailyDiscounts(offsets: readonly number[], amounts: readonly Decimal[]): Decimal[] {
  if (offsets.length === 2) {
    return [amounts[0]!.dividedBy(amounts[1]!).negated().pow(ONE.dividedBy(offsets[1]!))];
  }
  const { crossings, touches } = growthRoots({ days: offsets, amounts: asNumbers(amounts) });
  const polynomial = new FlowPolynomial(offsets, amounts);
  const start = (g: number) => new Decimal(-g).dividedBy(365).exp();
  return polynomial.distinct([
    ...crossings.map((g) => polynomial.polish(start(g))),
    ...touches.flatMap((g) => polynomial.rootsNearTurn(start(g))),
  ]);
}

/** Amounts in doubles relative to the largest, so that none overflows. */
function asNumbers(amounts: readonly Decimal[]): number[] {
  const largest = amounts.reduce((most, amount) => Decimal.max(most, amount.abs()), ZERO);
  return amounts.map((amount) => amount.dividedBy(largest).toNumber());
}

/** ln(1 + r) a year as Modified Dietz suggests it over the whole period; 0 where no capital was at work on average. */
function growthGuess(offsets: readonly number[], amounts: readonly number[]): number {
  const span = offsets.at(-1)!;
  let [gain, capital] = [0, 0];
  for (const [index, amount] of amounts.entries()) {
    gain += amount;
    capital -= (amount * (span - offsets[index]!)) / span;
  }
  const growth = capital > 0 ? Math.log1p(gain / capital) * (365 / span) : 0;
  return Number.isFinite(growth) ? growth : 0;
}

function nearest<T>(candidates: readonly T[], guess: number, growth: (candidate: T) => number): T {
  const distance = (candidate: T) => Math.abs(growth(candidate) - guess);
  return candidates.reduce((best, candidate) => (distance(candidate) < distance(best) ? candidate : best));
}

function noRoot(flows: number) {
  return unavailable(
    'no-root',
    `No rate makes these ${flows} flows worth nothing at their start; money went in, out and in again so that none fits.`,
  );
}

function explained(flows: readonly DatedFlow[], result: InternalRate): Figure<InternalRate> {
  if (![result.periodReturn, ...result.roots].every(isExpressible)) return outOfRange('internal rate of return');
  const listed = flows.length <= MOST_LISTED ? flows : [];
  const inputs = Object.fromEntries(listed.map(({ date, amount }, index) => [`flow ${index + 1}`, `${decimalText(amount)} on ${date}`]));
  const many = result.roots.length === 1 ? '' : `; ${result.roots.length} rates fit, this one lies nearest to Modified Dietz`;
  return known(result, [
    trailStep(
      {
        figure: 'internal rate of return',
        formula: `Σ CFᵢ (1 + r)^(−(dᵢ − d₀)/365) = 0${many}`,
        source: XIRR,
        unit: 'fraction a year, effective',
      },
      { flows: flows.length, ...inputs },
      figureText(result.rate),
    ),
    trailStep(
      { figure: 'period return', formula: '(1 + r)^(days/365) − 1', source: XIRR, unit: 'fraction' },
      { r: figureText(result.rate), days: result.days },
      figureText(result.periodReturn),
    ),
  ]);
}

const MOST_LISTED = 40;
const XIRR = 'Money-weighted return as XIRR, actual/365, flows of one day netted';
