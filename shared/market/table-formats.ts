import { done, isRefused, type Outcome } from '../figures/index.ts';
import { readInstant, readNumber, type Table } from '../tables/index.ts';
import { assetOfCoingeckoId, findAsset, isFiat, resolveAsset } from './assets.ts';
import { assetOfId } from './coingecko.ts';
import { nameHints } from './file-name.ts';
import { readMappedTable } from './mapped-table.ts';
import type { MarketFile, MarketFormat, MarketMapping, Question, ReadingContext } from './market-format.ts';
import type { SupplyMeasure } from './points.ts';

/** A table format is a header that is known and the mapping that follows from it; reading is one function for all. */
function tableFormat(
  format: Omit<MarketFormat, 'read' | 'recognises'> & {
    readonly fits: (table: Table) => boolean;
    readonly mapping: (table: Table, file: MarketFile, context: ReadingContext) => MarketMapping;
    readonly questions?: (mapping: MarketMapping, table: Table) => readonly Question[];
  },
): MarketFormat {
  return {
    id: format.id,
    says: format.says,
    source: format.source,
    recognises: (file) => {
      const table = file.table();
      return !isRefused(table) && format.fits(table.ok);
    },
    read: (file, context): Outcome<readonly Question[]> => {
      const table = file.table();
      if (isRefused(table)) return table;
      const mapping = withAnswers(format.mapping(table.ok, file, context), context);
      const asked = format.questions?.(mapping, table.ok) ?? [];
      return done(asked.length > 0 ? asked : readMappedTable(table.ok, mapping, context));
    },
  };
}

/** Open, high, low, close of days, as Yahoo writes them and most tools after it. Of finer bars the open is taken: it is the price at the stamp. */
export const ohlcTable: MarketFormat = tableFormat({
  id: 'ohlc',
  says: 'Prices with open, high, low and close, as Yahoo Finance exports them',
  source: 'Yahoo Finance',
  fits: ({ header }) => dateColumn(header) !== undefined && named(header, 'open') !== undefined && named(header, 'close') !== undefined,
  mapping: (table, file) => {
    const at = dateColumn(table.header)!;
    const daily = isDaily(table, at);
    return {
      target: 'price',
      at,
      values: [{ column: named(table.header, daily ? 'close' : 'open')! }],
      stamp: daily ? 'day' : 'instant',
      ...nameHints(file.name).pair,
    };
  },
});

/** QuantConnect LEAN: no header, `20141201 00:00,open,high,low,close,volume`. */
export const leanTable: MarketFormat = tableFormat({
  id: 'lean',
  says: 'Daily trades of QuantConnect LEAN',
  source: 'QuantConnect LEAN',
  fits: ({ header }) =>
    header.length >= 5 && /^\d{8} \d{2}:\d{2}$/.test(header[0] ?? '') && header.slice(1).every((cell) => readNumber(cell) !== null),
  mapping: (_table, file) => ({
    target: 'price',
    at: '1',
    values: [{ column: '5' }],
    stamp: 'day',
    headerless: true,
    ...nameHints(file.name).pair,
  }),
});

/** The European Central Bank's reference rates: one euro in each of the other currencies, a column each. */
export const ecbTable: MarketFormat = tableFormat({
  id: 'ecb',
  says: 'Euro reference rates of the European Central Bank',
  source: 'European Central Bank',
  fits: ({ header }) =>
    dateColumn(header) !== undefined &&
    ['USD', 'JPY', 'GBP'].every((code) => header.includes(code)) &&
    !header.includes('EUR') &&
    header.slice(1).every((name) => name === '' || /^[A-Z]{3}$/.test(name)),
  mapping: ({ header }) => ({
    target: 'price',
    at: dateColumn(header)!,
    values: header.slice(1).flatMap((name) => (name === '' ? [] : [{ column: name, asset: 'EUR', currency: name }])),
    stamp: 'day',
  }),
});

/** FRED series whose meaning is fixed by their id: consumer prices by month, exchange rates by day. */
type FredSeries = Pick<MarketMapping, 'target' | 'stamp' | 'asset' | 'currency'>;
const FRED: ReadonlyMap<string, FredSeries> = new Map(
  Object.entries<FredSeries>({
    CPIAUCSL: { target: 'cpi', stamp: 'month', currency: 'USD' },
    CPIAUCNS: { target: 'cpi', stamp: 'month', currency: 'USD' },
    CP0000EZ19M086NEST: { target: 'cpi', stamp: 'month', currency: 'EUR' },
    GBRCPIALLMINMEI: { target: 'cpi', stamp: 'month', currency: 'GBP' },
    CHECPIALLMINMEI: { target: 'cpi', stamp: 'month', currency: 'CHF' },
    DEXUSEU: { target: 'price', stamp: 'day', asset: 'EUR', currency: 'USD' },
    DEXUSUK: { target: 'price', stamp: 'day', asset: 'GBP', currency: 'USD' },
    DEXJPUS: { target: 'price', stamp: 'day', asset: 'USD', currency: 'JPY' },
    DEXSZUS: { target: 'price', stamp: 'day', asset: 'USD', currency: 'CHF' },
  }),
);

export const fredTable: MarketFormat = tableFormat({
  id: 'fred',
  says: 'A series of the Federal Reserve Bank of St. Louis (FRED)',
  source: 'FRED',
  fits: ({ header }) => header.length === 2 && /^(?:observation_date|date)$/i.test(header[0] ?? '') && FRED.has(header[1] ?? ''),
  mapping: ({ header }) => ({ at: header[0]!, values: [{ column: header[1]! }], ...FRED.get(header[1]!)! }),
});

/** `symbol,timestamp,USD_price`: feeds of liquid-staking tokens. The column says dollars, and often holds the rate in ether: the unit is asked. */
export const rateFeedTable: MarketFormat = tableFormat({
  id: 'rate-feed',
  says: 'Rate or price of a liquid-staking token over time',
  source: 'On-chain feed',
  fits: ({ header }) => header.length === 3 && header[0] === 'symbol' && header[1] === 'timestamp' && /price|rate/i.test(header[2] ?? ''),
  mapping: ({ header }, _file, { answers }) => {
    const inFiat = answers.unit !== undefined && isFiat(answers.unit);
    const common = { at: 'timestamp', values: [{ column: header[2]! }], assetColumn: 'symbol', stamp: 'instant' as const };
    return inFiat ? { target: 'price', ...common, currency: answers.unit! } : { target: 'rate', ...common };
  },
  questions: (mapping, table) => {
    if (mapping.unit !== undefined || mapping.target === 'price') return [];
    const symbol = table.rows[0]?.[0] ?? '';
    const underlying = baseOf(resolveAsset('*', symbol).asset);
    const values = table.rows.flatMap((row) => (row[2] === undefined || row[2] === '' ? [] : [Number(row[2])]));
    const nearOne = underlying !== undefined && values.every((value) => value > 0.8 && value < 3);
    const range = values.length === 0 ? '' : ` Its values lie between ${Math.min(...values)} and ${Math.max(...values)}.`;
    return [
      {
        name: 'unit',
        says: `The column is called ${table.header[2]}.${range} In what are they counted?`,
        choices: underlying === undefined ? ['USD'] : [underlying, 'USD'],
        ...(nearOne ? { suggested: underlying } : {}),
      },
    ];
  },
});

/** `date,asset,unit,rate`: what a reward-bearing token redeems for, with the unit said. */
export const rateTable: MarketFormat = tableFormat({
  id: 'rates',
  says: 'Redemption rate of reward-bearing tokens by day or time',
  source: 'Unnamed table',
  fits: ({ header }) => dateColumn(header) !== undefined && named(header, 'rate') !== undefined && unitColumn(header) !== undefined,
  mapping: (table) => {
    const { header } = table;
    const [at, unit] = [dateColumn(header)!, unitColumn(header)!];
    const asset = named(header, 'asset') ?? named(header, 'token') ?? named(header, 'symbol');
    return {
      target: 'rate',
      at,
      values: [{ column: named(header, 'rate')! }],
      currencyColumn: unit,
      stamp: isDaily(table, at) ? 'day' : 'instant',
      ...(asset === undefined ? {} : { assetColumn: asset }),
    };
  },
});

/** A date and a column for each asset, named by ticker or CoinGecko id. */
export const widePriceTable: MarketFormat = tableFormat({
  id: 'wide-prices',
  says: 'Prices of several assets, a column each',
  source: 'CoinGecko',
  fits: ({ header }) => {
    const at = dateColumn(header);
    const others = header.filter((name) => name !== at && name !== '');
    return at === header[0] && others.length >= 3 && others.filter(isKnownName).length * 2 > others.length;
  },
  mapping: ({ header }, _file, { aliases }) => ({
    target: 'price',
    at: header[0]!,
    values: header
      .slice(1)
      .flatMap((name) => (name === '' ? [] : [{ column: name, asset: resolveAsset('*', assetOfId(name, aliases)).asset }])),
    stamp: 'day',
  }),
});

/** `date,total_supply` or `date,inflation`, with the asset or network in a column or in an answer. */
export const supplyTable: MarketFormat = tableFormat({
  id: 'supply',
  says: 'Supply or inflation of a network over time',
  source: 'Unnamed table',
  fits: ({ header }) => dateColumn(header) !== undefined && supplyColumn(header) !== undefined,
  mapping: ({ header }) => {
    const [column, measure] = supplyColumn(header)!;
    const subject = named(header, 'asset') ?? named(header, 'symbol') ?? named(header, 'network');
    return {
      target: 'supply',
      at: dateColumn(header)!,
      values: [{ column }],
      measure,
      stamp: 'day',
      ...(subject === undefined ? {} : { assetColumn: subject }),
      ...(/percent|pct/i.test(column) ? { scale: 'percent' as const } : {}),
      ...(/fraction/i.test(column) ? { scale: 'fraction' as const } : {}),
    };
  },
});

/** `month,index` or `month,cpi`, with the currency in a column or in an answer. */
export const consumerPriceTable: MarketFormat = tableFormat({
  id: 'consumer-prices',
  says: 'Consumer price index by month',
  source: 'Unnamed table',
  fits: ({ header }) => monthColumn(header) !== undefined && indexColumn(header) !== undefined,
  mapping: ({ header }) => {
    const currency = named(header, 'currency');
    return {
      target: 'cpi',
      at: monthColumn(header)!,
      values: [{ column: indexColumn(header)! }],
      stamp: 'month',
      ...(currency === undefined ? {} : { currencyColumn: currency }),
    };
  },
});

/** `date,price`: one series, whose asset and currency the name or a person tells. */
export const plainPriceTable: MarketFormat = tableFormat({
  id: 'plain-prices',
  says: 'Prices of one asset by day or time',
  source: 'Unnamed table',
  fits: ({ header }) => dateColumn(header) !== undefined && priceColumn(header) !== undefined,
  mapping: (table, file) => {
    const { header } = table;
    const at = dateColumn(header)!;
    const [assetColumn, currencyColumn] = [named(header, 'asset') ?? named(header, 'symbol'), named(header, 'currency')];
    return {
      target: 'price',
      at,
      values: [{ column: priceColumn(header)! }],
      stamp: isDaily(table, at) ? 'day' : 'instant',
      ...nameHints(file.name).pair,
      ...(assetColumn === undefined ? {} : { assetColumn }),
      ...(currencyColumn === undefined ? {} : { currencyColumn }),
    };
  },
});

function withAnswers(mapping: MarketMapping, { answers }: ReadingContext): MarketMapping {
  const { asset, currency, unit, dateOrder, scale } = answers;
  return {
    ...mapping,
    ...(asset === undefined ? {} : { asset }),
    ...(currency === undefined ? {} : { currency }),
    ...(unit === undefined ? {} : { unit }),
    ...(dateOrder === undefined ? {} : { dateOrder }),
    ...(scale === undefined ? {} : { scale }),
  };
}

function named(header: readonly string[], name: string): string | undefined {
  return header.find((column) => column.toLowerCase() === name);
}

function dateColumn(header: readonly string[]): string | undefined {
  return header.find((column) => /^(?:date|time|datetime|timestamp|day|observation_date|snapped_at)$/i.test(column));
}

function monthColumn(header: readonly string[]): string | undefined {
  return named(header, 'month') ?? named(header, 'time_period') ?? dateColumn(header);
}

function priceColumn(header: readonly string[]): string | undefined {
  return header.find((column) => /^(?:price|close|value|rate|price_usd|usd|eur)$/i.test(column));
}

function indexColumn(header: readonly string[]): string | undefined {
  return header.find((column) => /^(?:cpi|hicp|index|cpi_index|obs_value)$/i.test(column));
}

function unitColumn(header: readonly string[]): string | undefined {
  return named(header, 'unit') ?? named(header, 'underlying');
}

function supplyColumn(header: readonly string[]): readonly [string, SupplyMeasure] | undefined {
  for (const column of header) {
    if (/^(?:total[_ ]?)?supply$/i.test(column)) return [column, 'total'];
    if (/^circulating(?:[_ ]?supply)?$/i.test(column)) return [column, 'circulating'];
    if (/^(?:annual[_ ]?)?inflation(?:[_ ]?(?:rate|percent|pct|fraction))?$/i.test(column)) return [column, 'inflation'];
  }
  return undefined;
}

/** Whether every stamp is a day or its midnight. */
function isDaily(table: Table, at: string): boolean {
  const index = table.header.indexOf(at);
  return table.rows.every((row) => {
    const cell = (row[index] ?? '').trim();
    return cell.length <= 10 || readInstant(cell)?.endsWith('T00:00:00.000Z') !== false;
  });
}

function isKnownName(name: string): boolean {
  return assetOfCoingeckoId(name) !== undefined || findAsset(name) !== undefined || /^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(name);
}

/** The asset at the bottom of a derived one, by which its rate is counted; `undefined` where it stands on none. */
function baseOf(code: string): string | undefined {
  const underlying = findAsset(code)?.underlying?.asset;
  return underlying === undefined ? undefined : (baseOf(underlying) ?? underlying);
}
