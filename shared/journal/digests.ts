/**
 * The two primitives on which the journal's bytes rest. They are given, not imported, so that the engine can pass its platform's
 * fast ones and a verifier without a platform the pure ones. Text is hashed as UTF-8.
 */
export interface Digests {
  readonly sha256: (data: Uint8Array | string) => Uint8Array;
  /** SHA-256 of text, as base64url without padding. */
  readonly sha256Base64url: (text: string) => string;
  /** HMAC-SHA-256 under one key; the answer may be called many times. */
  readonly hmacSha256: (key: Uint8Array) => (message: Uint8Array | string) => Uint8Array;
}
