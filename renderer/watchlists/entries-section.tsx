import { useCallback, useState } from 'react';
import type { AnySubject } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { EVERY_COLUMN, type Reading, useReading } from '../engine/reading.ts';
import { dayText, momentText } from '../figures/time-text.ts';
import { NoteField } from '../forms/note-field.tsx';
import { useNow } from '../window/clock.ts';
import { goTo } from '../window/places.ts';
import { answerOf, type EntryLine, type ListLine, notesReading, type NoteVersion } from './readings.ts';
import { TargetsField } from './targets-field.tsx';
import { showList } from './view.ts';
import { openForm } from './ways.ts';

interface OnList {
  readonly line: ListLine;
  readonly entry: EntryLine;
}

/** What was said of a subject on each list that has it: notes with their history, targets, tags, the day of review. */
export function EntriesSection({ about }: { readonly about: AnySubject }) {
  const { data: entries } = useReading(entriesReading(about));
  if (!entries) return null;
  return (
    <>
      {entries.map(({ line, entry }) => (
        <EntrySection key={entry.entry} line={line} entry={entry} />
      ))}
      <section aria-label="Lists">
        <h2>
          On lists
          <button type="button" className="way not-printed" onClick={() => openForm({ shows: 'add', about: [about] })}>
            Add to …
          </button>
        </h2>
        {entries.length === 0 ? (
          <p className="muted">No list has it. On a list it has notes, tags, targets and a day of review.</p>
        ) : (
          <p>
            {entries.map(({ line, entry }, index) => (
              <span key={entry.entry}>
                {index > 0 && ', '}
                <button type="button" className="way" onClick={() => goToList(line.list)}>
                  {line.terms.title}
                </button>{' '}
                <span className="muted">since {dayText(entry.addedAt.slice(0, 10))}</span>
              </span>
            ))}
          </p>
        )}
      </section>
      <section aria-label="Rules">
        <h2>
          Rules about it
          <button type="button" className="way not-printed" onClick={() => goTo('alerts')}>
            Alerts
          </button>
        </h2>
      </section>
    </>
  );
}

function EntrySection({ line, entry }: OnList) {
  const command = useCarrying(useCallback((note: string) => api.watchlists.writeNote.mutate({ entry: entry.entry, note }), [entry.entry]));
  const { tags, reviewBy, reviewDue } = entry;
  const facts = [
    tags.length === 0 ? null : tags.join(', '),
    reviewBy === null ? null : `${reviewDue ? 'review due since' : 'review by'} ${dayText(reviewBy)}`,
  ].filter((part) => part !== null);
  return (
    <section aria-label={`On ${line.terms.title}`} className="entry-said">
      <h2>
        On “{line.terms.title}”<span className={reviewDue ? 'late' : undefined}>{facts.join(' · ')}</span>
      </h2>
      <TargetsField entry={entry} />
      <NoteField note={entry.note} placeholder="Why it is on this list, and what would change your mind." command={command} />
      <NoteHistory entry={entry.entry} />
    </section>
  );
}

/** Every version of a note, with what was added and taken out. */
function NoteHistory({ entry }: { readonly entry: string }) {
  const [open, setOpen] = useState(false);
  const { data: versions = [] } = useReading(notesReading(entry));
  const now = useNow();
  if (versions.length < 2) return null;
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{versions.length} versions of the note</summary>
      {open &&
        versions.map(({ at, actor, diff }) => (
          <div key={at} className="note-version">
            <p className="muted">
              {momentText(at, now)} · {actor}
            </p>
            {numbered(diff).map(({ key, change, text }) => (
              <p key={key} className={`note-${change}`}>
                <span aria-hidden="true">{SIGNS[change]}</span>
                {change !== 'same' && <span className="unseen">{change}: </span>}
                {text === '' ? '\u00a0' : text}
              </p>
            ))}
          </div>
        ))}
    </details>
  );
}

/** Lines keep their place in a version for good, hence it is their name. */
function numbered(diff: NoteVersion['diff']) {
  return diff.map((line, place) => ({ key: `line ${place}`, ...line }));
}

const SIGNS = { same: ' ', added: '+', removed: '−' };

function goToList(list: string): void {
  showList(list);
  goTo('watchlists');
}

/** Every list that has a subject, with its entry there. */
function entriesReading({ kind, id }: AnySubject): Reading<readonly OnList[]> {
  return {
    columns: EVERY_COLUMN,
    key: ['watchlists.entries-of', kind, id],
    async ask(signal) {
      const lists = (await api.watchlists.lists.query({}, { signal })).filter(({ kinds }) => (kinds[kind] ?? 0) > 0);
      const answers = await Promise.all(
        lists.map(({ list }) => api.watchlists.list.query({ list, search: id.slice(0, 200), limit: 100 }, { signal })),
      );
      return answers.flatMap((answer, index) => {
        const entry = answerOf(answer).rows.find(({ about }) => about.kind === kind && about.id === id);
        const line = lists[index];
        return entry && line ? [{ line, entry }] : [];
      });
    },
  };
}
