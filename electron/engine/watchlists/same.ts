import { canonicalJson } from '../../../shared/journal/index.ts';

/** Whether two plain values say the same, in whatever order their members stand: what the journal gives back is in its own. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other);
}
