import type { z } from 'zod';
import { dayOf, done, isKnown, type Outcome } from '../../../shared/figures/index.ts';
import { changeBetween, noteDiff, targetStanding } from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import type { entryLine, listAnswer, listLine, noteVersion, sparkAnswer } from './answers.ts';
import { headOf } from './heads.ts';
import { withEntry, withList } from './list-commands.ts';
import { countEntries, type EntryRow, type ListRow, readEntries, readLists, readWindow } from './list-rows.ts';
import { readingNow } from './readings.ts';
import { thinned } from './spark.ts';
import { titleOf } from './subjects.ts';

export type EntryLine = z.infer<typeof entryLine>;

/** Every list in the order in which they were made; removed ones too, where asked for. */
export function lists(engine: Engine, withRemoved: boolean): z.infer<typeof listLine>[] {
  return readLists(engine.store)
    .filter(({ removed }) => withRemoved || !removed)
    .map((list) => lineOf(engine, list));
}

export interface ListQuestion {
  readonly list: string;
  readonly from: number;
  readonly limit: number;
  readonly tag?: string | undefined;
  /** Words that an entry's title, id, tags or note must contain. */
  readonly search?: string | undefined;
}

/** A list with a window of its entries, each with what its metrics say now and what has become of them since it was added. */
export function listView(engine: Engine, { list, from, limit, tag, search }: ListQuestion): Outcome<z.infer<typeof listAnswer>> {
  return withList(engine, list, (row) => {
    const words = (search ?? '')
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    const { entries, tags } = countEntries(engine.store, list, dayOf(engine.now()));
    const found =
      words.length === 0 ? null : readWindow(engine.store, list, tag, 0, entries).filter((entry) => holds(engine, entry, words));
    const shown = found?.slice(from, from + limit) ?? readWindow(engine.store, list, tag, from, limit);
    return done({
      list: lineOf(engine, row),
      heads: row.terms.metrics.map((metric) => headOf(engine, metric)),
      total: found?.length ?? (tag === undefined ? entries : (tags.get(tag) ?? 0)),
      rows: shown.map((entry) => entryView(engine, row, entry)),
    });
  });
}

/** One entry, as its list shows it. */
export function entryView(engine: Engine, { terms }: ListRow, row: EntryRow): EntryLine {
  const title = titleOf(engine, row.about);
  const isOf = (metric: string) => engine.sources.metrics.get(metric)?.subject === row.about.kind;
  const { entry, list, about, place, addedAt, addedEvent, tags, note, reviewBy, values } = row;
  return {
    entry,
    list,
    about,
    title: title ?? row.title,
    gone: title === null ? goneSays(engine, row) : null,
    place,
    addedAt,
    addedEvent,
    tags: [...tags],
    note,
    reviewBy,
    reviewDue: isReviewDue(row, dayOf(engine.now())),
    targets: row.targets.map((target) => {
      const { name, unit } = headOf(engine, target.metric);
      return { target, name, unit, ...targetStanding(target, name, readingNow(engine, target.metric, about.id)) };
    }),
    values: { ...values },
    cells: terms.metrics.map((metric) =>
      isOf(metric) || !engine.sources.metrics.has(metric) ? readingNow(engine, metric, about.id) : null,
    ),
    since: row.captured.map(({ metric, reading: was }) => {
      const { name, unit } = headOf(engine, metric);
      const now = readingNow(engine, metric, about.id);
      return { metric, name, unit, was, now, ...changeBetween(unit, was, now) };
    }),
  };
}

/** The day itself counts: it is the last on which a review is in time. */
export function isReviewDue({ reviewBy }: Pick<EntryRow, 'reviewBy'>, today: string): boolean {
  return reviewBy !== null && reviewBy <= today;
}

/** Every version of an entry's note, newest first, each against the one before it. */
export function noteHistory(engine: Engine, entry: string): Outcome<z.infer<typeof noteVersion>[]> {
  return withEntry(engine, entry, () => {
    const rows = engine.store.all<{ at: string; actor: string; note: string }>(
      'SELECT at, actor, note FROM watchlist_note WHERE entry = ? ORDER BY seq',
      entry,
    );
    const versions = rows.map(({ at, actor, note }, place) => ({
      at,
      actor,
      note,
      diff: [...noteDiff(rows[place - 1]?.note ?? '', note)],
    }));
    return done(versions.reverse());
  });
}

/** What is drawn small beside entries: the past of the first of the list's trends that fits an entry's kind. */
export function sparks(engine: Engine, list: string, entries: readonly string[], points: number): Outcome<z.infer<typeof sparkAnswer>[]> {
  return withList(engine, list, ({ terms }) => {
    const asked = new Set(entries);
    const rows = readEntries(engine.store, list).filter(({ entry }) => asked.has(entry));
    return done(rows.map((row) => sparkOf(engine, terms.trends, row, points)));
  });
}

function sparkOf(engine: Engine, trends: readonly string[], { entry, about }: EntryRow, points: number): z.infer<typeof sparkAnswer> {
  const metric = trends.flatMap((id) => engine.sources.metrics.get(id) ?? []).find(({ subject }) => subject === about.kind);
  if (!metric) return { entry, metric: null, points: [], says: 'The list has no trend for this kind. Choose one.' };
  const figure = metric.history?.(engine, about.id);
  if (figure === undefined) return { entry, metric: metric.id, points: [], says: `The past of ${metric.name} is not kept.` };
  if (!isKnown(figure)) return { entry, metric: metric.id, points: [], says: figure.unavailable.message };
  return { entry, metric: metric.id, points: thinned(figure.ok.history, points), says: null };
}

function lineOf(engine: Engine, { list, terms, madeAt, removed }: ListRow): z.infer<typeof listLine> {
  const { kinds, tags, entries, reviewsDue } = countEntries(engine.store, list, dayOf(engine.now()));
  return { list, terms, madeAt, removed, entries, kinds: { ...kinds }, tags: [...tags.keys()], reviewsDue };
}

function holds(engine: Engine, entry: EntryRow, words: readonly string[]): boolean {
  const title = titleOf(engine, entry.about) ?? entry.title;
  const text = [title, entry.about.id, ...entry.tags, entry.note].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

function goneSays(engine: Engine, { about, title }: EntryRow): string {
  return engine.sources.subjects.has(about.kind)
    ? `There is no ${about.kind} “${title}” any more. What was said of it is kept.`
    : `Nobody can say what became of the ${about.kind} “${title}”. What was said of it is kept.`;
}
