import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { openStore } from '../../electron/engine/store/store.ts';
import { backUp, backUpDaily, isBackupDue, readStatus, restoreWorkspace } from '../../electron/engine/workspace/index.ts';
import { ok, open, refusal, temporaryFolder } from './open-workspace.ts';

const QUIET = () => {};

function made(clock = { now: '2026-03-01T10:00:00.000Z' }) {
  const folder = temporaryFolder();
  const path = join(folder, 'books.countinghouse');
  const engine = open(path, { mode: 'create', now: () => clock.now });
  const currency = async (reportingCurrency: string) => ok(await createCaller({ engine }).workspace.changeSettings({ reportingCurrency }));
  return { folder, path, engine, currency, clock };
}

describe('a backup', () => {
  it('is a verified copy that only its owner can read, and the journal tells of it', async () => {
    const { engine, currency, folder } = made();
    await currency('EUR');
    const file = join(folder, 'elsewhere', 'copy.countinghouse');
    const before = readStatus(engine);
    const backup = ok(backUp(engine, engine.writableStore, 'manual', file, QUIET));
    expect(backup).toMatchObject({ file, events: 1, root: before.root });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual(['copy.countinghouse']);
    expect(readStatus(engine)).toMatchObject({
      events: 2,
      lastBackup: { file, at: '2026-03-01T10:00:00.000Z', events: 1, root: before.root },
    });
    const copy = open(file);
    expect(readStatus(copy)).toMatchObject({ events: 1, root: before.root, readOnly: false });
  });
  it('is never written over, and what cannot be written is told and leaves nothing behind', async () => {
    const { engine, currency, folder } = made();
    await currency('EUR');
    const file = join(folder, 'taken');
    writeFileSync(file, 'mine');
    expect(refusal(backUp(engine, engine.writableStore, 'manual', file, QUIET))).toMatchObject({ code: 'file-exists' });
    expect(readFileSync(file, 'utf8')).toBe('mine');
    const nowhere = refusal(backUp(engine, engine.writableStore, 'manual', join(file, 'copy'), QUIET));
    expect(nowhere.code).toBe('backup-failed');
    expect(engine.journal.head().size).toBe(1);
  });
  it('of a journal that does not verify is no backup', async () => {
    const { engine, currency, folder, path } = made();
    await currency('EUR');
    const vandal = openStore(path);
    vandal.run("UPDATE journal_body SET body = replace(body, 'EUR', 'GBP')");
    vandal.close();
    const refused = refusal(backUp(engine, engine.writableStore, 'manual', join(folder, 'copy'), QUIET));
    expect(refused.message).toContain('entry 0 has been changed');
    expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual([]);
  });
});

describe('the daily backup', () => {
  it('is due after a day, only where something happened, and thins the automatic ones', async () => {
    const { engine, currency, clock } = made();
    expect(isBackupDue(engine)).toBe(false);
    const folder = join(engine.workspace.path, '..', 'books.backups');
    for (let day = 1; day <= 28; day++) {
      clock.now = `2026-03-${String(day).padStart(2, '0')}T10:00:00.000Z`;
      await currency(day % 2 === 0 ? 'EUR' : 'USD2');
      expect(ok(backUpDaily(engine, engine.writableStore, QUIET))).not.toBeNull();
      expect(ok(backUpDaily(engine, engine.writableStore, QUIET))).toBeNull();
    }
    clock.now = '2026-04-20T10:00:00.000Z';
    expect(isBackupDue(engine)).toBe(false);
    const days = readdirSync(folder).map((name) => name.slice('books.'.length, 'books.2026-03-01'.length));
    expect(days.sort()).toEqual(['2026-03-08', '2026-03-15', ...[22, 23, 24, 25, 26, 27, 28].map((day) => `2026-03-${day}`)]);
    await currency('CHF');
    clock.now = '2026-03-01T00:00:00.000Z';
    expect(isBackupDue(engine)).toBe(true);
    ok(await createCaller({ engine }).workspace.changeSettings({ automaticBackups: false }));
    expect(isBackupDue(engine)).toBe(false);
  });
});

describe('restoring', () => {
  it('puts the backup in the place and keeps what was there', async () => {
    const { engine, currency, folder, path } = made();
    await currency('EUR');
    const file = join(folder, 'copy.countinghouse');
    const backup = ok(backUp(engine, engine.writableStore, 'manual', file, QUIET));
    await currency('CHF');
    const later = readStatus(engine);
    expect(refusal(restoreWorkspace(path, file, '2026-03-02T00:00:00.000Z', QUIET)).code).toBe('workspace-in-use');
    expect(readStatus(engine)).toEqual(later);
    await engine.close();
    const restored = ok(restoreWorkspace(path, file, '2026-03-02T00:00:00.000Z', QUIET));
    expect(restored).toMatchObject({ file: path, events: 1, root: backup.root, aside: `${path}.before-restore-2026-03-02T00-00-00.000Z` });
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    const again = open(path);
    expect(readStatus(again)).toMatchObject({ events: 1, root: backup.root });
    expect((await createCaller({ engine: again }).workspace.settings({})).reportingCurrency).toBe('EUR');
    expect(readStatus(open(restored.aside!))).toMatchObject({ events: 3, root: later.root });
  });
  it.each([
    ['is cut off', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 20_000))],
    ['is no database', (file: string) => writeFileSync(file, 'hello')],
    [
      'has a page of noise',
      (file: string) =>
        writeFileSync(
          file,
          Buffer.concat([readFileSync(file).subarray(0, 8_192), Buffer.alloc(4_096, 7), readFileSync(file).subarray(12_288)]),
        ),
    ],
    ['was edited', (file: string) => vandalise(file, "UPDATE journal_body SET body = replace(body, 'EUR', 'GBP')")],
    ['lost a table', (file: string) => vandalise(file, 'DROP TABLE workspace_setting')],
    ['is from a newer version', (file: string) => vandalise(file, 'PRAGMA user_version = 999')],
  ])('is refused where the backup %s, and changes nothing', async (_how, spoil) => {
    const { engine, currency, folder, path } = made();
    await currency('EUR');
    const file = join(folder, 'copy.countinghouse');
    ok(backUp(engine, engine.writableStore, 'manual', file, QUIET));
    await engine.close();
    const bytes = readFileSync(path);
    spoil(file);
    refusal(restoreWorkspace(path, file, '2026-03-02T00:00:00.000Z', QUIET));
    expect(readFileSync(path)).toEqual(bytes);
    expect(readdirSync(folder).sort()).toEqual(['books.countinghouse', 'copy.countinghouse']);
  });
  it('replaces a workspace that is damaged beyond opening', async () => {
    const { engine, currency, folder, path } = made();
    await currency('EUR');
    const file = join(folder, 'copy.countinghouse');
    const { root } = ok(backUp(engine, engine.writableStore, 'manual', file, QUIET));
    await engine.close();
    writeFileSync(path, 'not a database at all, whatever it was before');
    const restored = ok(restoreWorkspace(path, file, '2026-03-02T00:00:00.000Z', QUIET));
    expect(readFileSync(restored.aside!, 'utf8')).toContain('not a database');
    expect(readStatus(open(path)).root).toBe(root);
  });
  it('also makes a workspace where none was', async () => {
    const { engine, currency, folder } = made();
    await currency('EUR');
    const file = join(folder, 'copy.countinghouse');
    ok(backUp(engine, engine.writableStore, 'manual', file, QUIET));
    mkdirSync(join(folder, 'new'));
    expect(ok(restoreWorkspace(join(folder, 'new', 'books.countinghouse'), file, '2026-03-02T00:00:00.000Z', QUIET)).aside).toBeNull();
    expect(existsSync(join(folder, 'new', 'books.countinghouse'))).toBe(true);
    expect(refusal(restoreWorkspace(file, file, '2026-03-02T00:00:00.000Z', QUIET)).code).toBe('same-file');
  });
});

describe('a damaged workspace', () => {
  it('opens for reading and offers the newest backup that verifies', async () => {
    const { engine, currency, folder, path, clock } = made();
    await currency('EUR');
    const good = ok(backUp(engine, engine.writableStore, 'manual', undefined, QUIET));
    clock.now = '2026-03-02T10:00:00.000Z';
    await currency('CHF');
    const bad = ok(backUp(engine, engine.writableStore, 'manual', undefined, QUIET));
    await engine.close();
    vandalise(bad.file, 'DELETE FROM journal_body');
    vandalise(path, "UPDATE journal_entry SET leaf = replace(leaf, 'workspace', 'workshop!')");
    const damaged = open(path);
    expect(damaged.workspace.readOnly).toMatchObject({
      reason: 'workspace-damaged',
      message: expect.stringContaining(good.file) as string,
    });
    expect(readStatus(damaged)).toMatchObject({ readOnly: true, events: 4 });
    expect(refusal(await createCaller({ engine: damaged }).workspace.changeSettings({ automaticBackups: false })).code).toBe('read-only');
    expect(readdirSync(folder)).toContain('books.backups');
  });
  it('whose tables somebody has edited says which, and opens for reading', async () => {
    const { engine, currency, path } = made();
    await currency('EUR');
    await engine.close();
    vandalise(path, 'ALTER TABLE workspace_setting ADD COLUMN colour TEXT');
    const edited = open(path);
    expect(edited.workspace.readOnly).toMatchObject({
      reason: 'workspace-changed-by-hand',
      message: expect.stringContaining('table workspace_setting has been changed') as string,
    });
  });
  it('of another program or a newer version is refused and not touched', async () => {
    const { engine, folder, path } = made();
    await engine.close();
    const { openEngine } = await import('../../electron/engine/open-engine.ts');
    const newer = join(folder, 'newer');
    copyFileSync(path, newer);
    vandalise(newer, 'PRAGMA user_version = 999');
    const foreign = join(folder, 'foreign');
    vandalise(foreign, 'CREATE TABLE theirs (x)');
    for (const [file, code] of [
      [newer, 'newer-workspace'],
      [foreign, 'not-a-workspace'],
    ] as const) {
      const bytes = readFileSync(file);
      expect(refusal(openEngine({ workspace: file, actor: 'tester' })).code).toBe(code);
      expect(readFileSync(file)).toEqual(bytes);
    }
    expect(refusal(openEngine({ workspace: join(folder, 'none'), actor: 'tester' })).code).toBe('workspace-missing');
    expect(refusal(openEngine({ workspace: path, actor: 'tester', mode: 'create' })).code).toBe('workspace-exists');
    expect(refusal(openEngine({ workspace: join(folder, 'no', 'folder'), actor: 'tester', mode: 'create' })).code).toBe(
      'workspace-unreadable',
    );
  });
});

function vandalise(file: string, sql: string): void {
  const store = openStore(file);
  store.script(sql);
  store.get('PRAGMA journal_mode = DELETE');
  store.close();
}
