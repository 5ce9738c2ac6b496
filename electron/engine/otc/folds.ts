import {
  type BatchTerms,
  type FailCase,
  type Leg,
  legsOf,
  type Receipt,
  referenceKey,
  type Release,
  type TestChoice,
  type Tolerance,
  type TradeTerms,
} from '../../../shared/otc/index.ts';
import { fold, type Fold } from '../column.ts';
import type { Writer } from '../store/store.ts';
import { readLeg, readTrade } from './otc-rows.ts';

/** How the tables of the column follow from its events. */
export const otcFolds: Readonly<Record<string, Fold>> = {
  'otc.trade-recorded': fold<{ terms: TradeTerms }>((store, { seq, subject, payload: { terms } }) => {
    store.run(
      'INSERT OR REPLACE INTO otc_trade (trade, recorded_seq, changed_seq, reference, desk, value_date, terms) VALUES (?, ?, ?, ?, ?, ?, ?)',
      subject,
      seq,
      seq,
      terms.reference,
      terms.desk,
      terms.valueDate,
      JSON.stringify(terms),
    );
    putTradeLegs(store, subject, terms, seq);
  }),
  'otc.trade-withdrawn': fold((store, { subject }) => {
    store.run('DELETE FROM otc_trade WHERE trade = ?', subject);
    store.run(`DELETE FROM otc_leg WHERE owner_kind = 'trade' AND owner = ?`, subject);
  }),
  'otc.trade-edited': fold<{ after: TradeTerms }>((store, { seq, subject, payload: { after } }) => {
    const row = readTrade(store, subject);
    if (!row) return;
    const changed = matters(row.terms) === matters(after) ? row.changedSeq : seq;
    store.run(
      'UPDATE otc_trade SET changed_seq = ?, reference = ?, desk = ?, value_date = ?, terms = ? WHERE trade = ?',
      changed,
      after.reference,
      after.desk,
      after.valueDate,
      JSON.stringify(after),
      subject,
    );
    putTradeLegs(store, subject, after, seq);
  }),
  'otc.trade-cancelled': fold<{ reason: string }>((store, { subject, payload }) => {
    store.run('UPDATE otc_trade SET cancelled = ? WHERE trade = ?', payload.reason, subject);
  }),
  'otc.trade-reinstated': fold((store, { subject }) => {
    store.run('UPDATE otc_trade SET cancelled = NULL WHERE trade = ?', subject);
  }),
  'otc.test-chosen': fold<{ after: TestChoice | null }>((store, { seq, subject, payload: { after } }) => {
    const text = after === null ? null : JSON.stringify(after);
    store.run('UPDATE otc_leg SET test = ?, changed_seq = ? WHERE leg = ? AND test IS NOT ?', text, seq, subject, text);
  }),
  'otc.leg-released': fold<{ release: Release }>((store, { subject, payload: { release } }) => {
    store.run('UPDATE otc_leg SET release = ? WHERE leg = ?', JSON.stringify(release), subject);
    putReference(store, release, subject);
  }),
  'otc.receipt-recorded': fold<{ receipt: Receipt; tolerance: Tolerance }>((store, { subject, payload: { receipt, tolerance } }) => {
    store.run(
      'INSERT OR REPLACE INTO otc_receipt (receipt, leg, received_at, detail) VALUES (?, ?, ?, ?)',
      receipt.receipt,
      subject,
      receipt.receivedAt,
      JSON.stringify(receipt),
    );
    store.run('UPDATE otc_leg SET tolerance = ? WHERE leg = ?', JSON.stringify(tolerance), subject);
    putReference(store, receipt, subject);
  }),
  'otc.receipt-withdrawn': fold<{ receipt: Receipt; toleranceBefore: Tolerance | null }>(
    (store, { subject, payload: { receipt, toleranceBefore } }) => {
      store.run('DELETE FROM otc_receipt WHERE receipt = ?', receipt.receipt);
      store.run(
        'UPDATE otc_leg SET tolerance = ? WHERE leg = ?',
        toleranceBefore === null ? null : JSON.stringify(toleranceBefore),
        subject,
      );
      store.run(
        'DELETE FROM otc_reference WHERE network = ? AND reference = ? AND leg = ?',
        receipt.network,
        referenceKey(receipt.reference),
        subject,
      );
    },
  ),
  'otc.batch-made': fold<{ batch: BatchTerms }>((store, { seq, subject, payload: { batch } }) => {
    store.run(
      'INSERT OR REPLACE INTO otc_batch (batch, made_seq, reference, desk, value_date, terms, dissolved) VALUES (?, ?, ?, ?, ?, ?, 0)',
      subject,
      seq,
      batch.reference,
      batch.desk,
      batch.valueDate,
      JSON.stringify(batch),
    );
    for (const leg of batch.legs) putLeg(store, leg, { kind: 'batch', id: subject }, batch, seq);
    for (const trade of batch.trades) store.run('UPDATE otc_trade SET batch = ? WHERE trade = ?', subject, trade);
  }),
  'otc.batch-dissolved': fold((store, { subject }) => {
    store.run('UPDATE otc_batch SET dissolved = 1 WHERE batch = ?', subject);
    store.run(`DELETE FROM otc_leg WHERE owner_kind = 'batch' AND owner = ?`, subject);
    store.run('UPDATE otc_trade SET batch = NULL WHERE batch = ?', subject);
  }),
  'otc.fail-opened': fold<{ failure: FailCase }>((store, { seq, subject, payload: { failure } }) => {
    store.run(
      'INSERT OR REPLACE INTO otc_case (failure, trade, opened_seq, detail) VALUES (?, ?, ?, ?)',
      failure.case,
      subject,
      seq,
      JSON.stringify(failure),
    );
  }),
  'otc.fail-withdrawn': fold<{ failure: FailCase }>((store, { payload }) => {
    store.run('DELETE FROM otc_case WHERE failure = ?', payload.failure.case);
  }),
  'otc.fail-closed': fold<{ failure: FailCase; resolution: string }>((store, { payload }) => {
    store.run('UPDATE otc_case SET resolution = ? WHERE failure = ?', payload.resolution, payload.failure.case);
  }),
  'otc.fail-reopened': fold<{ failure: FailCase }>((store, { payload }) => {
    store.run('UPDATE otc_case SET resolution = NULL WHERE failure = ?', payload.failure.case);
  }),
};

/** Tables that a rebuild empties. */
export const otcProjections: readonly string[] = ['otc_trade', 'otc_batch', 'otc_leg', 'otc_receipt', 'otc_reference', 'otc_case'];

/** The terms without what no checklist compares. */
function matters(terms: TradeTerms): string {
  return JSON.stringify({ ...terms, note: '', evidence: [] });
}

function putTradeLegs(store: Writer, trade: string, terms: TradeTerms, seq: number): void {
  for (const leg of legsOf(trade, terms)) putLeg(store, leg, { kind: 'trade', id: trade }, terms, seq);
}

/** Keeps what was chosen and recorded of a leg that is there already. */
function putLeg(
  store: Writer,
  leg: Leg,
  owner: { readonly kind: 'trade' | 'batch'; readonly id: string },
  { desk, valueDate }: { readonly desk: string; readonly valueDate: string },
  seq: number,
): void {
  const before = readLeg(store, leg.leg);
  const detail = JSON.stringify(leg);
  const changed = before !== undefined && JSON.stringify(before.leg) === detail ? before.changedSeq : seq;
  store.run(
    `INSERT INTO otc_leg (leg, owner_kind, owner, desk, value_date, due, network, destination, memo, detail, changed_seq)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (leg) DO UPDATE SET desk = excluded.desk, value_date = excluded.value_date, due = excluded.due, network = excluded.network,
       destination = excluded.destination, memo = excluded.memo, detail = excluded.detail, changed_seq = excluded.changed_seq`,
    leg.leg,
    owner.kind,
    owner.id,
    desk,
    valueDate,
    leg.due,
    leg.network,
    leg.instruction.destination,
    leg.instruction.memo ?? '',
    detail,
    changed,
  );
}

/** The first use of a reference stays; commands refuse a second one. */
function putReference(store: Writer, { network, reference }: { readonly network: string; readonly reference: string }, leg: string): void {
  store.run('INSERT OR IGNORE INTO otc_reference (network, reference, leg) VALUES (?, ?, ?)', network, referenceKey(reference), leg);
}
