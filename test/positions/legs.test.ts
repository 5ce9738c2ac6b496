import { describe, expect, test } from 'vitest';
import { decimalText, isRefused } from '../../shared/figures/index.ts';
import { type Activity, compile, isExternalFlow, quantityDecimal } from '../../shared/positions/index.ts';

const A = (quantity: string, asset = 'A') => [{ asset, quantity }];
const about = { at: '2026-01-05T00:00:00Z', stream: 'position:p' };

function legs(activity: Omit<Activity, 'at' | 'stream'>): readonly string[] | string {
  const compiled = compile({ ...about, ...activity });
  if (isRefused(compiled)) return compiled.error.message;
  return compiled.ok.map(
    ({ account, matter, asset, quantity }) => `${account}/${matter} ${decimalText(quantityDecimal(quantity))} ${asset}`,
  );
}

describe('what happened, in legs', () => {
  test.each<[string, Omit<Activity, 'at' | 'stream'>, readonly string[]]>([
    ['money put in comes from the wallet', { kind: 'open', into: A('5') }, ['wallet/principal -5 A', 'holding/principal 5 A']],
    ['a reward stays, unless it says otherwise', { kind: 'reward', into: A('1') }, ['income/reward -1 A', 'holding/reward 1 A']],
    [
      'a reward may wait to be claimed',
      { kind: 'reward', into: A('1'), rewardTo: 'claimable' },
      ['income/reward -1 A', 'claimable/reward 1 A'],
    ],
    ['a claim goes to the wallet', { kind: 'claim', into: A('1') }, ['claimable/reward -1 A', 'wallet/reward 1 A']],
    [
      'compounding may swap what was claimable',
      { kind: 'compound', outOf: A('8', 'C'), into: A('1') },
      ['claimable/reward -8 C', 'exchange/conversion 8 C', 'exchange/conversion -1 A', 'holding/reward 1 A'],
    ],
    ['slashing costs the holding', { kind: 'slash', outOf: A('2') }, ['holding/slashing -2 A', 'cost/slashing 2 A']],
    ['a rebase downwards is a slashing', { kind: 'rebase', outOf: A('2') }, ['holding/slashing -2 A', 'cost/slashing 2 A']],
    ['gas from the wallet is a flow and a cost', { kind: 'gas', fees: A('3', 'G') }, ['wallet/gas -3 G', 'cost/gas 3 G']],
    [
      'a fee of a transaction on a chain is gas',
      { kind: 'withdraw', outOf: A('2'), fees: A('1', 'G'), transaction: '0x1' },
      ['holding/principal -2 A', 'wallet/principal 2 A', 'wallet/gas -1 G', 'cost/gas 1 G'],
    ],
    [
      'a fee of a platform may come out of the position',
      { kind: 'withdraw', outOf: A('2'), fees: A('1'), feesFrom: 'position' },
      ['holding/principal -2 A', 'wallet/principal 2 A', 'holding/fee -1 A', 'cost/fee 1 A'],
    ],
    ['what is borrowed goes to the wallet', { kind: 'borrow', outOf: A('9', 'D') }, ['debt/principal -9 D', 'wallet/principal 9 D']],
    ['or stays in the position', { kind: 'borrow', into: A('9', 'D') }, ['debt/principal -9 D', 'holding/principal 9 D']],
    ['interest adds to the debt', { kind: 'interest', into: A('1', 'D') }, ['debt/interest -1 D', 'cost/interest 1 D']],
    ['or is paid from the wallet', { kind: 'interest', fees: A('1', 'D') }, ['wallet/interest -1 D', 'cost/interest 1 D']],
    ['a repayment comes from the wallet', { kind: 'repay', into: A('9', 'D') }, ['wallet/principal -9 D', 'debt/principal 9 D']],
    [
      'a liquidation gives collateral for debt',
      { kind: 'liquidation', outOf: A('4'), into: A('9', 'D') },
      ['holding/liquidation -4 A', 'exchange/liquidation 4 A', 'exchange/liquidation -9 D', 'debt/liquidation 9 D'],
    ],
    ['fees of a pool are collected to the wallet', { kind: 'collect-fees', into: A('1') }, ['income/pool-fee -1 A', 'wallet/pool-fee 1 A']],
    ['a transfer comes from elsewhere', { kind: 'transfer', into: A('1') }, ['elsewhere/principal -1 A', 'holding/principal 1 A']],
    [
      'a trade stays in the wallet',
      { kind: 'trade', into: A('1'), outOf: A('9', 'D') },
      ['wallet/trade -9 D', 'exchange/trade 9 D', 'exchange/trade -1 A', 'wallet/trade 1 A'],
    ],
    ['an empty close moves nothing', { kind: 'close' }, []],
  ])('%s', (_says, activity, expected) => {
    expect(legs(activity)).toEqual(expected);
  });
});

describe('what cannot be is refused with a sentence', () => {
  test.each<[Omit<Activity, 'at' | 'stream'>, string]>([
    [{ kind: 'open' }, '“open” of 2026-01-05 needs an amount in “into”: what was put in.'],
    [{ kind: 'open', into: A('1'), outOf: A('1') }, '“open” of 2026-01-05 takes no amount in “outOf”; it says only what was put in.'],
    [
      { kind: 'rebase', into: A('1'), outOf: A('1') },
      '“rebase” of 2026-01-05 needs an amount in “into” or in “outOf”, not in both: by how much the balance changed.',
    ],
    [
      { kind: 'liquidation', outOf: A('1') },
      '“liquidation” of 2026-01-05 needs amounts in “into” and in “outOf”: the debt that was settled and the collateral that was taken for it.',
    ],
    [{ kind: 'gas' }, '“gas” of 2026-01-05 needs an amount in “fees”: what was paid.'],
    [
      { kind: 'claim', into: A('1'), rewardTo: 'claimable' },
      '“claim” of 2026-01-05 cannot go to the claimable balance, where it comes from; say “wallet” or “position”.',
    ],
    [{ kind: 'reward', into: A('-1') }, '“reward” of 2026-01-05: into -1 A is negative; the direction follows from the field.'],
    [{ kind: 'reward', into: A('1e-30') }, '“reward” of 2026-01-05: into 1e-30 A is finer than 24 decimals or no number.'],
  ])('%j', (activity, sentence) => {
    expect(legs(activity)).toBe(sentence);
  });
});

test('the wallet is outside at both scopes, another position only for one position, all else never', () => {
  const external = (scope: 'position' | 'portfolio') =>
    (['holding', 'claimable', 'debt', 'wallet', 'elsewhere', 'outside', 'income', 'cost', 'exchange'] as const).filter((account) =>
      isExternalFlow(account, scope),
    );
  expect(external('position')).toEqual(['wallet', 'elsewhere']);
  expect(external('portfolio')).toEqual(['wallet']);
});
