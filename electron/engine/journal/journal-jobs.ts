import { done, type Outcome } from '../../../shared/figures/index.ts';
import type { JobContext, JobHandler } from '../jobs/job.ts';
import type { Store } from '../store/store.ts';
import type { EventRegistry } from './event-registry.ts';
import { type Progress, refold } from './refold.ts';
import { keepVerification } from './verified.ts';
import { verifyStore } from './verify.ts';

export interface Rebuilt {
  readonly events: number;
  readonly milliseconds: number;
  /** Rows of each table afterwards. */
  readonly tables: Readonly<Record<string, number>>;
}

/** Folds the journal from zero, in one transaction: others see the old tables until the new ones are whole. */
export function rebuild(store: Store, registry: EventRegistry, progress: Progress): Outcome<Rebuilt> {
  const start = performance.now();
  const events = store.transact(() => refold(store, registry, progress));
  const rows = (table: string) => store.get<{ n: number }>(`SELECT count(*) AS n FROM "${table}"`)!.n;
  return done({
    events,
    milliseconds: Math.round(performance.now() - start),
    tables: Object.fromEntries(registry.projections.map((table) => [table, rows(table)])),
  });
}

export const journalJobs: Readonly<Record<string, JobHandler>> = {
  'journal.verify': async (context) => {
    const report = verifyStore(context.store, context.engine.journal.registry, progressOf(context));
    keepVerification(context.engine, report);
    return done(report);
  },
  'journal.rebuild': async (context) => rebuild(context.store, context.engine.journal.registry, progressOf(context)),
};

function progressOf(context: JobContext): Progress {
  return (done, total, what) => context.progress(done, total, what);
}
