import type { z } from 'zod';

/**
 * Whether a text looks like the secret of an API key or a private key: a PEM block, 32 or more hexadecimal digits, or as many signs of
 * base64 or base32 in a row that are mixed as only chance mixes them. UUIDs, addresses of the web and of chains are none.
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

/** Whether a text holds a private key in PEM form, which is one wherever it stands. */
export function holdsPrivateKey(text: string): boolean {
  return /-----BEGIN [A-Z ]*KEY/.test(text);
}

/** Refuses a text that looks like a secret, with the sentence why. */
export function withoutSecrets<Schema extends z.ZodString>(schema: Schema): Schema {
  return schema.refine((text) => !looksLikeSecret(text), SENTENCE);
}

/** Refuses a text that holds a private key. Other long numbers may stand in it: a transaction's is as long as a key. */
export function withoutPrivateKeys<Schema extends z.ZodString>(schema: Schema): Schema {
  return schema.refine((text) => !holdsPrivateKey(text), SENTENCE);
}

function isSecretWord(word: string): boolean {
  const bare = word.replace(/^0x/i, '');
  if (/^[0-9a-f]{32,}$/i.test(bare)) return true;
  if (!/^[A-Za-z0-9+/_=-]{32,}$/.test(bare) || isAddress(bare)) return false;
  const kinds = [/[A-Z]/, /[a-z]/, /[0-9]/].filter((kind) => kind.test(bare)).length;
  return kinds === 3 ? changes(bare) >= MOST_CHANGES : kinds === 2 && /[0-9]/.test(bare) && !/[-_/]/.test(bare);
}

/** Random text changes between large, small, digits and signs at two of three steps; names in camel case and paths at one of three. */
const MOST_CHANGES = 0.42;

function changes(word: string): number {
  const kinds = Array.from(word, (sign) => (/[A-Z]/.test(sign) ? 'A' : /[a-z]/.test(sign) ? 'a' : /[0-9]/.test(sign) ? '0' : '-'));
  return kinds.filter((kind, at) => at > 0 && kind !== kinds[at - 1]).length / (kinds.length - 1);
}

/** Bitcoin's older addresses, and those in Bech32 of any chain. */
function isAddress(word: string): boolean {
  return /^[13][1-9A-HJ-NP-Za-km-z]{25,34}$/.test(word) || /^[a-z]{1,15}1[02-9ac-hj-np-z]{38,}$/.test(word);
}
