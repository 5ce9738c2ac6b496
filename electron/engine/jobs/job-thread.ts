import { parentPort, workerData } from 'node:worker_threads';
import { isRefused } from '../../../shared/figures/index.ts';
import { openEngine } from '../open-engine.ts';
import { JobCancelled } from './job.ts';
import type { JobOrder, JobReport } from './job-runner.ts';
import { runJob } from './run-job.ts';

const port = parentPort;
if (!port) throw new Error('a job thread has a parent');
const order = workerData as JobOrder;
const cancel = new Int32Array(order.cancel);

function tell(report: JobReport): void {
  port!.postMessage(report);
}

/** Progress is told at most this often; a listener draws no more than that. */
const TELL_EVERY_MILLISECONDS = 100;
let toldAt = 0;

const opened = openEngine({ workspace: order.workspace, actor: order.actor });
if (isRefused(opened)) {
  tell({ tells: 'ended', outcome: opened });
} else {
  const engine = opened.ok;
  try {
    const outcome = await runJob(engine, order.kind, order.input, {
      cancelled: () => Atomics.load(cancel, 0) === 1,
      progress(done, total, what) {
        const now = performance.now();
        if (done !== total && now - toldAt < TELL_EVERY_MILLISECONDS) return;
        toldAt = now;
        tell({ tells: 'progress', done, total, what });
      },
    });
    await engine.close();
    tell({ tells: 'ended', outcome });
  } catch (thrown) {
    await engine.close();
    tell(
      thrown instanceof JobCancelled
        ? { tells: 'cancelled' }
        : { tells: 'failed', message: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) },
    );
  }
}
