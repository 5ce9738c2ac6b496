import {
  BUNDLED_VENUES,
  bundledVenue,
  type BundledVenue,
  type Decision,
  DEFAULT_POLICY,
  type Family,
  FIRST_STANDING,
  type Limit,
  type Measure,
  overlaid,
  type RecordKind,
  type Scheme,
  schemeWith,
  type VenueDetails,
  type VenueOverlay,
  type VenuePolicy,
  type VenueRecord,
  type VenueScore,
  type VenueStanding,
} from '../../../shared/venues/index.ts';
import type { Reader } from '../store/store.ts';

/** A venue as it stands: what is bundled, with what its owner says over it, or the owner's own. */
export interface Venue {
  readonly venue: string;
  readonly details: VenueDetails;
  readonly bundled: BundledVenue | undefined;
  readonly standing: VenueStanding;
}

export interface KeptRecord<Detail extends VenueRecord = VenueRecord> {
  readonly record: string;
  readonly venue: string;
  readonly addedAt: string;
  readonly detail: Detail;
}

export interface KeptLimit {
  readonly limit: string;
  readonly detail: Limit;
}

export interface KeptDecision {
  readonly decision: string;
  readonly at: string;
  readonly actor: string;
  readonly detail: Decision;
}

/** Every venue: the bundled ones in their order, then the owner's in the order in which they came. */
export function readVenues(store: Reader): readonly Venue[] {
  const overlays = byVenue<VenueOverlay>(store.all('SELECT venue, overlay AS text FROM venue_overlay'));
  const standings = byVenue<VenueStanding>(store.all('SELECT venue, standing AS text FROM venue_standing'));
  const own = byVenue<VenueDetails>(store.all('SELECT venue, details AS text FROM venue_own ORDER BY added_seq'));
  const standing = (venue: string) => standings.get(venue) ?? FIRST_STANDING;
  return [
    ...BUNDLED_VENUES.map(
      (bundled): Venue => ({
        venue: bundled.venue,
        details: overlaid(bundled.details, overlays.get(bundled.venue) ?? null),
        bundled,
        standing: standing(bundled.venue),
      }),
    ),
    ...[...own].map(([venue, details]): Venue => ({ venue, details, bundled: undefined, standing: standing(venue) })),
  ];
}

export function readVenue(store: Reader, venue: string): Venue | undefined {
  const bundled = bundledVenue(venue);
  const own = text(store, 'SELECT details AS text FROM venue_own WHERE venue = ?', venue);
  if (!bundled && own === undefined) return undefined;
  const standing = text(store, 'SELECT standing AS text FROM venue_standing WHERE venue = ?', venue);
  return {
    venue,
    details: bundled ? overlaid(bundled.details, readOverlay(store, venue)) : (JSON.parse(own!) as VenueDetails),
    bundled,
    standing: standing === undefined ? FIRST_STANDING : (JSON.parse(standing) as VenueStanding),
  };
}

export function readOverlay(store: Reader, venue: string): VenueOverlay | null {
  const overlay = text(store, 'SELECT overlay AS text FROM venue_overlay WHERE venue = ?', venue);
  return overlay === undefined ? null : (JSON.parse(overlay) as VenueOverlay);
}

export function readNote(store: Reader, venue: string): string {
  return text(store, 'SELECT note AS text FROM venue_note WHERE venue = ?', venue) ?? '';
}

/** Entries of the register, in the order in which they came. */
export function readRecords(store: Reader, venue?: string, kind?: RecordKind): readonly KeptRecord[] {
  return store
    .all<StoredRecord>(
      `SELECT record, venue, added_at, detail FROM venue_record
       WHERE venue = coalesce(?, venue) AND kind = coalesce(?, kind) ORDER BY added_seq, record`,
      venue ?? null,
      kind ?? null,
    )
    .map(recordOf);
}

export function readRecord(store: Reader, record: string): KeptRecord | undefined {
  const row = store.get<StoredRecord>('SELECT record, venue, added_at, detail FROM venue_record WHERE record = ?', record);
  return row && recordOf(row);
}

export function readLimits(store: Reader): readonly KeptLimit[] {
  return store
    .all<{ limit_id: string; detail: string }>('SELECT limit_id, detail FROM venue_limit ORDER BY set_seq, limit_id')
    .map(({ limit_id, detail }) => ({ limit: limit_id, detail: JSON.parse(detail) as Limit }));
}

/** Scores by venue, and there by measure or criterion. */
export function readScores(store: Reader): ReadonlyMap<string, ReadonlyMap<string, VenueScore>> {
  const scores = new Map<string, Map<string, VenueScore>>();
  for (const { venue, measure, detail } of store.all<{ venue: string; measure: string; detail: string }>(
    'SELECT venue, measure, detail FROM venue_score',
  )) {
    let of = scores.get(venue);
    if (!of) scores.set(venue, (of = new Map()));
    of.set(measure, JSON.parse(detail) as VenueScore);
  }
  return scores;
}

export function readScore(store: Reader, venue: string, measure: string): VenueScore | null {
  const detail = text(store, 'SELECT detail AS text FROM venue_score WHERE venue = ? AND measure = ?', venue, measure);
  return detail === undefined ? null : (JSON.parse(detail) as VenueScore);
}

export function readPolicy(store: Reader): VenuePolicy {
  const detail = text(store, 'SELECT detail AS text FROM venue_policy');
  return detail === undefined ? DEFAULT_POLICY : { ...DEFAULT_POLICY, ...(JSON.parse(detail) as VenuePolicy) };
}

/** The owner's own scales of a family, by measure. */
export function readMeasures(store: Reader, family: Family): ReadonlyMap<string, Measure> {
  return new Map(
    store
      .all<{ measure: string; detail: string }>('SELECT measure, detail FROM venue_measure WHERE family = ?', family)
      .map(({ measure, detail }) => [measure, JSON.parse(detail) as Measure]),
  );
}

export function readScheme(store: Reader, family: Family): Scheme {
  return schemeWith(family, readMeasures(store, family));
}

/** Newest first. */
export function readDecisions(store: Reader): readonly KeptDecision[] {
  return store
    .all<{ decision: string; at: string; actor: string; detail: string }>(
      'SELECT decision, at, actor, detail FROM venue_decision ORDER BY seq DESC',
    )
    .map(({ decision, at, actor, detail }) => ({ decision, at, actor, detail: JSON.parse(detail) as Decision }));
}

interface StoredRecord {
  readonly record: string;
  readonly venue: string;
  readonly added_at: string;
  readonly detail: string;
}

function recordOf({ record, venue, added_at, detail }: StoredRecord): KeptRecord {
  return { record, venue, addedAt: added_at, detail: JSON.parse(detail) as VenueRecord };
}

function byVenue<T>(rows: readonly { venue: string; text: string }[]): ReadonlyMap<string, T> {
  return new Map(rows.map(({ venue, text: value }) => [venue, JSON.parse(value) as T]));
}

function text(store: Reader, sql: string, ...params: string[]): string | undefined {
  return store.get<{ text: string }>(sql, ...params)?.text;
}
