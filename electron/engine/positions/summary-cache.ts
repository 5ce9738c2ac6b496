import { setImmediate as pause } from 'node:timers/promises';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';
import type { Measures } from './measures.ts';
import { measured, type PositionRow } from './position-rows.ts';
import { type Summarised, summarise } from './summary.ts';

/**
 * Positions as they were last taken apart. A kept result is used only while nothing has happened that it could depend on: it is keyed
 * by the price book (a changed market has another), the day, the beginning and the currency; an event of the position itself drops
 * that position, and an import, a claim or a setting drops all. What is looked at is the journal, so that other processes' events count.
 *
 * Thousands take seconds, so after each slice of work others get their turn. `null` where something changed in between: then what was
 * asked is no longer so, and is to be asked anew.
 */
export async function summaries(
  engine: Engine,
  rows: readonly PositionRow[],
  measures: Measures,
  after: string | undefined,
  mayPause: boolean,
): Promise<readonly Summarised[] | null> {
  const cache = cacheOf(engine.store);
  refresh(engine.store, cache);
  const kept = keptFor(cache, measures, after);
  const { seq } = cache;
  const found: Summarised[] = [];
  let begun = performance.now();
  for (const row of rows) {
    found.push(summaryOf(engine, row, measures, after, kept));
    if (!mayPause || performance.now() - begun < SLICE_MILLISECONDS) continue;
    await pause();
    refresh(engine.store, cache);
    if (cache.seq !== seq) return null;
    begun = performance.now();
  }
  return found;
}

/** The same over the whole life of positions and in one piece, for those who cannot wait; cheap once they have been taken apart. */
export function summariesAtOnce(engine: Engine, rows: readonly PositionRow[], measures: Measures): readonly Summarised[] {
  const cache = cacheOf(engine.store);
  refresh(engine.store, cache);
  const kept = keptFor(cache, measures, undefined);
  return rows.map((row) => summaryOf(engine, row, measures, undefined, kept));
}

function summaryOf(
  engine: Engine,
  row: PositionRow,
  measures: Measures,
  after: string | undefined,
  kept: Map<string, Summarised>,
): Summarised {
  let result = kept.get(row.position);
  if (!result) kept.set(row.position, (result = summarise(row, measured(engine.store, row), measures, after)));
  return result;
}

function keptFor(cache: Cache, measures: Measures, after: string | undefined): Map<string, Summarised> {
  const key = `${measures.asOf}|${measures.currency}|${after ?? ''}`;
  if (cache.prices !== measures.prices.book) {
    cache.kept.clear();
    cache.prices = measures.prices.book;
  }
  let kept = cache.kept.get(key);
  if (!kept) {
    // Few questions are asked in turn; more would only fill the memory.
    if (cache.kept.size >= MOST_QUESTIONS) cache.kept.clear();
    cache.kept.set(key, (kept = new Map()));
  }
  return kept;
}

/** As long as nobody notices a wait. */
const SLICE_MILLISECONDS = 8;

interface Cache {
  seq: number;
  prices: unknown;
  readonly kept: Map<string, Map<string, Summarised>>;
}

const MOST_QUESTIONS = 4;
/** Beyond so many new events it is cheaper to begin anew than to look at each. */
const MOST_EVENTS = 500;
const CACHES = new WeakMap<Reader, Cache>();

function cacheOf(store: Reader): Cache {
  let cache = CACHES.get(store);
  if (!cache) CACHES.set(store, (cache = { seq: -1, prices: null, kept: new Map() }));
  return cache;
}

function refresh(store: Reader, cache: Cache): void {
  const newest = store.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM journal_body')?.seq ?? -1;
  if (newest === cache.seq) return;
  const events = store.all<{ type: string; subject: string }>(
    'SELECT type, subject FROM journal_body WHERE seq > ? ORDER BY seq LIMIT ?',
    cache.seq,
    MOST_EVENTS + 1,
  );
  const isLocal = newest > cache.seq && events.length <= MOST_EVENTS && events.every(({ type }) => OF_ONE_POSITION.has(type));
  if (!isLocal) cache.kept.clear();
  else for (const { subject } of events) for (const kept of cache.kept.values()) kept.delete(subject);
  cache.seq = newest;
}

const OF_ONE_POSITION: ReadonlySet<string> = new Set([
  'positions.position-opened',
  'positions.position-edited',
  'positions.position-closed',
  'positions.position-reopened',
  'positions.position-removed',
  'positions.position-restored',
  'positions.activity-recorded',
  'positions.activity-edited',
  'positions.activity-removed',
  'positions.activity-restored',
  'positions.note-written',
  'positions.document-attached',
  'positions.document-detached',
]);
