import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { usePreferences } from '../window/preferences.ts';
import { usePrinting } from './printing.ts';
import { type ListView, rowWindow, scrollTopFor } from './windowing.ts';
import './lists.css';

export interface TableColumn<Row> {
  readonly id: string;
  readonly title: ReactNode;
  /** A track of the CSS grid: `9ch`, `minmax(12ch, 1fr)`. */
  readonly width: string;
  readonly align?: 'end';
  readonly cell: (row: Row, index: number) => ReactNode;
}

export interface WindowedTableProps<Row> {
  /** What the rows are, for a screen reader. */
  readonly label: string;
  readonly columns: ReadonlyArray<TableColumn<Row>>;
  readonly count: number;
  /** Absent while it is being read. */
  readonly rowAt: (index: number) => Row | undefined;
  /** Told which rows are in view, so that they can be read. */
  readonly onWindow?: (first: number, last: number) => void;
  readonly active: number;
  readonly onActive: (index: number) => void;
  /** Enter, or a click. */
  readonly onOpen?: (row: Row, index: number) => void;
  /** The row whose detail stands open beside the list. */
  readonly isOpen?: (row: Row) => boolean;
  readonly tall?: boolean;
  /** In place of the rows where there are none. */
  readonly children?: ReactNode;
}

/** Rows drawn beyond the edge of the view, so that scrolling shows no blank. */
const BEYOND = 8;
const FIRST_VIEW = 900;

/**
 * A table of any length that draws only the rows in view. The focus stays on the table and the active row is named by
 * `aria-activedescendant`, so that a row may leave the view without taking the keyboard with it.
 */
export function WindowedTable<Row>(props: WindowedTableProps<Row>) {
  const { label, columns, count, rowAt, onWindow, active, onOpen, isOpen, tall = false, children } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const head = useRef<HTMLTableSectionElement>(null);
  const density = usePreferences((state) => state.density);
  const [size, setSize] = useState({ rowHeight: tall ? 40 : 28, viewHeight: FIRST_VIEW });
  const [scrollTop, setScrollTop] = useState(0);
  const view: ListView = { count, ...size, scrollTop };
  const { height, first, last, shift } = rowWindow(view);
  const template = columns.map((column) => column.width).join(' ');

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    function measure(): void {
      const rowHeight = Number.parseFloat(getComputedStyle(element!).getPropertyValue(tall ? '--two-line-row' : '--row'));
      const viewHeight = element!.clientHeight - (head.current?.offsetHeight ?? 0);
      setSize((known) => (known.rowHeight === rowHeight && known.viewHeight === viewHeight ? known : { rowHeight, viewHeight }));
    }
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, [tall, density]);

  // Whoever came by keys has the keyboard nowhere now, and finds it in the list.
  useEffect(() => {
    if (document.activeElement === document.body) table.current?.focus({ preventScroll: true });
  }, []);

  useEffect(() => {
    if (last >= 0) onWindow?.(first, last);
  }, [onWindow, first, last]);

  function activate(index: number): void {
    const next = Math.max(0, Math.min(count - 1, index));
    props.onActive(next);
    if (box.current) box.current.scrollTop = scrollTopFor(next, { ...view, scrollTop: box.current.scrollTop });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || count === 0) return;
    const page = Math.max(1, Math.floor(size.viewHeight / size.rowHeight) - 1);
    const to = destination(event.key, active, page, count);
    if (to !== null) activate(to);
    else if (event.key === 'Enter' && event.target === event.currentTarget) open(active);
    else return;
    event.preventDefault();
  }

  function open(index: number): void {
    const row = rowAt(index);
    if (row !== undefined) onOpen?.(row, index);
  }

  function onClick(event: MouseEvent): void {
    const clicked = event.target instanceof Element ? event.target.closest('tr')?.dataset['row'] : undefined;
    if (clicked === undefined) return;
    props.onActive(Number(clicked));
    open(Number(clicked));
  }

  const printing = usePrinting();
  const drawn = printing ? rowsToPrint(rowAt, count) : rowsToDraw(first, last, active, count);
  // A table in which the keyboard moves (ARIA's grid pattern): its rows and cells take their roles from this one.
  const grid = {
    role: 'grid',
    tabIndex: 0,
    'aria-label': label,
    'aria-rowcount': count + 1,
    'aria-activedescendant': count > 0 && rowAt(active) !== undefined ? `${id}-${active}` : undefined,
    'data-list': '',
    onKeyDown,
    onClick,
  };
  return (
    <div
      className={tall ? 'table-scroll tall' : 'table-scroll'}
      ref={box}
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
    >
      <table ref={table} {...grid}>
        <thead ref={head}>
          <tr aria-rowindex={1} style={{ gridTemplateColumns: template }}>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={column.align}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        {count > 0 && (
          <tbody style={{ height }}>
            {drawn.map((index) => {
              const row = rowAt(index);
              const place = `translateY(${index * size.rowHeight + shift}px)`;
              return (
                <tr
                  key={index}
                  id={`${id}-${index}`}
                  data-row={index}
                  aria-rowindex={index + 2}
                  aria-selected={index === active}
                  aria-current={row !== undefined && isOpen?.(row) ? 'true' : undefined}
                  aria-busy={row === undefined ? true : undefined}
                  style={{ gridTemplateColumns: template, transform: place }}
                >
                  {columns.map((column) => (
                    <td key={column.id} className={column.align}>
                      {row !== undefined && column.cell(row, index)}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        )}
      </table>
      {printing && drawn.length < count && (
        <p className="table-rest">
          The first {drawn.length.toLocaleString()} of {count.toLocaleString()} rows are printed.
        </p>
      )}
      {count === 0 && children}
    </div>
  );
}

function destination(key: string, active: number, page: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return active + 1;
    case 'ArrowUp':
    case 'k':
      return active - 1;
    case 'PageDown':
      return active + page;
    case 'PageUp':
      return active - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** The rows in view and a few beyond; the active one always, since it is named even where it is out of view. */
function rowsToDraw(first: number, last: number, active: number, count: number): number[] {
  if (count === 0) return [];
  const from = Math.max(0, first - BEYOND);
  const to = Math.min(count - 1, last + BEYOND);
  const rows = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  if (active >= 0 && active < count && (active < from || active > to)) rows.push(active);
  return rows;
}

/** Paper has no scroll bar: the rows that were read, from the first on, as far as paper is reasonable. */
function rowsToPrint<Row>(rowAt: (index: number) => Row | undefined, count: number): number[] {
  const rows: number[] = [];
  for (let index = 0; index < Math.min(count, MOST_PRINTED); index += 1) if (rowAt(index) !== undefined) rows.push(index);
  return rows;
}
const MOST_PRINTED = 2_000;
