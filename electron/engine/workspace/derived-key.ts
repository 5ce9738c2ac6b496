import { randomBytes, scrypt, type ScryptOptions, scryptSync } from 'node:crypto';
import { promisify } from 'node:util';

/**
 * Keys from what people remember, by scrypt (RFC 7914). Its parameters are written down with the salt in the manner of a PHC string,
 * `$scrypt$ln=17,r=8,p=1$salt`, so that later versions may choose harder ones and still read what is there.
 */
export interface Derivation {
  readonly text: string;
}

/** 2^17 · 8 · 128 bytes is 128 MiB and about four tenths of a second on a machine of today. */
const PASSPHRASE_COST = 17;
/** A PIN is asked for while somebody waits, and short: no cost that one would bear protects it from somebody who has the file. */
const PIN_COST = 15;

const KEY_BYTES = 32;
const SALT_BYTES = 16;
const FORM = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22,})$/;
/** Above this a file that somebody has made would only eat memory: 2^20 · 8 · 128 bytes is 1 GiB. */
const MOST = { ln: 20, r: 8, p: 4 } as const;

export function newPassphraseDerivation(): Derivation {
  return newDerivation(PASSPHRASE_COST);
}

export function newPinDerivation(): Derivation {
  return newDerivation(PIN_COST);
}

/** The key of 256 bits. Texts are compared as people read them: in the composed form of Unicode. */
export async function deriveKey(derivation: Derivation, secret: string): Promise<Uint8Array> {
  const { salt, options } = parametersOf(derivation);
  return new Uint8Array(await scryptLater(secret.normalize('NFKC'), salt, KEY_BYTES, options));
}

/** The same, while the caller waits: about a tenth of a second for a PIN. */
export function deriveKeyNow(derivation: Derivation, secret: string): Uint8Array {
  const { salt, options } = parametersOf(derivation);
  return new Uint8Array(scryptSync(secret.normalize('NFKC'), salt, KEY_BYTES, options));
}

const scryptLater = promisify<string, Uint8Array, number, ScryptOptions, Buffer>(scrypt);

function newDerivation(cost: number): Derivation {
  return { text: `$scrypt$ln=${cost},r=8,p=1$${randomBytes(SALT_BYTES).toString('base64').replaceAll('=', '')}` };
}

function parametersOf({ text }: Derivation): { readonly salt: Uint8Array; readonly options: ScryptOptions } {
  const [, ln, r, p, salt] = FORM.exec(text) ?? [];
  if (salt === undefined || Number(ln) > MOST.ln || Number(r) > MOST.r || Number(p) > MOST.p) throw new BadDerivation(text);
  const [N, blocks] = [2 ** Number(ln), Number(r)];
  return { salt: Buffer.from(salt, 'base64'), options: { N, r: blocks, p: Number(p), maxmem: 256 * N * blocks } };
}

/** Parameters that are none of ours: the record has been changed. */
export class BadDerivation extends Error {
  override readonly name = 'BadDerivation';
}
