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
    const version = columns.map((column) => store.get<{ seq: number }>(NEWEST, `${column}.`, `${column}/`)!.seq).join(' ');
    let found = kept.get(store);
    if (found?.version !== version) kept.set(store, (found = { version, made: make(engine) }));
    return found.made;
  };
}

/** The slash follows the point in the order of characters, so that these are the types of one column. */
const NEWEST = 'SELECT coalesce(max(seq), -1) AS seq FROM journal_body WHERE type >= ? AND type < ?';
