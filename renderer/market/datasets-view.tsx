import { useMemo, useState } from 'react';
import { isRefused } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { dayText, momentText } from '../figures/time-text.ts';
import { CountsBar } from '../imports/index.ts';
import { type TableColumn, WindowedTable } from '../lists/index.ts';
import { useNow } from '../window/clock.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { say } from '../window/notices.ts';
import { openBeside } from '../window/places.ts';
import { type Dataset, useDatasets } from './readings.ts';
import { subjectText } from './subjects.ts';
import type { ViewProps } from './view.ts';

/** Every file of market data, newest first, with what became of its values. */
export function DatasetsView({ panel, open }: ViewProps) {
  const { data = [], isPending } = useDatasets();
  const [active, setActive] = useState(0);
  const now = useNow();
  const row = data[Math.min(active, data.length - 1)];
  useCommands(
    panel,
    useMemo(() => datasetCommands(row), [row]),
  );
  const columns = useMemo(() => datasetColumns(now), [now]);
  return (
    <WindowedTable
      label="Datasets"
      columns={columns}
      count={data.length}
      rowAt={(index) => data[index]}
      active={Math.min(active, Math.max(0, data.length - 1))}
      onActive={setActive}
      onOpen={(dataset) =>
        openBeside('market-detail', subjectText({ shows: 'dataset', dataset: dataset.dataset, row: null }), { name: dataset.file })
      }
      isOpen={(dataset) => open?.split(':')[0] === dataset.dataset}
      tall
    >
      {!isPending && <p className="panel-opening">No file of market data was imported yet. Drop one anywhere.</p>}
    </WindowedTable>
  );
}

/** Takes a dataset out of every figure, or brings it back; its values stay on record either way. */
export async function turnDataset({ dataset, file, live }: Dataset): Promise<void> {
  const outcome = await answered(() => (live ? api.market.withdraw.mutate({ dataset }) : api.market.restore.mutate({ dataset })));
  if (isRefused(outcome)) return say({ tone: 'refused', text: outcome.error.message });
  say({
    tone: 'done',
    text: live ? `${file} is taken out of every figure. Its values stay on record.` : `${file} counts again.`,
    offers: { title: 'Undo', run: () => void turnDataset({ dataset, file, live: !live } as Dataset) },
  });
}

function datasetColumns(now: number): ReadonlyArray<TableColumn<Dataset>> {
  return [
    {
      id: 'file',
      title: 'File',
      width: 'minmax(16ch, 1.3fr)',
      cell: (row) => (
        <>
          {row.file}
          <small>
            {row.source} · {row.format}
          </small>
        </>
      ),
    },
    {
      id: 'counts',
      title: 'Values',
      width: 'minmax(12ch, 1fr)',
      cell: (row) => (
        <>
          <CountsBar counts={row.counts} rows={row.values} small />
          <small>
            {(row.counts.accepted + row.counts.flagged).toLocaleString()} in use
            {row.counts.quarantined > 0 && `, ${row.counts.quarantined.toLocaleString()} apart`}
          </small>
        </>
      ),
    },
    {
      id: 'period',
      title: 'Speaks of',
      width: '15ch',
      align: 'end',
      cell: (row) =>
        row.from === null || row.to === null ? (
          '—'
        ) : (
          <>
            {dayText(row.to)}
            <small>from {dayText(row.from)}</small>
          </>
        ),
    },
    {
      id: 'at',
      title: 'Imported',
      width: '17ch',
      align: 'end',
      cell: (row) => (row.live ? momentText(row.at, now) : <span className="mark">taken out</span>),
    },
  ];
}

function datasetCommands(row: Dataset | undefined): readonly Command[] {
  return [
    {
      id: 'market.turn-dataset',
      title: 'Take this dataset out, or bring it back',
      group: 'Market data',
      keys: ['u'],
      refusal: () => (row ? null : 'Go to a dataset first.'),
      run: () => row && void turnDataset(row),
    },
  ];
}
