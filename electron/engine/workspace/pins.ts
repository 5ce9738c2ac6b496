import { hash, timingSafeEqual } from 'node:crypto';
import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { JournalEvent } from '../../../shared/journal/index.ts';
import { type AboutPerson, type Person, type PinSet, pinWait, type Proof } from '../../../shared/workspace/index.ts';
import type { KeptFile } from '../column.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';
import { BadDerivation, deriveKeyNow, newPinDerivation } from './derived-key.ts';
import { findPerson } from './persons.ts';

/** Who signs, by the name that counts now, and how sure that is. */
export interface Authenticated {
  readonly person: string;
  readonly name: string;
  /** `named`: no PIN is set, so anybody at this machine could have said so. Say that beside the signature. */
  readonly proved: Proof;
}

type Looking = Pick<Engine, 'store' | 'journal' | 'now'>;

/**
 * Whether somebody may act as this person. A wrong PIN is an entry of the journal, and from the third within an hour the next one has to
 * wait: 15 seconds, then twice as long each time, at most a quarter of an hour.
 */
export function authenticate(engine: Looking, { person, pin }: { readonly person: string; readonly pin?: string }): Outcome<Authenticated> {
  const found = findPerson(engine.store, person);
  if (isRefused(found)) return found;
  const { name, retired, hasPin } = found.ok;
  if (retired) return refuse('person-retired', `${name} signs here no more. Somebody else must.`, { person });
  if (!hasPin) {
    if (pin === undefined || pin === '') return done({ person, name, proved: 'named' });
    return refuse('no-pin', `${name} has no PIN. Leave it empty, or set one in Settings.`, { person });
  }
  if (pin === undefined || pin === '') return refuse('pin-needed', `${name} signs with a PIN. Type it.`, { person });
  const right = checkPin(engine, found.ok, pin);
  return isRefused(right) ? right : done({ person, name, proved: 'pin' });
}

interface NewPin {
  readonly person: string;
  /** Null removes it. */
  readonly pin: string | null;
  /** The PIN until now, where there is one. */
  readonly current?: string | undefined;
}

/** Sets, changes or removes a person's PIN. What lies in the store is a verifier, from which the PIN can only be guessed. */
export function setPin(engine: Looking, { person, pin, current }: NewPin): Outcome<Person> {
  const found = findPerson(engine.store, person);
  if (isRefused(found)) return found;
  const { name, hasPin } = found.ok;
  if (hasPin) {
    if (current === undefined || current === '')
      return refuse('pin-needed', `${name} has a PIN. Type it before it is changed or removed.`, { person });
    const right = checkPin(engine, found.ok, current);
    if (isRefused(right)) return right;
  }
  if (pin === null && !hasPin) return found;
  const verifier = pin === null ? null : newVerifier(pin);
  const before = recordOf(engine.store, person);
  const committed = engine.journal.commit(
    [
      verifier === null
        ? { type: 'workspace.pin-removed', subject: person, payload: { name } satisfies AboutPerson }
        : { type: 'workspace.pin-set', subject: person, payload: { name, record: hash('sha256', verifier, 'hex') } satisfies PinSet },
    ],
    (store) => {
      if (before !== null) store.run('DELETE FROM workspace_pin WHERE record = ?', before);
      if (verifier !== null)
        store.run('INSERT INTO workspace_pin (record, verifier) VALUES (?, ?)', hash('sha256', verifier, 'hex'), verifier);
    },
  );
  return isRefused(committed) ? committed : findPerson(engine.store, person);
}

/** For verification: the verifier that the person's latest PIN named, and the one that is there. One that was replaced is gone, as it should be. */
export function keptVerifier(store: Reader, event: JournalEvent): KeptFile {
  const { name, record } = event.payload as PinSet;
  const file = `“PIN of ${name}”`;
  if (recordOf(store, event.subject) !== record) return { name: file, named: record, kept: record };
  const verifier = verifierOf(store, record);
  return { name: file, named: record, kept: verifier === null ? null : hash('sha256', verifier, 'hex') };
}

function checkPin(engine: Looking, { person, name }: Person, pin: string): Outcome<null> {
  const wait = secondsToWait(engine, person);
  if (wait > 0)
    return refuse('pin-wait', `Too many wrong PINs for ${name}. Wait ${waitWords(wait)}, then try again.`, { person, seconds: wait });
  const record = recordOf(engine.store, person);
  const verifier = record === null ? null : verifierOf(engine.store, record);
  const right = verifier === null || hash('sha256', verifier, 'hex') !== record ? null : fits(verifier, pin);
  if (right === null) {
    return refuse(
      'pin-damaged',
      `What is kept of the PIN of ${name} has been changed or is gone, so nobody can sign with it. Restore a backup from before.`,
      { person },
    );
  }
  if (right) return done(null);
  const noted = engine.journal.commit([{ type: 'workspace.pin-refused', subject: person, payload: { name } satisfies AboutPerson }]);
  if (isRefused(noted)) return noted;
  const next = secondsToWait(engine, person);
  const then = next === 0 ? 'Try again.' : `Wait ${waitWords(next)}, then try again.`;
  return refuse('wrong-pin', `That is not the PIN of ${name}. ${then}`, { person, seconds: next });
}

const HOUR = 3_600_000;

function secondsToWait(engine: Looking, person: string): number {
  const now = Date.parse(engine.now());
  const [last] = engine.store.all<{ count: number; at: string | null }>(
    'SELECT count(*) AS count, max(at) AS at FROM workspace_wrong_pin WHERE person = ? AND at > ?',
    person,
    new Date(now - HOUR).toISOString(),
  );
  if (!last || last.at === null) return 0;
  return Math.max(0, Math.ceil((Date.parse(last.at) + pinWait(last.count) - now) / 1_000));
}

function waitWords(seconds: number): string {
  if (seconds < 90) return `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}

function recordOf(store: Reader, person: string): string | null {
  return store.get<{ pin: string | null }>('SELECT pin FROM workspace_person WHERE person = ?', person)?.pin ?? null;
}

function verifierOf(store: Reader, record: string): string | null {
  return store.get<{ verifier: string }>('SELECT verifier FROM workspace_pin WHERE record = ?', record)?.verifier ?? null;
}

/** `$scrypt$ln=…$salt$key` */
function newVerifier(pin: string): string {
  const derivation = newPinDerivation();
  return `${derivation.text}$${Buffer.from(deriveKeyNow(derivation, pin)).toString('base64').replaceAll('=', '')}`;
}

/** Null where the verifier is none of ours. */
function fits(verifier: string, pin: string): boolean | null {
  const end = verifier.lastIndexOf('$');
  const wanted = Buffer.from(verifier.slice(end + 1), 'base64');
  try {
    const key = deriveKeyNow({ text: verifier.slice(0, end) }, pin);
    return key.length === wanted.length && timingSafeEqual(key, wanted);
  } catch (thrown) {
    if (thrown instanceof BadDerivation) return null;
    throw thrown;
  }
}
