import { done, isRefused, type Outcome, refuse } from '../figures/index.ts';
import { detectDateOrder, instantFault, type InstantOptions, readInstant } from '../tables/index.ts';
import { isRecord, snapshotInstant } from './coingecko.ts';
import { nameHints } from './file-name.ts';
import { cutOff } from './mapped-table.ts';
import type { MarketFile, MarketFormat, Question, ReadingContext } from './market-format.ts';
import { closeOf } from './points.ts';
import { POOL_FIELD_NAMES, type PoolField, poolFieldOf, poolPoint, type PoolSource } from './pool-fields.ts';

/**
 * `GET /pools` and what tools save of it: one row for each pool, as `{status,data:[…]}`, `{data:[…]}`, `{pools:[…]}` or a bare list.
 * The live answer does not say when it was taken; exports that do say it per row or once for all are believed.
 */
export const defillamaPools: MarketFormat = {
  id: 'defillama-pools',
  says: 'DefiLlama, pools and their rates at one time',
  source: 'DefiLlama',
  recognises: (file) => poolsOf(file).length > 0 || emptyAnswer(file) !== null,
  read: (file, context) => {
    const empty = emptyAnswer(file);
    if (empty !== null) return refuse('no-pools', `${empty} Download it again.`);
    const json = file.json();
    const root = 'ok' in json && isRecord(json.ok) ? json.ok : {};
    const taken = snapshotTime(file, context, typeof root['exportedAt'] === 'string' ? root['exportedAt'] : undefined);
    if (isRefused(taken)) return taken;
    const pools = poolsOf(file);
    if (taken.ok === null && pools.some((pool) => isRecord(pool) && fieldOf(pool, 'at') === undefined)) return done([WHEN]);
    const reading = poolReading(context, taken.ok);
    pools.forEach((pool, index) => readRecord(reading, pool, index + 1, (record, field) => fieldOf(record, field)));
    return done([]);
  },
};

/** `GET /chart/{pool}`: the last observation of each day of one pool, whose id is in the address only. */
export const defillamaChart: MarketFormat = {
  id: 'defillama-chart',
  says: 'DefiLlama, history of one pool',
  source: 'DefiLlama',
  recognises: (file) => chartOf(file).length > 0,
  read: (file, context) => {
    const pool = context.answers.pool ?? nameHints(file.name).pool;
    if (pool === undefined) return done([WHICH_POOL]);
    const reading = poolReading(context, null);
    chartOf(file).forEach((row, index) =>
      readRecord(reading, row, index + 1, (record, field) => (field === 'pool' ? pool : fieldOf(record, field))),
    );
    return done([]);
  },
};

/** The CSV forms of snapshots, histories, panels and chart downloads: told apart by nothing but which columns they have. */
export const defillamaTable: MarketFormat = {
  id: 'defillama-table',
  says: 'DefiLlama, pools and their rates as a table',
  source: 'DefiLlama',
  recognises: (file) => {
    const table = file.table();
    if (isRefused(table)) return false;
    const fields = new Set(table.ok.header.map(poolFieldOf));
    return fields.has('apy') && (fields.has('pool') || (fields.has('at') && fields.has('tvlUsd')));
  },
  read: readPoolTable,
};

const WHEN: Question = { name: 'at', says: 'When were these rates taken? The file does not say. A day such as 2024-03-01 means its end.' };
const WHICH_POOL: Question = {
  name: 'pool',
  says: 'Which pool is this the history of? Its id stands at the end of its address on DefiLlama.',
};

function readPoolTable(file: MarketFile, context: ReadingContext): Outcome<readonly Question[]> {
  const read = file.table();
  if (isRefused(read)) return read;
  const table = read.ok;
  const columns = new Map<PoolField, number>();
  table.header.forEach((name, index) => {
    const field = poolFieldOf(name);
    // A panel has both a time and a day: the first of them, the time, says more.
    if (field !== undefined && !columns.has(field)) columns.set(field, index);
  });
  const pool = context.answers.pool ?? nameHints(file.name).pool;
  const taken = snapshotTime(file, context, undefined);
  if (isRefused(taken)) return taken;
  const at = columns.get('at');
  const order = context.answers.dateOrder ?? detectDateOrder(at === undefined ? [] : table.rows.map((row) => row[at] ?? ''));
  const questions: Question[] = [];
  if (!columns.has('pool') && pool === undefined) questions.push(WHICH_POOL);
  if (at === undefined && taken.ok === null) questions.push(WHEN);
  if (order === 'ambiguous' || order === 'mixed')
    questions.push({
      name: 'dateOrder',
      says: 'Its dates read as day/month and as month/day. Which comes first?',
      choices: ['dmy', 'mdy'],
    });
  if (questions.length > 0) return done(questions);

  const instants: InstantOptions = order === 'dmy' || order === 'mdy' || order === 'ymd' ? { order } : {};
  const reading = poolReading(context, taken.ok, instants);
  table.rows.forEach((cells, index) => {
    const row = index + 1;
    const fault = table.faults.get(row) ?? cutOff(table, index, table.rows.length);
    const raw = () => cells.join(' | ');
    if (fault !== undefined) {
      context.log.reject(row, 'row', 'broken-row', `Row ${row} cannot be read: ${fault}.`, raw());
      return;
    }
    const source: PoolSource = (field) => {
      const column = columns.get(field);
      return column === undefined ? (field === 'pool' ? pool : undefined) : cells[column];
    };
    readPool(reading, source, row, raw);
  });
  return done([]);
}

/** As long as what anything else here is called by. */
const LONGEST_NAME = 200;

/** What is the same for all rows of a file. */
interface PoolReading {
  readonly log: ReadingContext['log'];
  /** The end of today: what is stamped so is not over yet. */
  readonly closing: string;
  /** When the whole file was taken, where it says so. */
  readonly taken: string | null;
  readonly instants: InstantOptions;
}

function poolReading({ log, now }: ReadingContext, taken: string | null, instants: InstantOptions = {}): PoolReading {
  return { log, closing: closeOf(now.slice(0, 10)), taken, instants };
}

function readRecord(reading: PoolReading, record: unknown, row: number, fieldIn: (record: PoolRecord, field: PoolField) => unknown): void {
  if (isRecord(record)) {
    readPool(
      reading,
      (field) => fieldIn(record, field),
      row,
      () => JSON.stringify(record),
    );
  } else reading.log.reject(row, 'row', 'no-pool', `Row ${row} is no pool: a pool is a list of named members.`, JSON.stringify(record));
}

function readPool({ log, closing, taken, instants }: PoolReading, source: PoolSource, row: number, raw: () => string): void {
  const [pool, time] = [source('pool'), source('at')];
  if (typeof pool !== 'string' || pool.trim() === '') {
    log.reject(row, 'pool', 'no-name', `Row ${row} names no pool.`, raw());
    return;
  }
  if (pool.length > LONGEST_NAME) {
    log.reject(
      row,
      'pool',
      'name-too-long',
      `Row ${row}: a pool’s id of ${pool.length} characters is none; they have at most ${LONGEST_NAME}.`,
      raw(),
    );
    return;
  }
  const at = time === undefined || time === null ? taken : instantOf(time, instants);
  if (at === null) {
    log.reject(row, 'timestamp', 'no-instant', `Row ${row}, time: ${instantFault(typeof time === 'string' ? time : '', instants)}`, raw());
    return;
  }
  const point = poolPoint(source, pool.trim(), at);
  if ('value' in point) {
    log.reject(row, point.field, 'no-number', `Row ${row}, ${point.field}: it is “${point.value}”, which is not a number.`, raw());
  } else if (point.apy === null && point.apyBase === null && point.apyReward === null) {
    log.skip(row, 'no-value', `Row ${row} holds no rate; unknown is not zero.`, raw());
  } else if (at === closing) {
    log.value(row, point, undefined, {
      reason: 'day-not-over',
      message: 'The day is not over yet: this is its latest observation so far.',
    });
  } else log.value(row, point);
}

/** A day alone stands for the last observation of that day, as the aggregator's charts have it. */
function instantOf(time: unknown, options: InstantOptions): string | null {
  if (typeof time !== 'string') return null;
  const at = readInstant(time, options);
  return at !== null && /^[\d/.-]{8,10}$/.test(time.trim()) ? closeOf(at.slice(0, 10)) : at;
}

/** When a snapshot was taken: the person's word, the file's, the day in its name; `null` where none says. */
function snapshotTime(file: MarketFile, { answers }: ReadingContext, inFile: string | undefined): Outcome<string | null> {
  const said = answers.at ?? inFile ?? nameHints(file.name).day;
  if (said === undefined) return done(null);
  const at = snapshotInstant(said);
  return at === null ? refuse('no-instant', `“${said}” is no day or instant; 2024-03-01 is one.`, { field: 'at' }) : done(at);
}

type PoolRecord = Readonly<Record<string, unknown>>;

/** The rows of a JSON file, whatever they are. */
function listIn(file: MarketFile): readonly unknown[] {
  const json = file.json();
  if (isRefused(json)) return [];
  const root = json.ok;
  const list: unknown = isRecord(root) ? (root['data'] ?? root['pools']) : root;
  return Array.isArray(list) ? list : [];
}

/** So many rows may be broken before the first by which the file is recognised. */
const LOOKED_AT = 100;

function poolsOf(file: MarketFile): readonly unknown[] {
  const rows = listIn(file);
  const isPool = (row: unknown) => isRecord(row) && fieldOf(row, 'pool') !== undefined && 'apy' in row;
  return rows.slice(0, LOOKED_AT).some(isPool) ? rows : [];
}

function chartOf(file: MarketFile): readonly unknown[] {
  const rows = listIn(file);
  const first = rows.slice(0, LOOKED_AT).find(isRecord);
  const isChart = first && 'timestamp' in first && fieldOf(first, 'pool') === undefined && ('apy' in first || 'apyBase' in first);
  return isChart ? rows : [];
}

/** Why an answer of the aggregator holds nothing: it says so itself, or its list is empty; `null` where neither is so. */
function emptyAnswer(file: MarketFile): string | null {
  const json = file.json();
  if (isRefused(json) || !isRecord(json.ok)) return null;
  const { status, message, data } = json.ok;
  if (status === 'error' || status === 'fail')
    return `${file.name} is no list of pools but the answer to a failed request${typeof message === 'string' ? ` (${message.slice(0, 200)})` : ''}.`;
  return status === 'success' && Array.isArray(data) && data.length === 0 ? `${file.name} holds no pools: its list is empty.` : null;
}

/** A member by any of its names; `undefined` where the record has none of them. */
function fieldOf(record: PoolRecord, field: PoolField): unknown {
  for (const name of POOL_FIELD_NAMES[field]) if (record[name] !== undefined) return record[name];
  return undefined;
}
