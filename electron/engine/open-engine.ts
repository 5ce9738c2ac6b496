import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { done, isRefused, type Outcome } from '../../shared/figures/index.ts';
import { columns } from './columns.ts';
import type { Engine } from './engine.ts';
import { createJobs } from './jobs/job-runner.ts';
import { createEventRegistry, openJournal } from './journal/index.ts';
import { collectSources } from './sources.ts';
import type { Store } from './store/store.ts';
import { openWorkspaceFile } from './workspace/index.ts';

export interface OpenEngineOptions {
  /** Path of the workspace's file. */
  readonly workspace: string;
  /** Who acts: goes into every event. */
  readonly actor: string;
  /** `open` refuses a file that is not there; `create` refuses one that is. */
  readonly mode?: 'open' | 'create' | 'open-or-create';
  /** For tests and for made workspaces; the machine's clock and a fresh UUIDv7 otherwise. */
  readonly now?: () => string;
  readonly newId?: () => string;
  readonly randomBytes?: (length: number) => Uint8Array;
}

/** An engine with what its owner — a thread, the terminal, a test — needs beside what procedures see. */
export interface OpenEngine extends Engine {
  /** The connection with its write half, for jobs that stage rows. */
  readonly writableStore: Store;
  close(): Promise<void>;
}

/** How often an open engine looks whether another process has written. */
const LOOK_EVERY_MILLISECONDS = 500;

/** Opens a workspace and everything over it. Refused with a sentence where the file is missing, newer, damaged beyond reading or locked. */
export function openEngine(options: OpenEngineOptions): Outcome<OpenEngine> {
  const path = resolve(options.workspace);
  const now = options.now ?? (() => new Date().toISOString());
  const registry = createEventRegistry(columns);
  const opened = openWorkspaceFile(path, { mode: options.mode ?? 'open', registry, now });
  if (isRefused(opened)) return opened;
  const { store, readOnly } = opened.ok;

  const newId = options.newId ?? (() => uuidv7());
  const secret = options.randomBytes ?? ((length: number) => new Uint8Array(randomBytes(length)));
  const journal = openJournal({ store, registry, actor: options.actor, now, newId, randomBytes: secret, readOnly });
  const jobs = createJobs({ workspace: path, actor: options.actor, newId, now, afterwards: () => journal.lookForForeignChanges() });
  const looking = setInterval(() => journal.lookForForeignChanges(), LOOK_EVERY_MILLISECONDS);
  looking.unref();

  return done({
    store,
    writableStore: store,
    journal,
    jobs,
    sources: collectSources(columns),
    workspace: { path, readOnly },
    now,
    newId,
    randomBytes: secret,
    async close() {
      clearInterval(looking);
      await jobs.close();
      store.close();
    },
  });
}
