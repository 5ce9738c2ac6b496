import {
  compoundReturn,
  computed,
  type Day,
  dayNumber,
  Decimal,
  type Figure,
  figureText,
  isKnown,
  known,
  ONE,
  sum,
  trailStep,
  unavailable,
  ZERO,
} from '../figures/index.ts';

/** What a portfolio was worth at the end of a day, flows of that day counted in. */
export interface Valuation {
  readonly date: Day;
  readonly value: Decimal;
}

/** Money that came in from outside (positive) or went out (negative), dated at the end of its day. */
export interface ExternalFlow {
  readonly date: Day;
  readonly amount: Decimal;
}

export interface TimeWeightedReturn {
  /** Over the whole period, not annualised. */
  readonly return: Decimal;
  /** Only from 365 days on: a shorter performance must not be shown as one of a year (GIPS 2020). */
  readonly annualised?: Decimal;
  readonly days: number;
}

/**
 * The time-weighted return: growth from valuation to valuation, each less the flows of its day, linked. Exact where every flow's day is
 * valued, which it demands.
 *
 * Rewards left in place are no flows. A stretch that begins and ends without money counts for nothing. Unavailable: `too-few-valuations`,
 * `duplicate-valuation`, `not-a-day`, `flow-outside-period`, `missing-valuation` (a flow on a day without one), `negative-value`,
 * `no-capital` (value out of nothing).
 */
export function timeWeightedReturn(valuations: readonly Valuation[], flows: readonly ExternalFlow[]): Figure<TimeWeightedReturn> {
  const dates = [...valuations, ...flows].map(({ date }) => date);
  const noDay = dates.find((date) => dayNumber(date) === null);
  if (noDay !== undefined) return unavailable('not-a-day', `"${noDay}" is no day that exists; write YYYY-MM-DD.`);
  const values = new Map(valuations.map(({ date, value }) => [date, value]));
  if (values.size < valuations.length) return unavailable('duplicate-valuation', 'A day is valued twice; one value at its end is wanted.');
  const points = [...values].sort(([a], [b]) => (a < b ? -1 : 1));
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) {
    return unavailable('too-few-valuations', 'A return needs a value at its beginning and one at its end, on different days.');
  }
  const flowOf = new Map<Day, Decimal>();
  for (const { date, amount } of flows) {
    if (date < first[0] || date > last[0]) {
      return unavailable('flow-outside-period', `The flow on ${date} lies outside the valued period, ${first[0]} to ${last[0]}.`);
    }
    if (!values.has(date)) {
      return unavailable('missing-valuation', `Money moved on ${date} but there is no value at the end of that day, which linking needs.`);
    }
    flowOf.set(date, (flowOf.get(date) ?? ZERO).plus(amount));
  }
  let growth = ONE;
  let begin = ZERO;
  for (const [index, [date, value]] of points.entries()) {
    const before = index === 0 ? ZERO : value.minus(flowOf.get(date) ?? ZERO);
    if (value.lessThan(0) || before.lessThan(0))
      return unavailable('negative-value', `The value on ${date} is below zero, where growth has no meaning.`);
    if (index > 0 && begin.isZero() && !before.isZero()) {
      return unavailable('no-capital', `Value appeared by ${date} where there was none before and no flow brought it.`);
    }
    if (index > 0 && !begin.isZero()) growth = growth.times(before).dividedBy(begin);
    begin = value;
  }
  const days = dayNumber(last[0])! - dayNumber(first[0])!;
  return linked(growth.minus(ONE), days, { from: first[0], to: last[0], valuations: points.length, flows: flows.length });
}

/** The return a year of a return over `days`, actual/365. Unavailable below 365 days, and for a loss of more than everything. */
export function annualisedReturn(total: Decimal, days: number): Figure<Decimal> {
  if (days < 365) return unavailable('less-than-a-year', 'A return over less than 365 days is not annualised.');
  if (total.lessThan(-1)) return unavailable('loss-above-everything', 'A loss of more than everything has no rate a year.');
  const value = total.equals(-1) ? total : compoundReturn(total, new Decimal(365).dividedBy(days)).toDecimalPlaces(PLACES);
  return computed(
    { ...LINKED, figure: 'annualised return', formula: '(1 + return)^(365/days) − 1', unit: 'fraction a year' },
    { return: total, days },
    value,
  );
}

/** Money that moved on a day of a period, counted from 0 at its beginning; into the portfolio is positive. */
export interface PeriodFlow {
  readonly day: number;
  readonly amount: Decimal;
}

/**
 * The Modified Dietz return of a period of `days`: (E − B − F)/(B + Σ wᵢFᵢ) with wᵢ = (days − dayᵢ)/days, flows at the end of their day.
 * An estimate, good while flows are small against the value (10 % is the usual bound). Not annualised. Unavailable: `no-period`,
 * `flow-outside-period`, `no-capital` where the denominator is not above zero.
 */
export function modifiedDietz(
  begin: Decimal,
  end: Decimal,
  days: number,
  flows: readonly PeriodFlow[],
): Figure<{ readonly return: Decimal }> {
  if (!(days > 0)) return unavailable('no-period', 'The period has no days.');
  const outside = flows.find(({ day }) => day < 0 || day > days);
  if (outside) return unavailable('flow-outside-period', `A flow on day ${outside.day} lies outside a period of ${days} days.`);
  const net = sum(flows.map(({ amount }) => amount));
  const weighted = sum(flows.map(({ day, amount }) => amount.times(days - day))).dividedBy(days);
  const capital = begin.plus(weighted);
  if (!capital.greaterThan(0)) {
    return unavailable(
      'no-capital',
      'On average no capital was at work, so a return on it cannot be given; value the portfolio at each flow and link instead.',
    );
  }
  const value = end.minus(begin).minus(net).dividedBy(capital);
  return known({ return: value }, [
    trailStep(
      {
        figure: 'modified Dietz return',
        formula: '(E − B − F) / (B + Σ wᵢ Fᵢ), wᵢ = (days − dayᵢ)/days',
        source: 'GIPS 2020, 2.A; P. Dietz, 1966',
        unit: 'fraction over the period',
      },
      { B: begin, E: end, F: net, 'Σ wᵢ Fᵢ': weighted, days },
      figureText(value),
    ),
  ]);
}

const LINKED = { source: 'GIPS 2020, 2.A: sub-periods linked at every external flow' };
/** Powers are rounded at 60 digits; what is left of that below these decimal places must not pose as a return. */
const PLACES = 55;

function linked(total: Decimal, days: number, inputs: Readonly<Record<string, string | number>>): Figure<TimeWeightedReturn> {
  const figure = computed(
    {
      ...LINKED,
      figure: 'time-weighted return',
      formula: 'Π (value − flow of the day) / value before − 1',
      unit: 'fraction over the period',
    },
    { ...inputs, days },
    total.toDecimalPlaces(PLACES),
  );
  if (!isKnown(figure)) return figure;
  const annualised = annualisedReturn(figure.ok, days);
  if (!isKnown(annualised)) return known({ return: figure.ok, days }, figure.trail);
  return known({ return: figure.ok, annualised: annualised.ok, days }, [...figure.trail, ...annualised.trail]);
}
