import { type Day, daysBetween, decimalText, isKnown, type Trail, type Unavailability } from '../figures/index.ts';
import { type Component, COMPONENTS, type Subject } from './components.ts';
import { DailyDeflator, type DatedMoney, inflationEffect } from './deflation.ts';
import { type Money, moneyDecimal } from './fixed-point.ts';
import { Holdings } from './holdings.ts';
import type { Conclusion } from './postings.ts';
import type { DailyPrices } from './prices.ts';
import { Explanation } from './explanation.ts';
import { Tally } from './tally.ts';
import { TaxLots, taxOn, type TaxRules } from './tax.ts';
import { stakedTokens } from './terms.ts';
import { bucketWorth, divergenceOf, driftOf, isMoney, minus, pegOf, plus, valueOf, type Worth } from './valuation.ts';
import { type Measured, Walk } from './walk.ts';

/** Begins with the value at the end of `after`; what happens on later days, up to the end of `through`, is the window's. */
export interface Window {
  readonly after: Day;
  readonly through: Day;
}

/** By what a return is measured. `null` leaves a component out; an unavailability leaves it unknown. */
export interface Measure {
  readonly prices: DailyPrices;
  readonly deflator: DailyDeflator | Unavailability | null;
  readonly tax: TaxRules | null;
}

/**
 * The return of a position over a window, in one currency or coin, taken apart. Where everything is known,
 * `Σ components = real` and `Σ components without tax and inflation = nominal = end − begin − net flow`, exactly.
 */
export interface Decomposition {
  readonly window: Window;
  /** The first day on which the position's money stood: real amounts are in money of that day, and time is counted from it. */
  readonly base: Day;
  /** The last day on which there was anything: the end of the window, or the day on which the last of it left. */
  readonly until: Day;
  /** From `base` to `until`. */
  readonly days: number;
  readonly begin: Worth;
  readonly end: Worth;
  /** Net of flows in and out, those to and from other positions included. */
  readonly netFlow: Worth;
  readonly flows: readonly DatedMoney[];
  readonly transfers: readonly DatedMoney[];
  /** Only what occurred; a component that is not listed is zero, or was left out of the measure. */
  readonly components: ReadonlyMap<Component, Worth>;
  readonly nominal: Worth;
  readonly afterTax: Worth;
  readonly real: Worth;
  /** Money that was at work on average, by days (Modified Dietz): what a return in per cent refers to. */
  readonly capital: Worth;
  readonly conclusions: readonly Conclusion[];
  /** As folded to the end of the window. */
  readonly holdings: Holdings;
  /** Of the one component that was asked for. */
  readonly trail: Trail;
}

/**
 * Takes the return of a position apart in one pass over its activities, with one price per asset and day.
 *
 * Everything that moves is valued at the price of its day; what is kept is revalued at the end. A missing price makes unavailable only
 * the components that need it. `explain` collects the trail of one component, or of the flows, down to activities and rows.
 */
export function decompose(position: Measured, window: Window, measure: Measure, explain?: Subject): Decomposition {
  const { prices } = measure;
  const explanation = explain === undefined ? null : new Explanation(explain, prices);
  const lots = measure.tax && !measure.tax.gainsRate.isZero() && position.terms.kind !== 'liquidity' ? new TaxLots() : null;
  const tally = new Tally(prices, stakedTokens(position.terms), explanation, lots);
  const holdings = new Holdings(position.terms, prices, tally);
  const walk = new Walk(position, holdings, tally, prices);

  walk.through(window.after);
  const start = snapshot(holdings, window.after, prices);
  explanation?.held(holdings, window.after, 'held at the start', -1n);
  explanation?.difference(holdings, window.after, 'at the start', -1n);
  tally.isOpen = true;
  walk.through(window.through);
  const finish = { ...snapshot(holdings, window.through, prices), ...(walk.unreadable && { value: walk.unreadable }) };
  explanation?.held(holdings, window.through, 'held at the end', 1n);
  explanation?.difference(holdings, window.through, 'at the end', 1n);
  if (walk.unreadable) for (const subject of [...COMPONENTS, 'flows'] as const) tally.lack(subject, walk.unreadable);

  settleDrift(holdings, tally, start, finish);
  tally.addWorth('divergence', minus(finish.divergence, start.divergence));
  tally.addWorth('peg', minus(finish.peg, start.peg));
  const netFlow = tally.lacking.get('flows') ?? sumOf(tally.flows);
  const nominal = minus(minus(finish.value, start.value), netFlow);

  const base = baseDay(window, start.value, tally.flows);
  const until = holdings.isEmpty() ? (tally.flows.at(-1)?.day ?? base) : window.through;
  const tax = taxWorth(tally, lots, measure.tax, window.after);
  if (tax !== null) tally.addWorth('tax', tax);
  const inflation = inflationWorth(measure.deflator, base, until, plus(finish.value, tax ?? 0n), tally);
  if (inflation !== null) tally.addWorth('inflation', inflation);
  const afterTax = plus(nominal, tax ?? 0n);
  if (explanation) explainTax(explanation, tally, lots, measure.tax, window.after);
  if (explanation) explainInflation(explanation, measure.deflator, base, until);

  return {
    window,
    base,
    until,
    days: daysBetween(base, until),
    begin: start.value,
    end: finish.value,
    netFlow,
    flows: tally.flows,
    transfers: tally.transfers,
    components: componentsOf(tally),
    nominal,
    afterTax,
    real: plus(afterTax, inflation ?? 0n),
    capital: plus(start.value, isMoney(netFlow) ? averageFlow(tally.flows, base, until) : netFlow),
    conclusions: tally.conclusions,
    holdings,
    trail: explanation?.trail(explained(explanation.subject, tally)) ?? [],
  };
}

/** The total of components; the first reason where one is unknown. Equals `real` where all are known. */
export function totalOf(components: ReadonlyMap<Component, Worth>): Worth {
  let sum: Worth = 0n;
  for (const worth of components.values()) sum = plus(sum, worth);
  return sum;
}

interface Snapshot {
  readonly value: Worth;
  readonly divergence: Worth;
  readonly peg: Worth;
  readonly buckets: readonly Worth[];
}

function snapshot(holdings: Holdings, day: Day, prices: DailyPrices): Snapshot {
  return {
    value: valueOf(holdings, day, prices),
    divergence: divergenceOf(holdings, day, prices),
    peg: pegOf(holdings, day, prices),
    buckets: holdings.buckets.map((bucket) => bucketWorth(bucket, day, prices)),
  };
}

function explained(subject: Subject, tally: Tally): Money {
  return subject === 'flows' ? sumOf(tally.flows) : (tally.sums.get(subject) ?? 0n);
}

/** What each part of the holdings gained by its price: its worth at the end, less at the start, less what was booked in between. */
function settleDrift(holdings: Holdings, tally: Tally, start: Snapshot, finish: Snapshot): void {
  holdings.buckets.forEach((bucket, place) => {
    const change = minus(finish.buckets[place] ?? 0n, start.buckets[place] ?? 0n);
    tally.addWorth(driftOf(bucket), minus(change, tally.bookedOn(bucket)));
  });
}

function componentsOf(tally: Tally): ReadonlyMap<Component, Worth> {
  const found = new Map<Component, Worth>();
  for (const component of COMPONENTS) {
    const worth = tally.lacking.get(component) ?? tally.sums.get(component);
    if (worth !== undefined && (worth !== 0n || component === 'price')) found.set(component, worth);
  }
  return found;
}

function taxWorth(tally: Tally, lots: TaxLots | null, rules: TaxRules | null, after: Day): Worth | null {
  if (rules === null) return null;
  for (const component of ['rewards', 'pool-fees', 'incentives'] as const) {
    const why = tally.lacking.get(component);
    if (why && !rules.incomeRate.isZero()) return why;
  }
  const gains = lots ? lots.tax(rules, after) : 0n;
  return isMoney(gains) ? -taxOn(tally.taxable, rules.incomeRate) - gains : gains;
}

function explainTax(explanation: Explanation, tally: Tally, lots: TaxLots | null, rules: TaxRules | null, after: Day): void {
  if (rules === null) return;
  const income = { kind: 'step', figure: 'rewards, pool fees and incentives' } as const;
  explanation.note('tax', { name: 'income at receipt', value: decimalText(moneyDecimal(tally.taxable)), origin: income });
  explanation.note('tax', {
    name: 'rate on income',
    value: decimalText(rules.incomeRate),
    origin: { kind: 'setting', name: 'incomeTaxRate' },
  });
  const gains = lots?.tax(rules, after);
  if (typeof gains !== 'bigint' || gains === 0n) return;
  const matched = { kind: 'step', figure: `disposals within the position, ${rules.method}` } as const;
  explanation.note('tax', { name: 'tax on gains', value: decimalText(moneyDecimal(gains)), origin: matched });
  explanation.note('tax', {
    name: 'rate on gains',
    value: decimalText(rules.gainsRate),
    origin: { kind: 'setting', name: 'gainsTaxRate' },
  });
}

function explainInflation(explanation: Explanation, deflator: Measure['deflator'], base: Day, through: Day): void {
  if (!(deflator instanceof DailyDeflator)) return;
  for (const day of base === through ? [base] : [base, through]) {
    const index = deflator.deflator.index(day);
    if (!isKnown(index)) continue;
    const { value, observed, origin } = index.ok;
    explanation.note('inflation', { name: `${deflator.deflator.name} on ${day}`, value: decimalText(value), origin, asOf: observed });
  }
}

/** The day to whose money and from which time counts: that of the first flow, where nothing was there before. */
function baseDay(window: Window, begin: Worth, flows: readonly DatedMoney[]): Day {
  return begin === 0n ? (flows[0]?.day ?? window.after) : window.after;
}

/** Tax counts as paid at the end of the window, as no date of payment is known. */
function inflationWorth(deflator: Measure['deflator'], base: Day, end: Day, afterTax: Worth, tally: Tally): Worth | null {
  if (deflator === null) return null;
  if (!(deflator instanceof DailyDeflator)) return deflator;
  const why = tally.lacking.get('flows');
  if (why) return why;
  if (!isMoney(afterTax)) return afterTax;
  return inflationEffect(deflator, base, [
    ...tally.flows.map(({ day, amount }) => ({ day, amount: -amount })),
    { day: end, amount: afterTax },
  ]);
}

function averageFlow(flows: readonly DatedMoney[], base: Day, until: Day): Money {
  const days = BigInt(daysBetween(base, until));
  if (days === 0n) return flows.reduce((sum, { amount }) => (amount > 0n ? sum + amount : sum), 0n);
  return flows.reduce((sum, { day, amount }) => sum + (amount * BigInt(daysBetween(day, until))) / days, 0n);
}

function sumOf(flows: readonly DatedMoney[]): Money {
  return flows.reduce((sum, { amount }) => sum + amount, 0n);
}
