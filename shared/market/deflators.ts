import { type Day, daysBetween, Decimal, type Figure, figureText, known, ONE, type TrailStep, unavailable } from '../figures/index.ts';
import type { DailySeries, Observation } from './daily-series.ts';
import type { Quote } from './price-book.ts';

/** What makes nominal money real. Only ratios of the index mean anything; its base is arbitrary. */
export interface Deflator {
  readonly name: string;
  index(day: Day): Figure<Quote>;
}

/** How long after its month an index may still stand for the present: it is published one to two months later. */
const CPI_TOLERANCE_DAYS = 75;
/** Supplies change slowly and are often recorded by the month. */
const SUPPLY_TOLERANCE_DAYS = 45;

/**
 * Consumer prices of a currency by day. The index of a month stands at its first day, and days between two months lie on the line between them, as
 * for inflation-linked bonds. After the last month that is published its index is held for 75 days, `observed` telling its age; then it is unavailable.
 * `series` has one observation a month, at the month's first day.
 */
export function consumerPriceDeflator(currency: string, series: DailySeries): Deflator {
  return {
    name: `consumer prices in ${currency}`,
    index: (day) => {
      const [before, after] = [series.atOrBefore(day), series.firstAfter(day)];
      if (!before) return unavailable('no-cpi', `There are no consumer prices of ${currency} for ${day}. Import the index by month.`);
      if (!after) return held(before, day, CPI_TOLERANCE_DAYS, `consumer prices of ${currency}`, 'stale-cpi');
      return between(before, after, day, `consumer price index of ${currency} on ${day}`);
    },
  };
}

/** The total supply of a network's asset by day, on the line between two observations, held for 45 days after the last. */
export function supplyDeflator(asset: string, series: DailySeries): Deflator {
  return {
    name: `total supply of ${asset}`,
    index: (day) => {
      const [before, after] = [series.atOrBefore(day), series.firstAfter(day)];
      if (!before) return unavailable('no-supply', `There is no supply of ${asset} for ${day}. Import its supply or inflation series.`);
      if (!after) return held(before, day, SUPPLY_TOLERANCE_DAYS, `supply of ${asset}`, 'stale-supply');
      return between(before, after, day, `total supply of ${asset} on ${day}`);
    },
  };
}

/**
 * The growth of a supply from a series of annual inflation rates (fractions): each rate holds from its day until the next one's and compounds
 * over actual/365. The first day's index is 1; the last rate is carried on for 400 days, since such rates are announced by the year.
 */
export function inflationDeflator(asset: string, series: DailySeries): Deflator {
  const steps = series.all();
  const starts: Decimal[] = [];
  for (const [index, step] of steps.entries()) {
    const previous = steps[index - 1];
    starts.push(previous ? starts[index - 1]!.times(growth(previous, daysBetween(previous.day, step.day))) : ONE);
  }
  return {
    name: `inflation of ${asset}`,
    index: (day) => {
      const before = series.atOrBefore(day);
      if (!before) return unavailable('no-supply', `There is no inflation of ${asset} for ${day}. Import its supply or inflation series.`);
      const days = daysBetween(before.day, day);
      if (days > INFLATION_TOLERANCE_DAYS)
        return tooOld(before, day, days, INFLATION_TOLERANCE_DAYS, `inflation of ${asset}`, 'stale-supply');
      const value = starts[steps.indexOf(before)]!.times(growth(before, days));
      const figure = `supply of ${asset} on ${day}, relative to ${steps[0]!.day}`;
      const step: TrailStep = {
        figure,
        formula: 'Π (1 + inflation)^(days/365)',
        inputs: [{ name: 'inflation', value: before.value, unit: 'fraction a year', origin: before.origin, asOf: before.day }],
        value: figureText(value),
      };
      return known({ value, observed: before.day, origin: { kind: 'step', figure } }, [step]);
    },
  };
}
const INFLATION_TOLERANCE_DAYS = 400;

function growth(rate: Observation, days: number): Decimal {
  return ONE.plus(rate.value).pow(new Decimal(days).dividedBy(365));
}

function between(before: Observation, after: Observation, day: Day, figure: string): Figure<Quote> {
  const value = new Decimal(before.value);
  if (before.day === day) return known({ value, observed: day, origin: before.origin });
  const share = new Decimal(daysBetween(before.day, day)).dividedBy(daysBetween(before.day, after.day));
  const result = value.plus(new Decimal(after.value).minus(value).times(share));
  const step: TrailStep = {
    figure,
    formula: 'before + (after − before) · days since before / days between',
    inputs: [before, after].map((observation, index) => ({
      name: index === 0 ? 'before' : 'after',
      value: observation.value,
      origin: observation.origin,
      asOf: observation.day,
    })),
    value: figureText(result),
  };
  return known({ value: result, observed: before.day, origin: { kind: 'step', figure } }, [step]);
}

function held(last: Observation, day: Day, limit: number, what: string, reason: string): Figure<Quote> {
  const days = daysBetween(last.day, day);
  if (days > limit) return tooOld(last, day, days, limit, what, reason);
  return known({ value: new Decimal(last.value), observed: last.day, origin: last.origin });
}

function tooOld(last: Observation, day: Day, days: number, limit: number, what: string, reason: string): Figure<Quote> {
  const message = `The last ${what} before ${day} is from ${last.day}, ${days} days earlier; at most ${limit} are tolerated. Import a newer series.`;
  return unavailable(reason, message);
}
