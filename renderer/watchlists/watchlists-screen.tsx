import { useMemo } from 'react';
import { useReading } from '../engine/reading.ts';
import { PrintHead } from '../frame/print-head.tsx';
import { Tabs } from '../lists/index.ts';
import { type Command, useCommands } from '../window/commands.ts';
import type { PanelProps } from '../window/screen.ts';
import { NoLists } from './empty-list.tsx';
import { compareMarked } from './list-commands.ts';
import { ListView } from './list-view.tsx';
import { type ListLine, listsReading } from './readings.ts';
import { showList, useWatchlistsView } from './view.ts';
import { openForm } from './ways.ts';
import { takeCsv } from './take-csv.ts';
import './watchlists.css';

/** What its owner keeps an eye on: lists of anything that metrics are read of. */
export default function WatchlistsScreen({ panel }: PanelProps) {
  const { list: chosen, marked } = useWatchlistsView();
  const { data: lists, error } = useReading(listsReading);
  const line = lists?.find(({ list }) => list === chosen) ?? lists?.[0];
  useCommands(
    panel,
    useMemo(() => screenCommands(lists ?? [], line), [lists, line]),
  );
  return (
    <>
      <PrintHead title={line ? `Watchlist ${line.terms.title}` : 'Watchlists'} />
      <header className="panel-head">
        <h1>Watchlists</h1>
        {line && <span className="says">{line.terms.says}</span>}
        <span className="right actions not-printed">
          {marked.length > 0 && (
            <button type="button" className="quiet" onClick={compareMarked}>
              Compare {marked.length} <kbd>c</kbd>
            </button>
          )}
          {line && (
            <>
              <button type="button" className="quiet" onClick={() => openForm({ shows: 'add', list: line.list })}>
                Add <kbd>n</kbd>
              </button>
              <button type="button" className="quiet" onClick={() => openForm({ shows: 'list', list: line.list })}>
                Columns <kbd>l</kbd>
              </button>
              <button type="button" className="quiet" onClick={() => openForm({ shows: 'import', list: line.list })}>
                CSV in
              </button>
              <button type="button" className="quiet" onClick={() => void takeCsv(line)}>
                CSV out
              </button>
            </>
          )}
          <button type="button" className="quiet" onClick={() => openForm({ shows: 'new-list' })}>
            New list
          </button>
        </span>
      </header>
      {error && <p className="panel-opening">The lists could not be read: {error.message}</p>}
      {lists?.length === 0 && <NoLists />}
      {lists && line && (
        <Tabs label="Watchlists" tabs={lists.map(tabOf)} chosen={line.list} onChoose={showList}>
          <ListView key={line.list} panel={panel} line={line} />
        </Tabs>
      )}
    </>
  );
}

function tabOf({ list, terms, entries }: ListLine) {
  return { name: list, title: terms.title, count: entries };
}

function screenCommands(lists: readonly ListLine[], line: ListLine | undefined): readonly Command[] {
  const group = 'Watchlists';
  const step = (by: number) => () => {
    const next = lists[(lists.findIndex(({ list }) => list === line?.list) + by + lists.length) % Math.max(1, lists.length)];
    if (next) showList(next.list);
  };
  const needsList = () => (line ? null : 'There is no list yet. Make one first.');
  return [
    // On a list `n` adds to it.
    ...(line ? [] : [{ id: 'add', title: 'New watchlist', group, keys: ['n'], run: () => openForm({ shows: 'new-list' }) }]),
    { id: 'watchlists.new', title: 'New watchlist', group, keys: ['N'], run: () => openForm({ shows: 'new-list' }) },
    { id: 'watchlists.next', title: 'Next list', group, keys: [']'], run: step(1) },
    { id: 'watchlists.previous', title: 'List before', group, keys: ['['], run: step(-1) },
    {
      id: 'watchlists.columns',
      title: 'Name and columns of the list',
      group,
      keys: ['l'],
      refusal: needsList,
      run: () => line && openForm({ shows: 'list', list: line.list }),
    },
    { id: 'watchlists.export', title: 'Save the list as CSV', group, refusal: needsList, run: () => line && void takeCsv(line) },
  ];
}
