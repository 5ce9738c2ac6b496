import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import { leafHash } from '../../../shared/journal/index.ts';
import { digests, type EventRegistry, openTree, refold } from '../journal/index.ts';
import { APPLICATION_ID, migrate, readHeader, SCHEMA_VERSION, schemaFaults, schemaVersionOf } from '../store/schema.ts';
import { openStore, sqliteCode, type Store } from '../store/store.ts';
import { writeBackup } from './backup-file.ts';
import { backupPath, newestSoundBackup, usualBackupFolder } from './backups.ts';
import { fileProblem } from './durable-file.ts';
import { asClause } from './sentence.ts';

export interface OpenedFile {
  readonly store: Store;
  readonly readOnly: { readonly reason: string; readonly message: string } | null;
}

export interface OpenFileOptions {
  /** `open` refuses a file that is not there; `create` refuses one that is. */
  readonly mode: 'open' | 'create' | 'open-or-create';
  readonly registry: EventRegistry;
  readonly now: () => string;
}

/**
 * Opens a workspace's file, bringing its schema up to date after a verified backup. A file from a newer version is refused untouched;
 * one that is damaged, or whose tables somebody has edited, is opened for reading where that is possible, with the newest backup that
 * verifies as the remedy.
 */
export function openWorkspaceFile(path: string, options: OpenFileOptions): Outcome<OpenedFile> {
  const exists = existsSync(path);
  if (options.mode === 'open' && !exists)
    return refuse('workspace-missing', `There is no workspace at ${path}. Make one with "init", or name another file.`, { path });
  if (options.mode === 'create' && exists)
    return refuse('workspace-exists', `There is a file at ${path} already. Name another one, or open it.`, { path });
  let store: Store | undefined;
  try {
    const untouched = exists ? refuseUntouched(path) : null;
    if (untouched) return untouched;
    if (!exists) makeEmptyFile(path, options.mode);
    store = openStore(path);
    const fault = judge(store, path) ?? bringUpToDate(store, path, options);
    if (fault === null) return done({ store, readOnly: null });
    store.close();
    return 'error' in fault ? fault : openForReading(path, fault.reason, fault.message);
  } catch (thrown) {
    store?.close();
    const code = sqliteCode(thrown);
    if (code === null) return cannotMake(thrown, path);
    if (code.startsWith('SQLITE_CORRUPT')) return openForReading(path, 'workspace-damaged', `${path} is damaged.`);
    return cannotOpen(code, path);
  }
}

type Refusing = ReturnType<typeof refuse>;
type Fault = { readonly reason: string; readonly message: string } | Refusing;

/** Whose file this is and from when, by the first bytes of it: a file that is not to be touched is not even opened by SQLite. */
function refuseUntouched(path: string): Refusing | null {
  const header = readHeader(path);
  return header && (refuseForeign(path, header.application, header.version !== 0 || header.hasTables) ?? refuseNewer(path, header.version));
}

function refuseForeign(path: string, application: number, inUse: boolean): Refusing | null {
  if (application === APPLICATION_ID || !inUse) return null;
  return refuse('not-a-workspace', `${path} is a database of another program. Name a Countinghouse workspace.`, { path });
}

function refuseNewer(path: string, version: number): Refusing | null {
  if (version <= SCHEMA_VERSION) return null;
  return refuse(
    'newer-workspace',
    `${path} was written by a newer Countinghouse (schema ${version}; this one knows ${SCHEMA_VERSION}). Update, then open it again.`,
    { path, version },
  );
}

/** What stands against writing to this file; null where nothing does. A file without any table is one that was never finished. */
function judge(store: Store, path: string): Fault | null {
  const version = schemaVersionOf(store);
  const application = store.get<{ application_id: number }>('PRAGMA application_id')!.application_id;
  const hasTables = store.get('SELECT 1 FROM sqlite_schema LIMIT 1') !== undefined;
  const refused = refuseForeign(path, application, version !== 0 || hasTables) ?? refuseNewer(path, version);
  if (refused) return refused;
  const faults = schemaFaults(store);
  if (faults.length > 0) {
    return {
      reason: 'workspace-changed-by-hand',
      message: `The tables of ${path} are not as Countinghouse made them (${faults.slice(0, 5).join('; ')}${faults.length > 5 ? '; …' : ''}).`,
    };
  }
  const damage = version === 0 ? null : damageOf(store, path);
  return damage === null ? null : { reason: 'workspace-damaged', message: `${path} is damaged: ${damage}.` };
}

/** Up to this size SQLite looks through every page while nobody notices; larger files are looked through by "verify" and by backups. */
const LOOKED_THROUGH_BYTES = 32 * 1024 * 1024;

/** What a look can tell while somebody waits; null where nothing is seen. */
function damageOf(store: Store, path: string): string | null {
  if (statSync(path).size <= LOOKED_THROUGH_BYTES) {
    const { quick_check: found } = store.get<{ quick_check: string }>('PRAGMA quick_check(1)')!;
    if (found !== 'ok') return `SQLite finds "${found.replaceAll('\n', ' ')}"`;
  }
  const last = store.get<{ leaf: string; leaf_hash: Uint8Array }>('SELECT leaf, leaf_hash FROM journal_entry ORDER BY seq DESC LIMIT 1');
  // Throws where the tree's open edge cannot be read.
  openTree(store);
  return last === undefined || Buffer.compare(leafHash(last.leaf, digests), last.leaf_hash) === 0
    ? null
    : 'the last entry is not what it was';
}

/** Migrates, after a verified backup of what is there, and folds the journal again, because tables may be new to old events. */
function bringUpToDate(store: Store, path: string, { registry, now }: OpenFileOptions): Fault | null {
  const version = schemaVersionOf(store);
  if (version === SCHEMA_VERSION) return null;
  if (version > 0) {
    const target = backupPath(usualBackupFolder(path), path, now(), 'before-migration');
    const backup = writeBackup(store, target, () => {});
    if (isRefused(backup))
      return refuse('migration-refused', `${path} must be brought up to date, but ${asClause(backup.error.message)}.`, { path });
  }
  store.transact(() => {
    // Another process may have been faster.
    if (schemaVersionOf(store) === SCHEMA_VERSION) return;
    migrate(store);
    if (version > 0) refold(store, registry, () => {});
  });
  return null;
}

function openForReading(path: string, reason: string, why: string): Outcome<OpenedFile> {
  const backup = newestSoundBackup(path);
  const remedy =
    backup === null
      ? 'No backup beside it verifies; restore one that you keep elsewhere.'
      : `The newest backup that verifies is ${backup.file}, with ${backup.events} events; restore that.`;
  const details = { path, ...(backup === null ? {} : { backup: backup.file }) };
  try {
    const store = openStore(path, { readOnly: true });
    if (schemaFaults(store).some((fault) => fault.startsWith('table journal_'))) {
      store.close();
      return refuse(reason, `${why} It cannot be opened even for reading. ${remedy}`, details);
    }
    // What cannot even tell its head is of no use to anybody who reads.
    openTree(store).root();
    return done({ store, readOnly: { reason, message: `${why} It is open for reading only. ${remedy}` } });
  } catch (thrown) {
    if (sqliteCode(thrown) === null) throw thrown;
    return refuse(reason, `${why} It cannot be opened even for reading. ${remedy}`, details);
  }
}

/** Made before SQLite does, so that nobody but the owner can ever read it, and of two who want to have made it one is told. */
function makeEmptyFile(path: string, mode: OpenFileOptions['mode']): void {
  closeSync(openSync(path, mode === 'create' ? 'wx' : 'a', 0o600));
}

function cannotMake(thrown: unknown, path: string): Outcome<never> {
  const problem = fileProblem(thrown);
  if (problem === null) throw thrown;
  return refuse('workspace-unreadable', `${path} cannot be made: ${problem}.`, { path });
}

function cannotOpen(code: string, path: string): Outcome<never> {
  if (code === 'SQLITE_NOTADB') return openForReading(path, 'workspace-damaged', `${path} is damaged, or no workspace.`) as Outcome<never>;
  if (code.startsWith('SQLITE_BUSY'))
    return refuse('workspace-busy', `Another program holds ${path}. Close it there, then try again.`, { path });
  const problem = fileProblem(Object.assign(new Error(code), { code })) ?? `SQLite says ${code}`;
  return refuse('workspace-unreadable', `${path} cannot be opened: ${problem}.`, { path, code });
}
