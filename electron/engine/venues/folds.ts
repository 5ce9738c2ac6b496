import type {
  Decision,
  Limit,
  Measure,
  VenueDetails,
  VenueOverlay,
  VenuePolicy,
  VenueRecord,
  VenueScore,
  VenueStanding,
  WeightProfile,
} from '../../../shared/venues/index.ts';
import { fold, type Fold } from '../column.ts';
import type { Writer } from '../store/store.ts';

interface Edited<T> {
  readonly before: T;
  readonly after: T;
}
interface OfVenue {
  readonly venue: string;
  readonly detail: VenueRecord;
}

/** How the venues column's tables follow from its events. Setting something to null takes its row away. */
export const venueFolds: Readonly<Record<string, Fold>> = {
  'venues.venue-added': fold<{ venue: VenueDetails }>((store, { seq, subject, payload }) => {
    store.run('INSERT OR REPLACE INTO venue_own (venue, added_seq, details) VALUES (?, ?, ?)', subject, seq, JSON.stringify(payload.venue));
  }),
  'venues.venue-removed': fold((store, { subject }) => {
    store.run('DELETE FROM venue_own WHERE venue = ?', subject);
  }),
  'venues.venue-edited': fold<Edited<VenueDetails>>((store, { subject, payload }) => {
    store.run('UPDATE venue_own SET details = ? WHERE venue = ?', JSON.stringify(payload.after), subject);
  }),
  'venues.overlay-set': fold<Edited<VenueOverlay | null>>((store, { subject, payload: { after } }) => {
    if (after === null) store.run('DELETE FROM venue_overlay WHERE venue = ?', subject);
    else store.run('INSERT OR REPLACE INTO venue_overlay (venue, overlay) VALUES (?, ?)', subject, JSON.stringify(after));
  }),
  'venues.status-set': fold<Edited<VenueStanding>>((store, { subject, payload }) => {
    store.run('INSERT OR REPLACE INTO venue_standing (venue, standing) VALUES (?, ?)', subject, JSON.stringify(payload.after));
  }),
  'venues.note-written': fold<Edited<string>>((store, { subject, payload }) => {
    store.run('INSERT OR REPLACE INTO venue_note (venue, note) VALUES (?, ?)', subject, payload.after);
  }),
  'venues.record-added': fold<OfVenue>((store, { seq, at, subject, payload: { venue, detail } }) => {
    store.run(
      'INSERT OR REPLACE INTO venue_record (record, venue, kind, added_seq, added_at, detail) VALUES (?, ?, ?, ?, ?, ?)',
      subject,
      venue,
      detail.kind,
      seq,
      at,
      JSON.stringify(detail),
    );
  }),
  'venues.record-removed': fold((store, { subject }) => {
    store.run('DELETE FROM venue_record WHERE record = ?', subject);
  }),
  'venues.record-edited': fold<Edited<VenueRecord>>((store, { subject, payload }) => {
    store.run('UPDATE venue_record SET detail = ? WHERE record = ?', JSON.stringify(payload.after), subject);
  }),
  'venues.limit-set': fold<Edited<Limit | null>>((store, { seq, subject, payload: { after } }) => {
    if (after === null) store.run('DELETE FROM venue_limit WHERE limit_id = ?', subject);
    else store.run('INSERT OR REPLACE INTO venue_limit (limit_id, set_seq, detail) VALUES (?, ?, ?)', subject, seq, JSON.stringify(after));
  }),
  'venues.score-set': fold<Edited<VenueScore | null> & { venue: string; measure: string }>((store, { id, payload }) => {
    const { venue, measure, after } = payload;
    if (after === null) store.run('DELETE FROM venue_score WHERE venue = ? AND measure = ?', venue, measure);
    else {
      store.run(
        'INSERT OR REPLACE INTO venue_score (venue, measure, detail, event) VALUES (?, ?, ?, ?)',
        venue,
        measure,
        JSON.stringify(after),
        id,
      );
    }
  }),
  'venues.profile-set': fold<Edited<WeightProfile | null>>((store, { subject, payload: { after } }) => {
    if (after === null) store.run('DELETE FROM venue_profile WHERE profile = ?', subject);
    else store.run('INSERT OR REPLACE INTO venue_profile (profile, detail) VALUES (?, ?)', subject, JSON.stringify(after));
  }),
  'venues.measure-set': fold<Edited<Measure | null>>((store, { subject, payload: { after } }) => {
    const [family = '', measure = ''] = subject.split('/');
    if (after === null) store.run('DELETE FROM venue_measure WHERE family = ? AND measure = ?', family, measure);
    else putMeasure(store, family, after);
  }),
  'venues.policy-set': fold<Edited<VenuePolicy>>((store, { payload }) => {
    store.run("INSERT OR REPLACE INTO venue_policy (only, detail) VALUES ('policy', ?)", JSON.stringify(payload.after));
  }),
  'venues.decision-recorded': fold<{ decision: Decision }>((store, { seq, at, actor, subject, payload }) => {
    store.run(
      'INSERT OR REPLACE INTO venue_decision (decision, seq, at, actor, detail) VALUES (?, ?, ?, ?, ?)',
      subject,
      seq,
      at,
      actor,
      JSON.stringify(payload.decision),
    );
  }),
};

export const venueProjections: readonly string[] = [
  'venue_own',
  'venue_overlay',
  'venue_standing',
  'venue_note',
  'venue_record',
  'venue_limit',
  'venue_score',
  'venue_profile',
  'venue_measure',
  'venue_policy',
  'venue_decision',
];

function putMeasure(store: Writer, family: string, measure: Measure): void {
  store.run(
    'INSERT OR REPLACE INTO venue_measure (family, measure, detail) VALUES (?, ?, ?)',
    family,
    measure.measure,
    JSON.stringify(measure),
  );
}
