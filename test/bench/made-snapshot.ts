const CHAINS = ['Ethereum', 'Base', 'Arbitrum', 'Solana', 'Polygon'];
const PROJECTS = ['aave-v3', 'uniswap-v3', 'lido', 'curve-dex', 'morpho-blue'];

/** A snapshot of so many pools as the aggregator writes it: the same ones each time. Some have no base rate, most no rewards. */
export function madeSnapshot(pools: number): string {
  let seed = 7;
  const chance = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  const data = Array.from({ length: pools }, (_, at) => {
    const base = chance() < 0.05 ? null : Number((chance() ** 3 * 40).toFixed(5));
    const reward = base !== null && chance() < 0.6 ? null : Number((chance() * 10).toFixed(5));
    return {
      chain: CHAINS[at % 5],
      project: PROJECTS[(at * 7) % 5],
      symbol: `T${at % 900}-USDC`,
      tvlUsd: Math.round(10 ** (4 + chance() * 5)),
      apyBase: base,
      apyReward: reward,
      apy: (base ?? 0) + (reward ?? 0),
      pool: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
      stablecoin: at % 3 === 0,
      ilRisk: at % 2 === 0 ? 'yes' : 'no',
      exposure: at % 4 === 0 ? 'single' : 'multi',
      volumeUsd1d: Math.round(chance() * 1e6),
    };
  });
  return JSON.stringify({ status: 'success', data });
}
