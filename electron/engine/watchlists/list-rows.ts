import type { Captured, ListTerms, Target, Watched, WatchedKind } from '../../../shared/watchlists/index.ts';
import type { Reader } from '../store/store.ts';

/** A list as it stands. */
export interface ListRow {
  readonly list: string;
  readonly terms: ListTerms;
  readonly madeAt: string;
  readonly removed: boolean;
}

/** An entry as it stands. */
export interface EntryRow {
  readonly entry: string;
  readonly list: string;
  readonly about: Watched;
  /** What it was called when it came. */
  readonly title: string;
  readonly place: string;
  readonly addedAt: string;
  readonly addedEvent: string;
  readonly tags: readonly string[];
  readonly note: string;
  readonly reviewBy: string | null;
  readonly targets: readonly Target[];
  readonly values: Readonly<Record<string, string>>;
  readonly captured: readonly Captured[];
  readonly removed: boolean;
}

/** In the order in which they were made. */
export function readLists(store: Reader): readonly ListRow[] {
  return store.all<StoredList>('SELECT * FROM watchlist ORDER BY made_seq').map(listOf);
}

export function readList(store: Reader, list: string): ListRow | null {
  const row = store.get<StoredList>('SELECT * FROM watchlist WHERE list = ?', list);
  return row === undefined ? null : listOf(row);
}

/** The entries of a list in its order. */
export function readEntries(store: Reader, list: string): readonly EntryRow[] {
  return store.all<StoredEntry>('SELECT * FROM watchlist_entry WHERE list = ? AND removed = 0 ORDER BY place, entry', list).map(entryOf);
}

/** A window of a list's entries in its order; those with a tag, where one is given. */
export function readWindow(store: Reader, list: string, tag: string | undefined, from: number, limit: number): readonly EntryRow[] {
  const tagged = tag === undefined ? '?' : 'EXISTS (SELECT 1 FROM json_each(tags) WHERE value = ?)';
  return store
    .all<StoredEntry>(
      `SELECT * FROM watchlist_entry WHERE list = ? AND removed = 0 AND ${tagged} ORDER BY place, entry LIMIT ? OFFSET ?`,
      list,
      tag ?? 1,
      limit,
      from,
    )
    .map(entryOf);
}

/** What can be said of a list's entries without reading them all. */
export interface ListCounts {
  readonly kinds: Readonly<Record<string, number>>;
  /** How many have each tag, by tag. */
  readonly tags: ReadonlyMap<string, number>;
  readonly entries: number;
  readonly reviewsDue: number;
}

/** Counts of a list as of a day. */
export function countEntries(store: Reader, list: string, today: string): ListCounts {
  const kinds = store.all<{ kind: string; n: number; due: number }>(
    `SELECT kind, count(*) AS n, sum(coalesce(review_by <= ?, 0)) AS due FROM watchlist_entry
     WHERE list = ? AND removed = 0 GROUP BY kind ORDER BY kind`,
    today,
    list,
  );
  const tags = store.all<{ tag: string; n: number }>(
    `SELECT value AS tag, count(*) AS n FROM watchlist_entry, json_each(tags) WHERE list = ? AND removed = 0 GROUP BY value ORDER BY value`,
    list,
  );
  return {
    kinds: Object.fromEntries(kinds.map(({ kind, n }) => [kind, n])),
    tags: new Map(tags.map(({ tag, n }) => [tag, n])),
    entries: kinds.reduce((total, { n }) => total + n, 0),
    reviewsDue: kinds.reduce((total, { due }) => total + due, 0),
  };
}

export function readEntry(store: Reader, entry: string): EntryRow | null {
  const row = store.get<StoredEntry>('SELECT * FROM watchlist_entry WHERE entry = ?', entry);
  return row === undefined ? null : entryOf(row);
}

/** Every entry of lists that stand. */
export function readAllEntries(store: Reader): readonly EntryRow[] {
  return store
    .all<StoredEntry>(
      `SELECT watchlist_entry.* FROM watchlist_entry JOIN watchlist USING (list)
       WHERE watchlist.removed = 0 AND watchlist_entry.removed = 0 ORDER BY made_seq, place, entry`,
    )
    .map(entryOf);
}

/** What is on any list that stands, each once. */
export function watchedSubjects(store: Reader): readonly Watched[] {
  return store.all<Watched>(
    `SELECT DISTINCT kind, id FROM watchlist_entry JOIN watchlist USING (list)
     WHERE watchlist.removed = 0 AND watchlist_entry.removed = 0 ORDER BY kind, id`,
  );
}

/** Of one list: the ids of a kind, in its order. */
export function idsOfList(store: Reader, list: string, kind: string): readonly string[] {
  return store
    .all<{ id: string }>('SELECT id FROM watchlist_entry WHERE list = ? AND removed = 0 AND kind = ? ORDER BY place, entry', list, kind)
    .map(({ id }) => id);
}

interface StoredList {
  readonly list: string;
  readonly made_at: string;
  readonly terms: string;
  readonly removed: number;
}

interface StoredEntry {
  readonly entry: string;
  readonly list: string;
  readonly kind: WatchedKind;
  readonly id: string;
  readonly title: string;
  readonly place: string;
  readonly added_at: string;
  readonly added_event: string;
  readonly tags: string;
  readonly note: string;
  readonly review_by: string | null;
  readonly targets: string;
  readonly own_values: string;
  readonly captured: string;
  readonly removed: number;
}

function listOf({ list, made_at, terms, removed }: StoredList): ListRow {
  return { list, terms: JSON.parse(terms) as ListTerms, madeAt: made_at, removed: removed === 1 };
}

function entryOf(row: StoredEntry): EntryRow {
  return {
    entry: row.entry,
    list: row.list,
    about: { kind: row.kind, id: row.id },
    title: row.title,
    place: row.place,
    addedAt: row.added_at,
    addedEvent: row.added_event,
    tags: JSON.parse(row.tags) as readonly string[],
    note: row.note,
    reviewBy: row.review_by,
    targets: JSON.parse(row.targets) as readonly Target[],
    values: JSON.parse(row.own_values) as Readonly<Record<string, string>>,
    captured: JSON.parse(row.captured) as readonly Captured[],
    removed: row.removed === 1,
  };
}
