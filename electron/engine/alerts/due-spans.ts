import { hoursFrom, type WeeklyHours } from '../../../shared/alerts/index.ts';
import type { DueSpan } from './recorded-spans.ts';
import type { Span } from './watch-evaluation.ts';

/** Spans as they are due to be told, and the next instant at which one will be. */
export interface Due {
  readonly spans: readonly DueSpan[];
  readonly next: number;
}

/**
 * When firings are due: at once, or, of a rule with a schedule, when its hours begin, where they fire still by then. What had cleared by `until`
 * belongs to the rehearsal; what is due only after `now` waits.
 */
export function dueSpans(spans: readonly Span[], schedule: WeeklyHours | null, until: number | null, now: number): Due {
  if (spans.length === 0) return NOTHING_DUE;
  const due: DueSpan[] = [];
  let next = Number.POSITIVE_INFINITY;
  for (const span of spans) {
    if (span.cleared !== null && until !== null && span.cleared <= until) continue;
    const at = schedule === null ? span.fired : hoursFrom(schedule, span.fired);
    if (at === null || (span.cleared !== null && span.cleared <= at)) continue;
    if (schedule !== null && at > now) next = Math.min(next, at);
    else due.push({ ...span, due: at });
  }
  return { spans: due, next };
}

const NOTHING_DUE: Due = { spans: [], next: Number.POSITIVE_INFINITY };
