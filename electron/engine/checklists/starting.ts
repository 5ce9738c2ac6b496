import { dayNumber, done, isRefused, type Outcome, refuse, type Subject } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import { actingPerson } from './persons.ts';
import { adoption, noVersion } from './template-commands.ts';
import { findVersion, isRetired } from './template-rows.ts';

interface StartQuestion {
  readonly template: string;
  readonly number?: number | undefined;
  readonly about: Subject;
  readonly by?: string | undefined;
}

/** Begins a run about a subject, frozen to the newest version (or the one that is named). */
export function startRun(engine: Engine, question: StartQuestion): Outcome<{ run: string; number: number; hash: string }> {
  const { template: key, about } = question;
  const version = findVersion(engine.store, key, question.number);
  if (!version) return noVersion(key, question.number);
  if (isRetired(engine.store, key))
    return refuse('retired', `“${version.content.title}” is retired. Reinstate it to run it.`, { template: key });
  if (version.content.about !== about.kind) {
    return refuse('other-subject', `“${version.content.title}” is about a ${version.content.about}, not about a ${about.kind}.`, {
      field: 'about',
    });
  }
  const aboutTitle = titleOf(engine, about);
  if (isRefused(aboutTitle)) return aboutTitle;
  const by = actingPerson(engine, question.by);
  if (isRefused(by)) return by;
  const run = engine.newId();
  const { number, hash, content } = version;
  const payload = { template: key, number, hash, about, title: content.title, aboutTitle: aboutTitle.ok, by: by.ok };
  const committed = engine.journal.commit([...adoption(version), { type: 'checklists.run-started', subject: run, payload }]);
  return isRefused(committed) ? committed : done({ run, number, hash });
}

/** What the subject is called; refused where there is none of that id. Days and the workspace need nobody to speak for them. */
function titleOf(engine: Engine, { kind, id }: Subject): Outcome<string> {
  const noSuch = (sentence: string) => refuse('no-such-subject', sentence, { field: 'about' });
  const source = engine.sources.subjects.get(kind);
  if (source) {
    const title = source.title(engine, id);
    return title === null ? noSuch(`There is no ${kind} ${id}.`) : done((title === '' ? id : title).slice(0, 300));
  }
  if (kind === 'workspace') return id === 'workspace' ? done('the workspace') : noSuch('The id of the workspace is "workspace".');
  if (kind !== 'day') return noSuch(`This program knows no ${kind} to run a checklist about.`);
  return dayNumber(id) === null ? noSuch(`${id} is no day, written YYYY-MM-DD.`) : done(id);
}
