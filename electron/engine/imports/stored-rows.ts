import type { RowView } from './result.ts';
import type { Reader } from '../store/store.ts';

/** Ids of one file's rows run from `first` (row 1) to at most `last`. */
export interface RowRange {
  readonly first: number;
  readonly last: number;
}

const ROWS_OF_A_FILE = 2 ** 32;

/** Where a batch's rows lie; `undefined` where the store has no such file. */
export function rowsOf(store: Reader, batch: string): RowRange | undefined {
  const file = store.get<{ number: number }>('SELECT number FROM import_file WHERE batch = ?', batch);
  return file && rangeOf(file.number);
}

export function rangeOf(number: number): RowRange {
  return { first: number * ROWS_OF_A_FILE + 1, last: (number + 1) * ROWS_OF_A_FILE - 1 };
}

interface StoredRow {
  readonly id: number;
  readonly raw: string;
  readonly outcome: RowView['outcome'];
  readonly field: string | null;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly more: string | null;
}

/** At most `limit` rows of a batch from row `from` on, of one outcome or of all. */
export function storedRows(store: Reader, batch: string, from: number, limit: number, outcome: string | undefined): readonly RowView[] {
  const range = rowsOf(store, batch);
  if (range === undefined) return [];
  return store
    .all<StoredRow>(
      `SELECT id, raw, outcome, field, reason, detail, more FROM import_row
       WHERE id BETWEEN ? AND ? AND (? IS NULL OR outcome = ?) ORDER BY id LIMIT ?`,
      range.first - 1 + from,
      range.last,
      outcome ?? null,
      outcome ?? null,
      limit,
    )
    .map((row) => viewOf(row, range));
}

type Activities = NonNullable<RowView['activities']>;

function viewOf({ id, raw, outcome, field, reason, detail, more }: StoredRow, { first }: RowRange): RowView {
  const activities = detail === null ? [] : [JSON.parse(detail) as Activities[number], ...(JSON.parse(more ?? '[]') as Activities)];
  return {
    row: id - first + 1,
    cells: JSON.parse(raw) as string[],
    outcome,
    ...(field === null ? {} : { field }),
    ...(reason === null ? {} : { reason }),
    ...(activities.length === 0 ? {} : { activities }),
  };
}
