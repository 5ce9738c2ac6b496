import { findAsset, isFiat, resolveAsset } from './assets.ts';
import type { MarketFormat, MarketMapping } from './market-format.ts';
import type { SupplyMeasure } from './points.ts';
import { dateColumn, isDaily, named, tableFormat } from './table-format.ts';

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

function monthColumn(header: readonly string[]): string | undefined {
  return named(header, 'month') ?? named(header, 'time_period') ?? dateColumn(header);
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

/** The asset at the bottom of a derived one, by which its rate is counted; `undefined` where it stands on none. */
function baseOf(code: string): string | undefined {
  const underlying = findAsset(code)?.underlying?.asset;
  return underlying === undefined ? undefined : (baseOf(underlying) ?? underlying);
}
