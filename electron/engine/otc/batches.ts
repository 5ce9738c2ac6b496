import { Decimal, decimalText, done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import {
  type BatchTerms,
  type CutOff,
  cutOffInstant,
  type Instruction,
  isSamePlace,
  type Leg,
  legsOf,
  type Net,
  netObligations,
  obligationsOf,
  placedWords,
  sheetNumber,
} from '../../../shared/otc/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';
import { casesOfTrade, readBatch, readBatches, readLegs, readTrade, readTrades, receiptsOf, type TradeRow } from './otc-rows.ts';
import { answered, deskName } from './trades.ts';

export interface BatchInput {
  readonly reference: string;
  readonly trades: readonly string[];
  /** Until when the sheet can be agreed; the trades' own, where they share one. */
  readonly cutOff?: CutOff | undefined;
  readonly agreement?: string | null | undefined;
}

/** What trades would come to if they were netted, or why they cannot be. */
export function netSheet(
  engine: Engine,
  trades: readonly string[],
): Outcome<{ readonly rows: readonly TradeRow[]; readonly nets: readonly Net[] }> {
  const found = nettable(engine, trades);
  if (isRefused(found)) return found;
  return done({ rows: found.ok, nets: netObligations(found.ok.flatMap(({ trade, terms }) => obligationsOf(obligor(trade, terms)))) });
}

/** Nets trades of one desk and value date into one delivery an asset. Their own legs wait until the netting is settled or dissolved. */
export function makeBatch(engine: Engine, input: BatchInput): Outcome<{ batch: string }> {
  const sheet = netSheet(engine, input.trades);
  if (isRefused(sheet)) return sheet;
  const { rows, nets } = sheet.ok;
  const [first] = rows;
  const { desk, valueDate, deliveryOrder, deliveryTerms } = first!.terms;
  const other = rows.find(({ terms }) => terms.deliveryOrder !== deliveryOrder || terms.deliveryTerms !== deliveryTerms);
  if (other) {
    return refuse(
      'orders-differ',
      `${first!.terms.reference} and ${other.terms.reference} agree on different orders of delivery. A net payment has one: agree on it with the desk and edit the trades.`,
      { field: 'trades' },
    );
  }
  const cutOff = cutOffOf(rows, input.cutOff);
  if (isRefused(cutOff)) return cutOff;
  const taken = readBatches(engine.store).find(({ terms }) => terms.reference.toLowerCase() === input.reference.trim().toLowerCase());
  if (taken) return refuse('reference-taken', `Another netting is called ${input.reference}.`, { field: 'reference' });
  const batch = engine.newId();
  const legs = legsOfNets(batch, nets, rows);
  if (isRefused(legs)) return legs;
  const terms: BatchTerms = {
    reference: input.reference.trim(),
    desk,
    valueDate,
    trades: rows.map(({ trade }) => trade),
    nets: nets.map((net) => ({
      valueDate: net.valueDate,
      asset: net.asset,
      network: net.network,
      amount: decimalText(net.amount),
      grossIn: decimalText(net.grossIn),
      grossOut: decimalText(net.grossOut),
      trades: net.of.map(({ trade }) => trade),
    })),
    legs: [...legs.ok],
    deliveryOrder,
    deliveryTerms,
    cutOff: cutOff.ok.cutOff,
    cutOffAt: cutOff.ok.at,
    agreement: input.agreement ?? first!.terms.agreement,
    sheet: sheetNumber(desk, nets),
  };
  return answered(engine.journal.commit([{ type: 'otc.batch-made', subject: batch, payload: { batch: terms } }]), { batch });
}

/** After the cut-off, or where the desk disputes the sheet: the trades are settled gross again. */
export function dissolveBatch(engine: Engine, batch: string): Outcome<{ batch: string }> {
  const row = readBatch(engine.store, batch);
  if (!row || row.dissolved) return refuse('no-such-batch', `There is no netting ${batch}, or it was dissolved.`, { batch });
  const firm = batchIsFirm(engine.store, batch);
  if (firm !== null) return refuse('moved-already', firm, { batch });
  return answered(engine.journal.commit([{ type: 'otc.batch-dissolved', subject: batch, payload: { batch: row.terms } }]), { batch });
}

/** The sentence why a netting stands: something of it has moved. */
export function batchIsFirm(store: Reader, batch: string): string | null {
  const moved = readLegs(store, { kind: 'batch', id: batch }).find(
    ({ leg, release }) => release !== null || receiptsOf(store, leg.leg).length > 0,
  );
  return moved === undefined ? null : `${moved.leg.amount} ${moved.leg.asset} of this netting has moved: it is settled as it is, or fails.`;
}

/** Groups of open trades with one desk for one value date that could be netted. */
export function nettingProposals(engine: Engine): { desk: string; deskName: string; valueDate: string; trades: string[] }[] {
  const groups = new Map<string, { desk: string; deskName: string; valueDate: string; trades: string[] }>();
  for (const row of readTrades(engine.store)) {
    if (isRefused(unmoved(engine.store, row))) continue;
    const { desk, valueDate } = row.terms;
    const key = `${valueDate}\n${desk}`;
    const group = groups.get(key) ?? { desk, deskName: deskName(engine, desk), valueDate, trades: [] };
    group.trades.push(row.trade);
    groups.set(key, group);
  }
  return [...groups.values()].filter(({ trades }) => trades.length > 1);
}

function obligor(trade: string, { side, base, quote, quantity, net, valueDate }: TradeRow['terms']) {
  return { id: trade, side, base, quote, quantity: new Decimal(quantity), net: new Decimal(net), valueDate };
}

function nettable(engine: Engine, trades: readonly string[]): Outcome<readonly TradeRow[]> {
  const ids = [...new Set(trades)];
  if (ids.length < 2) return refuse('too-few-trades', 'Netting wants at least two trades.', { field: 'trades' });
  const rows: TradeRow[] = [];
  for (const id of ids) {
    const row = readTrade(engine.store, id);
    if (!row) return refuse('no-such-trade', `There is no trade ${id}.`, { trade: id });
    const still = unmoved(engine.store, row);
    if (isRefused(still)) return still;
    rows.push(row);
  }
  const [first] = rows;
  for (const { trade, terms } of rows) {
    if (terms.desk !== first!.terms.desk) {
      return refuse(
        'desks-differ',
        `${first!.terms.reference} and ${terms.reference} are with different desks: what one owes cannot pay another.`,
        {
          trade,
        },
      );
    }
    if (terms.valueDate !== first!.terms.valueDate) {
      return refuse(
        'value-dates-differ',
        `${first!.terms.reference} settles on ${first!.terms.valueDate} and ${terms.reference} on ${terms.valueDate}: different value dates never net.`,
        { trade },
      );
    }
  }
  return done(rows);
}

/** A trade of which nothing has moved, and which is settled by nothing else. */
export function unmoved(store: Reader, { trade, terms, cancelled, batch }: TradeRow): Outcome<null> {
  if (cancelled !== null) return refuse('cancelled', `${terms.reference} was cancelled.`, { trade });
  if (batch !== null) return refuse('netted', `${terms.reference} is in another netting already.`, { trade, batch });
  const legs = readLegs(store, { kind: 'trade', id: trade });
  if (legs.some(({ leg, release }) => release !== null || receiptsOf(store, leg.leg).length > 0)) {
    return refuse('moved-already', `Something of ${terms.reference} has moved already: it is settled gross.`, { trade });
  }
  if (casesOfTrade(store, trade).some(({ resolution }) => resolution === null)) {
    return refuse('case-open', `A case is open on ${terms.reference}; it is not netted until that is closed.`, { trade });
  }
  return done(null);
}

function cutOffOf(rows: readonly TradeRow[], told: CutOff | undefined): Outcome<{ readonly cutOff: CutOff; readonly at: string }> {
  const { valueDate } = rows[0]!.terms;
  const [cutOff, ...others] = told ? [told] : distinct(rows.map(({ terms }) => terms.cutOff));
  if (others.length > 0) {
    return refuse('cut-offs-differ', 'The trades have different cut-offs. Say until when the net sheet can be agreed.', {
      field: 'cutOff',
    });
  }
  const at = cutOffInstant(valueDate, cutOff!);
  return isRefused(at) ? at : done({ cutOff: cutOff!, at: at.ok });
}

function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** One leg for each net that is not nought, to where the trades agree that it goes. */
function legsOfNets(batch: string, nets: readonly Net[], rows: readonly TradeRow[]): Outcome<readonly Leg[]> {
  const legs: Leg[] = [];
  for (const [place, net] of nets.entries()) {
    if (net.amount.isZero()) continue;
    const direction = net.amount.isNegative() ? 'out' : 'in';
    const alike = rows.flatMap(({ trade, terms }) =>
      legsOf(trade, terms).filter((leg) => leg.direction === direction && isSamePlace(leg, net)),
    );
    const [instruction, ...others] = distinct(alike.map((leg) => withoutCutOff(leg.instruction)));
    if (others.length > 0) {
      return refuse(
        'instructions-differ',
        `The trades name different instructions for ${placedWords(net)}. One net payment goes to one place: agree on it with the desk and edit the trades.`,
        { field: 'trades', asset: net.asset },
      );
    }
    legs.push({
      leg: `${batch}.${place + 1}`,
      direction,
      asset: net.asset,
      network: net.network,
      amount: decimalText(net.amount.abs()),
      due: alike.map(({ due }) => due).sort()[0]!,
      instruction: instruction!,
    });
  }
  return done(legs);
}

function withoutCutOff({ destination, beneficiary, memo }: Instruction): Instruction {
  return { destination, beneficiary, memo };
}
