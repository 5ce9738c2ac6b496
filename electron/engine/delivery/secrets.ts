import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { KeptSecret } from '../../../shared/delivery/index.ts';
import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import { type DataKey, lockOf } from '../sealing.ts';
import type { Reader, Writer } from '../store/store.ts';
import { heldVault } from './vault.ts';

/** A secret that is to be kept: the text itself for the first two places, the name of a variable for the third. */
export type GivenSecret =
  | { readonly place: 'system' | 'sealed'; readonly text: string }
  | { readonly place: 'environment'; readonly variable: string };

/** What the channel's event will say of it, and the row that goes into the same transaction. */
export interface PreparedSecret {
  readonly kept: KeptSecret;
  readonly write: (store: Writer) => void;
}

/** Where secrets can be kept, here and now: what each place is called, or why it cannot be used. */
export interface SecretPlaces {
  readonly system: Outcome<string>;
  readonly sealed: Outcome<string>;
}

export async function secretPlaces({ store }: Pick<Engine, 'store'>): Promise<SecretPlaces> {
  const vault = heldVault(store);
  const lock = lockOf(store);
  return {
    system: vault === undefined ? refuse('no-vault', NO_VAULT) : await vault.name(),
    sealed: lock.state === 'unlocked' ? done('the passphrase of this workspace') : refuse(...lockWords(lock.state)),
  };
}

/** Encrypts a secret where its owner wants it kept. Nothing is written yet, and the text goes no further than this. */
export async function prepareSecret(
  engine: Pick<Engine, 'store' | 'newId' | 'randomBytes'>,
  given: GivenSecret,
): Promise<Outcome<PreparedSecret>> {
  if (given.place === 'environment') {
    return done({ kept: { place: 'environment', variable: given.variable }, write: () => {} });
  }
  const record = engine.newId();
  const kept: KeptSecret = { place: given.place, record };
  if (given.place === 'system') {
    const vault = heldVault(engine.store);
    if (vault === undefined) return refuse('no-vault', NO_VAULT);
    const encrypted = await vault.encrypt(given.text);
    return isRefused(encrypted) ? encrypted : done({ kept, write: (store) => writeSecret(store, record, encrypted.ok, null) });
  }
  const lock = lockOf(engine.store);
  if (lock.state !== 'unlocked') return refuse(...lockWords(lock.state));
  const sealed = seal(record, given.text, lock.key, engine.randomBytes(12));
  return done({ kept, write: (store) => writeSecret(store, record, sealed.content, sealed) });
}

/** The secret itself, for the moment in which it is used; refused with the sentence why it cannot be had here and now. */
export async function openSecret(store: Reader, kept: KeptSecret, environment: NodeJS.ProcessEnv = process.env): Promise<Outcome<string>> {
  if (kept.place === 'environment') return readVariable(kept.variable, environment);
  const row = store.get<SecretRow>('SELECT sealed_by AS sealedBy, nonce, content, tag FROM delivery_secret WHERE record = ?', kept.record);
  if (!row) return refuse('secret-gone', GONE);
  if (kept.place === 'system') {
    const vault = heldVault(store);
    return vault === undefined ? refuse('no-vault', NO_VAULT_TO_OPEN) : vault.decrypt(row.content);
  }
  const lock = lockOf(store);
  if (lock.state === 'locked') return refuse(...lockWords('locked'));
  if (lock.state === 'none' || lock.key.id !== row.sealedBy) {
    return refuse('secret-gone', 'The secret was sealed under a passphrase that has been removed. Edit the channel and give it again.');
  }
  return unseal(kept.record, row, lock.key);
}

/** The secret in a variable; refused where it is not set. */
export function readVariable(variable: string, environment: NodeJS.ProcessEnv = process.env): Outcome<string> {
  const text = environment[variable];
  return text === undefined || text === '' ? refuse('no-variable', variableWords(variable)) : done(text);
}

/** Why a secret cannot be had here and now, without opening it; null where it can, or where none is needed. What waits for it waits. */
export function secretObstacle(store: Reader, kept: KeptSecret | null, environment: NodeJS.ProcessEnv = process.env): string | null {
  if (kept === null) return null;
  if (kept.place === 'environment') return (environment[kept.variable] ?? '') === '' ? variableWords(kept.variable) : null;
  if (!store.get('SELECT 1 FROM delivery_secret WHERE record = ?', kept.record)) return GONE;
  if (kept.place === 'system') return heldVault(store) === undefined ? NO_VAULT_TO_OPEN : null;
  return lockOf(store).state === 'locked' ? lockWords('locked')[1] : null;
}

/** Forgets a secret that no channel uses any more. */
export function forgetSecret(store: Writer, kept: KeptSecret | null): void {
  if (kept !== null && kept.place !== 'environment') store.run('DELETE FROM delivery_secret WHERE record = ?', kept.record);
}

const NO_VAULT =
  "Only the window reaches the operating system's store of secrets; here there is none. Seal the secret under the workspace's passphrase, or name an environment variable.";
const NO_VAULT_TO_OPEN =
  "The secret lies in the operating system's store, which only the window reaches. The messages wait until the window is open.";

const GONE = 'The secret is not in this workspace any more. Edit the channel and give it again.';

function variableWords(variable: string): string {
  return `The environment variable ${variable} is not set where Countinghouse was started. Set it, and start it again.`;
}

function lockWords(state: 'none' | 'locked'): [string, string] {
  return state === 'none'
    ? ['no-passphrase', 'This workspace has no passphrase to seal secrets under. Set one in Settings, or name an environment variable.']
    : ['locked', 'The workspace is locked. Give its passphrase in Settings first.'];
}

const CIPHER = 'aes-256-gcm';

interface SealedSecret {
  readonly sealedBy: string;
  readonly nonce: Uint8Array;
  readonly tag: Uint8Array;
}
type SecretRow = { readonly content: Uint8Array } & (SealedSecret | { readonly sealedBy: null; readonly nonce: null; readonly tag: null });

function writeSecret(store: Writer, record: string, content: Uint8Array, sealed: SealedSecret | null): void {
  store.run(
    'INSERT INTO delivery_secret (record, place, sealed_by, nonce, content, tag) VALUES (?, ?, ?, ?, ?, ?)',
    record,
    sealed === null ? 'system' : 'sealed',
    sealed?.sealedBy ?? null,
    sealed?.nonce ?? null,
    content,
    sealed?.tag ?? null,
  );
}

function seal(record: string, text: string, { id, key }: DataKey, nonce: Uint8Array): SealedSecret & { readonly content: Uint8Array } {
  const cipher = createCipheriv(CIPHER, key, nonce);
  cipher.setAAD(associated(record, id));
  const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return { sealedBy: id, nonce, content, tag: cipher.getAuthTag() };
}

function unseal(record: string, row: SecretRow, { id, key }: DataKey): Outcome<string> {
  if (row.nonce === null) return refuse('secret-altered', ALTERED);
  try {
    const decipher = createDecipheriv(CIPHER, key, row.nonce);
    decipher.setAAD(associated(record, id));
    decipher.setAuthTag(row.tag);
    return done(Buffer.concat([decipher.update(row.content), decipher.final()]).toString('utf8'));
  } catch {
    return refuse('secret-altered', ALTERED);
  }
}

const ALTERED = 'The sealed secret does not open: it has been altered. Edit the channel and give it again.';

function associated(record: string, key: string): Uint8Array {
  return Buffer.from(['countinghouse delivery secret', record, key].join('\n'));
}
