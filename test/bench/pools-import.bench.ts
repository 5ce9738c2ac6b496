import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openStore } from '../../electron/engine/store/store.ts';
import { raceImport, type Taken, timed } from './import-rounds.ts';

const POOLS = 20_000;

/** A snapshot with all fields of the wire format, as large as the aggregator's own. */
function snapshot(): string {
  const chains = ['Ethereum', 'Base', 'Arbitrum', 'OP Mainnet', 'BSC', 'Polygon', 'Solana', 'Avalanche'];
  const projects = ['lido', 'aave-v3', 'uniswap-v3', 'curve-dex', 'beefy', 'aerodrome-slipstream', 'morpho-v1', 'pendle'];
  const data = Array.from({ length: POOLS }, (_, i) => {
    const [apyBase, apyReward] = [(i % 977) / 83, i % 3 === 0 ? (i % 131) / 29 : null];
    const rounded = Math.round(apyBase * 1e5) / 1e5;
    const reward = apyReward === null ? null : Math.round(apyReward * 1e5) / 1e5;
    return {
      chain: chains[i % chains.length],
      project: projects[i % projects.length],
      symbol: `TKN${i % 613}-USDC`,
      tvlUsd: 10_000 + ((i * 7_919) % 90_000_000),
      apyBase: rounded,
      apyReward: reward,
      apy: Math.round((rounded + (reward ?? 0)) * 1e5) / 1e5,
      rewardTokens: reward === null ? null : ['0x940181a94A35A4569E4529A3CDfB74e38FD98631'],
      pool: `${i.toString(16).padStart(8, '0')}-c668-4682-b9f9-296708a3dd90`,
      apyPct1D: -0.081,
      apyPct7D: 0.002,
      apyPct30D: 0.053,
      stablecoin: i % 5 === 0,
      ilRisk: i % 2 === 0 ? 'no' : 'yes',
      exposure: i % 2 === 0 ? 'single' : 'multi',
      predictions: { predictedClass: 'Stable/Up', predictedProbability: 72, binnedConfidence: 2 },
      poolMeta: i % 7 === 0 ? '7 days unstaking' : null,
      mu: 3.42826,
      sigma: 0.05387,
      count: 1563,
      outlier: false,
      underlyingTokens: ['0x4200000000000000000000000000000000000006', '0xDBFeFD2e8460a6Ee4955A68582F85708BAEA60A3'],
      il7d: null,
      apyBase7d: null,
      apyMean30d: 2.23403,
      volumeUsd1d: i % 4 === 0 ? 12_345.6 : null,
      volumeUsd7d: null,
      apyBaseInception: null,
    };
  });
  return JSON.stringify({ status: 'success', data });
}

/** The rival: `JSON.parse`, and a bare insert of every pool in one transaction, with the pragmas of a workspace. */
function bare(file: string, at: string): Promise<Taken> {
  const store = openStore(at);
  store.script(
    'CREATE TABLE pool (n INTEGER PRIMARY KEY, pool TEXT, chain TEXT, project TEXT, symbol TEXT, tvl REAL, apy REAL, base REAL, reward REAL, details TEXT) STRICT',
  );
  return timed(() => {
    const { data } = JSON.parse(readFileSync(file, 'utf8')) as { data: Record<string, unknown>[] };
    store.transact(() => {
      data.forEach(({ pool, chain, project, symbol, tvlUsd, apy, apyBase, apyReward, ...details }, n) =>
        store.run(
          'INSERT INTO pool VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
          n,
          ...([pool, chain, project, symbol, tvlUsd, apy, apyBase, apyReward] as (string | number | null)[]),
          JSON.stringify(details),
        ),
      );
    });
    store.close();
  });
}

/** Ours: judged, committed to, stored, and the newest observation of every pool found. */
test('import of 20,000 pools against JSON.parse and bare inserts', async () => {
  const { accepted, ratio } = await raceImport({ name: 'pools_2026-09-14.json', content: snapshot(), rival: bare });
  expect(new Set(accepted)).toEqual(new Set([POOLS]));
  console.log(
    `import of ${POOLS.toLocaleString('en')} pools: ${ratio('wall')} of JSON.parse and bare inserts; in processor time ${ratio('processor')}; target 4×`,
  );
});
