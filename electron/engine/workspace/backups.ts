import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { done, isRefused, type Outcome } from '../../../shared/figures/index.ts';
import { BACKUP_KINDS, type BackedUp, expiredBackups } from '../../../shared/workspace/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader, Store } from '../store/store.ts';
import { type VerifiedFile, verifyWorkspaceFile, writeBackup } from './backup-file.ts';
import { readSettings } from './settings.ts';

export type BackupReason = (typeof BACKUP_KINDS)[number];

/** A backup that was found in the folder; its name says when and why it was made, and that it was verified then. */
export interface FoundBackup {
  readonly file: string;
  readonly at: string;
  readonly reason: BackupReason;
  readonly bytes: number;
}

type Progress = (done: number, total: number, what: string) => void;

const NAME = /^\.(\d{4}-\d{2}-\d{2}T\d{2})-(\d{2})-(\d{2}\.\d{3}Z)\.(daily|before-migration|manual)\.countinghouse$/;

/** Where a workspace's backups lie unless its owner has said otherwise: a folder beside it. */
export function usualBackupFolder(workspace: string): string {
  return join(dirname(workspace), `${basename(workspace, extname(workspace))}.backups`);
}

/** Name of a backup of a workspace; colons are for no file system. */
export function backupPath(folder: string, workspace: string, at: string, reason: BackupReason): string {
  return join(folder, `${basename(workspace, extname(workspace))}.${at.replaceAll(':', '-')}.${reason}.countinghouse`);
}

/** The backups of a workspace in a folder, newest first. */
export function findBackups(folder: string, workspace: string): FoundBackup[] {
  if (!existsSync(folder)) return [];
  const stem = `${basename(workspace, extname(workspace))}.`;
  return readdirSync(folder)
    .flatMap((name): FoundBackup[] => {
      const match = name.startsWith(stem) ? NAME.exec(name.slice(stem.length - 1)) : null;
      if (!match) return [];
      const [, hour, minute, second, reason] = match as unknown as [string, string, string, string, BackupReason];
      const file = join(folder, name);
      return [{ file, at: `${hour}:${minute}:${second}`, reason, bytes: statSync(file).size }];
    })
    .sort((one, other) => (one.at < other.at ? 1 : -1));
}

/** The newest backup in the usual folder that still verifies; what a damaged workspace's owner is offered. */
export function newestSoundBackup(workspace: string): VerifiedFile | null {
  for (const { file } of findBackups(usualBackupFolder(workspace), workspace)) {
    const verified = verifyWorkspaceFile(file, () => {});
    if (!isRefused(verified)) return verified.ok;
  }
  return null;
}

/** Makes a backup (in the backup folder unless a file is named), tells the journal of it, and removes automatic ones that have expired. */
export function backUp(
  engine: Engine,
  store: Store,
  reason: BackupReason,
  file: string | undefined,
  progress: Progress,
): Outcome<VerifiedFile> {
  const madeAt = engine.now();
  const folder = readSettings(store).backupFolder ?? usualBackupFolder(engine.workspace.path);
  const written = writeBackup(store, file ?? backupPath(folder, engine.workspace.path, madeAt, reason), progress);
  if (isRefused(written)) return written;
  const { file: target, events, root, bytes } = written.ok;
  if (engine.workspace.readOnly === null) {
    const payload: BackedUp = { file: target, reason, madeAt, events, root, bytes };
    const told = engine.journal.commit([{ type: 'workspace.backed-up', subject: 'backup', payload }]);
    if (isRefused(told)) return told;
  }
  if (reason !== 'manual') removeExpired(folder, engine.workspace.path);
  return written;
}

/** Automatic backups go by the rule of `expiredBackups`; those that somebody asked for stay until somebody deletes them. */
export function removeExpired(folder: string, workspace: string): void {
  const automatic = findBackups(folder, workspace).filter((backup) => backup.reason !== 'manual');
  for (const { file } of expiredBackups(automatic)) rmSync(file, { force: true });
  removeAbandoned(folder);
}

/** Copies that a process was ended over never got a backup's name; what is a day old is nobody's work any more. */
function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (name.endsWith('.part') && Date.now() - statSync(file).mtimeMs > DAY_MILLISECONDS) rmSync(file, { force: true });
  }
}

/** The latest backup that the journal knows of. */
export function lastBackup(
  store: Reader,
): { readonly file: string; readonly at: string; readonly events: number; readonly root: string } | null {
  return (
    store.get<{ file: string; at: string; events: number; root: string }>(
      'SELECT file, made_at AS at, events, root FROM workspace_backup ORDER BY made_at DESC, event DESC LIMIT 1',
    ) ?? null
  );
}

const DAY_MILLISECONDS = 86_400_000;

/**
 * Whether the daily backup is due: something but backups has happened since the last one, and that is a day ago — or lies in the future,
 * because the clock went back.
 */
export function isBackupDue(engine: Pick<Engine, 'store' | 'now' | 'journal' | 'workspace'>): boolean {
  if (engine.workspace.readOnly !== null || !readSettings(engine.store).automaticBackups) return false;
  const last = lastBackup(engine.store);
  const { size } = engine.journal.head();
  if (last === null) return size > 0;
  const age = Date.parse(engine.now()) - Date.parse(last.at);
  return size > last.events + 1 && (age >= DAY_MILLISECONDS || age < 0);
}

/** The daily backup, where it is due. */
export function backUpDaily(engine: Engine, store: Store, progress: Progress): Outcome<VerifiedFile | null> {
  return isBackupDue(engine) ? backUp(engine, store, 'daily', undefined, progress) : done(null);
}
