import { computed, type Day, dayNumber, Decimal, type Figure, isKnown, known, ONE, type RateBasis, unavailable } from '../figures/index.ts';
import type { Component } from './components.ts';
import type { Decomposition } from './decomposition.ts';
import { feeBreakEvenDays } from './fee-income.ts';
import { type Money, moneyDecimal, moneyNumber } from './fixed-point.ts';
import { type InternalRate, internalRateOfAmounts, internalRateOfReturn } from './internal-rate-of-return.ts';
import type { DailyPrices } from './prices.ts';
import { revalue } from './revaluation.ts';
import { annualisedReturn, type TimeWeightedReturn, timeWeightedReturn } from './time-weighted-return.ts';
import { isMoney, type Worth } from './valuation.ts';
import type { Measured } from './walk.ts';

/** A rate with what it is. */
export interface BasedRate {
  readonly rate: Decimal;
  readonly basis: RateBasis;
}

/**
 * A gain over the money that was at work on average (Modified Dietz): a period return, never annualised. Unavailable where the gain is,
 * and where no money was at work.
 */
export function periodReturn(gain: Worth, result: Decomposition, real: boolean): Figure<BasedRate> {
  if (!isMoney(gain)) return { unavailable: gain };
  const { capital } = result;
  if (!isMoney(capital)) return { unavailable: capital };
  if (capital <= 0n)
    return unavailable('no-capital', 'On average no money was at work in this window, so a return in per cent has no meaning.');
  const [gained, base] = [moneyDecimal(gain), moneyDecimal(capital)];
  const rate = computed(
    {
      figure: real ? 'real return' : 'nominal return',
      formula: 'gain / (begin + Σ flow · days left / days)',
      source: 'Modified Dietz, GIPS 2020, 2.A; flows at the end of their day',
      unit: 'fraction of the money at work',
    },
    { gain: gained, 'money at work on average': base, days: result.days },
    gained.dividedBy(base),
  );
  return isKnown(rate) ? known({ rate: rate.ok, basis: basisOf('period', result, real) }, rate.trail) : rate;
}

/**
 * The net real return a year: of at least 365 days. Below that `standing` says that it is what would follow if the window's return
 * persisted, which is no performance (GIPS 2020) and must be labelled as such.
 */
export function annualReturn(result: Decomposition): Figure<BasedRate & { readonly ifPersisted: boolean }> {
  const period = periodReturn(result.real, result, true);
  if (!isKnown(period)) return period;
  const { days } = result;
  if (days < 1) return unavailable('one-day', 'A return within one day says nothing about a year.');
  const { rate } = period.ok;
  if (rate.lessThan(-1)) return unavailable('loss-above-everything', 'A loss of more than everything has no rate a year.');
  const basis = { ...basisOf('APY', result, true), compounding: 'yearly' };
  if (days < 365) {
    const grown = ONE.plus(rate).pow(new Decimal(365).dividedBy(days)).minus(ONE);
    const step = computed(
      { figure: 'a year if it persisted', formula: '(1 + return)^(365/days) − 1', unit: 'fraction a year' },
      { return: rate, days },
      grown,
    );
    return isKnown(step) ? known({ rate: grown, basis: { ...basis, standing: 'modelled' }, ifPersisted: true }, step.trail) : step;
  }
  const annual = annualisedReturn(rate, days);
  return isKnown(annual) ? known({ rate: annual.ok, basis, ifPersisted: false }, annual.trail) : annual;
}

/** The money-weighted return, nominal and before tax, with all its roots and its trail. */
export function moneyWeightedReturn(result: Decomposition): Figure<InternalRate> {
  const flows = ownerFlows(result);
  if (!isKnown(flows)) return flows;
  return internalRateOfReturn(flows.ok.map(({ day, amount }) => ({ date: day, amount: moneyDecimal(amount) })));
}

/** The same in doubles and without a trail, for lists of thousands. */
export function quickMoneyWeightedReturn(result: Decomposition): Figure<InternalRate<number>> {
  const flows = ownerFlows(result);
  return isKnown(flows) ? rateOf(flows.ok) : flows;
}

/**
 * The money-weighted return of several positions together, nominal and before tax. What moved from one of them to another is no flow
 * at this scope. Positions whose flows or values are unknown are left out; `counted` says how many are in it.
 */
export function portfolioReturn(results: readonly Decomposition[]): Figure<InternalRate<number>> & { readonly counted: number } {
  const all: OwnerFlow[] = [];
  let counted = 0;
  for (const result of results) {
    const flows = ownerFlows(result);
    if (!isKnown(flows)) continue;
    counted += 1;
    for (const flow of flows.ok) all.push(flow);
    for (const { day, amount } of result.transfers) all.push({ day, amount });
  }
  return { ...rateOf(all), counted };
}

function rateOf(flows: readonly OwnerFlow[]): Figure<InternalRate<number>> {
  const days = flows.map(({ day }) => dayNumber(day) ?? 0);
  const amounts = flows.map(({ amount }) => moneyNumber(amount));
  return internalRateOfAmounts(days, amounts);
}

/** The time-weighted return: the position is valued at the end of every day on which money moved. */
export function timeWeighted(position: Measured, result: Decomposition, prices: DailyPrices): Figure<TimeWeightedReturn> {
  if (!isMoney(result.netFlow)) return { unavailable: result.netFlow };
  const { window, flows } = result;
  const days = [...new Set([result.base === window.after ? window.after : result.base, ...flows.map(({ day }) => day), result.until])];
  const valuations: { date: Day; value: Decimal }[] = [];
  for (const { day, value } of revalue(position, days, prices)) {
    if (!isMoney(value)) return { unavailable: value };
    valuations.push({ date: day, value: moneyDecimal(value) });
  }
  return timeWeightedReturn(
    valuations,
    flows.map(({ day, amount }) => ({ date: day, amount: moneyDecimal(amount) })),
  );
}

/** What the position earned at receipt, interest on debt taken off: the plain money behind every rate. */
export function earned(result: Decomposition): Worth {
  let sum = 0n;
  for (const component of EARNED) {
    const worth = result.components.get(component) ?? 0n;
    if (!isMoney(worth)) return worth;
    sum += worth;
  }
  return sum;
}

/** {@link earned} by the day, from the day the money stood there. Unavailable within the first day. */
export function earnedPerDay(result: Decomposition): Figure<Decimal> {
  const money = earned(result);
  if (!isMoney(money)) return { unavailable: money };
  if (result.days < 1) return unavailable('one-day', 'Nothing can be said of a day before one has passed.');
  const total = moneyDecimal(money);
  return computed({ figure: 'earned a day', formula: 'earned / days' }, { earned: total, days: result.days }, total.dividedBy(result.days));
}

/** How many times the fees of a pool cover what it lost against holding. Unavailable where nothing was lost. */
export function feesOverDivergence(result: Decomposition): Figure<Decimal> {
  const [fees, divergence] = [result.components.get('pool-fees') ?? 0n, result.components.get('divergence') ?? 0n];
  if (!isMoney(fees)) return { unavailable: fees };
  if (!isMoney(divergence)) return { unavailable: divergence };
  if (divergence >= 0n) return unavailable('no-divergence', 'Against holding nothing was lost, so there is nothing for fees to cover.');
  const [made, lost] = [moneyDecimal(fees), moneyDecimal(-divergence)];
  const formula = { figure: 'fees ÷ divergence', formula: 'pool fees / loss against holding', unit: 'times' };
  return computed(formula, { 'pool fees': made, 'loss against holding': lost }, made.dividedBy(lost));
}

/**
 * Days of earnings that pay for what the position cost: of a pool, its divergence by its fees; of anything else, fees and gas by what it
 * earns. Unavailable where it costs nothing or earns nothing.
 */
export function breakEvenDays(result: Decomposition): Figure<Decimal> {
  const isPool = result.holdings.pool !== null;
  const cost = isPool ? lossOf(result, ['divergence']) : lossOf(result, ['fees', 'gas']);
  if (!isMoney(cost)) return { unavailable: cost };
  if (cost === 0n) return unavailable('no-cost', isPool ? 'Against holding nothing was lost.' : 'Nothing was paid to be here.');
  const income = isPool ? (result.components.get('pool-fees') ?? 0n) : earned(result);
  if (!isMoney(income)) return { unavailable: income };
  if (result.days < 1) return unavailable('one-day', 'Nothing can be said of a day before one has passed.');
  return feeBreakEvenDays(moneyDecimal(cost), moneyDecimal(income).dividedBy(result.days));
}

const EARNED: readonly Component[] = ['rewards', 'pool-fees', 'incentives', 'interest'];

function lossOf(result: Decomposition, components: readonly Component[]): Worth {
  let loss = 0n;
  for (const component of components) {
    const worth = result.components.get(component) ?? 0n;
    if (!isMoney(worth)) return worth;
    loss -= worth;
  }
  return loss > 0n ? loss : 0n;
}

interface OwnerFlow {
  readonly day: Day;
  readonly amount: Money;
}

/** From the owner's side: what was paid in is negative, the value at the end is received. */
function ownerFlows(result: Decomposition): Figure<readonly OwnerFlow[]> {
  const { begin, end, netFlow, window } = result;
  if (!isMoney(begin)) return { unavailable: begin };
  if (!isMoney(end)) return { unavailable: end };
  if (!isMoney(netFlow)) return { unavailable: netFlow };
  const flows = [{ day: window.after, amount: -begin }, ...result.flows.map(({ day, amount }) => ({ day, amount: -amount }))];
  const moved = flows.filter(({ amount }) => amount !== 0n);
  // A value of zero says something only where nothing ever came back: then all is lost.
  return known(end !== 0n || moved.every(({ amount }) => amount < 0n) ? [...moved, { day: window.through, amount: end }] : moved);
}

function basisOf(kind: RateBasis['kind'], result: Decomposition, real: boolean): RateBasis {
  return { kind, standing: 'realised', net: 'net', real, windowDays: result.days, asOf: result.until };
}
