import type { Subject } from '../../../shared/figures/index.ts';
import {
  amountWords,
  type ChecklistStanding,
  type LegFacts,
  type OutgoingSituation,
  payable,
  type SettlementSituation,
  type SignedRun,
} from '../../../shared/otc/index.ts';
import { standingOf } from '../checklists/index.ts';
import type { Engine } from '../engine.ts';
import {
  type BatchRow,
  isFirstUse,
  type LegRow,
  matchOf,
  openCases,
  readBatch,
  readLegs,
  readTrade,
  type TradeRow,
  tradesOfBatch,
} from './otc-rows.ts';

/** What the legs of one settlement belong to: a trade, or a batch with its trades. */
export type Owner =
  | { readonly kind: 'trade'; readonly trade: TradeRow; readonly trades: readonly [TradeRow] }
  | { readonly kind: 'batch'; readonly batch: BatchRow; readonly trades: readonly TradeRow[] };

export function ownerOf(engine: Pick<Engine, 'store'>, subject: Pick<Subject, 'kind' | 'id'>): Owner | undefined {
  if (subject.kind === 'trade') {
    const trade = readTrade(engine.store, subject.id);
    return trade && { kind: 'trade', trade, trades: [trade] };
  }
  if (subject.kind !== 'batch') return undefined;
  const batch = readBatch(engine.store, subject.id);
  return batch && { kind: 'batch', batch, trades: tradesOfBatch(engine.store, batch.batch) };
}

export function ownerSubject(owner: Owner): { readonly kind: 'trade' | 'batch'; readonly id: string } {
  return owner.kind === 'trade' ? { kind: 'trade', id: owner.trade.trade } : { kind: 'batch', id: owner.batch.batch };
}

export function ownerTitle(owner: Owner): string {
  return owner.kind === 'trade' ? owner.trade.terms.reference : owner.batch.terms.reference;
}

/** Gathers everything that decides what comes next, as it stands at this moment. */
export function situationOf(engine: Engine, owner: Owner): SettlementSituation {
  const { store } = engine;
  const legs = readLegs(store, ownerSubject(owner));
  const terms = owner.kind === 'trade' ? owner.trade.terms : owner.batch.terms;
  const into = owner.kind === 'trade' && owner.trade.batch !== null ? readBatch(store, owner.trade.batch) : undefined;
  return {
    owner: ownerSubject(owner),
    title: ownerTitle(owner),
    cancelled: owner.kind === 'trade' ? owner.trade.cancelled !== null : owner.batch.dissolved,
    confirmations: owner.trades.map((each) => ({
      trade: each.trade,
      reference: each.terms.reference,
      standing: confirmationStanding(engine, each),
    })),
    netting: owner.kind === 'batch' ? checklistStanding(engine, ownerSubject(owner), 'TPL-NETTING', owner.batch.madeSeq) : null,
    nettedInto: into === undefined ? null : { batch: into.batch, title: into.terms.reference },
    deliveryOrder: terms.deliveryOrder,
    deliveryTerms: terms.deliveryTerms,
    outgoing: legs.filter(({ leg }) => leg.direction === 'out').map((row) => outgoing(engine, owner, row)),
    incoming: legs
      .filter(({ leg }) => leg.direction === 'in')
      .map((row) => ({
        leg: row.leg.leg,
        words: amountWords(row.leg.amount, row.leg.asset),
        match: matchOf(store, row).status,
      })),
    openCases: openCases(store, terms.desk).map(({ trade, reference }) => ({ trade, reference })),
  };
}

/** Whether the confirmation of a trade is signed, on answers given since the trade was last changed. */
export function confirmationStanding(engine: Engine, { trade, changedSeq }: TradeRow): ChecklistStanding {
  return checklistStanding(engine, { kind: 'trade', id: trade }, 'TPL-CONFIRM', changedSeq);
}

/** The checklists on which a release rests, each with the run as it was signed and what it was signed against. */
export function signedRuns(engine: Engine, owner: Owner, leg: LegRow): readonly SignedRun[] {
  const asked: readonly (readonly [Subject, string])[] = [
    ...owner.trades.map(({ trade }) => [{ kind: 'trade', id: trade }, 'TPL-CONFIRM'] as const),
    ...(owner.kind === 'batch' ? [[ownerSubject(owner), 'TPL-NETTING'] as const] : []),
    [{ kind: 'leg', id: leg.leg.leg }, 'TPL-TEST-TRANSFER'],
    [{ kind: 'leg', id: leg.leg.leg }, 'TPL-RELEASE'],
  ];
  return asked.flatMap(([about, template]) => {
    const { state, run, runHash, overrides } = standingOf(engine, about, template);
    return state === 'signed' && run !== null
      ? [{ template, run, runHash: runHash ?? '', overrides: overrides.map(({ item }) => item) }]
      : [];
  });
}

/** What decides a leg's state. */
export function legFacts(engine: Pick<Engine, 'store'>, owner: Owner, row: LegRow, held: boolean): LegFacts {
  return {
    direction: row.leg.direction,
    cancelled: owner.kind === 'trade' ? owner.trade.cancelled !== null : owner.batch.dissolved,
    netted: owner.kind === 'trade' && owner.trade.batch !== null,
    held,
    released: row.release !== null,
    match: matchOf(engine.store, row).status,
    due: row.leg.due,
  };
}

function outgoing(engine: Engine, owner: Owner, row: LegRow): OutgoingSituation {
  const about: Subject = { kind: 'leg', id: row.leg.leg };
  const since = Math.max(row.changedSeq, owner.kind === 'trade' ? owner.trade.changedSeq : owner.batch.madeSeq);
  return {
    leg: row.leg.leg,
    words: amountWords(payable(row.leg.amount, row.test), row.leg.asset),
    firstUse: isFirstUse(engine.store, row),
    testChosen: row.test?.wanted === true,
    test: checklistStanding(engine, about, 'TPL-TEST-TRANSFER', since),
    release: checklistStanding(engine, about, 'TPL-RELEASE', since),
    released: row.release !== null,
  };
}

function checklistStanding(engine: Engine, about: Subject, template: string, changedSeq: number): ChecklistStanding {
  const { state, run, blockers } = standingOf(engine, about, template);
  const named = blockers.map(({ item, text, reason }) => ({ item, text, reason }));
  if (state !== 'signed' || run === null) return { state, blockers: named };
  return { state: answeredSince(engine, run) > changedSeq ? 'signed' : 'outdated', blockers: [] };
}

/** The place in the journal of the oldest of a run's answers, each item's last one; -1 where none is found. */
function answeredSince({ store }: Pick<Engine, 'store'>, run: string): number {
  return (
    store.get<{ seq: number | null }>(
      `SELECT min(last) AS seq FROM (
         SELECT max(seq) AS last FROM journal_body
         WHERE subject = ? AND type = 'checklists.item-answered' GROUP BY body ->> '$.item'
       )`,
      run,
    )?.seq ?? -1
  );
}
