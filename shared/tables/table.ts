import { done, isRefused, refuse, type Outcome } from '../figures/index.ts';
import { DELIMITERS, LineScanner, type Delimiter } from './delimited.ts';
import { decodeText, type DecodedText } from './text.ts';

/** A table as the file has it: cells are text, positions are kept, equal column names stay apart. */
export interface Table {
  readonly header: readonly string[];
  /** Lines above the header, as they stand in the file (`User,NAME,…`, advice, dates of the report). */
  readonly preamble: readonly string[];
  readonly delimiter: Delimiter;
  readonly encoding: DecodedText['encoding'];
  /** Data rows in the order of the file. Row number `n` of a message is `rows[n - 1]`; header, preamble and blank lines are not rows. */
  readonly rows: readonly (readonly string[])[];
  /** Row number → why its cells cannot be trusted, for rows with broken quotes. */
  readonly faults: ReadonlyMap<number, string>;
  /** Line of the file (from 1) on which each row starts. */
  readonly lines: Uint32Array;
  /** Whether the last line lacks its line end; together with a short last row it means a file that was cut off. */
  readonly openEnd: boolean;
}

export interface TableLimits {
  /** Bytes of the file. */
  readonly bytes: number;
  readonly rows: number;
  readonly columns: number;
  /** Characters of one line. */
  readonly line: number;
}

/** Far above every real export, far below what would exhaust memory. */
export const TABLE_LIMITS: TableLimits = { bytes: 400_000_000, rows: 2_000_000, columns: 1_000, line: 1_000_000 };

export interface TableOptions {
  /** Says that a line is the header, by its column names; without it the header is found by its shape. */
  readonly isHeader?: (cells: readonly string[]) => boolean;
  readonly delimiter?: Delimiter;
  readonly limits?: Partial<TableLimits>;
}

/** Lines among which the header must be. */
const HEADER_WITHIN = 40;

/**
 * Reads bytes as a table: encoding, delimiter, header below any preamble, rows. Refuses with a sentence what is no table, is empty, or
 * is beyond the limits. Rows are not judged here, save for broken quotes.
 */
export function readTable(bytes: Uint8Array, options: TableOptions = {}): Outcome<Table> {
  const limit = options.limits?.bytes ?? TABLE_LIMITS.bytes;
  if (bytes.length > limit)
    return refuse(
      'too-large',
      `The file has ${bytes.length.toLocaleString('en')} bytes; at most ${limit.toLocaleString('en')} are read at once. Export a shorter period.`,
    );
  const decoded = decodeText(bytes);
  return isRefused(decoded) ? decoded : tableOf(decoded.ok, options);
}

/** The same for text that is already decoded. */
export function tableOf(decoded: DecodedText, options: TableOptions = {}): Outcome<Table> {
  const limits = { ...TABLE_LIMITS, ...options.limits };
  const { text } = decoded;
  if (text.trim() === '') return refuse('empty-file', 'The file is empty: it has neither a header nor rows.');
  const found = findHeader(text, limits, options);
  if (isRefused(found)) return found;
  const { delimiter, headerIndex, head } = found.ok;
  const scanner = new LineScanner(text, delimiter, limits.line, limits.columns);
  const headerLine = head[headerIndex];
  if (headerLine === undefined) return refuse('no-header', 'The file has no line with column names.');
  const preamble = head.slice(0, headerIndex).map((line) => text.slice(line.start, line.next).trim());

  const rows: string[][] = [];
  const starts: number[] = [];
  const faults = new Map<number, string>();
  let line = headerLine.line + headerLine.lines;
  for (let at = headerLine.next; ; ) {
    const scanned = scanner.scan(at);
    if (scanned === null) break;
    at = scanned.next;
    const { cells, fault } = scanned;
    if (cells.length !== 1 || cells[0] !== '' || fault !== null) {
      if (fault !== null && (cells.length === 0 || cells.length >= limits.columns))
        return refuse('too-large', `In line ${line} ${fault}. This is no export of transactions; nothing was read.`, { line });
      if (rows.length >= limits.rows)
        return refuse(
          'too-large',
          `The file has more than ${limits.rows.toLocaleString('en')} rows. Export shorter periods and import them one by one.`,
        );
      rows.push(cells);
      starts.push(line);
      if (fault !== null) faults.set(rows.length, fault);
    }
    line += scanned.lines;
  }
  return done({
    header: headerLine.cells.map((name) => name.trim()),
    preamble: preamble.filter((text) => text !== ''),
    delimiter,
    encoding: decoded.encoding,
    rows,
    faults,
    lines: Uint32Array.from(starts),
    openEnd: decoded.cutOff || !/[\r\n]$/.test(text),
  });
}

interface HeadLine {
  readonly cells: readonly string[];
  readonly start: number;
  readonly next: number;
  readonly line: number;
  readonly lines: number;
}

interface FoundHeader {
  readonly delimiter: Delimiter;
  readonly head: readonly HeadLine[];
  readonly headerIndex: number;
}

/** The delimiter and header that name the most columns; names asked for by `isHeader` win over shape. */
function findHeader(text: string, limits: TableLimits, options: TableOptions): Outcome<FoundHeader> {
  let best: (FoundHeader & { readonly score: number }) | null = null;
  const headText = text.slice(0, headEnd(text, limits.line));
  const tooLong = headText.length > limits.line && !/[\r\n]/.test(headText.slice(0, limits.line + 1));
  if (tooLong)
    return refuse(
      'too-large',
      `Line 1 is longer than ${limits.line.toLocaleString('en')} characters. This is no export of transactions; nothing was read.`,
    );
  for (const delimiter of options.delimiter === undefined ? DELIMITERS : [options.delimiter]) {
    const scanner = new LineScanner(headText, delimiter, limits.line, limits.columns);
    const head: HeadLine[] = [];
    let line = 1;
    for (let at = 0; head.length < HEADER_WITHIN; ) {
      const scanned = scanner.scan(at);
      if (scanned === null) break;
      if (scanned.fault !== null && (scanned.cells.length === 0 || scanned.cells.length >= limits.columns))
        return refuse('too-large', `In line ${line} ${scanned.fault}. This is no export of transactions; nothing was read.`, { line });
      head.push({ cells: scanned.cells, start: at, next: scanned.next, line, lines: scanned.lines });
      at = scanned.next;
      line += scanned.lines;
    }
    const named = options.isHeader === undefined ? -1 : head.findIndex((entry) => options.isHeader?.(entry.cells.map((c) => c.trim())));
    const shape = named === -1 ? headerByShape(head) : { index: named, names: true };
    const width = head[shape.index]?.cells.length ?? 0;
    const fitting = head.filter(({ cells }, index) => index > shape.index && cells.length === width).length;
    const score = (named === -1 ? 0 : 1e6) + (width > 1 ? (shape.names ? 1e4 : 0) + width * (fitting + 1) : 0);
    if (shape.index !== -1 && (best === null || score > best.score)) best = { delimiter, head, headerIndex: shape.index, score };
  }
  return best === null
    ? refuse('no-header', 'The file has no line with column names in its first 40 lines. Export it again with its header.')
    : done(best);
}

/**
 * A header is the first line as wide as most of the lines whose cells read as names, not as numbers or dates; where there is none, one
 * that is a cell narrower or any wider. Without names it is the first of the common width.
 */
function headerByShape(head: readonly HeadLine[]): { readonly index: number; readonly names: boolean } {
  const widths = new Map<number, number>();
  for (const { cells } of head) if (cells.length > 1) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  let [width, most] = [1, 0];
  for (const [candidate, count] of widths) if (count > most || (count === most && candidate > width)) [width, most] = [candidate, count];
  const exact = head.findIndex(({ cells }) => cells.length > 1 && cells.length === width && areNames(cells));
  const near = exact === -1 ? head.findIndex(({ cells }) => cells.length >= Math.max(2, width - 1) && areNames(cells)) : exact;
  if (near !== -1) return { index: near, names: true };
  return { index: head.findIndex(({ cells }) => cells.length === width && cells.some((cell) => cell.trim() !== '')), names: false };
}

function areNames(cells: readonly string[]): boolean {
  return cells.every((cell) => !NUMBER_OR_DATE.test(cell)) && cells.filter((cell) => cell.trim() !== '').length * 2 > cells.length;
}

const NUMBER_OR_DATE = /^(?=.*\d)[\d.,:/+\sTZ-]+$/;

/** Enough text for the lines among which the header must be; the whole text where it has fewer. */
function headEnd(text: string, maxLine: number): number {
  let at = 0;
  for (let lines = 0; lines < HEADER_WITHIN * 2; lines += 1) {
    const next = text.indexOf('\n', at);
    if (next === -1) return Math.min(text.length, at + 2 * maxLine + 2);
    at = next + 1;
  }
  return at;
}
