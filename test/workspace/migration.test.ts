import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { openEngine } from '../../electron/engine/open-engine.ts';
import { migrations } from '../../electron/engine/store/migrations/index.ts';
import { APPLICATION_ID, readHeader, SCHEMA_VERSION } from '../../electron/engine/store/schema.ts';
import { openStore } from '../../electron/engine/store/store.ts';
import { readSettings, readStatus } from '../../electron/engine/workspace/index.ts';
import { ok, open, refusal, temporaryFolder } from './open-workspace.ts';

/** A file as the very first version would have left it: the journal's tables alone, with two events in them. */
async function firstVersion(): Promise<{ readonly folder: string; readonly path: string; readonly root: string }> {
  const folder = temporaryFolder();
  const present = open(join(folder, 'present.countinghouse'), { mode: 'create' });
  ok(await createCaller({ engine: present }).workspace.changeSettings({ reportingCurrency: 'EUR', automaticBackups: false }));
  const { root } = readStatus(present);
  const path = join(folder, 'books.countinghouse');
  const old = openStore(path);
  old.script(migrations[0]!.sql);
  old.script(`
    PRAGMA application_id = ${APPLICATION_ID};
    PRAGMA user_version = 1;
    ATTACH '${present.workspace.path}' AS present;
    INSERT INTO journal_entry SELECT * FROM present.journal_entry;
    INSERT INTO journal_body (seq, type, body, salt) SELECT seq, type, body, salt FROM present.journal_body;
    INSERT INTO journal_node SELECT * FROM present.journal_node;
  `);
  old.close();
  await present.close();
  return { folder, path, root };
}

describe('a workspace of an older version', () => {
  it('is brought up to date after a verified backup, and its events fill the tables that are new', async () => {
    const { folder, path, root } = await firstVersion();
    const engine = open(path, { now: () => '2026-03-01T10:00:00.000Z' });
    expect(readStatus(engine)).toMatchObject({ version: SCHEMA_VERSION, events: 2, root, readOnly: false });
    expect(readSettings(engine.store)).toMatchObject({ reportingCurrency: 'EUR', automaticBackups: false });
    const backups = readdirSync(join(folder, 'books.backups'));
    expect(backups).toEqual(['books.2026-03-01T10-00-00.000Z.before-migration.countinghouse']);
    expect(readHeader(join(folder, 'books.backups', backups[0]!))).toMatchObject({ version: 1 });
  });
  it('is left as it is where the backup cannot be made', async () => {
    const { folder, path } = await firstVersion();
    writeFileSync(join(folder, 'books.backups'), 'a file where the folder should be');
    const refused = refusal(openEngine({ workspace: path, actor: 'tester' }));
    expect(refused).toMatchObject({ code: 'migration-refused' });
    expect(readHeader(path)).toMatchObject({ version: 1 });
  });
  it('that does not verify is not migrated', async () => {
    const { folder, path } = await firstVersion();
    const vandal = openStore(path);
    vandal.run("UPDATE journal_body SET body = replace(body, 'EUR', 'GBP')");
    vandal.close();
    expect(refusal(openEngine({ workspace: path, actor: 'tester' })).message).toContain('entry 0 has been changed');
    expect(readHeader(path)).toMatchObject({ version: 1 });
    expect(readdirSync(join(folder, 'books.backups'))).toEqual([]);
  });
});

describe('migrations', () => {
  it('are numbered without gaps or repeats, so that every file knows what it lacks', () => {
    const versions = migrations.map(({ version }) => version);
    expect(versions).toEqual([...new Set(versions)].sort((one, other) => one - other));
    expect(versions[0]).toBe(1);
  });
  it('leave a file that was never finished to be made anew', () => {
    const path = join(temporaryFolder(), 'books.countinghouse');
    writeFileSync(path, '');
    expect(readStatus(open(path))).toMatchObject({ events: 0, version: SCHEMA_VERSION });
    expect(readFileSync(path).length).toBeGreaterThan(0);
  });
});
