import type { Outcome } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { Store } from '../store/store.ts';

/** What a job's handler gets. The engine and the store are the job's own connection, in the job's own thread. */
export interface JobContext {
  readonly engine: Engine;
  /** For staging bulk rows in chunks before the one event that makes them count; folds go through the journal. */
  readonly store: Store;
  /** Reports how far the job is; `total` may be 0 where it is not known. Throws `JobCancelled` once the person has cancelled. */
  progress(done: number, total: number, what: string): void;
  /** Set from another thread; long loops look at it (or call `progress`). */
  cancelled(): boolean;
}

export type JobHandler = (context: JobContext, input: never) => Promise<Outcome<unknown>>;

/** Thrown by `progress` in a cancelled job, so that every loop that reports also stops. */
export class JobCancelled extends Error {
  override readonly name = 'JobCancelled';
}

export type JobState = 'running' | 'done' | 'refused' | 'failed' | 'cancelled';

/** A job as screens and the terminal see it. Times are ISO instants; `result` is the handler's `ok`. */
export interface JobStatus {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly state: JobState;
  readonly done: number;
  readonly total: number;
  readonly what: string;
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly result?: unknown;
  readonly refusal?: { readonly code: string; readonly message: string; readonly details?: Readonly<Record<string, unknown>> };
}

export interface Jobs {
  /** Starts a job; it goes on when the caller has left. */
  start(kind: string, title: string, input: unknown): JobStatus;
  /** Waits for a job's end. */
  finished(id: string): Promise<JobStatus>;
  cancel(id: string): void;
  /** Newest first; ended ones are kept until the engine closes, the last hundred. */
  list(): readonly JobStatus[];
  onProgress(listener: (status: JobStatus) => void): () => void;
}
