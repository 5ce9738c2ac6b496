import { readFileSync } from 'node:fs';
import { inferSchema, initParser } from 'udsv';
import { expect, test } from 'vitest';
import { openStore } from '../../electron/engine/store/store.ts';
import { raceImport, type Taken, timed } from './import-rounds.ts';

const ROWS = 100_000;

/** A ledger of rewards, trades with their two legs, and moves into earning, oldest first. */
function ledger(): string {
  const lines = ['"txid","refid","time","type","subtype","aclass","asset","wallet","amount","fee","balance"'];
  const assets = ['DOT', 'ETH', 'ADA', 'SOL', 'ATOM'];
  for (let i = 0; lines.length <= ROWS; i += 1) {
    const time = new Date(Date.UTC(2021, 0, 1) + i * 600_000).toISOString().slice(0, 19).replace('T', ' ');
    const asset = assets[i % assets.length] ?? 'DOT';
    const row = (n: number, type: string, subtype: string, ticker: string, wallet: string, amount: string, fee: string) =>
      lines.push(
        `"L${i}-${n}-AAAAAA","R${i}-AAAAAA-BBBBBB","${time}","${type}","${subtype}","currency","${ticker}","${wallet}",${amount},${fee},100.0000000000`,
      );
    if (i % 10 < 6) row(1, 'earn', 'reward', asset, 'earn / bonded', `0.0${String(10_000_000 + (i % 89_999_999))}`, '0.0000000000');
    else if (i % 10 < 9) {
      row(1, 'trade', '', 'ZEUR', 'spot / main', `-${((i % 1000) / 7 + 1).toFixed(4)}`, '0.2400');
      row(2, 'trade', '', 'XXBT', 'spot / main', `0.00${String(10_000 + (i % 90_000))}`, '0.0000000000');
    } else {
      row(1, 'earn', 'allocation', asset, 'spot / main', '-1.5000000000', '0');
      row(2, 'earn', 'allocation', asset, 'earn / bonded', '1.5000000000', '0');
    }
  }
  return `${lines.slice(0, ROWS + 1).join('\n')}\n`;
}

/** The rival: udsv, and a bare insert of every row in one transaction, with the pragmas of a workspace. */
function bare(file: string, at: string): Promise<Taken> {
  const store = openStore(at);
  store.script(
    'CREATE TABLE ledger (n INTEGER PRIMARY KEY, a TEXT, b TEXT, c TEXT, d TEXT, e TEXT, f TEXT, g TEXT, h TEXT, i TEXT, j TEXT, k TEXT) STRICT',
  );
  return timed(() => {
    const text = readFileSync(file, 'utf8');
    const rows = initParser(inferSchema(text)).stringArrs(text);
    store.transact(() => {
      rows.forEach((row, n) => store.run('INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', n, ...row));
    });
    store.close();
  });
}

/** Ours: judged, paired, committed to, stored with its readings, and its activities folded. */
test('import of 100,000 Kraken rows against udsv and bare inserts', async () => {
  const { accepted, ratio } = await raceImport({ name: 'ledgers.csv', content: ledger(), rival: bare });
  expect(new Set(accepted)).toEqual(new Set([ROWS]));
  console.log(
    `import of ${ROWS.toLocaleString('en')} rows: ${ratio('wall')} of udsv and bare inserts; in processor time ${ratio('processor')}; target 3×`,
  );
});
