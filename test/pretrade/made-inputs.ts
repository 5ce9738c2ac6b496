import {
  DEFAULT_TICKET_RULES,
  type Instrument,
  type MarginTable,
  type Sourced,
  type TicketInputs,
  type TicketTermsDraft,
  ticketTermsSchema,
} from '../../shared/pretrade/index.ts';
import { instrumentsOf, NOW, read, SAVED } from './reading.ts';

const ORIGIN = { reference: 'import-1', n: 1, file: 'made.json', sha256: '0'.repeat(64) };

export function sourced<Row>(row: Row): Sourced<Row> {
  return { row, origin: ORIGIN };
}

export const PERPETUAL: Instrument = instrumentsOf('binance-exchange-info')[0]!;
export const INVERSE: Instrument = instrumentsOf('binance-coin-exchange-info')[0]!;
export const BRACKETS: MarginTable = read('binance-brackets', { takenAt: SAVED }).data.margins[0]!;
export const DEPTH = read('binance-depth', { answers: { symbol: 'BTCUSDT' } }).data.depths[0]!;
export const FUNDINGS = read('binance-funding-history').data.fundings;
const FEES = {
  venue: 'binance-futures',
  asOf: SAVED,
  source: 'made',
  product: 'perpetual',
  currency: 'USD',
  conditions: 'all' as const,
  tiers: [{ name: 'VIP 0', minimums: { volume: '0' }, maker: '0.0002', taker: '0.0005' }],
};

/** Inputs of a ticket on the made book, without a desk: BTCUSDT at 50 000, everything known, no checklist answered. */
export function inputs(draft: Partial<TicketTermsDraft> = {}, changes: Partial<TicketInputs> = {}): TicketInputs {
  const terms = ticketTermsSchema.parse({
    variant: 'perpetual',
    venue: 'binance-futures',
    symbol: 'BTCUSDT',
    side: 'long',
    entry: '50000',
    quantity: '1',
    leverage: '10',
    marginMode: 'isolated',
    holdHours: '24',
    ...draft,
  });
  return {
    terms,
    at: NOW,
    rules: DEFAULT_TICKET_RULES,
    reportingCurrency: 'USDT',
    instrument: sourced(PERPETUAL),
    margin: sourced(BRACKETS),
    fees: sourced(FEES),
    depth: sourced(DEPTH),
    fundings: FUNDINGS.map(sourced),
    volume: { told: { asOf: '2025-09-15', volume: '0', paysInToken: false }, event: 'event-1' },
    daily: null,
    rates: [],
    venue: null,
    evidence: [],
    limits: [],
    ...changes,
  };
}
