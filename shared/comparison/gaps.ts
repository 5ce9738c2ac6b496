import type { Observed } from './alignment.ts';

const DAY = 86_400_000;
/** A pause this many times as long as the usual step is one; a series of Fridays has no gap over a weekend. */
const STEPS = 3;

/**
 * The longest time, in milliseconds, that may lie between two observations before the line between them would pretend to know: `tolerance` days and
 * one more, or three times the series' own usual step (the median) where that is longer.
 */
export function longestStep({ at, length }: Observed, tolerance: number): number {
  const allowed = (tolerance + 1) * DAY;
  if (length < 2) return allowed;
  const steps = new Float64Array(length - 1);
  for (let index = 1; index < length; index += 1) steps[index - 1] = at[index]! - at[index - 1]!;
  return Math.max(allowed, steps.sort()[steps.length >> 1]! * STEPS);
}

/** The series with an unknown in each pause that is longer than `longest`, one millisecond after the last value before it. */
export function withGaps(series: Observed, longest: number): Observed {
  const { at, value, length } = series;
  let gaps = 0;
  for (let index = 1; index < length; index += 1) if (at[index]! - at[index - 1]! > longest) gaps += 1;
  if (gaps === 0) return series;
  const [gapAt, gapValue] = [new Float64Array(length + gaps), new Float64Array(length + gaps)];
  let place = 0;
  for (let index = 0; index < length; index += 1) {
    if (index > 0 && at[index]! - at[index - 1]! > longest) {
      gapAt[place] = at[index - 1]! + 1;
      gapValue[place] = Number.NaN;
      place += 1;
    }
    gapAt[place] = at[index]!;
    gapValue[place] = value[index]!;
    place += 1;
  }
  return { at: gapAt, value: gapValue, length: place };
}
