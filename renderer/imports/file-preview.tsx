import { useMemo, useState } from 'react';
import { isRefused, type Refusal } from '../../shared/figures/index.ts';
import type { Mapping } from '../../shared/imports/index.ts';
import { api } from '../engine/api.ts';
import { useReading } from '../engine/reading.ts';
import { dayText } from '../figures/time-text.ts';
import { FilterField } from '../lists/index.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { CountsBar } from './counts-bar.tsx';
import { FileProgress } from './file-progress.tsx';
import { countsOf, type FileAnswer, isRead, type ReadFile } from './import-answers.ts';
import { guessedMapping } from './mapping-draft.ts';
import { MappingForm } from './mapping-form.tsx';
import type { RowOutcome } from './outcomes.ts';
import { importFile, usePreview, usePreviewRows } from './preview.ts';
import { Questions } from './questions.tsx';
import { filteredRows } from './row-filter.ts';
import { RowsTable } from './rows-table.tsx';
import { choose, putAway, type WaitingFile } from './waiting-files.ts';

/** A file before it is imported: as what it is read, what is not known of it, and row by row what becomes of it. */
export function FilePreview({ file, panel }: { readonly file: WaitingFile; readonly panel: string }) {
  const { data, error, isFetching } = usePreview(file);
  const [inner, setInner] = useState(0);
  const answers = data && !isRefused(data) ? data.ok.files : [];
  const answer = answers[Math.min(inner, answers.length - 1)];
  const accepted = answers.filter(isRead).reduce((sum, each) => sum + each.accepted, 0);
  const ready = accepted > 0 && !file.importing && !isFetching;
  useCommands(
    panel,
    useMemo(() => fileCommands(file, ready), [file, ready]),
  );
  const refusal = data && isRefused(data) ? data.error : file.arrival.is === 'refused' ? file.arrival.refusal : null;
  const mapping = file.choices.options.mapping;
  return (
    <>
      <header className="panel-head">
        <h1>{file.name}</h1>
        <span className="says">{file.bytes === null ? '' : bytesText(file.bytes)}</span>
        <span className="right actions">
          <button type="button" className="quiet" disabled={file.importing} onClick={() => putAway(file.key)}>
            Put away
          </button>
          <button type="button" className="main" disabled={!ready} onClick={() => void importFile(file)}>
            {accepted === 1 ? 'Import 1 row' : `Import ${accepted.toLocaleString()} rows`}
          </button>
        </span>
      </header>
      {answer && isRead(answer) && <FormatChoice file={file} answer={answer} />}
      <FileProgress file={file} isReading={isFetching && !data} />
      {error && <p className="refusal" role="alert">{`The file could not be read: ${error.message}`}</p>}
      {refusal && <Refused file={file} refusal={refusal} />}
      {answers.length > 1 && <InnerFiles answers={answers} chosen={inner} onChoose={setInner} />}
      {mapping !== undefined && answer && isRead(answer) && (
        <MappingForm
          header={answer.header}
          sample={answer.shown.map((row) => row.cells)}
          mapping={mapping}
          onChange={(changed) => choose(file.key, withMapping(file, changed))}
        />
      )}
      {answer &&
        (isRead(answer) ? (
          <ReadRows key={answer.file} file={file} answer={answer} panel={panel} />
        ) : (
          <p className="refusal">{answer.error.message}</p>
        ))}
    </>
  );
}

function ReadRows({ file, answer, panel }: { readonly file: WaitingFile; readonly answer: ReadFile; readonly panel: string }) {
  const [text, setText] = useState('');
  const [outcome, setOutcome] = useState<RowOutcome | null>(null);
  const [numbers, setNumbers] = useState<readonly number[] | null>(null);
  const { rowAt, onWindow } = usePreviewRows(file, answer, numbers);
  const left = filteredRows(answer, { text, outcome }, rowAt);
  if (!sameNumbers(left, numbers)) setNumbers(left);
  return (
    <>
      <Questions
        questions={answer.questions}
        options={file.choices.options}
        onAnswer={(options) => choose(file.key, { ...file.choices, options })}
      />
      {answer.notices.map((notice) => (
        <p key={notice} className="file-notice">
          {notice}
        </p>
      ))}
      <CountsBar counts={countsOf(answer)} rows={answer.rows} chosen={outcome} onChoose={setOutcome} />
      <div className="list-bar">
        <FilterField panel={panel} group="Import" label="Filter rows" value={text} onChange={setText} />
        {left !== null && (
          <span className="muted" role="status">
            {left.length.toLocaleString()} of {answer.rows.toLocaleString()} rows
          </span>
        )}
      </div>
      <RowsTable
        label={`Rows of ${answer.file}`}
        header={answer.header}
        count={left === null ? answer.rows : left.length}
        rowAt={(index) => rowAt(left === null ? index + 1 : (left[index] ?? 0))}
        onWindow={onWindow}
        nothing={answer.rows === 0 ? 'The file has a header and no rows.' : 'No row is left by this filter. Esc clears it.'}
      />
    </>
  );
}

/** As what the file is read; any known format can be chosen instead, or a mapping of one's own. */
function FormatChoice({ file, answer }: { readonly file: WaitingFile; readonly answer: ReadFile }) {
  const { data = [] } = useReading({ columns: [], key: ['imports.formats'], ask: (signal) => api.imports.formats.query({}, { signal }) });
  function read(format: string): void {
    if (format === 'mapping') choose(file.key, withMapping(file, guessedMapping(answer.header, platformOf(file.name))));
    else choose(file.key, { ...(format === '' ? {} : { format }), options: withoutMapping(file) });
  }
  return (
    <div className="list-bar">
      <span className="muted">read as</span>
      <select
        className="field narrow"
        aria-label="Format"
        value={file.choices.format ?? answer.format}
        onChange={(event) => read(event.currentTarget.value)}
      >
        {data.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        <option value="mapping">a mapping of my own</option>
      </select>
      <Period answer={answer} />
    </div>
  );
}

function Period({ answer }: { readonly answer: ReadFile }) {
  const days = answer.shown.flatMap((row) => row.activities?.map(({ at }) => at.slice(0, 10)) ?? []);
  if (days.length === 0 || answer.shown.length < answer.rows) return null;
  const [first, last] = [
    days.reduce((one, other) => (one < other ? one : other)),
    days.reduce((one, other) => (one > other ? one : other)),
  ];
  return <span className="muted">{first === last ? dayText(first) : `${dayText(first)} – ${dayText(last)}`}</span>;
}

function InnerFiles({
  answers,
  chosen,
  onChoose,
}: {
  readonly answers: readonly FileAnswer[];
  readonly chosen: number;
  readonly onChoose: (at: number) => void;
}) {
  return (
    <fieldset className="list-bar bare" aria-label="Files of the archive">
      {answers.map((answer, index) => (
        <button key={answer.file} type="button" className="chip" aria-pressed={index === chosen} onClick={() => onChoose(index)}>
          {answer.file.split('/').at(-1)} <b>{isRead(answer) ? answer.rows.toLocaleString() : '×'}</b>
        </button>
      ))}
    </fieldset>
  );
}

/** Why a file could not be read; one whose columns nobody knows is offered a mapping. */
function Refused({ file, refusal }: { readonly file: WaitingFile; readonly refusal: Refusal }) {
  const header = headerOf(refusal);
  const mapping = file.choices.options.mapping;
  return (
    <>
      <p className="refusal" role="alert">
        {refusal.message}
      </p>
      {header && !mapping && (
        <div className="list-bar">
          <button
            type="button"
            className="main"
            onClick={() => choose(file.key, withMapping(file, guessedMapping(header, platformOf(file.name))))}
          >
            Say what its columns are
          </button>
        </div>
      )}
      {header && mapping && (
        <MappingForm header={header} sample={[]} mapping={mapping} onChange={(changed) => choose(file.key, withMapping(file, changed))} />
      )}
    </>
  );
}

function fileCommands(file: WaitingFile, ready: boolean): readonly Command[] {
  return [
    {
      id: 'import.commit',
      title: 'Import this file',
      group: 'Import',
      keys: ['mod+Enter'],
      refusal: () => (ready ? null : `${file.name} has no row that would be taken in.`),
      run: () => void importFile(file),
    },
  ];
}

function withMapping(file: WaitingFile, mapping: Mapping) {
  return { options: { ...file.choices.options, mapping } };
}

function withoutMapping(file: WaitingFile) {
  const { mapping: _, ...rest } = file.choices.options;
  return rest;
}

/** The columns of a file that was refused because no format knows them. */
function headerOf({ code, details }: Refusal): readonly string[] | null {
  const header = details?.['header'];
  return code === 'unknown-format' && Array.isArray(header) && header.every((name) => typeof name === 'string') ? header : null;
}

/** `My-Exchange 2024.csv` is of `my-exchange`. */
function platformOf(name: string): string {
  return /^[a-z][a-z.]*(?:-[a-z]+)?/i.exec(name.replace(/\.[^.]*$/, ''))?.[0].toLowerCase() ?? 'own';
}

function sameNumbers(one: readonly number[] | null, other: readonly number[] | null): boolean {
  if (one === null || other === null) return one === other;
  return one.length === other.length && one.every((row, index) => row === other[index]);
}

function bytesText(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1_000)).toLocaleString()} kB`
    : `${(bytes / 1_000_000).toLocaleString(undefined, { maximumFractionDigits: 1 })} MB`;
}
