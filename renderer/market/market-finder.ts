import { api } from '../engine/api.ts';
import { dayText } from '../figures/time-text.ts';
import type { Finder, Found } from '../window/finders.ts';
import { goTo } from '../window/places.ts';
import { seriesWords, subjectText } from './subjects.ts';

const MOST_FOUND = 5;

/** Finds series and pools from the window's one field. */
export const MARKET_FINDER: Finder = {
  group: 'Market data',
  async find(words, signal) {
    const wanted = words.toLowerCase();
    const [coverage, { pools }] = await Promise.all([
      api.market.coverage.query({}, { signal }),
      api.market.pools.query({ search: words.slice(0, 200), limit: MOST_FOUND }, { signal }),
    ]);
    const series = coverage
      .filter((each) => seriesWords(each).toLowerCase().includes(wanted))
      .slice(0, MOST_FOUND)
      .map((each): Found => {
        const subject = subjectText({ shows: 'series', series: each });
        return { id: subject, title: seriesWords(each), says: `to ${dayText(each.to)}`, run: () => goTo('market', subject) };
      });
    const found = pools.map(({ pool, symbol, project, chain }): Found => {
      const subject = subjectText({ shows: 'pool', pool });
      const says = [project, chain].filter((part) => part !== null).join(' · ');
      return { id: subject, title: symbol ?? pool, says, run: () => goTo('market', subject) };
    });
    return [...series, ...found];
  },
};
