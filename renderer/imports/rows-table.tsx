import { useMemo, useState } from 'react';
import { type TableColumn, WindowedTable } from '../lists/index.ts';
import { useEscape } from '../window/escape.ts';
import { usePreferences } from '../window/preferences.ts';
import { activityWords } from './activity-words.ts';
import { OutcomeName } from './counts-bar.tsx';
import { outcomeOf, type RowView } from './import-answers.ts';

interface RowsTableProps {
  readonly label: string;
  readonly header: readonly string[];
  readonly count: number;
  readonly rowAt: (index: number) => RowView | undefined;
  readonly onWindow: (first: number, last: number) => void;
  /** Somebody opens a row: its cells are wanted, if they were not read yet. */
  readonly onLook?: (index: number) => void;
  /** Values of market data, which tell no activity. */
  readonly isMarket?: boolean;
  /** What to say where the filter leaves no row. */
  readonly nothing: string;
}

/** Rows of a file as they stood in it, with what becomes of each and why. A row that is opened shows all its cells below. */
export function RowsTable({ label, header, count, rowAt, onWindow, onLook, nothing, isMarket = false }: RowsTableProps) {
  const discreet = usePreferences((state) => state.discreet);
  const [active, setActive] = useState(0);
  const [opened, setOpened] = useState<number | null>(null);
  const open = opened === null || opened >= count ? undefined : rowAt(opened);
  const columns = useMemo(() => rowColumns(discreet, isMarket), [discreet, isMarket]);
  return (
    <>
      <WindowedTable
        label={label}
        columns={columns}
        count={count}
        rowAt={rowAt}
        onWindow={onWindow}
        active={Math.min(active, Math.max(0, count - 1))}
        onActive={setActive}
        onOpen={(_, index) => {
          setOpened(index);
          onLook?.(index);
        }}
        isOpen={(row) => row === open}
      >
        <p className="panel-opening">{nothing}</p>
      </WindowedTable>
      {open && <RowCells row={open} header={header} discreet={discreet} isMarket={isMarket} close={() => setOpened(null)} />}
    </>
  );
}

function rowColumns(discreet: boolean, isMarket: boolean): ReadonlyArray<TableColumn<RowView>> {
  if (isMarket) return MARKET_COLUMNS;
  return [
    { id: 'row', title: 'Row', width: '7ch', align: 'end', cell: (row) => <span className="muted">{row.row.toLocaleString()}</span> },
    { id: 'outcome', title: 'Outcome', width: '12ch', cell: (row) => <OutcomeName outcome={outcomeOf(row, isMarket)} /> },
    { id: 'becomes', title: 'What becomes of it', width: 'minmax(22ch, 1.8fr)', cell: (row) => becomes(row, discreet) },
    {
      id: 'at',
      title: 'When, UTC',
      width: '16ch',
      cell: (row) => <span className="muted">{row.activities?.[0]?.at.slice(0, 16).replace('T', ' ')}</span>,
    },
    {
      id: 'cells',
      title: 'As it stands in the file',
      width: 'minmax(16ch, 1fr)',
      cell: (row) => <span className="muted">{discreet ? '•••' : row.cells.filter((cell) => cell !== '').join(' · ')}</span>,
    },
  ];
}

/** The cells of a value are its series, its stamp and the value itself. */
const MARKET_COLUMNS: ReadonlyArray<TableColumn<RowView>> = [
  { id: 'row', title: 'Row', width: '7ch', align: 'end', cell: (row) => <span className="muted">{row.row.toLocaleString()}</span> },
  { id: 'outcome', title: 'Outcome', width: '13ch', cell: (row) => <OutcomeName outcome={outcomeOf(row, true)} /> },
  { id: 'series', title: 'Series', width: 'minmax(14ch, 0.8fr)', cell: (row) => <span data-tip={row.cells[0]}>{row.cells[0]}</span> },
  { id: 'at', title: 'At', width: '17ch', cell: (row) => <span className="muted">{row.cells[1]?.slice(0, 16).replace('T', ' ')}</span> },
  { id: 'value', title: 'Value', width: 'minmax(22ch, 0.8fr)', align: 'end', cell: (row) => row.cells[2] },
  {
    id: 'why',
    title: 'Remark',
    width: 'minmax(14ch, 1.2fr)',
    cell: (row) => (
      <span className="muted" data-tip={row.reason}>
        {row.reason}
      </span>
    ),
  },
];

function becomes(row: RowView, discreet: boolean): string {
  const { activities = [], reason, field } = row;
  if (row.outcome === 'rejected') return field === undefined ? (reason ?? '') : `${field} ${reason ?? ''}`;
  const words = activities.map((activity) => activityWords(activity, discreet)).join('; ');
  return [words, reason].filter(Boolean).join(' · ');
}

interface RowCellsProps {
  readonly row: RowView;
  readonly header: readonly string[];
  readonly discreet: boolean;
  readonly isMarket: boolean;
  readonly close: () => void;
}

/** One row whole: each cell under its column's name, what it became, and when and where. */
function RowCells({ row, header, discreet, isMarket, close }: RowCellsProps) {
  useEscape(true, close);
  const cells = Array.from({ length: row.cells.length === 0 ? 0 : Math.max(header.length, row.cells.length) }, (_, index) => ({
    name: header[index] ?? `column ${index + 1}`,
    key: `${index} ${header[index] ?? ''}`,
    text: row.cells[index] ?? '',
  }));
  return (
    <section className="row-cells" aria-label={`Row ${row.row}`}>
      <header>
        <b>Row {row.row.toLocaleString()}</b>
        <OutcomeName outcome={outcomeOf(row, isMarket)} />
        <span className="muted">{row.outcome === 'rejected' ? '' : row.reason}</span>
        <button type="button" className="quiet" onClick={close}>
          Close <kbd>Esc</kbd>
        </button>
      </header>
      {row.outcome === 'rejected' && (
        <p>
          <b>{row.field}</b> {row.reason}
        </p>
      )}
      {row.activities?.map((activity) => (
        <p key={`${activity.kind} ${activity.stream} ${activity.at}`}>
          {activityWords(activity, discreet)}{' '}
          <span className="muted">at {activity.at.replace('T', ' ').replace(/(\.000)?Z$/, ' UTC')} · in</span>{' '}
          <code>{activity.stream}</code>
        </p>
      ))}
      {row.cells.length === 0 && header.length > 0 && <p className="muted">Reading its cells</p>}
      <dl>
        {cells.map((cell) => (
          <div key={cell.key}>
            <dt>{cell.name}</dt>
            <dd>{cell.text === '' ? <span className="muted">empty</span> : discreet ? '•••' : cell.text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
