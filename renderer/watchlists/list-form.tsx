import { Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import type { AnySubject, SubjectKind } from '../../shared/figures/index.ts';
import { type ListTerms, listTermsSchema, WATCHED_KINDS } from '../../shared/watchlists/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { useReading } from '../engine/reading.ts';
import { focusComplaint } from '../forms/focus-complaint.ts';
import { FormFoot } from '../forms/form-foot.tsx';
import { FormSentence } from '../forms/form-sentence.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { useFirstFocus } from '../forms/use-first-focus.ts';
import { type MetricEntry, useMetrics } from '../metrics/index.ts';
import { forgetDraft, useKeptDraft } from '../window/kept-draft.ts';
import { closeBeside } from '../window/places.ts';
import { removeList } from './changes.ts';
import { ColumnChooser } from './column-chooser.tsx';
import { OwnColumnsField } from './own-columns-field.tsx';
import { listsReading } from './readings.ts';
import { showList } from './view.ts';
import { openForm } from './ways.ts';

const EMPTY: ListTerms = { title: '', says: '', metrics: [], trends: [], columns: [] };

interface ListFormProps {
  readonly list: string | null;
  /** What was chosen elsewhere to be put on a new list. */
  readonly about?: readonly AnySubject[];
}

const NOTHING: readonly AnySubject[] = [];

/** A watchlist's name, its metrics and its own columns; of a new one and of one there is. */
export function ListForm({ list, about = NOTHING }: ListFormProps) {
  const { data: lists } = useReading(listsReading);
  const line = lists?.find((each) => each.list === list);
  if (list === null) return <TermsForm key="new" list={null} first={EMPTY} about={about} />;
  if (!line) return lists ? <p className="panel-opening">This list was removed.</p> : null;
  return (
    <>
      <TermsForm key={list} list={list} first={line.terms} about={NOTHING} />
      <p className="form-aside">
        <button type="button" className="way" onClick={() => void removeList(line).then((done) => done && closeBeside('subject'))}>
          Remove the list “{line.terms.title}”
        </button>
        <span className="muted"> It can be brought back by undo.</span>
      </p>
    </>
  );
}

function TermsForm({ list, first, about }: Required<ListFormProps> & { readonly first: ListTerms }) {
  const name = `watchlist ${list ?? 'new'}`;
  const all = useMetrics();
  const { draft, set, resumed } = useKeptDraft<ListTerms>(name, () => begun(first, about, all));
  const [tried, setTried] = useState(false);
  const metrics = all.filter(({ subject }) => WATCHED_KINDS.some((kind) => kind === subject));
  const form = useRef<HTMLFormElement>(null);
  useFirstFocus(form);
  const { carry, busy, refusal } = useCarrying(saveList);
  const parsed = listTermsSchema.safeParse(draft);
  const complaint = parsed.success ? undefined : complaintOf(draft);
  const withPast = metrics.filter(({ id, hasHistory }) => hasHistory && (draft.metrics.includes(id) || draft.trends.includes(id)));

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!parsed.success) {
      focusComplaint(form.current);
      return;
    }
    const saved = await carry({ ...(list === null ? {} : { list }), terms: parsed.data });
    if (saved === null) return;
    forgetDraft(name);
    sayChanged(list === null ? `The list “${parsed.data.title}” is there.` : `The list “${parsed.data.title}” was changed.`);
    showList(saved.list);
    if (list === null) openForm({ shows: 'add', list: saved.list, about });
    else closeBeside('subject');
  }

  return (
    <form
      ref={form}
      className="form list-form"
      aria-label={list === null ? 'New watchlist' : 'Name and columns'}
      noValidate
      onSubmit={(event) => void save(event)}
    >
      <FormSentence resumed={resumed} lack={complaint}>
        {parsed.success ? meaning(parsed.data, metrics) : null}
      </FormSentence>
      <div className="form-fields">
        <TextInput
          label="Name"
          required
          value={draft.title}
          error={tried ? complaint : undefined}
          autoComplete="off"
          onChange={(event) => {
            const title = event.currentTarget.value;
            set((before) => ({ ...before, title }));
          }}
        />
        <Textarea
          label="What for"
          autosize
          minRows={1}
          maxRows={4}
          value={draft.says}
          onChange={(event) => {
            const says = event.currentTarget.value;
            set((before) => ({ ...before, says }));
          }}
        />
      </div>
      <fieldset>
        <legend>Metrics</legend>
        <ColumnChooser
          metrics={metrics}
          chosen={draft.metrics}
          mixed
          onChange={(chosen) =>
            set((before) => ({ ...before, metrics: [...chosen], trends: before.trends.filter((id) => chosen.includes(id)) }))
          }
        />
      </fieldset>
      <fieldset>
        <legend>
          Small line of the past <span className="muted">of one metric of each kind</span>
        </legend>
        {withPast.length === 0 && <p className="muted">None of the metrics chosen has a past that is kept.</p>}
        {withPast.map(({ id, name, subject }) => (
          <label key={id} className="check">
            <input
              type="checkbox"
              checked={draft.trends.includes(id)}
              onChange={(event) => {
                const { checked } = event.currentTarget;
                const others = draft.trends.filter((each) => metrics.find((metric) => metric.id === each)?.subject !== subject);
                set((before) => ({ ...before, trends: checked ? [...others, id] : others }));
              }}
            />{' '}
            {name} <span className="muted">{subject}</span>
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>
          Own columns <span className="muted">that you fill in yourself</span>
        </legend>
        <OwnColumnsField columns={draft.columns} onChange={(columns) => set((before) => ({ ...before, columns: [...columns] }))} />
      </fieldset>
      <FormFoot
        does={list === null ? 'Make the list' : 'Change the list'}
        busy={busy}
        refusal={refusal}
        onCancel={() => {
          forgetDraft(name);
          closeBeside('subject');
        }}
      />
    </form>
  );
}

/** What a new list shows to begin with of what was chosen for it; of other kinds, what its owner adds. */
const FIRST_WORDS: Partial<Readonly<Record<SubjectKind, readonly string[]>>> = {
  pool: ['rate.base', 'tvl', 'lockup'],
  asset: ['price', 'peg'],
  pair: ['price', 'peg'],
  network: ['inflation', 'unbonding'],
  venue: ['score'],
  position: ['value', 'return.real'],
};

function begun(first: ListTerms, about: readonly AnySubject[], metrics: readonly MetricEntry[]): ListTerms {
  const kinds = [...new Set(about.map(({ kind }) => kind))];
  const shown = kinds.map((kind) =>
    (FIRST_WORDS[kind] ?? []).flatMap((word) => metrics.find(({ subject, word: own }) => subject === kind && own === word) ?? []),
  );
  const trends = shown.flatMap((each) => each.find(({ hasHistory }) => hasHistory) ?? []);
  return {
    ...first,
    metrics: [...first.metrics, ...shown.flat().map(({ id }) => id)],
    trends: [...first.trends, ...trends.map(({ id }) => id)],
  };
}

function complaintOf({ title, columns }: ListTerms): string {
  if (title.trim() === '') return 'The list needs a name.';
  const unnamed = columns.find(({ name }) => name.trim() === '');
  if (unnamed) return 'An own column needs a name.';
  const money = columns.find(({ type, currency }) => type === 'money' && !/^[A-Za-z]/.test(currency ?? ''));
  if (money) return `The column ${money.name} of money needs its currency.`;
  return 'A name is too long, or has brackets in it.';
}

function meaning({ title, metrics, columns }: ListTerms, known: readonly MetricEntry[]): string {
  const names = metrics.map((id) => known.find((metric) => metric.id === id)?.name ?? id);
  const shows =
    names.length === 0 ? 'no metrics yet' : names.slice(0, 4).join(', ') + (names.length > 4 ? ` and ${names.length - 4} more` : '');
  const own = columns.length === 0 ? '' : `, and ${columns.map(({ name }) => name).join(', ')} by hand`;
  return `“${title}” shows ${shows}${own}.`;
}

function saveList(input: Parameters<typeof api.watchlists.save.mutate>[0]) {
  return api.watchlists.save.mutate(input);
}
