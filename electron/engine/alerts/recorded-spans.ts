import type { Span } from './watch-evaluation.ts';

/** When a watch fires, with the instant at which that is due to be told. */
export interface DueSpan extends Span {
  readonly due: number;
}

/** What the journal says of one time that a watch fired, since the watch began. */
export interface Recorded {
  readonly firing: string;
  readonly due: number;
  readonly cleared: number | null;
  /** It fires still. */
  readonly isOpen: boolean;
  /** It ended without having cleared, because its subject was gone for a time. */
  readonly wasIdle: boolean;
  readonly byClock: boolean;
}

/** How what is recorded has to change, so that it says what was evaluated. */
export interface Difference {
  /** To be told: it fires still, or it is news that it did. */
  readonly fired: readonly DueSpan[];
  readonly cleared: ReadonlyArray<{ readonly firing: string; readonly cleared: number }>;
  readonly missed: readonly DueSpan[];
  readonly void: readonly Recorded[];
  readonly moved: ReadonlyArray<{ readonly was: Recorded; readonly due: number; readonly cleared: number | null }>;
}

/** What is recorded says what was evaluated. */
export const NO_DIFFERENCE: Difference = { fired: [], cleared: [], missed: [], void: [], moved: [] };

/**
 * Compares what a watch says of all that was observed with what is recorded of it. What is new after `seen` is news; what is new in the time
 * before it corrects the history and is not told, except that what fires at the end and did not is.
 *
 * What the clock found — that data are missing — was true when it was found: data that come later end it and do not deny it.
 */
export function differenceOf(spans: readonly DueSpan[], recorded: readonly Recorded[], seen: number, now: number): Difference {
  if (spans.length === 0 && recorded.length === 0) return NO_DIFFERENCE;
  const byDue = new Map(recorded.map((one) => [one.due, one]));
  const matched = new Set<Recorded>(recorded.filter(({ wasIdle }) => wasIdle));
  const difference = {
    fired: [] as DueSpan[],
    cleared: [] as { firing: string; cleared: number }[],
    missed: [] as DueSpan[],
    void: [] as Recorded[],
    moved: [] as { was: Recorded; due: number; cleared: number | null }[],
  };
  const fresh: DueSpan[] = [];
  for (const span of spans) {
    const was = byDue.get(span.due);
    if (was === undefined) {
      fresh.push(span);
      continue;
    }
    matched.add(was);
    if (was.wasIdle) {
      if (span.cleared === null) difference.fired.push(span);
      continue;
    }
    if (was.cleared === span.cleared || (was.byClock && !was.isOpen)) continue;
    if (was.isOpen) difference.cleared.push({ firing: was.firing, cleared: span.cleared! });
    else if (span.cleared !== null) difference.moved.push({ was, due: span.due, cleared: span.cleared });
    else {
      difference.void.push(was);
      difference.fired.push(span);
    }
  }
  const rest = recorded.filter((one) => !matched.has(one));
  let going = rest.find(({ isOpen, byClock }) => isOpen && !byClock);
  for (const span of fresh) {
    if (span.cleared !== null) (span.due > seen ? difference.fired : difference.missed).push(span);
    else if (going !== undefined) {
      difference.moved.push({ was: going, due: span.due, cleared: null });
      matched.add(going);
      going = undefined;
    } else difference.fired.push(span);
  }
  for (const one of rest) {
    if (matched.has(one)) continue;
    if (!one.byClock) difference.void.push(one);
    else if (one.isOpen) difference.cleared.push({ firing: one.firing, cleared: Math.max(one.due, now) });
  }
  return difference;
}
