import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { base64, base64Bytes } from '../journal/index.ts';

const PREFIX = 'whsec_';

/** Why a text cannot be a webhook's signing secret; null where it can: `whsec_` and 24 to 64 bytes in base64 (Standard Webhooks, “Signature scheme”). */
export function signingSecretFault(text: string): string | null {
  const key = keyOf(text);
  if (key === null) return 'A signing secret is written whsec_ and then base64, with its padding.';
  return key.length >= 24 && key.length <= 64 ? null : `A signing secret has 24 to 64 bytes; this one has ${key.length}.`;
}

/** A signing secret as people copy it. */
export function signingSecret(key: Uint8Array): string {
  return `${PREFIX}${base64(key)}`;
}

/**
 * The headers by which a receiver knows that a message is ours, whole and new: HMAC-SHA256 over `id.timestamp.body`, in base64 after `v1,`.
 * Standard Webhooks (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md, “Signature scheme”).
 * `at`: the instant of this attempt, in milliseconds since 1970. Null where the secret is none.
 */
export function signedHeaders(secret: string, id: string, at: number, body: string): Readonly<Record<string, string>> | null {
  const key = keyOf(secret);
  if (key === null) return null;
  const timestamp = String(Math.floor(at / 1_000));
  const signature = base64(hmac(sha256, key, utf8ToBytes(`${id}.${timestamp}.${body}`)));
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

function keyOf(secret: string): Uint8Array | null {
  return secret.startsWith(PREFIX) ? base64Bytes(secret.slice(PREFIX.length)) : null;
}
