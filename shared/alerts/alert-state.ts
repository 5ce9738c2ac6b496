import { FALSE, TRUE } from './block.ts';

/** What of a rule is about time; milliseconds, and zero for none. */
export interface Timing {
  readonly holdFor: number;
  readonly clearFor: number;
  readonly cooldown: number;
  readonly once: boolean;
  /** From this instant on it does not fire any more. */
  readonly ends: number;
}

/**
 * Where an alert stands; plain values, to be kept and taken up again. Instants are milliseconds since 1970.
 *
 * `armed` waits; `pending` has seen the condition hold, but not long enough; `firing`; `recovering` fires still, but has seen the clearing hold,
 * not yet long enough; `cooling` has cleared and is quiet until `quietUntil`; `spent` never fires again (`once`, `until`).
 */
export interface AlertState {
  readonly phase: 'armed' | 'pending' | 'firing' | 'recovering' | 'cooling' | 'spent';
  /** Since when the condition has held without a break; null while it does not, or while the alert fires. */
  readonly holdsSince: number | null;
  readonly clearsSince: number | null;
  readonly quietUntil: number | null;
}

export const ARMED: AlertState = { phase: 'armed', holdsSince: null, clearsSince: null, quietUntil: null };

const FIRING: AlertState = { ...ARMED, phase: 'firing' };
const SPENT: AlertState = { ...ARMED, phase: 'spent' };

export interface Step {
  readonly state: AlertState;
  readonly happened: 'fired' | 'cleared' | null;
}

/** Most steps are one of these: a history that flaps has hundreds, and they are not made each time. */
const [FIRED, CLEARED, WAITS]: readonly [Step, Step, Step] = [
  { state: FIRING, happened: 'fired' },
  { state: ARMED, happened: 'cleared' },
  { state: ARMED, happened: null },
];

/**
 * The state after one evaluation at `at`. `holds` and `clears` are truths of three values.
 *
 * - It fires at the first evaluation that finds the condition to have held at every evaluation for `holdFor` at least, as Prometheus does
 *   (rules/alerting.go: pending becomes firing where `ts.Sub(ActiveAt) >= holdDuration`). Evaluations are the observations themselves, and not the ticks
 *   of some clock, so that the same data always give the same firings. One observation is never enough for a `for`.
 * - Unknown is not “holds”: it breaks the count. Neither does it end a firing, where Prometheus would resolve the alert: silence is no good news.
 * - It clears where the clearing holds, and the condition does not, for `clearFor` (Grafana calls this Recovering; Prometheus has
 *   `keep_firing_for`, without a level of its own).
 * - While it cools the count goes on, so that what still holds when the quiet is over fires then.
 */
export function step(state: AlertState, timing: Timing, at: number, holds: number, clears: number): Step {
  switch (state.phase) {
    case 'spent':
      return { state, happened: null };
    case 'firing':
    case 'recovering':
      return stepFiring(state, timing, at, clears === TRUE && holds !== TRUE);
    default:
      return stepWaiting(state, timing, at, holds);
  }
}

/** The clearing of a rule that has none of its own: that the condition is known not to hold. */
export function clearingOf(holds: number): number {
  return holds === FALSE ? TRUE : FALSE;
}

function stepFiring(state: AlertState, timing: Timing, at: number, clears: boolean): Step {
  if (!clears) return { state: state.phase === 'firing' ? state : { ...state, phase: 'firing', clearsSince: null }, happened: null };
  const clearsSince = state.clearsSince ?? at;
  if (at - clearsSince < timing.clearFor) return { state: { ...state, phase: 'recovering', clearsSince }, happened: null };
  if (timing.once) return { state: SPENT, happened: 'cleared' };
  if (timing.cooldown === 0) return CLEARED;
  return { state: { ...ARMED, phase: 'cooling', quietUntil: at + timing.cooldown }, happened: 'cleared' };
}

function stepWaiting(state: AlertState, timing: Timing, at: number, holds: number): Step {
  const cools = state.quietUntil !== null && at < state.quietUntil;
  const quietUntil = cools ? state.quietUntil : null;
  if (holds !== TRUE) return cools ? { state: { ...ARMED, phase: 'cooling', quietUntil }, happened: null } : WAITS;
  if (at >= timing.ends) return { state: SPENT, happened: null };
  const holdsSince = state.holdsSince ?? at;
  if (!cools && at - holdsSince >= timing.holdFor) return FIRED;
  return { state: { phase: cools ? 'cooling' : 'pending', holdsSince, clearsSince: null, quietUntil }, happened: null };
}
