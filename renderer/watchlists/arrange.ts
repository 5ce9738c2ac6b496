import { isKnownReading, type Reading } from '../../shared/watchlists/index.ts';
import { basisKey } from '../../shared/watchlists/index.ts';
import type { GridSort } from '../grid/grid.tsx';
import { sortNumber } from './reading-drawn.ts';
import type { EntryLine, EntryGrades, MetricHead, Spark } from './readings.ts';

/** An entry with what is asked for apart. */
export interface EntryRow {
  readonly entry: EntryLine;
  readonly spark: Spark | undefined;
  readonly grades: EntryGrades | undefined;
}

/** What entries must be to be shown, and in which order. */
export interface Arrangement {
  readonly words: string;
  readonly tags: readonly string[];
  readonly due: boolean;
  readonly sort: GridSort | null;
}

export const METRIC = 'metric:';
export const OWN = 'own:';

/** The rows of a list as they are shown. What is unknown stands last whichever way it is sorted; rates of unlike kinds stay apart. */
export function arranged(
  rows: readonly EntryRow[],
  heads: readonly MetricHead[],
  { words, tags, due, sort }: Arrangement,
): readonly EntryRow[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = rows.filter(
    ({ entry }) =>
      (!due || entry.reviewDue) && tags.every((tag) => entry.tags.includes(tag)) && wanted.every((word) => textOf(entry).includes(word)),
  );
  if (sort === null) return shown;
  const keys = new Map(shown.map((row) => [row, keyOf(row, heads, sort.column)]));
  const up = sort.direction === 'asc' ? 1 : -1;
  return shown.toSorted((one, other) => compare(keys.get(one)!, keys.get(other)!, up));
}

/** Every tag of the rows with how many have it, the most frequent first. */
export function tagsOf(rows: readonly EntryRow[]): ReadonlyArray<readonly [tag: string, count: number]> {
  const counts = new Map<string, number>();
  for (const { entry } of rows) for (const tag of entry.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort(([one, first], [other, second]) => second - first || one.localeCompare(other));
}

/** Before which entry a row goes that is dropped at a place among the rows; `undefined` where it stays. Null is the end. */
export function droppedBefore(rows: readonly EntryRow[], entry: string, place: number): string | null | undefined {
  const from = rows.findIndex((row) => row.entry.entry === entry);
  if (from === -1 || place === from || place === from + 1) return undefined;
  return rows[place]?.entry.entry ?? null;
}

interface Key {
  /** What must not be ranked with another stands in another group. */
  readonly group: string;
  readonly value: number | string | null;
}

function keyOf({ entry, grades }: EntryRow, heads: readonly MetricHead[], column: string): Key {
  const plain = (value: number | string | null): Key => ({ group: '', value });
  if (column.startsWith(METRIC)) {
    const reading = entry.cells[heads.findIndex(({ metric }) => metric === column.slice(METRIC.length))] ?? null;
    const unit = heads.find(({ metric }) => metric === column.slice(METRIC.length))?.unit;
    const words = unit === 'text' || unit === 'verdict';
    return { group: groupOf(reading), value: words ? textIn(reading) : sortNumber(reading) };
  }
  if (column.startsWith(OWN)) return plain(valueOf(entry.values[column.slice(OWN.length)]));
  switch (column) {
    case 'since':
      return plain(valueOf(entry.since.find(({ change }) => change !== null)?.change ?? undefined));
    case 'trader':
    case 'investor':
      return plain(valueOf(grades?.[column]?.letter ?? undefined));
    case 'review':
      return plain(entry.reviewBy);
    case 'target':
      return plain(
        Math.min(
          ...entry.targets.map(({ standing, distance }) => (standing === 'reached' ? -1 : Number(distance ?? Number.NaN))),
          Number.POSITIVE_INFINITY,
        ),
      );
    case 'note':
      return plain(entry.note === '' ? null : entry.note.toLowerCase());
    default:
      return plain(entry.title.toLowerCase());
  }
}

function compare(one: Key, other: Key, up: 1 | -1): number {
  const [first, second] = [isNothing(one.value), isNothing(other.value)];
  if (first || second) return Number(first) - Number(second);
  if (one.group !== other.group) return one.group.localeCompare(other.group);
  if (typeof one.value === 'number' && typeof other.value === 'number') return up * (one.value - other.value);
  return up * String(one.value).localeCompare(String(other.value));
}

function isNothing(value: number | string | null): boolean {
  return value === null || (typeof value === 'number' && !Number.isFinite(value));
}

function groupOf(reading: Reading | null): string {
  return reading !== null && isKnownReading(reading) && reading.basis ? basisKey(reading.basis) : '';
}

function textIn(reading: Reading | null): string | null {
  return reading !== null && isKnownReading(reading) ? reading.text.toLowerCase() : null;
}

function valueOf(text: string | undefined): number | string | null {
  if (text === undefined || text === '') return null;
  const number = Number(text);
  return Number.isNaN(number) ? text.toLowerCase() : number;
}

function textOf({ title, tags, note, about }: EntryLine): string {
  return `${title} ${about.id} ${tags.join(' ')} ${note}`.toLowerCase();
}
