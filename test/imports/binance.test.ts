import { describe, expect, it } from 'vitest';
import { activitiesOf, outcomes, readText } from './reading.ts';

const history = (...rows: readonly string[]) =>
  `${['User_ID,UTC_Time,Account,Operation,Coin,Change,Remark', ...rows.map((row) => `1,${row},`)].join('\n')}\n`;
const flags = (text: string) => readText(text).rows.map((row) => (row.outcome === 'accepted' && row.flag !== undefined ? row.flag : ''));

describe('Binance histories', () => {
  it('flags a reward under Spot that was told under Earn shortly before, each once', () => {
    const found = flags(
      history(
        '2025-03-01 01:00:00,Earn,Simple Earn Flexible Interest,BTC,0.00000005',
        '2025-03-01 02:00:00,Spot,Simple Earn Flexible Interest,BTC,0.00000005',
        '2025-03-01 02:30:00,Spot,Simple Earn Flexible Interest,BTC,0.00000005',
        '2025-03-02 01:00:00,Earn,Simple Earn Flexible Interest,BTC,0.00000006',
        '2025-03-02 03:00:01,Spot,Simple Earn Flexible Interest,BTC,0.00000006',
        '2025-03-03 01:00:00,Earn,Simple Earn Flexible Interest,BTC,0.00000007',
        '2025-03-03 02:00:00,Spot,Simple Earn Flexible Interest,ETH,0.00000007',
      ),
    );
    expect(found.map((flag) => flag.replace(/^(Probably the same reward as row \d+).*$/, '$1'))).toEqual([
      '',
      'Probably the same reward as row 1',
      '',
      '',
      '',
      '',
      '',
    ]);
  });

  it('takes small coins exchanged for BNB as one trade, and does not flag it', () => {
    const text = history(
      '2023-01-01 00:00:00,Spot,Small Assets Exchange BNB,ADA,-10',
      '2023-01-01 00:00:00,Spot,Small Assets Exchange BNB,XRP,-4',
      '2023-01-01 00:00:00,Spot,Small Assets Exchange BNB,BNB,0.01',
    );
    expect(activitiesOf(readText(text))).toMatchObject([
      {
        kind: 'trade',
        into: [{ asset: 'BNB', quantity: '0.01' }],
        outOf: [
          { asset: 'ADA', quantity: '10' },
          { asset: 'XRP', quantity: '4' },
        ],
      },
    ]);
    expect(flags(text)).toEqual(['', '', '']);
  });

  it('flags trades of several pairs in one second, whose legs nobody can tell apart', () => {
    const text = history(
      '2023-01-01 00:00:00,Spot,Transaction Buy,ETH,1',
      '2023-01-01 00:00:00,Spot,Transaction Spend,EUR,-2000',
      '2023-01-01 00:00:00,Spot,Transaction Buy,BTC,0.1',
      '2023-01-01 00:00:00,Spot,Transaction Spend,EUR,-3000',
    );
    expect(flags(text)[0]).toMatch(/several assets/);
  });

  it('moves between wallet and product once, from whichever end is there', () => {
    const both = history(
      '2023-01-01 00:00:00,Spot,Savings purchase,BUSD,-50',
      '2023-01-01 00:00:00,Spot,Savings purchase,LDBUSD,50',
      '2023-02-01 00:00:00,Spot,Savings Principal redemption,LDBUSD,-20',
      '2023-02-01 00:00:00,Spot,Savings Principal redemption,BUSD,20',
    );
    const walletOnly = history(
      '2023-01-01 00:00:00,Spot,Savings purchase,BUSD,-50',
      '2023-02-01 00:00:00,Spot,Savings Principal redemption,BUSD,20',
    );
    const productOnly = history(
      '2023-01-01 00:00:00,Spot,Savings purchase,LDBUSD,50',
      '2023-02-01 00:00:00,Spot,Savings Principal redemption,LDBUSD,-20',
    );
    const expected = [
      { kind: 'add', stream: 'binance:earn:BUSD', into: [{ asset: 'BUSD', quantity: '50' }] },
      { kind: 'withdraw', stream: 'binance:earn:BUSD', outOf: [{ asset: 'BUSD', quantity: '20' }] },
    ];
    for (const text of [both, walletOnly, productOnly]) {
      expect(activitiesOf(readText(text))).toMatchObject(expected);
      expect(new Set(outcomes(readText(text)))).toEqual(new Set(['accepted']));
    }
  });

  it('tells ether that became BETH as staked, and WBETH as another token', () => {
    const staked = history('2023-01-01 00:00:00,Spot,ETH 2.0 Staking,ETH,-1', '2023-01-01 00:00:00,Spot,ETH 2.0 Staking,BETH,1');
    expect(activitiesOf(readText(staked))).toMatchObject([{ kind: 'add', stream: 'binance:staking:ETH' }]);
    const reward = history('2023-01-02 00:00:00,Spot,ETH 2.0 Staking Rewards,BETH,0.0001');
    expect(activitiesOf(readText(reward))).toMatchObject([{ kind: 'reward', stream: 'binance:staking:ETH', rewardTo: 'position' }]);
  });
});
