import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { DataKey } from '../sealing.ts';
import type { Reader, Writer } from '../store/store.ts';
import { BadDerivation, type Derivation, deriveKey, newPassphraseDerivation } from './derived-key.ts';

/** A data key wrapped under a key from a passphrase: AES-256-GCM, with the ids of both and the derivation as associated data. */
export interface KeyRecord {
  readonly record: string;
  readonly dataKey: string;
  readonly derivation: string;
  readonly nonce: Uint8Array;
  readonly wrapped: Uint8Array;
  readonly tag: Uint8Array;
}

const CIPHER = 'aes-256-gcm';

/** Each record has a salt and a nonce of its own, so one key is never used twice. */
export async function wrapKey(record: string, { id, key }: DataKey, passphrase: string, nonce: Uint8Array): Promise<KeyRecord> {
  const derivation = newPassphraseDerivation();
  const cipher = createCipheriv(CIPHER, await deriveKey(derivation, passphrase), nonce);
  cipher.setAAD(associated(record, id, derivation));
  const wrapped = Buffer.concat([cipher.update(key), cipher.final()]);
  return { record, dataKey: id, derivation: derivation.text, nonce, wrapped, tag: cipher.getAuthTag() };
}

/** The data key; null where the passphrase is another one, or the record has been changed: the two cannot be told apart. */
export async function unwrapKey(record: KeyRecord, passphrase: string): Promise<DataKey | null> {
  const derivation: Derivation = { text: record.derivation };
  try {
    const decipher = createDecipheriv(CIPHER, await deriveKey(derivation, passphrase), record.nonce);
    decipher.setAAD(associated(record.record, record.dataKey, derivation));
    decipher.setAuthTag(record.tag);
    return { id: record.dataKey, key: new Uint8Array(Buffer.concat([decipher.update(record.wrapped), decipher.final()])) };
  } catch (thrown) {
    if (thrown instanceof BadDerivation || isBadTag(thrown)) return null;
    throw thrown;
  }
}

/** The record that the journal says is in force; null where there is none, undefined where its row is gone. */
export function currentKeyRecord(store: Reader): KeyRecord | null | undefined {
  const current = store.get<{ record: string }>('SELECT record FROM workspace_passphrase');
  if (!current) return null;
  return store.get<KeyRecord>(
    'SELECT record, data_key AS dataKey, derivation, nonce, wrapped, tag FROM workspace_key WHERE record = ?',
    current.record,
  );
}

export function storeKeyRecord(store: Writer, { record, dataKey, derivation, nonce, wrapped, tag }: KeyRecord): void {
  store.run(
    'INSERT INTO workspace_key (record, data_key, derivation, nonce, wrapped, tag) VALUES (?, ?, ?, ?, ?, ?)',
    record,
    dataKey,
    derivation,
    nonce,
    wrapped,
    tag,
  );
}

function associated(record: string, dataKey: string, { text }: Derivation): Uint8Array {
  return Buffer.from(['countinghouse data key', record, dataKey, text].join('\n'));
}

/** OpenSSL has no code for it; the tag has a fixed length here, so nothing else can fail in `final`. */
function isBadTag(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.message.includes('unable to authenticate data');
}
