import { type Outcome, done, refuse } from '../figures/index.ts';
import { base64url, base64urlBytes } from './base64.ts';
import { canonicalBody, canonicalString, type Json } from './canonical-json.ts';
import type { Digests } from './digests.ts';

/** What the leaf of an entry says openly: everything about the entry except its body, of which it holds digests. */
export interface Leaf {
  /** Digests of the body's fields, base64url, in ascending order. */
  readonly digests: readonly string[];
  /** When the writer's clock claimed it happened, in whole seconds since 1970. */
  readonly iat: number;
  readonly kind: string;
  /** The entry's place in the tree, from 0. */
  readonly n: number;
  /** Leaf hashes (base64url) of earlier entries this one derives from, in the writer's order. */
  readonly parents: readonly string[];
}

export type Body = Readonly<Record<string, Json>>;

export interface SealedEntry {
  /** The leaf's canonical JSON: the bytes that the tree holds for ever. */
  readonly leaf: string;
  /** The body's canonical JSON: what may be erased later. */
  readonly body: string;
}

/** Bytes of the secret from which the salts of one entry's fields come. */
export const RECORD_SALT_BYTES = 32;
/** `tlog-tiles` gives an entry's length two bytes. */
export const LONGEST_LEAF = 65_535;

/**
 * Names that no field of a body may have. SD-JWT (RFC 9901 §4.2.1, §7.1) forbids the first two outright, and the rest because a
 * disclosed field must not meet a member of the leaf.
 */
export const RESERVED_FIELDS: ReadonlySet<string> = new Set(['_sd', '...', '_sd_alg', 'iat', 'kind', 'n', 'parents', 'v']);

const FIELD_SALT_BYTES = 16;
const MEMBERS = ['_sd', '_sd_alg', 'iat', 'kind', 'n', 'parents', 'v'];
const DIGEST_TEXT = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

/**
 * The leaf and the body of an entry, as provenance §2.3 and §8.2 fix their bytes. Each field of the body is represented in the
 * leaf by the SHA-256 of its SD-JWT disclosure, whose salt derives from `recordSalt` (32 random bytes kept beside the body).
 *
 * Throws for a body outside the house rule of `canonicalBody`, a reserved field name, or a leaf longer than 65,535 bytes.
 */
export function sealEntry(entry: Omit<Leaf, 'digests'>, body: Body, recordSalt: Uint8Array, digests: Digests): SealedEntry {
  const saltOf = fieldSalts(recordSalt, digests);
  const fields: string[] = [];
  const sealed: string[] = [];
  for (const name of Object.keys(body).sort()) {
    if (RESERVED_FIELDS.has(name))
      throw new RangeError(`a field of a journal entry must not be called ${name}: an SD-JWT verifier would refuse it (RFC 9901 §7.1)`);
    const [nameText, valueText] = [canonicalString(name), canonicalBody(body[name])];
    fields.push(`${nameText}:${valueText}`);
    sealed.push(digestOf(disclosureText(saltOf(name), nameText, valueText), digests));
  }
  const leaf = leafText({ ...entry, digests: sealed.sort() });
  const length = new TextEncoder().encode(leaf).length;
  if (length > LONGEST_LEAF) throw new RangeError(`the leaf of entry ${entry.n} would have ${length} bytes; ${LONGEST_LEAF} is the most`);
  return { leaf, body: `{${fields.join(',')}}` };
}

/** The salts of an entry's fields: HMAC-SHA-256(record salt, `field` NUL name), its first 16 bytes as base64url (provenance §5). */
export function fieldSalts(recordSalt: Uint8Array, digests: Digests): (name: string) => string {
  if (recordSalt.length !== RECORD_SALT_BYTES) throw new RangeError(`a record salt has ${RECORD_SALT_BYTES} bytes`);
  const keyed = digests.hmacSha256(recordSalt);
  return (name) => base64url(keyed(`field\0${name}`).subarray(0, FIELD_SALT_BYTES));
}

/** The SD-JWT disclosure of one field (RFC 9901 §4.2.1): base64url of the canonical JSON of `[salt, name, value]`. */
export function disclosure(salt: string, name: string, value: Json): string {
  return disclosureText(salt, canonicalString(name), canonicalBody(value));
}

/** The digest that stands for a disclosure in `_sd` (RFC 9901 §4.2.3). */
export function digestOf(disclosure: string, digests: Digests): string {
  return digests.sha256Base64url(disclosure);
}

/**
 * Reads a leaf. Refused (`leaf-invalid`) is whatever is not exactly the canonical text of exactly the seven members, with sorted and
 * unique digests, whole numbers in range and well-formed parents. `text` is the leaf's bytes read as UTF-8.
 */
export function parseLeaf(text: string): Outcome<Leaf> {
  const fault = (what: string) => refuse('leaf-invalid', `This is no journal leaf: ${what}.`);
  if (text.length > LONGEST_LEAF) return fault(`it is longer than ${LONGEST_LEAF} bytes`);
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return fault('it is no JSON');
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return fault('it is no JSON object');
  const members = read as Readonly<Record<string, unknown>>;
  const names = Object.keys(members);
  if (names.length !== MEMBERS.length || MEMBERS.some((name) => !Object.hasOwn(members, name))) {
    return fault(`its members are ${names.join(', ')} instead of ${MEMBERS.join(', ')}`);
  }
  const { _sd: sealed, _sd_alg: algorithm, iat, kind, n, parents, v } = members;
  if (v !== 1) return fault('its version (v) is not 1');
  if (algorithm !== 'sha-256') return fault('its digests (_sd_alg) are not sha-256');
  if (!Number.isSafeInteger(iat)) return fault('its time (iat) is no whole number of seconds');
  if (!Number.isSafeInteger(n) || (n as number) < 0) return fault('its place (n) is no whole number');
  if (typeof kind !== 'string' || kind === '') return fault('its kind is no text');
  if (!isDigestList(sealed)) return fault('its digests (_sd) are not base64url SHA-256 digests');
  if (!isDigestList(parents)) return fault('its parents are not base64url leaf hashes');
  if (sealed.some((digest, i) => i > 0 && sealed[i - 1]! >= digest)) return fault('its digests (_sd) are not in order or not unique');
  const leaf: Leaf = { digests: sealed, iat: iat as number, kind, n: n as number, parents };
  return kind.isWellFormed() && leafText(leaf) === text ? done(leaf) : fault('its text is not canonical');
}

/** What a body proves against its leaf: how many digests its fields answer for, and which fields have no digest there. */
export interface BodyCheck {
  /** Fields that the leaf does not know: changed, renamed or added. */
  readonly strangers: readonly string[];
  /** Digests that no field of the body answers for: erased or withheld fields, or decoys. */
  readonly unanswered: number;
}

/** Checks a body (in full, or with fields erased) against its leaf; an untouched body has no strangers and leaves nothing unanswered. */
export function checkBody(leaf: Leaf, body: Body, recordSalt: Uint8Array, digests: Digests): BodyCheck {
  const saltOf = fieldSalts(recordSalt, digests);
  const known = new Set(leaf.digests);
  const strangers: string[] = [];
  for (const name of Object.keys(body)) {
    if (!known.delete(digestOf(disclosure(saltOf(name), name, body[name]!), digests))) strangers.push(name);
  }
  return { strangers, unanswered: known.size };
}

/**
 * Reads one disclosure and checks it against a leaf: the field's name and value, or the refusal. Any JSON text whose encoding the
 * leaf's digest covers is accepted, as RFC 9901 wants; ours is canonical.
 */
export function openDisclosure(leaf: Leaf, disclosed: string, digests: Digests): Outcome<{ readonly name: string; readonly value: Json }> {
  const fault = (what: string) => refuse('disclosure-invalid', `This disclosure does not belong to entry ${leaf.n}: ${what}.`);
  if (!leaf.digests.includes(digestOf(disclosed, digests))) return fault('the leaf holds no digest of it');
  const bytes = base64urlBytes(disclosed);
  if (bytes === null) return fault('it is not base64url');
  try {
    const [salt, name, value, ...rest] = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as Json[];
    if (typeof salt !== 'string' || typeof name !== 'string' || value === undefined || rest.length > 0)
      return fault('it is no [salt, name, value]');
    if (RESERVED_FIELDS.has(name)) return fault(`a field must not be called ${name}`);
    return done({ name, value });
  } catch {
    return fault('it is no JSON list');
  }
}

function disclosureText(salt: string, nameText: string, valueText: string): string {
  return base64url(new TextEncoder().encode(`["${salt}",${nameText},${valueText}]`));
}

/** The canonical text of a leaf, digests as given; its UTF-8 bytes are what the tree holds. */
export function leafText(leaf: Leaf): string {
  const list = (items: readonly string[]) => (items.length === 0 ? '[]' : `["${items.join('","')}"]`);
  return `{"_sd":${list(leaf.digests)},"_sd_alg":"sha-256","iat":${leaf.iat},"kind":${canonicalString(leaf.kind)},"n":${leaf.n},"parents":${list(leaf.parents)},"v":1}`;
}

function isDigestList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' && DIGEST_TEXT.test(item));
}
