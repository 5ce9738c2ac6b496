import { Decimal, decimalText, done, refuse, type Outcome } from '../figures/index.ts';
import { type Activity, streamOf } from '../positions/index.ts';
import type { Table } from '../tables/index.ts';
import { activityOf, amountOf, readRowByRow, type RowDraft } from './draft.ts';
import type { ExportFormat, OpenExport } from './reading.ts';
import { hasColumns, type RowCells } from './row-cells.ts';

/** The members of a day that are read, as columns. Balances are whole gwei; `day` −1 is the deposit, with no balances yet. */
const COLUMNS = ['validatorindex', 'day', 'day_start', 'day_end', 'start_balance', 'end_balance', 'deposits_amount', 'withdrawals_amount'];
const SLASHINGS = ['attester_slashings', 'proposer_slashings'];

/**
 * beaconcha.in validator statistics as its interface answers them (`/validator/stats`), a row for each validator and day. In the stream the
 * validator's number stands where others have the asset. What it earned in a day is end − start + withdrawals − deposits (yield.md §2.9).
 */
export const beaconchain: ExportFormat = {
  id: 'beaconchain',
  name: 'beaconcha.in validator statistics',
  platform: 'beaconchain',
  matches: (header) => hasColumns(header, ...COLUMNS),
  needs: COLUMNS,
  read: (file) => readRowByRow(file, {}, readDay),
};

/** The table of beaconcha.in's page, from before 2024: income rounded to a hundredth of a per mille, and no validator's number. */
export const beaconchainPage: ExportFormat = {
  id: 'beaconchain-page',
  name: 'beaconcha.in validator page',
  platform: 'beaconchain',
  matches: (header) => header[0] === '' && hasColumns(header, 'Income', 'Start', 'End', 'Att', 'Prop', 'Amount'),
  needs: ['Income', 'Start', 'End'],
  read: readPage,
};

/** The rows of the interface's answer, parsed; `null` where the JSON is something else. */
export function validatorTable(answer: unknown): Outcome<Table> | null {
  const list = Array.isArray(answer) ? answer : member(answer, 'data');
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  if (!Array.isArray(list) || member(first, 'validatorindex') === undefined || member(first, 'day_start') === undefined) return null;
  const header = [...COLUMNS, ...SLASHINGS];
  const rows: string[][] = [];
  for (const [index, day] of list.entries()) {
    const cells = header.map((name) => cellOf(member(day, name)));
    if (cells.some((cell) => cell === null))
      return refuse(
        'broken-json',
        `Day ${index + 1} of the answer holds a list or a nested object where a value must be. Download it again.`,
      );
    rows.push(cells.map((cell) => cell ?? ''));
  }
  return done({
    header,
    preamble: [],
    delimiter: ',',
    encoding: 'utf-8',
    rows,
    faults: new Map(),
    lines: Uint32Array.from(rows, (_, index) => index + 1),
    openEnd: false,
  });
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** `null` for what no cell can be. */
function cellOf(value: unknown): string | null {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `${value}` : null;
}

function readDay(cells: RowCells): RowDraft {
  const validator = cells.required('validatorindex');
  const day = cells.required('day');
  const at = cells.text('day_end') === '' ? nextDay(cells.instant('day_start')) : cells.instant('day_end');
  const [start, end] = [gwei(cells, 'start_balance'), gwei(cells, 'end_balance')];
  const [deposited, withdrawn] = [gwei(cells, 'deposits_amount') ?? ZERO_GWEI, gwei(cells, 'withdrawals_amount') ?? ZERO_GWEI];
  if (cells.fault !== null) return { activities: [] };
  const stream = streamOf('beaconchain', 'validator', validator);
  const sourceId = `${validator}:${day}`;
  const slashed = SLASHINGS.some((name) => !['', '0'].includes(cells.text(name)));
  const income =
    end === null
      ? ZERO_GWEI
      : end
          .minus(start ?? ZERO_GWEI)
          .plus(withdrawn)
          .minus(deposited);
  const activities: Activity[] = [];
  if (!deposited.isZero())
    activities.push(activityOf('add', cells.instant('day_start'), stream, { into: [amountOf('ETH', ether(deposited))], sourceId }));
  if (!income.isZero())
    activities.push(
      income.isNegative()
        ? activityOf('slash', at, stream, {
            outOf: [amountOf('ETH', ether(income))],
            sourceId,
            note: slashed ? 'slashed' : 'penalties for missed duties',
          })
        : activityOf('reward', at, stream, { into: [amountOf('ETH', ether(income))], rewardTo: 'position', sourceId }),
    );
  if (!withdrawn.isZero()) activities.push(activityOf('withdraw', at, stream, { outOf: [amountOf('ETH', ether(withdrawn))], sourceId }));
  if (activities.length === 0) return { skip: 'nothing happened on that day: no income, deposit or withdrawal' };
  return { identity: sourceId, activities };
}

const ZERO_GWEI = new Decimal(0);

/** Whole gwei of a cell; `null` where it is empty. */
function gwei(cells: RowCells, column: string): Decimal | null {
  const text = cells.text(column);
  if (text === '') return null;
  if (!/^\d{1,18}$/.test(text)) {
    cells.reject(column, `“${text.slice(0, 60)}” is not a whole number of gwei. Download the statistics again.`);
    return null;
  }
  return new Decimal(text);
}

function ether(amount: Decimal): string {
  return decimalText(amount.times('1e-9'));
}

function nextDay(at: string): string {
  return new Date(Date.parse(at) + 86_400_000).toISOString();
}

/** The page's days end at 12:00:23 UTC, when the beacon chain began. */
const PAGE_DAY_ENDS = ' 12:00:23 UTC';

function readPage(file: OpenExport): void {
  file.notices.push(
    'beaconcha.in rounded the amounts of this page to four decimals of an ether: sums over many days are off by that much. Its interface gives exact gwei.',
  );
  const validator = /(\d{1,8})/.exec(file.options.fileName ?? '')?.[1] ?? 'unknown';
  const amountPosition = file.table.header.lastIndexOf('Amount');
  readRowByRow(file, {}, (cells) => {
    const at = cells.instantOf(0, `${cells.text(0)}${PAGE_DAY_ENDS}`, 'UTC');
    const income = etherCell(cells, 'Income');
    const deposited = amountPosition === -1 ? null : etherCell(cells, amountPosition);
    const stream = streamOf('beaconchain', 'validator', validator);
    const flag = 'rounded by the source';
    const activities: Activity[] = [];
    if (deposited !== null && deposited !== '0') activities.push(activityOf('add', at, stream, { into: [amountOf('ETH', deposited)] }));
    if (income !== null && income !== '0')
      activities.push(
        income.startsWith('-')
          ? activityOf('slash', at, stream, { outOf: [amountOf('ETH', income)], note: 'penalties; rounded by the source' })
          : activityOf('reward', at, stream, { into: [amountOf('ETH', income)], rewardTo: 'position', note: flag }),
      );
    return activities.length === 0 ? { skip: 'nothing happened on that day, as far as the rounded amounts tell' } : { activities, flag };
  });
}

function etherCell(cells: RowCells, column: string | number): string | null {
  const money = cells.money(column);
  if (money !== null && money.unit !== null && money.unit !== 'ETH')
    cells.reject(column, `The amount is in ${money.unit}, where ether must be.`);
  return money?.amount ?? null;
}
