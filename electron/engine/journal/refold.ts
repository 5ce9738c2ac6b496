import type { Store } from '../store/store.ts';
import { type EventRegistry, eventFromBody } from './event-registry.ts';

/** Told how many of how many events are behind; may throw to stop. */
export type Progress = (done: number, total: number, what: string) => void;

/** How many events are read at once; enough that a statement's start costs nothing beside them. */
const CHUNK = 2_000;

/**
 * Empties every projection and folds the journal into them from its first event on. Erased events are passed over. Runs inside a
 * transaction of its caller, so that nobody ever sees tables half folded; answers the number of events.
 */
export function refold(store: Store, registry: EventRegistry, progress: Progress): number {
  store.script('PRAGMA defer_foreign_keys = ON');
  for (const table of registry.projections) store.run(`DELETE FROM "${table}"`);
  const total = store.get<{ total: number }>('SELECT count(*) AS total FROM journal_body')!.total;
  let [done, next] = [0, 0];
  for (;;) {
    const rows = store.all<{ seq: number; type: string; body: string }>(
      'SELECT seq, type, body FROM journal_body WHERE seq >= ? ORDER BY seq LIMIT ?',
      next,
      CHUNK,
    );
    for (const { seq, type, body } of rows) {
      const folds = registry.foldsOf(type);
      if (folds.length === 0) continue;
      const event = eventFromBody(registry.typeOf(type), seq, body);
      for (const apply of folds) apply(store, event);
    }
    done += rows.length;
    progress(done, total, 'Folding events');
    if (rows.length < CHUNK) return done;
    next = rows.at(-1)!.seq + 1;
  }
}
