import { done, isRefused, isSame, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import {
  capturedOf,
  type CsvRow,
  type EntryChange,
  type EntrySetting,
  type ListTerms,
  MOST_CAPTURED,
  MOST_ENTRIES_OF_ONE_EVENT,
  type NewEntry,
  ownValueOf,
  placesBetween,
  type Watched,
  watchedKey,
} from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import { type EntryRow, type ListRow, readEntries, readEntry, readList } from './list-rows.ts';
import { titleOf } from './subjects.ts';

/** More entries than anybody looks at; beyond it a list is no list. */
export const MOST_ENTRIES = 50_000;

export function saveList(engine: Engine, list: string | undefined, terms: ListTerms): Outcome<{ list: string }> {
  if (new Set(terms.columns.map(({ column }) => column)).size !== terms.columns.length) {
    return refuse('column-twice', 'Two columns of the list have one id. Give each its own.', { field: 'columns' });
  }
  const names = terms.columns.map(({ name }) => name.toLowerCase());
  const double = names.find((name, at) => names.indexOf(name) !== at);
  if (double !== undefined)
    return refuse('column-twice', `Two columns of the list are called ${double}. Rename one.`, { field: 'columns' });
  if (list === undefined) {
    const made = engine.newId();
    return commit(engine, [{ type: 'watchlists.list-made', subject: made, payload: { terms } }], { list: made });
  }
  return withList(engine, list, ({ terms: before }) => {
    const same = isSame(before, terms);
    return commit(engine, same ? [] : [{ type: 'watchlists.list-edited', subject: list, payload: { before, after: terms } }], { list });
  });
}

export function removeList(engine: Engine, list: string): Outcome<{ list: string }> {
  return withList(engine, list, ({ terms: { title } }) =>
    commit(engine, [{ type: 'watchlists.list-removed', subject: list, payload: { title } }], { list }),
  );
}

export function restoreList(engine: Engine, list: string): Outcome<{ list: string }> {
  const row = readList(engine.store, list);
  if (row === null) return noSuchList(list);
  if (!row.removed) return done({ list });
  return commit(engine, [{ type: 'watchlists.list-restored', subject: list, payload: { title: row.terms.title } }], { list });
}

/** A new list with the same entries and all that was said of them; what was known at adding is taken anew. */
export function duplicateList(engine: Engine, list: string, title: string): Outcome<{ list: string }> {
  return withList(engine, list, ({ terms }) => {
    const made = engine.newId();
    const kept = readEntries(engine.store, list);
    const places = placesBetween(null, null, kept.length);
    const copied = { ...terms, title };
    const entries = kept.map(({ about, tags, note, reviewBy, targets, values }, at) =>
      newEntry(engine, copied, about, places[at]!, { tags, note, reviewBy, targets, values }),
    );
    const events = [{ type: 'watchlists.list-made', subject: made, payload: { terms: copied } }, ...added(made, title, entries)];
    return commit(engine, events, { list: made });
  });
}

/** Puts subjects on a list, before an entry or at its end. Those that are on it already stay where they are and are told. */
export function addEntries(
  engine: Engine,
  list: string,
  about: readonly Watched[],
  before: string | null,
): Outcome<{ entries: string[]; already: string[] }> {
  return withList(engine, list, ({ terms }) => {
    const standing = readEntries(engine.store, list);
    const present = new Map(standing.map((row) => [watchedKey(row.about), row.entry]));
    const wanted = [...new Map(about.map((one) => [watchedKey(one), one])).values()];
    const fresh = wanted.filter((one) => !present.has(watchedKey(one)));
    const missing = fresh.find((one) => titleOf(engine, one) === null);
    if (missing)
      return refuse('no-such-subject', `There is no ${missing.kind} ${missing.id}. Look for it by its name.`, { about: missing });
    const tooMany = roomFor(standing.length, fresh.length);
    if (tooMany) return tooMany;
    const gap = gapBefore(standing, before);
    if (isRefused(gap)) return gap;
    const places = placesBetween(gap.ok.low, gap.ok.high, fresh.length);
    const entries = fresh.map((one, at) => newEntry(engine, terms, one, places[at]!));
    const already = wanted.flatMap((one) => present.get(watchedKey(one)) ?? []);
    return commitAdded(engine, list, entries, added(list, terms.title, entries), { entries: entries.map(({ entry }) => entry), already });
  });
}

export function takeEntries(engine: Engine, list: string, entries: readonly string[]): Outcome<{ entries: string[] }> {
  return withEntries(engine, list, entries, (rows, { terms }) => {
    const payload = { title: terms.title, entries: rows.map(({ entry, about, title }) => ({ entry, about, title })) };
    return commit(engine, [{ type: 'watchlists.entries-removed', subject: list, payload }], { entries: rows.map(({ entry }) => entry) });
  });
}

/** Moves entries, in the order given, to before an entry, or to the end of the list. */
export function moveEntries(
  engine: Engine,
  list: string,
  entries: readonly string[],
  before: string | null,
): Outcome<{ entries: string[] }> {
  return withEntries(engine, list, entries, (rows, { terms }) => {
    const moved = new Set(entries);
    if (before !== null && moved.has(before)) return refuse('moved-before-itself', 'An entry cannot be moved before itself.');
    const others = readEntries(engine.store, list).filter(({ entry }) => !moved.has(entry));
    const gap = gapBefore(others, before);
    if (isRefused(gap)) return gap;
    const places = placesBetween(gap.ok.low, gap.ok.high, rows.length);
    const moves = rows.map(({ entry, title, place }, at) => ({ entry, title, before: place, after: places[at]! }));
    const payload = { title: terms.title, moves };
    return commit(engine, [{ type: 'watchlists.entries-moved', subject: list, payload }], { entries: [...entries] });
  });
}

/** Says one thing of an entry: its tags, its day of review, its targets, or a value of an own column. */
export function setEntry(engine: Engine, entry: string, setting: EntrySetting): Outcome<{ entry: string }> {
  return withEntry(engine, entry, (row, { terms }) => {
    const change = changeOf(engine, row, terms, setting);
    if (isRefused(change)) return change;
    const { before, after } = change.ok;
    if (isSame(before, after)) return done({ entry });
    const payload = { list: row.list, title: titleOf(engine, row.about) ?? row.title, change: change.ok };
    return commit(engine, [{ type: 'watchlists.entry-set', subject: entry, payload }], { entry });
  });
}

export function writeNote(engine: Engine, entry: string, note: string): Outcome<{ entry: string }> {
  return withEntry(engine, entry, (row) => {
    if (row.note === note) return done({ entry });
    const payload = { list: row.list, title: titleOf(engine, row.about) ?? row.title, before: row.note, after: note };
    return commit(engine, [{ type: 'watchlists.note-written', subject: entry, payload }], { entry });
  });
}

/** Commits events, if any, and answers. */
export function commit<T>(engine: Engine, events: readonly NewEvent[], answer: T): Outcome<T> {
  const outcome = engine.journal.commit(events);
  return isRefused(outcome) ? outcome : done(answer);
}

/**
 * Commits events that put entries on a list, unless another process has meanwhile put one of them there or taken the list away: looked at within the
 * transaction, where nobody else writes.
 */
export function commitAdded<T>(
  engine: Engine,
  list: string,
  entries: readonly NewEntry[],
  events: readonly NewEvent[],
  answer: T,
): Outcome<T> {
  try {
    const outcome = engine.journal.commit(events, (store) => {
      if (store.get<{ removed: number }>('SELECT removed FROM watchlist WHERE list = ?', list)?.removed === 1) throw new Meanwhile(null);
      const present = new Set(readEntries(store, list).map(({ about }) => watchedKey(about)));
      const again = entries.find(({ about }) => present.has(watchedKey(about)));
      if (again) throw new Meanwhile(again);
    });
    return isRefused(outcome) ? outcome : done(answer);
  } catch (thrown) {
    if (!(thrown instanceof Meanwhile)) throw thrown;
    if (thrown.entry === null) return refuse('list-removed', 'Somebody else has just removed the list. Bring it back first.', { list });
    const { title, about } = thrown.entry;
    return refuse('added-meanwhile', `Somebody else has just put ${title} on the list. Nothing was stored; look at it again.`, {
      list,
      about,
    });
  }
}

class Meanwhile extends Error {
  readonly entry: NewEntry | null;

  constructor(entry: NewEntry | null) {
    super();
    this.entry = entry;
  }
}

/** An entry of a list that stands. */
export function withEntry<T>(engine: Engine, entry: string, then: (row: EntryRow, list: ListRow) => Outcome<T>): Outcome<T> {
  const row = readEntry(engine.store, entry);
  if (row === null || row.removed)
    return refuse('no-such-entry', `There is no entry ${entry} on any list. It may have been taken off.`, { entry });
  return withList(engine, row.list, (list) => then(row, list));
}

export function withList<T>(engine: Engine, list: string, then: (row: ListRow) => Outcome<T>): Outcome<T> {
  const row = readList(engine.store, list);
  if (row === null) return noSuchList(list);
  if (row.removed) return refuse('list-removed', `The list “${row.terms.title}” was removed. Bring it back first.`, { list });
  return then(row);
}

/** The events that put entries on a list, a handful of hundreds in each. */
export function added(list: string, title: string, entries: readonly NewEntry[]): NewEvent[] {
  const events: NewEvent[] = [];
  for (let from = 0; from < entries.length; from += MOST_ENTRIES_OF_ONE_EVENT) {
    const some = entries.slice(from, from + MOST_ENTRIES_OF_ONE_EVENT);
    events.push({ type: 'watchlists.entries-added', subject: list, payload: { title, entries: some } });
  }
  return events;
}

/** An entry with what its list's metrics say of it now, where a file does not say what they said; that is what “since added” counts from. */
export function newEntry(
  engine: Engine,
  terms: ListTerms,
  about: Watched,
  place: string,
  said: Partial<CsvRow['said']> = {},
  entry: string = engine.newId(),
): NewEntry {
  const at = engine.now();
  const { tags = [], note = '', reviewBy = null, targets = [], values = {}, addedAt = null, captured: kept } = said;
  const known = new Set(kept?.map(({ metric }) => metric));
  const read = [...new Set([...terms.metrics, ...terms.trends])].flatMap((id) => {
    if (known.has(id)) return [];
    const metric = engine.sources.metrics.get(id);
    return metric?.subject === about.kind ? [capturedOf(id, at, metric.read(engine, about.id))] : [];
  });
  const captured = [...(kept ?? []), ...read].slice(0, MOST_CAPTURED);
  const title = (titleOf(engine, about) ?? about.id).slice(0, 1_000);
  const lists = { tags: [...tags], targets: [...targets], values: { ...values }, captured };
  return { entry, about, title, place, note, reviewBy, ...lists, ...(addedAt === null ? {} : { addedAt }) };
}

/** Refused where a list would grow beyond what can be looked at. */
export function roomFor(standing: number, more: number): Outcome<never> | null {
  if (standing + more <= MOST_ENTRIES) return null;
  return refuse(
    'list-full',
    `A list holds ${MOST_ENTRIES} entries at most; this one has ${standing}, and ${more} more do not fit. Begin another.`,
  );
}

function changeOf(engine: Engine, row: EntryRow, terms: ListTerms, setting: EntrySetting): Outcome<EntryChange> {
  switch (setting.field) {
    case 'tags':
      return done({ field: 'tags', before: [...row.tags], after: [...new Set(setting.after)] });
    case 'review':
      return done({ field: 'review', before: row.reviewBy, after: setting.after });
    case 'targets': {
      const strange = setting.after.find(({ metric }) => engine.sources.metrics.get(metric)?.subject !== row.about.kind);
      if (!strange) return done({ field: 'targets', before: [...row.targets], after: setting.after });
      return refuse('other-metric', `${strange.metric} is no metric of a ${row.about.kind}. Choose one that is.`, { field: 'targets' });
    }
    case 'value': {
      const column = terms.columns.find((each) => each.column === setting.column);
      if (!column) return refuse('no-such-column', `The list “${terms.title}” has no column ${setting.column}.`, { field: 'column' });
      const before = row.values[column.column] ?? null;
      if (setting.after === null || setting.after === '') return done({ field: 'value', column: column.column, before, after: null });
      const value = ownValueOf(column, setting.after);
      return isRefused(value) ? value : done({ field: 'value', column: column.column, before, after: value.ok });
    }
  }
}

function withEntries<T>(
  engine: Engine,
  list: string,
  entries: readonly string[],
  then: (rows: readonly EntryRow[], list: ListRow) => Outcome<T>,
): Outcome<T> {
  return withList(engine, list, (row) => {
    const standing = new Map(readEntries(engine.store, list).map((each) => [each.entry, each]));
    const missing = entries.find((entry) => !standing.has(entry));
    if (missing !== undefined) return refuse('no-such-entry', `The list “${row.terms.title}” has no entry ${missing}.`, { entry: missing });
    return then(
      [...new Set(entries)].flatMap((entry) => standing.get(entry) ?? []),
      row,
    );
  });
}

/** The places between which something comes that shall stand before an entry; at the end where that is null. */
function gapBefore(rows: readonly EntryRow[], before: string | null): Outcome<{ low: string | null; high: string | null }> {
  if (before === null) return done({ low: rows.at(-1)?.place ?? null, high: null });
  const at = rows.findIndex(({ entry }) => entry === before);
  if (at < 0) return refuse('no-such-entry', `The list has no entry ${before} to put it before.`, { entry: before });
  // Two entries of one place were added on two machines at once; the next different place bounds the gap.
  const high = rows[at]!.place;
  let low = at - 1;
  while (low >= 0 && rows[low]!.place >= high) low -= 1;
  return done({ low: rows[low]?.place ?? null, high });
}

function noSuchList(list: string): Outcome<never> {
  return refuse('no-such-list', `There is no list ${list}. The lists are under Watchlists.`, { list });
}
