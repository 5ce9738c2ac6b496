import type { Severity, Why } from '../../../shared/alerts/index.ts';
import type { SubjectKind } from '../../../shared/figures/index.ts';
import type { Reader } from '../store/store.ts';

/** One firing with what became of it. Instants are ISO. */
export interface Firing {
  /** Orders all firings by when they were recorded. */
  readonly place: number;
  readonly firing: string;
  /** The event of the journal that recorded it. */
  readonly event: string;
  readonly rule: string;
  readonly version: string;
  readonly evaluates: string;
  readonly kind: SubjectKind;
  readonly subject: string;
  readonly title: string;
  readonly subjectTitle: string;
  readonly what: 'condition' | 'unknown';
  readonly severity: Severity;
  readonly observed: string;
  readonly due: string;
  readonly found: string;
  readonly late: boolean;
  /** It had cleared already when it was found. */
  readonly passed: boolean;
  readonly byClock: boolean;
  readonly cleared: string | null;
  readonly clearedFound: string | null;
  /** Why it fires no more; null while it does. */
  readonly ended: 'cleared' | 'disarmed' | 'edited' | 'removed' | 'idle' | 'corrected' | null;
  /** False: data that came later say that it would have fired, and it was never told. */
  readonly told: boolean;
  /** Told, and data that came later say that it would not have fired. */
  readonly void: boolean;
  readonly acknowledged: { readonly at: string; readonly note: string } | null;
  /** Nothing of it is delivered before this instant; null where that has passed, or there is none. */
  readonly snoozedUntil: string | null;
  /** Null of one that was never told. */
  readonly why: Why | null;
}

export function readFiring(store: Reader, now: string, firing: string): Firing | undefined {
  const row = store.get<FiringRow>(`${SELECT} WHERE alert_firing.firing = ?`, now, firing);
  return row && firingOf(row);
}

/** Firings by their places, in the order in which these are given. */
export function readFirings(store: Reader, now: string, places: readonly number[]): readonly Firing[] {
  const rows = store.all<FiringRow>(`${SELECT} WHERE place IN (SELECT value FROM json_each(?))`, now, JSON.stringify(places));
  const byPlace = new Map(rows.map((row) => [row.place, firingOf(row)]));
  return places.flatMap((place) => byPlace.get(place) ?? []);
}

/**
 * What fired after a place, in order: those that were told, one after the other. Delivery goes on from the last place that it has seen;
 * 0 is before the first.
 */
export function firingsAfter(store: Reader, now: string, place: number, limit: number): readonly Firing[] {
  return store.all<FiringRow>(`${SELECT} WHERE place > ? AND told = 1 ORDER BY place LIMIT ?`, now, place, limit).map(firingOf);
}

/** What cleared by events from a place of the journal on, in order: as it stands now, with the event's place. */
export function clearedFrom(store: Reader, now: string, from: number): readonly { readonly seq: number; readonly firing: Firing }[] {
  return store.all<{ seq: number; firing: string }>(CLEARED, from).flatMap(({ seq, firing }) => {
    const found = readFiring(store, now, firing);
    return found === undefined ? [] : [{ seq, firing: found }];
  });
}

const CLEARED = `SELECT seq, told.value ->> '$.firing' AS firing FROM journal_body, json_each(journal_body.body, '$.cleared') AS told
  WHERE journal_body.type = 'alerts.evaluated' AND seq >= ? ORDER BY seq, told.key`;

/** The place of the newest firing; 0 where there is none. */
export function lastPlace(store: Reader): number {
  return store.get<{ place: number }>('SELECT coalesce(max(place), 0) AS place FROM alert_firing')!.place;
}

/** Firings that go on, newest first. */
export function openFirings(store: Reader, now: string, limit: number): readonly Firing[] {
  return store.all<FiringRow>(`${SELECT} WHERE ended IS NULL AND told = 1 ORDER BY place DESC LIMIT ?`, now, limit).map(firingOf);
}

const SELECT = `SELECT alert_firing.*,
  (SELECT max(until) FROM alert_snooze WHERE alert_snooze.rule = alert_firing.rule
     AND alert_snooze.subject IN ('', alert_firing.subject) AND until > ?) AS snoozed_until
  FROM alert_firing`;

interface FiringRow {
  readonly place: number;
  readonly firing: string;
  readonly event: string;
  readonly rule: string;
  readonly version: string;
  readonly evaluates: string;
  readonly kind: SubjectKind;
  readonly subject: string;
  readonly title: string;
  readonly subject_title: string;
  readonly what: Firing['what'];
  readonly severity: Severity;
  readonly observed: string;
  readonly due: string;
  readonly found: string;
  readonly late: 0 | 1;
  readonly passed: 0 | 1;
  readonly by_clock: 0 | 1;
  readonly cleared: string | null;
  readonly cleared_found: string | null;
  readonly ended: Firing['ended'];
  readonly told: 0 | 1;
  readonly void: 0 | 1;
  readonly acknowledged_at: string | null;
  readonly acknowledgement: string | null;
  readonly why: string | null;
  readonly snoozed_until: string | null;
}

function firingOf(row: FiringRow): Firing {
  return {
    place: row.place,
    firing: row.firing,
    event: row.event,
    rule: row.rule,
    version: row.version,
    evaluates: row.evaluates,
    kind: row.kind,
    subject: row.subject,
    title: row.title,
    subjectTitle: row.subject_title,
    what: row.what,
    severity: row.severity,
    observed: row.observed,
    due: row.due,
    found: row.found,
    late: row.late === 1,
    passed: row.passed === 1,
    byClock: row.by_clock === 1,
    cleared: row.cleared,
    clearedFound: row.cleared_found,
    ended: row.ended,
    told: row.told === 1,
    void: row.void === 1,
    acknowledged: row.acknowledged_at === null ? null : { at: row.acknowledged_at, note: row.acknowledgement ?? '' },
    snoozedUntil: row.snoozed_until,
    why: row.why === null ? null : (JSON.parse(row.why) as Why),
  };
}
