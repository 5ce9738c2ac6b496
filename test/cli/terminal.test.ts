import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listAnswer } from '../../electron/engine/positions/answers.ts';
import { openStore } from '../../electron/engine/store/store.ts';
import { addDays } from '../../shared/figures/index.ts';
import { answer, terminal, terminalProcess, workspacePath } from './run-terminal.ts';

const EMPTY_ROOT = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const error = z.strictObject({
  error: z.strictObject({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()).optional() }),
});
const status = z.strictObject({
  path: z.string(),
  version: z.int(),
  events: z.int(),
  root: z.string().length(64),
  checkpoint: z.null(),
  lastBackup: z.object({ file: z.string(), at: z.string(), events: z.int(), root: z.string() }).nullable(),
  readOnly: z.boolean(),
  message: z.string().optional(),
});
const imported = z.array(
  z.looseObject({
    file: z.string(),
    format: z.string(),
    batch: z.string().nullable(),
    rows: z.int(),
    accepted: z.int(),
    duplicates: z.int(),
    skipped: z.array(z.strictObject({ row: z.int(), reason: z.string() })),
    rejected: z.array(z.strictObject({ row: z.int(), field: z.string(), reason: z.string() })),
  }),
);

const KRAKEN = `"txid","refid","time","type","subtype","aclass","asset","amount","fee","balance"
"LAAAAA-AAAAA-AAAAAA","RAAAAA-AAAAA-AAAAAA","2024-01-05 10:00:00","staking","","currency","DOT.S","1.5","0","1.5"
"LBBBBB-BBBBB-BBBBBB","RBBBBB-BBBBB-BBBBBB","2024-01-12 10:00:00","staking","","currency","DOT.S","1.25","0","2.75"
"LCCCCC-CCCCC-CCCCCC","RCCCCC-CCCCC-CCCCCC","not a time","staking","","currency","DOT.S","1.25","0","4"
`;

describe('a workspace from the terminal', () => {
  it('is made, told, changed, logged, undone, verified, rebuilt, backed up, restored and exported', async () => {
    const path = workspacePath();
    // As processes of their own, as a script would run them.
    const on = (...args: string[]) => answer<unknown>(['--workspace', path, ...args], '', terminalProcess);
    expect(await on('init')).toEqual({ status: 0, document: { path } });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const again = await on('init');
    expect([again.status, error.parse(again.document).error.code]).toEqual([1, 'workspace-exists']);
    expect(status.parse((await on('status')).document)).toMatchObject({
      path,
      events: 0,
      root: EMPTY_ROOT,
      lastBackup: null,
      readOnly: false,
    });

    const changed = await on('call', 'workspace.changeSettings', '{"reportingCurrency":"EUR","automaticBackups":false}');
    expect(changed).toMatchObject({ status: 0, document: { reportingCurrency: 'EUR', automaticBackups: false } });
    const log = (await on('log', '--limit', '1')).document as { id: string; words: string }[];
    expect(log.map(({ words }) => words)).toEqual(['Setting automatic backups changed from true to false']);
    expect((await on('log', '--column', 'positions')).document).toEqual([]);
    expect((await on('log', '--subject', 'reportingCurrency')).document).toHaveLength(1);
    expect((await on('log', '--search', 'currency eur')).document).toHaveLength(1);

    const backup = join(dirname(path), 'copy.countinghouse');
    const made = (await on('backup', backup)).document as { root: string };
    expect(made).toMatchObject({ file: backup, events: 2 });
    expect(await on('undo', log[0]!.id)).toMatchObject({ status: 0, document: { event: log[0]!.id } });
    const twice = await on('undo', log[0]!.id);
    expect([twice.status, error.parse(twice.document).error.code]).toEqual([1, 'undone-already']);
    expect(await on('verify')).toMatchObject({ status: 0, document: { holds: true, events: 4 } });
    const before = (await on('status')).document;
    expect(await on('rebuild')).toMatchObject({ status: 0, document: { events: 4 } });
    expect((await on('status')).document).toEqual(before);

    expect(await on('restore', backup)).toMatchObject({ status: 0, document: { events: 2, root: made.root } });
    expect(status.parse((await on('status')).document)).toMatchObject({ events: 2, root: made.root });

    const folder = join(dirname(path), 'export');
    const exported = (await on('export', folder)).document as { files: { file: string }[]; root: string };
    const other = join(dirname(path), 'other.countinghouse');
    await answer(['--workspace', other, 'init']);
    const read = await answer<unknown>(['--workspace', other, 'import', ...exported.files.map(({ file }) => file)]);
    expect(imported.parse(read.document)).toMatchObject([{ rows: 2, accepted: 2 }]);
    expect((await answer(['--workspace', other, 'status'])).document).toMatchObject({ root: exported.root });
    expect((await answer(['--workspace', other, 'call', 'workspace.settings'])).document).toMatchObject({ reportingCurrency: 'EUR' });
  }, 240_000);

  it('imports files, each row counted once, and the same file again adds nothing', async () => {
    const path = workspacePath();
    const file = join(dirname(path), 'ledgers.csv');
    writeFileSync(file, KRAKEN);
    const on = (...args: string[]) => answer<unknown>(['--workspace', path, ...args]);
    await on('init');
    const preview = imported.parse((await on('import', file, '--preview')).document);
    expect(preview).toMatchObject([
      { file, format: 'kraken-ledgers', batch: null, rows: 3, accepted: 2, duplicates: 0, rejected: [{ row: 3, field: 'time' }] },
    ]);
    expect((await on('status')).document).toMatchObject({ events: 0 });
    const [kept] = imported.parse((await on('import', file)).document);
    expect(kept).toMatchObject({ ...preview[0], batch: expect.any(String) as string });
    const [again] = imported.parse((await on('import', file)).document);
    expect(again).toMatchObject({ rows: 3, accepted: 0, duplicates: 2, batch: null });
    expect((await on('status')).document).toMatchObject({ events: 1 });
    expect(await on('undo', kept!.batch!)).toMatchObject({ status: 0 });
    expect(await on('verify')).toMatchObject({ status: 0, document: { holds: true } });
    const folder = join(dirname(path), 'a folder');
    mkdirSync(folder);
    expect(await on('import', folder)).toMatchObject({ status: 1 });
    expect(await on('import', join(folder, 'none.csv'))).toMatchObject({ status: 1, document: { error: { code: 'file-missing' } } });
    const several = await on('import', file, join(folder, 'none.csv'));
    expect([several.status, (several.document as unknown[]).length]).toEqual([1, 2]);
  });

  it('edited by hand is caught by verify, whatever was edited', async () => {
    const path = workspacePath();
    const file = join(dirname(path), 'ledgers.csv');
    writeFileSync(file, KRAKEN);
    await answer(['--workspace', path, 'init']);
    await answer(['--workspace', path, 'import', file]);
    for (const currency of ['EUR', 'CHF'])
      await answer(['--workspace', path, 'call', 'workspace.changeSettings', JSON.stringify({ reportingCurrency: currency })]);
    const sound = readFileSync(path);
    const edits: readonly (readonly [string, string])[] = [
      ['CREATE INDEX mine ON activity (kind)', 'file'],
      ['ALTER TABLE workspace_setting ADD COLUMN colour TEXT', 'file'],
      ['DROP TABLE workspace_backup', 'file'],
      ["UPDATE journal_body SET body = replace(body, 'CHF', 'GBP')", 'entries'],
      ['UPDATE journal_entry SET leaf = replace(leaf, \'"iat":1\', \'"iat":2\') WHERE seq = 1', 'entries'],
      ['UPDATE journal_body SET salt = randomblob(32) WHERE seq = 1', 'entries'],
      ['DELETE FROM journal_body WHERE seq = 1', 'entries'],
      ['UPDATE journal_node SET hash = randomblob(32) WHERE level = 1', 'tree'],
      ['DELETE FROM journal_node', 'tree'],
      ["UPDATE import_row SET raw = replace(raw, '1.25', '125')", 'rows'],
      ["UPDATE import_row SET detail = replace(detail, '1.25', '125')", 'rows'],
      ["DELETE FROM import_row WHERE outcome = 'rejected'", 'rows'],
      ["UPDATE activity SET detail = replace(detail, '1.25', '125')", 'projections'],
      ['UPDATE workspace_setting SET value = \'"XAU"\'', 'projections'],
      ["INSERT INTO workspace_setting (name, value) VALUES ('automaticBackups', 'false')", 'projections'],
    ];
    for (const [sql, check] of edits) {
      writeFileSync(path, sound);
      const vandal = openStore(path);
      vandal.script(`PRAGMA foreign_keys = OFF; ${sql}`);
      vandal.close();
      const { status, document } = await answer<{ holds: boolean; checks: { name: string; holds: boolean }[] }>([
        '--workspace',
        path,
        'verify',
      ]);
      expect([sql, status, document.holds]).toEqual([sql, 3, false]);
      expect(document.checks.filter(({ holds }) => !holds).map(({ name }) => name)).toContain(check);
    }
  }, 120_000);

  it('that is newer, foreign, damaged or locked is status 3, and a missing one is refused', async () => {
    const path = workspacePath();
    const state = async (...args: string[]) => {
      const { status, document } = await answer<unknown>(['--workspace', path, ...args]);
      return [status, error.parse(document).error.code];
    };
    expect(await state('status')).toEqual([1, 'workspace-missing']);
    await answer(['--workspace', path, 'init']);
    const sound = readFileSync(path);
    const vandal = openStore(path);
    vandal.script('PRAGMA user_version = 99999');
    vandal.close();
    expect(await state('status')).toEqual([3, 'newer-workspace']);
    writeFileSync(path, 'not a database');
    expect(await state('status')).toEqual([3, 'workspace-damaged']);
    // A page of noise: what still can be read is read, nothing is written, and nothing ends in a defect.
    for (let page = 2; page * 4_096 <= sound.length; page += 4) {
      const noisy = Buffer.from(sound);
      noisy.fill(0x5a, (page - 1) * 4_096, page * 4_096);
      writeFileSync(path, noisy);
      expect((await answer(['--workspace', path, 'verify'])).status).toBe(3);
      expect((await answer(['--workspace', path, 'call', 'workspace.changeSettings', '{"automaticBackups":false}'])).status).toBe(3);
      for (const reading of ['status', 'log', 'positions']) expect([0, 3]).toContain((await answer(['--workspace', path, reading])).status);
      expect(readFileSync(path)).toEqual(noisy);
    }
    writeFileSync(path, sound.subarray(0, 9_000));
    expect((await state('status'))[0]).toBe(3);
    writeFileSync(path, sound);
    const holder = openStore(path);
    holder.script('BEGIN IMMEDIATE');
    expect(await state('call', 'workspace.changeSettings', '{"automaticBackups":false}')).toEqual([3, 'workspace-busy']);
    holder.script('ROLLBACK');
    holder.close();
    expect(await answer(['--workspace', path, 'call', 'workspace.changeSettings', '{"automaticBackups":false}'])).toMatchObject({
      status: 0,
    });
  }, 60_000);

  it('is found by the environment and in the data folder', async () => {
    const path = workspacePath();
    expect((await terminal(['init'], '', { COUNTINGHOUSE_WORKSPACE: path })).status).toBe(0);
    expect(existsSync(path)).toBe(true);
    const data = join(dirname(path), 'data');
    const made = await terminal(['--json', 'init'], '', { COUNTINGHOUSE_WORKSPACE: '', XDG_DATA_HOME: data, HOME: data, APPDATA: data });
    expect((JSON.parse(made.stdout) as { path: string }).path.startsWith(data)).toBe(true);
  });
});

describe('the demonstration', () => {
  it('is made once, lists its positions as of any day and in any currency, and verifies', async () => {
    const path = workspacePath();
    const on = (...args: string[]) => answer<unknown>(['--workspace', path, ...args]);
    expect(await on('demo')).toMatchObject({ status: 0, document: { path } });
    expect(await on('demo')).toMatchObject({ status: 1, document: { error: { code: 'workspace-exists' } } });
    const listed = await on('positions');
    const { positions, asOf, currency } = listAnswer.parse(listed.document);
    expect(positions.length).toBeGreaterThan(10);
    expect(currency).toBe('USD');
    const earlier = listAnswer.parse((await on('positions', '--as-of', addDays(asOf, -100), '--currency', 'EUR')).document);
    expect([earlier.asOf, earlier.currency]).toEqual([addDays(asOf, -100), 'EUR']);
    expect((await terminal(['--workspace', path, 'positions'])).stdout).toContain(positions[0]!.title);
    expect((await on('positions', '--as-of', '2024-02-30')).status).toBe(2);
    expect(await on('verify')).toMatchObject({ status: 0, document: { holds: true } });
  }, 120_000);
});

describe('calculators from the terminal', () => {
  it('take JSON, a file and standard input, and need no workspace', async () => {
    const input = '{"apr":"0.05","perYear":12}';
    const expected = {
      status: 0,
      document: { ok: { apy: expect.stringMatching(/^0\.051161897881733/) as string }, trail: expect.any(Array) as unknown[] },
    };
    const file = join(dirname(workspacePath()), 'input.json');
    writeFileSync(file, input);
    expect(await answer(['calc', 'apr-to-apy', input])).toEqual(expected);
    expect(await answer(['calc', 'apr-to-apy', `@${file}`])).toEqual(expected);
    expect(await answer(['calc', 'apr-to-apy', '-'], input, terminalProcess)).toEqual(expected);
    expect(await answer(['calc', 'apr-to-apy'], input)).toEqual(expected);
  });
  it('run once for each element of a list', async () => {
    const { document } = await answer<unknown>(['calc', 'merkle-root', '[{"leaves":[]},{"leaves":[""]}]']);
    expect(document).toEqual([
      { ok: { root: EMPTY_ROOT }, trail: [] },
      { ok: { root: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d' }, trail: [] },
    ]);
    expect(await answer(['calc', 'merkle-root', '[]'])).toEqual({ status: 0, document: [] });
  });
  it('refuse an input that breaks the schema, with the path of the field', async () => {
    const wrong = await answer<unknown>(['calc', 'merkle-root', '[{"leaves":[]},{"leaves":["00","xyz"]}]']);
    expect(wrong.status).toBe(1);
    expect(error.parse(wrong.document).error).toMatchObject({ code: 'invalid-input', details: { issues: [{ path: '1.leaves.1' }] } });
    expect(await answer(['calc', 'merkle-root', '{"leaves":[],"leaves":[]}'])).toMatchObject({
      status: 1,
      document: { error: { code: 'json-invalid' } },
    });
    expect(await answer(['calc', 'merkle-root', '@/no/such/file'])).toMatchObject({
      status: 1,
      document: { error: { code: 'file-unreadable' } },
    });
  });
  it('take the JSON text of canonical-json whole, a list too', async () => {
    const { document } = await answer<{ ok: { text: string } }>(['calc', 'canonical-json'], ' [3, {"b":1.0,"a":"\\u20ac"}] ');
    expect(document.ok.text).toBe('[3,{"a":"€","b":1}]');
    expect(await answer(['calc', 'canonical-json', '-'], '{"a":1,"a":2}')).toMatchObject({
      status: 1,
      document: { error: { code: 'invalid-input' } },
    });
    expect(await answer(['calc', 'canonical-json'], '')).toMatchObject({ status: 1 });
  });
  it('are listed with the schemas of their input and output', async () => {
    const { document } = await answer<{ name: string; input: object; output: object }[]>(['calc']);
    expect(document.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['apr-to-apy', 'canonical-json', 'merkle-root', 'cost-basis', 'xirr']),
    );
    for (const { input, output } of document) for (const schema of [input, output]) expect(schema).toHaveProperty('$schema');
  });
});

describe('the API from the terminal', () => {
  it('lists every procedure with its schemas', async () => {
    const { document } = await answer<{ name: string; kind: string; says: string; input: object; output: object }[]>(['api']);
    expect(document.find(({ name }) => name === 'journal.undo')).toMatchObject({
      kind: 'command',
      input: { type: 'object' },
      output: { type: 'object' },
    });
    for (const { kind, says } of document) {
      expect(['query', 'command']).toContain(kind);
      expect(says).not.toBe('');
    }
  });
  it('waits for the jobs that a procedure starts, and tells how they ended', async () => {
    const path = workspacePath();
    await answer(['--workspace', path, 'init']);
    const { document } = await answer<unknown>(['--workspace', path, 'call', 'journal.verify']);
    expect(document).toMatchObject({ status: { state: 'done', result: { holds: true } } });
  });
  it('refuses what breaks a schema with the path of the field', async () => {
    const path = workspacePath();
    await answer(['--workspace', path, 'init']);
    const wrong = await answer<unknown>(['--workspace', path, 'call', 'journal.log', '{"limit":"many"}']);
    expect([wrong.status, error.parse(wrong.document).error.details]).toMatchObject([1, { issues: [{ path: 'limit' }] }]);
  });
});

describe('a line that makes no sense', () => {
  it.each([
    [[]],
    [['nonsense']],
    [['init', 'too', 'much']],
    [['status', '--preview']],
    [['--nonsense', 'status']],
    [['call']],
    [['call', 'no.such']],
    [['calc', 'no-such']],
    [['log', '--limit', 'x']],
    [['opportunities']],
  ])('%j is status 2, with a sentence', async (line) => {
    const people = await terminal(line);
    expect([people.status, people.stdout]).toEqual([2, '']);
    expect(people.stderr).not.toBe('');
    const { status, document } = await answer<unknown>(line);
    expect([status, error.parse(document).error.code]).toEqual([2, 'wrong-usage']);
  });
  it('--help is no mistake', async () => {
    const { status, stdout } = await terminal(['--help']);
    expect([status, stdout]).toEqual([0, expect.stringContaining('restore FILE') as string]);
  });
});
