import { firingsByMonth, firingsPerMonth, longestFiring } from '../../shared/alerts/index.ts';
import type { History } from '../../shared/figures/index.ts';
import type { Tried } from './trial.ts';
import type { Stretch } from './time-view.ts';

/** Shorter histories say nothing of an average month. */
const MONTH = 30 * 864e5;

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

export function figuresOf({ firings, evaluated, unknown }: Tried, history: History, [from, to]: Stretch): RehearsalFigures {
  return {
    firings: firings.length,
    stillFiring: firings.at(-1)?.cleared === undefined && firings.length > 0,
    longest: longestFiring(firings, to),
    perMonth: to - from >= MONTH ? firingsPerMonth(firings, history) : null,
    months: monthsOf(firingsByMonth(firings), from, to),
    unknownShare: evaluated === 0 ? 0 : unknown / evaluated,
    evaluated,
  };
}

/** Every month from the first to the last of a history with how many firings began in it, months without any among them. */
export function monthsOf(byMonth: Readonly<Record<string, number>>, from: number, to: number): RehearsalFigures['months'] {
  const months: { month: string; firings: number }[] = [];
  const begin = new Date(from);
  for (let month = begin.getUTCMonth(); ; month += 1) {
    const at = Date.UTC(begin.getUTCFullYear(), month, 1);
    if (at > to) return months;
    const name = new Date(at).toISOString().slice(0, 7);
    months.push({ month: name, firings: byMonth[name] ?? 0 });
  }
}
