import { Decimal, decimalText, sum } from '../figures/index.ts';
import type { Tolerance } from './leg.ts';
import { amountWords } from './trade.ts';

export type MatchStatus = 'none' | 'exact' | 'within' | 'short' | 'over';

/** What came in against what was expected. `difference` is signed: below zero something is missing. */
export interface ReceiptMatch {
  readonly status: MatchStatus;
  readonly received: string;
  readonly difference: string;
  readonly says: string;
}

/**
 * Compares the sum of what came in with what was expected, both in units of the asset. `within` is a difference of at most the larger of the
 * tolerance's amount and its basis points of what was expected; beyond it the leg is short or over.
 */
export function matchReceipts(expected: string, asset: string, amounts: readonly string[], tolerance: Tolerance): ReceiptMatch {
  const due = new Decimal(expected);
  const received = sum(amounts.map((amount) => new Decimal(amount)));
  const difference = received.minus(due);
  const allowed = Decimal.max(tolerance.absolute, due.times(tolerance.basisPoints).dividedBy(10_000));
  const status = statusOf(amounts.length, difference, allowed);
  const apart = amountWords(difference.abs().toFixed(), asset);
  const says = {
    none: `Nothing has been recorded as received of ${amountWords(expected, asset)}.`,
    exact: `${amountWords(received.toFixed(), asset)} came in, as expected.`,
    within: `${amountWords(received.toFixed(), asset)} came in, ${apart} ${difference.isNegative() ? 'less' : 'more'} than expected, within the tolerance of ${amountWords(allowed.toFixed(), asset)}.`,
    short: `${amountWords(received.toFixed(), asset)} came in: ${apart} are missing.`,
    over: `${amountWords(received.toFixed(), asset)} came in: ${apart} too much.`,
  }[status];
  return { status, received: decimalText(received), difference: decimalText(difference), says };
}

/** Whether what was owed to us has come, so that we may answer it: too much counts, and is a break to be settled apart. */
export function hasCome(status: MatchStatus): boolean {
  return status === 'exact' || status === 'within' || status === 'over';
}

function statusOf(count: number, difference: Decimal, allowed: Decimal): MatchStatus {
  if (count === 0) return 'none';
  if (difference.isZero()) return 'exact';
  if (difference.abs().lessThanOrEqualTo(allowed)) return 'within';
  return difference.isNegative() ? 'short' : 'over';
}
