import type { Blocker } from './readings.ts';

/** Why an item of a checklist keeps it from being signed. */
export const REASON_WORDS: Readonly<Record<string, string>> = {
  unanswered: 'not answered',
  failed: 'failed',
  unknown: 'unknown',
  expired: 'expired',
  evidence: 'without its evidence',
  repeat: 'to be repeated',
};

const NAMES: Readonly<Record<string, string>> = {
  'confirmation-not-signed': 'the confirmation',
  'netting-not-signed': 'the net sheet',
  'test-not-signed': 'the test transfer',
  'release-not-signed': 'the release checklist',
  'not-our-turn': 'their delivery',
  'case-open': 'the open case',
};

/** What stands in the way, in a word or two; the whole sentence where there is no shorter one. */
export function blockerName({ code, says }: Pick<Blocker, 'code' | 'says'>): string {
  return NAMES[code] ?? says;
}
