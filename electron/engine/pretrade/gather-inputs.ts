import { addDays, dayOf, decimalText, type Figure, isKnown, known } from '../../../shared/figures/index.ts';
import { type DailyCloses, type TicketInputs, type TicketTerms } from '../../../shared/pretrade/index.ts';
import type { Engine } from '../engine.ts';
import { type MarketBook, marketBook } from '../market/index.ts';
import { readSettings } from '../workspace/index.ts';
import { chosenRows } from './chosen-rows.ts';
import { readRules, toldVolume } from './statements.ts';
import { evidenceFor, tradeLimits, venueStanding } from './venue-standing.ts';

/** Days of closing prices that a ticket looks back. */
const DAYS = 91;

/** Everything that a ticket of these terms is computed from, as it is known now. */
export function gatherInputs(engine: Engine, terms: TicketTerms, ticket: string | undefined): TicketInputs {
  const { store } = engine;
  const at = engine.now();
  const { reportingCurrency } = readSettings(store);
  const rows = chosenRows(store, terms);
  const instrument = rows.instrument?.row;
  const book = marketBook(store);
  const limits = tradeLimits(engine, terms.venue, instrument?.base);
  const named = limits.flatMap(({ currency }) => currency ?? []);
  const assets = [...new Set([...(instrument ? [instrument.quote, instrument.settle] : []), ...named])].filter(
    (asset) => asset !== reportingCurrency,
  );
  return {
    terms,
    at,
    rules: readRules(store),
    reportingCurrency,
    instrument: rows.instrument,
    margin: rows.margin,
    fees: rows.fees,
    depth: rows.depth,
    fundings: [...rows.fundings],
    volume: toldVolume(store, terms.venue),
    daily: instrument ? dailyCloses(book, instrument.base, instrument.quote, at) : null,
    rates: assets.map((asset) => ({ asset, rate: rateOf(book, asset, reportingCurrency, dayOf(at)) })),
    venue: venueStanding(engine, terms.venue, instrument?.base),
    evidence: evidenceFor(engine, terms, ticket, at),
    limits,
  };
}

/** One unit of an asset in a currency on a day. */
export function rateOf(book: MarketBook, asset: string, currency: string, day: string): Figure<string> {
  const price = book.prices.price(asset, currency, day);
  return isKnown(price) ? known(decimalText(price.ok.value), price.trail) : price;
}

/**
 * Closing prices of the days before an instant’s own, which is not over: in the quote, else in dollars, whose moves tell
 * of the same risk. Only prices observed on the very day count: a price carried forward would be a move of nothing. Null where there are fewer than two.
 */
function dailyCloses(book: MarketBook, asset: string, quote: string, at: string): DailyCloses | null {
  const today = dayOf(at);
  const key = `${asset} ${quote} ${today}`;
  let kept = CLOSES.get(book);
  if (!kept) CLOSES.set(book, (kept = new Map()));
  let found = kept.get(key);
  if (found === undefined) {
    found = [quote, 'USD'].map((currency) => closesIn(book, asset, currency, today)).find(({ closes }) => closes.length >= 2) ?? null;
    kept.set(key, found);
  }
  return found;
}
/** Kept with the book that they were looked up in: a changed market makes another book. */
const CLOSES = new WeakMap<MarketBook, Map<string, DailyCloses | null>>();

function closesIn(book: MarketBook, asset: string, currency: string, today: string): DailyCloses {
  const closes: DailyCloses['closes'] = [];
  for (let back = DAYS; back >= 1; back -= 1) {
    const day = addDays(today, -back);
    const price = book.prices.price(asset, currency, day);
    if (isKnown(price) && price.ok.observed === day) closes.push({ day, price: decimalText(price.ok.value) });
  }
  return { asset, currency, closes };
}
