import { randomBytes } from 'node:crypto';

/** What the page holds where the nonce of its answer goes; both servers replace it in every HTML answer. */
export const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/** A nonce for the style elements of one answer: 128 random bits. */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/**
 * The content security policy of one answer. Nothing is allowed that is not named. Scripts come from our own files and
 * style elements from our own code, which knows the nonce; only style *attributes* are free, because layout libraries set them.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
