import type { BatchTerms, FailCase, Leg, Receipt, Release, TestChoice, Tolerance, TradeTerms } from '../../../shared/otc/index.ts';
import { matchReceipts, NO_TOLERANCE, railOf, type ReceiptMatch } from '../../../shared/otc/index.ts';
import type { Reader } from '../store/store.ts';

export interface TradeRow {
  readonly trade: string;
  readonly changedSeq: number;
  readonly terms: TradeTerms;
  /** The reason, where it was cancelled. */
  readonly cancelled: string | null;
  /** The batch it was netted into. */
  readonly batch: string | null;
}

export interface BatchRow {
  readonly batch: string;
  readonly madeSeq: number;
  readonly terms: BatchTerms;
  readonly dissolved: boolean;
}

export interface LegRow {
  readonly leg: Leg;
  readonly owner: { readonly kind: 'trade' | 'batch'; readonly id: string };
  readonly desk: string;
  readonly valueDate: string;
  readonly changedSeq: number;
  readonly test: TestChoice | null;
  readonly tolerance: Tolerance | null;
  readonly release: Release | null;
}

export interface CaseRow {
  readonly trade: string;
  readonly failure: FailCase;
  /** Null while it is open. */
  readonly resolution: string | null;
}

interface StoredTrade {
  readonly trade: string;
  readonly changed_seq: number;
  readonly terms: string;
  readonly cancelled: string | null;
  readonly batch: string | null;
}
interface StoredBatch {
  readonly batch: string;
  readonly made_seq: number;
  readonly terms: string;
  readonly dissolved: number;
}
interface StoredLeg {
  readonly detail: string;
  readonly owner_kind: 'trade' | 'batch';
  readonly owner: string;
  readonly desk: string;
  readonly value_date: string;
  readonly changed_seq: number;
  readonly test: string | null;
  readonly tolerance: string | null;
  readonly release: string | null;
}

export function readTrade(store: Reader, trade: string): TradeRow | undefined {
  const row = store.get<StoredTrade>('SELECT * FROM otc_trade WHERE trade = ?', trade);
  return row && tradeOf(row);
}

export interface TradeQuestion {
  readonly desk?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Trades by value date, the latest first; with a desk or days, only those. */
export function readTrades(store: Reader, { desk, from, to }: TradeQuestion = {}): readonly TradeRow[] {
  return store
    .all<StoredTrade>(
      `SELECT * FROM otc_trade
       WHERE (? IS NULL OR desk = ?) AND value_date >= ? AND value_date <= ?
       ORDER BY value_date DESC, recorded_seq DESC`,
      desk ?? null,
      desk ?? null,
      from ?? '',
      to ?? '9999-12-31',
    )
    .map(tradeOf);
}

export function tradesOfBatch(store: Reader, batch: string): readonly TradeRow[] {
  return store.all<StoredTrade>('SELECT * FROM otc_trade WHERE batch = ? ORDER BY recorded_seq', batch).map(tradeOf);
}

/** The trade that has this reference and was not cancelled; references are compared without regard to case. */
export function tradeOfReference(store: Reader, reference: string): string | undefined {
  return store.get<{ trade: string }>('SELECT trade FROM otc_trade WHERE reference = ? COLLATE NOCASE AND cancelled IS NULL', reference)
    ?.trade;
}

export function readBatch(store: Reader, batch: string): BatchRow | undefined {
  const row = store.get<StoredBatch>('SELECT * FROM otc_batch WHERE batch = ?', batch);
  return row && batchOf(row);
}

/** Batches that were not dissolved, the latest value date first. */
export function readBatches(store: Reader): readonly BatchRow[] {
  return store.all<StoredBatch>('SELECT * FROM otc_batch WHERE dissolved = 0 ORDER BY value_date DESC, made_seq DESC').map(batchOf);
}

export function readLeg(store: Reader, leg: string): LegRow | undefined {
  const row = store.get<StoredLeg>('SELECT * FROM otc_leg WHERE leg = ?', leg);
  return row && legOf(row);
}

/** Every leg, in the order in which they were recorded. */
export function readAllLegs(store: Reader): readonly LegRow[] {
  return store.all<StoredLeg>('SELECT * FROM otc_leg ORDER BY leg').map(legOf);
}

/** The legs of a trade or a batch, ours first. */
export function readLegs(store: Reader, owner: LegRow['owner']): readonly LegRow[] {
  return store
    .all<StoredLeg>('SELECT * FROM otc_leg WHERE owner_kind = ? AND owner = ? ORDER BY leg', owner.kind, owner.id)
    .map(legOf)
    .sort((a, b) => (a.leg.direction === b.leg.direction ? 0 : a.leg.direction === 'out' ? -1 : 1));
}

export function receiptsOf(store: Reader, leg: string): readonly Receipt[] {
  return store
    .all<{ detail: string }>('SELECT detail FROM otc_receipt WHERE leg = ? ORDER BY received_at, receipt', leg)
    .map(({ detail }) => JSON.parse(detail) as Receipt);
}

/** What came in on a leg against what was expected. */
export function matchOf(store: Reader, { leg, tolerance }: LegRow): ReceiptMatch {
  const amounts = receiptsOf(store, leg.leg).map(({ amount }) => amount);
  return matchReceipts(leg.amount, leg.asset, amounts, tolerance ?? NO_TOLERANCE);
}

export function receiptById(store: Reader, receipt: string): { readonly leg: string; readonly receipt: Receipt } | undefined {
  const row = store.get<{ leg: string; detail: string }>('SELECT leg, detail FROM otc_receipt WHERE receipt = ?', receipt);
  return row && { leg: row.leg, receipt: JSON.parse(row.detail) as Receipt };
}

/** The leg that a reference was used for, as proof of payment or of receipt. */
export function legOfReference(store: Reader, network: string, key: string): string | undefined {
  return store.get<{ leg: string }>('SELECT leg FROM otc_reference WHERE network = ? AND reference = ?', network, key)?.leg;
}

/**
 * Whether anything was ever released to the destination of this leg. On a chain the memo is part of where it goes; of a bank transfer it
 * is only the reference, another for each payment.
 */
export function isFirstUse(store: Reader, { leg }: LegRow): boolean {
  const { destination, memo } = leg.instruction;
  const used = store.get(
    'SELECT 1 FROM otc_leg WHERE release IS NOT NULL AND destination = ? AND network = ? AND (memo = ? OR ?) AND leg <> ? LIMIT 1',
    destination,
    leg.network,
    memo ?? '',
    railOf(leg) === 'fiat' ? 1 : 0,
    leg.leg,
  );
  return used === undefined;
}

export function casesOfTrade(store: Reader, trade: string): readonly CaseRow[] {
  return store.all<StoredCase>('SELECT * FROM otc_case WHERE trade = ? ORDER BY opened_seq', trade).map(caseOf);
}

/** Failed settlements with a desk that are not closed, the oldest first. */
export function openCases(store: Reader, desk?: string): readonly (CaseRow & { readonly reference: string })[] {
  return store
    .all<StoredCase & { reference: string }>(
      `SELECT otc_case.*, reference FROM otc_case JOIN otc_trade USING (trade)
       WHERE resolution IS NULL AND (? IS NULL OR desk = ?) ORDER BY opened_seq`,
      desk ?? null,
      desk ?? null,
    )
    .map((row) => Object.assign(caseOf(row), { reference: row.reference }));
}

interface StoredCase {
  readonly trade: string;
  readonly detail: string;
  readonly resolution: string | null;
}

function caseOf({ trade, detail, resolution }: StoredCase): CaseRow {
  return { trade, failure: JSON.parse(detail) as FailCase, resolution };
}

function tradeOf({ trade, changed_seq, terms, cancelled, batch }: StoredTrade): TradeRow {
  return { trade, changedSeq: changed_seq, terms: JSON.parse(terms) as TradeTerms, cancelled, batch };
}

function batchOf({ batch, made_seq, terms, dissolved }: StoredBatch): BatchRow {
  return { batch, madeSeq: made_seq, terms: JSON.parse(terms) as BatchTerms, dissolved: dissolved === 1 };
}

function legOf(row: StoredLeg): LegRow {
  const parsed = <T>(text: string | null) => (text === null ? null : (JSON.parse(text) as T));
  return {
    leg: JSON.parse(row.detail) as Leg,
    owner: { kind: row.owner_kind, id: row.owner },
    desk: row.desk,
    valueDate: row.value_date,
    changedSeq: row.changed_seq,
    test: parsed<TestChoice>(row.test),
    tolerance: parsed<Tolerance>(row.tolerance),
    release: parsed<Release>(row.release),
  };
}
