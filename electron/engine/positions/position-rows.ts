import {
  type Activity,
  activityWords,
  type Entry,
  type Measured,
  type PositionDocument,
  type Terms,
} from '../../../shared/positions/index.ts';
import type { Reader } from '../store/store.ts';

/** A position as its table has it. */
export interface PositionRow {
  readonly position: string;
  readonly terms: Terms;
  readonly closed: string | null;
  readonly removed: boolean;
  readonly note: string;
}

interface StoredPosition {
  readonly position: string;
  readonly terms: string;
  readonly closed: string | null;
  readonly removed: number;
  readonly note: string;
}

/** A stored activity with its place. */
export interface ActivityRow {
  readonly origin: string;
  readonly row: number;
  readonly part: number;
  readonly detail: string;
}

export function readPosition(store: Reader, position: string): PositionRow | undefined {
  const row = store.get<StoredPosition>('SELECT position, terms, closed, removed, note FROM position WHERE position = ?', position);
  return row && positionOf(row);
}

/** Every position that was not removed, in the order in which they were opened. */
export function readPositions(store: Reader): readonly PositionRow[] {
  return store
    .all<StoredPosition>('SELECT position, terms, closed, removed, note FROM position WHERE removed = 0 ORDER BY opened_seq')
    .map(positionOf);
}

/** The stream of what is recorded by hand on a position; it belongs to it without being claimed. */
export function ownStream(position: string): string {
  return `position:${position}`;
}

export function claimedStreams(store: Reader, position: string): readonly string[] {
  return store
    .all<{ stream: string }>('SELECT stream FROM position_stream WHERE position = ? ORDER BY stream', position)
    .map(({ stream }) => stream);
}

export function documentsOf(store: Reader, position: string): readonly PositionDocument[] {
  return store.all<PositionDocument>(
    'SELECT sha256, name, media_type AS mediaType, bytes FROM position_document WHERE position = ? ORDER BY name',
    position,
  );
}

const ACTIVITIES_OF = `
  SELECT origin, row, part, detail FROM activity
  WHERE stream = ? OR stream IN (SELECT stream FROM position_stream WHERE position = ?)
  ORDER BY at, origin, row, part`;

/** A position with everything that happened to it, in the order of time. */
export function measured(store: Reader, { position, terms }: PositionRow): Measured {
  return { terms, entries: store.all<ActivityRow>(ACTIVITIES_OF, ownStream(position), position).map(entryOf) };
}

/** An activity as procedures name it, with where it was imported from. */
export interface NamedActivity {
  activity: string;
  imported: { batch: string; row: number } | null;
  detail: Activity;
  words: string;
}

/** A page of a position's activities, newest first, as they are named and stored. */
export function activitiesOf(store: Reader, position: string, limit: number, offset: number): NamedActivity[] {
  return store
    .all<ActivityRow>(
      `SELECT origin, row, part, detail FROM activity
       WHERE stream = ? OR stream IN (SELECT stream FROM position_stream WHERE position = ?)
       ORDER BY at DESC, origin DESC, row DESC, part DESC LIMIT ? OFFSET ?`,
      ownStream(position),
      position,
      limit,
      offset,
    )
    .map(({ origin, row, part, detail }) => {
      const activity = JSON.parse(detail) as Activity;
      const imported = row === 0 ? null : { batch: origin, row };
      return { activity: activityId(origin, row, part), imported, detail: activity, words: activityWords(activity) };
    });
}

function entryOf({ origin, row, part, detail }: ActivityRow): Entry {
  return {
    id: activityId(origin, row, part),
    activity: JSON.parse(detail) as Activity,
    origin: row === 0 ? { kind: 'event', event: origin } : { kind: 'row', dataset: origin, row },
  };
}

/** How procedures name an activity: the event that recorded it, or batch, row and part of an import. */
function activityId(origin: string, row: number, part: number): string {
  return row === 0 ? origin : `${origin}#${row}.${part}`;
}

function positionOf({ position, terms, closed, removed, note }: StoredPosition): PositionRow {
  return { position, terms: JSON.parse(terms) as Terms, closed, removed: removed === 1, note };
}
