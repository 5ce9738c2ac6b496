import { hash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { Unzip, UnzipInflate } from 'fflate';
import { done, isRefused, refuse, type Outcome } from '../../../shared/figures/index.ts';
import { TABLE_LIMITS } from '../../../shared/tables/index.ts';

/** One file as it is to be read: itself, or unpacked from an archive. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** What an archive may unpack to: real exports are text and shrink to a tenth; a bomb shrinks a thousandfold. */
export const ARCHIVE_LIMITS = { ratio: 200, bytes: 800_000_000, entries: 200 } as const;

/** The file, or the text tables within it where it is a zip archive. `name` is what people are shown; it may tell a time zone. */
export function readSourceFiles(path: string, name: string = basename(path)): Outcome<readonly SourceFile[]> {
  const found = readWhole(path, name);
  if (isRefused(found)) return found;
  const bytes = found.ok;
  if (!isZip(bytes)) return done([{ name, bytes, sha256: hash('sha256', bytes, 'hex') }]);
  return unpack(bytes, name);
}

function readWhole(path: string, name: string): Outcome<Uint8Array> {
  try {
    const { size } = statSync(path);
    if (size > TABLE_LIMITS.bytes)
      return refuse(
        'too-large',
        `${name} has ${size.toLocaleString('en')} bytes; at most ${TABLE_LIMITS.bytes.toLocaleString('en')} are read at once. Export a shorter period.`,
      );
    return done(readFileSync(path));
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : '';
    if (code === 'ENOENT') return refuse('no-such-file', `There is no file ${path}. Check its name and folder.`);
    if (code === 'EISDIR') return refuse('no-such-file', `${path} is a folder. Name the files in it.`);
    if (code === 'EACCES' || code === 'EPERM')
      return refuse('no-such-file', `${path} may not be read by this user. Change its permissions.`);
    return refuse('no-such-file', `${path} could not be read (${String(code)}).`);
  }
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/** Unpacks piece by piece and stops at the first byte beyond the limits, whatever sizes the archive states. */
function unpack(bytes: Uint8Array, name: string): Outcome<readonly SourceFile[]> {
  const files: SourceFile[] = [];
  let refusal: Outcome<never> | null = null;
  let entries = 0;
  let total = 0;
  const stop = (code: string, message: string) => {
    refusal ??= refuse(code, message);
  };
  const stopped = () => refusal !== null;
  const limit = Math.min(ARCHIVE_LIMITS.bytes, Math.max(10_000_000, bytes.length * ARCHIVE_LIMITS.ratio));
  const archive = new Unzip((entry) => {
    entries += 1;
    if (entries > ARCHIVE_LIMITS.entries)
      return stop('too-large', `${name} holds more than ${ARCHIVE_LIMITS.entries} files. Import them one by one.`);
    if (entry.name.startsWith('xl/') || entry.name === '[Content_Types].xml')
      return stop(
        'not-text',
        `${name} is a spreadsheet (XLSX). Save its sheet as CSV and import that; check that long numbers kept their digits.`,
      );
    if (!/\.(csv|tsv|txt|json)$/i.test(entry.name) || entry.name.startsWith('__MACOSX/')) return undefined;
    const pieces: Uint8Array[] = [];
    let size = 0;
    entry.ondata = (error, piece, final) => {
      if (stopped()) return;
      if (error !== null) return stop('damaged-archive', `${name} is damaged: ${entry.name} cannot be unpacked. Download it again.`);
      size += piece.length;
      total += piece.length;
      if (total > limit) {
        entry.terminate();
        return stop(
          'too-large',
          `${name} unpacks to more than ${limit.toLocaleString('en')} bytes from ${bytes.length.toLocaleString('en')}: this is no export. Nothing was read.`,
        );
      }
      pieces.push(piece);
      if (!final) return;
      const whole = new Uint8Array(size);
      let at = 0;
      for (const part of pieces) {
        whole.set(part, at);
        at += part.length;
      }
      files.push({ name: `${name}/${entry.name}`, bytes: whole, sha256: hash('sha256', whole, 'hex') });
    };
    entry.start();
    return undefined;
  });
  archive.register(UnzipInflate);
  const STEP = 65_536;
  try {
    for (let at = 0; at < bytes.length && !stopped(); at += STEP) archive.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
  } catch {
    stop('damaged-archive', `${name} is damaged and cannot be unpacked. Download it again.`);
  }
  if (refusal !== null) return refusal;
  return files.length === 0
    ? refuse('empty-archive', `${name} holds no CSV or JSON file. Unpack it and import what is meant.`)
    : done(files);
}
