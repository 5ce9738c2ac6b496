import type { z } from 'zod';

/**
 * Whether a text looks like the secret of an API key or a private key: a PEM block, 32 or more hexadecimal digits, or 32 or more
 * letters, digits and signs of base64 without a space that mix large, small and digits. A UUID is none, nor is an address of the web
 * or a chain (an address of a chain is no secret: `0x` and 40 digits).
 */
export function looksLikeSecret(text: string): boolean {
  if (/-----BEGIN [A-Z ]*(KEY|CERTIFICATE)/.test(text)) return true;
  return text
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, ' ')
    .replace(/\b0x[0-9a-f]{40}\b/gi, ' ')
    .split(/[\s,;:"'()[\]{}<>]+/)
    .some(isSecretWord);
}

const SENTENCE =
  'looks like a secret. Keys and secrets are never kept here: write a label by which you know the key, and keep the key where it is used';

/** Refuses a text that looks like a secret, with the sentence why. */
export function withoutSecrets<Schema extends z.ZodString>(schema: Schema): Schema {
  return schema.refine((text) => !looksLikeSecret(text), SENTENCE);
}

function isSecretWord(word: string): boolean {
  const bare = word.replace(/^0x/i, '');
  if (/^[0-9a-f]{32,}$/i.test(bare)) return true;
  if (!/^[A-Za-z0-9+/_=-]{32,}$/.test(bare)) return false;
  const kinds = [/[A-Z]/, /[a-z]/, /[0-9]/].filter((kind) => kind.test(bare)).length;
  return kinds === 3 || (kinds === 2 && /[0-9]/.test(bare) && !/[-_]/.test(bare));
}
