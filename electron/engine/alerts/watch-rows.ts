import { FIRINGS_PER_EVENT } from '../../../shared/alerts/index.ts';
import type { Reader } from '../store/store.ts';
import type { Recorded } from './recorded-spans.ts';

/** A watch as the journal has it. */
export interface StoredWatch {
  readonly begunSeq: number;
  /** Milliseconds since 1970; null where nothing had been observed. */
  readonly begunUntil: number | null;
  readonly standing: 'evaluated' | 'unknown' | 'idle';
  readonly reason: string | null;
  readonly message: string | null;
}

interface WatchRow {
  readonly subject: string;
  readonly begun_seq: number;
  readonly begun_until: string | null;
  readonly standing: StoredWatch['standing'];
  readonly reason: string | null;
  readonly message: string | null;
}

/** The watches of a rule by their subjects. */
export function watchesOf(store: Reader, rule: string): ReadonlyMap<string, StoredWatch> {
  const rows = store.all<WatchRow>(
    'SELECT subject, begun_seq, begun_until, standing, reason, message FROM alert_watch WHERE rule = ?',
    rule,
  );
  return new Map(
    rows.map(({ subject, begun_seq, begun_until, standing, reason, message }) => [
      subject,
      { begunSeq: begun_seq, begunUntil: begun_until === null ? null : Date.parse(begun_until), standing, reason, message },
    ]),
  );
}

interface SpanRow {
  readonly firing: string;
  readonly due: string;
  readonly cleared: string | null;
  readonly ended: string | null;
  readonly by_clock: 0 | 1;
}

/** What is recorded of a watch since it began, and stands; in order. */
export function recordedSpans(store: Reader, rule: string, subject: string, { begunSeq }: StoredWatch): readonly Recorded[] {
  const rows = store.all<SpanRow>(
    `SELECT firing, due, cleared, ended, by_clock FROM alert_firing
     WHERE rule = ? AND subject = ? AND place >= ? AND void = 0 AND what = 'condition' ORDER BY place`,
    rule,
    subject,
    begunSeq * FIRINGS_PER_EVENT,
  );
  return rows.map(({ firing, due, cleared, ended, by_clock }) => ({
    firing,
    due: Date.parse(due),
    cleared: cleared === null ? null : Date.parse(cleared),
    isOpen: ended === null,
    wasIdle: ended === 'idle',
    byClock: by_clock === 1,
  }));
}

/** The firing that says that a watch cannot be evaluated, where one goes on. */
export function openUnknown(store: Reader, rule: string, subject: string): string | null {
  return (
    store.get<{ firing: string }>(
      "SELECT firing FROM alert_firing WHERE rule = ? AND subject = ? AND ended IS NULL AND what = 'unknown'",
      rule,
      subject,
    )?.firing ?? null
  );
}
