import { Decimal, decimalText } from '../figures/index.ts';
import { type Amount, streamOf } from '../positions/index.ts';
import { isTimeZone } from '../tables/index.ts';
import { activityOf, type ActivityParts, amountOf, assetResolver, readRowByRow, type RowDraft } from './draft.ts';
import type { ExportFormat, OpenExport } from './reading.ts';
import { hasColumns, isNegative, less, type RowCells, unsigned } from './row-cells.ts';

/**
 * Bitvavo transactions. Times are local, in the zone that each row names. Fees of a purchase lie within what was paid. Rows that are not
 * completed did not happen (yet).
 */
export const bitvavo: ExportFormat = {
  id: 'bitvavo',
  name: 'Bitvavo transactions',
  platform: 'bitvavo',
  matches: (header) => hasColumns(header, 'Timezone', 'Date', 'Time', 'Type', 'Currency', 'Amount', 'Received / Paid Currency'),
  needs: ['Timezone', 'Date', 'Time', 'Type', 'Currency', 'Amount', 'Received / Paid Amount', 'Status'],
  trailing: ['Address'],
  read,
};

function read(file: OpenExport): void {
  const resolve = assetResolver('bitvavo');
  readRowByRow(file, {}, (cells) => readRow(cells, (ticker) => resolve(ticker).asset));
}

function readRow(cells: RowCells, assetOf: (ticker: string) => string): RowDraft {
  const zone = cells.required('Timezone');
  if (zone !== '' && !isTimeZone(zone)) {
    cells.reject('Timezone', `“${zone}” is no time zone that is known. Write an IANA name such as Europe/Amsterdam.`);
    return { activities: [] };
  }
  const type = cells.required('Type').toLowerCase();
  const status = cells.text('Status').toLowerCase();
  if (status !== 'completed' && status !== 'distributed')
    return { skip: `Bitvavo says “${status || 'nothing'}”: it did not happen, or not yet` };
  const at = cells.instantOf('Date', `${cells.text('Date')} ${cells.text('Time')}`, zone);
  const ticker = cells.name('Currency');
  const quantity = cells.number('Amount');
  const id = cells.identifier('Transaction ID');
  const asset = assetOf(ticker);
  const amount = amountOf(asset, quantity);
  const feeTicker = cells.text('Fee currency');
  const feeQuantity = cells.optionalNumber('Fee amount');
  const fee = feeQuantity === null || feeTicker === '' ? null : amountOf(assetOf(feeTicker), feeQuantity);
  if (amount === null) return { skip: 'nothing moved: the amount is zero' };
  const tell = (kind: Parameters<typeof activityOf>[0], product: string, more: ActivityParts, of: string = asset): RowDraft => ({
    identity: id === '' ? null : `${id} ${type}`,
    activities: [activityOf(kind, at, streamOf('bitvavo', product, of), { sourceId: id, ...more })],
  });
  switch (type) {
    case 'buy':
    case 'sell':
      return trade(cells, tell, assetOf, asset, quantity, feeTicker, feeQuantity);
    case 'deposit':
      return isNegative(quantity)
        ? tell('withdrawal', 'spot', { outOf: [amount], fees: [fee], note: 'a deposit that was reversed' })
        : tell('deposit', 'spot', { into: [amount], fees: [fee] });
    case 'withdrawal':
      return isNegative(quantity)
        ? withdrawal(tell, asset, unsigned(quantity), fee)
        : tell('deposit', 'spot', { into: [amount], fees: [fee], note: 'a withdrawal that came back' });
    case 'staking':
    case 'fixed_staking':
    case 'lending':
      return tell('reward', type === 'staking' ? 'staking' : type === 'lending' ? 'lending' : 'fixed', {
        into: [amount],
        rewardTo: 'wallet',
      });
    case 'affiliate':
    case 'rebate':
    case 'campaign_new_user_incentive':
    case 'campaign':
    case 'loan_interest':
    case 'distribution':
    case 'airdrop':
    case 'manually_assigned':
      return isNegative(quantity)
        ? tell('spend', 'spot', { outOf: [amount], note: type })
        : tell('income', 'spot', { into: [amount], note: type });
    default:
      cells.reject(
        'Type',
        `“${type}” is a kind of transaction that is not known. Record it by hand, or import the file with a mapping of your own.`,
      );
      return { activities: [] };
  }
}

type Tell = (kind: Parameters<typeof activityOf>[0], product: string, more: ActivityParts, of?: string) => RowDraft;

/** `Received / Paid Amount` is what the account saw, fee included; the price is what is left of it. */
function trade(
  cells: RowCells,
  tell: Tell,
  assetOf: (ticker: string) => string,
  asset: string,
  quantity: string,
  feeTicker: string,
  feeQuantity: string | null,
): RowDraft {
  const money = assetOf(cells.name('Received / Paid Currency'));
  const paid = cells.number('Received / Paid Amount');
  if (isNegative(quantity) === isNegative(paid) && paid !== '0') {
    cells.reject('Received / Paid Amount', 'What was given and what was received have the same sign. Export the file again.');
    return { activities: [] };
  }
  const feeAsset = feeTicker === '' ? money : assetOf(feeTicker);
  const fee = feeQuantity === null ? null : amountOf(feeAsset, feeQuantity);
  const sells = isNegative(quantity);
  const price = feeAsset === money && feeQuantity !== null ? withoutFee(unsigned(paid), unsigned(feeQuantity), sells) : unsigned(paid);
  const [given, got] = sells ? [amountOf(asset, quantity), amountOf(money, price)] : [amountOf(money, price), amountOf(asset, quantity)];
  if (given === null || got === null) {
    cells.reject('Received / Paid Amount', 'A trade needs both amounts. Export the file again.');
    return { activities: [] };
  }
  return tell('trade', 'spot', { into: [got], outOf: [given], fees: [fee] }, got.asset);
}

/** What was paid less its fee, or what was received with the fee that was kept back. */
function withoutFee(paid: string, fee: string, sells: boolean): string {
  return sells ? decimalText(new Decimal(paid).plus(fee)) : (less(paid, fee) ?? paid);
}

/** The amount of a withdrawal includes its fee. */
function withdrawal(tell: Tell, asset: string, quantity: string, fee: Amount | null): RowDraft {
  if (fee === null || fee.asset !== asset) return tell('withdrawal', 'spot', { outOf: [amountOf(asset, quantity)], fees: [fee] });
  const sent = less(quantity, fee.quantity);
  const draft = tell('withdrawal', 'spot', { outOf: [amountOf(asset, sent ?? quantity)], fees: [sent === null ? null : fee] });
  return sent === null ? { ...draft, flag: `The fee of ${fee.quantity} ${asset} is more than was withdrawn; it was left out.` } : draft;
}
