import type { Instrument, MarginTier } from '../reference.ts';
import { type Draft, levelsOf } from './draft.ts';
import { Fields, firstMembers, has, isList, type Members, optional } from './fields.ts';
import { keepSettled, type SettledRate } from './settled-rates.ts';
import { CONTRACT_SIZE, type Shape } from './shape.ts';

const VENUE = 'binance-futures';

/** Binance: USD-M and COIN-M futures, and spot where the shape is the same. Fields of developers.binance.com, REST. */
export const binanceShapes: readonly Shape[] = [
  {
    id: 'binance-exchange-info',
    says: 'Binance exchangeInfo',
    venue: VENUE,
    recognises: (document) => has(document, 'symbols') && has(firstMembers(document['symbols']), 'symbol', 'filters', 'baseAsset'),
    read(document, draft) {
      const top = new Fields(document as Members);
      const dated = draft.dated(top.optionalInstant('serverTime'));
      draft.each(top.list('symbols'), 'symbols', (symbol) => draft.data.instruments.push({ ...dated, ...instrument(symbol) }));
    },
  },
  {
    id: 'binance-leverage-brackets',
    says: 'Binance leverageBracket',
    venue: VENUE,
    recognises: (document) => {
      const first = isList(document) ? firstMembers(document) : document;
      return has(first, 'symbol', 'brackets');
    },
    read(document, draft) {
      draft.each(isList(document) ? document : [document], 'symbols', (family) => brackets(family, draft));
    },
  },
  {
    id: 'binance-depth',
    says: 'Binance depth',
    venue: VENUE,
    recognises: (document) => has(document, 'lastUpdateId', 'bids', 'asks'),
    read(document, draft) {
      const top = new Fields(document as Members);
      draft.attempt('depth', null, () => {
        const symbol = draft.symbol(top.optionalText('symbol'));
        const known = draft.instrument(symbol);
        // Only COIN-M names the pair; its amounts are contracts of 100 or 10 US dollars.
        const inContracts = known ? known.orderUnit === 'contracts' : top.has('pair');
        const factor = inContracts ? (known?.contractSize ?? draft.ask(CONTRACT_SIZE)) : null;
        draft.data.depths.push({
          ...draft.dated(top.optionalInstant('T') ?? top.optionalInstant('E')),
          symbol,
          unit: inContracts ? (known?.contractUnit ?? 'quote') : 'base',
          bids: levelsOf(top.members['bids'], 'bids', factor),
          asks: levelsOf(top.members['asks'], 'asks', factor),
        });
      });
    },
  },
  {
    id: 'binance-premium-index',
    says: 'Binance premiumIndex (funding to come)',
    venue: VENUE,
    recognises: (document) => has(isList(document) ? firstMembers(document) : document, 'lastFundingRate', 'nextFundingTime'),
    read(document, draft) {
      draft.each(isList(document) ? document : [document], 'premiumIndex', (row) => {
        // Dated contracts are in the list too, without a rate.
        const rate = row.optionalDecimal('lastFundingRate');
        const at = row.optionalInstant('nextFundingTime');
        if (rate === undefined || at === undefined) return;
        draft.data.fundings.push({
          ...draft.dated(row.optionalInstant('time')),
          symbol: row.text('symbol'),
          at,
          rate,
          standing: 'predicted',
          ...prices(row),
        });
      });
    },
  },
  {
    id: 'binance-funding-history',
    says: 'Binance fundingRate history',
    venue: VENUE,
    recognises: (document) => has(firstMembers(document), 'symbol', 'fundingTime', 'fundingRate'),
    read(document, draft) {
      const found: SettledRate[] = [];
      draft.each(document as Members[], 'fundingRate', (row) => {
        found.push({ symbol: row.text('symbol'), at: row.instant('fundingTime'), rate: row.decimal('fundingRate'), ...markPrice(row) });
      });
      keepSettled(found, draft);
    },
  },
  {
    id: 'binance-commission-rate',
    says: 'Binance commissionRate (your own)',
    venue: VENUE,
    recognises: (document) => has(document, 'makerCommissionRate', 'takerCommissionRate'),
    read(document, draft) {
      const row = new Fields(document as Members);
      draft.attempt('commissionRate', null, () => {
        const tier = { name: 'own', minimums: {}, maker: row.decimal('makerCommissionRate'), taker: row.decimal('takerCommissionRate') };
        draft.data.fees.push({ ...draft.dated(), product: row.text('symbol'), currency: 'USD', conditions: 'all', tiers: [tier] });
      });
    },
  },
];

function instrument(symbol: Fields): Omit<Instrument, 'venue' | 'asOf' | 'source'> {
  const filters = new Map<string, Fields>();
  for (const filter of symbol.list('filters')) {
    const fields = new Fields(filter as Members);
    filters.set(fields.text('filterType'), fields);
  }
  const [price, lot] = [filters.get('PRICE_FILTER'), filters.get('LOT_SIZE')];
  const contractType = symbol.optionalText('contractType');
  const inverse = symbol.has('contractSize');
  const kind = contractType === undefined ? 'spot' : contractType.endsWith('PERPETUAL') ? 'perpetual' : 'future';
  const [base, quote] = [symbol.text('baseAsset'), symbol.text('quoteAsset')];
  const delivery = kind === 'future' ? symbol.optionalInstant('deliveryDate') : undefined;
  const minNotional = filters.get('MIN_NOTIONAL') ?? filters.get('NOTIONAL');
  const least = minNotional?.positive('notional') ?? minNotional?.positive('minNotional');
  return {
    symbol: symbol.text('symbol'),
    kind,
    settlement: inverse ? 'inverse' : 'linear',
    base,
    quote,
    settle: symbol.optionalText('marginAsset') ?? quote,
    contractSize: inverse ? symbol.decimal('contractSize') : '1',
    contractUnit: inverse ? 'quote' : 'base',
    orderUnit: inverse ? 'contracts' : 'base',
    ...optional('tick', price?.positive('tickSize')),
    ...optional('lot', lot?.positive('stepSize')),
    ...optional('minSize', lot?.positive('minQty')),
    ...optional('maxSize', lot?.positive('maxQty')),
    ...optional('minNotional', least),
    ...optional('expiry', delivery),
  };
}

function brackets(family: Fields, draft: Draft): void {
  const symbol = family.text('symbol');
  const rows: MarginTier[] = [];
  let inverse = false;
  draft.each(family.list('brackets'), `brackets of ${symbol}`, (row) => {
    // Only COIN-M bounds its rows by coin.
    inverse ||= row.has('qtyCap');
    const [floor, cap] = inverse ? ['qtyFloor', 'qtyCap'] : ['notionalFloor', 'notionalCap'];
    rows.push({
      floor: row.decimal(floor),
      cap: row.decimal(cap),
      rate: row.decimal('maintMarginRatio'),
      amount: row.decimal('cum'),
      ...optional('maxLeverage', row.positive('initialLeverage')),
    });
  });
  if (rows.length === 0) return;
  // The API lists the largest bracket first at times; the order of a list carries no meaning here.
  const numbered = family.list('brackets').every((row, place) => has(row, 'bracket') && Number(row['bracket']) === rows.length - place);
  draft.data.margins.push({
    ...draft.dated(),
    shape: 'tiers',
    instrument: symbol,
    settlement: inverse ? 'inverse' : 'linear',
    unit: inverse ? 'base' : 'quote',
    amounts: 'given',
    tiers: numbered && rows.length > 1 ? rows.toReversed() : rows,
  });
}

function prices(row: Fields) {
  return { ...markPrice(row), ...optional('indexPrice', row.positive('indexPrice')) };
}

function markPrice(row: Fields): { markPrice?: string } {
  return optional('markPrice', row.positive('markPrice'));
}
