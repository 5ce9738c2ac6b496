import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { PassphraseChanged, PassphraseSet } from '../../../shared/workspace/index.ts';
import type { Engine } from '../engine.ts';
import type { EventRegistry } from '../journal/index.ts';
import { type DataKey, dropKey, holdKey, lockOf } from '../sealing.ts';
import { SCHEMA_VERSION, schemaVersionOf } from '../store/schema.ts';
import type { Reader } from '../store/store.ts';
import { findBackups, usualBackupFolder } from './backups.ts';
import { currentKeyRecord, type KeyRecord, storeKeyRecord, unwrapKey, wrapKey } from './key-record.ts';
import { readSettings } from './settings.ts';

/** How the workspace's evidence is protected now. */
export interface PassphraseState {
  readonly set: boolean;
  /** Whether this process has been told the passphrase. Without one there is nothing to unlock. */
  readonly unlocked: boolean;
  readonly since: string | null;
  /** Files that are sealed, and those that lie open; with a passphrase set, the latter are still to be sealed. */
  readonly sealed: number;
  readonly plain: number;
  /** Backups in the backup folder from before the passphrase was set: what lay open then lies open there. */
  readonly openBackups: readonly string[];
}

export function readPassphraseState({ store, journal, workspace }: Pick<Engine, 'store' | 'journal' | 'workspace'>): PassphraseState {
  const since = store.get<{ since: string }>('SELECT since FROM workspace_passphrase')?.since ?? null;
  const folder = readSettings(store).backupFolder ?? usualBackupFolder(workspace.path);
  return {
    set: since !== null,
    unlocked: lockOf(store).state === 'unlocked',
    since,
    ...countFiles(store, journal.registry),
    openBackups: since === null ? [] : findBackups(folder, workspace.path).flatMap(({ file, at }) => (at < since ? [file] : [])),
  };
}

/**
 * Sets a passphrase: a random data key is made and wrapped under it, this process holds the key, and a job seals what is there, one file
 * a step. A process that ends in between leaves every file whole, sealed or open; `sealRest` goes on from there.
 */
export async function setPassphrase(engine: Engine, passphrase: string): Promise<Outcome<{ readonly job: string }>> {
  const already = refuse('passphrase-set', 'There is a passphrase already. Change it instead.');
  if (lockOf(engine.store).state !== 'none') return already;
  const key: DataKey = { id: engine.newId(), key: engine.randomBytes(32) };
  const record = await wrapKey(engine.newId(), key, passphrase, engine.randomBytes(12));
  const payload: PassphraseSet = { record: record.record };
  const committed = unlessMeanwhile(() =>
    engine.journal.commit([{ type: 'workspace.passphrase-set', subject: SUBJECT, payload }], (store) => {
      if (lockOf(store).state !== 'none') throw new SettledMeanwhile();
      storeKeyRecord(store, record);
    }),
  );
  if (isRefused(committed)) return committed;
  holdKey(engine.store, key);
  return done({ job: startSealing(engine, key) });
}

/** Seals what an interrupted job, or an import of an older export, has left open. */
export function sealRest(engine: Engine): Outcome<{ readonly job: string }> {
  const lock = lockOf(engine.store);
  if (lock.state === 'none') return refuse('no-passphrase', 'No passphrase is set, so nothing is sealed. Set one first.');
  return lock.state === 'locked' ? refuseLocked('Evidence cannot be sealed') : done({ job: startSealing(engine, lock.key) });
}

/** Wraps the same data key under another passphrase; no file is written again, so a stolen older copy still opens with the older one. */
export async function changePassphrase(
  engine: Engine,
  { current, passphrase }: { readonly current: string; readonly passphrase: string },
): Promise<Outcome<PassphraseState>> {
  const opened = await open(engine.store, current);
  if (isRefused(opened)) return opened;
  const { record: before, key } = opened.ok;
  const after = await wrapKey(engine.newId(), key, passphrase, engine.randomBytes(12));
  const payload: PassphraseChanged = { before: before.record, after: after.record };
  const committed = unlessMeanwhile(() =>
    engine.journal.commit([{ type: 'workspace.passphrase-changed', subject: SUBJECT, payload }], (store) => {
      if (currentKeyRecord(store)?.record !== before.record) throw new SettledMeanwhile();
      store.run('DELETE FROM workspace_key WHERE record = ?', before.record);
      storeKeyRecord(store, after);
    }),
  );
  if (isRefused(committed)) return committed;
  holdKey(engine.store, key);
  return done(readPassphraseState(engine));
}

/** Starts a job that opens every sealed file again and, when none is left, forgets the passphrase. */
export async function removePassphrase(engine: Engine, passphrase: string): Promise<Outcome<{ readonly job: string }>> {
  const opened = await open(engine.store, passphrase);
  if (isRefused(opened)) return opened;
  const { key, record } = opened.ok;
  const kept = refuseToLose(engine);
  if (kept !== null) return kept;
  holdKey(engine.store, key);
  return done({
    job: engine.jobs.start('workspace.unseal', 'Opening the sealed evidence', { key: copyOf(key), record: record.record }).id,
  });
}

/** Why the passphrase cannot go: secrets that nobody could open again; null where there are none. */
export function refuseToLose({ store, journal }: Pick<Engine, 'store' | 'journal'>): Outcome<never> | null {
  const names = journal.registry.columns.flatMap(({ sealedSecrets }) => sealedSecrets?.(store) ?? []);
  if (names.length === 0) return null;
  return refuse(
    'secrets-sealed',
    `Secrets of ${names.join(', ')} are sealed under this passphrase and could not be read again. Edit each of them in Settings, under Delivery, and have its secret kept elsewhere, or remove it; then remove the passphrase.`,
  );
}

/** Whether there is anything to unlock; a file from before passphrases, open for reading only, has nothing. */
export function hasPassphrase({ store, workspace }: Pick<Engine, 'store' | 'workspace'>): boolean {
  return (workspace.readOnly === null || schemaVersionOf(store) === SCHEMA_VERSION) && lockOf(store).state !== 'none';
}

/** Lets this process read and keep evidence until it is locked or ends. Nothing is written. */
export async function unlock(engine: Engine, passphrase: string): Promise<Outcome<PassphraseState>> {
  const opened = await open(engine.store, passphrase);
  if (isRefused(opened)) return opened;
  holdKey(engine.store, opened.ok.key);
  return done(readPassphraseState(engine));
}

export function lock(engine: Engine): Outcome<PassphraseState> {
  dropKey(engine.store);
  return done(readPassphraseState(engine));
}

/** How many files lie open and how many sealed, over all columns that keep any. */
export function countFiles(store: Reader, registry: EventRegistry): { readonly plain: number; readonly sealed: number } {
  const counts = registry.columns.flatMap(({ sealing }) => (sealing ? [sealing.counts(store)] : []));
  return { plain: counts.reduce((sum, { plain }) => sum + plain, 0), sealed: counts.reduce((sum, { sealed }) => sum + sealed, 0) };
}

const SUBJECT = 'passphrase';

/** Another process has set, changed or removed the passphrase between our looking and our writing. */
export class SettledMeanwhile extends Error {}

function unlessMeanwhile<T>(commit: () => Outcome<T>): Outcome<T> {
  try {
    return commit();
  } catch (thrown) {
    if (!(thrown instanceof SettledMeanwhile)) throw thrown;
    return refuse('changed-meanwhile', 'Another window or terminal has just changed the passphrase. Nothing was changed here.');
  }
}

async function open(store: Reader, passphrase: string): Promise<Outcome<{ readonly record: KeyRecord; readonly key: DataKey }>> {
  const record = currentKeyRecord(store);
  if (record === null) return refuse('no-passphrase', 'No passphrase is set in this workspace.');
  if (record === undefined)
    return refuse('key-gone', 'The record that the passphrase opens is gone from the file. Restore a backup that has it.');
  const key = await unwrapKey(record, passphrase);
  return key === null
    ? refuse('wrong-passphrase', 'That is not the passphrase of this workspace. Look at capitals and spaces, then try again.')
    : done({ record, key });
}

function refuseLocked(what: string): Outcome<never> {
  return refuse('locked', `${what}: the workspace is locked. Give its passphrase in Settings first.`);
}

/** The job has a thread and a connection of its own; the key goes there with its order, from memory to memory. */
function startSealing(engine: Engine, key: DataKey): string {
  return engine.jobs.start('workspace.seal', 'Sealing the evidence', { key: copyOf(key) }).id;
}

function copyOf({ id, key }: DataKey): DataKey {
  return { id, key: key.slice() };
}
