import { dayOf, isDay } from '../../../shared/figures/index.ts';
import { amountWords, directionWords, railOf } from '../../../shared/otc/index.ts';
import type { Engine } from '../engine.ts';
import { keptUntil } from '../kept.ts';
import type { Listed, SubjectSource } from '../sources.ts';
import { isFirstUse, readAllLegs, readBatch, readBatches, readLeg, readTrade, readTrades } from './otc-rows.ts';
import { ownerOf, ownerTitle } from './situation.ts';
import { deskName } from './trades.ts';

const COLUMNS = ['otc', 'venues'];
const trades = keptUntil(COLUMNS, (engine) =>
  titled(
    engine,
    tradeTitle,
    readTrades(engine.store).map(({ trade }) => trade),
  ),
);
const batches = keptUntil(COLUMNS, (engine) =>
  titled(
    engine,
    batchTitle,
    readBatches(engine.store).map(({ batch }) => batch),
  ),
);
const legs = keptUntil(COLUMNS, (engine) =>
  titled(
    engine,
    legTitle,
    readAllLegs(engine.store).map(({ leg }) => leg.leg),
  ),
);

/** What checklists of settlement are about, with the facts that their conditions may ask for. */
export const otcSubjects: readonly SubjectSource[] = [
  {
    kind: 'trade',
    list: trades,
    title: tradeTitle,
    facts: (engine, id) => {
      const row = readTrade(engine.store, id);
      return row ? { 'trade.delivery-order': row.terms.deliveryOrder, 'trade.netted': yesNo(row.batch !== null) } : {};
    },
  },
  {
    kind: 'leg',
    list: legs,
    title: legTitle,
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
    list: batches,
    title: batchTitle,
    facts: (engine, id) => {
      const row = readBatch(engine.store, id);
      return row ? { 'trade.delivery-order': row.terms.deliveryOrder, 'trade.netted': 'yes' } : {};
    },
  },
  { kind: 'day', list: today, title: (_engine, id) => (isDay(id) ? id : null), facts: () => ({}) },
];

function tradeTitle(engine: Engine, id: string): string | null {
  const row = readTrade(engine.store, id);
  return row ? `${row.terms.reference} with ${deskName(engine, row.terms.desk)}: ${directionWords(row.terms)}` : null;
}

function legTitle(engine: Engine, id: string): string | null {
  const row = readLeg(engine.store, id);
  const owner = row && ownerOf(engine, row.owner);
  if (!row || !owner) return null;
  const { direction, amount, asset, network } = row.leg;
  const verb = direction === 'out' ? 'we pay' : 'we receive';
  return `${ownerTitle(owner)}: ${verb} ${amountWords(amount, asset)} on ${network}`;
}

function batchTitle(engine: Engine, id: string): string | null {
  const row = readBatch(engine.store, id);
  return row
    ? `${row.terms.reference}: ${row.terms.trades.length} trades with ${deskName(engine, row.terms.desk)} for ${row.terms.valueDate}`
    : null;
}

function titled(engine: Engine, titleOf: (engine: Engine, id: string) => string | null, ids: readonly string[]): readonly Listed[] {
  return ids.flatMap((id) => {
    const title = titleOf(engine, id);
    return title === null ? [] : [{ id, title }];
  });
}

const DAYS = new Map<string, readonly Listed[]>();

/** Of all days the one that it is: the others are over, or yet to come. */
function today(engine: Engine): readonly Listed[] {
  const day = dayOf(engine.now());
  let list = DAYS.get(day);
  if (!list) {
    DAYS.clear();
    DAYS.set(day, (list = [{ id: day, title: day }]));
  }
  return list;
}

function yesNo(holds: boolean): 'yes' | 'no' {
  return holds ? 'yes' : 'no';
}
