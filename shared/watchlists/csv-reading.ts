import { z } from 'zod';
import { dayNumber, decimalString, done, instantString, isRefused, type Outcome, refuse } from '../figures/index.ts';
import { shorten, tableOf, undefused } from '../tables/index.ts';
import { type CsvEntry, CSV_HEADER, CSV_METRIC, columnOfHeader, targetOfText } from './list-csv.ts';
import { MOST_CAPTURED, noteSchema, ownValueOf } from './entry.ts';
import { type OwnColumn, tagSchema, WATCHED_KINDS, type WatchedKind } from './list.ts';
import { type Captured, capturedSchema } from './reading.ts';
import { type Target, targetSchema } from './target.ts';

/** A row of a file of watched things: what it names, and what it says of it. */
export interface CsvRow {
  /** From 1, the header not counted; and the line of the file. */
  readonly row: number;
  readonly line: number;
  /** What the row calls it, in the order in which it is looked for: id, symbol or code, name. */
  readonly names: readonly string[];
  /** What else it says of it — a chain, a protocol — to tell those of one name apart. */
  readonly hints: readonly string[];
  readonly kind: WatchedKind | null;
  readonly said: Pick<CsvEntry, 'tags' | 'note' | 'reviewBy' | 'targets' | 'values' | 'addedAt' | 'captured'>;
}

/** Why a row, or a cell of it, cannot be read. A row with a fault is left out whole. */
export interface CsvFault {
  readonly row: number;
  readonly line: number;
  readonly field: string;
  readonly message: string;
}

export interface ReadCsv {
  readonly rows: readonly CsvRow[];
  readonly faults: readonly CsvFault[];
  /** Own columns that the file brings, with ids from the caller. */
  readonly columns: readonly OwnColumn[];
  /** Columns that were read over, and why. */
  readonly ignored: readonly { readonly column: string; readonly because: string }[];
  /** Data rows of the file: rows and those with faults together. */
  readonly total: number;
}

/** Headers by which files of others name what they are about. */
const IDS = new Set(['id', 'pool', 'pool id', 'position', 'address']);
const CODES = new Set(['symbol', 'code', 'ticker', 'asset', 'coin', 'pair', 'currency']);
const NAMES = new Set(['name', 'title', 'venue', 'exchange', 'desk']);
const HINTS = new Set(['network', 'chain', 'project', 'protocol', 'platform']);
const KINDS = new Set(['kind', 'type']);
const PLAIN: Readonly<Record<string, 'tags' | 'note' | 'reviewBy' | 'targets' | 'addedAt' | 'captured'>> = {
  tags: 'tags',
  labels: 'tags',
  note: 'note',
  notes: 'note',
  comment: 'note',
  'review by': 'reviewBy',
  targets: 'targets',
  added: 'addedAt',
  'when added': 'captured',
};

/**
 * Reads a file of watched things: one of ours, or any with a column that names them. `known` are the list's own columns, which a header of the same
 * name and type means; `newId` makes ids for the others.
 */
export function readListCsv(text: string, known: readonly OwnColumn[], newId: () => string): Outcome<ReadCsv> {
  const table = tableOf({ text: text.replace(/^\uFEFF/, ''), encoding: 'utf-8', cutOff: false }, { isHeader });
  if (isRefused(table)) return table;
  const { header, rows, lines, faults: broken } = table.ok;
  const columns = eachOnce(withNames(header.map((name) => meaningOf(name, known, newId))));
  if (!columns.some(({ means }) => means === 'id' || means === 'code' || means === 'name')) {
    const names = [...CSV_HEADER.slice(1, 3), 'Symbol', 'Code'].join(', ');
    return refuse('nothing-named', `No column of the file names what is to be watched. One must be called ${names} or the like.`);
  }
  const reader = new RowReader(columns);
  const read: CsvRow[] = [];
  const faults: CsvFault[] = [];
  for (const [at, cells] of rows.entries()) {
    const [row, line] = [at + 1, lines[at]!];
    const fault = broken.get(row);
    if (fault !== undefined) {
      faults.push({ row, line, field: 'row', message: `Row ${row} (line ${line}) cannot be read: ${fault}.` });
      continue;
    }
    const outcome = reader.row(row, line, cells);
    if ('faults' in outcome) faults.push(...outcome.faults);
    else read.push(outcome.read);
  }
  return done({
    rows: read,
    faults,
    columns: columns.flatMap(({ own }) => own ?? []),
    ignored: columns.flatMap(({ name, means }) => (means === 'ignored' ? [{ column: name, because: ignoredBecause(name) }] : [])),
    total: rows.length,
  });
}

type Meaning =
  | 'id'
  | 'code'
  | 'name'
  | 'hint'
  | 'kind'
  | 'tags'
  | 'note'
  | 'reviewBy'
  | 'targets'
  | 'addedAt'
  | 'captured'
  | 'own'
  | 'ignored';

interface Column {
  readonly name: string;
  readonly means: Meaning;
  readonly own?: OwnColumn;
}

/** An own column that the file has twice is taken from the first. */
function eachOnce(columns: readonly Column[]): readonly Column[] {
  const isAgain = (name: string, at: number) => columns.findIndex((column) => column.own?.name.toLowerCase() === name.toLowerCase()) < at;
  return columns.map((column, at) => (column.own && isAgain(column.own.name, at) ? { name: column.name, means: 'ignored' } : column));
}

/** Where nothing else names what a row is about, what only hints at it elsewhere does: a file of networks. */
function withNames(columns: readonly Column[]): readonly Column[] {
  const isNamed = columns.some(({ means }) => means === 'id' || means === 'code' || means === 'name');
  return isNamed ? columns : columns.map((column) => (column.means === 'hint' ? { ...column, means: 'name' } : column));
}

class RowReader {
  readonly #columns: readonly Column[];

  constructor(columns: readonly Column[]) {
    this.#columns = columns;
  }

  row(row: number, line: number, cells: readonly string[]): { readonly read: CsvRow } | { readonly faults: readonly CsvFault[] } {
    const faults: CsvFault[] = [];
    const fail = (field: string, message: string): null => {
      faults.push({ row, line, field, message: `Row ${row} (line ${line}), ${field}: ${message}` });
      return null;
    };
    const named = (means: Meaning) => this.#columns.flatMap((column, at) => (column.means === means ? (this.#cell(cells, at) ?? []) : []));
    const names = [...named('id'), ...named('code'), ...named('name')].filter((name) => name !== '');
    if (names.length === 0) fail('Id', 'The row names nothing. Fill in its id, symbol or name.');
    const kindText = named('kind')[0]?.toLowerCase() ?? '';
    const kind = WATCHED_KINDS.find((each) => each === kindText) ?? null;
    const values: Record<string, string> = {};
    for (const [at, { own, name }] of this.#columns.entries()) {
      const text = own === undefined ? '' : (this.#raw(cells, at) ?? '');
      if (own === undefined || text === '') continue;
      const value = ownValueOf(own, text);
      if (isRefused(value)) fail(name, value.error.message);
      else values[own.column] = value.ok;
    }
    const said = {
      tags: tagsOf(named('tags').join(';'), (message) => fail('Tags', message)),
      note: noteOf(this.#columns.flatMap(({ means }, at) => (means === 'note' ? (this.#raw(cells, at) ?? []) : [])).join('\n'), (message) =>
        fail('Note', message),
      ),
      reviewBy: dayOf(named('reviewBy')[0] ?? '', (message) => fail('Review by', message)),
      targets: targetsOf(named('targets')[0] ?? '', (message) => fail('Targets', message)),
      values,
      addedAt: instantOf(named('addedAt')[0] ?? '', (message) => fail('Added', message)),
      captured: capturedIn(named('captured')[0] ?? '', (message) => fail('When added', message)),
    };
    return faults.length > 0 ? { faults } : { read: { row, line, names: [...new Set(names)], hints: named('hint'), kind, said } };
  }

  #raw(cells: readonly string[], at: number): string | undefined {
    const cell = cells[at];
    return cell === undefined ? undefined : undefused(cell);
  }

  #cell(cells: readonly string[], at: number): string | undefined {
    return this.#raw(cells, at)?.trim();
  }
}

function isHeader(cells: readonly string[]): boolean {
  const names = cells.map((cell) => cell.toLowerCase());
  return names[0] === 'kind' && names[1] === 'id';
}

function meaningOf(text: string, known: readonly OwnColumn[], newId: () => string): Column {
  const name = undefused(text);
  const plain = name.trim().toLowerCase();
  if (IDS.has(plain)) return { name, means: 'id' };
  if (CODES.has(plain)) return { name, means: 'code' };
  if (NAMES.has(plain)) return { name, means: 'name' };
  if (HINTS.has(plain)) return { name, means: 'hint' };
  if (KINDS.has(plain)) return { name, means: 'kind' };
  const said = PLAIN[plain];
  if (said !== undefined) return { name, means: said };
  const header = columnOfHeader(name);
  if (header === null) return { name, means: 'ignored' };
  const same = known.find((each) => each.name === header.name && each.type === header.type && each.currency === header.currency);
  return { name, means: 'own', own: same ?? { column: newId(), ...header } };
}

function ignoredBecause(name: string): string {
  if (columnOfHeader(name) !== null) return 'The file has a column of this name already.';
  return name.startsWith(CSV_METRIC)
    ? 'Metrics are computed here and not taken from a file.'
    : 'Nothing of a list is called so. An own column is written with its type, such as “Cost [money USD]” or “Thesis [text]”.';
}

function tagsOf(text: string, fail: (message: string) => null): string[] {
  const tags = [
    ...new Set(
      text
        .split(';')
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ''),
    ),
  ];
  const wrong = tags.find((tag) => !tagSchema.safeParse(tag).success);
  if (wrong !== undefined) fail(`“${shorten(wrong)}” is no tag: it is too long, or holds a line break.`);
  else if (tags.length > 50) fail(`There are ${tags.length} tags; 50 at most are kept.`);
  return tags;
}

function noteOf(text: string, fail: (message: string) => null): string {
  if (!noteSchema.safeParse(text).success) fail(`The note has ${text.length} characters; 100000 at most are kept.`);
  return text;
}

function dayOf(text: string, fail: (message: string) => null): string | null {
  if (text === '') return null;
  if (dayNumber(text) === null) return fail(`“${shorten(text)}” is no day. Write it as 2026-12-31.`);
  return text;
}

function targetsOf(text: string, fail: (message: string) => null): Target[] {
  if (text === '') return [];
  return text.split(';').flatMap((each): readonly Target[] => {
    const target = targetOfText(each);
    if (target !== null && decimalString.safeParse(target.value).success && targetSchema.safeParse(target).success) return [target];
    fail(`“${shorten(each.trim())}” is no target. Write it as market.pool-rate >= 0.05.`);
    return [];
  });
}

function instantOf(text: string, fail: (message: string) => null): string | null {
  if (text === '') return null;
  return instantString.safeParse(text).success ? text : fail(`“${shorten(text)}” is no instant. Write it as 2026-03-01T12:00:00Z.`);
}

const capturedList = z.array(capturedSchema).max(MOST_CAPTURED);

/** What a file of ours kept of the values at adding. */
function capturedIn(text: string, fail: (message: string) => null): readonly Captured[] | null {
  if (text === '') return null;
  const json = jsonOf(text);
  const read = capturedList.safeParse(json);
  if (read.success) return read.data;
  return fail(`“${shorten(text)}” is not what a list of ours writes there. Leave the cell empty, and what is known now is kept instead.`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
