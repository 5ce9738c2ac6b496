import type { Json } from '../../journal/index.ts';
import type { Instrument, Settlement } from '../reference.ts';
import { type Draft, levelsOf } from './draft.ts';
import { Fields, firstMembers, has, isList, type Members, optional } from './fields.ts';
import type { Shape } from './shape.ts';

const VENUE = 'deribit';

/** Deribit, JSON-RPC: `{result, usOut}`. Amounts of reversed futures are US dollars, of all else coin. */
export const deribitShapes: readonly Shape[] = [
  {
    id: 'deribit-instruments',
    says: 'Deribit get_instruments',
    venue: VENUE,
    recognises: (document) => has(instruments(document)[0], 'instrument_name', 'min_trade_amount', 'tick_size'),
    read: (document, draft) =>
      draft.each(instruments(document), 'result', (row) => {
        draft.data.instruments.push({ ...draft.dated(savedAt(document)), ...instrument(row) });
      }),
  },
  {
    id: 'deribit-order-book',
    says: 'Deribit get_order_book',
    venue: VENUE,
    recognises: (document) => has(result(document), 'instrument_name', 'bids', 'asks'),
    read(document, draft) {
      draft.attempt('result', null, () => book(new Fields(result(document) as Members), draft));
    },
  },
  {
    id: 'deribit-funding-history',
    says: 'Deribit get_funding_rate_history',
    venue: VENUE,
    recognises: (document) => has(firstMembers(result(document)), 'timestamp', 'interest_1h', 'interest_8h'),
    read: (document, draft) =>
      draft.each(result(document) as readonly Json[], 'result', (row) => {
        const at = row.instant('timestamp');
        draft.data.fundings.push({
          ...draft.dated(at),
          symbol: draft.symbol(),
          at,
          rate: row.decimal('interest_1h'),
          standing: 'settled',
          intervalHours: '1',
          ...optional('indexPrice', row.positive('index_price')),
        });
      }),
  },
];

function instrument(row: Fields): Omit<Instrument, 'venue' | 'asOf' | 'source'> {
  const symbol = row.text('instrument_name');
  const type = row.text('kind');
  const kind = type === 'future' ? (row.optionalText('settlement_period') === 'perpetual' ? 'perpetual' : 'future') : type;
  const reversed = (row.optionalText('instrument_type') ?? row.optionalText('future_type') ?? 'reversed') === 'reversed';
  const settlement: Settlement = kind === 'spot' || !reversed ? 'linear' : 'inverse';
  const inDollars = settlement === 'inverse' && type === 'future';
  const base = row.text('base_currency');
  const quote = row.optionalText('counter_currency') ?? row.text('quote_currency');
  const ends = kind === 'future' || kind === 'option';
  return {
    symbol,
    kind: kind === 'spot' || kind === 'option' || kind === 'perpetual' ? kind : 'future',
    settlement,
    base,
    quote,
    settle: row.optionalText('settlement_currency') ?? (settlement === 'inverse' ? base : quote),
    contractSize: row.decimal('contract_size'),
    contractUnit: inDollars ? 'quote' : 'base',
    orderUnit: inDollars ? 'quote' : 'base',
    ...optional('tick', row.positive('tick_size')),
    ...optional('lot', row.positive('min_trade_amount')),
    ...optional('minSize', row.positive('min_trade_amount')),
    ...optional('maxLeverage', row.positive('max_leverage')),
    ...optional('expiry', ends ? row.optionalInstant('expiration_timestamp') : undefined),
    ...optional('strike', row.positive('strike')),
    ...(kind === 'option' && { optionType: row.text('option_type') === 'call' ? 'call' : 'put' }),
    ...optional('fundingIntervalHours', kind === 'perpetual' ? '8' : undefined),
    ...optional('maker', row.optionalDecimal('maker_commission')),
    ...optional('taker', row.optionalDecimal('taker_commission')),
  };
}

function book(row: Fields, draft: Draft): void {
  const symbol = row.text('instrument_name');
  const dated = draft.dated(row.optionalInstant('timestamp'));
  draft.data.depths.push({
    ...dated,
    symbol,
    unit: countsDollars(symbol, draft) ? 'quote' : 'base',
    bids: levelsOf(row.members['bids'], 'bids'),
    asks: levelsOf(row.members['asks'], 'asks'),
  });
  const rate = row.optionalDecimal('current_funding');
  if (rate === undefined) return;
  draft.data.fundings.push({
    ...dated,
    symbol,
    at: dated.asOf,
    rate,
    standing: 'predicted',
    intervalHours: '8',
    ...optional('markPrice', row.positive('mark_price')),
    ...optional('indexPrice', row.positive('index_price')),
  });
}

/** BTC-PERPETUAL and BTC-27MAR26 count US dollars; BTC_USDC-PERPETUAL, options (…-C, …-P) and spot pairs count coin. */
function countsDollars(symbol: string, draft: Draft): boolean {
  const known = draft.instrument(symbol);
  return known ? known.orderUnit === 'quote' : !symbol.includes('_') && !/-[CP]$/.test(symbol);
}

function result(document: Json): Json | undefined {
  return has(document, 'result') ? document['result'] : undefined;
}

/** get_instruments answers a list, get_instrument one. */
function instruments(document: Json): readonly Json[] {
  const found = result(document);
  return isList(found) ? found : found === undefined ? [] : [found];
}

function savedAt(document: Json): string | undefined {
  const microseconds = new Fields(document as Members).optionalText('usOut');
  return microseconds && /^\d{15,17}$/.test(microseconds) ? new Date(Math.floor(Number(microseconds) / 1000)).toISOString() : undefined;
}
