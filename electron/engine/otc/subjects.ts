import { isDay } from '../../../shared/figures/index.ts';
import { amountWords, directionWords, railOf } from '../../../shared/otc/index.ts';
import type { SubjectSource } from '../sources.ts';
import { isFirstUse, readBatch, readLeg, readTrade } from './otc-rows.ts';
import { ownerOf, ownerTitle } from './situation.ts';
import { deskName } from './trades.ts';

/** What checklists of settlement are about, with the facts that their conditions may ask for. */
export const otcSubjects: readonly SubjectSource[] = [
  {
    kind: 'trade',
    title: (engine, id) => {
      const row = readTrade(engine.store, id);
      return row ? `${row.terms.reference} with ${deskName(engine, row.terms.desk)}: ${directionWords(row.terms)}` : null;
    },
    facts: (engine, id) => {
      const row = readTrade(engine.store, id);
      return row ? { 'trade.delivery-order': row.terms.deliveryOrder, 'trade.netted': yesNo(row.batch !== null) } : {};
    },
  },
  {
    kind: 'leg',
    title: (engine, id) => {
      const row = readLeg(engine.store, id);
      const owner = row && ownerOf(engine, row.owner);
      if (!row || !owner) return null;
      const { direction, amount, asset, network } = row.leg;
      const verb = direction === 'out' ? 'we pay' : 'we receive';
      return `${ownerTitle(owner)}: ${verb} ${amountWords(amount, asset)} on ${network}`;
    },
    facts: (engine, id) => {
      const row = readLeg(engine.store, id);
      const owner = row && ownerOf(engine, row.owner);
      if (!row || !owner) return {};
      const terms = owner.kind === 'trade' ? owner.trade.terms : owner.batch.terms;
      return {
        'leg.direction': row.leg.direction,
        'leg.rail': railOf(row.leg),
        'leg.needs-memo': yesNo(row.leg.instruction.memo !== null),
        'leg.first-use': yesNo(isFirstUse(engine.store, row)),
        'trade.delivery-order': terms.deliveryOrder,
        'trade.netted': yesNo(owner.kind === 'batch'),
      };
    },
    isOver: (engine, id) => readLeg(engine.store, id)?.release !== null,
  },
  {
    kind: 'batch',
    title: (engine, id) => {
      const row = readBatch(engine.store, id);
      return row
        ? `${row.terms.reference}: ${row.terms.trades.length} trades with ${deskName(engine, row.terms.desk)} for ${row.terms.valueDate}`
        : null;
    },
    facts: (engine, id) => {
      const row = readBatch(engine.store, id);
      return row ? { 'trade.delivery-order': row.terms.deliveryOrder, 'trade.netted': 'yes' } : {};
    },
  },
  { kind: 'day', title: (_engine, id) => (isDay(id) ? id : null), facts: () => ({}) },
];

function yesNo(holds: boolean): 'yes' | 'no' {
  return holds ? 'yes' : 'no';
}
