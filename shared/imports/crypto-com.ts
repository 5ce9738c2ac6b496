import { streamOf } from '../positions/index.ts';
import { activityOf, type ActivityParts, amountOf, assetResolver } from './draft.ts';
import type { ExportFormat, OpenExport, RowOutcomes } from './reading.ts';
import { hasColumns, isNegative, RowCells, unsigned } from './row-cells.ts';

/**
 * Crypto.com app, transactions of the crypto and of the fiat wallet. Conversions of dust and the swaps of 2020 come as rows debited and
 * rows credited within one second; all others stand for themselves. There are no ids, so file and row number identify a row.
 */
export const cryptoCom: ExportFormat = {
  id: 'crypto-com',
  name: 'Crypto.com app',
  platform: 'crypto-com',
  matches: (header) => hasColumns(header, 'Timestamp (UTC)', 'Transaction Description', 'Currency', 'Amount', 'Transaction Kind'),
  needs: ['Timestamp (UTC)', 'Currency', 'Amount', 'Transaction Kind'],
  read,
};

interface AppRow {
  readonly row: number;
  readonly at: string;
  readonly kind: string;
  readonly description: string;
  readonly asset: string;
  readonly amount: string;
  readonly toAsset: string;
  readonly toAmount: string | null;
  readonly worth: { readonly amount: string; readonly currency: string } | null;
  readonly transaction: string;
}

function read({ table, outcomes }: OpenExport): void {
  const resolve = assetResolver('crypto-com');
  const cells = new RowCells(table.header);
  const swaps = new Map<string, AppRow[]>();
  table.rows.forEach((raw, index) => {
    const row = index + 1;
    if (!outcomes.isOpen(row)) return;
    const read = readRow(cells.open(raw), row, (ticker) => resolve(ticker).asset);
    if (cells.fault !== null) return outcomes.reject(row, cells.fault.field, cells.fault.reason);
    if (outcomes.isRepeated(row, null)) return;
    const swap = swapOf(read.kind);
    if (swap === null) return tellSingle(read, outcomes);
    const key = `${read.at} ${swap}`;
    const group = swaps.get(key);
    if (group === undefined) swaps.set(key, [read]);
    else group.push(read);
  });
  for (const group of swaps.values()) tellSwap(group, outcomes);
}

function readRow(cells: RowCells, row: number, assetOf: (ticker: string) => string): AppRow {
  const toTicker = cells.text('To Currency');
  const native = cells.optionalNumber('Native Amount');
  const currency = cells.text('Native Currency');
  return {
    row,
    at: cells.instant('Timestamp (UTC)'),
    kind: cells.required('Transaction Kind'),
    description: cells.text('Transaction Description'),
    asset: assetOf(cells.name('Currency')),
    amount: cells.number('Amount'),
    toAsset: toTicker === '' ? '' : assetOf(toTicker),
    toAmount: cells.optionalNumber('To Amount'),
    worth: native === null || native === '0' || currency === '' ? null : { amount: unsigned(native), currency },
    transaction: cells.text('Transaction Hash'),
  };
}

/** `dust_conversion_debited` and `dust_conversion_credited` are two ends of `dust_conversion`. */
function swapOf(kind: string): string | null {
  return /^(dust_conversion|dynamic_coin_swap|crypto_wallet_swap|lockup_swap)_(?:debited|credited)$/.exec(kind)?.[1] ?? null;
}

/** What was given and what was received in one second: one trade, which may be of many coins for one. */
function tellSwap(group: readonly AppRow[], outcomes: RowOutcomes): void {
  const outOf = group.filter((row) => isNegative(row.amount));
  const into = group.filter((row) => !isNegative(row.amount));
  const lead = into[0];
  if (lead === undefined || outOf.length === 0) {
    for (const row of group) {
      const negative = isNegative(row.amount);
      tell(row, outcomes, negative ? 'withdrawal' : 'deposit', 'spot', { note: 'one side of a swap; the other side is not in this file' });
    }
    return;
  }
  const activity = activityOf('trade', lead.at, streamOf('crypto-com', 'spot', lead.asset), {
    into: into.map((row) => amountOf(row.asset, row.amount)),
    outOf: outOf.map((row) => amountOf(row.asset, row.amount)),
    worth: lead.worth,
    note: lead.description,
  });
  for (const row of group) {
    if (row === lead) outcomes.accept(row.row, null, [activity]);
    else outcomes.join(row.row, null, lead.row);
  }
}

const TRADES = new Set(['crypto_exchange', 'viban_purchase', 'crypto_viban_exchange', 'trading.limit_order.cash_account.purchase_commit']);
const DEPOSITS = new Set([
  'crypto_deposit',
  'exchange_to_crypto_transfer',
  'viban_deposit',
  'viban_deposit_precredit',
  'crypto_purchase',
  'crypto_payment_refund',
  'crypto_credit_withdrawal_created',
]);
const WITHDRAWALS = new Set(['crypto_withdrawal', 'crypto_to_exchange_transfer', 'viban_withdrawal', 'crypto_credit_deposit_created']);
const SPENDS = new Set(['crypto_payment', 'card_top_up', 'viban_card_top_up', 'reimbursement_reverted', 'card_cashback_reverted']);
const INCOME = new Set([
  'referral_bonus',
  'referral_gift',
  'referral_card_cashback',
  'card_cashback',
  'reimbursement',
  'pay_checkout_reward',
  'transfer_cashback',
  'lockup_swap_rebate',
  'dynamic_coin_swap_bonus_exchange_deposit',
  'rewards_platform_deposit_credited',
  'campaign_reward',
  'gift_card_reward',
  'admin_wallet_credited',
  'airdrop_to_exchange_transfer',
]);

function tellSingle(row: AppRow, outcomes: RowOutcomes): void {
  const { kind } = row;
  const negative = isNegative(row.amount);
  if (TRADES.has(kind)) return tellTrade(row, outcomes);
  if (DEPOSITS.has(kind)) return tell(row, outcomes, 'deposit', 'spot');
  if (WITHDRAWALS.has(kind)) return tell(row, outcomes, 'withdrawal', 'spot');
  if (SPENDS.has(kind)) return tell(row, outcomes, 'spend', 'spot');
  if (INCOME.has(kind)) return tell(row, outcomes, negative ? 'spend' : 'income', 'spot');
  switch (kind) {
    case 'crypto_transfer':
      return tell(row, outcomes, negative ? 'withdrawal' : 'deposit', 'spot');
    case 'crypto_earn_program_created':
      return tell(row, outcomes, 'add', 'earn');
    case 'crypto_earn_program_withdrawn':
      return tell(row, outcomes, 'withdraw', 'earn');
    case 'crypto_earn_interest_paid':
    case 'crypto_earn_extra_interest_paid':
      return tell(row, outcomes, 'reward', 'earn', { rewardTo: 'wallet' });
    case 'supercharger_deposit':
      return tell(row, outcomes, 'add', 'supercharger');
    case 'supercharger_withdrawal':
      return tell(row, outcomes, 'withdraw', 'supercharger');
    case 'supercharger_reward_to_app_credited':
      return tell(row, outcomes, 'reward', 'supercharger', { rewardTo: 'wallet' });
    case 'lockup_lock':
    case 'lockup_upgrade':
    case 'finance.lockup.dpos_lock.crypto_wallet':
    case 'finance.dpos.non_compound_interest.lock':
      return tell(row, outcomes, 'add', 'staking');
    case 'lockup_unlock':
    case 'finance.lockup.dpos_unlock.crypto_wallet':
      return tell(row, outcomes, 'withdraw', 'staking');
    case 'finance.lockup.dpos_compound_interest.crypto_wallet':
    case 'finance.dpos.compound_interest.crypto_wallet':
      return tell(row, outcomes, 'reward', 'staking', { rewardTo: 'position' });
    case 'mco_stake_reward':
    case 'staking_reward':
    case 'finance.dpos.non_compound_interest.crypto_wallet':
      return tell(row, outcomes, 'reward', 'staking', { rewardTo: 'wallet' });
    case 'trading.limit_order.cash_account.purchase_lock':
    case 'trading.limit_order.cash_account.purchase_unlock':
      return outcomes.skip(row.row, 'money set aside for an order or freed again; the order that was filled is a row of its own');
    default:
      return outcomes.reject(
        row.row,
        'Transaction Kind',
        `“${kind}” is a kind of transaction that is not known. Record it by hand, or import the file with a mapping of your own.`,
      );
  }
}

function tellTrade(row: AppRow, outcomes: RowOutcomes): void {
  const got = row.toAmount === null ? null : amountOf(row.toAsset, row.toAmount);
  const given = amountOf(row.asset, row.amount);
  if (got === null || given === null || row.toAsset === '')
    return outcomes.reject(row.row, 'To Amount', 'A trade needs what was received. Export the file again, or record the trade by hand.');
  const activity = activityOf('trade', row.at, streamOf('crypto-com', 'spot', got.asset), {
    into: [got],
    outOf: [given],
    worth: row.worth,
    transaction: row.transaction,
    note: row.description,
  });
  outcomes.accept(row.row, null, [activity]);
}

const OUTWARD = new Set(['withdrawal', 'spend', 'withdraw']);

function tell(
  row: AppRow,
  outcomes: RowOutcomes,
  kind: Parameters<typeof activityOf>[0],
  product: string,
  parts: ActivityParts = {},
): void {
  const amount = amountOf(row.asset, row.amount);
  if (amount === null) return outcomes.skip(row.row, 'nothing moved: the amount is zero');
  const activity = activityOf(kind, row.at, streamOf('crypto-com', product, row.asset), {
    ...(OUTWARD.has(kind) ? { outOf: [amount] } : { into: [amount] }),
    worth: row.worth,
    transaction: row.transaction,
    note: row.description,
    ...parts,
  });
  outcomes.accept(row.row, null, [activity]);
}
