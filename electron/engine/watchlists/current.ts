import type { Engine } from '../engine.ts';
import type { MetricSource } from '../sources.ts';
import type { Reader } from '../store/store.ts';

/**
 * What a metric's values hang on, as one text: they are the same as long as it is the same. The last events of the columns that may change it, or
 * the journal's size where it does not say which; and, of metrics that move with the clock, the minute.
 */
export function versionOf(engine: Engine, metric: Pick<MetricSource, 'dependsOn' | 'clocked' | 'subject'>): string {
  const newest = newestOf(engine.store);
  const columns = metric.dependsOn === undefined ? String(newest.all) : metric.dependsOn.map((column) => newest.of(column)).join('.');
  return metric.clocked === true ? `${columns}@${Math.floor(Date.parse(engine.now()) / MINUTE)}` : columns;
}

/** The place of the last event of the whole journal; -1 where there is none. Other processes' events count. */
export function lastSeq(store: Reader): number {
  return store.get<{ seq: number }>('SELECT coalesce(max(seq), -1) AS seq FROM journal_body')!.seq;
}

const MINUTE = 60_000;

interface Newest {
  readonly all: number;
  of(column: string): number;
}
const NEWEST = new WeakMap<Reader, Newest>();

/** Asked anew only after the journal has grown. */
function newestOf(store: Reader): Newest {
  const all = lastSeq(store);
  const kept = NEWEST.get(store);
  if (kept?.all === all) return kept;
  const columns = new Map<string, number>();
  const newest: Newest = {
    all,
    of(column) {
      let seq = columns.get(column);
      if (seq === undefined) columns.set(column, (seq = lastOf(store, column)));
      return seq;
    },
  };
  NEWEST.set(store, newest);
  return newest;
}

function lastOf(store: Reader, column: string): number {
  // A slash is the character after the dot.
  return store.get<{ seq: number }>(
    'SELECT coalesce(max(seq), -1) AS seq FROM journal_body WHERE type >= ? AND type < ?',
    `${column}.`,
    `${column}/`,
  )!.seq;
}
