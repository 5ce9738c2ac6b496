import { useMemo, useState } from 'react';
import { api } from '../engine/api.ts';
import { useReading } from '../engine/reading.ts';
import { dayText, momentText } from '../figures/time-text.ts';
import { useReadingOn } from '../lists/index.ts';
import { useNow } from '../window/clock.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { openProposals, proposalsReading } from '../positions/index.ts';
import { goTo } from '../window/places.ts';
import { CountsBar } from './counts-bar.tsx';
import { type Batch, countsOfBatch, type RowView } from './import-answers.ts';
import type { RowOutcome } from './outcomes.ts';
import { undoBatch } from './preview.ts';
import { RowsTable } from './rows-table.tsx';

const PAGE = 500;

/** The imports that were made, newest first. */
export function useBatches() {
  return useReading({ columns: ['imports'], key: ['imports.list'], ask: (signal) => api.imports.list.query({}, { signal }) });
}

/** An import that was made: its rows as they stood in the file, what it proposes, and the way to take it back whole. */
export function BatchDetail({ batch, panel }: { readonly batch: Batch; readonly panel: string }) {
  const now = useNow();
  useCommands(
    panel,
    useMemo(() => batchCommands(batch), [batch]),
  );
  return (
    <>
      <header className="panel-head">
        <h1>{batch.file}</h1>
        <span className="says">
          {batch.formatName}
          {batch.firstAt !== null &&
            batch.lastAt !== null &&
            ` · ${dayText(batch.firstAt.slice(0, 10))} – ${dayText(batch.lastAt.slice(0, 10))}`}
        </span>
        <span className="right actions">
          {batch.live ? (
            <button type="button" onClick={() => void undoBatch(batch.batch, batch.file)}>
              Take back <kbd>u</kbd>
            </button>
          ) : (
            <span className="mark">taken back</span>
          )}
        </span>
      </header>
      <p className="batch-says">
        Imported {momentText(batch.at, now)}.{' '}
        {batch.live
          ? 'The file’s hash and the root of its rows are in the journal, so that any row can be shown to be as it was.'
          : 'It was taken back: its rows stay on record and count for nothing. The journal can restore it.'}{' '}
        <button type="button" className="way" onClick={() => goTo('journal')}>
          Journal
        </button>
      </p>
      {batch.live && <ProposalsLine />}
      {batch.notices.map((notice) => (
        <p key={notice} className="file-notice">
          {notice}
        </p>
      ))}
      <BatchRows batch={batch} />
    </>
  );
}

/** Imported rows of yield products wait to become positions; which, is for the person to say. */
function ProposalsLine() {
  const { data: proposals } = useReading(proposalsReading);
  if (!proposals || proposals.length === 0) return null;
  return (
    <p className="batch-proposals">
      Imported rows propose {proposals.length.toLocaleString()} {proposals.length === 1 ? 'position' : 'positions'}.{' '}
      <button type="button" className="main" onClick={lookAtProposals}>
        Look at {proposals.length === 1 ? 'it' : 'them'}
      </button>
    </p>
  );
}

function lookAtProposals(): void {
  goTo('positions');
  openProposals();
}

function BatchRows({ batch }: { readonly batch: Batch }) {
  const [outcome, setOutcome] = useState<RowOutcome | null>(null);
  const id = batch.batch;
  const wanted = outcome === null || outcome === 'flagged' || outcome === 'quarantined' ? null : outcome;
  const header = useReading({
    columns: [],
    key: ['imports.header', id],
    ask: (signal) => api.imports.rows.query({ batch: id, limit: 1 }, { signal }),
  });
  const rows = useReadingOn<RowView>({
    columns: [],
    key: ['imports.rows', id, wanted],
    ask: async (from, signal) => {
      const answer = await api.imports.rows.query(
        { batch: id, from: from ?? 1, limit: PAGE, ...(wanted === null ? {} : { outcome: wanted }) },
        { signal },
      );
      const last = answer.rows.at(-1);
      return { rows: answer.rows, next: last && answer.rows.length === PAGE ? last.row + 1 : null };
    },
  });
  return (
    <>
      <CountsBar counts={countsOfBatch(batch)} rows={batch.rows} chosen={outcome} onChoose={setOutcome} />
      <RowsTable
        label={`Rows of ${batch.file}`}
        header={header.data?.header ?? []}
        count={rows.count}
        rowAt={rows.rowAt}
        onWindow={rows.onWindow}
        nothing={rows.isOpening ? 'Reading' : 'There is no such row.'}
      />
    </>
  );
}

function batchCommands(batch: Batch): readonly Command[] {
  return [
    {
      id: 'import.undo',
      title: 'Take this import back',
      group: 'Import',
      keys: ['u'],
      refusal: () => (batch.live ? null : `The import of ${batch.file} was taken back before.`),
      run: () => void undoBatch(batch.batch, batch.file),
    },
  ];
}
