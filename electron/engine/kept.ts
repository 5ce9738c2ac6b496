import type { Engine } from './engine.ts';
import type { Reader } from './store/store.ts';

/**
 * Something that is made of what some columns hold, and kept until an event of one of them follows: a list that others compare by identity. What
 * also depends on the clock does not belong in here.
 */
export function keptUntil<T>(columns: readonly string[], make: (engine: Engine) => T): (engine: Engine) => T {
  const kept = new WeakMap<Reader, { readonly version: string; readonly made: T }>();
  return (engine) => {
    const { store } = engine;
    const version = columns.map((column) => versionOf(store, column)).join(' ');
    let found = kept.get(store);
    if (found?.version !== version) kept.set(store, (found = { version, made: make(engine) }));
    return found.made;
  };
}

/**
 * The place of the newest event of a column in the journal, -1 where there is none: what follows from that column alone is the same while it is.
 * Asked for at every reading, so that only what was appended since the last time is looked at.
 */
export function versionOf(store: Reader, column: string): number {
  let seen = SEEN.get(store);
  if (!seen) SEEN.set(store, (seen = new Map()));
  const top = store.get<{ seq: number | null }>(TOP)!.seq ?? -1;
  const known = seen.get(column);
  if (known?.top === top) return known.version;
  const [first, last] = [`${column}.`, `${column}/`];
  const version =
    known && known.top < top
      ? (store.get<{ seq: number | null }>(SINCE, known.top, first, last)!.seq ?? known.version)
      : (store.get<{ seq: number | null }>(EVER, first, last)!.seq ?? -1);
  seen.set(column, { top, version });
  return version;
}

const SEEN = new WeakMap<Reader, Map<string, { readonly top: number; readonly version: number }>>();
const TOP = 'SELECT max(seq) AS seq FROM journal_body';
/** The slash follows the point in the order of characters, so that these are the types of one column. */
const EVER = 'SELECT max(seq) AS seq FROM journal_body WHERE type >= ? AND type < ?';
/** By place, not by type: few entries follow, and a column may have thousands. */
const SINCE = 'SELECT max(seq) AS seq FROM journal_body WHERE seq > ? AND +type >= ? AND +type < ?';
