import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import { importFile } from '../watchlists/made-pools.ts';
import type { Caller } from './desk-hands.ts';

const DAYS = 120;
/** What the made pools are called, in their order. */
export const SYMBOLS = ['USDC', 'USDT', 'DAI', 'GHO'] as const;

const id = (place: number) => `00000000-0000-4000-8000-00000000000${place}`;

/** What the file says of a pool on a day, in per cent; the third says nothing for three weeks. */
export function rateOf(place: number, day: number): string | null {
  return place === 2 && day > 50 && day < 72 ? null : (4 + place + Math.sin(day / 8 + place) + ((day * 7919) % 13) / 40).toFixed(4);
}

/** Four made pools with a rate and value locked a day, from 1 July 2026 on. */
export async function poolHistory(_api: Caller, engine: OpenEngine): Promise<void> {
  const lines = ['date,pool_id_defillama,protocol_slug,chain,symbol,tvl_usd,apy,apy_base,apy_reward'];
  for (let day = 0; day < DAYS; day += 1) {
    const at = new Date(Date.UTC(2026, 6, 1) + day * 86_400_000).toISOString().slice(0, 10);
    for (const [place, symbol] of SYMBOLS.entries()) {
      const rate = rateOf(place, day);
      if (rate === null) continue;
      const tvl = Math.round(1e8 * (4 - place) * (1 + Math.cos(day / 20 + place) / 5));
      lines.push(`${at},${id(place)},aave-v3,Ethereum,${symbol},${tvl},${rate},${rate},`);
    }
  }
  importFile(engine, 'pools.csv', lines.join('\n'));
}
