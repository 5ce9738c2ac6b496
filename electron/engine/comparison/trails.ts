import { dayClose } from '../../../shared/comparison/index.ts';
import {
  dayOf,
  Decimal,
  decimalText,
  type Figure,
  known,
  type TrailInput,
  type TrailStep,
  unavailable,
} from '../../../shared/figures/index.ts';
import type { GatheredSeries } from './gather.ts';

/** A column of days with the way back to the rows that its values are. */
export interface TracedColumn {
  readonly series: GatheredSeries;
  readonly firstDay: number;
  /** For each day which observation it is; −1 in a gap. */
  readonly taken: Int32Array;
}

/** A statistic of binary numbers as text: fifteen significant digits, since what follows is their rounding. */
export function statisticText(value: number): string {
  return decimalText(new Decimal(value).toSignificantDigits(15));
}

/** A statistic as a figure; unavailable where it is no number. */
export function statistic(step: Omit<TrailStep, 'value'>, value: number): Figure<string> {
  if (!Number.isFinite(value)) return unavailable('not-a-number', `The ${step.figure} cannot be told from so few values.`);
  const text = statisticText(value);
  return known(text, [{ ...step, value: text }]);
}

/** The value of a day as an input: what was observed, on which day it counts, and which row it is. */
export function dayInput(name: string, { series, firstDay, taken }: TracedColumn, place: number): TrailInput {
  const index = taken[place] ?? -1;
  if (index < 0) return { name, value: 'unknown', origin: { kind: 'given' } };
  return {
    name,
    value: decimalText(series.history.decimalAt(index)),
    ...(series.currency === undefined ? {} : { unit: series.currency }),
    origin: series.originOf(index),
    asOf: dayAt(firstDay + place),
  };
}

/** The day itself, as text. */
export function dayAt(day: number): string {
  return dayOf(dayClose(day));
}

/** How many days went in. */
export function countInput(n: number): TrailInput {
  return { name: 'n', value: String(n), unit: 'days', origin: { kind: 'given' } };
}
