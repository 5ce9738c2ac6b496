import { api } from '../engine/api.ts';
import type { Finder } from '../window/finders.ts';
import { goTo } from '../window/places.ts';

const MOST_FOUND = 6;

/** Finds recorded trades from the window’s one field: by reference, desk, or what is paid and received. */
export const OTC_FINDER: Finder = {
  group: 'Settlements',
  async find(words, signal) {
    const wanted = words.toLowerCase().split(/\s+/);
    const lines = await api.otc.trades.query({ limit: 10_000 }, { signal });
    return lines
      .filter(({ reference, deskName, direction }) => {
        const text = `${reference} ${deskName} ${direction} ${direction.replaceAll(',', '')}`.toLowerCase();
        return wanted.every((word) => text.includes(word));
      })
      .slice(0, MOST_FOUND)
      .map(({ trade, reference, deskName, direction }) => ({
        id: trade,
        title: `${reference}, ${deskName}`,
        says: direction,
        run: () => goTo('otc', trade),
      }));
  },
};
