import { firingsByMonth, type Firing, longestFiring, type Rehearsal } from '../../shared/alerts/index.ts';
import type { Stretch } from './time-view.ts';

const DAY = 864e5;
const MONTH = 30.436875 * DAY;

/** What a rehearsal comes to, in figures a person can weigh one rule against another by. */
export interface RehearsalFigures {
  readonly firings: number;
  readonly stillFiring: boolean;
  /** Milliseconds; null where it never fired. */
  readonly longest: number | null;
  /** Firings in an average month of the history; null where the history is shorter than one. */
  readonly perMonth: number | null;
  readonly months: ReadonlyArray<{ readonly month: string; readonly firings: number }>;
  /** Share of the evaluations at which it could not be said whether the condition holds. */
  readonly unknownShare: number;
  readonly evaluated: number;
}

export function figuresOf({ firings, evaluated, unknown }: Rehearsal, [from, to]: Stretch): RehearsalFigures {
  const span = to - from;
  return {
    firings: firings.length,
    stillFiring: firings.at(-1)?.cleared === undefined && firings.length > 0,
    longest: longestFiring(firings, to),
    perMonth: span >= MONTH ? firings.length / (span / MONTH) : null,
    months: monthsOf(firings, from, to),
    unknownShare: evaluated === 0 ? 0 : unknown / evaluated,
    evaluated,
  };
}

/** How many firings began in each month from the first to the last of the history, months without any among them. */
export function monthsOf(
  firings: readonly Pick<Firing, 'at' | 'index'>[],
  from: number,
  to: number,
): ReadonlyArray<{ readonly month: string; readonly firings: number }> {
  const byMonth = firingsByMonth(firings);
  const months: { month: string; firings: number }[] = [];
  const begin = new Date(from);
  for (let month = begin.getUTCMonth(); ; month += 1) {
    const at = Date.UTC(begin.getUTCFullYear(), month, 1);
    if (at > to) return months;
    const name = new Date(at).toISOString().slice(0, 7);
    months.push({ month: name, firings: byMonth[name] ?? 0 });
  }
}
