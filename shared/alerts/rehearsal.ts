import { dayOf } from '../figures/index.ts';
import type { AlertState } from './alert-state.ts';
import { Evaluation } from './evaluation.ts';
import type { Happening } from './stepper.ts';
import type { History } from '../figures/index.ts';
import type { Plan } from './plan.ts';
import type { SeriesByKey } from './series.ts';

/** One time that a rule fires: when, at which observation (index), and when it cleared; `cleared` is absent while it fires still. */
export interface Firing {
  readonly at: number;
  readonly index: number;
  readonly cleared?: number;
}

/** What a rule would have done over a history. */
export interface Rehearsal {
  readonly firings: readonly Firing[];
  /** The state at the end. */
  readonly state: AlertState;
  readonly evaluated: number;
  /** At how many of the evaluations it could not be said whether the condition holds. */
  readonly unknown: number;
}

/** Runs a rule over the past as it would have run then: nothing that was observed later is looked at. Ends with the last observation. */
export function rehearse(plan: Plan, observed: History | SeriesByKey): Rehearsal {
  const evaluation = new Evaluation(plan, observed);
  const firings = firingsOf(evaluation.advance());
  return { firings, state: evaluation.state, ...evaluation.told };
}

/** Happenings as firings, each with its clearing. */
export function firingsOf(happenings: readonly Happening[]): readonly Firing[] {
  const firings: Firing[] = [];
  for (const { kind, at, index } of happenings) {
    const open = firings.at(-1);
    if (kind === 'fired') firings.push({ at, index });
    else if (open !== undefined) firings[firings.length - 1] = { ...open, cleared: at };
  }
  return firings;
}

/** How many firings began in each month (UTC, `2022-03`) in which one did. */
export function firingsByMonth(firings: readonly Firing[]): Readonly<Record<string, number>> {
  const months: Record<string, number> = {};
  for (const { at } of firings) {
    const month = dayOf(at).slice(0, 7);
    months[month] = (months[month] ?? 0) + 1;
  }
  return months;
}

/** The milliseconds of the longest firing; one that has not cleared counts to `end`. Null where there is none. */
export function longestFiring(firings: readonly Firing[], end: number): number | null {
  if (firings.length === 0) return null;
  return firings.reduce((longest, { at, cleared }) => Math.max(longest, (cleared ?? end) - at), 0);
}
