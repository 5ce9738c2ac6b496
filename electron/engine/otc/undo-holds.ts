import { isRefused } from '../../../shared/figures/index.ts';
import type { JournalEvent } from '../../../shared/journal/index.ts';
import { type BatchTerms, type FailCase, type Receipt, referenceKey, type TradeTerms } from '../../../shared/otc/index.ts';
import type { Reader } from '../store/store.ts';
import { batchIsFirm, unmoved } from './batches.ts';
import { casesOfTrade, legOfReference, readLeg, readLegs, readTrade, receiptsOf, tradeOfReference } from './otc-rows.ts';
import { reliedUpon } from './releases.ts';

type Hold = (store: Reader, event: JournalEvent) => string | null;

/** What of a settlement can no longer be undone, each with the sentence why. What left is never undone; these guard what it rested on. */
export const undoHolds: Readonly<Record<string, Hold>> = {
  'otc.trade-recorded': (store, { subject }) => movedOn(store, subject) ?? caseOn(store, subject),
  'otc.trade-withdrawn': hold<{ terms: TradeTerms }>((store, { subject, payload }) =>
    takenReference(store, subject, payload.terms.reference),
  ),
  'otc.trade-edited': hold<{ before: TradeTerms; after: TradeTerms }>(
    (store, { subject, payload: { before } }) => movedOn(store, subject) ?? takenReference(store, subject, before.reference),
  ),
  'otc.trade-cancelled': (store, { subject }) => {
    const row = readTrade(store, subject);
    return row ? takenReference(store, subject, row.terms.reference) : null;
  },
  'otc.trade-reinstated': (store, { subject }) => movedOn(store, subject),
  'otc.test-chosen': (store, { subject }) =>
    readLeg(store, subject)?.release == null ? null : 'The payment has left; what was chosen ahead of it stands.',
  'otc.receipt-recorded': (store, { subject }) => {
    const row = readLeg(store, subject);
    return row ? reliedUpon(store, row) : null;
  },
  'otc.receipt-withdrawn': hold<{ receipt: Receipt }>((store, { payload: { receipt } }) =>
    legOfReference(store, receipt.network, referenceKey(receipt.reference)) === undefined
      ? null
      : `${receipt.reference} has been recorded on another leg since.`,
  ),
  'otc.batch-made': (store, { subject }) => batchIsFirm(store, subject),
  'otc.batch-dissolved': hold<{ batch: BatchTerms }>((store, { payload: { batch } }) => changedSince(store, batch)),
  'otc.fail-opened': hold<{ failure: FailCase }>((store, { subject, payload }) => {
    const found = casesOfTrade(store, subject).find(({ failure }) => failure.case === payload.failure.case);
    return found?.resolution == null ? null : 'The case has been closed since. Undo that first.';
  }),
};

function hold<Payload>(judge: (store: Reader, event: JournalEvent<Payload>) => string | null): Hold {
  return judge as Hold;
}

/** Why the record of a trade stands: something of it has moved, or it is settled by a netting. */
function movedOn(store: Reader, trade: string): string | null {
  const row = readTrade(store, trade);
  if (!row) return null;
  if (row.batch !== null) return 'The trade was netted since. Dissolve the netting first.';
  const moved = readLegs(store, { kind: 'trade', id: trade }).find(
    ({ leg, release }) => release !== null || receiptsOf(store, leg.leg).length > 0,
  );
  return moved === undefined ? null : `${moved.leg.amount} ${moved.leg.asset} has moved on it since.`;
}

function caseOn(store: Reader, trade: string): string | null {
  return casesOfTrade(store, trade).length === 0 ? null : 'A case was opened on the trade since.';
}

function takenReference(store: Reader, trade: string, reference: string): string | null {
  const other = tradeOfReference(store, reference);
  return other === undefined || other === trade ? null : `Another trade is recorded as ${reference} since.`;
}

/** A netting comes back only over trades that are what they were when it was made. */
function changedSince(store: Reader, { trades, legs, valueDate }: BatchTerms): string | null {
  for (const trade of trades) {
    const row = readTrade(store, trade);
    if (!row) return 'One of its trades is gone.';
    const still = unmoved(store, row);
    if (isRefused(still)) return still.error.message;
    if (row.terms.valueDate !== valueDate) return `${row.terms.reference} was changed since.`;
  }
  const places = trades.flatMap((trade) => readLegs(store, { kind: 'trade', id: trade }).map(({ leg }) => leg));
  const known = legs.every(({ instruction: { destination } }) => places.some((leg) => leg.instruction.destination === destination));
  return known ? null : 'Instructions of its trades were changed since.';
}
