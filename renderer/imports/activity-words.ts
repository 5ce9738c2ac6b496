import type { Activity, ActivityKind, Amount } from '../../shared/positions/index.ts';
import { MINUS, quantityText } from '../figures/number-text.ts';

/** What each kind of activity is called on a screen. */
export const ACTIVITY_WORDS: Readonly<Record<ActivityKind, string>> = {
  open: 'opened',
  add: 'added',
  reward: 'reward',
  compound: 'compounded',
  claim: 'claimed',
  fee: 'fee',
  gas: 'gas',
  slash: 'slashed',
  rebase: 'rebased',
  borrow: 'borrowed',
  interest: 'interest',
  repay: 'repaid',
  liquidation: 'liquidated',
  'collect-fees': 'fees collected',
  withdraw: 'taken out',
  transfer: 'moved',
  close: 'closed',
  deposit: 'deposit',
  withdrawal: 'withdrawal',
  trade: 'trade',
  income: 'income',
  spend: 'spent',
};

/** One activity in a line: `reward +0.0513 DOT`, `trade −1,500 EUR +0.0474607 BTC, fee 2.4 EUR`. In discreet mode the amounts are left out. */
export function activityWords(activity: Activity, discreet: boolean): string {
  const { kind, into = [], outOf = [], fees = [] } = activity;
  const amounts = [
    ...outOf.map((amount) => amountWords(amount, MINUS, discreet)),
    ...into.map((amount) => amountWords(amount, '+', discreet)),
  ];
  const fee =
    fees.length === 0 ? '' : `${amounts.length > 0 ? ',' : ''} fee ${fees.map((amount) => amountWords(amount, '', discreet)).join(', ')}`;
  return [ACTIVITY_WORDS[kind], ...amounts].join(' ') + fee;
}

function amountWords({ asset, quantity }: Amount, sign: string, discreet: boolean): string {
  return discreet ? asset : `${sign}${quantityText(quantity)} ${asset}`;
}
