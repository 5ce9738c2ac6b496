import { z } from 'zod';
import { isSame } from '../figures/index.ts';
import { eventType, type EventType } from '../journal/index.ts';
import { batchTermsSchema } from './batch.ts';
import { failCaseSchema } from './fail-case.ts';
import { receiptSchema, releaseSchema, testChoiceSchema, toleranceSchema } from './leg.ts';
import { amountWords, directionWords, type TradeTerms, tradeTermsSchema } from './trade.ts';

const reason = z.string().trim().min(1).max(2_000);

/** Of a trade: the subject is the trade. */
const tradeRecorded = eventType({
  type: 'otc.trade-recorded',
  version: 1,
  payload: z.strictObject({ terms: tradeTermsSchema }),
  words: ({ terms }) => `Recorded the trade ${terms.reference}: ${directionWords(terms)}`,
  inverse: ({ subject, payload }) => ({ type: 'otc.trade-withdrawn', subject, payload }),
});

const tradeWithdrawn = eventType({
  type: 'otc.trade-withdrawn',
  version: 1,
  payload: z.strictObject({ terms: tradeTermsSchema }),
  words: ({ terms }) => `Took back the record of the trade ${terms.reference}`,
  inverse: ({ subject, payload }) => ({ type: 'otc.trade-recorded', subject, payload }),
});

const tradeEdited = eventType({
  type: 'otc.trade-edited',
  version: 1,
  payload: z.strictObject({ before: tradeTermsSchema, after: tradeTermsSchema }),
  words: ({ before, after }) => `Edited the trade ${after.reference}: ${changedTerms(before, after)}`,
  inverse: ({ type, subject, payload: { before, after } }) => ({ type, subject, payload: { before: after, after: before } }),
});

const tradeCancelled = eventType({
  type: 'otc.trade-cancelled',
  version: 1,
  payload: z.strictObject({ reason }),
  words: ({ reason }) => `Cancelled the trade: ${reason}`,
  inverse: ({ subject, payload }) => ({ type: 'otc.trade-reinstated', subject, payload }),
});

const tradeReinstated = eventType({
  type: 'otc.trade-reinstated',
  version: 1,
  payload: z.strictObject({ reason }),
  words: () => 'Took up a cancelled trade again',
  inverse: ({ subject, payload }) => ({ type: 'otc.trade-cancelled', subject, payload }),
});

/** Of a leg: the subject is the leg. */
const testChosen = eventType({
  type: 'otc.test-chosen',
  version: 1,
  payload: z.strictObject({ before: testChoiceSchema.nullable(), after: testChoiceSchema.nullable() }),
  words: ({ after }) =>
    after?.wanted === true
      ? `Chose a test transfer${after.amount === null ? '' : ` of ${after.amount}`}${after.takenOff ? ', taken off the main amount' : ''}`
      : 'Chose no test transfer',
  inverse: ({ type, subject, payload: { before, after } }) => ({ type, subject, payload: { before: after, after: before } }),
});

const legReleased = eventType({
  type: 'otc.leg-released',
  version: 1,
  payload: z.strictObject({ release: releaseSchema }),
  words: ({ release }) => `Released ${amountWords(release.amount, release.asset)} on ${release.network}: ${release.reference}`,
  inverse: () => ({ never: 'What has left cannot be called back by the journal. If it came back, open a case.' }),
});

const receiptRecorded = eventType({
  type: 'otc.receipt-recorded',
  version: 1,
  payload: z.strictObject({ receipt: receiptSchema, tolerance: toleranceSchema, toleranceBefore: toleranceSchema.nullable() }),
  words: ({ receipt }) => `Recorded ${receipt.amount} as received on ${receipt.network}: ${receipt.reference}`,
  inverse: ({ subject, payload }) => ({ type: 'otc.receipt-withdrawn', subject, payload }),
});

const receiptWithdrawn = eventType({
  type: 'otc.receipt-withdrawn',
  version: 1,
  payload: z.strictObject({ receipt: receiptSchema, tolerance: toleranceSchema, toleranceBefore: toleranceSchema.nullable() }),
  words: ({ receipt }) => `Took back the receipt ${receipt.reference}`,
  inverse: ({ subject, payload }) => ({ type: 'otc.receipt-recorded', subject, payload }),
});

/** Of a batch: the subject is the batch. */
const batchMade = eventType({
  type: 'otc.batch-made',
  version: 1,
  payload: z.strictObject({ batch: batchTermsSchema }),
  words: ({ batch }) => `Netted ${batch.trades.length} trades for ${batch.valueDate} as ${batch.reference}, sheet ${batch.sheet}`,
  inverse: ({ subject, payload }) => ({ type: 'otc.batch-dissolved', subject, payload }),
});

const batchDissolved = eventType({
  type: 'otc.batch-dissolved',
  version: 1,
  payload: z.strictObject({ batch: batchTermsSchema }),
  words: ({ batch }) => `Dissolved the netting ${batch.reference}: its trades are settled gross`,
  inverse: ({ subject, payload }) => ({ type: 'otc.batch-made', subject, payload }),
});

/** Of a trade again. */
const failOpened = eventType({
  type: 'otc.fail-opened',
  version: 1,
  payload: z.strictObject({ failure: failCaseSchema }),
  words: ({ failure }) => `Opened a case: ${failure.what}`,
  inverse: ({ subject, payload }) => ({ type: 'otc.fail-withdrawn', subject, payload }),
});

const failWithdrawn = eventType({
  type: 'otc.fail-withdrawn',
  version: 1,
  payload: z.strictObject({ failure: failCaseSchema }),
  words: ({ failure }) => `Took back the case: ${failure.what}`,
  inverse: ({ subject, payload }) => ({ type: 'otc.fail-opened', subject, payload }),
});

const failClosed = eventType({
  type: 'otc.fail-closed',
  version: 1,
  payload: z.strictObject({ failure: failCaseSchema, resolution: reason }),
  words: ({ resolution }) => `Closed a case: ${resolution}`,
  inverse: ({ subject, payload }) => ({ type: 'otc.fail-reopened', subject, payload }),
});

const failReopened = eventType({
  type: 'otc.fail-reopened',
  version: 1,
  payload: z.strictObject({ failure: failCaseSchema, resolution: reason }),
  words: ({ failure }) => `Reopened the case: ${failure.what}`,
  inverse: ({ subject, payload }) => ({ type: 'otc.fail-closed', subject, payload }),
});

export const otcEvents: readonly EventType[] = [
  tradeRecorded,
  tradeWithdrawn,
  tradeEdited,
  tradeCancelled,
  tradeReinstated,
  testChosen,
  legReleased,
  receiptRecorded,
  receiptWithdrawn,
  batchMade,
  batchDissolved,
  failOpened,
  failWithdrawn,
  failClosed,
  failReopened,
];

function changedTerms(before: TradeTerms, after: TradeTerms): string {
  const names = Object.keys(after) as (keyof TradeTerms)[];
  const changed = names.filter((name) => !isSame(before[name], after[name]));
  return changed.length === 0 ? 'nothing changed' : changed.join(', ');
}
