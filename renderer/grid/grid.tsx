import './grid.css';
import {
  CellStyleModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  InfiniteRowModelModule,
  ModuleRegistry,
  PinnedRowModule,
  RowApiModule,
  RenderApiModule,
  RowStyleModule,
  ScrollApiModule,
  CellApiModule,
  type CellKeyDownEvent,
  type ColDef,
  type GridApi,
  type IDatasource,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { type Ref, type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { usePreferences } from '../window/preferences.ts';
import { styleNonce } from '../window/nonce.ts';
import { DrawnCell, type Drawn } from './drawn-cell.ts';
import { gridTheme } from './grid-theme.ts';
import { SortingHeader, type SortingHeaderParams } from './sorting-header.ts';

ModuleRegistry.registerModules([
  ClientSideRowModelModule,
  InfiniteRowModelModule,
  ColumnApiModule,
  CellApiModule,
  CellStyleModule,
  PinnedRowModule,
  RowApiModule,
  RenderApiModule,
  RowStyleModule,
  ScrollApiModule,
]);

export interface GridColumn<Row> {
  readonly id: string;
  /** Heading, with the unit: `Value, USD`. */
  readonly title: string;
  readonly draw: (row: Row) => Drawn;
  readonly numeric?: boolean;
  readonly width?: number;
  /** Takes what width is left, in this proportion. */
  readonly flex?: number;
  readonly sortable?: boolean;
  /** Stays in view while the others are scrolled sideways; it takes its width, not what is left. */
  readonly pinned?: boolean;
}

export interface GridSort {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
}

/** Rows that are known by their places alone: of twenty thousand only those in view come into being, and their number changes at no cost. */
export interface PlacedRows<Row> {
  readonly count: number;
  /** The same object at each asking. */
  readonly at: (place: number) => Row;
}

interface GridProps<Row> {
  /** What the rows are: `Positions`. */
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  /** In the order in which they are shown: the grid itself neither sorts nor groups. Either kind for the life of the grid. */
  readonly rows: readonly Row[] | PlacedRows<Row>;
  readonly idOf: (row: Row) => string;
  /** Rows that head a group are lower and heavier. */
  readonly isHead: (row: Row) => boolean;
  readonly total?: Row | undefined;
  readonly sort: GridSort | null;
  readonly onSort: (sort: GridSort | null) => void;
  readonly selected: string | null;
  readonly onOpen: (row: Row, how: { readonly anew: boolean }) => void;
  /** `e` on a cell. */
  readonly onExplain?: (row: Row, column: string) => void;
  /** Told which rows are in view, where not all were read: what rows hold may come later, and {@link GridHands.refresh} draws it. */
  readonly onWindow?: (first: number, last: number) => void;
  readonly hands?: Ref<GridHands<Row>>;
}

/** What a screen's commands can do with the grid. */
export interface GridHands<Row = never> {
  /** Moves the focus by rows. */
  move(rows: number): void;
  /** Opens the row that has the focus. */
  open(): void;
  explain(): void;
  focus(): void;
  /** Does something with the row that has the focus. */
  withRow(act: (row: Row) => void): void;
  /** Draws again what rows hold, where they are the same rows. */
  refresh(): void;
}

/** A list of any length by columns: only what can be seen is drawn. Keys: arrows, Enter opens, `e` explains. */
export function Grid<Row>(props: GridProps<Row>) {
  const { label, columns, rows, idOf, isHead, total, sort, onSort, selected, onOpen, onExplain, onWindow, hands } = props;
  const density = usePreferences((state) => state.density);
  const grid = useRef<AgGridReact<Row>>(null);
  const holder = useRef<HTMLDivElement>(null);
  const definitions = useMemo(() => columns.map((column) => definitionOf(column, sort, onSort)), [columns, sort, onSort]);
  const selectedNow = useRef(selected);
  const model = useRowModel(rows, grid);

  useEffect(() => {
    selectedNow.current = selected;
    grid.current?.api?.redrawRows();
  }, [selected]);

  useImperativeHandle(
    hands,
    () => ({
      move: (by) => moveFocus(grid.current?.api, by, isHead),
      open() {
        const api = grid.current?.api;
        // Enter where nobody has moved yet means the first row; on a heading it means the heading.
        if (!api?.getFocusedCell() && !holder.current?.contains(document.activeElement)) moveFocus(api, 1, isHead);
        atFocus(api, (row) => onOpen(row, { anew: false }));
      },
      explain: () => atFocus(grid.current?.api, (row, column) => onExplain?.(row, column)),
      focus: () => moveFocus(grid.current?.api, 0, isHead),
      withRow: (act) => atFocus(grid.current?.api, act),
      refresh: () => grid.current?.api?.refreshCells(),
    }),
    [onOpen, onExplain, isHead],
  );

  function onKeyDown({ event, data }: CellKeyDownEvent<Row>): void {
    if (!(event instanceof KeyboardEvent) || data === undefined || event.key !== 'Enter') return;
    onOpen(data, { anew: event.ctrlKey || event.metaKey });
    event.preventDefault();
  }

  return (
    <div
      className="grid"
      key={density}
      ref={holder}
      // The field that filters the list gives the keyboard back here; the row that had it last, or the first, takes it.
      data-list=""
      tabIndex={-1}
      onFocus={({ target, currentTarget }) => {
        const api = grid.current?.api;
        if (target === currentTarget) moveFocus(api, api?.getFocusedCell() ? 0 : 1, isHead);
      }}
    >
      <AgGridReact<Row>
        ref={grid}
        theme={gridTheme}
        styleNonce={styleNonce()}
        {...model}
        columnDefs={definitions}
        defaultColDef={COLUMN}
        getRowId={({ data }) => idOf(data)}
        // What rows that were never seen are taken for, so that the scroll bar does not change while one scrolls.
        rowHeight={HEIGHTS[density].row}
        {...('count' in rows ? {} : { getRowHeight: ({ data }) => rowHeight(density, data !== undefined && isHead(data)) })}
        rowClassRules={{
          'grid-head': ({ data }) => data !== undefined && isHead(data),
          'grid-open': ({ data }) => data !== undefined && idOf(data) === selectedNow.current,
        }}
        pinnedBottomRowData={total === undefined ? [] : [total]}
        onGridReady={() => holder.current?.querySelector('[role="grid"]')?.setAttribute('aria-label', label)}
        suppressColumnVirtualisation
        animateRows={false}
        enableCellTextSelection={false}
        onRowClicked={({ data, event, rowPinned }) => {
          if (data !== undefined && !rowPinned) onOpen(data, { anew: event instanceof MouseEvent && (event.ctrlKey || event.metaKey) });
        }}
        onCellKeyDown={(event) => onKeyDown(event as CellKeyDownEvent<Row>)}
        onViewportChanged={({ firstRow, lastRow }) => onWindow?.(firstRow, lastRow)}
      />
    </div>
  );
}

/** Hands rows over as the grid takes them: all of them, or a block at a time where they are known by their places. */
function useRowModel<Row>(rows: readonly Row[] | PlacedRows<Row>, grid: RefObject<AgGridReact<Row> | null>) {
  const placed = 'count' in rows ? rows : null;
  const latest = useRef(placed);
  useLayoutEffect(() => {
    latest.current = placed;
    if (placed) grid.current?.api?.setRowCount(placed.count, true);
  }, [placed, grid]);
  const [source] = useState(
    (): IDatasource => ({
      getRows(block) {
        const places = latest.current ?? NO_PLACES;
        // The block whole, though the list end in it: it may grow again.
        const rows = Array.from({ length: block.endRow - block.startRow }, (_, place) => places.at(block.startRow + place));
        block.successCallback(rows, places.count);
      },
    }),
  );
  return placed ? { rowModelType: 'infinite' as const, datasource: source } : { rowData: rows as Row[] };
}

const NO_PLACES: PlacedRows<undefined> = { count: 0, at: () => undefined };

/** With Alt the arrows are a screen's own: they move rows, not the keyboard. */
const COLUMN: ColDef = { resizable: true, suppressMovable: false, suppressKeyboardEvent: ({ event }) => event.altKey };

const HEIGHTS = { compact: { row: 40, head: 28 }, comfortable: { row: 48, head: 36 } };

function rowHeight(density: 'compact' | 'comfortable', head: boolean): number {
  return HEIGHTS[density][head ? 'head' : 'row'];
}

function definitionOf<Row>(column: GridColumn<Row>, sort: GridSort | null, onSort: (sort: GridSort | null) => void): ColDef<Row, Drawn> {
  const { id, title, draw, numeric, width, flex, sortable = true, pinned = false } = column;
  const header: SortingHeaderParams = {
    title,
    sortable,
    direction: sort?.column === id ? sort.direction : null,
    sort: () => sortable && onSort(nextSort(id, numeric === true, sort)),
  };
  return {
    colId: id,
    headerName: title,
    headerComponent: SortingHeader,
    headerComponentParams: header,
    suppressHeaderKeyboardEvent({ event }) {
      if (event.key !== 'Enter') return false;
      header.sort();
      return true;
    },
    valueGetter: ({ data }) => (data === undefined ? null : draw(data)),
    // What is drawn is made anew each time; only what it says can tell whether it changed.
    equals: (one, other) =>
      one?.text === other?.text &&
      one?.under === other?.under &&
      one?.tip === other?.tip &&
      one?.tone === other?.tone &&
      one?.count === other?.count &&
      one?.spark === other?.spark &&
      one?.bar?.to === other?.bar?.to,
    cellRenderer: DrawnCell<Row>,
    sortable: false,
    cellClass: numeric ? 'number' : '',
    headerClass: numeric ? 'number' : '',
    ...(width === undefined ? {} : { width }),
    ...(pinned ? { pinned: 'left' as const, lockPinned: true } : {}),
    ...(flex === undefined ? {} : { flex, minWidth: width ?? 120 }),
  };
}

/** Figures run from the largest first, names from the first letter; the third time there is no order of one's own. */
function nextSort(column: string, numeric: boolean, sort: GridSort | null): GridSort | null {
  const [first, second] = numeric ? (['desc', 'asc'] as const) : (['asc', 'desc'] as const);
  if (sort?.column !== column) return { column, direction: first };
  return sort.direction === first ? { column, direction: second } : null;
}

/** Moves by rows; heads of groups, which open nothing, are stepped over where a row lies beyond them. */
function moveFocus<Row>(api: GridApi<Row> | undefined, by: number, isHead: (row: Row) => boolean): void {
  if (!api) return;
  const at = api.getFocusedCell();
  const last = api.getDisplayedRowCount() - 1;
  const headAt = (index: number) => {
    const row = api.getDisplayedRowAtIndex(index)?.data;
    return row !== undefined && isHead(row);
  };
  const wanted = Math.max(0, Math.min(last, (at?.rowIndex ?? (by > 0 ? -1 : 0)) + by));
  const index = by === 0 ? wanted : (rowFrom(wanted, Math.sign(by), last, headAt) ?? at?.rowIndex ?? wanted);
  const column = at?.column ?? api.getAllDisplayedColumns()[0];
  if (!column || api.getDisplayedRowCount() === 0) return;
  api.ensureIndexVisible(index);
  api.setFocusedCell(index, column);
}

/** The first row from a place on that is no head; `null` where only heads are left. */
function rowFrom(place: number, step: number, last: number, headAt: (index: number) => boolean): number | null {
  for (let index = place; index >= 0 && index <= last; index += step) if (!headAt(index)) return index;
  return null;
}

function atFocus<Row>(api: GridApi<Row> | undefined, act: (row: Row, column: string) => void): void {
  const at = api?.getFocusedCell();
  const row = at && api?.getDisplayedRowAtIndex(at.rowIndex)?.data;
  if (at && row !== undefined && row !== null) act(row, at.column.getColId());
}
