import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { watchedKey } from '../../shared/watchlists/index.ts';
import { useReading } from '../engine/reading.ts';
import { Grid, type GridHands } from '../grid/grid.tsx';
import { FilterField } from '../lists/index.ts';
import { useMetrics } from '../metrics/index.ts';
import { useBeside } from '../window/beside.ts';
import { useNow } from '../window/clock.ts';
import { offer } from '../window/commands.ts';
import { say } from '../window/notices.ts';
import { usePreferences } from '../window/preferences.ts';
import { arranged, droppedBefore, type EntryRow, tagsOf } from './arrange.ts';
import { CellEditor } from './cell-editor.tsx';
import { moveEntries } from './changes.ts';
import { editedCell } from './edited-cell.ts';
import { explainCell } from './explain-cell.ts';
import { cellIn, type FocusedCell, focusedCell, pressedCell } from './focused-cell.ts';
import { useGrades } from './grades.ts';
import { listColumns } from './list-columns.ts';
import { listCommands } from './list-commands.ts';
import { EmptyList } from './empty-list.tsx';
import { type ListLine, listReading, sparksReading } from './readings.ts';
import { useRowDrag } from './row-drag.ts';
import { setWatchlistsView, useWatchlistsView } from './view.ts';
import { openSubject } from './ways.ts';

interface ListViewProps {
  readonly panel: string;
  readonly line: ListLine;
}

interface Editing {
  readonly cell: FocusedCell;
  readonly entry: EntryRow['entry'];
  readonly column: string;
}

const NO_ROWS: readonly EntryRow[] = [];

/** One watchlist: its entries with their metrics, narrowed by words and tags, in the owner's order or another. */
export function ListView({ panel, line }: ListViewProps) {
  const { list, terms } = line;
  const view = useWatchlistsView();
  const discreet = usePreferences((state) => state.discreet);
  const now = useNow();
  const metrics = useMetrics();
  const open = useBeside('watchlists', 'subject');
  const { data: answer, error } = useReading(listReading(list));
  const entries = useMemo(() => (answer?.list.list === list ? answer.rows : []), [answer, list]);
  const heads = useMemo(() => (answer?.list.list === list ? answer.heads : []), [answer, list]);
  const { data: sparks } = useReading(
    sparksReading(
      list,
      useMemo(() => entries.map(({ entry }) => entry), [entries]),
    ),
  );
  const grades = useGrades(entries);
  const rows = useMemo<readonly EntryRow[]>(() => {
    const pasts = new Map(sparks?.map((spark) => [spark.entry, spark]));
    return entries.map((entry) => ({ entry, spark: pasts.get(entry.entry), grades: grades.get(watchedKey(entry.about)) }));
  }, [entries, sparks, grades]);
  const wanted = useDeferredValue(view);
  const shown = useMemo(() => (rows.length === 0 ? NO_ROWS : arranged(rows, heads, wanted)), [rows, heads, wanted]);
  const trend = terms.trends.length === 0 ? null : `${metrics.find(({ id }) => id === terms.trends[0])?.name ?? 'Trend'}, past`;
  const day = new Date(now).toISOString().slice(0, 10);
  const columns = useMemo(() => {
    const fresh = new Map(metrics.map(({ id, freshDays }) => [id, freshDays]));
    return listColumns({
      terms,
      heads,
      rows,
      discreet,
      now,
      today: day,
      marked: view.marked,
      trend,
      freshOf: (metric) => fresh.get(metric) ?? null,
    });
  }, [terms, heads, rows, discreet, now, day, view.marked, trend, metrics]);

  const body = useRef<HTMLDivElement>(null);
  const hands = useRef<GridHands<EntryRow>>(null);
  /** An entry that was moved by keys takes the keyboard along, once the list says that it stands there. */
  const following = useRef<{ readonly entry: string; readonly place: number; readonly by: 1 | -1 } | null>(null);
  useEffect(() => {
    const moved = following.current;
    if (moved === null || shown[moved.place]?.entry.entry !== moved.entry) return;
    following.current = null;
    hands.current?.move(moved.by);
  }, [shown]);
  const [editing, setEditing] = useState<Editing | null>(null);
  const filtered = view.words !== '' || view.tags.length > 0 || view.due;
  const fixed =
    view.sort === null ? null : 'The list is sorted by a column. Take the sort away (click its heading once more) to move entries.';

  const edit = useCallback(
    (cell: FocusedCell | null): boolean => {
      const row = cell === null ? undefined : shown.find(({ entry }) => entry.entry === cell.row);
      if (cell === null || row === undefined || editedCell(row.entry, cell.column, terms) === null) return false;
      setEditing({ cell, entry: row.entry, column: cell.column });
      return true;
    },
    [shown, terms, setEditing],
  );
  const move = useCallback(
    (entry: string, by: 1 | -1) => {
      const at = shown.findIndex((row) => row.entry.entry === entry);
      const before = droppedBefore(shown, entry, by === 1 ? at + 2 : at - 1);
      if (at + by < 0 || before === undefined || at + by >= shown.length) return;
      following.current = { entry, place: at + by, by };
      void moveEntries(list, [entry], before);
    },
    [shown, list],
  );
  const drop = useCallback(
    (entry: string, place: number) => {
      const before = droppedBefore(shown, entry, place);
      if (before !== undefined) void moveEntries(list, [entry], before);
    },
    [shown, list],
  );
  useRowDrag(body, { refusal: fixed, onRefused: refuseDrag, onDrop: drop });
  useEffect(
    () =>
      offer(
        panel,
        listCommands({
          hands: () => hands.current,
          line,
          fixed,
          move,
          editFocused: () => edit(focusedCell(body.current)),
          editColumn: (entry, column) => edit(cellIn(body.current, entry, column)),
        }),
      ),
    [panel, line, fixed, move, edit],
  );
  const openRow = useCallback(
    ({ entry }: EntryRow, { anew }: { readonly anew: boolean }) => {
      // Enter on a cell that one writes in means to write.
      const cell = focusedCell(body.current);
      if (!anew && cell?.row === entry.entry && lastPress.byKey && edit(cell)) return;
      openSubject(entry.about, entry.title, anew);
    },
    [edit],
  );
  const explainRow = useCallback((row: EntryRow, column: string) => explainCell(panel, row, column, heads), [panel, heads]);

  if (answer?.list.list === list && entries.length === 0) return <EmptyList line={line} />;
  const written = editing === null ? null : editedCell(editing.entry, editing.column, terms);
  return (
    <>
      <div className="list-bar not-printed">
        <FilterField
          panel={panel}
          group="Watchlists"
          label="Filter the list"
          value={view.words}
          onChange={(words) => setWatchlistsView({ words })}
        />
        {tagsOf(rows)
          .slice(0, 8)
          .map(([tag, count]) => (
            <button key={tag} type="button" className="chip" aria-pressed={view.tags.includes(tag)} onClick={() => toggleTag(tag)}>
              {tag} <b>{count}</b>
            </button>
          ))}
        {line.reviewsDue > 0 && (
          <button type="button" className="chip" aria-pressed={view.due} onClick={() => setWatchlistsView({ due: !view.due })}>
            review due <b>{line.reviewsDue}</b>
          </button>
        )}
        {filtered && <output className="muted">{`${shown.length} of ${rows.length}`}</output>}
      </div>
      {error && <p className="panel-opening">The list could not be read: {error.message}</p>}
      <div
        className="panel-body watchlist"
        ref={body}
        onKeyDownCapture={() => {
          lastPress.byKey = true;
        }}
        onPointerDownCapture={() => {
          lastPress.byKey = false;
        }}
        onDoubleClick={(event) => edit(pressedCell(body.current, event.target))}
      >
        {rows.length > 0 && shown.length === 0 ? (
          <p className="panel-opening">No entry has all of this. Esc clears the filter.</p>
        ) : (
          <Grid<EntryRow>
            label={`Watchlist ${terms.title}`}
            columns={columns}
            rows={shown}
            idOf={idOf}
            isHead={isHead}
            sort={view.sort}
            onSort={sortBy}
            selected={shown.find(({ entry }) => watchedKey(entry.about) === open)?.entry.entry ?? null}
            onOpen={openRow}
            onExplain={explainRow}
            hands={hands}
          />
        )}
        {editing !== null && written !== null && (
          <CellEditor
            key={`${editing.entry.entry} ${editing.column}`}
            cell={editing.cell}
            label={written.label}
            initial={written.initial}
            tall={written.tall ?? false}
            placeholder={written.placeholder}
            complaint={written.complaint}
            onKeep={(text) => void written.keep(text)}
            onLeave={() => {
              setEditing(null);
              hands.current?.focus();
            }}
          />
        )}
      </div>
    </>
  );
}

/** Whether the row was opened by a key: then a cell that one writes in is written in, where a click opens. */
const lastPress = { byKey: false };

function idOf({ entry }: EntryRow): string {
  return entry.entry;
}

function isHead(): boolean {
  return false;
}

function sortBy(sort: ReturnType<typeof useWatchlistsView.getState>['sort']): void {
  setWatchlistsView({ sort });
}

function refuseDrag(reason: string): void {
  say({ tone: 'plain', text: reason });
}

function toggleTag(tag: string): void {
  const { tags } = useWatchlistsView.getState();
  setWatchlistsView({ tags: tags.includes(tag) ? tags.filter((each) => each !== tag) : [...tags, tag] });
}
