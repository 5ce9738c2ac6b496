import type { FeeSchedule, Instrument, MarginTable } from './reference.ts';
import type { TicketTerms } from './ticket-terms.ts';

/**
 * A name without what venues and libraries write differently: capitals and digits only, and of a unified symbol (`BTC/USDT:USDT`) the part before
 * the colon. `BTC-USDT`, `BTC/USDT` and `BTCUSDT` are one key; `BTC-USDT-SWAP` is another.
 */
export function symbolKey(name: string): string {
  return (name.split(':')[0] ?? name).toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/**
 * Whether a margin table speaks of an instrument: by its symbol, by its family (of which the symbol is a member, as `BTC-USDT` of `BTC-USDT-SWAP`), or
 * by its pair; with the same settlement and, where the table is for one class of client, that class. Answers how closely: the more, the better; zero is no match.
 */
export function marginFit(
  table: Pick<MarginTable, 'instrument' | 'settlement' | 'clientClass'>,
  instrument: Instrument,
  terms: TicketTerms,
): number {
  if (table.settlement !== instrument.settlement) return 0;
  if (table.clientClass !== undefined && table.clientClass !== terms.clientClass) return 0;
  const [named, symbol] = [symbolKey(table.instrument), symbolKey(instrument.symbol)];
  const ofClass = table.clientClass === undefined ? 0 : 1;
  if (table.instrument === instrument.symbol) return 8 + ofClass;
  if (named === symbol) return 6 + ofClass;
  if (named === symbolKey(`${instrument.base}${instrument.quote}`)) return 4 + ofClass;
  return symbol.startsWith(named) && named.startsWith(symbolKey(instrument.base)) ? 2 + ofClass : 0;
}

/**
 * Whether a fee table is for an instrument, by the words of its product (`linear perpetual`, `futures`, `BTC option`). A word of another kind or
 * settlement rules it out; each word that fits makes it fit closer. A table that names no kind is for everything. Zero is no match.
 */
export function feeFit(
  schedule: Pick<FeeSchedule, 'product'>,
  instrument: Pick<Instrument, 'kind' | 'settlement' | 'base' | 'settle'>,
): number {
  const words = schedule.product.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const kinds = new Set(words.flatMap((word) => KIND_WORDS[word] ?? []));
  if (kinds.size > 0 && !kinds.has(instrument.kind)) return 0;
  const settlements = words.filter((word) => SETTLEMENT_WORDS.has(word));
  if (settlements.length > 0 && !settlements.includes(instrument.settlement)) return 0;
  const assets = words.filter((word) => word === instrument.base.toLowerCase() || word === instrument.settle.toLowerCase());
  // `futures` takes in perpetuals; a table that says perpetual is the closer.
  const exact = words.some((word) => KIND_WORDS[word]?.[0] === instrument.kind) ? 2 : kinds.size > 0 ? 1 : 0;
  return 1 + exact + settlements.length + assets.length;
}

const SETTLEMENT_WORDS: ReadonlySet<string> = new Set(['linear', 'inverse', 'quanto']);
/** What a word says of the kind; the first is what it means above all. */
const KIND_WORDS: Readonly<Record<string, readonly Instrument['kind'][]>> = {
  perpetual: ['perpetual'],
  perpetuals: ['perpetual'],
  perp: ['perpetual'],
  perps: ['perpetual'],
  swap: ['perpetual'],
  future: ['future', 'perpetual'],
  futures: ['future', 'perpetual'],
  derivatives: ['perpetual', 'future'],
  contract: ['perpetual', 'future'],
  option: ['option'],
  options: ['option'],
  spot: ['spot', 'on-chain'],
};
