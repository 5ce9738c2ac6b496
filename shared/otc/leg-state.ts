import { hasCome, type MatchStatus } from './receipt-match.ts';

/**
 * How a leg stands, in the words of the settlement machine where it has them. `netted` is ours: the leg went into a batch and is settled
 * there. What the person recorded as received counts as final: the application sees no chain and no bank.
 */
export const LEG_STATES = ['planned', 'held', 'released', 'expected', 'overdue', 'reconciled', 'break', 'netted', 'cancelled'] as const;
export type LegState = (typeof LEG_STATES)[number];

/** What decides a leg's state. */
export interface LegFacts {
  readonly direction: 'out' | 'in';
  readonly cancelled: boolean;
  readonly netted: boolean;
  /** A settlement with the desk has failed. */
  readonly held: boolean;
  readonly released: boolean;
  readonly match: MatchStatus;
  readonly due: string;
}

/** The state of a leg at an instant. Lateness of what we owe is told by {@link isOverdue}; the machine has no state for it. */
export function legState(facts: LegFacts, now: string): LegState {
  if (facts.cancelled) return 'cancelled';
  if (facts.netted) return 'netted';
  if (facts.direction === 'out') return facts.released ? 'released' : facts.held ? 'held' : 'planned';
  if (facts.match === 'exact' || facts.match === 'within') return 'reconciled';
  if (facts.match === 'over' || facts.match === 'short') return 'break';
  return now > facts.due ? 'overdue' : 'expected';
}

/** Whether anything is still to happen: it was not cancelled or netted, and has not left, or not come in full. */
export function isOpenLeg({ direction, cancelled, netted, released, match }: LegFacts): boolean {
  return !cancelled && !netted && (direction === 'out' ? !released : !hasCome(match));
}

/** Open after its cut-off. */
export function isOverdue(facts: LegFacts, now: string): boolean {
  return isOpenLeg(facts) && now > facts.due;
}
