import type { z } from 'zod';
import { Decimal, decimalText, isKnown } from '../../../shared/figures/index.ts';
import {
  depthCard,
  type DepthSnapshot,
  type FeeSchedule,
  type InstrumentKind,
  ownRates,
  type Sourced,
  ticketTermsSchema,
} from '../../../shared/pretrade/index.ts';
import type { Engine } from '../engine.ts';
import type { depthCardAnswer, feesAnswer, instrumentAnswer, instrumentDetailAnswer } from './answers.ts';
import { chosenRows } from './chosen-rows.ts';
import { minutesBetween } from './references.ts';
import { readRules, toldVolume } from './statements.ts';
import { liveRows, newestRows, storedRow } from './stored-rows.ts';

const DAY_MINUTES = 1_440;

interface InstrumentQuestion {
  readonly venue?: string | undefined;
  readonly kind?: InstrumentKind | undefined;
  readonly search: string;
  readonly limit: number;
}

/** Instruments as their newest files have them, by venue and symbol; every word of the search must be in symbol, base, quote or kind. */
export function instruments(
  engine: Engine,
  { venue, kind, search, limit }: InstrumentQuestion,
): { total: number; instruments: z.infer<typeof instrumentAnswer>[] } {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = newestRows(engine.store, 'instrument', venue).filter(({ row }) => {
    if (kind !== undefined && row.kind !== kind) return false;
    const text = `${row.symbol} ${row.base} ${row.quote} ${row.kind} ${row.venue}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const days = readRules(engine.store).instrumentDays;
  return {
    total: found.length,
    instruments: found.slice(0, limit).map((each) => {
      const { origin, ageMinutes, old } = dated(engine, each, days * DAY_MINUTES);
      return { instrument: each.row, origin, ageMinutes, old };
    }),
  };
}

/** Everything known of one instrument. */
export function instrumentDetail(
  engine: Engine,
  venue: string,
  symbol: string,
  kind: InstrumentKind | undefined,
): z.infer<typeof instrumentDetailAnswer> {
  const rules = readRules(engine.store);
  const known = liveRows(engine.store, 'instrument', { venue, name: symbol, limit: 1 })[0]?.row.kind;
  const terms = ticketTermsSchema.parse({ variant: kind ?? known ?? 'perpetual', venue, symbol, side: 'long' });
  const { instrument, margin, fees, depth, fundings } = chosenRows(engine.store, terms);
  return {
    instrument: instrument && { instrument: instrument.row, ...dated(engine, instrument, rules.instrumentDays * DAY_MINUTES) },
    margin: margin && { table: margin.row, ...dated(engine, margin, rules.tierDays * DAY_MINUTES) },
    fees: fees && feesOf(engine, fees),
    depth: depth && cardOf(engine, depth),
    fundings: fundings.map((each) => ({
      observation: each.row,
      origin: each.origin,
      ageMinutes: minutesBetween(each.row.at, engine.now()),
      old: minutesBetween(each.row.at, engine.now()) > rules.fundingHours * 60,
    })),
  };
}

/** The newest fee table of each product, with one’s own row. */
export function feeSchedules(engine: Engine, venue: string | undefined): z.infer<typeof feesAnswer>[] {
  return newestRows(engine.store, 'fees', venue).map((each) => feesOf(engine, each));
}

/** Cards of snapshots, newest first. */
export function depthCards(
  engine: Engine,
  { venue, symbol, limit }: { readonly venue?: string | undefined; readonly symbol?: string | undefined; readonly limit: number },
): z.infer<typeof depthCardAnswer>[] {
  return liveRows(engine.store, 'depth', { venue, name: symbol, limit }).map((each) => cardOf(engine, each));
}

export function depthLevels(engine: Engine, reference: string, n: number, levels: number) {
  const found = storedRow(engine.store, 'depth', reference, n)?.row;
  return found ? { unit: found.unit, bids: found.bids.slice(0, levels), asks: found.asks.slice(0, levels) } : null;
}

function feesOf(engine: Engine, fees: Sourced<FeeSchedule>): z.infer<typeof feesAnswer> {
  const volume = toldVolume(engine.store, fees.row.venue);
  const rates = ownRates({ fees, volume, instrument: null });
  const { own, maker, taker } = rates;
  const paid =
    own && isKnown(maker) && isKnown(taker)
      ? { row: own.row, tier: own.tier, maker: decimalText(maker.ok), taker: decimalText(taker.ok) }
      : null;
  const lacks = volume
    ? isKnown(maker)
      ? null
      : maker.unavailable.message
    : 'Your volume there was not told: the row for everybody is taken.';
  return { schedule: fees.row, own: paid, lacks, ...dated(engine, fees, readRules(engine.store).feeDays * DAY_MINUTES) };
}

function cardOf(engine: Engine, depth: Sourced<DepthSnapshot>): z.infer<typeof depthCardAnswer> {
  const { row } = depth;
  const card = depthCard(row);
  const text = (value: Decimal | null | undefined) => (value ? decimalText(value.toSignificantDigits(20)) : null);
  const about = {
    venue: row.venue,
    symbol: row.symbol,
    takenAt: row.asOf,
    unit: row.unit,
    ...dated(engine, depth, readRules(engine.store).depthMinutes),
  };
  const levels = { bids: row.bids.length, asks: row.asks.length };
  if (!isKnown(card)) return { ...about, levels, bestBid: null, bestAsk: null, mid: null, spreadBp: null, within: [] };
  const { bestBid, bestAsk, mid, spreadBps, within } = card.ok;
  const sums = ({ base, quote, reached }: { readonly base: Decimal; readonly quote: Decimal; readonly reached: boolean }) => ({
    base: decimalText(base.toSignificantDigits(20)),
    quote: decimalText(quote.toSignificantDigits(20)),
    reached,
  });
  return {
    ...about,
    levels,
    bestBid: text(bestBid),
    bestAsk: text(bestAsk),
    mid: text(mid),
    spreadBp: text(spreadBps),
    within: within.map(({ bps, bids, asks }) => ({ bp: bps, bids: sums(bids), asks: sums(asks) })),
  };
}

function dated(engine: Engine, { row, origin }: Sourced<{ readonly asOf: string }>, allowedMinutes: number) {
  const ageMinutes = minutesBetween(row.asOf, engine.now());
  return { origin, ageMinutes, old: ageMinutes > allowedMinutes };
}
