import type { z } from 'zod';
import {
  amountWords,
  directionWords,
  isOverdue,
  minutesUntil,
  type SettlementSituation,
  type SettlementStep,
  settlementSteps,
} from '../../../shared/otc/index.ts';
import type { Engine } from '../engine.ts';
import { readSettings } from '../workspace/index.ts';
import type { batchAnswer, boardAnswer, tradeAnswer, tradeLine } from './answers.ts';
import { batchIsFirm } from './batches.ts';
import { exposureValue, openExposures, owedOn } from './exposure.ts';
import { blockerAnswer, legAnswers } from './leg-answers.ts';
import { casesOfTrade, openCases, readBatch, readTrade, readTrades, type TradeQuestion, type TradeRow } from './otc-rows.ts';
import { type Owner, ownerOf, ownerSubject, ownerTitle, situationOf } from './situation.ts';
import { factsOfLegs, isConfirmed, isOpenSettlement, ownedTrade, settlementOwners } from './tally.ts';
import { deskName, released } from './trades.ts';

type TradeLine = z.infer<typeof tradeLine>;

export interface BoardQuestion extends TradeQuestion {
  readonly open: boolean;
}

/** Legs with their due times, what comes next in each settlement, what has failed, what is owed to us. */
export function board(engine: Engine, { open, ...question }: BoardQuestion): z.infer<typeof boardAnswer> {
  const owners = settlementOwners(engine, question).filter((owner) => !open || isOpenSettlement(engine, owner));
  const told = owners.map((owner) => {
    const { legs, situation } = legAnswers(engine, owner);
    return { owner, legs, situation };
  });
  const all = told.flatMap(({ legs }) => legs);
  const cases = openCases(engine.store, question.desk);
  const owed = openExposures(engine).filter(({ owner }) => question.desk === undefined || deskOf(owner) === question.desk);
  return {
    at: engine.now(),
    legs: all.filter((leg) => !open || leg.open).sort((a, b) => (a.due === b.due ? (a.leg < b.leg ? -1 : 1) : a.due < b.due ? -1 : 1)),
    settlements: told
      .filter(({ situation }) => !open || nextOf(situation) !== null)
      .map(({ owner, legs, situation }) => ({
        owner: ownerSubject(owner),
        title: ownerTitle(owner),
        desk: deskOf(owner),
        deskName: deskName(engine, deskOf(owner)),
        valueDate: owner.kind === 'trade' ? owner.trade.terms.valueDate : owner.batch.terms.valueDate,
        direction: owner.kind === 'trade' ? directionWords(owner.trade.terms) : legs.map(({ words }) => words).join(', '),
        next: nextOf(situation),
      })),
    cases: cases.map(({ trade, reference, failure, resolution }) => ({ trade, reference, failure, resolution })),
    totals: {
      open: all.filter((leg) => leg.open).length,
      overdue: all.filter((leg) => leg.overdue).length,
      unconfirmed: readTrades(engine.store, question).filter((row) => row.cancelled === null && !isConfirmed(engine, row)).length,
    },
    exposure: copied(exposureValue(owed.flatMap((each) => each.owed))),
    currency: readSettings(engine.store).reportingCurrency,
  };
}

export interface TradesQuestion extends TradeQuestion {
  readonly state?: TradeLine['state'] | undefined;
  readonly limit: number;
}

export function listTrades(engine: Engine, { state, limit, ...question }: TradesQuestion): TradeLine[] {
  const lines = readTrades(engine.store, question).map((row) => lineOf(engine, row));
  return lines.filter((line) => state === undefined || line.state === state).slice(0, limit);
}

export function oneTrade(engine: Engine, trade: string): z.infer<typeof tradeAnswer> | null {
  const row = readTrade(engine.store, trade);
  if (!row) return null;
  const owner = ownedTrade(row);
  const { legs, situation } = legAnswers(engine, owner);
  const owed = owedOn(engine, owner);
  const gone = released(engine, row);
  return {
    ...lineOf(engine, row),
    terms: row.terms,
    cancelled: row.cancelled,
    firm: gone === null ? null : 'error' in gone ? gone.error.message : null,
    legs,
    steps: settlementSteps(situation).map(stepAnswer),
    cases: casesOfTrade(engine.store, trade).map(({ failure, resolution }) => ({
      trade,
      reference: row.terms.reference,
      failure,
      resolution,
    })),
    owed: owed.map(({ asset, amount, value }) => ({ asset, amount, value: copied(value) })),
    exposure: copied(exposureValue(owed)),
    currency: readSettings(engine.store).reportingCurrency,
  };
}

export function oneBatch(engine: Engine, batch: string): z.infer<typeof batchAnswer> | null {
  const row = readBatch(engine.store, batch);
  const owner = ownerOf(engine, { kind: 'batch', id: batch });
  if (!row || !owner) return null;
  const { legs, situation } = legAnswers(engine, owner);
  return {
    batch,
    terms: row.terms,
    deskName: deskName(engine, row.terms.desk),
    dissolved: row.dissolved,
    firm: batchIsFirm(engine.store, batch),
    trades: owner.trades.map((trade) => lineOf(engine, trade)),
    minutes: minutesUntil(row.terms.cutOffAt, engine.now()),
    legs,
    steps: settlementSteps(situation).map(stepAnswer),
    exposure: copied(exposureValue(owedOn(engine, owner))),
    currency: readSettings(engine.store).reportingCurrency,
  };
}

export function netWords(amount: string, asset: string): string {
  if (amount === '0') return `nothing moves in ${asset}`;
  return amount.startsWith('-') ? `we pay ${amountWords(amount.slice(1), asset)}` : `we receive ${amountWords(amount, asset)}`;
}

function deskOf(owner: Owner): string {
  return owner.kind === 'trade' ? owner.trade.terms.desk : owner.batch.terms.desk;
}

function lineOf(engine: Engine, row: TradeRow): TradeLine {
  const { terms, trade, batch } = row;
  const now = engine.now();
  return {
    trade,
    reference: terms.reference,
    desk: terms.desk,
    deskName: deskName(engine, terms.desk),
    direction: directionWords(terms),
    tradedAt: terms.tradedAt,
    valueDate: terms.valueDate,
    deliveryOrder: terms.deliveryOrder,
    state: stateOf(engine, row),
    confirmed: isConfirmed(engine, row),
    overdue: factsOfLegs(engine, ownedTrade(row)).some((facts) => isOverdue(facts, now)),
    batch,
  };
}

function stateOf(engine: Engine, row: TradeRow): TradeLine['state'] {
  if (row.cancelled !== null) return 'cancelled';
  if (casesOfTrade(engine.store, row.trade).some(({ resolution }) => resolution === null)) return 'failed';
  if (row.batch === null) return isOpenSettlement(engine, ownedTrade(row)) ? 'open' : 'settled';
  const netting = ownerOf(engine, { kind: 'batch', id: row.batch });
  return netting && isSettled(engine, netting) ? 'settled' : 'netted';
}

/** A netting in which nothing moves is settled once both sides have agreed on that. */
function isSettled(engine: Engine, netting: Owner): boolean {
  if (factsOfLegs(engine, netting).length > 0) return !isOpenSettlement(engine, netting);
  return situationOf(engine, netting).netting?.state === 'signed';
}

function nextOf(situation: SettlementSituation) {
  const steps = settlementSteps(situation);
  const step = steps.find(({ state }) => state === 'next') ?? steps.find(({ state }) => state !== 'done');
  return step === undefined ? null : stepAnswer(step);
}

function stepAnswer({ blockers, about, ...step }: SettlementStep) {
  return { ...step, about: { ...about }, blockers: blockers.map(blockerAnswer) };
}

function copied(figure: ReturnType<typeof exposureValue>) {
  return 'ok' in figure ? { ok: figure.ok, trail: [...figure.trail] } : figure;
}
