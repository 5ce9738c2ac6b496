import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, renameSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import { openStore, sqliteCode, type Store } from '../store/store.ts';
import { type VerifiedFile, verifyWorkspaceFile } from './backup-file.ts';
import { fileProblem, keepAside, removeDatabase, replaceFile, syncFolder } from './durable-file.ts';

export interface Restored extends VerifiedFile {
  /** What was in the workspace's place before, kept; null where nothing was. */
  readonly aside: string | null;
}

type Progress = (done: number, total: number, what: string) => void;

/**
 * Puts a backup in a workspace's place: verify it, copy it beside the workspace, verify the copy, keep the old file aside, swap. Until
 * the swap nothing has changed, and there is no moment without a file in the place. Refused while anybody has the workspace open.
 */
export function restoreWorkspace(workspace: string, backup: string, at: string, progress: Progress): Outcome<Restored> {
  const place = resolve(workspace);
  if (resolve(backup) === place) return refuse('same-file', 'A workspace cannot be restored from itself. Name a backup.', { file: place });
  const verified = verifyWorkspaceFile(backup, progress);
  if (isRefused(verified)) return verified;
  const unfinished = `${place}.${randomUUID()}.part`;
  let held: HeldWorkspace | null = null;
  try {
    copyDatabase(verified.ok.file, unfinished);
    const copied = verifyWorkspaceFile(unfinished, progress);
    if (isRefused(copied)) return copied;
    if (copied.ok.root !== verified.ok.root)
      return refuse('restore-failed', 'The backup changed while it was read. Nothing was restored; try again.');
    const holding = hold(place);
    if (isRefused(holding)) return holding;
    held = holding.ok;
    const aside = existsSync(place) ? `${place}.before-restore-${at.replaceAll(':', '-')}` : null;
    if (aside !== null) keepAside(place, aside);
    for (const beside of ['-wal', '-shm']) {
      // What a damaged file has left beside it must not be taken for a part of the new one.
      if (existsSync(`${place}${beside}`)) renameSync(`${place}${beside}`, `${aside ?? place}${beside}${aside === null ? '.stray' : ''}`);
    }
    replaceFile(unfinished, place);
    return done({ ...copied.ok, file: place, aside });
  } catch (thrown) {
    const problem = fileProblem(thrown);
    if (problem === null) throw thrown;
    return refuse('restore-failed', `Nothing was restored: ${problem}. The workspace is as it was.`, { file: place });
  } finally {
    held?.release();
    removeDatabase(unfinished);
    if (existsSync(dirname(place))) syncFolder(dirname(place));
  }
}

function copyDatabase(from: string, to: string): void {
  const source = openStore(from, { readOnly: true });
  try {
    source.run('VACUUM INTO ?', to);
  } finally {
    source.close();
  }
  chmodSync(to, 0o600);
}

interface HeldWorkspace {
  release(): void;
}

/**
 * Makes sure that nobody has the workspace open, and keeps it so where the system allows a file to be renamed while it is open. Leaving
 * WAL mode needs the file for oneself alone and moves all of it into the one file. A file that is too damaged to be opened cannot be in use.
 */
function hold(place: string): Outcome<HeldWorkspace | null> {
  if (!existsSync(place)) return done(null);
  let store: Store | undefined;
  try {
    store = openStore(place, { busyMilliseconds: 1_000 });
    const { journal_mode: mode } = store.get<{ journal_mode: string }>('PRAGMA journal_mode = DELETE')!;
    if (mode !== 'delete') return inUse(place, store);
    store.script('BEGIN EXCLUSIVE');
    if (process.platform === 'win32') {
      store.close();
      return done(null);
    }
    const open = store;
    return done({ release: () => open.close() });
  } catch (thrown) {
    const code = sqliteCode(thrown);
    if (code?.startsWith('SQLITE_BUSY') || code?.startsWith('SQLITE_LOCKED')) return inUse(place, store);
    store?.close();
    if (code === 'SQLITE_NOTADB' || code?.startsWith('SQLITE_CORRUPT')) return done(null);
    throw thrown;
  }
}

function inUse(place: string, store: Store | undefined): Outcome<never> {
  store?.close();
  return refuse('workspace-in-use', `${place} is open in another window or terminal. Close it there, then restore.`, { file: place });
}
