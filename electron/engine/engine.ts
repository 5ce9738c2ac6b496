import type { Jobs } from './jobs/job.ts';
import type { Journal } from './journal/index.ts';
import type { Sources } from './sources.ts';
import type { Reader } from './store/store.ts';

/** The engine as procedures and jobs see it: they read the store, and change things through the journal. */
export interface Engine {
  readonly store: Reader;
  readonly journal: Journal;
  readonly jobs: Jobs;
  /** Metrics, subjects and exposures of every column. */
  readonly sources: Sources;
  readonly workspace: WorkspaceHandle;
  /** The writer's clock, ISO with milliseconds. */
  now(): string;
  /** A new UUIDv7. */
  newId(): string;
  /** Secret random bytes from the operating system. */
  randomBytes(length: number): Uint8Array;
}

export interface WorkspaceHandle {
  /** Absolute path of the workspace's file. */
  readonly path: string;
  /** Why it can only be looked at, where that is so. */
  readonly readOnly: { readonly reason: string; readonly message: string } | null;
}
