import { Decimal } from '../../figures/index.ts';
import type { Json } from '../../journal/index.ts';
import { withDerivedAmounts } from '../margin-brackets.ts';
import type { Instrument, MarginTier, Question } from '../reference.ts';
import { type Draft, levelsOf } from './draft.ts';
import { Fields, firstMembers, has, isMembers, type Members, optional } from './fields.ts';
import { keepSettled, type SettledRate } from './settled-rates.ts';
import { SETTLEMENT, type Shape } from './shape.ts';

const VENUE = 'bybit';

/** Bybit, API v5: `{retCode, result: {category, list: […]}, time}`. Linear sizes are base units, inverse ones US dollars. */
export const bybitShapes: readonly Shape[] = [
  {
    id: 'bybit-instruments',
    says: 'Bybit instruments-info',
    venue: VENUE,
    recognises: (document) => has(first(document), 'symbol', 'priceFilter', 'lotSizeFilter'),
    read: (document, draft) =>
      draft.each(rows(document), 'list', (row) => {
        draft.data.instruments.push({ ...draft.dated(savedAt(document)), ...instrument(row) });
      }),
  },
  {
    id: 'bybit-risk-limit',
    says: 'Bybit risk-limit',
    venue: VENUE,
    recognises: (document) => has(first(document), 'symbol', 'riskLimitValue', 'maintenanceMargin'),
    read: riskLimits,
  },
  {
    id: 'bybit-fee-rate',
    says: 'Bybit fee-rate (your own)',
    venue: VENUE,
    recognises: (document) => has(first(document), 'takerFeeRate', 'makerFeeRate'),
    read: (document, draft) =>
      draft.each(rows(document), 'list', (row) => {
        const product = row.optionalText('symbol') ?? row.text('baseCoin');
        const tier = { name: 'own', minimums: {}, maker: row.decimal('makerFeeRate'), taker: row.decimal('takerFeeRate') };
        draft.data.fees.push({ ...draft.dated(savedAt(document)), product, currency: 'USD', conditions: 'any', tiers: [tier] });
      }),
  },
  {
    id: 'bybit-funding-history',
    says: 'Bybit funding/history',
    venue: VENUE,
    recognises: (document) => has(first(document), 'symbol', 'fundingRate', 'fundingRateTimestamp'),
    read(document, draft) {
      const found: SettledRate[] = [];
      draft.each(rows(document), 'list', (row) => {
        found.push({ symbol: row.text('symbol'), at: row.instant('fundingRateTimestamp'), rate: row.decimal('fundingRate') });
      });
      keepSettled(found, draft);
    },
  },
  {
    id: 'bybit-tickers',
    says: 'Bybit tickers (funding to come)',
    venue: VENUE,
    recognises: (document) => has(first(document), 'symbol', 'fundingRate', 'nextFundingTime'),
    read: (document, draft) =>
      draft.each(rows(document), 'list', (row) => {
        const rate = row.optionalDecimal('fundingRate');
        const at = row.optionalInstant('nextFundingTime');
        if (rate === undefined || at === undefined) return;
        draft.data.fundings.push({
          ...draft.dated(savedAt(document)),
          symbol: row.text('symbol'),
          at,
          rate,
          standing: 'predicted',
          ...optional('intervalHours', row.positive('fundingIntervalHour')),
          ...optional('markPrice', row.positive('markPrice')),
          ...optional('indexPrice', row.positive('indexPrice')),
        });
      }),
  },
  {
    id: 'bybit-orderbook',
    says: 'Bybit orderbook',
    venue: VENUE,
    recognises: (document) => has(document, 'result') && has(document['result'], 's', 'b', 'a'),
    read(document, draft) {
      draft.attempt('result', null, () => {
        const row = new Fields(document as Members).inner('result');
        const symbol = row.text('s');
        draft.data.depths.push({
          ...draft.dated(row.optionalInstant('ts') ?? savedAt(document)),
          symbol,
          unit: isInverse(symbol, null, draft) ? 'quote' : 'base',
          bids: levelsOf(row.members['b'], 'bids'),
          asks: levelsOf(row.members['a'], 'asks'),
        });
      });
    },
  },
];

function instrument(row: Fields): Omit<Instrument, 'venue' | 'asOf' | 'source'> {
  const type = row.optionalText('contractType');
  const kind = row.has('optionsType') ? 'option' : type === undefined ? 'spot' : type.endsWith('Perpetual') ? 'perpetual' : 'future';
  const inverse = type?.startsWith('Inverse') ?? false;
  const [price, lot, leverage] = [row.inner('priceFilter'), row.inner('lotSizeFilter'), row.inner('leverageFilter')];
  const minutes = row.positive('fundingInterval');
  const quote = row.text('quoteCoin');
  return {
    symbol: row.text('symbol'),
    kind,
    settlement: inverse ? 'inverse' : 'linear',
    base: row.text('baseCoin'),
    quote,
    settle: row.optionalText('settleCoin') ?? quote,
    contractSize: '1',
    contractUnit: inverse ? 'quote' : 'base',
    orderUnit: inverse ? 'quote' : 'base',
    ...optional('tick', price.positive('tickSize')),
    ...optional('lot', lot.positive('qtyStep') ?? lot.positive('basePrecision')),
    ...optional('minSize', lot.positive('minOrderQty')),
    ...optional('maxSize', lot.positive('maxMktOrderQty') ?? lot.positive('maxOrderQty')),
    ...optional('minNotional', lot.positive('minNotionalValue') ?? lot.positive('minOrderAmt')),
    ...optional('maxLeverage', leverage.positive('maxLeverage')),
    ...optional('expiry', kind === 'future' || kind === 'option' ? row.optionalInstant('deliveryTime') : undefined),
    ...(kind === 'option' && { optionType: row.text('optionsType') === 'Call' ? 'call' : 'put', ...strike(row.text('symbol')) }),
    ...optional('fundingIntervalHours', kind === 'perpetual' && minutes ? new Decimal(minutes).dividedBy(60).toFixed() : undefined),
  };
}

/** Of an option's symbol, BTC-27MAR26-90000-C-USDT, the third part. */
function strike(symbol: string): { strike?: string } {
  const third = symbol.split('-')[2];
  return third && /^\d+(\.\d+)?$/.test(third) ? { strike: third } : {};
}

function riskLimits(document: Json, draft: Draft): void {
  const category = new Fields(document as Members).inner('result').optionalText('category') ?? null;
  const symbols = new Map<string, Fields[]>();
  draft.each(rows(document), 'list', (row) => {
    const symbol = row.text('symbol');
    symbols.set(symbol, [...(symbols.get(symbol) ?? []), row]);
  });
  for (const [symbol, own] of symbols) {
    const per = new Decimal(rateUnit(own, draft) === 'percent' ? '0.01' : '1');
    const rate = (row: Fields, field: string) => new Decimal(row.decimal(field)).times(per).toFixed();
    const tiers: MarginTier[] = [];
    draft.each(
      own.map(({ members }) => members),
      `risk limits of ${symbol}`,
      (row) => {
        tiers.push({
          floor: tiers.at(-1)?.cap ?? '0',
          cap: row.decimal('riskLimitValue'),
          rate: rate(row, 'maintenanceMargin'),
          amount: row.optionalDecimal('mmDeduction') ?? '0',
          ...optional('initialRate', row.has('initialMargin') ? rate(row, 'initialMargin') : undefined),
          ...optional('maxLeverage', row.positive('maxLeverage')),
        });
      },
    );
    if (tiers.length === 0) continue;
    const given = own.some((row) => row.has('mmDeduction'));
    const inverse = isInverse(symbol, category, draft);
    draft.data.margins.push({
      ...draft.dated(savedAt(document)),
      shape: 'tiers',
      instrument: symbol,
      settlement: inverse ? 'inverse' : 'linear',
      unit: inverse ? 'base' : 'quote',
      amounts: given ? 'given' : 'derived',
      tiers: given ? tiers : [...withDerivedAmounts(tiers)],
    });
  }
}

/** Older answers write 0.5 for 0.5 %. The initial rate, which is one over the leverage, tells which it is. */
function rateUnit(rows: readonly Fields[], draft: Draft): string | null {
  for (const row of rows) {
    const [initial, leverage] = [row.positive('initialMargin'), row.positive('maxLeverage')];
    if (!initial || !leverage) continue;
    const product = new Decimal(initial).times(leverage);
    if (product.greaterThan('0.5') && product.lessThan(2)) return 'fraction';
    if (product.greaterThan(50) && product.lessThan(200)) return 'percent';
  }
  return draft.ask(MARGIN_RATE_UNIT);
}

function isInverse(symbol: string, category: string | null, draft: Draft): boolean {
  const known = draft.instrument(symbol)?.settlement ?? category ?? bySymbol(symbol);
  return (known ?? draft.ask(SETTLEMENT)) === 'inverse';
}

/** BTCUSD and BTCUSDH26 are inverse, BTCUSDT and BTCPERP linear. */
function bySymbol(symbol: string): 'linear' | 'inverse' | null {
  if (/(?:USDT|USDC|PERP)$|-/.test(symbol)) return 'linear';
  return /USD(?:[FGHJKMNQUVXZ]\d\d)?$/.test(symbol) ? 'inverse' : null;
}

function rows(document: Json): readonly Json[] {
  return new Fields(document as Members).inner('result').list('list');
}

function first(document: Json): Members | null {
  return has(document, 'result') && isMembers(document['result']) ? firstMembers(document['result']['list']) : null;
}

function savedAt(document: Json): string | undefined {
  return new Fields(document as Members).optionalInstant('time');
}

export const MARGIN_RATE_UNIT: Question = {
  id: 'margin-rate-unit',
  says: 'Margin rates in this file may be fractions or per cent. What does 0.5 mean in it?',
  answer: 'choice',
  choices: [
    { value: 'percent', says: '0.5 is 0.5 %' },
    { value: 'fraction', says: '0.5 is 50 %' },
  ],
};
