import type { EvidenceRef } from '../../../shared/evidence/index.ts';
import { Decimal, decimalText, done, isRefused, isSame, type Outcome, refuse } from '../../../shared/figures/index.ts';
import {
  amountWords,
  payable,
  type Receipt,
  referenceKey,
  type Release,
  releaseBlockers,
  type TestChoice,
  type Tolerance,
} from '../../../shared/otc/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';
import { type LegRow, legOfReference, readLeg, readLegs, receiptById, receiptsOf } from './otc-rows.ts';
import { type Owner, ownerOf, ownerTitle, signedRuns, situationOf } from './situation.ts';
import { answered, evidenceFault } from './trades.ts';

/** A leg with what it belongs to. */
export interface FoundLeg {
  readonly row: LegRow;
  readonly owner: Owner;
}

export function findLeg(engine: Pick<Engine, 'store'>, leg: string): Outcome<FoundLeg> {
  const row = readLeg(engine.store, leg);
  const owner = row && ownerOf(engine, row.owner);
  return row && owner
    ? done({ row, owner })
    : refuse('no-such-leg', `There is no leg ${leg}; a netting that was dissolved takes its legs along.`, { leg });
}

/** Chooses a test transfer ahead of a payment, or none. A destination that was never paid is tested all the same. */
export function chooseTest(engine: Engine, leg: string, choice: TestChoice): Outcome<{ leg: string }> {
  const found = findLeg(engine, leg);
  if (isRefused(found)) return found;
  const { row } = found.ok;
  if (row.leg.direction === 'in') return refuse('not-outgoing', 'A test goes ahead of what we pay; this leg is what we receive.', { leg });
  if (row.release !== null) return refuse('released-already', 'This payment has left; there is nothing more to test.', { leg });
  const { amount } = choice;
  if (amount !== null && !(new Decimal(amount).greaterThan(0) && new Decimal(amount).lessThan(row.leg.amount))) {
    return refuse(
      'test-amount',
      `A test is more than nothing and less than the payment of ${amountWords(row.leg.amount, row.leg.asset)}.`,
      {
        field: 'amount',
      },
    );
  }
  if (choice.takenOff && amount === null) {
    return refuse('test-amount', 'A test that is taken off the payment wants its amount.', { field: 'amount' });
  }
  const after = { ...choice, amount: amount === null ? null : decimalText(new Decimal(amount)) };
  if (isSame(row.test, after)) return done({ leg });
  return answered(engine.journal.commit([{ type: 'otc.test-chosen', subject: leg, payload: { before: row.test, after } }]), { leg });
}

export interface ReleaseInput {
  readonly leg: string;
  readonly reference: string;
  readonly amount: string;
  readonly releasedAt?: string | undefined;
  readonly note: string;
  readonly evidence: readonly EvidenceRef[];
}

/**
 * Records that a payment has left. Refused while anything stands in its way — checklists, the delivery order, an open case — and where the
 * amount is not the one that was agreed. It can never be taken back.
 */
export function release(engine: Engine, input: ReleaseInput): Outcome<{ leg: string }> {
  const { leg, reference } = input;
  const found = findLeg(engine, leg);
  if (isRefused(found)) return found;
  const { row, owner } = found.ok;
  const situation = situationOf(engine, owner);
  const outgoing = situation.outgoing.find((each) => each.leg === leg);
  if (!outgoing) return refuse('not-outgoing', 'This leg is what we receive; only what we pay is released.', { leg });
  const blockers = releaseBlockers(situation, outgoing);
  if (blockers.length > 0) {
    return refuse(blockers[0]!.code, blockers.map(({ says }) => says).join(' '), { leg, blockers });
  }
  const agreed = payable(row.leg.amount, row.test);
  if (!new Decimal(input.amount).equals(agreed)) {
    return refuse(
      'amount-differs',
      `${amountWords(input.amount, row.leg.asset)} is not what was agreed: ${amountWords(agreed, row.leg.asset)}. If another amount left, open a case.`,
      { field: 'amount', agreed },
    );
  }
  const releasedAt = input.releasedAt ?? engine.now();
  const fault =
    timeFault(engine, releasedAt, 'releasedAt') ??
    referenceFault(engine, row.leg.network, reference) ??
    evidenceFault(engine, input.evidence);
  if (fault) return fault;
  const payload: { readonly release: Release } = {
    release: {
      reference: reference.trim(),
      releasedAt,
      asset: row.leg.asset,
      network: row.leg.network,
      amount: agreed,
      destination: row.leg.instruction.destination,
      memo: row.leg.instruction.memo,
      rests: [...signedRuns(engine, owner, row)],
      note: input.note,
      evidence: [...input.evidence],
    },
  };
  return commitOnce(engine, { type: 'otc.leg-released', subject: leg, payload }, row.leg.network, reference, { leg });
}

export interface ReceiptInput {
  readonly leg: string;
  readonly reference: string;
  readonly network?: string | undefined;
  readonly amount: string;
  readonly receivedAt?: string | undefined;
  readonly tolerance?: Tolerance | undefined;
  readonly note: string;
  readonly evidence: readonly EvidenceRef[];
}

/** Records what came in on a leg: several payments may make it up, each reference counts once. */
export function recordReceipt(engine: Engine, input: ReceiptInput): Outcome<{ receipt: string; leg: string }> {
  const { leg, reference } = input;
  const found = findLeg(engine, leg);
  if (isRefused(found)) return found;
  const { row, owner } = found.ok;
  const closed = notReceivable(row, owner);
  if (closed) return closed;
  const network = input.network?.trim() ?? row.leg.network;
  if (network.toLowerCase() !== row.leg.network.toLowerCase()) {
    return refuse(
      'wrong-network',
      `This came on ${network}, and ${amountWords(row.leg.amount, row.leg.asset)} was due on ${row.leg.network}. It does not settle the leg: open a case with the reason “wrong network”.`,
      { field: 'network' },
    );
  }
  const receivedAt = input.receivedAt ?? engine.now();
  const fault =
    timeFault(engine, receivedAt, 'receivedAt') ?? referenceFault(engine, network, reference) ?? evidenceFault(engine, input.evidence);
  if (fault) return fault;
  const receipt: Receipt = {
    receipt: engine.newId(),
    reference: reference.trim(),
    network: row.leg.network,
    amount: decimalText(new Decimal(input.amount)),
    receivedAt,
    note: input.note,
    evidence: [...input.evidence],
  };
  const tolerance = input.tolerance ?? row.tolerance ?? { absolute: '0', basisPoints: '0' };
  const payload = { receipt, tolerance, toleranceBefore: row.tolerance };
  return commitOnce(engine, { type: 'otc.receipt-recorded', subject: leg, payload }, network, reference, { receipt: receipt.receipt, leg });
}

/** Takes a receipt back that was recorded by mistake; not once a payment was released on the strength of it. */
export function withdrawReceipt(engine: Engine, receipt: string): Outcome<{ leg: string }> {
  const found = receiptById(engine.store, receipt);
  const row = found && readLeg(engine.store, found.leg);
  if (!found || !row) return refuse('no-such-receipt', `There is no receipt ${receipt}; it may have been taken back.`, { receipt });
  const relied = reliedUpon(engine.store, row);
  if (relied !== null) return refuse('relied-upon', relied, { leg: found.leg });
  const tolerance = row.tolerance ?? { absolute: '0', basisPoints: '0' };
  // With the last receipt goes the tolerance that it came with.
  const toleranceBefore = receiptsOf(engine.store, found.leg).length > 1 ? tolerance : null;
  const payload = { receipt: found.receipt, tolerance, toleranceBefore };
  return answered(engine.journal.commit([{ type: 'otc.receipt-withdrawn', subject: found.leg, payload }]), { leg: found.leg });
}

/** The sentence why a receipt stands: the desk was to deliver first, and we have answered its delivery. */
export function reliedUpon(store: Reader, row: LegRow): string | null {
  const gone = readLegs(store, row.owner).find(({ release }) => release !== null);
  return gone === undefined
    ? null
    : `${amountWords(gone.leg.amount, gone.leg.asset)} was released beside it, so this receipt stands. If it came back, open a case.`;
}

function notReceivable(row: LegRow, owner: Owner): Outcome<never> | null {
  const { leg, direction } = row.leg;
  if (direction === 'out') {
    return refuse('not-incoming', 'This leg is what we pay. What came back of it belongs into a case.', { leg });
  }
  if (owner.kind === 'batch') return null;
  const { cancelled, batch } = owner.trade;
  if (cancelled !== null) return refuse('cancelled', `${ownerTitle(owner)} was cancelled: ${cancelled}`, { leg });
  return batch === null
    ? null
    : refuse('netted', `${ownerTitle(owner)} was netted; what comes in is recorded on the netting's own leg.`, { leg, batch });
}

function timeFault(engine: Engine, at: string, field: string): Outcome<never> | null {
  return at <= engine.now() ? null : refuse('in-the-future', `${at} has not come yet. Record what has happened.`, { field });
}

function referenceFault(engine: Engine, network: string, reference: string): Outcome<never> | null {
  const used = legOfReference(engine.store, network, referenceKey(reference));
  if (used === undefined) return null;
  const found = findLeg(engine, used);
  const title = isRefused(found) ? used : ownerTitle(found.ok.owner);
  return refuse(
    'reference-used',
    `${reference.trim()} on ${network} is recorded already, for ${title}. One payment proves one leg; where a batch transaction serves several, add its output, as in “…:1”.`,
    { field: 'reference', leg: used },
  );
}

/** Another window or terminal may have used the reference, or released the leg, between our looking and our writing. */
function commitOnce<T>(engine: Engine, event: NewEvent, network: string, reference: string, answer: T): Outcome<T> {
  try {
    const committed = engine.journal.commit([event], (store) => {
      if (legOfReference(store, network, referenceKey(reference)) !== undefined) throw new RecordedMeanwhile();
      if (event.type === 'otc.leg-released' && readLeg(store, event.subject)?.release !== null) throw new RecordedMeanwhile();
    });
    return answered(committed, answer);
  } catch (thrown) {
    if (!(thrown instanceof RecordedMeanwhile)) throw thrown;
    return refuse('recorded-meanwhile', 'Another window or terminal has just recorded this. Nothing was changed here; look again.', {
      reference,
    });
  }
}

class RecordedMeanwhile extends Error {}
