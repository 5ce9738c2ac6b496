import { readNumber, type Table } from '../tables/index.ts';
import { assetOfCoingeckoId, findAsset, resolveAsset } from './assets.ts';
import { assetOfId } from './coingecko.ts';
import { nameHints } from './file-name.ts';
import type { MarketFile, MarketFormat, MarketMapping } from './market-format.ts';
import { dateColumn, isDaily, named, tableFormat } from './table-format.ts';

/** Yahoo Finance: open, high, low, close of days, with the column of dividends or adjusted closes that nobody else has. */
export const yahooTable: MarketFormat = tableFormat({
  id: 'yahoo',
  says: 'Prices by day as Yahoo Finance exports them',
  source: 'Yahoo Finance',
  fits: ({ header }) => isOhlc(header) && (named(header, 'adj close') !== undefined || named(header, 'dividends') !== undefined),
  mapping: ohlcMapping,
});

/** Open, high, low, close, as many tools write them. Of bars finer than a day the open is taken: it is the price at the stamp. */
export const ohlcTable: MarketFormat = tableFormat({
  id: 'ohlc',
  says: 'Prices with open, high, low and close',
  source: 'Unnamed table',
  fits: ({ header }) => isOhlc(header),
  mapping: ohlcMapping,
});

function isOhlc(header: readonly string[]): boolean {
  return dateColumn(header) !== undefined && named(header, 'open') !== undefined && named(header, 'close') !== undefined;
}

function ohlcMapping(table: Table, file: MarketFile): MarketMapping {
  const at = dateColumn(table.header)!;
  const daily = isDaily(table, at);
  return {
    target: 'price',
    at,
    values: [{ column: named(table.header, daily ? 'close' : 'open')! }],
    stamp: daily ? 'day' : 'instant',
    ...nameHints(file.name).pair,
  };
}

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

/** A date and a column for each asset, named by ticker or CoinGecko id. */
export const widePriceTable: MarketFormat = tableFormat({
  id: 'wide-prices',
  says: 'Prices of several assets, a column each',
  source: 'Unnamed table',
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

/** CoinGecko's download: `snapped_at,price,market_cap,total_volume`, stamped at the midnight at which the day before closes. */
export const coingeckoTable: MarketFormat = tableFormat({
  id: 'coingecko-table',
  says: 'CoinGecko, price history of one coin as CSV',
  source: 'CoinGecko',
  fits: ({ header }) => header[0] === 'snapped_at' && named(header, 'price') !== undefined,
  mapping: ({ header }, file) => ({
    target: 'price',
    at: 'snapped_at',
    values: [{ column: named(header, 'price')! }],
    stamp: 'instant',
    ...nameHints(file.name).pair,
  }),
});

/** `date,price`: one series, whose asset and currency the name or a person tells. */
export const plainPriceTable: MarketFormat = tableFormat({
  id: 'plain-prices',
  says: 'Prices of one asset by day or time',
  source: 'Unnamed table',
  fits: ({ header }) => dateColumn(header) !== undefined && priceColumn(header) !== undefined && !header.some(tellsOfTransactions),
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

function priceColumn(header: readonly string[]): string | undefined {
  return header.find((column) => /^(?:price|close|value|rate|price_usd|usd|eur)$/i.test(column));
}

/** A table with one of these columns lists what somebody did; the price in it is the price of a deal, and no series. */
function tellsOfTransactions(column: string): boolean {
  return /^(?:type|sub type|action|side|quantity|shares|amount|fees?|miner ?fee|account|memo|status|(?:input|output)amount|transaction.*)$/i.test(
    column,
  );
}

function isKnownName(name: string): boolean {
  return assetOfCoingeckoId(name) !== undefined || findAsset(name) !== undefined || /^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(name);
}
