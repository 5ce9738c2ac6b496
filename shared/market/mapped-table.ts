import { type Day, isDay } from '../figures/index.ts';
import {
  type DecimalMark,
  detectDateOrder,
  instantFault,
  type InstantOptions,
  numberFault,
  readInstant,
  readNumber,
  type Table,
} from '../tables/index.ts';
import { resolveAsset } from './assets.ts';
import { assetOfId } from './coingecko.ts';
import type { MarketMapping, Question, ReadingContext } from './market-format.ts';
import { closeOf, dayOfStamp, type Point } from './points.ts';

/** What stands in a cell that holds no value: nothing, or the word that Yahoo, FRED or the ECB write for it. */
const NO_VALUE = /^(?:|null|nan|n\/a|na|\.|-)$/i;

/**
 * Reads a table by a mapping: every value column of every row becomes one entry. Questions that the values cannot be read without come back
 * alone, with nothing read.
 */
export function readMappedTable(table: Table, mapping: MarketMapping, context: ReadingContext): readonly Question[] {
  const header = mapping.headerless === true ? table.header.map((_, index) => String(index + 1)) : table.header;
  const rows = mapping.headerless === true ? [table.header, ...table.rows] : table.rows;
  const column = (name: string | undefined) => (name === undefined ? -1 : header.indexOf(name));
  const at = column(mapping.at);
  const dates = () => rows.map((row) => row[at] ?? '');
  const order = mapping.dateOrder ?? context.answers.dateOrder ?? detectDateOrder(dates());
  const questions = [...missingColumns(mapping, header), ...openQuestions(mapping, order)];
  if (questions.length > 0) return questions;

  const reader: RowReader = {
    context,
    mapping,
    at,
    assetAt: column(mapping.assetColumn),
    currencyAt: column(mapping.currencyColumn),
    values: mapping.values.map((value) => ({ ...value, index: column(value.column) })),
    mark: mapping.decimalMark ?? '.',
    instants: {
      ...(mapping.zone === undefined ? {} : { zone: mapping.zone }),
      ...(order === 'dmy' || order === 'mdy' || order === 'ymd' ? { order } : {}),
    },
  };
  rows.forEach((cells, index) => readRow(reader, cells, index + 1, table.faults.get(index + 1) ?? cutOff(table, index, rows.length)));
  return [];
}

interface RowReader {
  readonly context: ReadingContext;
  readonly mapping: MarketMapping;
  readonly at: number;
  readonly assetAt: number;
  readonly currencyAt: number;
  readonly values: readonly {
    readonly column: string;
    readonly index: number;
    readonly asset?: string | undefined;
    readonly currency?: string | undefined;
  }[];
  readonly mark: DecimalMark;
  readonly instants: InstantOptions;
}

function readRow(reader: RowReader, cells: readonly string[], row: number, fault: string | undefined): void {
  const { context, mapping } = reader;
  const raw = cells.join(' | ');
  if (fault !== undefined) {
    context.log.reject(row, mapping.at, 'broken-row', `Row ${row} cannot be read: ${fault}.`, raw);
    return;
  }
  const written = (cells[reader.at] ?? '').trim();
  const stamp = mapping.stamp === 'month' ? monthOf(written) : readInstant(written, reader.instants);
  if (stamp === null) {
    const message = `Row ${row}, ${mapping.at}: ${instantFault(written, reader.instants)}`;
    context.log.reject(row, mapping.at, 'no-instant', message, raw);
    return;
  }
  for (const value of reader.values) {
    const field = reader.values.length > 1 ? value.column : undefined;
    const cell = (cells[value.index] ?? '').trim();
    if (NO_VALUE.test(cell)) {
      context.log.skip(row, 'no-value', `Row ${row} holds no value${field === undefined ? '' : ` for ${field}`}.`, raw, field);
      continue;
    }
    const number = readNumber(cell, reader.mark);
    if (number === null) {
      context.log.reject(row, value.column, 'no-number', `Row ${row}, ${value.column}: ${numberFault(cell, reader.mark)}`, raw);
      continue;
    }
    const point = pointOf(reader, cells, value, stamp, number);
    if (typeof point === 'string')
      context.log.reject(row, point, 'no-name', `Row ${row}, ${point}: it is empty, where a name must be.`, raw);
    else if (
      point.kind !== 'cpi' &&
      point.kind !== 'supply' &&
      mapping.stamp === 'day' &&
      dayOfStamp(point.at) === context.now.slice(0, 10)
    ) {
      const message = `The day is not over yet: this is the value so far, not its close.`;
      context.log.value(row, point, field, { reason: 'day-not-over', message });
    } else context.log.value(row, point, field);
  }
}

/** What is to be said of the last row where the file ends in its middle. */
export function cutOff(table: Table, index: number, rows: number): string | undefined {
  const cells = (table.rows.at(-1) ?? table.header).length;
  const broken = table.openEnd && index === rows - 1 && cells < table.header.length;
  return broken ? 'the file breaks off in the middle of it, so that more rows may be missing. Download it again' : undefined;
}

/** The point, or the column whose cell lacks a name. */
function pointOf(
  reader: RowReader,
  cells: readonly string[],
  value: RowReader['values'][number],
  stamp: string,
  number: string,
): Point | string {
  const { mapping, context } = reader;
  const named = (index: number) => {
    const name = (cells[index] ?? '').trim();
    return name === '' ? undefined : resolveAsset('*', assetOfId(name, context.aliases), context.aliases).asset;
  };
  const asset = value.asset ?? (reader.assetAt === -1 ? mapping.asset : named(reader.assetAt));
  const currency = value.currency ?? (reader.currencyAt === -1 ? mapping.currency : named(reader.currencyAt));
  const at = mapping.stamp === 'day' ? closeOf(stamp.slice(0, 10)) : stamp;
  switch (mapping.target) {
    case 'price':
      if (asset === undefined) return mapping.assetColumn ?? 'asset';
      return currency === undefined ? (mapping.currencyColumn ?? 'currency') : { kind: 'price', asset, currency, at, price: number };
    case 'rate': {
      const unit = reader.currencyAt === -1 ? mapping.unit : currency;
      if (asset === undefined) return mapping.assetColumn ?? 'asset';
      return unit === undefined ? (mapping.currencyColumn ?? 'unit') : { kind: 'rate', asset, unit, at, rate: number };
    }
    case 'supply': {
      if (asset === undefined) return mapping.assetColumn ?? 'asset';
      const measure = mapping.measure ?? 'total';
      const inPercent = measure === 'inflation' && mapping.scale === 'percent';
      return { kind: 'supply', asset, measure, day: stamp.slice(0, 10), value: inPercent ? hundredth(number) : number };
    }
    case 'cpi':
      return currency === undefined
        ? (mapping.currencyColumn ?? 'currency')
        : { kind: 'cpi', currency, month: stamp.slice(0, 7), index: number };
  }
}

/** `2024-03`, `2024-03-01`, `2024M03` or a full date: the month it names. */
function monthOf(text: string): string | null {
  const match = /^(\d{4})[-M/]?(\d{2})(?:-(\d{2}))?$/.exec(text);
  if (!match) return null;
  const day: Day = `${match[1]}-${match[2]}-${match[3] ?? '01'}`;
  return isDay(day) ? `${match[1]}-${match[2]}` : null;
}

/** A hundredth of decimal text, exactly: the point moves by two places. */
function hundredth(text: string): string {
  const sign = text.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = text.slice(sign.length).split('.');
  const digits = whole.padStart(3, '0') + fraction;
  const point = Math.max(whole.length, 3) - 2;
  return readNumber(`${sign}${digits.slice(0, point)}.${digits.slice(point)}`) ?? text;
}

function missingColumns(mapping: MarketMapping, header: readonly string[]): readonly Question[] {
  const named = [mapping.at, ...mapping.values.map((value) => value.column), mapping.assetColumn, mapping.currencyColumn];
  const missing = named.filter((name) => name !== undefined && !header.includes(name));
  if (missing.length === 0) return [];
  return [
    { name: 'mapping', says: `The file has no column ${missing.join(', ')}. Which columns hold the date and the values?`, choices: header },
  ];
}

function openQuestions(mapping: MarketMapping, order: ReturnType<typeof detectDateOrder>): readonly Question[] {
  const questions: Question[] = [];
  if (order === 'ambiguous' || order === 'mixed') {
    const says = order === 'mixed' ? 'Some dates can only be day/month and others only month/day.' : 'Every date reads both ways.';
    questions.push({ name: 'dateOrder', says: `${says} Which comes first?`, choices: ['dmy', 'mdy'] });
  }
  const needsAsset = mapping.target !== 'cpi' && mapping.assetColumn === undefined && mapping.asset === undefined;
  if (needsAsset && mapping.values.some((value) => value.asset === undefined))
    questions.push({ name: 'asset', says: 'Which asset does this file speak of?' });
  const needsCurrency =
    (mapping.target === 'price' || mapping.target === 'cpi') && mapping.currencyColumn === undefined && mapping.currency === undefined;
  if (needsCurrency && mapping.values.some((value) => value.currency === undefined))
    questions.push({ name: 'currency', says: 'In which currency are these values?', suggested: 'USD' });
  if (mapping.target === 'rate' && mapping.unit === undefined && mapping.currencyColumn === undefined)
    questions.push({ name: 'unit', says: 'In which asset is this rate counted?', suggested: 'ETH' });
  if (mapping.measure === 'inflation' && mapping.scale === undefined)
    questions.push({
      name: 'scale',
      says: 'Does 5 in this file mean 5 % (percent) or 500 % (fraction)?',
      choices: ['percent', 'fraction'],
    });
  return questions;
}
