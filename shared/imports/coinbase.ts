import { streamOf } from '../positions/index.ts';
import { readMoney } from '../tables/index.ts';
import { activityOf, type ActivityParts, amountOf, assetResolver, readRowByRow, type RowDraft } from './draft.ts';
import type { ExportFormat, OpenExport } from './reading.ts';
import { hasColumns, isNegative, type RowCells, unsigned } from './row-cells.ts';

/**
 * Coinbase transaction report in its five generations, below a preamble of up to seven lines. Older ones leave the sign of a `Send` out;
 * a `Convert` tells its other leg only in the notes; ETH2 and ETH are one asset, so moves between them are no disposals (yield.md §2.4).
 */
export const coinbase: ExportFormat = {
  id: 'coinbase',
  name: 'Coinbase transactions',
  platform: 'coinbase',
  matches: (header) => hasColumns(header, 'Timestamp', 'Transaction Type', 'Asset', 'Quantity Transacted'),
  needs: ['Timestamp', 'Transaction Type', 'Asset', 'Quantity Transacted'],
  read,
};

function read(file: OpenExport): void {
  const resolve = assetResolver('coinbase');
  const columns = moneyColumns(file.table.header);
  readRowByRow(file, {}, (cells) => readRow(cells, columns, resolve));
}

type Resolve = ReturnType<typeof assetResolver>;

interface MoneyColumns {
  readonly total: string | undefined;
  readonly subtotal: string | undefined;
  readonly fees: string | undefined;
  readonly currency: string | undefined;
  /** The oldest generation has the currency in the columns' names: `EUR Subtotal`. */
  readonly currencyCode: string | undefined;
}

function moneyColumns(header: readonly string[]): MoneyColumns {
  const named = (pattern: RegExp) => header.find((name) => pattern.test(name));
  const subtotal = named(/^(?:[A-Z]{3} )?Subtotal$/i);
  return {
    total: named(/^(?:[A-Z]{3} )?Total \(inclusive of fees/i),
    subtotal,
    fees: named(/^(?:[A-Z]{3} )?Fees(?: and\/or Spread)?$/i),
    currency: named(/^(?:Spot )?Price Currency$/i),
    currencyCode: /^([A-Z]{3}) Subtotal$/.exec(subtotal ?? '')?.[1],
  };
}

const INCOME = new Set([
  'coinbase earn',
  'learning reward',
  'subscription rebate',
  'subscription rebates (24 hours)',
  'incentives rewards payout',
  'reward income',
  'airdrop',
  'card rewards',
]);
const REWARDS = new Set(['staking income', 'rewards income', 'inflation reward', 'staking reward', 'interest income']);
const INCOMING = new Set(['receive', 'deposit', 'pro withdrawal', 'prime withdrawal', 'exchange withdrawal', 'vault withdrawal', 'unwrap']);
const OUTGOING = new Set([
  'send',
  'withdrawal',
  'pro deposit',
  'prime deposit',
  'exchange deposit',
  'card spend',
  'subscription',
  'admin debit',
]);
const RESTAKES = new Set(['retail eth2 deprecation', 'retail staking transfer', 'retail unstaking transfer', 'asset migration']);

function readRow(cells: RowCells, columns: MoneyColumns, resolve: Resolve): RowDraft {
  const at = cells.instant('Timestamp');
  const type = cells.required('Transaction Type');
  const ticker = cells.name('Asset');
  const quantity = cells.number('Quantity Transacted');
  const id = cells.identifier('ID');
  const { asset, product } = resolve(ticker);
  const money = fiat(cells, columns);
  const notes = cells.text('Notes');
  const amount = amountOf(asset, quantity);
  const spot = streamOf('coinbase', 'spot', asset);
  const staking = streamOf('coinbase', 'staking', asset);
  const worth = money.subtotal === null || money.currency === null ? null : { amount: money.subtotal, currency: money.currency };
  const parts = { worth, sourceId: id, note: notes };
  if (amount === null) return { skip: 'nothing moved: the quantity is zero' };
  const identity = id === '' ? null : `${id} ${type} ${ticker} ${quantity} ${money.currency ?? ''}`;
  const tell = (kind: Parameters<typeof activityOf>[0], stream: string, more: ActivityParts): RowDraft => ({
    identity,
    activities: [activityOf(kind, at, stream, { ...parts, ...more })],
  });

  const kind = type.toLowerCase();
  if (REWARDS.has(kind)) return tell('reward', staking, { into: [amount], rewardTo: product === 'staked' ? 'position' : 'wallet' });
  if (INCOME.has(kind)) return tell('income', spot, { into: [amount] });
  if (RESTAKES.has(kind) || isEtherMove(kind, notes, asset, product === 'staked'))
    return restake(kind, product === 'staked', isNegative(quantity), amount, tell, staking);
  if (kind === 'convert') return convert(cells, resolve, tell, asset, quantity);
  if (kind === 'buy' || /^advanced? trade buy$/.test(kind)) return purchase(cells, money, tell, asset, amount, spot, true);
  if (kind === 'sell' || /^advanced? trade sell$/.test(kind)) return purchase(cells, money, tell, asset, amount, spot, false);
  if (INCOMING.has(kind)) return tell('deposit', spot, { into: [amount] });
  if (kind === 'card spend' || kind === 'subscription' || kind === 'admin debit') return tell('spend', spot, { outOf: [amount] });
  if (OUTGOING.has(kind)) return tell('withdrawal', spot, { outOf: [amount] });
  if (kind === 'retail simple dust' || kind === 'retail simple price improvement')
    return isNegative(quantity) ? tell('spend', spot, { outOf: [amount] }) : tell('income', spot, { into: [amount] });
  cells.reject(
    'Transaction Type',
    `“${type}” is a kind of transaction that is not known. Record it by hand, or import the file with a mapping of your own.`,
  );
  return { activities: [] };
}

/** `Sent 0.18 ETH2s` and `Received 0.18 ETHs` at one second are one move between ETH and staked ETH. */
function isEtherMove(kind: string, notes: string, asset: string, staked: boolean): boolean {
  if (asset !== 'ETH' || (kind !== 'send' && kind !== 'receive')) return false;
  return staked || /^(?:Sent|Received) [\d.]+ ETH2?s$/.test(notes);
}

type Tell = (kind: Parameters<typeof activityOf>[0], stream: string, more: ActivityParts) => RowDraft;

/**
 * Of the two rows of a move into or out of staking one tells it: for ether the one under ETH2, for others the one that left the wallet
 * into staking, or came back from it.
 */
function restake(
  kind: string,
  staked: boolean,
  negative: boolean,
  amount: ReturnType<typeof amountOf>,
  tell: Tell,
  stream: string,
): RowDraft {
  const unstakes = kind === 'retail unstaking transfer';
  const tells = staked || (amount?.asset !== 'ETH' && kind !== 'asset migration' && negative !== unstakes);
  if (!tells) return { skip: 'the other end of a move into or out of staking; the row of the staked end tells it' };
  const takesOut = staked ? negative : unstakes;
  return takesOut ? tell('withdraw', stream, { outOf: [amount] }) : tell('add', stream, { into: [amount] });
}

/** `Converted 0.00363125 BTC to 156.145683 XRP`: only the notes name what was received. */
function convert(cells: RowCells, resolve: Resolve, tell: Tell, asset: string, quantity: string): RowDraft {
  const match = /^Converted ([\d.,]+) (\S+) to ([\d.,]+) (\S+)$/.exec(cells.text('Notes'));
  const received = match === null ? null : readMoney(match[3] ?? '');
  if (match === null || received === null) {
    cells.reject(
      'Notes',
      'What was received stands only in the notes, as “Converted 1 BTC to 20 ETH”, and these do not say it. Record the trade by hand.',
    );
    return { activities: [] };
  }
  const given = resolve(match[2] ?? '');
  const got = resolve(match[4] ?? '');
  if (given.asset === got.asset) {
    const stake = got.product === 'staked';
    const amount = amountOf(asset, quantity);
    const stream = streamOf('coinbase', 'staking', asset);
    return stake ? tell('add', stream, { into: [amount] }) : tell('withdraw', stream, { outOf: [amount] });
  }
  return tell('trade', streamOf('coinbase', 'spot', got.asset), {
    into: [amountOf(got.asset, received.amount)],
    outOf: [amountOf(asset, quantity)],
  });
}

/** Bought or sold for money. The total includes the fee, so that the fee is told apart and the rest is the price. */
function purchase(
  cells: RowCells,
  money: Fiat,
  tell: Tell,
  asset: string,
  amount: ReturnType<typeof amountOf>,
  spot: string,
  buys: boolean,
): RowDraft {
  if (money.currency === asset)
    return { skip: `${asset} bought with ${asset}: Coinbase books a deposit of money this way, and the deposit is a row of its own` };
  if (money.subtotal === null || money.currency === null) {
    cells.reject('Subtotal', 'What was paid is missing. Export the report again, or record the trade by hand.');
    return { activities: [] };
  }
  const paid = amountOf(money.currency, money.subtotal);
  const fees = [amountOf(money.currency, money.fees)];
  return buys
    ? tell('trade', spot, { into: [amount], outOf: [paid], fees })
    : tell('trade', streamOf('coinbase', 'spot', money.currency), { into: [paid], outOf: [amount], fees });
}

interface Fiat {
  readonly subtotal: string | null;
  readonly fees: string | null;
  readonly currency: string | null;
}

function fiat(cells: RowCells, columns: MoneyColumns): Fiat {
  const subtotal = columns.subtotal === undefined ? null : cells.money(columns.subtotal);
  const fees = columns.fees === undefined ? null : cells.money(columns.fees);
  if (columns.total !== undefined) cells.money(columns.total);
  const currency = columns.currencyCode ?? (columns.currency === undefined ? '' : cells.text(columns.currency));
  return {
    subtotal: subtotal === null ? null : unsigned(subtotal.amount),
    fees: fees === null ? null : unsigned(fees.amount),
    currency: currency === '' ? (subtotal?.unit ?? null) : currency.toUpperCase(),
  };
}
