import { type CipherGCM, createCipheriv, createDecipheriv, createHash, type DecipherGCM } from 'node:crypto';
import { BrokenSeal, type DataKey } from '../sealing.ts';
import type { Reader, Writer } from '../store/store.ts';

/** One file's bytes as they lie in the store. */
export interface StoredFile {
  readonly sha256: string;
  /** Id of the data key; empty where the bytes lie as they came. */
  readonly sealedBy: string;
  readonly bytes: number;
  /** Hash of what lies in the pieces. */
  readonly storedSha256: string;
  readonly nonce: Uint8Array | null;
  readonly tag: Uint8Array | null;
}

/** A key with a nonce that is used for this one file and never again. */
export interface Seal {
  readonly key: DataKey;
  readonly nonce: Uint8Array;
}

const CIPHER = 'aes-256-gcm';
const COLUMNS = 'sha256, sealed_by AS sealedBy, bytes, stored_sha256 AS storedSha256, nonce, tag';

/** All forms in which the store has these bytes, the open one first; usually one. */
export function storedForms(store: Reader, sha256: string): StoredFile[] {
  return store.all<StoredFile>(`SELECT ${COLUMNS} FROM evidence_file WHERE sha256 = ? ORDER BY sealed_by`, sha256);
}

/** One file that lies open, or one that is sealed; undefined where none is left. */
export function nextForm(store: Reader, which: 'plain' | 'sealed'): StoredFile | undefined {
  return store.get<StoredFile>(`SELECT ${COLUMNS} FROM evidence_file WHERE sealed_by ${which === 'plain' ? '=' : '<>'} '' LIMIT 1`);
}

/** The pieces as they lie there. */
export function* storedPieces(store: Reader, { sha256, sealedBy }: StoredFile): Iterable<Uint8Array> {
  for (let n = 0; ; n += 1) {
    const piece = store.get<{ content: Uint8Array }>(
      'SELECT content FROM evidence_piece WHERE sha256 = ? AND sealed_by = ? AND n = ?',
      sha256,
      sealedBy,
      n,
    );
    if (!piece) return;
    yield piece.content;
  }
}

/** Hash of what lies there, in hexadecimal: for an open file that of the file, for a sealed one that of the sealed bytes. */
export function storedHash(store: Reader, form: StoredFile): string {
  const hash = createHash('sha256');
  for (const piece of storedPieces(store, form)) hash.update(piece);
  return hash.digest('hex');
}

/**
 * The bytes of the file, opened where they are sealed. The last step throws `BrokenSeal` where they are not those that were sealed:
 * use nothing of them before it has come.
 */
export function* openedPieces(store: Reader, form: StoredFile, key: DataKey | null): Iterable<Uint8Array> {
  if (form.sealedBy === '') return yield* storedPieces(store, form);
  if (key?.id !== form.sealedBy || form.nonce === null || form.tag === null) throw new BrokenSeal('The file is sealed under another key.');
  const decipher = createDecipheriv(CIPHER, key.key, form.nonce);
  decipher.setAAD(Buffer.from(form.sha256, 'hex'));
  decipher.setAuthTag(form.tag);
  for (const piece of storedPieces(store, form)) yield decipher.update(piece);
  finish(decipher, form);
  return undefined;
}

/** Whether these bytes are those of the file; a sealed file that cannot be opened here is held to the hash of its sealed bytes. */
export function soundness(store: Reader, form: StoredFile, key: DataKey | null): 'sound' | 'altered' | 'locked' {
  if (form.sealedBy === '') return storedHash(store, form) === form.sha256 ? 'sound' : 'altered';
  if (key?.id === form.sealedBy) return openedHash(store, form, key) === form.sha256 ? 'sound' : 'altered';
  return storedHash(store, form) === form.storedSha256 ? 'locked' : 'altered';
}

/** Hash of the file's own bytes, opened where they are sealed; null where they do not open. */
function openedHash(store: Reader, form: StoredFile, key: DataKey): string | null {
  const hash = createHash('sha256');
  try {
    for (const piece of openedPieces(store, form, key)) hash.update(piece);
  } catch (thrown) {
    if (thrown instanceof BrokenSeal) return null;
    throw thrown;
  }
  return hash.digest('hex');
}

/** The bytes on the way in were not those that had been hashed before: the file was changed in between. */
export class ChangedOnTheWay extends Error {}

/**
 * Writes a file's bytes, sealed where a seal is given. Throws where they do not have the hash that they are to have, unless altered ones are
 * to be taken over as they are: then nothing is noted that they could be found sound by.
 */
export function writeForm(
  store: Writer,
  { sha256, bytes }: Pick<StoredFile, 'sha256' | 'bytes'>,
  pieces: Iterable<Uint8Array>,
  seal: Seal | null,
  altered: 'refused' | 'taken-over' = 'refused',
): void {
  const sealedBy = seal?.key.id ?? '';
  const cipher = seal && newCipher(seal, sha256);
  const [before, stored] = [createHash('sha256'), createHash('sha256')];
  // The file's row comes first, because the pieces refer to it; what is not known yet is put in at the end.
  store.run(
    'INSERT INTO evidence_file (sha256, sealed_by, bytes, stored_sha256, nonce, tag) VALUES (?, ?, ?, ?, ?, ?)',
    sha256,
    sealedBy,
    bytes,
    sha256,
    seal?.nonce ?? null,
    seal && new Uint8Array(16),
  );
  let n = 0;
  for (const piece of pieces) {
    const content = cipher ? cipher.update(piece) : piece;
    before.update(piece);
    stored.update(content);
    store.run('INSERT INTO evidence_piece (sha256, sealed_by, n, content) VALUES (?, ?, ?, ?)', sha256, sealedBy, n, content);
    n += 1;
  }
  const isWhole = before.digest('hex') === sha256;
  if (!isWhole && altered === 'refused') throw new ChangedOnTheWay();
  if (!cipher) return;
  // GCM is a stream: nothing is left over to write.
  cipher.final();
  store.run(
    'UPDATE evidence_file SET stored_sha256 = ?, tag = ? WHERE sha256 = ? AND sealed_by = ?',
    isWhole ? stored.digest('hex') : '',
    cipher.getAuthTag(),
    sha256,
    sealedBy,
  );
}

export function deleteForm(store: Writer, { sha256, sealedBy }: Pick<StoredFile, 'sha256' | 'sealedBy'>): void {
  store.run('DELETE FROM evidence_piece WHERE sha256 = ? AND sealed_by = ?', sha256, sealedBy);
  store.run('DELETE FROM evidence_file WHERE sha256 = ? AND sealed_by = ?', sha256, sealedBy);
}

function newCipher({ key, nonce }: Seal, sha256: string): CipherGCM {
  const cipher = createCipheriv(CIPHER, key.key, nonce);
  cipher.setAAD(Buffer.from(sha256, 'hex'));
  return cipher;
}

function finish(decipher: DecipherGCM, { sha256 }: StoredFile): void {
  try {
    decipher.final();
  } catch (thrown) {
    throw new BrokenSeal(`The sealed bytes of the file ${sha256.slice(0, 8)} are not those that were sealed.`, { cause: thrown });
  }
}
