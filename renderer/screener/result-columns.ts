import type { Drawn } from '../grid/drawn-cell.ts';
import type { GridColumn } from '../grid/grid.tsx';
import { currencyWord, figureWidth, headingOf, type ReadingStyle, readingDrawn, titleLines } from '../watchlists/index.ts';
import type { SelectedRow, Selection } from './selection.ts';

/** A row of the grid: its place in the answer. What stands there is looked up when it is drawn, since pages come as they are seen. */
export interface PlacedRow {
  readonly index: number;
}

export interface Filling {
  readonly rowAt: (index: number) => SelectedRow | undefined;
  readonly heads: Selection['heads'];
  readonly marked: ReadonlySet<string>;
  readonly style: ReadingStyle;
}

/**
 * What the grid looks up when it draws: one for the life of the grid, filled anew with each answer and each turn of the clock, so that neither
 * changes a column.
 */
export class HeldRows {
  #filling: Filling = { rowAt: () => undefined, heads: [], marked: new Set(), style: { discreet: false, now: 0 } };
  #places: ReadonlyMap<string, number> = new Map();

  hold(filling: Filling): void {
    this.#filling = filling;
    this.#places = new Map(filling.heads.map(({ metric }, place) => [metric, place]));
  }

  get style(): ReadingStyle {
    return this.#filling.style;
  }

  /** What a row holds of a metric. Columns may be drawn before or after the rows of their own answer have come: they never meet another metric's value. */
  cell(index: number, metric: string): SelectedRow['cells'][number] | null {
    const place = this.#places.get(metric);
    return place === undefined ? null : (this.at(index)?.cells[place] ?? null);
  }

  at(index: number): SelectedRow | undefined {
    return this.#filling.rowAt(index);
  }

  isMarked({ id }: SelectedRow): boolean {
    return this.#filling.marked.has(id);
  }
}

const PLACES: PlacedRow[] = [];

/** The row at a place: the same object each time, so that the grid keeps what it has drawn of it. */
export function placeAt(index: number): PlacedRow {
  return (PLACES[index] ??= { index });
}

export const TITLE = 'title';
const UNREAD: Drawn = { text: '' };

/** The columns of what was found: who it is, then the metrics, with the currencies that each of them is in. */
export function resultColumns(
  held: HeldRows,
  heads: Selection['heads'],
  currencies: readonly (readonly string[])[],
  name: string,
  freshOf: (metric: string) => number | null,
): readonly GridColumn<PlacedRow>[] {
  return [
    { id: TITLE, title: name, flex: 2, width: 190, draw: ({ index }) => titleOf(held, index) },
    ...heads.map(({ metric, name: heading, unit, subject, gone }, place): GridColumn<PlacedRow> => {
      const words = unit === 'text' || unit === 'verdict';
      const freshDays = freshOf(metric);
      const title = gone ? `${heading} (gone)` : headingOf(heading, currencyWord(currencies[place] ?? []));
      return {
        id: metric,
        title,
        numeric: !words,
        width: words ? 104 : figureWidth(title, unit),
        draw: ({ index }) => readingDrawn(held.cell(index, metric), { unit, subject }, { ...held.style, freshDays }),
      };
    }),
  ];
}

function titleOf(held: HeldRows, index: number): Drawn {
  const row = held.at(index);
  if (!row) return UNREAD;
  return { ...titleLines(row.title), tone: 'strong', ...(held.isMarked(row) ? { count: '✓ marked' } : {}) };
}
