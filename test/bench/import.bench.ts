import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inferSchema, initParser } from 'udsv';
import { expect, test } from 'vitest';
import { readFileJob } from '../../electron/engine/imports/import-job.ts';
import { openEngine } from '../../electron/engine/open-engine.ts';
import { openStore } from '../../electron/engine/store/store.ts';
import { isRefused } from '../../shared/figures/index.ts';

const ROWS = 100_000;
const ROUNDS = 5;

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

interface Taken {
  readonly wall: number;
  /** Processor time of this process, which a busy machine does not change. */
  readonly processor: number;
}

async function timed(work: () => unknown): Promise<Taken> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  await work();
  const wall = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  return { wall, processor: (user + system) / 1000 };
}

/** The rival: udsv, and a bare insert of every row in one transaction, with the pragmas of a workspace. */
function bare(file: string, folder: string, round: number): Promise<Taken> {
  const store = openStore(join(folder, `bare-${round}.sqlite`));
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
async function imported(file: string, folder: string, round: number): Promise<Taken & { readonly accepted: readonly number[] }> {
  const opened = openEngine({ workspace: join(folder, `ours-${round}.countinghouse`), actor: 'bench', mode: 'create' });
  if (isRefused(opened)) throw new Error(opened.error.message);
  const engine = opened.ok;
  let accepted: readonly number[] = [];
  const context = { engine, store: engine.writableStore, cancelled: () => false, progress: () => undefined };
  const taken = await timed(async () => {
    const outcome = await readFileJob(context, { path: file, name: 'ledgers.csv', options: {}, keep: true, show: { from: 1, rows: 0 } });
    if (isRefused(outcome)) throw new Error(outcome.error.message);
    accepted = outcome.ok.map((answer) => ('accepted' in answer ? answer.accepted : 0));
  });
  await engine.close();
  return { ...taken, accepted };
}

const least = (taken: readonly Taken[], of: keyof Taken) => Math.min(...taken.map((one) => one[of]));

test('import of 100,000 Kraken rows against udsv and bare inserts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countinghouse-'));
  const file = join(folder, 'ledgers.csv');
  writeFileSync(file, ledger());
  const [rival, ours]: [Taken[], Taken[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    rival.push(await bare(file, folder, round));
    const { accepted, ...taken } = await imported(file, folder, round);
    expect(accepted).toEqual([ROWS]);
    ours.push(taken);
  }
  rmSync(folder, { recursive: true });
  const ratio = (of: keyof Taken) =>
    `${(least(ours, of) / least(rival, of)).toFixed(2)}× (${least(ours, of).toFixed(0)} ms to ${least(rival, of).toFixed(0)} ms)`;
  console.log(
    `import of ${ROWS.toLocaleString('en')} rows: ${ratio('wall')} of udsv and bare inserts; in processor time ${ratio('processor')}; target 3×`,
  );
});
