import { useMemo, useState } from 'react';
import { isRefused } from '../../shared/figures/index.ts';
import { momentText } from '../figures/time-text.ts';
import { type TableColumn, WindowedTable } from '../lists/index.ts';
import { useNow } from '../window/clock.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { useBeside } from '../window/beside.ts';
import { openBeside } from '../window/places.ts';
import type { PanelProps } from '../window/screen.ts';
import { useBatches } from './batch-detail.tsx';
import { chooseFiles } from './choose-files.ts';
import { CountsBar } from './counts-bar.tsx';
import { ADD_FILES } from './import-commands.ts';
import { type Batch, countsOf, countsOfBatch, isRead } from './import-answers.ts';
import { addedCounts } from './outcomes.ts';
import { importFile, undoBatch, usePreview } from './preview.ts';
import { putAway, useWaitingFiles, type WaitingFile } from './waiting-files.ts';
import './imports.css';

/** One line of the list: a file that waits, or an import that was made. */
type Line = { readonly is: 'waiting'; readonly file: WaitingFile } | { readonly is: 'imported'; readonly batch: Batch };

/** Files that wait to be imported, and the imports that were made, newest first. */
export default function ImportsScreen({ panel }: PanelProps) {
  const files = useWaitingFiles((state) => state.files);
  const { data: batches, error } = useBatches();
  const [active, setActive] = useState(0);
  const now = useNow();
  const lines = useMemo<readonly Line[]>(
    () => [
      ...files.map((file) => ({ is: 'waiting', file }) as const),
      ...(batches ?? []).map((batch) => ({ is: 'imported', batch }) as const),
    ],
    [files, batches],
  );
  const columns = useMemo(() => lineColumns(now), [now]);
  const line = lines[Math.min(active, lines.length - 1)];
  useCommands(
    panel,
    useMemo(() => listCommands(line), [line]),
  );
  const open = useBeside('imports', 'import-detail');
  return (
    <>
      <header className="panel-head">
        <h1>Import</h1>
        <span className="says">
          {files.length > 0 && `${files.length} waiting · `}
          {batches && `${batches.length.toLocaleString()} ${batches.length === 1 ? 'import' : 'imports'}`}
        </span>
      </header>
      <div className="drop-place">
        <span>Drop files anywhere, or</span>
        <button type="button" className="main" onClick={chooseFiles}>
          Choose files
        </button>
        <kbd>n</kbd>
      </div>
      {error && <p className="refusal" role="alert">{`The imports could not be read: ${error.message}`}</p>}
      <WindowedTable
        label="Files that wait, and imports that were made"
        columns={columns}
        count={lines.length}
        rowAt={(index) => lines[index]}
        active={Math.min(active, Math.max(0, lines.length - 1))}
        onActive={setActive}
        onOpen={(opened) => openBeside('import-detail', subjectOf(opened), { name: nameOf(opened) })}
        isOpen={(each) => subjectOf(each) === open}
        tall
      >
        <p className="panel-opening">Nothing was imported yet.</p>
      </WindowedTable>
    </>
  );
}

function lineColumns(now: number): ReadonlyArray<TableColumn<Line>> {
  return [
    {
      id: 'file',
      title: 'File',
      width: 'minmax(16ch, 1.2fr)',
      cell: (line) => (
        <>
          {nameOf(line)}
          <small>{line.is === 'imported' ? line.batch.formatName : waitingWords(line.file)}</small>
        </>
      ),
    },
    {
      id: 'rows',
      title: 'Taken in',
      width: 'minmax(14ch, 1fr)',
      cell: (line) => (line.is === 'imported' ? <BatchCounts batch={line.batch} /> : <WaitingCounts file={line.file} />),
    },
    {
      id: 'at',
      title: 'Imported',
      width: '17ch',
      align: 'end',
      cell: (line) =>
        line.is === 'waiting' ? (
          <span className="flag">{line.file.importing ? 'now' : 'waits'}</span>
        ) : line.batch.live ? (
          momentText(line.batch.at, now)
        ) : (
          <span className="mark">taken back</span>
        ),
    },
  ];
}

function BatchCounts({ batch }: { readonly batch: Batch }) {
  return (
    <>
      <CountsBar counts={countsOfBatch(batch)} rows={batch.rows} small />
      <small>
        {batch.accepted.toLocaleString()} of {batch.rows.toLocaleString()}
      </small>
    </>
  );
}

/** What an import of the file would do, or why it cannot be read yet. */
function WaitingCounts({ file }: { readonly file: WaitingFile }) {
  const { data } = usePreview(file);
  if (!data) return null;
  if (isRefused(data)) return <small data-tip={data.error.message}>{data.error.message}</small>;
  const read = data.ok.files.filter(isRead);
  if (read.some(({ questions }) => questions.length > 0)) return <small>waits for an answer</small>;
  const rows = read.reduce((sum, answer) => sum + answer.rows, 0);
  const accepted = read.reduce((sum, answer) => sum + answer.accepted, 0);
  return (
    <>
      <CountsBar counts={read.map(countsOf).reduce(addedCounts, {})} rows={rows} small />
      <small>
        {accepted.toLocaleString()} of {rows.toLocaleString()}
      </small>
    </>
  );
}

function waitingWords({ arrival, importing }: WaitingFile): string {
  if (importing) return 'is being imported';
  if (arrival.is === 'coming') return 'on its way';
  return arrival.is === 'refused' ? 'did not arrive' : 'not imported yet';
}

function listCommands(line: Line | undefined): readonly Command[] {
  const batch = line?.is === 'imported' ? line.batch : undefined;
  const file = line?.is === 'waiting' ? line.file : undefined;
  return [
    {
      id: 'import.commit',
      title: 'Import this file',
      group: 'Import',
      keys: ['mod+Enter'],
      refusal: () => (file ? null : 'Go to a file that waits first.'),
      run: () => file && void importFile(file),
    },
    {
      id: 'import.put-away',
      title: 'Put this file away',
      group: 'Import',
      keys: ['Delete'],
      refusal: () => (file ? null : 'Go to a file that waits first. An import that was made is taken back, never removed.'),
      run: () => file && putAway(file.key),
    },
    ADD_FILES,
    {
      id: 'import.undo',
      title: 'Take this import back',
      group: 'Import',
      keys: ['u'],
      refusal: () => (batch?.live ? null : 'Go to an import that counts first.'),
      run: () => batch && void undoBatch(batch.batch, batch.file),
    },
  ];
}

function subjectOf(line: Line): string {
  return line.is === 'waiting' ? line.file.key : line.batch.batch;
}

function nameOf(line: Line): string {
  return line.is === 'waiting' ? line.file.name : line.batch.file;
}
