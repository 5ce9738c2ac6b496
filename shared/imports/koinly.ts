import type { ActivityKind, Amount } from '../positions/index.ts';
import { streamOf } from '../positions/index.ts';
import { activityOf, amountOf, assetResolver, readRowByRow, type RowDraft } from './draft.ts';
import type { ExportFormat, OpenExport } from './reading.ts';
import { columnPositions, hasColumns, type RowCells, unsigned } from './row-cells.ts';

/**
 * Koinly's universal template, its tax-report export of transactions, and its bulk-edit export. They say the same under other column
 * names; in the last one a currency carries Koinly's own id (`WFLR;9546698`). Times are UTC (yield.md §2.7).
 */
export const koinly: ExportFormat = {
  id: 'koinly',
  name: 'Koinly transactions',
  platform: 'koinly',
  matches: (header) => {
    const columns = columnsOf(header);
    return columns !== null && (hasColumns(header, 'Net Worth Amount') || columns.sentWallet !== '' || columns.id !== '');
  },
  needs: ['Date', 'Sent Amount', 'Received Amount'],
  read,
};

interface Columns {
  readonly date: string;
  readonly type: string;
  readonly label: string;
  readonly sentAmount: string;
  readonly sentCurrency: string;
  readonly sentWallet: string;
  readonly receivedAmount: string;
  readonly receivedCurrency: string;
  readonly receivedWallet: string;
  readonly feeAmount: string;
  readonly feeCurrency: string;
  readonly worthAmount: string;
  readonly worthCurrency: string;
  readonly worthCode: string;
  readonly transaction: string;
  readonly description: string;
  readonly id: string;
}

/** The names that this file's generation gives its columns; `null` where the needed ones are missing. */
function columnsOf(header: readonly string[]): Columns | null {
  const positions = columnPositions(header);
  const first = (...names: readonly string[]) =>
    header[Math.min(...names.map((name) => positions.get(name.toLowerCase()) ?? Number.MAX_SAFE_INTEGER))] ?? '';
  const netValue = header.find((name) => /^Net Value \([A-Z]{3}\)$/.test(name)) ?? '';
  const columns: Columns = {
    date: first('Date', 'Date (UTC)'),
    type: first('Type'),
    label: first('Label', 'Tag'),
    sentAmount: first('Sent Amount', 'From Amount'),
    sentCurrency: first('Sent Currency', 'From Currency'),
    sentWallet: first('Sending Wallet', 'From Wallet', 'From Wallet (read-only)'),
    receivedAmount: first('Received Amount', 'To Amount'),
    receivedCurrency: first('Received Currency', 'To Currency'),
    receivedWallet: first('Receiving Wallet', 'To Wallet', 'To Wallet (read-only)'),
    feeAmount: first('Fee Amount'),
    feeCurrency: first('Fee Currency'),
    worthAmount: first('Net Worth Amount') || netValue,
    worthCurrency: first('Net Worth Currency'),
    worthCode: /\(([A-Z]{3})\)/.exec(netValue)?.[1] ?? '',
    transaction: first('TxHash'),
    description: first('Description'),
    id: header.find((name) => /^ID(?: \(read-only\))?$/i.test(name)) ?? '',
  };
  const needed = [columns.date, columns.sentAmount, columns.sentCurrency, columns.receivedAmount, columns.receivedCurrency];
  return needed.includes('') ? null : columns;
}

function read(file: OpenExport): void {
  const columns = columnsOf(file.table.header);
  if (columns === null) throw new Error('the header is not Koinly’s');
  const resolve = assetResolver('koinly');
  readRowByRow(file, file.options.zone === undefined ? {} : { zone: file.options.zone }, (cells) =>
    readRow(cells, columns, (ticker) => resolve(ticker).asset),
  );
}

/** Koinly's labels for what came in, and the product whose stream it belongs to. */
const INCOMING: Readonly<Record<string, readonly [kind: ActivityKind, product: string]>> = {
  reward: ['reward', 'staking'],
  staking: ['reward', 'staking'],
  'loan interest': ['reward', 'lending'],
  'lending interest': ['reward', 'lending'],
  interest: ['reward', 'lending'],
  mining: ['income', 'spot'],
  airdrop: ['income', 'spot'],
  fork: ['income', 'spot'],
  gift: ['income', 'spot'],
  'other income': ['income', 'spot'],
  income: ['income', 'spot'],
  cashback: ['income', 'spot'],
  salary: ['income', 'spot'],
  'fee refund': ['income', 'spot'],
  'realized gain': ['income', 'spot'],
  'realized p&l': ['income', 'spot'],
  'liquidity out': ['withdraw', 'liquidity'],
  'remove from pool': ['withdraw', 'liquidity'],
  'from pool': ['withdraw', 'earn'],
  loan: ['borrow', 'lending'],
};
const OUTGOING: Readonly<Record<string, readonly [kind: ActivityKind, product: string]>> = {
  gift: ['spend', 'spot'],
  lost: ['spend', 'spot'],
  stolen: ['spend', 'spot'],
  cost: ['spend', 'spot'],
  expense: ['spend', 'spot'],
  donation: ['spend', 'spot'],
  'margin fee': ['spend', 'spot'],
  'loan fee': ['spend', 'spot'],
  'realized gain': ['spend', 'spot'],
  'liquidity in': ['add', 'liquidity'],
  'add to pool': ['add', 'liquidity'],
  'to pool': ['add', 'earn'],
  stake: ['add', 'staking'],
  'loan repayment': ['repay', 'lending'],
};

function readRow(cells: RowCells, columns: Columns, assetOf: (ticker: string) => string): RowDraft {
  const at = cells.instant(columns.date);
  const side = (amount: string, currency: string): Amount | null => {
    if (amount === '') return null;
    const quantity = cells.optionalNumber(amount);
    return quantity === null || quantity === '0' ? null : amountOf(assetOf(cells.name(currency)), quantity);
  };
  const sent = side(columns.sentAmount, columns.sentCurrency);
  const received = side(columns.receivedAmount, columns.receivedCurrency);
  const fee = side(columns.feeAmount, columns.feeCurrency);
  const id = columns.id === '' ? '' : cells.identifier(columns.id);
  const label = (columns.label === '' ? '' : cells.text(columns.label)).toLowerCase().replaceAll('_', ' ');
  const worth = columns.worthAmount === '' ? null : cells.optionalNumber(columns.worthAmount);
  const currency = columns.worthCode || (columns.worthCurrency === '' ? '' : cells.text(columns.worthCurrency));
  const parts = {
    fees: [fee],
    worth: worth === null || worth === '0' || currency === '' ? null : { amount: unsigned(worth), currency: assetOf(currency) },
    sourceId: id,
    transaction: columns.transaction === '' ? '' : cells.text(columns.transaction),
    note: columns.description === '' ? '' : cells.text(columns.description),
  };
  const identity = id === '' ? null : id;
  const sentFrom = platformOf(columns.sentWallet === '' ? '' : cells.text(columns.sentWallet));
  const receivedAt = platformOf(columns.receivedWallet === '' ? '' : cells.text(columns.receivedWallet));

  if (sent !== null && received !== null) {
    if (sent.asset === received.asset) return transfer(at, sent, received, sentFrom, receivedAt, identity, parts);
    return {
      identity,
      activities: [activityOf('trade', at, streamOf(receivedAt, 'spot', received.asset), { ...parts, into: [received], outOf: [sent] })],
    };
  }
  const lead = received ?? sent;
  if (lead === null) {
    if (fee === null) return { skip: 'nothing moved: every amount is empty or zero' };
    return { identity, activities: [activityOf('spend', at, streamOf(sentFrom, 'spot', fee.asset), { ...parts, fees: [], outOf: [fee] })] };
  }
  const labels = received === null ? OUTGOING : INCOMING;
  const plain: readonly [ActivityKind, string] = received === null ? ['withdrawal', 'spot'] : ['deposit', 'spot'];
  const known = label === '' ? plain : labels[label];
  const [kind, product] = known ?? plain;
  const draft: RowDraft = {
    identity,
    activities: [
      activityOf(kind, at, streamOf(received === null ? sentFrom : receivedAt, product, lead.asset), {
        ...parts,
        ...(isInward(kind) ? { into: [lead] } : { outOf: [lead] }),
        rewardTo: kind === 'reward' ? 'wallet' : undefined,
      }),
    ],
  };
  return known === undefined ? { ...draft, flag: `The label “${label}” is not known; the row was taken as a plain ${kind}.` } : draft;
}

function isInward(kind: ActivityKind): boolean {
  return kind === 'reward' || kind === 'income' || kind === 'deposit' || kind === 'add' || kind === 'repay';
}

/** Between two wallets of the same owner: what left one and what arrived at the other; the difference is the network's. */
function transfer(
  at: string,
  sent: Amount,
  received: Amount,
  from: string,
  to: string,
  identity: string | null,
  parts: Parameters<typeof activityOf>[3],
): RowDraft {
  return {
    identity,
    activities: [
      activityOf('withdrawal', at, streamOf(from, 'spot', sent.asset), { ...parts, outOf: [sent] }),
      activityOf('deposit', at, streamOf(to, 'spot', received.asset), { ...parts, fees: [], into: [received] }),
    ],
  };
}

function platformOf(wallet: string): string {
  const slug = wallet
    .replace(/;\d+$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return slug === '' ? 'koinly' : slug;
}
