import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type HostedEngine, hostEngine } from '../../electron/host/hosted-engine.ts';
import { backUp, readStatus } from '../../electron/engine/workspace/index.ts';
import { createCaller } from '../../electron/engine/api/router.ts';
import { ok, open, refusal, temporaryFolder } from '../workspace/open-workspace.ts';

async function hosted(): Promise<{
  readonly engine: HostedEngine;
  readonly path: string;
  readonly backup: string;
  readonly ended: () => number;
}> {
  const path = join(temporaryFolder(), 'books.countinghouse');
  const filling = open(path, { mode: 'create' });
  const api = createCaller({ engine: filling });
  ok(await api.workspace.changeSettings({ reportingCurrency: 'EUR' }));
  const backup = ok(backUp(filling, filling.writableStore, 'manual', join(dirname(path), 'copy.countinghouse'), () => {})).file;
  ok(await api.workspace.changeSettings({ reportingCurrency: 'CHF' }));
  await filling.close();
  const engine = ok(
    await hostEngine({ path, mode: 'open' }, (why) => {
      throw new Error(why);
    }),
  );
  onTestFinished(() => engine.close());
  let count = 0;
  engine.connect({ heard: () => {}, ended: () => void (count += 1) });
  return { engine, path, backup, ended: () => count };
}

describe('a backup restored from a window', () => {
  it('takes the place of the open workspace, and every page meets it', async () => {
    const { engine, path, backup, ended } = await hosted();
    expect(ok(await engine.open({ path, mode: 'open', backup }))).toBe(path);
    expect(ended()).toBe(1);
    const restored = open(path);
    expect(readStatus(restored)).toMatchObject({ events: 1 });
    expect((await createCaller({ engine: restored }).workspace.settings({})).reportingCurrency).toBe('EUR');
    expect(readdirSync(dirname(path)).filter((name) => name.includes('.before-restore-'))).toHaveLength(1);
  });
  it('that does not verify changes nothing, and the workspace is open again', async () => {
    const { engine, path, backup } = await hosted();
    writeFileSync(backup, readFileSync(backup).subarray(0, 10_000));
    expect(refusal(await engine.open({ path, mode: 'open', backup })).code).toBe('not-a-sound-workspace');
    expect(engine.workspace()).toBe(path);
    expect(readStatus(open(path))).toMatchObject({ events: 3 });
    const heard: string[] = [];
    const page = engine.connect({ heard: (text) => heard.push(text), ended: () => {} });
    page.send({ id: 1, method: 'call', type: 'query', path: 'workspace.settings', input: {} });
    await expect.poll(() => heard.join(), { timeout: 10_000 }).toContain('CHF');
  });
  it('is refused while somebody else has the workspace open', async () => {
    const { engine, path, backup } = await hosted();
    const other = open(path);
    expect(refusal(await engine.open({ path, mode: 'open', backup })).code).toBe('workspace-in-use');
    expect(readStatus(other)).toMatchObject({ events: 3 });
  });
});

describe('verifying a backup before it is asked to be restored', () => {
  it('says what it holds, or what is wrong with it', async () => {
    const { path, backup } = await hosted();
    const api = createCaller({ engine: open(path) });
    expect(ok(await api.workspace.verifyBackup({ file: backup }))).toMatchObject({ file: backup, events: 1 });
    writeFileSync(backup, 'nothing');
    expect(refusal(await api.workspace.verifyBackup({ file: backup })).code).toBe('not-a-sound-workspace');
  });
});
