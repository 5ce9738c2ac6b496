import type { AlertState } from './alert-state.ts';
import { SEVERITIES, type Severity } from './rule.ts';

/** Where one watch — a rule on one subject — stands for the person who looks at it. */
export const WATCH_STATES = [
  'firing',
  'acknowledged',
  'snoozed',
  'recovering',
  'pending',
  'unknown',
  'armed',
  'cooling',
  'cleared',
  'idle',
  'spent',
] as const;
export type WatchState = (typeof WATCH_STATES)[number];

/** What stands beside the evaluation's own state. */
export interface Standing {
  /** Whether its subject, list or screen is gone. */
  readonly isIdle: boolean;
  /** Whether its condition is unknown as of the last evaluation. */
  readonly isUnknown: boolean;
  readonly isAcknowledged: boolean;
  /** Milliseconds since 1970; null where it is not snoozed. */
  readonly snoozedUntil: number | null;
  /** Whether it cleared and nobody has acknowledged that it had fired. */
  readonly isClearedUnseen: boolean;
}

/**
 * The one word for a watch at an instant. What fires stays firing while it is unknown; a snooze or an acknowledgement quiets a firing and does not
 * end it.
 */
export function watchState({ phase }: AlertState, standing: Standing, now: number): WatchState {
  if (standing.isIdle) return 'idle';
  const isSnoozed = standing.snoozedUntil !== null && now < standing.snoozedUntil;
  if (phase === 'firing' || phase === 'recovering') {
    if (isSnoozed) return 'snoozed';
    if (standing.isAcknowledged) return 'acknowledged';
    return phase;
  }
  if (isSnoozed) return 'snoozed';
  if (standing.isClearedUnseen) return 'cleared';
  if (phase === 'spent') return 'spent';
  return standing.isUnknown ? 'unknown' : phase;
}

/** What each state is called, and what it means. */
export const WATCH_STATE_WORDS: Readonly<Record<WatchState, { readonly name: string; readonly says: string }>> = {
  firing: { name: 'firing', says: 'Its condition has held for as long as it must, and it has not cleared.' },
  acknowledged: { name: 'acknowledged', says: 'It fires, and somebody has taken note.' },
  snoozed: { name: 'snoozed', says: 'It is evaluated as ever, but nothing is delivered for a while.' },
  recovering: { name: 'recovering', says: 'It fires still; what clears it holds, but not for long enough yet.' },
  pending: { name: 'pending', says: 'Its condition holds, but not for long enough yet.' },
  unknown: { name: 'unknown', says: 'It cannot be said whether its condition holds, because something it reads is not known.' },
  armed: { name: 'armed', says: 'It watches, and its condition does not hold.' },
  cooling: { name: 'cooling', says: 'It has cleared and stays quiet for a while.' },
  cleared: { name: 'cleared', says: 'It fired and is over, and nobody has taken note yet.' },
  idle: { name: 'idle', says: 'What it watches is gone, or the rule does not apply to it: there is nothing to evaluate.' },
  spent: { name: 'spent', says: 'It was to fire once, or until a day, and never fires again.' },
};

/** Whether it makes itself heard now: a firing that nobody has acknowledged or snoozed. */
export function isLoud(state: WatchState): boolean {
  return state === 'firing' || state === 'recovering';
}

/** A severity as a number, the loudest the highest; without one, it is `medium`. */
export function severityRank(severity: Severity | undefined): number {
  return SEVERITIES.indexOf(severity ?? 'medium');
}

/** Orders what a person should see first: by state as {@link WATCH_STATES} has it, then the severer, then the newer. */
export function byUrgency(one: Urgent, other: Urgent): number {
  const states = WATCH_STATES.indexOf(one.state) - WATCH_STATES.indexOf(other.state);
  return states || severityRank(other.severity) - severityRank(one.severity) || other.at - one.at;
}

export interface Urgent {
  readonly state: WatchState;
  readonly severity?: Severity;
  /** When it came to be so, milliseconds since 1970. */
  readonly at: number;
}
