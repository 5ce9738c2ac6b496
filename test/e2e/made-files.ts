const DAY = 86_400_000;

/** The day so many days ago. */
export function dayBack(days: number): string {
  return new Date(Date.now() - days * DAY).toISOString().slice(0, 10);
}

interface MadePool {
  readonly symbol: string;
  /** Per cent a year. */
  readonly rate: number;
  readonly tvl: number;
  /** What the source remarks on it; it says how long a deposit is held back, or nothing of it. */
  readonly remark: string;
}

/** Twelve pools: five are let through by `rate.base > 4% and tvl > 5m and lockup <= 7d`, of one the lock-up is unknown. */
const POOLS: readonly MadePool[] = [
  { symbol: 'USDC', rate: 9, tvl: 50e6, remark: 'no lock-up' },
  { symbol: 'USDT', rate: 8, tvl: 40e6, remark: '7 days unstaking' },
  { symbol: 'DAI', rate: 7, tvl: 30e6, remark: '3 days cooldown' },
  { symbol: 'GHO', rate: 6, tvl: 20e6, remark: 'instant withdrawal' },
  { symbol: 'FRAX', rate: 5, tvl: 10e6, remark: 'no lock-up' },
  { symbol: 'LUSD', rate: 3, tvl: 60e6, remark: 'no lock-up' },
  { symbol: 'CRVUSD', rate: 12, tvl: 1e6, remark: 'no lock-up' },
  { symbol: 'SUSDE', rate: 11, tvl: 90e6, remark: '21 days unstaking' },
  { symbol: 'PYUSD', rate: 10, tvl: 70e6, remark: '' },
  { symbol: 'WETH', rate: 2, tvl: 200e6, remark: 'no lock-up' },
  { symbol: 'WBTC', rate: 0.5, tvl: 150e6, remark: 'no lock-up' },
  { symbol: 'RLUSD', rate: 4, tvl: 5e6, remark: 'no lock-up' },
];

export function poolId(place: number): string {
  return `00000000-0000-4000-8000-0000000000${String(place + 10)}`;
}

/** A snapshot of the twelve as DefiLlama writes it, with other rates for those that are named. */
export function poolSnapshot(day: string, rates: Readonly<Record<string, number>> = {}): string {
  const rows = POOLS.map(({ symbol, rate, tvl, remark }, place) => {
    const now = rates[symbol] ?? rate;
    return [poolId(place), 'aave-v3', 'Ethereum', symbol, tvl, now, now, '', `${day}T12:00:00.000Z`, remark].join(',');
  });
  return ['pool,protocol_slug,chain,symbol,tvl_usd,apy,apy_base,apy_reward,timestamp,pool_meta', ...rows, ''].join('\n');
}

/** A rate and the value locked a day of some of the twelve, on so many days up to the one so many days ago, as DefiLlama tells the past. */
export function poolPast(days: number, to: number, symbols: readonly string[]): string {
  const rows = Array.from({ length: days }, (_, index) => to + days - 1 - index).flatMap((ago) =>
    symbols.map((symbol) => {
      const place = POOLS.findIndex((pool) => pool.symbol === symbol);
      const { rate, tvl } = POOLS[place]!;
      const now = (rate + Math.sin(ago / 8 + place)).toFixed(4);
      return [
        dayBack(ago),
        poolId(place),
        'aave-v3',
        'Ethereum',
        symbol,
        Math.round(tvl * (1 + Math.cos(ago / 20) / 5)),
        now,
        now,
        '',
      ].join(',');
    }),
  );
  return ['date,pool_id_defillama,protocol_slug,chain,symbol,tvl_usd,apy,apy_base,apy_reward', ...rows, ''].join('\n');
}

/** Daily closes of a pair, oldest first, from so many days ago to so many. */
export function closes(from: number, to: number, priceOf: (daysAgo: number) => number): string {
  const rows = Array.from({ length: from - to + 1 }, (_, index) => `${dayBack(from - index)},${priceOf(from - index).toFixed(4)}`);
  return ['date,price', ...rows, ''].join('\n');
}
