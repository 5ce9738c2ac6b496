import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { done, type Outcome, refuse } from '../../shared/figures/index.ts';

/** Files that a browser handed over, in a folder that only this user can read and that goes when the server closes. */
export interface Uploads {
  /** Stores one file as it streams in, never more than the limits allow, and answers its path. A refused file leaves nothing. */
  receive(name: string, body: Readable): Promise<Outcome<string>>;
  close(): Promise<void>;
}

export interface UploadLimits {
  /** Bytes of one file. */
  readonly file: number;
  /** Bytes of all files together. */
  readonly total: number;
}

const GIB = 2 ** 30;
export const UPLOAD_LIMITS: UploadLimits = { file: 2 * GIB, total: 8 * GIB };

export async function openUploads(limits: UploadLimits): Promise<Uploads> {
  const folder = await mkdtemp(join(tmpdir(), 'countinghouse-'));
  let number = 0;
  let stored = 0;
  return {
    async receive(name, body) {
      // Each file has a folder of its own, so that it keeps its name: the journal records it.
      number += 1;
      const place = join(folder, String(number));
      await mkdir(place, { mode: 0o700 });
      const path = join(place, safeName(name));
      let size = 0;
      let isTooLarge = false;
      const meter = new Transform({
        transform(chunk: Buffer, _encoding, next) {
          isTooLarge ||= size + chunk.length > limits.file || stored + chunk.length > limits.total;
          // What does not fit is read to its end and dropped: a browser that is still sending would not hear the refusal.
          if (isTooLarge) return next();
          size += chunk.length;
          stored += chunk.length;
          next(null, chunk);
        },
      });
      try {
        await pipeline(body, meter, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
        if (!isTooLarge) return done(path);
        await discard();
        return refuse(
          'too-large',
          `“${name}” does not fit within ${sizeText(limits.file)}. Import it on the terminal instead: npm run cli -- import FILE`,
        );
      } catch (error) {
        await discard();
        return refusal(name, error);
      }

      async function discard(): Promise<void> {
        stored -= size;
        await rm(place, { recursive: true, force: true });
      }
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

function refusal(name: string, error: unknown): Outcome<never> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC') return refuse('disk-full', `There is no room on the disk for “${name}”. Free some and drop it again.`);
  return refuse('not-received', `“${name}” did not arrive whole. Drop it again.`);
}

function sizeText(bytes: number): string {
  return bytes >= GIB ? `${Math.floor(bytes / GIB)} GiB` : `${bytes} bytes`;
}

/** The file's own name without any folder, control character or sign that a file system treats specially, its end kept. */
function safeName(name: string): string {
  const last = basename(name.replaceAll('\\', '/'));
  const signs = Array.from(last).filter((sign) => sign >= ' ' && !'<>:"|?*\u007f'.includes(sign));
  while (Buffer.byteLength(signs.join('')) > LONGEST_NAME) signs.shift();
  const clean = signs.join('').replace(/^\.+|[. ]+$/g, '');
  return clean === '' ? 'file' : clean;
}

/** Bytes; file systems stop at 255. */
const LONGEST_NAME = 200;
