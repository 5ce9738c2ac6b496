import { Worker } from 'node:worker_threads';
import { isRefused, type Outcome } from '../../../shared/figures/index.ts';
import type { JobState, JobStatus, Jobs } from './job.ts';

/** What a job's thread is told to do. */
export interface JobOrder {
  readonly workspace: string;
  readonly actor: string;
  readonly kind: string;
  readonly input: unknown;
  /** One shared word; 1 means that the person has cancelled. */
  readonly cancel: SharedArrayBuffer;
}

/** What a job's thread tells. */
export type JobReport =
  | { readonly tells: 'progress'; readonly done: number; readonly total: number; readonly what: string }
  | { readonly tells: 'ended'; readonly outcome: Outcome<unknown> }
  | { readonly tells: 'cancelled' }
  | { readonly tells: 'failed'; readonly message: string };

const KEPT = 100;

interface RunningJob {
  status: JobStatus;
  readonly cancel: Int32Array;
  readonly ended: Promise<JobStatus>;
}

/** Jobs in worker threads, each with its own connection, so that neither the engine's thread nor the window ever waits for one. */
export function createJobs(options: {
  readonly workspace: string;
  readonly actor: string;
  readonly newId: () => string;
  readonly now: () => string;
  /** Called when a job has ended: it may have committed through its own connection. */
  readonly afterwards: () => void;
}): Jobs & { close(): Promise<void> } {
  const jobs = new Map<string, RunningJob>();
  const workers = new Set<Worker>();
  const listeners = new Set<(status: JobStatus) => void>();

  function start(kind: string, title: string, input: unknown): JobStatus {
    const id = options.newId();
    const cancel = new SharedArrayBuffer(4);
    const order: JobOrder = { workspace: options.workspace, actor: options.actor, kind, input, cancel };
    const worker = new Worker(jobThread(), { workerData: order });
    workers.add(worker);
    const { promise, resolve } = Promise.withResolvers<JobStatus>();
    const job: RunningJob = {
      status: { id, kind, title, state: 'running', done: 0, total: 0, what: '', startedAt: options.now() },
      cancel: new Int32Array(cancel),
      ended: promise,
    };
    jobs.set(id, job);

    function update(change: Partial<JobStatus>): void {
      job.status = { ...job.status, ...change };
      for (const listener of listeners) listener(job.status);
    }
    function end(state: JobState, change: Partial<JobStatus> = {}): void {
      if (job.status.state !== 'running') return;
      options.afterwards();
      update({ ...change, state, endedAt: options.now() });
      resolve(job.status);
      void worker.terminate();
    }
    worker.on('message', (report: JobReport) => {
      if (report.tells === 'progress') update({ done: report.done, total: report.total, what: report.what });
      else if (report.tells === 'cancelled') end('cancelled');
      else if (report.tells === 'failed') end('failed', { refusal: { code: 'job-failed', message: report.message } });
      else if (isRefused(report.outcome)) end('refused', { refusal: report.outcome.error });
      else end('done', { result: report.outcome.ok });
    });
    worker.on('error', (thrown: unknown) => end('failed', { refusal: { code: 'job-failed', message: String(thrown) } }));
    worker.on('exit', () => {
      workers.delete(worker);
      end('failed', { refusal: { code: 'job-failed', message: 'The job ended without an answer.' } });
    });
    update({});
    forgetOldest();
    return job.status;
  }

  function forgetOldest(): void {
    for (const [id, job] of jobs) {
      if (jobs.size <= KEPT) return;
      if (job.status.state !== 'running') jobs.delete(id);
    }
  }

  return {
    start,
    async finished(id) {
      const job = jobs.get(id);
      if (!job) throw new RangeError(`no job ${id}`);
      return job.ended;
    },
    cancel(id) {
      const job = jobs.get(id);
      if (job) Atomics.store(job.cancel, 0, 1);
    },
    list: () => [...jobs.values()].map((job) => job.status).reverse(),
    onProgress(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      for (const job of jobs.values()) Atomics.store(job.cancel, 0, 1);
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
}

/** The thread's file lies beside this one: as TypeScript in development and in the terminal, as JavaScript in a build. */
function jobThread(): URL {
  return import.meta.url.endsWith('.ts') ? new URL('./job-thread.ts', import.meta.url) : new URL('./job-thread.js', import.meta.url);
}
