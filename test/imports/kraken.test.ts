import { describe, expect, it } from 'vitest';
import { activitiesOf, outcomes, readText, said } from './reading.ts';

const HEADER = 'txid,refid,time,type,subtype,aclass,asset,wallet,amount,fee,balance';
const ledger = (...rows: readonly string[]) => `${[HEADER, ...rows].join('\n')}\n`;

describe('Kraken ledgers', () => {
  it('joins the legs of a trade, whatever stands between them, with the fees of every leg', () => {
    const reading = readText(
      ledger(
        'L1,T1,2022-02-24 08:57:02,trade,,currency,ZEUR,spot / main,-1499.9999,2.4000,793.5752',
        'L2,T2,2022-02-24 08:57:02,trade,,currency,ZUSD,spot / main,-10,0,0',
        'L3,T1,2022-02-24 08:57:02,trade,,currency,XXBT,spot / main,0.0474606900,0.0000100000,0.0474567',
        'L4,T2,2022-02-24 08:57:02,trade,,currency,ADA,spot / main,20,0,20',
        'L5,T1,2022-02-24 08:57:02,trade,,currency,KFEE,spot / main,0.00,156.00,844.00',
      ),
    );
    expect(outcomes(reading)).toEqual(Array(5).fill('accepted'));
    expect(reading.rows.map((row) => (row.outcome === 'accepted' ? row.joins : 0))).toEqual([3, 4, undefined, undefined, 3]);
    expect(activitiesOf(reading)).toEqual([
      {
        kind: 'trade',
        at: '2022-02-24T08:57:02.000Z',
        stream: 'kraken:spot:BTC',
        into: [{ asset: 'BTC', quantity: '0.04746069' }],
        outOf: [{ asset: 'EUR', quantity: '1499.9999' }],
        fees: [
          { asset: 'EUR', quantity: '2.4' },
          { asset: 'BTC', quantity: '0.00001' },
          { asset: 'KFEE', quantity: '156' },
        ],
        sourceId: 'T1',
      },
      expect.objectContaining({ stream: 'kraken:spot:ADA', sourceId: 'T2' }),
    ]);
  });

  it('tells all that earned DOT as one stream, whatever it was called', () => {
    const tickers = ['DOT.S', 'DOT28.S', 'DOT.F', 'DOT.B', 'DOT.M', 'DOT.P', 'DOT'];
    const reading = readText(
      ledger(
        ...tickers.map((ticker, i) => `L${i},R${i},2024-03-0${i + 1} 00:00:00,earn,reward,currency,${ticker},earn / flexible,0.5,0,${i}`),
      ),
    );
    expect(new Set(activitiesOf(reading).map(({ stream }) => stream))).toEqual(new Set(['kraken:earn:DOT']));
    expect(activitiesOf(reading)).toHaveLength(tickers.length);
  });

  it('keeps DOT.HOLD in the wallet', () => {
    const [activity] = activitiesOf(readText(ledger('L1,R1,2024-03-01 00:00:00,deposit,,currency,EUR.HOLD,spot / main,5,0,5')));
    expect(activity).toMatchObject({ kind: 'deposit', stream: 'kraken:spot:EUR' });
  });

  it('tells a move into staking once, by its two rows of different ids', () => {
    const reading = readText(
      ledger(
        'L1,B1,2023-06-01 08:00:00,transfer,spottostaking,currency,ADA,spot / main,-100,0,0',
        'L2,B2,2023-06-01 08:00:09,transfer,stakingfromspot,currency,ADA.S,spot / main,100,0,100',
        'L3,B3,2023-09-01 08:00:00,transfer,stakingtospot,currency,ADA.S,spot / main,-40,0,60',
        'L4,B4,2023-09-01 08:00:09,transfer,spotfromstaking,currency,ADA,spot / main,40,0,40',
      ),
    );
    expect(activitiesOf(reading).map(({ kind, stream, into, outOf }) => [kind, stream, (into ?? outOf)?.[0]?.quantity])).toEqual([
      ['add', 'kraken:earn:ADA', '100'],
      ['withdraw', 'kraken:earn:ADA', '40'],
    ]);
  });

  it('gives back the fee of a withdrawal that failed', () => {
    const reading = readText(
      ledger(
        'L1,A1,2021-11-03 21:02:37,withdrawal,,currency,XXBT,spot / main,-0.03076,0.00015,0.5',
        'L2,A1,2021-11-03 22:02:37,withdrawal,,currency,XXBT,spot / main,0.03076,-0.00015,0.53091',
      ),
    );
    expect(activitiesOf(reading)[1]).toMatchObject({ kind: 'deposit', into: [{ asset: 'BTC', quantity: '0.03091' }] });
    expect(activitiesOf(reading)[1]).not.toHaveProperty('fees');
    expect(reading.notices).toEqual([]);
  });

  it('finds a row that is missing by the running balance', () => {
    const rows = Array.from(
      { length: 50 },
      (_, i) =>
        `L${i},R${i},2024-01-01 00:${String(i).padStart(2, '0')}:00,earn,reward,currency,SOL,earn / bonded,0.1,0.02,${((i + 1) * 0.08).toFixed(2)}`,
    );
    expect(readText(ledger(...rows)).notices).toEqual([]);
    expect(readText(ledger(...rows.toReversed())).notices).toEqual([]);
    const notices = readText(ledger(...rows.toSpliced(20, 1))).notices;
    expect(notices).toEqual([expect.stringContaining('SOL earn / bonded does not follow from the row before at row 21')]);
  });

  it('follows the balance of a row whose fee was paid in another currency', () => {
    const header = 'txid,refid,time,type,subtype,aclass,subclass,asset,wallet,amount,fee,balance,amountusd,feeusd,balanceusd,feecurrency';
    const rows = (second: string) =>
      `${header}\nL1,T1,2026-01-02 10:00:00,deposit,,currency,crypto,SOL,spot / main,1,0,1,,,,SOL\nL2,T2,2026-01-03 10:00:00,withdrawal,,currency,crypto,SOL,spot / main,-0.5,0.25,${second},,,,EUR\n`;
    expect(readText(rows('0.5')).notices).toEqual([]);
    expect(readText(rows('0.25')).notices).toHaveLength(1);
    expect(activitiesOf(readText(rows('0.5')))[1]).toMatchObject({
      outOf: [{ asset: 'SOL', quantity: '0.5' }],
      fees: [{ asset: 'EUR', quantity: '0.25' }],
    });
  });

  it('reads a ledger whose owner left columns out', () => {
    const reading = readText(
      'refid,time,type,asset,amount,balance\nR1,2024-01-01 00:00:00,deposit,ZEUR,5,\nR1,2024-01-01 00:00:05,deposit,ZEUR,5,5\n',
    );
    expect(outcomes(reading)).toEqual(['skipped', 'accepted']);
  });

  it.each([
    ['L1,R1,2024-02-30 00:00:00,deposit,,currency,ZEUR,spot / main,5,0,5', /^time: .*does not exist/],
    ['L1,R1,2024-02-28 00:00:00,deposit,,currency,ZEUR,spot / main,five,0,5', /^amount: .*not a number/],
    ['L1,R1,2024-02-28 00:00:00,deposit,,currency,ZEUR,spot / main,5,x,5', /^fee: .*not a number/],
    ['L1,R1,2024-02-28 00:00:00,deposit,,currency,,spot / main,5,0,5', /^asset: .*empty/],
    ['L1,R1,2024-02-28 00:00:00,deposit,,currency,=ZEUR,spot / main,5,0,5', /^asset: .*formula/],
    ['"1,55444E+13",R1,2024-02-28 00:00:00,deposit,,currency,ZEUR,spot / main,5,0,5', /^txid: .*spreadsheet has rounded/],
    ['L1,R1,2024-02-28 00:00:00,teleport,,currency,ZEUR,spot / main,5,0,5', /^type: .*not known/],
    ['L1,R1,2024-02-28 00:00:00,earn,marvel,currency,ZEUR,earn / bonded,5,0,5', /^subtype: .*not known/],
    ['L1,R1,2024-02-28 00:00:00,deposit,,currency,ZEUR,spot / main,5,0,5,6,7', /^row: Line 2 has 13 cells where the header names 11/],
    ['L1,R1,2024-02-28 00:00:00,deposit', /^row: Line 2 has 4 of 11 cells/],
    ['"L1"x,R1,2024-02-28 00:00:00,deposit,,currency,ZEUR,spot / main,5,0,5', /^row: Line 2 cannot be split/],
    ['L1,R1,2024-02-28 00:00:00,deposit,,currency,ZEUR,spot / main,0,0,5', /nothing moved/],
  ])('says of %j why not', (row, sentence) => expect(said(readText(ledger(row)).rows[0])).toMatch(sentence));
});
