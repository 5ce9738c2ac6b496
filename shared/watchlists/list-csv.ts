import { csvText } from '../tables/index.ts';
import { COLUMN_TYPES, type ColumnType, type OwnColumn, type Watched } from './list.ts';
import type { Captured } from './reading.ts';
import type { Target } from './target.ts';

/** What of an entry goes into a file and comes back from it. */
export interface CsvEntry {
  readonly about: Watched;
  readonly title: string;
  readonly tags: readonly string[];
  readonly note: string;
  readonly reviewBy: string | null;
  readonly targets: readonly Target[];
  readonly values: Readonly<Record<string, string>>;
  /** When it came onto the list, and what its metrics told then; null where a file does not say. */
  readonly addedAt: string | null;
  readonly captured: readonly Captured[] | null;
}

/** A column beside what a person said: for whoever reads the file, not for whoever imports it. */
export interface CsvMetric {
  readonly name: string;
  readonly texts: readonly string[];
}

/** Names of the columns that a file of ours begins with. */
export const CSV_HEADER = ['Kind', 'Id', 'Name', 'Tags', 'Note', 'Review by', 'Targets', 'Added', 'When added'] as const;
/** Before the name of a metric's column: read over on import, for what it says is computed here. */
export const CSV_METRIC = 'Metric: ';

/** A list as CSV: what was said of its entries reads back exactly as it was. */
export function listCsv(columns: readonly OwnColumn[], entries: readonly CsvEntry[], metrics: readonly CsvMetric[]): string {
  const header = [...CSV_HEADER, ...columns.map(columnHeader), ...metrics.map(({ name }) => CSV_METRIC + name)];
  const rows = entries.map(({ about, title, tags, note, reviewBy, targets, values, addedAt, captured }, at) => [
    about.kind,
    about.id,
    title,
    tags.join('; '),
    note,
    reviewBy ?? '',
    targets.map(targetText).join('; '),
    addedAt ?? '',
    captured === null ? '' : JSON.stringify(captured),
    ...columns.map(({ column }) => values[column] ?? ''),
    ...metrics.map(({ texts }) => texts[at] ?? ''),
  ]);
  return csvText([header, ...rows]);
}

/** `Cost [money USD]`: what a person called it, and what is in it. */
export function columnHeader({ name, type, currency }: OwnColumn): string {
  return `${name} [${type}${currency === null ? '' : ` ${currency}`}]`;
}

const COLUMN_HEADER = /^(.{1,100}) \[([a-z]+)(?: ([^\]]{1,120}))?\]$/;

/** The own column that a header names; null where it names none. */
export function columnOfHeader(text: string): Omit<OwnColumn, 'column'> | null {
  const match = COLUMN_HEADER.exec(text);
  const type = COLUMN_TYPES.find((each): each is ColumnType => each === match?.[2]);
  if (!match || type === undefined) return null;
  const [, name = '', , currency] = match;
  return type === 'money' && currency === undefined ? null : { name, type, currency: type === 'money' ? (currency ?? null) : null };
}

/** `market.pool-rate >= 0.05`, with the currency behind it where one is said. */
export function targetText({ metric, direction, value, currency }: Target): string {
  return `${metric} ${direction === 'at-least' ? '>=' : '<='} ${value}${currency === null ? '' : ` ${currency}`}`;
}

const TARGET = /^(\S{1,200}) (>=|<=) (\S+)(?: (\S{1,120}))?$/;

/** Reads a target back; null where the text is none. */
export function targetOfText(text: string): Target | null {
  const match = TARGET.exec(text.trim());
  if (!match) return null;
  const [, metric = '', sign, value = '', currency] = match;
  return { metric, direction: sign === '>=' ? 'at-least' : 'at-most', value, currency: currency ?? null };
}
