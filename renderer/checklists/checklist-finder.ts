import { api } from '../engine/api.ts';
import type { Finder, Found } from '../window/finders.ts';
import { goTo } from '../window/places.ts';
import { openTemplate } from './template-address.ts';

const MOST_FOUND = 5;

/** Finds runs and checklists from the window's one field. */
export const CHECKLIST_FINDER: Finder = {
  group: 'Checklists',
  async find(words, signal) {
    const text = words.slice(0, 200);
    const [templates, { runs }] = await Promise.all([
      api.checklists.templates.query({ text }, { signal }),
      api.checklists.runs.query({ text, limit: MOST_FOUND }, { signal }),
    ]);
    const found = templates.slice(0, MOST_FOUND).map((template): Found => {
      const open = () => {
        goTo('checklists');
        openTemplate(template.key, template.title);
      };
      return { id: `template ${template.key}`, title: template.title, says: template.moment, run: open };
    });
    const ran = runs.map((run): Found => {
      return { id: `run ${run.run}`, title: `${run.title}, ${run.aboutTitle}`, says: run.state, run: () => goTo('checklists', run.run) };
    });
    return [...found, ...ran];
  },
};
