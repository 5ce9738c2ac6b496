import { useMemo, useState } from 'react';
import { isRefused } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { dayText } from '../figures/time-text.ts';
import { type TableColumn, usePagedReading, WindowedTable } from '../lists/index.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { say } from '../window/notices.ts';
import { openBeside } from '../window/places.ts';
import { MARKET, type Quarantined } from './readings.ts';
import { subjectText } from './subjects.ts';
import type { ViewProps } from './view.ts';

type Verdict = Quarantined['verdict'];

/** Values that were put aside because they look wrong: each with its reason, to be let in or kept out. */
export function QuarantineView({ panel, open }: ViewProps) {
  const [judged, setJudged] = useState(false);
  const [active, setActive] = useState(0);
  const rows = usePagedReading<Quarantined>({
    columns: MARKET,
    key: ['market.quarantine', judged],
    ask: async (from, limit, signal) => {
      const { total, values } = await api.market.quarantine.query({ from, limit, judged }, { signal });
      return { total, rows: values };
    },
  });
  const at = Math.min(active, Math.max(0, rows.count - 1));
  const row = rows.rowAt(at);
  useCommands(
    panel,
    useMemo(() => quarantineCommands(row), [row]),
  );
  return (
    <>
      <div className="list-bar">
        <button type="button" className="chip" aria-pressed={judged} onClick={() => setJudged(!judged)}>
          also those judged
        </button>
        <span className="actions right">
          <button type="button" disabled={!row || row.verdict === 'released'} onClick={() => row && void judge(row, 'released')}>
            Let in <kbd>l</kbd>
          </button>
          <button type="button" disabled={!row || row.verdict === 'kept'} onClick={() => row && void judge(row, 'kept')}>
            Keep out <kbd>o</kbd>
          </button>
        </span>
      </div>
      <WindowedTable
        label="Values in quarantine"
        columns={QUARANTINE_COLUMNS}
        count={rows.count}
        rowAt={rows.rowAt}
        onWindow={rows.onWindow}
        active={at}
        onActive={setActive}
        onOpen={(value) => openBeside('market-detail', addressOf(value), { name: value.file })}
        isOpen={(value) => addressOf(value) === open}
        tall
      >
        {!rows.isOpening && <NothingApart />}
      </WindowedTable>
    </>
  );
}

const QUARANTINE_COLUMNS: ReadonlyArray<TableColumn<Quarantined>> = [
  {
    id: 'value',
    title: 'Value',
    width: 'minmax(12ch, 0.7fr)',
    align: 'end',
    cell: (row) => (
      <>
        {row.value === '' ? '—' : row.value}
        <small>{row.day === '' ? '' : dayText(row.day)}</small>
      </>
    ),
  },
  {
    id: 'series',
    title: 'Of',
    width: 'minmax(12ch, 0.8fr)',
    cell: (row) => (
      <>
        {row.series}
        <small>
          row {row.row.toLocaleString()} of {row.file}
        </small>
      </>
    ),
  },
  {
    id: 'why',
    title: 'Why it was put aside',
    width: 'minmax(24ch, 2fr)',
    cell: (row) => (
      <span data-tip={row.message}>
        {row.message}
        <small>{row.reason}</small>
      </span>
    ),
  },
  {
    id: 'verdict',
    title: 'Verdict',
    width: '9ch',
    cell: (row) => (row.verdict === null ? <span className="flag">waits</span> : row.verdict === 'released' ? 'let in' : 'kept out'),
  },
];

async function judge(value: Quarantined, verdict: Verdict): Promise<void> {
  const { dataset, n } = value;
  const outcome = await answered(() => api.market.judge.mutate({ dataset, values: [n], verdict }));
  if (isRefused(outcome)) return say({ tone: 'refused', text: outcome.error.message });
  const words = verdict === 'released' ? 'is let in: figures may use it' : verdict === 'kept' ? 'is kept out' : 'waits again for a verdict';
  say({
    tone: 'done',
    text: `${value.value} of ${value.series} ${words}.`,
    offers: { title: 'Undo', run: () => void judge({ ...value, verdict }, value.verdict) },
  });
}

function addressOf(value: Quarantined): string {
  return subjectText({ shows: 'dataset', dataset: value.dataset, row: value.row });
}

function NothingApart() {
  return (
    <div className="teaching">
      <h2>Nothing waits for a verdict</h2>
      <p>
        A value that cannot be true (a negative price) or stands off alone from its neighbours (a slipped decimal point) is put aside here
        with the reason, and no figure uses it. A real crash looks like an error to every filter, so the last word is yours.
      </p>
    </div>
  );
}

function quarantineCommands(row: Quarantined | undefined): readonly Command[] {
  const refusal = () => (row ? null : 'Go to a value first.');
  return [
    {
      id: 'market.let-in',
      title: 'Let this value in',
      group: 'Market data',
      keys: ['l'],
      refusal,
      run: () => row && void judge(row, 'released'),
    },
    {
      id: 'market.keep-out',
      title: 'Keep this value out',
      group: 'Market data',
      keys: ['o'],
      refusal,
      run: () => row && void judge(row, 'kept'),
    },
  ];
}
