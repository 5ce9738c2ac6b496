import { readFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { contentSecurityPolicy, newNonce, NONCE_PLACEHOLDER } from './content-security-policy.ts';

/** An answer that either server can send as it is. */
export interface PageAnswer {
  readonly status: 200 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** The built page, served alike to the window and to a browser. */
export interface Page {
  /** Answers the path of a URL exactly as it was sent, with percent signs undecoded and without the query. */
  answer(path: string): Promise<PageAnswer>;
}

/**
 * Headers that every answer carries, whatever its kind and status (a worker takes its policy from the answer that its script
 * came with): nothing may guess our types, frame us, learn our address or use the machine's devices.
 */
export function securityHeaders(nonce: string = newNonce()): Record<string, string> {
  return { 'content-security-policy': contentSecurityPolicy(nonce), ...FIXED_HEADERS };
}

const FIXED_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), display-capture=(), payment=()',
};

/** Serves the files below `folder`, and nothing else. */
export function openPage(folder: string): Page {
  const root = resolve(folder);
  return {
    async answer(path) {
      const file = fileOf(path);
      const type = file === undefined ? undefined : TYPES[extname(file)];
      if (file === undefined || type === undefined) return notFound();
      const bytes = await readIfThere(join(root, file));
      if (bytes === undefined) return notFound();
      return type === HTML ? htmlAnswer(bytes) : fileAnswer(bytes, type, path.startsWith('/assets/'));
    },
  };
}

const HTML = 'text/html; charset=utf-8';

/** The kinds of file that a build of ours contains; another kind is not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': HTML,
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/**
 * Names that a build makes: no percent sign, no backslash, no segment that begins with a dot. What cannot be spelt in this
 * alphabet cannot leave the folder, on any operating system.
 */
const BUILT_PATH = /^(?:\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+$/;

function fileOf(path: string): string | undefined {
  if (path === '/') return 'index.html';
  return BUILT_PATH.test(path) ? path.slice(1) : undefined;
}

function htmlAnswer(bytes: Buffer<ArrayBuffer>): PageAnswer {
  const nonce = newNonce();
  return {
    status: 200,
    headers: { ...securityHeaders(nonce), 'content-type': HTML, 'cache-control': 'no-store' },
    body: Buffer.from(bytes.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce)),
  };
}

/** Files below `assets/` have their hash in their name and never change. */
function fileAnswer(body: Buffer<ArrayBuffer>, type: string, immutable: boolean): PageAnswer {
  const cacheControl = immutable ? 'public, max-age=31536000, immutable' : 'no-cache';
  return { status: 200, headers: { ...securityHeaders(), 'content-type': type, 'cache-control': cacheControl }, body };
}

function notFound(): PageAnswer {
  return {
    status: 404,
    headers: { ...securityHeaders(), 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    body: Buffer.from('There is no such file.'),
  };
}

async function readIfThere(file: string): Promise<Buffer<ArrayBuffer> | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR' || error.code === 'ENOTDIR'))
      return undefined;
    throw error;
  }
}
