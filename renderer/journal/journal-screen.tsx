import { useMemo, useState } from 'react';
import { momentText } from '../figures/time-text.ts';
import { JobProgress } from '../jobs/index.ts';
import { FilterField, type TableColumn, useSettled, WindowedTable } from '../lists/index.ts';
import { useNow } from '../window/clock.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { useBeside } from '../window/beside.ts';
import { openBeside } from '../window/places.ts';
import type { PanelProps } from '../window/screen.ts';
import { type LogLine, useFoundLog, useHead, useWholeLog } from './log-rows.ts';
import { undoEvent } from './undo.ts';
import { entriesText, rebuild, useVerdict, verify } from './verdict.ts';
import { VerdictView } from './verdict-view.tsx';
import './journal.css';

const COLUMNS_OF_THE_HOUSE = [
  'positions',
  'imports',
  'market',
  'watchlists',
  'checklists',
  'venues',
  'pretrade',
  'otc',
  'alerts',
  'delivery',
  'evidence',
  'comparison',
  'workspace',
  'journal',
] as const;

/** Every change that was ever made, in words, newest first. */
export default function JournalScreen({ panel }: PanelProps) {
  const [search, setSearch] = useState('');
  const [column, setColumn] = useState('');
  const [active, setActive] = useState(0);
  const filter = { search: useSettled(search.trim()), column };
  const isFiltered = filter.search !== '' || column !== '';
  const whole = useWholeLog(!isFiltered);
  const found = useFoundLog(filter, isFiltered);
  const rows = isFiltered ? found : whole;
  const job = useVerdict((state) => state.job);
  const now = useNow();
  const columns = useMemo(() => logColumns(now), [now]);
  const activeLine = rows.rowAt(active);
  useCommands(
    panel,
    useMemo(() => journalCommands(activeLine), [activeLine]),
  );
  const open = useBeside('journal', 'journal-entry');

  return (
    <>
      <JournalHead />
      <div className="list-bar">
        <FilterField panel={panel} group="Journal" label="Search entries" value={search} onChange={setSearch} />
        <select className="field narrow" aria-label="Column" value={column} onChange={(event) => setColumn(event.currentTarget.value)}>
          <option value="">every column</option>
          {COLUMNS_OF_THE_HOUSE.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
        {isFiltered && (
          <span className="muted" role="status">
            {rows.count.toLocaleString()} found{rows.goesOn ? ' so far' : ''}
          </span>
        )}
      </div>
      {job !== null && <JobProgress job={job} />}
      <VerdictView />
      <WindowedTable
        label="Entries of the journal, newest first"
        columns={columns}
        count={rows.count}
        rowAt={rows.rowAt}
        onWindow={rows.onWindow}
        active={active}
        onActive={setActive}
        onOpen={(line) => openBeside('journal-entry', line.id, { name: `Entry ${line.seq.toLocaleString()}` })}
        isOpen={(line) => line.id === open}
      >
        {!rows.isOpening && <Nothing isFiltered={isFiltered} error={rows.error} goesOn={rows.goesOn} />}
      </WindowedTable>
    </>
  );
}

function JournalHead() {
  const head = useHead();
  const report = useVerdict((state) => state.report);
  const now = useNow();
  return (
    <header className="panel-head">
      <h1>Journal</h1>
      {head.data && (
        <span className="says">
          {entriesText(head.data.events)} · head <code>{head.data.root.slice(0, 8)}</code>
          {report && ` · ${report.holds ? 'verified' : 'does not hold'} ${momentText(report.at, now)}`}
        </span>
      )}
      <span className="right actions not-printed">
        <button type="button" className="quiet" onClick={() => void verify()}>
          Verify <kbd>v</kbd>
        </button>
        <button type="button" className="quiet" onClick={() => void rebuild()}>
          Rebuild tables
        </button>
      </span>
    </header>
  );
}

function Nothing({ isFiltered, error, goesOn }: { readonly isFiltered: boolean; readonly error: Error | null; readonly goesOn: boolean }) {
  if (error) return <p className="panel-opening">The journal could not be read: {error.message}</p>;
  if (goesOn) return <p className="panel-opening">Searching</p>;
  if (isFiltered) return <p className="panel-opening">No entry has all of these words. Esc clears the search.</p>;
  return (
    <div className="teaching">
      <h2>Nothing has happened yet</h2>
      <p>
        Each change you make becomes an entry here: an import, a position, a price entered by hand, a setting. Entries are never changed or
        deleted; what is taken back becomes an entry of its own. So the journal can always say what a figure rested on.
      </p>
      <p>An example: “Imported ledgers.csv: 1,204 rows of 1,250 taken in”.</p>
    </div>
  );
}

function logColumns(now: number): ReadonlyArray<TableColumn<LogLine>> {
  return [
    { id: 'seq', title: 'Entry', width: '7ch', align: 'end', cell: (line) => <span className="muted">{line.seq.toLocaleString()}</span> },
    { id: 'words', title: 'What happened', width: 'minmax(20ch, 1fr)', cell: (line) => <LogWords line={line} /> },
    { id: 'column', title: 'Column', width: '10ch', cell: (line) => <span className="muted">{line.type.split('.')[0]}</span> },
    { id: 'at', title: 'When', width: '17ch', align: 'end', cell: (line) => <span data-tip={line.at}>{momentText(line.at, now)}</span> },
  ];
}

function LogWords({ line }: { readonly line: LogLine }) {
  if (line.undoneBy !== undefined)
    return (
      <>
        <s>{line.words}</s> <span className="mark">taken back</span>
      </>
    );
  return (
    <>
      {line.words} {line.undoes !== undefined && <span className="mark">takes back</span>}
    </>
  );
}

function journalCommands(line: LogLine | undefined): readonly Command[] {
  return [
    {
      id: 'journal.undo-entry',
      title: 'Take back this entry',
      group: 'Journal',
      keys: ['u'],
      refusal: () => (line ? null : 'Go to an entry first.'),
      run: () => void undoEvent(line?.id),
    },
    { id: 'journal.verify', title: 'Verify the workspace', group: 'Journal', keys: ['v'], run: () => void verify() },
    { id: 'journal.rebuild', title: 'Rebuild the tables from the journal', group: 'Journal', run: () => void rebuild() },
  ];
}
