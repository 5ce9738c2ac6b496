import { base64, base64url } from './base64.ts';
import { canonicalBody, type Json } from './canonical-json.ts';
import type { Digests } from './digests.ts';
import { leafHash, MerkleFrontier } from './merkle.ts';

/** How an entry commits to bulk rows that lie beside it (provenance §8.2.3): their number and the root of their own tree, in base64. */
export interface ItemsCommitment {
  readonly alg: 'rfc6962-sha256';
  readonly n: number;
  readonly root: string;
}

const SALT_BYTES = 16;

/**
 * The salts of an entry's items, from one 32-byte secret kept beside the rows: the 16 bytes from 16·(i mod 2) on of
 * HMAC-SHA-256(secret, `items` NUL decimal(⌊i/2⌋)), as base64url. An HMAC is a pseudo-random function, so that showing one item's
 * salt tells nothing about another's, and item i is found without its predecessors.
 */
export function itemSalts(secret: Uint8Array, digests: Digests): (index: number) => string {
  if (secret.length !== 32) throw new RangeError('a secret for items has 32 bytes');
  const keyed = digests.hmacSha256(secret);
  let at = -1;
  let block: Uint8Array = new Uint8Array(0);
  return (index) => {
    const wanted = Math.floor(index / 2);
    if (wanted !== at) [at, block] = [wanted, keyed(`items\0${wanted}`)];
    return base64url(block.subarray((index % 2) * SALT_BYTES, (index % 2) * SALT_BYTES + SALT_BYTES));
  };
}

/** An item's bytes: the canonical JSON of `[salt, row]`, under the house rule of `canonicalBody`. */
export function itemText(salt: string, row: Json): string {
  return `["${salt}",${canonicalBody(row)}]`;
}

/** Commits to rows one after the other, in memory that does not grow with them. */
export class ItemsTree {
  readonly #frontier: MerkleFrontier;
  readonly #saltOf: (index: number) => string;
  readonly #digests: Digests;

  constructor(secret: Uint8Array, digests: Digests) {
    this.#frontier = new MerkleFrontier(digests);
    this.#saltOf = itemSalts(secret, digests);
    this.#digests = digests;
  }

  append(row: Json): void {
    this.appendText((salt) => itemText(salt, row));
  }

  /** For rows whose item is put together from texts that are canonical already. */
  appendText(itemOf: (salt: string) => string): void {
    this.#frontier.append(leafHash(itemOf(this.#saltOf(this.#frontier.size)), this.#digests));
  }

  commitment(): ItemsCommitment {
    return { alg: 'rfc6962-sha256', n: this.#frontier.size, root: base64(this.#frontier.root()) };
  }
}
