import { api } from '../engine/api.ts';
import { dayText } from '../figures/time-text.ts';
import type { Finder } from '../window/finders.ts';
import { goTo } from '../window/places.ts';

const MOST_FOUND = 6;

/** Finds entries of the journal from the window's one field. */
export const JOURNAL_FINDER: Finder = {
  group: 'Journal',
  async find(words, signal) {
    const { lines } = await api.journal.log.query({ search: words.slice(0, 200), limit: MOST_FOUND }, { signal });
    return lines.map(({ id, words: title, at }) => ({ id, title, says: dayText(at.slice(0, 10)), run: () => goTo('journal', id) }));
  },
};
