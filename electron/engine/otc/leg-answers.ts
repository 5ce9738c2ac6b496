import {
  amountWords,
  isOpenLeg,
  isOverdue,
  legState,
  minutesUntil,
  payable,
  railOf,
  releaseBlockers,
  type SettlementSituation,
  type StepBlocker,
  testIsDue,
} from '../../../shared/otc/index.ts';
import type { Engine } from '../engine.ts';
import type { LegAnswer } from './answers.ts';
import { isFirstUse, type LegRow, matchOf, readLegs, receiptsOf } from './otc-rows.ts';
import { legFacts, type Owner, ownerSubject, ownerTitle, situationOf } from './situation.ts';
import { deskName } from './trades.ts';

/** The legs of a settlement as they stand now, ours first, and what decides its steps. */
export function legAnswers(engine: Engine, owner: Owner): { readonly legs: LegAnswer[]; readonly situation: SettlementSituation } {
  const situation = situationOf(engine, owner);
  const legs = readLegs(engine.store, ownerSubject(owner)).map((row) => legAnswer(engine, owner, row, situation));
  return { legs, situation };
}

function legAnswer(engine: Engine, owner: Owner, row: LegRow, situation: SettlementSituation): LegAnswer {
  const { leg, test, release } = row;
  const now = engine.now();
  const facts = legFacts(engine, owner, row, situation.openCases.length > 0);
  const outgoing = situation.outgoing.find((each) => each.leg === leg.leg);
  const owed = payable(leg.amount, test);
  const firstUse = outgoing?.firstUse ?? isFirstUse(engine.store, row);
  const open = isOpenLeg(facts);
  return {
    leg: leg.leg,
    owner: ownerSubject(owner),
    title: ownerTitle(owner),
    desk: row.desk,
    deskName: deskName(engine, row.desk),
    valueDate: row.valueDate,
    direction: leg.direction,
    words: `we ${leg.direction === 'out' ? 'pay' : 'receive'} ${amountWords(leg.amount, leg.asset)}`,
    asset: leg.asset,
    network: leg.network,
    rail: railOf(leg),
    amount: leg.amount,
    payable: owed,
    instruction: leg.instruction,
    due: leg.due,
    minutes: minutesUntil(leg.due, now),
    state: legState(facts, now),
    open,
    overdue: isOverdue(facts, now),
    firstUse: leg.direction === 'out' && firstUse,
    testDue: outgoing !== undefined && testIsDue(outgoing),
    test,
    match: { ...matchOf(engine.store, row) },
    receipts: [...receiptsOf(engine.store, leg.leg)],
    release,
    blockers: open && outgoing ? releaseBlockers(situation, outgoing).map(blockerAnswer) : [],
  };
}

export function blockerAnswer({ items, ...blocker }: StepBlocker): LegAnswer['blockers'][number] {
  return { ...blocker, items: items.map((item) => ({ ...item })) };
}
