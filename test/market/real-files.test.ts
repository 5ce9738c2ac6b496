import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isRefused } from '../../shared/figures/index.ts';
import { type MarketAnswers, type MarketReading, readMarketFile } from '../../shared/market/index.ts';
import { NOW } from './reading.ts';

const DATA = join(import.meta.dirname, '../../../shared/data/yield');
const USD: MarketAnswers = { currency: 'USD' };

const readings = new Map<string, MarketReading>();

/** Each file is read once, because some have fifty thousand rows. */
function read(path: string, answers: MarketAnswers = {}): MarketReading {
  const key = `${path} ${JSON.stringify(answers)}`;
  const known = readings.get(key);
  if (known) return known;
  const reading = readMarketFile(path.replace(/^.*\//, ''), readFileSync(join(DATA, path)), { now: NOW, answers });
  if (isRefused(reading)) throw new Error(reading.error.message);
  readings.set(key, reading.ok);
  return reading.ok;
}

/** Lines of a CSV after its header, split at commas; none of the columns looked at has a comma within. */
function rowsOf(path: string): string[][] {
  const [, ...lines] = readFileSync(join(DATA, path), 'utf8').trimEnd().split('\n');
  return lines.map((line) => line.split(','));
}

/** File, answers, format, then accepted, flagged, skipped and quarantined values; nothing is a duplicate and nothing rejected. */
const FILES: readonly (readonly [string, MarketAnswers, string, number, number, number, number])[] = [
  ['defillama/all_pools_apy_2023-07-26.csv', {}, 'defillama-table', 11_937, 40, 0, 0],
  ['defillama/chart_export_4399e512_mmddyyyy.csv', { pool: '4399e512' }, 'defillama-table', 302, 0, 0, 0],
  ['defillama/fixture_pools_native_schema.json', { at: '2025-09-01' }, 'defillama-pools', 5, 0, 0, 0],
  ['defillama/lending_panel_2026-02-16_to_2026-03-02.csv', {}, 'defillama-table', 2_117, 6, 0, 0],
  ['defillama/pool_history.csv', {}, 'defillama-table', 55_849, 980, 0, 0],
  ['defillama/pools_2025-09-26.csv', {}, 'defillama-table', 5_857, 75, 0, 0],
  ['defillama/pools_2025-09-29.csv', {}, 'defillama-table', 5_796, 66, 0, 0],
  ['defillama/pools_full_schema_2025-08-31.json', {}, 'defillama-pools', 1_126, 8, 0, 0],
  ['defillama/selected_pools_2025-12-24.json', {}, 'defillama-pools', 30, 0, 0, 0],
  ['prices/BNB-USD_daily_to_2022.csv', {}, 'yahoo', 1_879, 0, 0, 0],
  ['prices/BTC-USD_daily_to_2022.csv', {}, 'yahoo', 3_028, 0, 0, 0],
  ['prices/ETH-USD_daily_to_2022.csv', {}, 'yahoo', 1_879, 0, 0, 0],
  ['prices/SOL-USD_daily_to_2022.csv', {}, 'yahoo', 996, 0, 0, 0],
  ['prices/btc_price_volume_2015-2024.csv', { asset: 'BTC', ...USD }, 'plain-prices', 3_653, 0, 0, 0],
  ['prices/stablecoin_prices_to_2022-04.csv', USD, 'wide-prices', 9_732, 8, 0, 0],
  ['prices/coingecko_BALUSD_hourly_2020-2021.json', {}, 'price-pairs', 3_924, 1, 0, 0],
  ['prices/coingecko_WBTCUSD_hourly_2020-2021.json', {}, 'price-pairs', 13_821, 33, 0, 8],
  ['prices/coingecko_WETHUSD_hourly_2020-2021.json', {}, 'price-pairs', 17_248, 4, 0, 19],
  ['staking/lst_eth_rates/osETH_compoundv3_feed.csv', { unit: 'ETH' }, 'rate-feed', 3_170, 0, 13_000, 0],
  ['staking/lst_eth_rates/weETH_compoundv3_feed.csv', { unit: 'ETH' }, 'rate-feed', 3_351, 11, 12_808, 0],
  ['exchange_csv/dali/EUR_USD.csv', {}, 'ohlc', 1, 0, 0, 0],
];

describe.skipIf(!existsSync(DATA))('real market files', () => {
  it.each(FILES)('%s: every value accounted for', (path, answers, format, accepted, flagged, skipped, quarantined) => {
    const reading = read(path, answers);
    expect(reading.questions).toEqual([]);
    expect(reading.format).toBe(format);
    expect(reading.quality.counts).toEqual({ accepted, flagged, skipped, quarantined, duplicate: 0, rejected: 0 });
  });

  it('gives as many values as the files have rows, or cells where each column is an asset', () => {
    for (const [path, answers] of FILES.filter(([name]) => name.endsWith('.csv') && !name.includes('panel'))) {
      const rows = rowsOf(path).length;
      expect([path, read(path, answers).entries.length]).toEqual([path, path.includes('stablecoin') ? rows * 20 : rows]);
    }
  });

  it('says the closes of Yahoo as they stand, noise and all', () => {
    const closes = rowsOf('prices/BTC-USD_daily_to_2022.csv').map((cells) => cells[4]);
    const prices = read('prices/BTC-USD_daily_to_2022.csv').entries.map(({ point }) => (point?.kind === 'price' ? point.price : null));
    expect(prices).toEqual(closes.map((close) => close!.replace(/\.?0+$/, '')));
    expect(closes.some((close) => close!.length > 10)).toBe(true);
  });

  it('puts the wrong hours of CoinGecko aside and keeps the right ones beside them', () => {
    const reading = read('prices/coingecko_WBTCUSD_hourly_2020-2021.json');
    const aside = reading.entries
      .filter(({ outcome }) => outcome === 'quarantined')
      .map(({ row, point }) => [row, point?.kind === 'price' ? Math.round(Number(point.price)) : 0]);
    expect(aside).toEqual([
      [598, 403],
      [599, 403],
      [1041, 6664],
      [1042, 6682],
      [1043, 6484],
      [1101, 137],
      [1102, 136],
      [1909, 3467],
    ]);
    const kept = [597, 600, 1100, 1103].map((row) => Number((reading.entries[row - 1]!.point as { price: string }).price));
    expect(Math.min(...kept)).toBeGreaterThan(3000);
  });

  it('finds the market of BTC in a second source: LEAN within two per cent of Yahoo, save for a few days', () => {
    const zip = unzipSync(readFileSync(join(DATA, 'prices/lean_coinbase_btcusd_daily_trade.zip')));
    const lean = readMarketFile('lean.zip/btcusd.csv', zip['btcusd.csv']!, { now: NOW });
    if (isRefused(lean)) throw new Error(lean.error.message);
    const closes = (reading: MarketReading) =>
      new Map(reading.entries.flatMap(({ point }) => (point?.kind === 'price' ? [[point.at, Number(point.price)] as const] : [])));
    const [ours, theirs] = [closes(lean.ok), closes(read('prices/BTC-USD_daily_to_2022.csv'))];
    const differences = [...ours].flatMap(([at, price]) => (theirs.has(at) ? [Math.abs(price / theirs.get(at)! - 1)] : []));
    expect(lean.ok.quality.counts.accepted).toBe(1318);
    expect(lean.ok.entries).toHaveLength(1318);
    expect(differences.length).toBeGreaterThan(1300);
    expect(differences.filter((difference) => difference > 0.02).length / differences.length).toBeLessThan(0.06);
  });

  it('keeps the known flaws: rates beyond 1,000 %, rates of nought, il7d unknown everywhere, holes in histories', () => {
    const rates = (path: string) => rowsOf(path).map((cells) => Number(cells[5]));
    for (const path of ['defillama/pools_2025-09-26.csv', 'defillama/pools_2025-09-29.csv']) {
      const reading = read(path);
      expect(reading.quality.reasons['extreme-rate']).toBe(rates(path).filter((rate) => rate > 1000).length);
      const zero = reading.entries.filter(({ point }) => point?.kind === 'pool' && point.apy === 0).length;
      expect(zero).toBe(rates(path).filter((rate) => rate === 0).length);
      expect(zero).toBeGreaterThan(2000);
    }
    const full = read('defillama/pools_full_schema_2025-08-31.json').entries;
    expect(full.filter(({ point }) => point?.kind === 'pool' && point.details?.il7d !== undefined)).toEqual([]);
    expect(read('defillama/pool_history.csv').quality).toMatchObject({ seriesCount: 356, withGaps: 240 });
  });

  it('asks what the rate feeds are counted in and suggests ether', () => {
    expect(read('staking/lst_eth_rates/osETH_compoundv3_feed.csv').questions).toMatchObject([{ name: 'unit', suggested: 'ETH' }]);
  });
});
