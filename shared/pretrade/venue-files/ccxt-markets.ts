import { Decimal } from '../../figures/index.ts';
import type { Json } from '../../journal/index.ts';
import type { Instrument, Question } from '../reference.ts';
import { type Draft, levelsOf } from './draft.ts';
import { FieldFault, Fields, has, isList, isMembers, type Members, optional } from './fields.ts';
import { keepSettled, type SettledRate } from './settled-rates.ts';
import { CONTRACT_SIZE, type Shape, SETTLEMENT, unitQuestion } from './shape.ts';

/** ccxt's unified Market, OrderBook and FundingRate, as its types.ts has them: one, a list, or an object by symbol. */
export const ccxtMarketShapes: readonly Shape[] = [
  {
    id: 'ccxt-markets',
    says: 'ccxt markets',
    venue: null,
    recognises: (document) => has(elements(document)[0], 'symbol', 'base', 'quote', 'precision', 'limits'),
    read(document, draft) {
      const all = elements(document);
      const places = precisionMode(all, draft) === 'places';
      draft.each(all, 'markets', (row) => draft.data.instruments.push({ ...draft.dated(), ...market(row, places) }));
    },
  },
  {
    id: 'ccxt-order-book',
    says: 'ccxt order book',
    venue: null,
    recognises: (document) =>
      has(document, 'bids', 'asks') && (has(document, 'nonce') || has(document, 'datetime') || has(document, 'timestamp')),
    read(document, draft) {
      draft.attempt('order book', null, () => book(new Fields(document as Members), draft));
    },
  },
  {
    id: 'ccxt-funding-rates',
    says: 'ccxt funding rates',
    venue: null,
    recognises: (document) => has(elements(document)[0], 'symbol', 'fundingRate') && !has(elements(document)[0], 'precision'),
    read(document, draft) {
      const settled: SettledRate[] = [];
      draft.each(elements(document), 'funding rates', (row) => funding(row, settled, draft));
      keepSettled(settled, draft);
    },
  },
];

/** One object, a list of them, or an object that has them by symbol. */
export function elements(document: Json): readonly Json[] {
  if (isList(document)) return document;
  if (!isMembers(document)) return [];
  return has(document, 'symbol') ? [document] : Object.values(document);
}

const KINDS: Readonly<Record<string, Instrument['kind']>> = {
  spot: 'spot',
  margin: 'spot',
  swap: 'perpetual',
  future: 'future',
  option: 'option',
};

function market(row: Fields, places: boolean): Omit<Instrument, 'venue' | 'asOf' | 'source'> {
  const kind = KINDS[row.text('type')];
  if (!kind) throw new FieldFault('type', `"type" is ${row.text('type')}, which is not known`);
  const inverse = row.members['inverse'] === true;
  const [precision, limits] = [row.inner('precision'), row.inner('limits')];
  const [amount, cost, leverage] = [limits.inner('amount'), limits.inner('cost'), limits.inner('leverage')];
  const step = (name: string) => stepOf(precision.optionalDecimal(name), places);
  const [base, quote] = [row.text('base'), row.text('quote')];
  const spot = kind === 'spot';
  return {
    symbol: row.text('symbol'),
    kind,
    settlement: inverse ? 'inverse' : row.members['linear'] === false ? 'quanto' : 'linear',
    base,
    quote,
    settle: row.optionalText('settle') ?? quote,
    contractSize: spot ? '1' : row.decimal('contractSize'),
    contractUnit: inverse ? 'quote' : 'base',
    orderUnit: spot ? 'base' : 'contracts',
    ...optional('tick', step('price')),
    ...optional('lot', step('amount')),
    ...optional('minSize', amount.positive('min')),
    ...optional('maxSize', amount.positive('max')),
    ...optional('minNotional', cost.positive('min')),
    ...optional('maxLeverage', leverage.positive('max')),
    ...optional('expiry', row.optionalInstant('expiry')),
    ...optional('strike', row.positive('strike')),
    ...(kind === 'option' && { optionType: row.text('optionType') === 'call' ? 'call' : 'put' }),
    ...optional('maker', row.optionalDecimal('maker')),
    ...optional('taker', row.optionalDecimal('taker')),
  };
}

/** ccxt writes precision as a step for most venues and as a count of decimal places for some; a whole number above one may be either. */
function precisionMode(all: readonly Json[], draft: Draft): string | null {
  const doubtful = all.some((row) => {
    const precision = isMembers(row) ? row['precision'] : undefined;
    return isMembers(precision) && ['amount', 'price'].some((name) => isCount(precision[name]));
  });
  return doubtful ? draft.ask(PRECISION) : 'step';
}

/** From two to nineteen. */
function isCount(value: Json | undefined): boolean {
  return typeof value === 'string' && /^(?:[2-9]|1\d)$/.test(value);
}

function stepOf(precision: string | undefined, places: boolean): string | undefined {
  if (precision === undefined) return undefined;
  return places ? new Decimal(10).pow(new Decimal(precision).negated()).toFixed() : precision;
}

function book(row: Fields, draft: Draft): void {
  const symbol = draft.symbol(row.optionalText('symbol'));
  const known = draft.instrument(symbol);
  // A unified symbol with a colon is a derivative, and its amounts may be contracts.
  const derivative = known ? known.kind !== 'spot' : symbol.includes(':');
  const unit = derivative ? draft.ask(unitQuestion(`What do the amounts in the order book of ${symbol} count?`)) : 'base';
  const inverse = derivative && (known?.settlement ?? bySymbol(symbol) ?? draft.ask(SETTLEMENT)) === 'inverse';
  const factor = unit === 'contracts' ? (known?.contractSize ?? draft.ask(CONTRACT_SIZE)) : null;
  draft.data.depths.push({
    ...draft.dated(row.optionalInstant('timestamp') ?? row.optionalInstant('datetime')),
    symbol,
    unit: unit === 'quote' || (unit === 'contracts' && inverse) ? 'quote' : 'base',
    bids: levelsOf(row.members['bids'], 'bids', factor),
    asks: levelsOf(row.members['asks'], 'asks', factor),
  });
}

/** BTC/USD:BTC settles in its base, BTC/USDT:USDT in its quote. */
export function bySymbol(symbol: string): 'linear' | 'inverse' | null {
  const [, base, quote, settle] = /^([^/]+)\/([^:]+):([^-]+)/.exec(symbol) ?? [];
  return settle === undefined ? null : settle === base ? 'inverse' : settle === quote ? 'linear' : null;
}

function funding(row: Fields, settled: SettledRate[], draft: Draft): void {
  const next = row.optionalInstant('fundingTimestamp') ?? row.optionalInstant('nextFundingTimestamp');
  const saved = row.optionalInstant('timestamp');
  const told = {
    symbol: row.text('symbol'),
    rate: row.decimal('fundingRate'),
    ...optional('markPrice', row.positive('markPrice')),
    ...optional('indexPrice', row.positive('indexPrice')),
  };
  if (next === undefined) {
    // A row of the history has the instant of settlement as its timestamp, and nothing to come.
    if (saved === undefined) throw new FieldFault('timestamp', '"timestamp" is missing, so the instant of the rate is not known');
    settled.push({ ...told, at: saved });
    return;
  }
  const hours = /^(\d+)h$/.exec(row.optionalText('interval') ?? '')?.[1];
  draft.data.fundings.push({ ...draft.dated(saved), ...told, at: next, standing: 'predicted', ...optional('intervalHours', hours) });
}

const PRECISION: Question = {
  id: 'precision',
  says: 'Precisions in this file may be steps (10 is a step of ten) or counts of decimal places (2 is a step of 0.01). Which are they?',
  answer: 'choice',
  choices: [
    { value: 'step', says: 'steps' },
    { value: 'places', says: 'decimal places' },
  ],
};
