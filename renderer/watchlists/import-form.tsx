import { Textarea } from '@mantine/core';
import { type ChangeEvent, type FormEvent, useRef, useState } from 'react';
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import { watchedKey } from '../../shared/watchlists/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { EVERY_COLUMN, type Reading, useReading } from '../engine/reading.ts';
import { counted } from '../figures/number-text.ts';
import { FormFoot } from '../forms/form-foot.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { useFirstFocus } from '../forms/use-first-focus.ts';
import { useSettled } from '../lists/index.ts';
import { useEscape } from '../window/escape.ts';
import { closeBeside } from '../window/places.ts';
import { answerOf, listsReading } from './readings.ts';
import { showList } from './view.ts';
import { kindWord } from './words.ts';

type Preview = Extract<inferRouterOutputs<AppRouter>['watchlists']['previewCsv'], { ok: unknown }>['ok'];
type Line = Preview['lines'][number];
type Choices = Readonly<Record<string, string>>;

const LINE_WORDS: Readonly<Record<Line['is'], string>> = {
  new: 'new',
  present: 'on it already',
  twice: 'named twice',
  ambiguous: 'may mean several',
  unknown: 'not found',
  fault: 'wrong',
};
/** What can be looked at; the counts are of all rows. */
const LINES_SHOWN = 200;

/** A table into a watchlist: what each row was found to mean, before anything is kept. */
export function ImportForm({ list }: { readonly list: string | null }) {
  const { data: lists = [] } = useReading(listsReading);
  const line = lists.find((each) => each.list === list);
  const [text, setText] = useState('');
  const [choices, setChoices] = useState<Choices>({});
  const form = useRef<HTMLFormElement>(null);
  useFirstFocus(form);
  useEscape(true, () => closeBeside('subject'));
  const settled = useSettled(withHead(text), 250);
  const { data: preview, error } = useReading(previewReading(settled, list, choices), { enabled: settled.trim() !== '' });
  const { carry, busy, refusal } = useCarrying(importCsv);
  const shown = settled.trim() === '' ? undefined : preview;

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const done = await carry({ text: withHead(text), list, choices: { ...choices } });
    if (done === null) return;
    sayChanged(`${counted(done.counts.new, 'entry', 'entries')} put on “${line?.terms.title ?? 'Imported list'}”.`);
    if (done.list !== null) showList(done.list);
    closeBeside('subject');
  }
  async function choose(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    const [file] = event.currentTarget.files ?? [];
    if (file) setText(await file.text());
  }

  return (
    <form ref={form} className="form" aria-label="Import a watchlist" noValidate onSubmit={(event) => void save(event)}>
      <p className="form-sentence" aria-live="polite">
        {shown ? countsText(shown, line?.terms.title ?? 'a new list') : <span className="muted">Paste a table, or choose a CSV file.</span>}
        {shown && shown.columns.length > 0 && ` Own columns: ${shown.columns.map(({ name }) => name).join(', ')}.`}
        {shown?.ignored.map(({ column, because }) => (
          <span key={column} className="muted">
            {' '}
            “{column}” is left out: {because}
          </span>
        ))}
      </p>
      <Textarea
        label="Table"
        description="With a head: id or name, kind, tags, note, review by, and own columns. Names one a line will do."
        placeholder={'name,tags,note\nETH,core,\nUSDC,stable,watch the reserves'}
        autosize
        minRows={4}
        maxRows={10}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <label className="labelled">
        Or a file
        <input type="file" accept=".csv,.tsv,.txt,text/csv" onChange={(event) => void choose(event)} />
      </label>
      {error && settled.trim() !== '' && (
        <p className="refusal" role="alert">
          {error.message}
        </p>
      )}
      {shown && (
        <table className="table">
          <thead>
            <tr>
              <th className="number">Row</th>
              <th>Name</th>
              <th>Means</th>
              <th>Is</th>
            </tr>
          </thead>
          <tbody>
            {shown.lines.map((each) => (
              <tr key={each.row}>
                <td className="number">{each.row}</td>
                <td>{each.name}</td>
                <td>
                  <Means
                    line={each}
                    choice={choices[String(each.row)]}
                    onChoose={(key) => setChoices({ ...choices, [String(each.row)]: key })}
                  />
                </td>
                <td className={each.is === 'new' ? undefined : each.is === 'present' || each.is === 'twice' ? 'muted' : 'late'}>
                  {LINE_WORDS[each.is]}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {shown && shown.total > LINES_SHOWN && (
        <p className="muted">
          The first {LINES_SHOWN} rows of {shown.total.toLocaleString()} are shown; all are counted.
        </p>
      )}
      <FormFoot
        does={shown && shown.counts.new > 0 ? `Import ${shown.counts.new.toLocaleString()}` : 'Import'}
        busy={busy || !shown || shown.counts.new === 0}
        refusal={refusal}
        onCancel={() => closeBeside('subject')}
      />
    </form>
  );
}

interface MeansProps {
  readonly line: Line;
  readonly choice: string | undefined;
  readonly onChoose: (key: string) => void;
}

/** What a row was found to mean; where it may mean several, the choice among them. */
function Means({ line: { row, about, title, candidates, many, message }, choice, onChoose }: MeansProps) {
  if (candidates.length > 1) {
    return (
      <select
        className="field narrow"
        aria-label={`What row ${row} means`}
        value={choice ?? ''}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        <option value="">which of {many.toLocaleString()}?</option>
        {candidates.map((candidate) => (
          <option key={watchedKey(candidate.about)} value={watchedKey(candidate.about)}>
            {candidate.title} ({kindWord(candidate.about.kind)})
          </option>
        ))}
      </select>
    );
  }
  if (about === null) return <span className="muted">{message}</span>;
  return (
    <>
      {title} <span className="muted">{kindWord(about.kind)}</span>
    </>
  );
}

function countsText({ counts, total }: Preview, title: string): string {
  const others = (['present', 'twice', 'ambiguous', 'unknown', 'fault'] as const).filter((is) => counts[is] > 0);
  const rest = others.map((is) => `${counts[is].toLocaleString()} ${LINE_WORDS[is]}`).join(', ');
  return `Of ${counted(total, 'row')} ${counts.new === 1 ? '1 is' : `${counts.new.toLocaleString()} are`} put on “${title}”${rest === '' ? '' : `; ${rest}`}.`;
}

/** A bare list of names has no head; it gets one. */
function withHead(text: string): string {
  const [first = ''] = text.trimStart().split(/\r?\n/);
  return first === '' || /[,;\t]/.test(first) || /^"?(name|id|title|symbol|code)"?$/i.test(first.trim()) ? text : `name\n${text}`;
}

function previewReading(text: string, list: string | null, choices: Choices): Reading<Preview> {
  return {
    columns: EVERY_COLUMN,
    key: ['watchlists.previewCsv', text, list, choices],
    ask: async (signal) =>
      answerOf(await api.watchlists.previewCsv.query({ text, list, choices: { ...choices }, limit: LINES_SHOWN }, { signal })),
  };
}

function importCsv(input: Parameters<typeof api.watchlists.importCsv.mutate>[0]) {
  return api.watchlists.importCsv.mutate(input);
}
