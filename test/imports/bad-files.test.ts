import { describe, expect, it } from 'vitest';
import { isRefused } from '../../shared/figures/index.ts';
import { findFormat, readExport, readExportTable, recognise, unknownFormat } from '../../shared/imports/index.ts';
import { activitiesOf, outcomes, readText, said } from './reading.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const COINBASE =
  'ID,Timestamp,Transaction Type,Asset,Quantity Transacted,Price Currency,Price at Transaction,Subtotal,Total (inclusive of fees and/or spread),Fees and/or Spread,Notes';
const KRAKEN = '"txid","refid","time","type","subtype","aclass","asset","amount","fee","balance"';
const KRAKEN_ROW = '"L1","R1","2024-01-01 00:00:00","deposit","","currency","ZEUR",5.0000,0.0000,5.0000';

describe('bad files', () => {
  it('a file cut off in its last row loses that row only, with a sentence', () => {
    const whole = `${KRAKEN}\n${KRAKEN_ROW}\n${KRAKEN_ROW.replace('L1', 'L2')}\n`;
    const kept = new RegExp(String.raw`"L2",.*,5\.0000,0\.0000,5?[.0]*$`);
    for (let length = whole.length - 2; length > KRAKEN.length + KRAKEN_ROW.length + 40; length -= 1) {
      const reading = readText(whole.slice(0, length));
      expect(reading.rows).toHaveLength(2);
      expect(reading.rows[0]?.outcome).toBe('accepted');
      // Once the amount is whole, what is cut counts for nothing; before, the row is named.
      expect(said(reading.rows[1])).toMatch(kept.test(whole.slice(0, length)) ? /^$/ : /cut off|cannot be split/);
    }
  });

  it('a file that mixes separators', () => {
    const reading = readText(`${KRAKEN}\n${KRAKEN_ROW}\n${KRAKEN_ROW.replaceAll(',', ';')}\n`);
    expect(outcomes(reading)).toEqual(['accepted', 'rejected']);
    expect(said(reading.rows[1])).toMatch(/mixes separators|cannot be split/);
  });

  it('a file re-saved with semicolons is still read', () => {
    expect(activitiesOf(readText(`${KRAKEN.replaceAll(',', ';')}\n${KRAKEN_ROW.replaceAll(',', ';')}\n`))).toHaveLength(1);
  });

  it('text in the wrong encoding spoils no amount', () => {
    const row = 'x1,2025-01-17 16:57:02 UTC,Staking Income,ETH,0.5,EUR,â‚¬3343.1,â‚¬0.12649,â‚¬0.12649,â‚¬0.00,';
    const reading = readText(`${COINBASE}\n${row}\n`);
    expect(said(reading.rows[0])).toMatch(/is not a number/);
  });

  it('a file of another source than was asked for', () => {
    const coinbase = findFormat('coinbase');
    const table = readExportTable(bytes(`${KRAKEN}\n${KRAKEN_ROW}\n`), coinbase === undefined ? {} : { format: coinbase });
    expect(isRefused(table) && table.error.message).toMatch(/is not Coinbase transactions: its columns are “txid”/);
  });

  it('formulas are never taken over', () => {
    const reading = readText(
      `${COINBASE}\nx1,2025-01-17 16:57:02 UTC,Staking Income,"=HYPERLINK(""http://x"")",0.5,EUR,1,1,1,0,\nx2,2025-01-17 16:57:02 UTC,Staking Income,ETH,=1+1,EUR,1,1,1,0,\n`,
    );
    expect(outcomes(reading)).toEqual(['rejected', 'rejected']);
    expect(said(reading.rows[0])).toMatch(/^Asset: .*formula/);
    expect(said(reading.rows[1])).toMatch(/^Quantity Transacted: .*formula/);
  });

  it('ids that a spreadsheet rounded', () => {
    const reading = readText(`${COINBASE}\n"1,55444E+13",2025-01-17 16:57:02 UTC,Staking Income,ETH,0.5,EUR,1,1,1,0,\n`);
    expect(said(reading.rows[0])).toMatch(/^ID: .*digits are lost/);
    const table = readExportTable(bytes('Some ID;When;What\n1,55444E+13;06.01.2023;Gift\n'));
    const refusal = 'ok' in table ? unknownFormat(table.ok) : table;
    expect(isRefused(refusal) && refusal.error.message).toMatch(/rounded the identifiers in “Some ID”/);
  });

  it('dates of which nobody can tell the order are asked for, and read once it is said', () => {
    const file =
      '"Type","Buy","Cur.","Sell","Cur.","Fee","Cur.","Exchange","Group","Comment","Date"\n"Deposit","5","XMR","-","","","","Poloniex","","","5/9/2017 21:14"\n';
    const reading = readText(file);
    expect(reading.questions).toMatchObject([{ option: 'dateOrder', choices: ['dmy', 'mdy'] }]);
    expect(outcomes(reading)).toEqual(['rejected']);
    expect(activitiesOf(readText(file, { dateOrder: 'dmy' }))[0]?.at).toBe('2017-09-05T21:14:00.000Z');
    expect(activitiesOf(readText(file, { dateOrder: 'mdy', zone: 'Europe/Berlin' }))[0]?.at).toBe('2017-05-09T19:14:00.000Z');
  });

  it('a Binance file whose name was changed is asked for its zone, never guessed', () => {
    const file = 'User ID,Time,Account,Operation,Coin,Change,Remark\n1,23-12-22 18:34:46,Spot,Deposit,EUR,5,\n';
    const renamed = readText(file, { fileName: 'my history.csv' });
    expect(renamed.questions).toMatchObject([{ option: 'zone' }]);
    expect(said(renamed.rows[0])).toMatch(/^Time: .*time zone/);
    const at = (options: Parameters<typeof readText>[1]) => activitiesOf(readText(file, options))[0]?.at;
    expect(at({ fileName: 'my history.csv', zone: 'Europe/Amsterdam' })).toBe('2023-12-22T17:34:46.000Z');
    expect(at({ fileName: 'Binance-Transaction-History-202604281735(UTC+2).csv' })).toBe('2023-12-22T16:34:46.000Z');
    expect(at({ fileName: 'Binance-Transaction-History-202604281735_UTC_2_ab.csv' })).toBe('2023-12-22T16:34:46.000Z');
    expect(at({ fileName: 'Binance-Transaction-History-202603230400(UTC--6)_abcd.csv' })).toBe('2023-12-23T00:34:46.000Z');
    expect(at({ fileName: 'Binance-Transaction-History-202603230400(UTC+5:30).csv' })).toBe('2023-12-22T13:04:46.000Z');
  });

  it('JSON that is no export, or breaks off', () => {
    const refused = (text: string) => {
      const table = readExportTable(bytes(text));
      return isRefused(table) ? table.error.message : '';
    };
    expect(refused('{"meta":{},"activities":[]}')).toMatch(/JSON of no kind that is known/);
    expect(refused('{"status":"OK","data":[{"validatorindex":1,')).toMatch(/breaks off/);
    expect(refused('{"data":[{"validatorindex":1,"day_start":"2021-01-01T00:00:00Z","day":[1]}]}')).toMatch(/nested/);
  });

  it('a header without rows is an import of nothing', () => {
    const table = readExportTable(bytes(`${KRAKEN}\n`));
    if (isRefused(table)) throw new Error(table.error.message);
    const [format] = recognise(table.ok.header);
    expect(format && readExport(format, table.ok).rows).toEqual([]);
  });
});
