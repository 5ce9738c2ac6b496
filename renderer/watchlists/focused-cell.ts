/** The cell of a grid that has the keyboard: which row and column, and where it stands in the grid's holder, in pixels. */
export interface FocusedCell {
  readonly row: string;
  readonly column: string;
  readonly place: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

/** Null where no cell of it has the keyboard. */
export function focusedCell(holder: HTMLElement | null): FocusedCell | null {
  const cell = holder?.querySelector<HTMLElement>('.ag-cell-focus') ?? null;
  return holder && cell ? cellOf(holder, cell) : null;
}

/** The cell that something in it was pressed on. */
export function pressedCell(holder: HTMLElement | null, target: EventTarget | null): FocusedCell | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('.ag-cell') : null;
  return holder && cell ? cellOf(holder, cell) : null;
}

/** The cell of a row and column; where the column is not shown, its place is that of the row's first cell. */
export function cellIn(holder: HTMLElement | null, row: string, column: string): FocusedCell | null {
  const cells = holder?.querySelectorAll<HTMLElement>(`.ag-row[row-id="${CSS.escape(row)}"] .ag-cell`) ?? [];
  const cell = [...cells].find((each) => each.getAttribute('col-id') === column) ?? cells[0];
  const found = holder && cell ? cellOf(holder, cell) : null;
  return found && { ...found, column };
}

function cellOf(holder: HTMLElement, cell: HTMLElement): FocusedCell | null {
  const row = cell.closest('.ag-row')?.getAttribute('row-id') ?? null;
  const column = cell.getAttribute('col-id');
  if (row === null || column === null) return null;
  const [box, around] = [cell.getBoundingClientRect(), holder.getBoundingClientRect()];
  return { row, column, place: { left: box.left - around.left, top: box.top - around.top, width: box.width, height: box.height } };
}
