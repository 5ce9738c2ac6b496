import { closeSync, copyFileSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Waits until a file's bytes are on disk. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Waits until a folder's names are on disk. Windows cannot open folders and keeps names by its own journal. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Puts a finished file in another's place: on disk before it has the name, and the name on disk before this returns. */
export function replaceFile(finished: string, place: string): void {
  syncFile(finished);
  renameSync(finished, place);
  syncFolder(dirname(place));
}

/** Gives a file a second name, so that the first can be taken over without a moment in which neither is there; else copies it. */
export function keepAside(path: string, aside: string): void {
  try {
    linkSync(path, aside);
  } catch {
    // Some file systems know no links.
    copyFileSync(path, aside);
    syncFile(aside);
  }
  syncFolder(dirname(aside));
}

/** Removes a database that was being built, with what SQLite may have left beside it. */
export function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) if (existsSync(`${path}${suffix}`)) rmSync(`${path}${suffix}`);
}

/** Why a file could not be written or read, for a sentence; null where the exception is a defect. */
export function fileProblem(thrown: unknown): string | null {
  if (!(thrown instanceof Error) || !('code' in thrown)) return null;
  const code = String(thrown.code);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL' || code === 'EFBIG') return 'the disk has no room for it';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code.startsWith('SQLITE_READONLY')) return 'it may not be written there';
  if (code === 'EEXIST') return 'somebody else has just made it';
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'SQLITE_CANTOPEN') return 'the folder is not there';
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') return 'the disk reports an error';
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return 'it is damaged or no database';
  if (code.startsWith('SQLITE_BUSY')) return 'another program holds it';
  return code.startsWith('E') ? `the system says ${code}` : null;
}
