import { api } from '../engine/api.ts';
import type { Finder } from '../window/finders.ts';
import { goTo } from '../window/places.ts';
import { STATE_WORDS } from './words.ts';

const MOST_FOUND = 6;

/** Finds tickets from the window's one field. */
export const PRETRADE_FINDER: Finder = {
  group: 'Tickets',
  async find(words, signal) {
    const wanted = words.toLowerCase();
    const tickets = await api.pretrade.list.query({}, { signal });
    return tickets
      .filter(({ title, symbol, venue }) => `${title} ${symbol ?? ''} ${venue}`.toLowerCase().includes(wanted))
      .slice(0, MOST_FOUND)
      .map(({ ticket, title, state }) => ({ id: ticket, title, says: STATE_WORDS[state], run: () => goTo('pretrade', ticket) }));
  },
};
