import { bytesToHex } from '@noble/hashes/utils.js';
import type { Subject } from '../figures/index.ts';
import { canonicalJson, pureDigests } from '../journal/index.ts';
import type { Answer, Hidden, Override } from './answer.ts';
import type { Template } from './template.ts';

/** SHA-256 in hexadecimal of a version's content in canonical form (RFC 8785). The order of members does not matter, that of items does. */
export function contentHash(template: Template): string {
  return hashOf(template);
}

/** Everything that a signature covers. */
export interface SealedContent {
  readonly run: string;
  readonly revision: number;
  /** Hash of the version's content. */
  readonly version: string;
  readonly about: Subject;
  /** By item; in canonical form their order is that of their names, so that the order of answering does not matter. */
  readonly answers: Readonly<Record<string, Answer>>;
  readonly hidden: readonly Hidden[];
  readonly facts: Readonly<Record<string, string | null>>;
  readonly overrides: Readonly<Record<string, Override>>;
}

/** SHA-256 in hexadecimal of what is signed, in canonical form. */
export function runHash(content: SealedContent): string {
  const { about, ...rest } = content;
  const hidden = [...content.hidden].sort((one, other) => (one.item < other.item ? -1 : 1));
  return hashOf({ ...rest, hidden, about: { kind: about.kind, id: about.id } });
}

/** Six digits that follow from what they are about: shown, and to be typed again by somebody who means it. */
export function retypedNumber(...about: readonly string[]): string {
  const [a, b, c, d] = pureDigests.sha256(about.join('\n'));
  return String(((a! << 24) | (b! << 16) | (c! << 8) | d!) >>> 0)
    .slice(-6)
    .padStart(6, '0');
}

function hashOf(value: unknown): string {
  return bytesToHex(pureDigests.sha256(canonicalJson(value)));
}
