import { chance } from './chance.ts';
import type { World } from './world.ts';

const LEVELS = 200;

export type Level = readonly [price: string, size: string];

/** A book about yesterday's close: thin at the touch, thicker below, with gaps; the same for the same day. */
export function book(world: World, asset: string, tick: number, size: number): { bids: readonly Level[]; asks: readonly Level[] } {
  const middle = world.price(asset, 1);
  const digits = Math.max(0, -Math.floor(Math.log10(tick)));
  const side = (sign: 1 | -1): readonly Level[] => {
    const luck = chance(sign === 1 ? 11 : 23);
    let away = middle * 0.00003;
    return Array.from({ length: LEVELS }, (_, level): Level => {
      const price = Math.round((middle + sign * away) / tick) * tick;
      away += Math.max(tick, middle * 0.00002 * (0.4 + luck.uniform() * 1.6));
      return [price.toFixed(digits), (size * (0.3 + luck.uniform()) * (1 + level / 40)).toFixed(3)];
    });
  };
  return { bids: side(-1), asks: side(1) };
}
