import { dayOf } from '../../../shared/figures/index.ts';
import { isOpenLeg, isOverdue, type LegFacts } from '../../../shared/otc/index.ts';
import type { Engine } from '../engine.ts';
import { readBatches, readLegs, readTrades, type TradeQuestion, type TradeRow } from './otc-rows.ts';
import { confirmationStanding, legFacts, type Owner, ownerOf, ownerSubject } from './situation.ts';

/** Settlements that are to be seen: trades that are settled by themselves, and nettings; of a desk, or of some value dates, if asked so. */
export function settlementOwners(engine: Pick<Engine, 'store'>, question: TradeQuestion): readonly Owner[] {
  const { desk, from = '', to = '9999-12-31' } = question;
  const trades = readTrades(engine.store, question).filter(({ batch, cancelled }) => batch === null && cancelled === null);
  const batches = readBatches(engine.store).filter(
    ({ terms }) => (desk === undefined || terms.desk === desk) && terms.valueDate >= from && terms.valueDate <= to,
  );
  return [
    ...trades.map((trade) => ownedTrade(trade)),
    ...batches.flatMap(({ batch }) => ownerOf(engine, { kind: 'batch', id: batch }) ?? []),
  ];
}

export function ownedTrade(trade: TradeRow): Owner {
  return { kind: 'trade', trade, trades: [trade] };
}

/** How the legs of a settlement stand, without asking any checklist: thousands of settled trades are passed over by this. */
export function factsOfLegs(engine: Pick<Engine, 'store'>, owner: Owner): readonly LegFacts[] {
  return readLegs(engine.store, ownerSubject(owner)).map((row) => legFacts(engine, owner, row, false));
}

/** Whether something is still to move; a netting in which nothing moves is open until both sides have agreed on that. */
export function isOpenSettlement(engine: Pick<Engine, 'store'>, owner: Owner): boolean {
  const legs = factsOfLegs(engine, owner);
  return legs.length === 0 || legs.some((facts) => isOpenLeg(facts));
}

/** Whether a trade's confirmation is signed. Once its payment has left it was: nothing leaves before. */
export function isConfirmed(engine: Engine, row: TradeRow): boolean {
  const paid = row.batch === null && factsOfLegs(engine, ownedTrade(row)).some(({ released }) => released);
  return paid || confirmationStanding(engine, row).state === 'signed';
}

/** Of a day: legs due by its end that are open, those of them that are late, and trades dealt by its end without a signed confirmation. */
export function dayTally(engine: Engine, day: string): { readonly open: number; readonly overdue: number; readonly unconfirmed: number } {
  const now = engine.now();
  const legs = settlementOwners(engine, { to: day }).flatMap((owner) => factsOfLegs(engine, owner));
  return {
    open: legs.filter((facts) => isOpenLeg(facts)).length,
    overdue: legs.filter((facts) => isOverdue(facts, now)).length,
    unconfirmed: readTrades(engine.store).filter(
      (row) => row.cancelled === null && dayOf(row.terms.tradedAt) <= day && !isConfirmed(engine, row),
    ).length,
  };
}
