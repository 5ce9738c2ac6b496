import { type FormEvent, useRef, useState } from 'react';
import type { AnySubject } from '../../shared/figures/index.ts';
import { WATCHED_KINDS, type Watched, watchedKey, watchedSchema } from '../../shared/watchlists/index.ts';
import { api } from '../engine/api.ts';
import { EVERY_COLUMN, useReading } from '../engine/reading.ts';
import { counted } from '../figures/number-text.ts';
import { useFirstFocus } from '../forms/use-first-focus.ts';
import { type FoundSubject, SubjectPicker } from '../metrics/index.ts';
import { closeBeside } from '../window/places.ts';
import { useEscape } from '../window/escape.ts';
import { addTo } from './changes.ts';
import { listsReading } from './readings.ts';
import { openForm } from './ways.ts';
import { kindWord } from './words.ts';

interface AddFormProps {
  /** The list to add to; null asks for it. */
  readonly list: string | null;
  /** What was chosen elsewhere already. */
  readonly about: readonly AnySubject[];
}

interface Chosen {
  readonly about: Watched;
  /** Null as long as nobody has told it. */
  readonly title: string | null;
}

/** Puts subjects on a list: one by one by their names; many come by a table. */
export function AddForm({ list, about }: AddFormProps) {
  const { data: lists = [] } = useReading(listsReading);
  const [target, setTarget] = useState<string | null>(list);
  const [chosen, setChosen] = useState<readonly Chosen[]>(() => about.flatMap(watchedOf).map((each) => ({ about: each, title: null })));
  const titles = useTitles(chosen);
  const titleOf = (each: Chosen) => each.title ?? titles.get(watchedKey(each.about)) ?? each.about.id;
  const form = useRef<HTMLFormElement>(null);
  useFirstFocus(form);
  useEscape(true, () => closeBeside('subject'));
  const line = lists.find((each) => each.list === target) ?? lists[0];

  function choose({ kind, id, title }: FoundSubject): void {
    const [watched] = watchedOf({ kind, id });
    if (watched) setChosen((before) => merged(before, [{ about: watched, title }]));
  }
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!line || chosen.length === 0) return;
    const added = await addTo(
      line.list,
      line.terms.title,
      chosen.map((each) => each.about),
    );
    if (added) setChosen([]);
  }

  return (
    <form ref={form} className="form" aria-label="Add to a watchlist" noValidate onSubmit={(event) => void save(event)}>
      <p className="form-sentence" aria-live="polite">
        {line === undefined ? (
          <>
            There is no watchlist yet.{' '}
            <button type="button" className="way" onClick={() => openForm({ shows: 'new-list', about: chosen.map((each) => each.about) })}>
              Make one
            </button>
          </>
        ) : chosen.length === 0 ? (
          <span className="muted">Nothing is chosen yet.</span>
        ) : (
          `Puts ${chosen.length === 1 && chosen[0] ? titleOf(chosen[0]) : counted(chosen.length, 'subject')} on “${line.terms.title}” and keeps what its metrics say now.`
        )}
      </p>
      <SubjectPicker label="What to watch" value={null} kinds={WATCHED_KINDS} onChange={choose} />
      {lists.length > 1 && (
        <label className="labelled">
          On the list
          <select className="field" value={line?.list ?? ''} onChange={(event) => setTarget(event.currentTarget.value)}>
            {lists.map((each) => (
              <option key={each.list} value={each.list}>
                {each.terms.title}
              </option>
            ))}
          </select>
        </label>
      )}
      {line && (
        <p>
          <button type="button" className="way" onClick={() => openForm({ shows: 'import', list: line.list })}>
            Paste many, or import a table
          </button>
        </p>
      )}
      {chosen.length > 0 && (
        <ul className="chosen-subjects" aria-label="Chosen">
          {chosen.map((each) => (
            <li key={watchedKey(each.about)}>
              <span>
                {titleOf(each)} <span className="muted">{kindWord(each.about.kind)}</span>
              </span>
              <button
                type="button"
                className="quiet"
                aria-label={`Do not add ${titleOf(each)}`}
                onClick={() => setChosen((before) => before.filter(({ about: other }) => watchedKey(other) !== watchedKey(each.about)))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="actions">
        <button type="submit" className="main" disabled={chosen.length === 0 || line === undefined}>
          Add {chosen.length > 1 ? chosen.length.toLocaleString() : 'it'}
        </button>
        <button type="button" onClick={() => closeBeside('subject')}>
          Close
        </button>
      </div>
    </form>
  );
}

/** What people call those that came by their ids alone. */
function useTitles(chosen: readonly Chosen[]): ReadonlyMap<string, string> {
  const untold = chosen.filter(({ title }) => title === null).map(({ about }) => about);
  const { data = NO_TITLES } = useReading(
    {
      columns: EVERY_COLUMN,
      key: ['watchlists', 'add', 'titles', untold],
      ask: async (signal) => {
        const told = await api.metrics.titles.query({ subjects: untold }, { signal });
        return new Map(untold.map((each, index) => [watchedKey(each), told[index]?.title ?? each.id]));
      },
    },
    { enabled: untold.length > 0 },
  );
  return data;
}

const NO_TITLES: ReadonlyMap<string, string> = new Map();

function watchedOf(about: AnySubject): readonly Watched[] {
  const parsed = watchedSchema.safeParse({ kind: about.kind, id: about.id });
  return parsed.success ? [parsed.data] : [];
}

function merged(before: readonly Chosen[], more: readonly Chosen[]): readonly Chosen[] {
  return [...new Map([...before, ...more].map((each) => [watchedKey(each.about), each])).values()];
}
