import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { readFileJob } from '../../electron/engine/imports/import-job.ts';
import type { ImportOptions } from '../../electron/engine/imports/result.ts';
import { JobCancelled } from '../../electron/engine/jobs/job.ts';
import { openEngine, type OpenEngine } from '../../electron/engine/open-engine.ts';
import { isRefused } from '../../shared/figures/index.ts';
import type { Mapping } from '../../shared/imports/index.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/exports');
const REAL = join(import.meta.dirname, '../../../shared/data/yield/exchange_csv');

let folder: string;
let engine: OpenEngine;
let api: ReturnType<typeof createCaller>;

function open(mode: 'create' | 'open'): void {
  const opened = openEngine({ workspace: join(folder, 'books.countinghouse'), actor: 'tester', mode });
  if (isRefused(opened)) throw new Error(opened.error.message);
  engine = opened.ok;
  api = createCaller({ engine });
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countinghouse-'));
  open('create');
});
afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

const fixture = (name: string) => join(FIXTURES, name);

/** Runs the job in this thread, which takes no time to start. */
function run(path: string, options: ImportOptions = {}) {
  const context = { engine, store: engine.writableStore, cancelled: () => false, progress: () => undefined };
  return readFileJob(context, { path, name: basename(path), options, keep: true, show: { from: 1, rows: 0 } });
}

/** The answer for the one file, imported. */
async function imported(path: string, options: ImportOptions = {}) {
  const outcome = await run(path, options);
  if (isRefused(outcome)) throw new Error(outcome.error.message);
  const [file] = outcome.ok;
  if (file === undefined || 'error' in file) throw new Error('not one file');
  return file;
}

async function refusal(path: string): Promise<string> {
  const outcome = await run(path);
  return isRefused(outcome) ? outcome.error.message : '';
}

const activities = () =>
  engine.store
    .all<{ detail: string }>('SELECT detail FROM activity ORDER BY origin, row, part')
    .map(({ detail }) => JSON.parse(detail) as unknown);
const countOf = (table: string) => engine.store.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n;

describe('imports', () => {
  it('preview says what import will do, and stores nothing', async () => {
    const preview = await api.imports.preview({ path: fixture('kraken-11.csv') });
    expect(engine.journal.head().size).toBe(0);
    expect([countOf('import_file'), countOf('import_row'), countOf('activity')]).toEqual([0, 0, 0]);
    const outcome = await api.imports.commit({ path: fixture('kraken-11.csv'), show: 200 });
    if ('error' in outcome) throw new Error(outcome.error.message);
    const [file] = outcome.ok.files;
    if (file === undefined || 'error' in file) throw new Error('not one file');
    expect(file.batch).not.toBeNull();
    expect(preview).toEqual({ ok: { files: [{ ...file, batch: null }] } });
    expect(file).toMatchObject({
      format: 'kraken-ledgers',
      rows: 11,
      accepted: 10,
      duplicates: 0,
      skipped: [],
      rejected: [{ row: 11, field: 'type' }],
    });
    expect(file.shown[1]).toMatchObject({ row: 2, outcome: 'accepted', activities: [{ kind: 'add', stream: 'kraken:earn:ETH' }] });
    expect(engine.journal.head().size).toBe(1);
  });

  it('the same file twice adds nothing, with ids and without', async () => {
    for (const name of ['kraken-10.csv', 'binance-old.csv', 'nexo.csv']) {
      const first = await imported(fixture(name));
      const before = [engine.journal.head().size, activities()];
      const second = await imported(fixture(name));
      expect(second).toMatchObject({ batch: null, accepted: 0, duplicates: first.accepted + first.duplicates });
      expect([engine.journal.head().size, activities()]).toEqual(before);
    }
  });

  it('overlapping exports with ids come together as the whole', async () => {
    const [header = '', ...rows] = readFileSync(fixture('kraken-10.csv'), 'utf8').trimEnd().split('\n');
    const part = (name: string, from: number, until: number) => {
      const path = join(folder, name);
      writeFileSync(path, [header, ...rows.slice(from, until), ''].join('\n'));
      return path;
    };
    const first = await imported(part('a.csv', 0, 9));
    const second = await imported(part('b.csv', 5, rows.length));
    expect(first.accepted + second.accepted).toBe(13);
    expect(second.duplicates).toBe(4);
    const together = activities();
    await api.imports.undo({ batch: first.batch ?? '' });
    await api.imports.undo({ batch: second.batch ?? '' });
    await imported(fixture('kraken-10.csv'));
    expect(together.map((activity) => JSON.stringify(activity)).sort((a, b) => a.localeCompare(b))).toEqual(
      activities()
        .map((activity) => JSON.stringify(activity))
        .sort((a, b) => a.localeCompare(b)),
    );
  });

  it('warns of files without ids that reach into the same time', async () => {
    await imported(fixture('binance-old.csv'));
    const other = join(folder, 'later.csv');
    copyFileSync(fixture('binance-old.csv'), other);
    appendFileSync(other, '1,2020-11-05 00:00:00,Spot,Deposit,EUR,1,\n');
    const file = await imported(other);
    expect(file.notices).toEqual([expect.stringMatching(/no ids.*binance-old\.csv/)]);
  });

  it('is undone whole, restored by undoing the undo, and stays so through a rebuild', async () => {
    const { batch } = await imported(fixture('kraken-10.csv'));
    const before = activities();
    expect(before.length).toBeGreaterThan(0);
    expect(await api.imports.undo({ batch: batch ?? '' })).toEqual({ ok: { batch } });
    expect(activities()).toEqual([]);
    expect(await api.imports.list({})).toMatchObject([{ batch, live: false, accepted: 13 }]);
    expect(await api.imports.undo({ batch: batch ?? '' })).toMatchObject({ error: { code: 'already-undone' } });

    const withdrawn = engine.journal.at(1);
    if (withdrawn === undefined) throw new Error('nothing was withdrawn');
    const inverse = engine.journal.registry.typeOf(withdrawn.type).inverse(withdrawn);
    if ('never' in inverse) throw new Error(inverse.never);
    engine.journal.commit([inverse]);
    expect(activities()).toEqual(before);
    expect(await api.imports.list({})).toMatchObject([{ batch, live: true }]);
  });

  it('an import made anew after an undo keeps the old one from counting again', async () => {
    const first = await imported(fixture('kraken-10.csv'));
    await api.imports.undo({ batch: first.batch ?? '' });
    const second = await imported(fixture('kraken-10.csv'));
    expect(second.accepted).toBe(first.accepted);
    const before = activities();
    engine.journal.commit([
      { type: 'imports.batch-restored', subject: first.batch ?? '', payload: { file: 'kraken-10.csv', accepted: 13 } },
    ]);
    expect(activities()).toEqual(before);
  });

  it('keeps rows as they stood, by outcome, and none of what a source should not tell', async () => {
    const { batch } = await imported(fixture('nexo.csv'));
    const skipped = await api.imports.rows({ batch: batch ?? '', outcome: 'skipped' });
    expect(skipped.rows.map(({ row }) => row)).toEqual([6, 7]);
    const all = await api.imports.rows({ batch: batch ?? '', from: 5, limit: 1 });
    expect(all.rows).toMatchObject([{ row: 5, outcome: 'accepted', activities: [{ kind: 'withdrawal' }] }]);
    expect(all.rows[0]?.cells.slice(0, 2)).toEqual(['NXTmade000005', 'Withdrawal']);
    const bytes =
      readFileSync(join(folder, 'books.countinghouse')).toString('latin1') +
      readFileSync(join(folder, 'books.countinghouse-wal')).toString('latin1');
    expect(bytes).toContain('NXTmade000005');
    expect(bytes).not.toContain('SECRETADDRESS');
  });

  it('commits to the rows so that an edit is found', async () => {
    const { batch } = await imported(fixture('kraken-10.csv'));
    const verify = engine.journal.registry.columns.find(({ name }) => name === 'imports')?.items?.['imports.batch-imported'];
    const event = engine.journal.at(0);
    if (verify === undefined || event === undefined) throw new Error('nothing commits to the rows');
    const { items } = event.payload as { items: object };
    expect(verify(engine.store, event)).toEqual(items);
    engine.writableStore.run("UPDATE import_row SET raw = replace(raw, '2000.0000', '3000.0000')");
    expect(verify(engine.store, event)).not.toEqual(items);
    expect(batch).toBe(event.subject);
  });

  it('saves mappings and uses the one that fits', async () => {
    const path = fixture('pool-ledger.csv');
    expect(await refusal(path)).toMatch(/columns are “Wann”, “Was”, “Menge”/);
    const mapping: Mapping = {
      platform: 'pool',
      columns: { at: 'Wann', kind: 'Was', amount: 'Menge', asset: 'Münze', sourceId: 'Beleg' },
      kinds: { Belohnung: 'reward', Einzahlung: 'deposit', Auszahlung: 'withdrawal', Notiz: 'skip' },
    };
    expect(await api.imports.saveTemplate({ name: ' My pool ', mapping })).toEqual({ ok: { name: 'My pool' } });
    expect(await api.imports.templates({})).toEqual([{ name: 'My pool', mapping }]);
    expect(await imported(path)).toMatchObject({
      format: 'mapping',
      accepted: 3,
      duplicates: 1,
      skipped: [{ row: 4 }],
      rejected: [{ row: 5, field: 'Was' }],
    });
    await api.imports.saveTemplate({ name: 'My pool', mapping: { ...mapping, platform: 'other' } });
    const changed = engine.journal.at(engine.journal.head().size - 1);
    const inverse = changed && engine.journal.registry.typeOf(changed.type).inverse(changed);
    if (inverse === undefined || 'never' in inverse) throw new Error('cannot be undone');
    engine.journal.commit([inverse]);
    expect(await api.imports.templates({})).toEqual([{ name: 'My pool', mapping }]);
  });

  it('answers what it asked: rows that waited for the zone are taken once it is given', async () => {
    const path = join(folder, 'renamed.csv');
    copyFileSync(fixture('Binance-Transaction-History-202401010000(UTC--6)_made.csv'), path);
    const asked = await imported(path);
    expect(asked).toMatchObject({ batch: null, accepted: 0, questions: [{ option: 'zone' }] });
    expect(asked.rejected).toHaveLength(17);
    expect(await imported(path, { zone: '-06:00' })).toMatchObject({ accepted: 14, questions: [] });
    expect(await api.imports.commit({ path, options: { zone: 'Mars/Olympus' } })).toMatchObject({ error: { code: 'unknown-zone' } });
  });
});

describe('archives', () => {
  function archive(name: string, files: Record<string, Uint8Array>): string {
    const path = join(folder, name);
    writeFileSync(path, zipSync(files, { level: 9 }));
    return path;
  }

  it('imports the files of a zip, and one bad one does not hide the others', async () => {
    const path = archive('all.zip', {
      'ledgers.csv': readFileSync(fixture('kraken-10.csv')),
      'folder/Binance-Transaction-History-1(UTC+2).csv': readFileSync(fixture('Binance-Transaction-History-202401010000(UTC--6)_made.csv')),
      'odd.csv': strToU8('x;y\n1;2\n'),
      'picture.png': new Uint8Array(10),
    });
    expect(await run(path)).toMatchObject({
      ok: [
        { file: 'all.zip/ledgers.csv', accepted: 13 },
        { file: 'all.zip/folder/Binance-Transaction-History-1(UTC+2).csv', accepted: 14 },
        { file: 'all.zip/odd.csv', error: { code: 'unknown-format' } },
      ],
    });
  });

  it('stops a bomb before it has unpacked', async () => {
    const bomb = archive('bomb.zip', { 'ledgers.csv': new Uint8Array(60_000_000).fill(48) });
    const before = process.memoryUsage().rss;
    expect(await refusal(bomb)).toMatch(/unpacks to more than .* bytes from .*this is no export/);
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000);
  });

  it('says what is wrong with an archive', async () => {
    const whole = zipSync({ 'a.csv': readFileSync(fixture('kraken-10.csv')) });
    const cut = join(folder, 'cut.zip');
    writeFileSync(cut, whole.subarray(0, whole.length / 2));
    expect(await refusal(cut)).toMatch(/damaged|holds no CSV/);
    expect(await refusal(archive('sheet.zip', { '[Content_Types].xml': strToU8('<x/>'), 'xl/workbook.xml': strToU8('<x/>') }))).toMatch(
      /spreadsheet \(XLSX\)/,
    );
    expect(await refusal(archive('empty.zip', { 'picture.png': new Uint8Array(3) }))).toMatch(/holds no CSV or JSON/);
    expect(await refusal(join(folder, 'nowhere.csv'))).toMatch(/no file/);
    expect(await refusal(folder)).toMatch(/is a folder/);
  });
});

/** A process of its own that imports a file and waits after each chunk it has staged, so that it can be killed in the middle. */
const VICTIM = `
  import { readFileJob } from ${JSON.stringify(new URL('../../electron/engine/imports/import-job.ts', import.meta.url))};
  import { openEngine } from ${JSON.stringify(new URL('../../electron/engine/open-engine.ts', import.meta.url))};
  const [, workspace, path] = process.argv;
  const engine = openEngine({ workspace, actor: 'victim' }).ok;
  const progress = (done) => {
    if (done === 0) return;
    process.stdout.write('staged ' + done + '\\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000);
  };
  const context = { engine, store: engine.writableStore, cancelled: () => false, progress };
  await readFileJob(context, { path, name: 'long.csv', options: {}, keep: true, show: { from: 1, rows: 0 } });
`;

describe('bad luck', () => {
  const order = (path: string) => ({ path, name: 'ledger.csv', options: {}, keep: true, show: { from: 1, rows: 0 } });
  const nothing = () => [countOf('import_file'), countOf('import_row'), countOf('activity'), engine.journal.head().size];

  /** More rows than one chunk of staging holds. */
  function longLedger(): string {
    const path = join(folder, 'long.csv');
    const [header = '', , row = ''] = readFileSync(fixture('kraken-10.csv'), 'utf8').split('\n');
    writeFileSync(path, [header, ...Array.from({ length: 25_000 }, (_, i) => row.replace('LMADE1-AAAAA-000001', `L${i}`)), ''].join('\n'));
    return path;
  }

  it('an import killed in the middle leaves nothing that counts, and the next one clears it away', async () => {
    const path = longLedger();
    const victim = spawn(process.execPath, ['--input-type=module', '--eval', VICTIM, join(folder, 'books.countinghouse'), path]);
    const [told] = (await once(victim.stdout, 'data')) as [Buffer];
    victim.kill('SIGKILL');
    await once(victim, 'exit');
    expect(told.toString()).toMatch(/^staged 20000/);
    expect(countOf('import_row')).toBe(20_000);
    expect([countOf('activity'), engine.journal.head().size, await api.imports.list({})]).toEqual([0, 0, []]);
    expect(await imported(path)).toMatchObject({ accepted: 25_000, duplicates: 0 });
    expect([countOf('import_file'), countOf('import_row'), countOf('activity')]).toEqual([1, 25_000, 25_000]);
  });

  it('a cancelled import leaves no trace', async () => {
    const path = longLedger();
    let told = 0;
    const context = {
      engine,
      store: engine.writableStore,
      cancelled: () => false,
      progress(done: number) {
        told += 1;
        if (done > 10_000) throw new JobCancelled();
      },
    };
    await expect(readFileJob(context, order(path))).rejects.toThrow(JobCancelled);
    expect(told).toBeGreaterThan(1);
    expect(nothing()).toEqual([0, 0, 0, 0]);
  });

  it('what a killed process had staged is swept, what a living one stages is not', async () => {
    const stage = (batch: string, owner: number) => {
      engine.writableStore.run(
        'INSERT INTO import_file (batch, secret, header, owner) VALUES (?, ?, ?, ?)',
        batch,
        new Uint8Array(32),
        '[]',
        owner,
      );
      const file = engine.store.get<{ number: number }>('SELECT number FROM import_file WHERE batch = ?', batch);
      engine.writableStore.run("INSERT INTO import_row (id, raw, outcome) VALUES (?, '[]', 'skipped')", (file?.number ?? 0) * 2 ** 32 + 1);
    };
    stage('dead', 2 ** 22 + 12_345);
    stage('living', process.pid);
    expect(await api.imports.list({})).toEqual([]);
    await imported(fixture('kraken-13.csv'));
    expect(engine.store.all('SELECT batch FROM import_file WHERE owner IS NOT NULL')).toEqual([{ batch: 'living' }]);
    expect(countOf('import_row')).toBe(2);
  });
});

describe.skipIf(!existsSync(REAL))('real files through the whole engine', () => {
  it.each([
    'kraken_transcribed/ledgers_10col_double_rows.csv',
    'export_to_ghostfolio/coinbase-export.csv',
    'export_to_ghostfolio/cryptocom-export.csv',
    'export_to_ghostfolio/bitvavo-export.csv',
    'rotki/nexo.csv',
    'rotki/rotki_generic_events.csv',
    'rotki/cointracking_trades_list.csv',
    '../staking/beaconchain_validator_daily_stats_999.json',
  ])('%s', async (name) => {
    const file = await imported(join(REAL, name));
    expect(file.accepted + file.duplicates + file.skipped.length + file.rejected.length).toBe(file.rows);
    expect(file.batch).not.toBeNull();
    expect(await imported(join(REAL, name))).toMatchObject({ accepted: 0, batch: null });
  });
});
