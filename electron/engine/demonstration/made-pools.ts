import { addDays, type Day } from '../../../shared/figures/index.ts';
import { chance } from './chance.ts';
import { csv, type MadeFile } from './made-file.ts';

/** Days of history that every pool has, the last of them yesterday. */
const DAYS = 210;

/** What is told of a pool: size in millions of dollars and rates in per cent a year, each where it stood at the beginning and where it stands now. */
interface Pool {
  readonly id: string;
  readonly project: string;
  readonly chain: string;
  readonly symbol: string;
  readonly tvl: readonly [number, number];
  readonly base: readonly [number, number];
  readonly reward?: readonly [number, number];
  readonly meta?: string;
  readonly stable?: true;
  readonly exposure?: 'multi';
  /** Money that left, as a share, and how many days ago. */
  readonly drained?: readonly [share: number, ago: number];
  /** The rate of some days was this many times the usual one. */
  readonly spike?: readonly [times: number, ago: number, days: number];
}

/** Figures are invented; they have the proportions of such pools. */
const POOLS: readonly Pool[] = [
  pool('aave-usdc', 'aave-v3', 'Ethereum', 'USDC', [820, 905], [4.6, 4.1], { stable: true, spike: [3.1, 71, 3] }),
  pool('aave-usdt', 'aave-v3', 'Ethereum', 'USDT', [1_340, 1_190], [4.2, 3.7], { stable: true }),
  pool('aave-weth', 'aave-v3', 'Ethereum', 'WETH', [2_900, 3_150], [1.7, 1.9]),
  pool('aave-arb-usdc', 'aave-v3', 'Arbitrum', 'USDC', [96, 124], [4.9, 4.4], { stable: true, reward: [1.1, 0] }),
  pool('compound-usdc', 'compound-v3', 'Ethereum', 'USDC', [410, 388], [4.1, 3.9], { stable: true, reward: [0.6, 0.5] }),
  pool('compound-weth', 'compound-v3', 'Ethereum', 'WETH', [190, 205], [1.4, 1.6]),
  pool('morpho-usdc', 'morpho-blue', 'Ethereum', 'STEAKUSDC', [240, 415], [5.9, 5.2], { stable: true, reward: [0.9, 0.7] }),
  pool('morpho-base-usdc', 'morpho-blue', 'Base', 'SPARKUSDC', [150, 610], [6.4, 5.6], { stable: true, reward: [1.4, 0.8] }),
  pool('spark-susds', 'sky-lending', 'Ethereum', 'SUSDS', [1_900, 2_450], [6.5, 4.25], { stable: true }),
  pool('ethena-susde', 'ethena-usde', 'Ethereum', 'SUSDE', [2_100, 1_480], [9.4, 5.1], {
    stable: true,
    meta: '7 days unstaking',
    spike: [1.9, 96, 9],
  }),
  pool('fluid-usdc', 'fluid-lending', 'Ethereum', 'USDC', [180, 233], [5.6, 5.0], { stable: true, reward: [1.2, 0.9] }),
  pool('euler-usdc', 'euler-v2', 'Ethereum', 'USDC', [88, 51], [6.8, 6.1], { stable: true, reward: [1.8, 0.6], drained: [0.42, 6] }),
  pool('lido-steth', 'lido', 'Ethereum', 'STETH', [23_400, 24_900], [2.9, 2.7]),
  pool('rocket-reth', 'rocket-pool', 'Ethereum', 'RETH', [1_700, 1_640], [2.6, 2.4]),
  pool('frax-sfrxeth', 'frax-ether', 'Ethereum', 'SFRXETH', [210, 176], [3.2, 2.9]),
  pool('marinade-msol', 'marinade-liquid-staking', 'Solana', 'MSOL', [860, 790], [7.1, 6.6]),
  pool('jito-jitosol', 'jito-liquid-staking', 'Solana', 'JITOSOL', [2_300, 2_650], [7.6, 6.9]),
  pool('kamino-usdc', 'kamino-lend', 'Solana', 'USDC', [170, 212], [6.2, 5.4], { stable: true, spike: [2.4, 40, 4] }),
  pool('curve-3pool', 'curve-dex', 'Ethereum', 'DAI-USDC-USDT', [176, 171], [0.6, 0.5], {
    stable: true,
    reward: [0.8, 0.7],
    exposure: 'multi',
  }),
  pool('curve-steth', 'curve-dex', 'Ethereum', 'ETH-STETH', [310, 205], [1.6, 1.5], { reward: [0.9, 0.6], exposure: 'multi' }),
  pool('convex-crvusd', 'convex-finance', 'Ethereum', 'USDC-CRVUSD', [72, 64], [2.4, 2.0], {
    stable: true,
    reward: [7.9, 5.8],
    exposure: 'multi',
  }),
  pool('uni-weth-usdc', 'uniswap-v3', 'Ethereum', 'USDC-WETH', [142, 121], [14.2, 11.8], { exposure: 'multi', spike: [2.6, 33, 4] }),
  pool('uni-wbtc-weth', 'uniswap-v3', 'Ethereum', 'WBTC-WETH', [118, 126], [3.1, 2.6], { exposure: 'multi' }),
  pool('aero-weth-usdc', 'aerodrome-slipstream', 'Base', 'WETH-USDC', [41, 36], [0, 0], { reward: [38, 24], exposure: 'multi' }),
  pool('aero-cbbtc', 'aerodrome-slipstream', 'Base', 'WETH-CBBTC', [22, 27], [0, 0], { reward: [31, 19], exposure: 'multi' }),
  pool('balancer-weth-bal', 'balancer-v2', 'Ethereum', 'BAL-WETH', [52, 31], [1.1, 0.8], { reward: [6.1, 4.2], exposure: 'multi' }),
  pool('raydium-sol-usdc', 'raydium-amm', 'Solana', 'SOL-USDC', [33, 29], [24, 17], { reward: [3, 0], exposure: 'multi' }),
  pool('pendle-susde', 'pendle', 'Ethereum', 'SUSDE', [95, 38], [8.8, 6.2], {
    reward: [3.2, 1.5],
    stable: true,
    meta: 'For LP, maturity in spring',
  }),
  pool('maple-usdc', 'maple', 'Ethereum', 'USDC', [310, 640], [8.9, 6.7], { stable: true, meta: 'Withdrawal queue, 30 days lock' }),
  pool('clearpool-usdc', 'clearpool-lending', 'Base', 'USDC', [9.2, 4.1], [11.5, 9.8], { stable: true, drained: [0.3, 3] }),
  pool('stargate-usdc', 'stargate-v2', 'Arbitrum', 'USDC', [14, 11], [1.9, 1.4], { stable: true, reward: [3.1, 2.2] }),
  pool('gmx-arb', 'gmx-v2-perps', 'Arbitrum', 'WETH-USDC', [88, 79], [17.5, 12.6], { exposure: 'multi', spike: [2.2, 34, 5] }),
  pool('bold-sp', 'liquity-v2', 'Ethereum', 'BOLD', [31, 46], [7.2, 6.1], { stable: true }),
  pool('usual-usd0', 'usual-usd0', 'Ethereum', 'USD0++', [620, 240], [0, 0], {
    reward: [13, 7.4],
    stable: true,
    meta: 'Locked for 1460 days',
  }),
];

/** Rows of the history of every pool whose days lie from `from` up to `until` days ago, as tools that follow pools save them. */
export function poolHistory(today: Day, from: number, until: number): MadeFile {
  const rows = POOLS.flatMap((each) => historyOf(each, today).filter((_, i) => DAYS - i <= from && DAYS - i >= until));
  const header = [
    'date',
    'pool_id',
    'protocol',
    'chain',
    'symbol',
    'tvl_usd',
    'apy',
    'apy_base',
    'apy_reward',
    'pool_meta',
    'stablecoin',
    'exposure',
  ];
  return { name: `pools-${addDays(today, -until)}.csv`, text: csv([header, ...rows]) };
}

/** The id of a pool as its source has it: those of an aggregator are UUIDs. */
export function poolId(name: string): string {
  const luck = chance(Array.from(name).reduce((seed, letter) => (seed * 33 + letter.charCodeAt(0)) % 2_147_483_647, 5));
  const digits = Array.from({ length: 32 }, () => Math.floor(luck.uniform() * 16).toString(16)).join('');
  return [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `8${digits.slice(17, 20)}`, digits.slice(20)].join('-');
}

/** All of history, oldest day first. */
function historyOf(
  { id, project, chain, symbol, tvl, base, reward, meta, stable, exposure, drained, spike }: Pool,
  today: Day,
): string[][] {
  const luck = chance(Array.from(id).reduce((seed, letter) => (seed * 31 + letter.charCodeAt(0)) % 2_147_483_647, 11));
  let [size, rate] = [0, 0];
  return Array.from({ length: DAYS }, (_, i) => {
    const ago = DAYS - i;
    const along = i / (DAYS - 1);
    size = size * 0.92 + luck.spread() * 0.018;
    rate = rate * 0.85 + luck.spread() * 0.09;
    const left = drained !== undefined && ago <= drained[1] ? 1 - drained[0] : 1;
    const times = spike !== undefined && ago <= spike[1] && ago > spike[1] - spike[2] ? spike[0] : 1;
    const dollars = between(tvl, along) * Math.exp(size) * left * 1e6;
    const own = between(base, along) * Math.exp(rate) * times;
    const paid = reward === undefined ? null : between(reward, along) * Math.exp(rate / 2);
    return [
      addDays(today, -ago),
      poolId(id),
      project,
      chain,
      symbol,
      dollars.toFixed(0),
      (own + (paid ?? 0)).toFixed(5),
      own.toFixed(5),
      paid === null ? '' : paid.toFixed(5),
      meta === undefined ? '' : `"${meta}"`,
      stable === true ? 'true' : 'false',
      exposure ?? 'single',
    ];
  });
}

function between([from, to]: readonly [number, number], along: number): number {
  return from + (to - from) * along;
}

function pool(
  id: string,
  project: string,
  chain: string,
  symbol: string,
  tvl: Pool['tvl'],
  base: Pool['base'],
  more: Partial<Pool> = {},
): Pool {
  return { id, project, chain, symbol, tvl, base, ...more };
}
