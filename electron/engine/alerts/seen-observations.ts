import type { Origin } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';
import type { InputSeries } from './input-series.ts';

/** How far a watch had seen before a pass. */
export interface Seen {
  /** What lies after this instant is news; milliseconds since 1970. */
  readonly until: number;
  /** Whether there is an observation that no evaluation had taken in. */
  readonly isNew: boolean;
}

/**
 * Up to which instant a watch's observations had been taken in when the journal had `takenIn` entries: by where they came from, and not by when
 * somebody looked, so that it is the same however often the application was open. Of a rule with several names, the earliest that has anything new counts.
 */
export function seenUntil(engine: Engine, inputs: readonly InputSeries[], takenIn: number, begun: number | null): Seen {
  let [earliest, latest, isNew] = [Number.POSITIVE_INFINITY, begun ?? Number.NEGATIVE_INFINITY, false];
  for (const input of inputs) {
    const { history } = input;
    let index = history.length - 1;
    if (input.sampled === null) {
      while (index >= 0 && isFresh(engine, input.originOf(index), takenIn)) index -= 1;
    } else {
      index -= 1;
    }
    const seen = index < 0 ? Number.NEGATIVE_INFINITY : history.at[index]!;
    if (index < history.length - 1) earliest = Math.min(earliest, seen);
    if (index < history.length - 1 && input.sampled === null) isNew = true;
    latest = Math.max(latest, seen);
  }
  const until = earliest === Number.POSITIVE_INFINITY ? latest : earliest;
  return { until: Math.max(until, begun ?? Number.NEGATIVE_INFINITY), isNew };
}

function isFresh({ store }: Engine, origin: Origin, takenIn: number): boolean {
  const event = origin.kind === 'row' ? origin.dataset : origin.kind === 'event' ? origin.event : null;
  return event !== null && placeOf(store, origin.kind, event) >= takenIn;
}

/** Places never change, and a history has few origins beside many rows. */
const places = new WeakMap<Reader, Map<string, number>>();

function placeOf(store: Reader, kind: Origin['kind'], id: string): number {
  let known = places.get(store);
  if (known === undefined) places.set(store, (known = new Map()));
  const found = known.get(id);
  if (found !== undefined) return found;
  const sql = kind === 'event' ? 'SELECT seq FROM journal_body WHERE id = ?' : 'SELECT min(seq) AS seq FROM journal_body WHERE subject = ?';
  const place = store.get<{ seq: number | null }>(sql, id)?.seq ?? -1;
  known.set(id, place);
  return place;
}
