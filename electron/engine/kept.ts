import type { Engine } from './engine.ts';
import { isTransacting, type Reader, writesSeen } from './store/store.ts';

/**
 * Something that is made of what some columns hold, and kept until an event of one of them follows: a list that others compare by identity. What
 * also depends on the clock does not belong in here. Amid a write transaction it is made each time, for what is read there may be taken back.
 */
export function keptUntil<T>(columns: readonly string[], make: (engine: Engine) => T): (engine: Engine) => T {
  const kept = new WeakMap<Reader, { readonly version: string; readonly made: T }>();
  return (engine) => {
    const { store } = engine;
    if (!glanceAt(store).isFirm) return make(engine);
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
  const { top, isFirm } = glanceAt(store);
  let seen = SEEN.get(store);
  if (!seen) SEEN.set(store, (seen = new Map()));
  const known = seen.get(column);
  if (known?.top === top && isFirm) return known.version;
  const [first, last] = [`${column}.`, `${column}/`];
  const version =
    known && known.top < top
      ? (store.get<{ seq: number | null }>(SINCE, known.top, first, last)!.seq ?? known.version)
      : (store.get<{ seq: number | null }>(EVER, first, last)!.seq ?? -1);
  if (isFirm) seen.set(column, { top, version });
  return version;
}

/** How far the journal reaches. */
export interface Glance {
  /** The place of its newest event, whoever wrote it; -1 where there is none. */
  readonly top: number;
  /** False amid a write transaction of this connection: what is read there may be taken back, and is not to be kept. */
  readonly isFirm: boolean;
}

/**
 * Looks how far the journal reaches. A pass over thousands of subjects asks thousands of times, so that the file is looked at once in a stretch of
 * work that nothing interrupts, with the same object for an answer, and again after this thread has written: what another process commits amid such
 * a stretch is seen in the next.
 */
export function glanceAt(store: Reader): Glance {
  const found = GLANCES.get(store);
  if (found?.writes === writesSeen() && found.stretch === stretch) return found;
  const top = store.get<{ seq: number | null }>(TOP)!.seq ?? -1;
  const glance = { top, isFirm: !isTransacting(store), writes: writesSeen(), stretch };
  if (!glance.isFirm) return glance;
  GLANCES.set(store, glance);
  if (!isStretching) {
    isStretching = true;
    queueMicrotask(() => {
      isStretching = false;
      stretch += 1;
    });
  }
  return glance;
}

let stretch = 0;
let isStretching = false;
const GLANCES = new WeakMap<Reader, Glance & { readonly writes: number; readonly stretch: number }>();
const SEEN = new WeakMap<Reader, Map<string, { readonly top: number; readonly version: number }>>();
const TOP = 'SELECT max(seq) AS seq FROM journal_body';
/** The slash follows the point in the order of characters, so that these are the types of one column. */
const EVER = 'SELECT max(seq) AS seq FROM journal_body WHERE type >= ? AND type < ?';
/** By place, not by type: few entries follow, and a column may have thousands. */
const SINCE = 'SELECT max(seq) AS seq FROM journal_body WHERE seq > ? AND +type >= ? AND +type < ?';
