import { done, isRefused, isSame, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import type { EvidenceRef } from '../../../shared/evidence/index.ts';
import { recordedTerms, type TradeDraft, type TradeTerms } from '../../../shared/otc/index.ts';
import type { Engine } from '../engine.ts';
import { evidenceState } from '../evidence/index.ts';
import { casesOfTrade, readBatch, readLegs, readTrade, receiptsOf, type TradeRow, tradeOfReference } from './otc-rows.ts';

/** Records a trade with its two legs. */
export function recordTrade(engine: Engine, draft: TradeDraft): Outcome<{ trade: string }> {
  const terms = soundTerms(engine, draft, undefined);
  if (isRefused(terms)) return terms;
  const trade = engine.newId();
  return answered(engine.journal.commit([{ type: 'otc.trade-recorded', subject: trade, payload: { terms: terms.ok } }]), { trade });
}

/** Changes what was recorded, until something was released. Checklists that compared what is changed have to be answered again. */
export function editTrade(engine: Engine, trade: string, draft: TradeDraft): Outcome<{ trade: string }> {
  return change(engine, trade, (row) => {
    const busy = released(engine, row) ?? netted(engine, row);
    if (busy) return busy;
    const terms = soundTerms(engine, draft, trade);
    if (isRefused(terms)) return terms;
    const moved = receivedElsewhere(engine, row, terms.ok);
    if (moved) return moved;
    const same = isSame(row.terms, terms.ok);
    return done(same ? [] : [{ type: 'otc.trade-edited', subject: trade, payload: { before: row.terms, after: terms.ok } }]);
  });
}

/** Both sides agreed that the trade is off: nothing of it may have moved. */
export function cancelTrade(engine: Engine, trade: string, reason: string): Outcome<{ trade: string }> {
  return change(engine, trade, (row) => {
    const busy = released(engine, row) ?? netted(engine, row) ?? receivedOn(engine, row);
    if (busy) return busy;
    if (row.cancelled !== null) return refuse('already-cancelled', `${row.terms.reference} was cancelled: ${row.cancelled}`);
    const open = casesOfTrade(engine.store, trade).find(({ resolution }) => resolution === null);
    if (open) {
      return refuse('case-open', `A case is open on ${row.terms.reference}: “${open.failure.what}”. Close it first.`, {
        case: open.failure.case,
      });
    }
    return done([{ type: 'otc.trade-cancelled', subject: trade, payload: { reason } }]);
  });
}

export function findTrade(engine: Pick<Engine, 'store'>, trade: string): Outcome<TradeRow> {
  const row = readTrade(engine.store, trade);
  return row ? done(row) : refuse('no-such-trade', `There is no trade ${trade}.`, { trade });
}

/** What the title of a desk is in the catalogue; its id where the catalogue does not know it. */
export function deskName(engine: Engine, desk: string): string {
  return engine.sources.subjects.get('venue')?.title(engine, desk) ?? desk;
}

/** Why files that are named as evidence cannot be: not kept here, or not with the bytes that they had. */
export function evidenceFault(engine: Engine, evidence: readonly EvidenceRef[]): Outcome<never> | null {
  const states = evidenceState(
    engine,
    evidence.map((ref) => ref.evidence),
  );
  for (const ref of evidence) {
    const found = states.get(ref.evidence);
    if (!found) {
      return refuse('no-such-evidence', `No file is kept here as ${ref.evidence}. Keep it as evidence first, then name it.`, {
        evidence: ref.evidence,
      });
    }
    if (found.sha256 !== ref.sha256 || found.state === 'altered' || found.state === 'missing') {
      return refuse('evidence-altered', `${found.name} is not kept with the bytes that it is named by. Keep the file again.`, {
        evidence: ref.evidence,
      });
    }
  }
  return null;
}

export function answered<T>(committed: Outcome<unknown>, answer: T): Outcome<T> {
  return isRefused(committed) ? committed : done(answer);
}

function change(engine: Engine, trade: string, decide: (row: TradeRow) => Outcome<readonly NewEvent[]>): Outcome<{ trade: string }> {
  const row = findTrade(engine, trade);
  if (isRefused(row)) return row;
  const events = decide(row.ok);
  return isRefused(events) ? events : answered(engine.journal.commit(events.ok), { trade });
}

function soundTerms(engine: Engine, draft: TradeDraft, trade: string | undefined): Outcome<TradeTerms> {
  const venues = engine.sources.subjects.get('venue');
  if (venues && venues.title(engine, draft.desk) === null) {
    return refuse('no-such-desk', `The catalogue has no desk ${draft.desk}. Choose one of it, or add the desk to it first.`, {
      field: 'desk',
    });
  }
  const other = tradeOfReference(engine.store, draft.reference);
  if (other !== undefined && other !== trade) {
    return refuse(
      'reference-taken',
      `Another trade is recorded as ${draft.reference}. Look whether this is the same one, or give it its own.`,
      {
        field: 'reference',
        trade: other,
      },
    );
  }
  if (draft.tradedAt > engine.now()) {
    return refuse('in-the-future', `The trade is dated ${draft.tradedAt}, which has not come yet. Record what was dealt.`, {
      field: 'tradedAt',
    });
  }
  return evidenceFault(engine, draft.evidence) ?? recordedTerms(draft);
}

function legsOf(engine: Engine, row: TradeRow) {
  return readLegs(engine.store, { kind: 'trade', id: row.trade });
}

/** The sentence why a trade stands firm because money has left on it; null where none has. */
export function released(engine: Pick<Engine, 'store'>, row: TradeRow): Outcome<never> | null {
  const gone = readLegs(engine.store, { kind: 'trade', id: row.trade }).find(({ release }) => release !== null);
  if (!gone) return null;
  return refuse(
    'released-already',
    `${gone.leg.amount} ${gone.leg.asset} left on ${row.terms.reference}: what was recorded of it stands.`,
    {
      leg: gone.leg.leg,
    },
  );
}

function netted(engine: Engine, row: TradeRow): Outcome<never> | null {
  if (row.batch === null) return null;
  const title = readBatch(engine.store, row.batch)?.terms.reference ?? row.batch;
  return refuse('netted', `${row.terms.reference} went into the netting ${title}. Dissolve that first.`, { batch: row.batch });
}

function receivedOn(engine: Engine, row: TradeRow): Outcome<never> | null {
  const come = legsOf(engine, row).find(({ leg }) => receiptsOf(engine.store, leg.leg).length > 0);
  if (!come) return null;
  return refuse('received-already', `Something was received on ${row.terms.reference}. Take that record back first, or open a case.`, {
    leg: come.leg.leg,
  });
}

/** What came in must not become something else by an edit of what was expected. */
function receivedElsewhere(engine: Engine, row: TradeRow, after: TradeTerms): Outcome<never> | null {
  const { side, base, quote } = row.terms;
  const same = isSame([side, base, quote], [after.side, after.base, after.quote]);
  return same ? null : receivedOn(engine, row);
}
