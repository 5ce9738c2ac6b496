import type { Outcome } from '../../../shared/figures/index.ts';
import type { OpenEngine } from '../open-engine.ts';
import { JobCancelled, type JobHandler } from './job.ts';

/** Runs a job's handler on an open engine, in whatever thread this is; a cancelled job ends with `JobCancelled`. */
export async function runJob(
  engine: OpenEngine,
  kind: string,
  input: unknown,
  watch: { readonly cancelled: () => boolean; readonly progress: (done: number, total: number, what: string) => void },
): Promise<Outcome<unknown>> {
  const handler = handlerOf(engine, kind);
  return handler(
    {
      engine,
      store: engine.writableStore,
      cancelled: watch.cancelled,
      progress(done, total, what) {
        if (watch.cancelled()) throw new JobCancelled();
        watch.progress(done, total, what);
      },
    },
    input as never,
  );
}

function handlerOf(engine: OpenEngine, kind: string): JobHandler {
  for (const column of engine.journal.registry.columns) {
    const handler = column.jobs?.[kind];
    if (handler) return handler;
  }
  throw new Error(`no column has a job ${kind}`);
}
