import type { Activity, PositionDocument, Terms } from '../../../shared/positions/index.ts';
import { fold, type Fold } from '../column.ts';
import type { Writer } from '../store/store.ts';

/** How the positions column's tables follow from its events. The subject is always the position. */
export const positionFolds: Readonly<Record<string, Fold>> = {
  'positions.position-opened': fold<{ terms: Terms }>((store, { seq, subject, payload }) => {
    store.run(
      'INSERT OR REPLACE INTO position (position, opened_seq, terms) VALUES (?, ?, ?)',
      subject,
      seq,
      JSON.stringify(payload.terms),
    );
  }),
  'positions.position-edited': fold<{ after: Terms }>((store, { subject, payload }) => {
    store.run('UPDATE position SET terms = ? WHERE position = ?', JSON.stringify(payload.after), subject);
  }),
  'positions.position-closed': fold<{ closed: string }>((store, { subject, payload }) => {
    store.run('UPDATE position SET closed = ? WHERE position = ?', payload.closed, subject);
  }),
  'positions.position-reopened': fold((store, { subject }) => {
    store.run('UPDATE position SET closed = NULL WHERE position = ?', subject);
  }),
  'positions.position-removed': fold((store, { subject }) => {
    store.run('UPDATE position SET removed = 1 WHERE position = ?', subject);
  }),
  'positions.position-restored': fold((store, { subject }) => {
    store.run('UPDATE position SET removed = 0 WHERE position = ?', subject);
  }),
  'positions.activity-recorded': fold<{ activity: Activity }>((store, event) => putActivity(store, event.id, event.payload.activity)),
  'positions.activity-edited': fold<{ recorded: string; after: Activity }>((store, { payload }) =>
    putActivity(store, payload.recorded, payload.after),
  ),
  'positions.activity-removed': fold<{ recorded: string }>((store, { payload }) => {
    store.run('DELETE FROM activity WHERE origin = ?', payload.recorded);
  }),
  'positions.activity-restored': fold<{ recorded: string; activity: Activity }>((store, { payload }) =>
    putActivity(store, payload.recorded, payload.activity),
  ),
  'positions.stream-claimed': fold<{ stream: string }>((store, { subject, payload }) => {
    store.run('INSERT OR REPLACE INTO position_stream (stream, position) VALUES (?, ?)', payload.stream, subject);
  }),
  'positions.stream-released': fold<{ stream: string }>((store, { subject, payload }) => {
    store.run('DELETE FROM position_stream WHERE stream = ? AND position = ?', payload.stream, subject);
  }),
  'positions.note-written': fold<{ after: string }>((store, { subject, payload }) => {
    store.run('UPDATE position SET note = ? WHERE position = ?', payload.after, subject);
  }),
  'positions.document-attached': fold<{ document: PositionDocument }>((store, { subject, payload: { document } }) => {
    store.run(
      'INSERT OR REPLACE INTO position_document (position, sha256, name, media_type, bytes) VALUES (?, ?, ?, ?, ?)',
      subject,
      document.sha256,
      document.name,
      document.mediaType,
      document.bytes,
    );
  }),
  'positions.document-detached': fold<{ document: PositionDocument }>((store, { subject, payload }) => {
    store.run('DELETE FROM position_document WHERE position = ? AND sha256 = ?', subject, payload.document.sha256);
  }),
};

/** Tables that a rebuild empties; `activity` is shared with the imports, which names it. */
export const positionProjections: readonly string[] = ['position', 'position_stream', 'position_document'];

/** An activity recorded by hand has the event that recorded it as its origin, and no row. */
function putActivity(store: Writer, recorded: string, activity: Activity): void {
  store.run(
    'INSERT OR REPLACE INTO activity (origin, row, part, stream, at, kind, detail) VALUES (?, 0, 0, ?, ?, ?, ?)',
    recorded,
    activity.stream,
    activity.at,
    activity.kind,
    JSON.stringify(activity),
  );
}
