import type { Drawn } from '../grid/drawn-cell.ts';
import type { GridColumn } from '../grid/grid.tsx';
import { currencyWord, figureWidth, headingOf, type ReadingStyle, readingDrawn, titleLines } from '../watchlists/index.ts';
import type { SelectedRow, Selection } from './selection.ts';

/** A row of the grid: its place in the answer. What stands there is looked up when it is drawn, since pages come as they are seen. */
export interface PlacedRow {
  readonly index: number;
}

/** What the grid looks up when it draws: one for the life of the grid, filled anew with each answer, so that an answer changes no column. */
export class HeldRows {
  #rowAt: (index: number) => SelectedRow | undefined = () => undefined;
  #marked: ReadonlySet<string> = new Set();
  #places: ReadonlyMap<string, number> = new Map();

  fill(rowAt: (index: number) => SelectedRow | undefined, heads: Selection['heads'], marked: ReadonlySet<string>): void {
    this.#rowAt = rowAt;
    this.#marked = marked;
    this.#places = new Map(heads.map(({ metric }, place) => [metric, place]));
  }

  /** What a row holds of a metric. Columns may be drawn before or after the rows of their own answer have come: they never meet another metric's value. */
  cell(index: number, metric: string): SelectedRow['cells'][number] | null {
    const place = this.#places.get(metric);
    return place === undefined ? null : (this.at(index)?.cells[place] ?? null);
  }

  at(index: number): SelectedRow | undefined {
    return this.#rowAt(index);
  }

  isMarked({ id }: SelectedRow): boolean {
    return this.#marked.has(id);
  }
}

const PLACES: PlacedRow[] = [];

/** The places of so many rows: the same ones each time, so that the grid keeps what it has drawn of them. */
export function placesFor(count: number): readonly PlacedRow[] {
  for (let index = PLACES.length; index < count; index += 1) PLACES.push({ index });
  return PLACES.slice(0, count);
}

export const TITLE = 'title';
const UNREAD: Drawn = { text: '' };

/** The columns of what was found: who it is, then the metrics, with the currencies that each of them is in. */
export function resultColumns(
  held: HeldRows,
  heads: Selection['heads'],
  currencies: readonly (readonly string[])[],
  name: string,
  style: ReadingStyle & { readonly freshOf: (metric: string) => number | null },
): readonly GridColumn<PlacedRow>[] {
  return [
    { id: TITLE, title: name, flex: 2, width: 190, draw: ({ index }) => titleOf(held, index) },
    ...heads.map(({ metric, name: heading, unit, subject, gone }, place): GridColumn<PlacedRow> => {
      const words = unit === 'text' || unit === 'verdict';
      const freshDays = style.freshOf(metric);
      const title = gone ? `${heading} (gone)` : headingOf(heading, currencyWord(currencies[place] ?? []));
      return {
        id: metric,
        title,
        numeric: !words,
        width: words ? 104 : figureWidth(title, unit),
        draw: ({ index }) => readingDrawn(held.cell(index, metric), { unit, subject }, { ...style, freshDays }),
      };
    }),
  ];
}

function titleOf(held: HeldRows, index: number): Drawn {
  const row = held.at(index);
  if (!row) return UNREAD;
  return { ...titleLines(row.title), tone: 'strong', ...(held.isMarked(row) ? { count: '✓ marked' } : {}) };
}
