import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { MOST_EVIDENCE_BYTES } from '../../../shared/evidence/index.ts';
import { done, type Outcome, refuse } from '../../../shared/figures/index.ts';

/** Bytes that are to be kept, wherever they come from; read piece by piece, as often as is needed. */
export interface Source {
  readonly name: string;
  readonly bytes: number;
  /** Pieces of at most `PIECE_BYTES` in their order; a piece is valid until the next is asked for. */
  pieces(): Iterable<Uint8Array>;
  close(): void;
}

/** An export writes a piece as one line, and the store a few pages at a time; both like it small. */
export const PIECE_BYTES = 262_144;

/** A file on the disk. Its size is looked at before any of it is read. */
export function openFileSource(path: string, name: string = basename(path)): Outcome<Source> {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (thrown) {
    return refuseUnread(path, thrown);
  }
  const stat = fstatSync(file);
  const refused = stat.isFile()
    ? refuseSize(name, stat.size)
    : refuse('no-such-file', `${path} is no file. Name one, or drop it here.`, { path });
  if (refused) {
    closeSync(file);
    return refused;
  }
  const buffer = Buffer.alloc(PIECE_BYTES);
  return done({
    name,
    bytes: stat.size,
    *pieces() {
      let at = 0;
      for (let length = readSync(file, buffer, 0, PIECE_BYTES, 0); length > 0; length = readSync(file, buffer, 0, PIECE_BYTES, at)) {
        at += length;
        yield buffer.subarray(0, length);
      }
    },
    close: () => closeSync(file),
  });
}

/** What was pasted, as base64. */
export function openPastedSource(content: string, name: string): Outcome<Source> {
  const padding = content.endsWith('==') ? 2 : content.endsWith('=') ? 1 : 0;
  const size = (content.length / 4) * 3 - padding;
  const refused = Number.isInteger(size) ? refuseSize(name, size) : null;
  if (refused) return refused;
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length !== size)
    return refuse('not-base64', `What was handed over as ${name} is no base64. Drop the file itself instead.`, { name });
  return done({
    name,
    bytes: size,
    *pieces() {
      for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
    },
    close: () => undefined,
  });
}

function refuseSize(name: string, bytes: number): Outcome<never> | null {
  if (bytes === 0) return refuse('empty-file', `${name} is empty: there is nothing to keep. Look whether it was saved whole.`, { name });
  if (bytes <= MOST_EVIDENCE_BYTES) return null;
  return refuse(
    'too-large',
    `${name} has ${bytes.toLocaleString('en')} bytes; at most ${MOST_EVIDENCE_BYTES.toLocaleString('en')} are kept as evidence. Keep the pages or the moments that matter, or leave the file where it is and keep a note with its SHA-256.`,
    { name, bytes, most: MOST_EVIDENCE_BYTES },
  );
}

function refuseUnread(path: string, thrown: unknown): Outcome<never> {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return refuse('no-such-file', `There is no file ${path}. Check its name and folder.`, { path });
  if (code === 'EACCES' || code === 'EPERM')
    return refuse('no-such-file', `${path} may not be read by this user. Change its permissions.`, { path });
  return refuse('no-such-file', `${path} could not be read (${code}).`, { path });
}
