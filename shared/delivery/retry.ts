import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits after the first, second, … failed attempt, in milliseconds: about a day in all, as Standard Webhooks recommends (“Deliverability and reliability”). */
const WAITS = [5 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR] as const;

/** How many attempts a message gets before it is a dead letter. */
export const MOST_ATTEMPTS: number = WAITS.length + 1;

/** The longest that a server's own wish to wait is heeded. */
const LONGEST_WISH = 24 * HOUR;

/**
 * Milliseconds from a failed attempt to the next; null after the last. A fifth of the wait more or less, so that what failed together does not
 * come again together. The share is drawn from the message's id and the number of the attempt: spread over messages, the same on every machine.
 * `wished`: how long the other side asked to be left alone (`Retry-After`), heeded up to a day.
 */
export function retryWait(send: string, attempt: number, wished: number | null = null): number | null {
  const wait = WAITS[attempt - 1];
  if (wait === undefined) return null;
  const jittered = Math.round(wait * (0.8 + 0.4 * chance(`${send} ${attempt}`)));
  return Math.max(jittered, Math.min(wished ?? 0, LONGEST_WISH));
}

/** A number from 0 to 1 that looks drawn: the first 32 bits of a SHA-256. */
function chance(text: string): number {
  return new DataView(sha256(utf8ToBytes(text)).buffer).getUint32(0) / 2 ** 32;
}
