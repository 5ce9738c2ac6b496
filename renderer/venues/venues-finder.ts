import { api } from '../engine/api.ts';
import type { Finder } from '../window/finders.ts';
import { goTo } from '../window/places.ts';
import { STATE_WORDS, TYPE_WORDS } from './words.ts';

const MOST_FOUND = 6;

/** Finds venues and desks from the window's one field. */
export const VENUES_FINDER: Finder = {
  group: 'Venues',
  async find(words, signal) {
    const wanted = words.toLowerCase();
    const lists = await Promise.all([
      api.venues.list.query({ family: 'derivatives' }, { signal }),
      api.venues.list.query({ family: 'otc' }, { signal }),
    ]);
    const all = new Map(lists.flatMap(({ venues }) => venues).map((venue) => [venue.venue, venue]));
    return [...all.values()]
      .filter(({ name, group }) => `${name} ${group ?? ''}`.toLowerCase().includes(wanted))
      .slice(0, MOST_FOUND)
      .map(({ venue, name, type, place }) => ({
        id: venue,
        title: name,
        says: `${TYPE_WORDS[type]}, ${STATE_WORDS[place.state]}`,
        run: () => goTo('venues', venue),
      }));
  },
};
