import { api } from '../engine/api.ts';
import type { Finder } from '../window/finders.ts';
import { goTo } from '../window/places.ts';
import { counted } from '../figures/number-text.ts';

const MOST_FOUND = 6;

/** Finds dashboards from the window's one field. */
export const DASHBOARDS_FINDER: Finder = {
  group: 'Dashboards',
  async find(words, signal) {
    const wanted = words.toLowerCase();
    const all = await api.comparison.dashboards.query({}, { signal });
    return all
      .filter(({ name }) => name.toLowerCase().includes(wanted))
      .slice(0, MOST_FOUND)
      .map(({ dashboard, name, panels, subjects }) => ({
        id: dashboard,
        title: name,
        says: `${counted(panels, 'panel')}, ${counted(subjects.length, 'subject')}`,
        run: () => goTo('dashboards', dashboard),
      }));
  },
};
