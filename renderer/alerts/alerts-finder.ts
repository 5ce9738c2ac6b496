import { api } from '../engine/api.ts';
import type { Finder } from '../window/finders.ts';
import { goToFiring, goToRule } from './ways.ts';
import { instantText } from './words.ts';

const MOST_FOUND = 5;

/** Finds rules by their words, and what they have fired, from the window’s one field. */
export const ALERTS_FINDER: Finder = {
  group: 'Alerts',
  async find(words, signal) {
    const wanted = words.toLowerCase().split(/\s+/);
    const [rules, { firings }] = await Promise.all([
      api.alerts.rules.query({}, { signal }),
      api.alerts.firings.query({ text: words.slice(0, 400), limit: MOST_FOUND }, { signal }),
    ]);
    const found = rules.filter(({ terms: { title, rule } }) => wanted.every((word) => `${title} ${rule}`.toLowerCase().includes(word)));
    return [
      ...found
        .slice(0, MOST_FOUND)
        .map(({ rule, terms }) => ({ id: rule, title: terms.title, says: terms.rule, run: () => goToRule(rule, terms.title) })),
      ...firings.map(({ firing, title, subjectTitle, due }) => ({
        id: firing,
        title: `${title}, ${subjectTitle}`,
        says: `fired ${instantText(Date.parse(due))}`,
        run: () => goToFiring(firing),
      })),
    ];
  },
};
