import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { base64url } from './base64.ts';
import type { Digests } from './digests.ts';

/** The digests without a platform, for calculators and verifiers. */
export const pureDigests: Digests = {
  sha256: (data) => sha256(bytesOf(data)),
  sha256Base64url: (text) => base64url(sha256(utf8ToBytes(text))),
  hmacSha256: (key) => (message) => hmac(sha256, key, bytesOf(message)),
};

function bytesOf(data: Uint8Array | string): Uint8Array {
  return typeof data === 'string' ? utf8ToBytes(data) : data;
}
