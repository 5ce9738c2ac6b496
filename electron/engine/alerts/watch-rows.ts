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

/** The watches of a rule by their subjects. */
export type WatchesBySubject = ReadonlyMap<string, StoredWatch>;

interface WatchRow {
  readonly rule: string;
  readonly subject: string;
  readonly begun_seq: number;
  readonly begun_until: string | null;
  readonly standing: StoredWatch['standing'];
  readonly reason: string | null;
  readonly message: string | null;
}

const SELECT = 'SELECT rule, subject, begun_seq, begun_until, standing, reason, message FROM alert_watch';

/** The watches of a rule. */
export function watchesOf(store: Reader, rule: string): WatchesBySubject {
  return new Map(store.all<WatchRow>(`${SELECT} WHERE rule = ?`, rule).map((row) => [row.subject, watchOf(row)]));
}

/** The watches of every rule that has any. */
export function allWatches(store: Reader): ReadonlyMap<string, WatchesBySubject> {
  const rules = new Map<string, Map<string, StoredWatch>>();
  let own = new Map<string, StoredWatch>();
  let last: string | null = null;
  for (const row of store.all<WatchRow>(`${SELECT} ORDER BY rule`)) {
    if (row.rule !== last) rules.set((last = row.rule), (own = new Map()));
    own.set(row.subject, watchOf(row));
  }
  return rules;
}

function watchOf({ begun_seq, begun_until, standing, reason, message }: WatchRow): StoredWatch {
  return { begunSeq: begun_seq, begunUntil: begun_until === null ? null : Date.parse(begun_until), standing, reason, message };
}

/** A watch whose firings are asked for. */
export interface AskedWatch {
  readonly rule: string;
  readonly subject: string;
  /** From this event of the journal on they are its own; null of one that has not begun, of which nothing is recorded. */
  readonly begunSeq: number | null;
}

interface SpanRow {
  readonly watch: number;
  readonly firing: string;
  readonly due: string;
  readonly cleared: string | null;
  readonly ended: string | null;
  readonly by_clock: 0 | 1;
}

/** Joined in the order that is written, so that each watch is one look into the index, however many firings there are of others. */
const RECORDED = `SELECT asked.key AS watch, firing, due, cleared, ended, by_clock
  FROM json_each(?) AS asked CROSS JOIN alert_firing
    ON alert_firing.rule = asked.value ->> 0 AND alert_firing.subject = asked.value ->> 1 AND place >= asked.value ->> 2
  WHERE void = 0 AND what = 'condition' ORDER BY place`;

/** What is recorded of each watch since it began, and stands; in order. */
export function recordedSpans(store: Reader, watches: readonly AskedWatch[]): ReadonlyArray<readonly Recorded[]> {
  const recorded = watches.map((): Recorded[] => []);
  // Nothing is at or after no place.
  const asked = watches.map(({ rule, subject, begunSeq }) => [rule, subject, begunSeq === null ? null : begunSeq * FIRINGS_PER_EVENT]);
  for (const { watch, firing, due, cleared, ended, by_clock } of store.all<SpanRow>(RECORDED, JSON.stringify(asked))) {
    recorded[watch]!.push({
      firing,
      due: Date.parse(due),
      cleared: cleared === null ? null : Date.parse(cleared),
      isOpen: ended === null,
      wasIdle: ended === 'idle',
      byClock: by_clock === 1,
    });
  }
  return recorded;
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
