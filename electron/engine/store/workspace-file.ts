import { existsSync } from 'node:fs';
import { done, type Outcome, refuse } from '../../../shared/figures/index.ts';
import { migrations } from './migrations/index.ts';
import { openStore, sqliteCode, type Store } from './store.ts';

/** `PRAGMA application_id` of a workspace: "CoHo". A SQLite file of somebody else is never migrated by mistake. */
const APPLICATION_ID = 0x436f486f;

/** The schema that this program writes. */
export const SCHEMA_VERSION: number = Math.max(...migrations.map((migration) => migration.version));

export interface OpenedFile {
  readonly store: Store;
  readonly readOnly: { readonly reason: string; readonly message: string } | null;
}

/**
 * Opens a workspace's file, bringing its schema up to date. A file from a newer version is refused untouched; one that is damaged
 * is opened for reading where that is possible.
 */
export function openWorkspaceFile(path: string, mode: 'open' | 'create' | 'open-or-create'): Outcome<OpenedFile> {
  const exists = existsSync(path);
  if (mode === 'open' && !exists)
    return refuse('workspace-missing', `There is no workspace at ${path}. Make one with "init", or name another file.`, { path });
  if (mode === 'create' && exists)
    return refuse('workspace-exists', `There is a file at ${path} already. Name another one, or open it.`, { path });
  let store: Store | undefined;
  try {
    store = openStore(path);
    const refused = migrate(store, path, exists);
    if (refused) {
      store.close();
      return refused;
    }
    return done({ store, readOnly: null });
  } catch (thrown) {
    store?.close();
    const refusal = openRefusal(thrown, path);
    if (refusal) return refusal;
    throw thrown;
  }
}

function migrate(store: Store, path: string, existed: boolean): Outcome<never> | null {
  const version = store.get<{ user_version: number }>('PRAGMA user_version')!.user_version;
  const application = store.get<{ application_id: number }>('PRAGMA application_id')!.application_id;
  const foreign = application !== APPLICATION_ID && (version !== 0 || store.get('SELECT 1 FROM sqlite_schema LIMIT 1') !== undefined);
  if (existed && foreign)
    return refuse('not-a-workspace', `${path} is a database of another program. Name a Countinghouse workspace.`, { path });
  if (version > SCHEMA_VERSION) {
    return refuse(
      'newer-workspace',
      `${path} was written by a newer Countinghouse (schema ${version}; this one knows ${SCHEMA_VERSION}). Update, then open it again.`,
      { path, version },
    );
  }
  const pending = migrations.filter((migration) => migration.version > version);
  if (pending.length === 0) return null;
  store.transact(() => {
    for (const migration of pending) store.script(migration.sql);
    store.script(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION};`);
  });
  return null;
}

function openRefusal(thrown: unknown, path: string): Outcome<never> | null {
  const code = sqliteCode(thrown);
  if (code === null) return null;
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return refuse(
      'workspace-damaged',
      `${path} cannot be read as a workspace: it is damaged or something else. Restore the newest backup that verifies.`,
      { path, code },
    );
  }
  if (code.startsWith('SQLITE_BUSY'))
    return refuse('workspace-busy', `Another program holds ${path}. Close it there, then try again.`, { path });
  if (code === 'SQLITE_CANTOPEN')
    return refuse('workspace-unreadable', `${path} cannot be opened. Check that its folder exists and may be written.`, { path });
  return null;
}
