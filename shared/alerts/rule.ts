import type { Condition, Duration } from '../watchlists/index.ts';

export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * A rule as its text says it. What is left out is as if it were not written: without `holdFor` it fires at once, without `clear` it clears as soon as
 * its condition is known not to hold any more, without `stale` a value counts until the next one is observed.
 */
export interface AlertRule {
  readonly condition: Condition;
  /** How long the condition must have held without a break. */
  readonly holdFor?: Duration;
  /** What must hold for the alert to be over, beside its condition not holding: the other edge of the hysteresis. */
  readonly clear?: Condition;
  /** How long that must have held. */
  readonly clearFor?: Duration;
  /** How old the last observation may be before its value is no longer known. */
  readonly stale?: Duration;
  /** The least time from a clearing to the next firing. */
  readonly cooldown?: Duration;
  readonly once?: true;
  readonly severity?: Severity;
  /** The last day (UTC) on which it may fire. */
  readonly until?: string;
}
