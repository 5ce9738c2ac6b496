import type { ActivityKind, Amount } from '../positions/index.ts';
import { streamOf } from '../positions/index.ts';
import { activityOf, amountOf, assetResolver, readRowByRow, type RowDraft } from './draft.ts';
import type { ExportFormat, OpenExport } from './reading.ts';
import { hasColumns, type RowCells, times } from './row-cells.ts';

/** rotki's generic import of events; times are milliseconds since 1970, assets tickers or CAIP ids (yield.md §2.6). */
export const rotkiEvents: ExportFormat = {
  id: 'rotki-events',
  name: 'rotki generic events',
  platform: 'rotki',
  matches: (header) => hasColumns(header, 'Type', 'Location', 'Currency', 'Amount', 'Fee', 'Fee Currency', 'Timestamp'),
  needs: ['Type', 'Location', 'Currency', 'Amount', 'Timestamp'],
  read: (file) => readRows(file, readEvent),
};

/** rotki's generic import of trades, with the columns of today or of before. */
export const rotkiTrades: ExportFormat = {
  id: 'rotki-trades',
  name: 'rotki generic trades',
  platform: 'rotki',
  matches: (header) =>
    hasColumns(header, 'Location', 'Timestamp', 'Spend Currency', 'Receive Currency', 'Receive Amount', 'Spend Amount') ||
    hasColumns(header, 'Location', 'Timestamp', 'Base', 'Quote', 'Type', 'Amount', 'Rate'),
  needs: ['Location', 'Timestamp'],
  read: (file) => readRows(file, readTrade),
};

type Resolve = (platform: string, ticker: string) => string;

function readRows(file: OpenExport, read: (cells: RowCells, resolve: Resolve) => RowDraft): void {
  const resolvers = new Map<string, ReturnType<typeof assetResolver>>();
  readRowByRow(file, {}, (cells) =>
    read(cells, (platform, ticker) => {
      let resolve = resolvers.get(platform);
      if (resolve === undefined) {
        resolve = assetResolver(platform);
        resolvers.set(platform, resolve);
      }
      return resolve(ticker).asset;
    }),
  );
}

const EVENTS: Readonly<Record<string, readonly [kind: ActivityKind, product: string]>> = {
  deposit: ['deposit', 'spot'],
  withdrawal: ['withdrawal', 'spot'],
  income: ['income', 'spot'],
  loss: ['spend', 'spot'],
  spend: ['spend', 'spot'],
  staking: ['reward', 'staking'],
};

function readEvent(cells: RowCells, resolve: Resolve): RowDraft {
  const type = cells.required('Type');
  const platform = cells.name('Location').toLowerCase();
  const asset = resolve(platform, cells.name('Currency'));
  const amount = amountOf(asset, cells.number('Amount'));
  const at = cells.instant('Timestamp');
  const fee = feeOf(cells, platform, resolve);
  const known = EVENTS[type.toLowerCase()];
  if (known === undefined) {
    cells.reject('Type', `“${type}” is none of rotki's kinds: Deposit, Withdrawal, Income, Loss, Spend, Staking. Correct it in the file.`);
    return { activities: [] };
  }
  if (amount === null) return { skip: 'nothing moved: the amount is zero' };
  const [kind, product] = known;
  const outward = kind === 'withdrawal' || kind === 'spend';
  return {
    activities: [
      activityOf(kind, at, streamOf(platform, product, asset), {
        ...(outward ? { outOf: [amount] } : { into: [amount] }),
        fees: [fee],
        rewardTo: kind === 'reward' ? 'wallet' : undefined,
        note: cells.text('Description'),
      }),
    ],
  };
}

function readTrade(cells: RowCells, resolve: Resolve): RowDraft {
  const platform = cells.name('Location').toLowerCase();
  const at = cells.instant('Timestamp');
  const { into, outOf } = cells.has('Spend Currency') ? spendAndReceive(cells, platform, resolve) : baseAndQuote(cells, platform, resolve);
  const fee = feeOf(cells, platform, resolve);
  if (cells.fault !== null) return { activities: [] };
  if (into === null || outOf === null) {
    if (into === null && outOf === null) return { skip: 'nothing moved: both amounts are zero' };
    const [column, side] = into === null ? ['Receive Amount', 'received'] : ['Spend Amount', 'spent'];
    cells.reject(
      column,
      `A trade in which nothing was ${side} is none. Correct the amount, or write it as a Loss or Income among the events.`,
    );
    return { activities: [] };
  }
  return {
    activities: [
      activityOf('trade', at, streamOf(platform, 'spot', into.asset), {
        into: [into],
        outOf: [outOf],
        fees: [fee],
        note: cells.text('Description'),
      }),
    ],
  };
}

interface Sides {
  readonly into: Amount | null;
  readonly outOf: Amount | null;
}

function spendAndReceive(cells: RowCells, platform: string, resolve: Resolve): Sides {
  return {
    into: amountOf(resolve(platform, cells.name('Receive Currency')), cells.number('Receive Amount')),
    outOf: amountOf(resolve(platform, cells.name('Spend Currency')), cells.number('Spend Amount')),
  };
}

/** The older columns: an amount of the base, and how much of the quote one costs. */
function baseAndQuote(cells: RowCells, platform: string, resolve: Resolve): Sides {
  const [base, quote] = [resolve(platform, cells.name('Base')), resolve(platform, cells.name('Quote'))];
  const quantity = cells.number('Amount');
  const product = times(quantity, cells.number('Rate'));
  const type = cells.required('Type').toLowerCase();
  if (type === 'buy') return { into: amountOf(base, quantity), outOf: amountOf(quote, product) };
  if (type !== 'sell') cells.reject('Type', `“${type}” is neither buy nor sell. Correct it in the file.`);
  return { into: amountOf(quote, product), outOf: amountOf(base, quantity) };
}

function feeOf(cells: RowCells, platform: string, resolve: Resolve): Amount | null {
  const quantity = cells.optionalNumber('Fee');
  if (quantity === null || quantity === '0') return null;
  const ticker = cells.text('Fee Currency');
  if (ticker === '') cells.reject('Fee Currency', 'A fee is given without its currency. Fill it in.');
  return amountOf(resolve(platform, ticker), quantity);
}
