import { addDays, type Day } from '../../../shared/figures/index.ts';
import { course, type DayValue, HISTORY_DAYS, redemptionRate } from './courses.ts';
import { krakenLedger } from './kraken-ledger.ts';
import { csv, type MadeFile } from './made-file.ts';
import { poolHistory } from './made-pools.ts';

/** How many days ago prices that alerts watch were imported already, longest ago first. */
export const UPDATES_AGO = [44, 37, 30, 23, 16, 9, 2] as const;

/** What was imported so many days ago: what is watched, from the last time on. */
export function updateOf(today: Day, ago: number): readonly MadeFile[] {
  const last = UPDATES_AGO.findLast((other) => other > ago) ?? Number.POSITIVE_INFINITY;
  const days = (all: readonly DayValue[]) =>
    all.filter(({ day }) => day < addDays(today, -ago) && (last === Number.POSITIVE_INFINITY || day >= addDays(today, -last)));
  return [...watchedPrices(today).map(([asset, values]) => marketChart(asset, 'USD', days(values))), poolHistory(today, last, ago + 1)];
}

/** Prices and pools of the days since the last update, and everything that alerts do not watch, in the order in which it is imported. */
export function madeFiles(today: Day): readonly MadeFile[] {
  const last = UPDATES_AGO.at(-1)!;
  const since = addDays(today, -last);
  return [
    ...watchedPrices(today).map(([asset, values]) =>
      marketChart(
        asset,
        'USD',
        values.filter(({ day }) => day >= since && day < today),
      ),
    ),
    poolHistory(today, last, 1),
    ...['BTC', 'DOT', 'ATOM', 'SOL', 'ADA', 'ARB', 'USDC'].map((asset) => marketChart(asset, 'USD', closed(course(asset, today)))),
    marketChart('BAL', 'USD', closed(flawed(course('BAL', today)))),
    marketChart('wstETH', 'USD', closed(staked('ETH', 1.222, 0.0293, 0.9987, today))),
    marketChart('mSOL', 'USD', closed(staked('SOL', 1.328, 0.067, 0.9979, today))),
    marketChart('EUR', 'USD', closed(course('EUR', today))),
    rates('wstETH', 'ETH', redemptionRate(1.222, 0.0293, today)),
    rates('mSOL', 'SOL', redemptionRate(1.328, 0.067, today)),
    consumerPrices('USD', 318.2, 0.0024, today),
    consumerPrices('EUR', 129.1, 0.0018, today),
    ...Object.entries({ BTC: 0.0083, ETH: 0.0074, DOT: 0.078, ATOM: 0.101, SOL: 0.046, ADA: 0.022 }).map(([asset, yearly]) =>
      inflation(asset, yearly, today),
    ),
    { name: 'kraken-ledgers.csv', text: csv(krakenLedger(today)) },
  ];
}

/** What a real file has: a week that is missing, and one day with the decimal point in the wrong place. */
function flawed(days: readonly DayValue[]): readonly DayValue[] {
  return days
    .filter((_, i) => i < 410 || i > 416)
    .map(({ day, value }, i) => ({ day, value: i === 301 ? (Number(value) * 10).toFixed(4) : value }));
}

/** What alerts of the demonstration watch. Once stETH was sold in a hurry and traded under its ether for some days. */
function watchedPrices(today: Day): readonly (readonly [string, readonly DayValue[]])[] {
  const hurry = (index: number) => Math.max(0, 1 - Math.abs(HISTORY_DAYS - index - 25) / 5);
  return [
    ['ETH', course('ETH', today)],
    ['USDT', course('USDT', today)],
    ['stETH', discounted('ETH', today, (index) => 0.9985 - 0.026 * hurry(index))],
  ];
}

/** Today has no close yet. */
function closed(days: readonly DayValue[]): readonly DayValue[] {
  return days.slice(0, -1);
}

/** The shape of CoinGecko's `market_chart`: pairs of milliseconds and price; a day's close is stamped at midnight after it. */
function marketChart(asset: string, currency: string, days: readonly DayValue[]): MadeFile {
  const prices = days.map(({ day, value }) => `[${Date.parse(addDays(day, 1))},${value}]`);
  return { name: `${asset}-${currency}.market_chart.json`, text: `{"prices":[${prices.join(',')}],"market_caps":[],"total_volumes":[]}` };
}

function discounted(asset: string, today: Day, factor: (index: number) => number): readonly DayValue[] {
  return course(asset, today).map(({ day, value }, i) => ({ day, value: (Number(value) * factor(i)).toFixed(4) }));
}

function staked(underlying: string, rateToday: number, yearly: number, market: number, today: Day): readonly DayValue[] {
  const rate = redemptionRate(rateToday, yearly, today);
  return discounted(underlying, today, (i) => Number(rate[i]!.value) * market);
}

function rates(token: string, unit: string, days: readonly DayValue[]): MadeFile {
  return {
    name: `${token}-${unit}.rate.csv`,
    text: csv([['date', 'asset', 'unit', 'rate'], ...days.slice(0, -1).map(({ day, value }) => [day, token, unit, value])]),
  };
}

function consumerPrices(currency: string, indexToday: number, monthly: number, today: Day): MadeFile {
  const months = [...new Set(Array.from({ length: HISTORY_DAYS + 1 }, (_, i) => addDays(today, i - HISTORY_DAYS).slice(0, 7)))];
  const rows = months.map((month, i) => [month, currency, (indexToday * (1 + monthly) ** (i + 1 - months.length)).toFixed(3)]);
  return { name: `cpi-${currency}.csv`, text: csv([['month', 'currency', 'index'], ...rows]) };
}

function inflation(asset: string, yearly: number, today: Day): MadeFile {
  const rows = Array.from({ length: Math.floor(HISTORY_DAYS / 30) + 1 }, (_, i) => [
    addDays(today, -30 * i),
    asset,
    yearly.toFixed(4),
  ]).reverse();
  return { name: `inflation-${asset}.csv`, text: csv([['day', 'asset', 'inflation_fraction'], ...rows]) };
}
