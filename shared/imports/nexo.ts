import { streamOf } from '../positions/index.ts';
import { activityOf, type ActivityParts, amountOf, assetResolver, readRowByRow, type RowDraft } from './draft.ts';
import type { ExportFormat, OpenExport } from './reading.ts';
import { hasColumns, isNegative, less, type RowCells, unsigned } from './row-cells.ts';

/**
 * Nexo transactions, with or without fee columns. What was not approved did not happen and is skipped. The details hold addresses and
 * merchants, so only their first word, the state, is looked at and nothing of them is kept (yield.md §2.12).
 */
export const nexo: ExportFormat = {
  id: 'nexo',
  name: 'Nexo transactions',
  platform: 'nexo',
  matches: (header) =>
    hasColumns(header, 'Transaction', 'Type', 'Input Currency', 'Input Amount', 'Output Currency', 'Output Amount', 'Details'),
  withheld: { Details: /^\s*\w+/, normalizedDisplayDetails: /^\s*\w+/ },
  needs: ['Transaction', 'Type', 'Input Currency', 'Input Amount', 'Output Amount', 'Details', 'Date / Time (UTC)'],
  read,
};

function read(file: OpenExport): void {
  const resolve = assetResolver('nexo');
  readRowByRow(file, {}, (cells) => readRow(cells, resolve));
}

/** Nexo's tickers for money in the account. */
const FIATX = /^(EUR|GBP|USD)X$/;

function readRow(cells: RowCells, resolve: ReturnType<typeof assetResolver>): RowDraft {
  const type = cells.required('Type');
  const id = cells.identifier('Transaction');
  const state = /^\s*(\w+)/.exec(cells.text('Details'))?.[1]?.toLowerCase() ?? '';
  if (state !== 'approved') return { skip: state === '' ? 'Nexo gives this row no state' : `Nexo says “${state}”: it did not happen` };
  const at = cells.instant('Date / Time (UTC)');
  const assetOf = (ticker: string) => resolve(FIATX.exec(ticker)?.[1] ?? ticker).asset;
  const input = cells.name('Input Currency');
  const given = cells.number('Input Amount');
  const outputTicker = cells.text('Output Currency');
  const received = cells.number('Output Amount');
  const usd = cells.money('USD Equivalent');
  const feeTicker = cells.text('Fee Currency');
  const fee = feeTicker === '' || feeTicker === '-' ? null : cells.optionalNumber('Fee');
  const asset = assetOf(input);
  const amount = amountOf(asset, given);
  const parts: ActivityParts = {
    worth: usd === null || usd.amount === '0' ? null : { amount: unsigned(usd.amount), currency: usd.unit ?? 'USD' },
    sourceId: id,
    fees: fee === null ? [] : [amountOf(assetOf(feeTicker), fee)],
  };
  if (amount === null) return { skip: 'nothing moved: the amount is zero' };
  const identity = id === '' ? null : `${id} ${type} ${input} ${given} ${received} ${at}`;
  const tell = (kind: Parameters<typeof activityOf>[0], product: string, more: ActivityParts, of: string = asset): RowDraft => ({
    identity,
    activities: [activityOf(kind, at, streamOf('nexo', product, of), { ...parts, ...more })],
  });

  switch (type.toLowerCase()) {
    case 'interest':
      // Interest on a credit line is charged, not earned.
      return isNegative(given)
        ? tell('interest', 'credit', { into: [amount] })
        : tell('reward', 'earn', { into: [amount], rewardTo: 'wallet' });
    case 'fixed term interest':
      return tell('reward', 'fixed', { into: [amount], rewardTo: 'wallet' });
    case 'dual investment interest':
      return tell('reward', 'dual-investment', { into: [amount], rewardTo: 'wallet' });
    case 'locking term deposit':
      return tell('add', 'fixed', { into: [amount] });
    case 'unlocking term deposit':
      return tell('withdraw', 'fixed', { outOf: [amount] });
    case 'dual investment lock':
      return tell('add', 'dual-investment', { into: [amount] });
    case 'dual investment unlock':
      return tell('withdraw', 'dual-investment', { outOf: [amount] });
    case 'cashback':
    case 'exchange cashback':
    case 'referral bonus':
    case 'bonus':
    case 'dividend':
    case 'loyalty bonus':
      return tell('income', 'spot', { into: [amount], note: type });
    case 'deposit':
    case 'top up crypto':
      return tell('deposit', 'spot', { into: [amount] });
    case 'deposit to exchange':
    case 'exchange deposited on':
      // Money from the bank is told twice: as it arrives, and as it is booked under Nexo's own ticker.
      return type.toLowerCase() === 'deposit to exchange'
        ? tell('deposit', 'spot', { into: [amount] })
        : { skip: 'the same money as “Deposit To Exchange”, booked under Nexo’s own ticker' };
    case 'withdrawal':
    case 'withdraw exchanged':
      return tell('withdrawal', 'spot', { outOf: [amountOf(asset, fee === null ? given : (less(unsigned(given), fee) ?? given))] });
    case 'exchange to withdraw':
    case 'credit card fiatx exchange to withdraw':
      return { skip: 'money booked under its plain ticker before it leaves; “Withdraw Exchanged” tells that it left' };
    case 'exchange':
    case 'dual investment exchange':
    case 'exchange liquidation': {
      const got = assetOf(outputTicker);
      if (got === asset || received === '0') {
        cells.reject(
          'Output Currency',
          `An exchange of ${asset} for ${got || 'nothing'} is none. Look at it at Nexo and record it by hand.`,
        );
        return { activities: [] };
      }
      return tell('trade', 'spot', { into: [amountOf(got, received)], outOf: [amount] }, got);
    }
    case 'nexo card purchase':
      // Drawn on credit and changed into the currency that “Withdraw Exchanged” then pays out.
      return {
        identity,
        activities: [
          activityOf('borrow', at, streamOf('nexo', 'credit', asset), { outOf: [amount], sourceId: id }),
          activityOf('trade', at, streamOf('nexo', 'spot', assetOf(outputTicker)), {
            into: [amountOf(assetOf(outputTicker), received)],
            outOf: [amount],
            sourceId: id,
          }),
        ],
      };
    case 'credit card status':
      return {
        identity,
        activities: [
          activityOf('borrow', at, streamOf('nexo', 'credit', asset), { outOf: [amount], sourceId: id }),
          activityOf('spend', at, streamOf('nexo', 'spot', asset), { outOf: [amount], sourceId: id, note: 'paid by card' }),
        ],
      };
    case 'liquidation':
    case 'manual sell order': {
      const proceeds = usd === null ? null : amountOf('USD', usd.amount);
      if (proceeds === null || asset === 'USD') return tell('spend', 'spot', { outOf: [amount], note: type });
      return tell('trade', 'spot', { into: [proceeds], outOf: [amount], note: `${type}: sold to repay the credit line` }, 'USD');
    }
    case 'repayment':
    case 'manual repayment':
      return tell('repay', 'credit', { into: [amount] });
    case 'transfer in':
    case 'transfer out':
    case 'transfer from pro wallet':
    case 'transfer to pro wallet':
      return { skip: 'moved between two wallets of the same owner at Nexo' };
    default:
      cells.reject(
        'Type',
        `“${type}” is a kind of transaction that is not known. Record it by hand, or import the file with a mapping of your own.`,
      );
      return { activities: [] };
  }
}
