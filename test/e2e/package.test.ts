import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, readdirSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { built, complaintsOf, electronProgram, type Home, newHome, NO_SANDBOX, ROOT, windowObstacle } from './harness.ts';

const obstacle = windowObstacle ?? (process.platform === 'linux' ? undefined : 'proven on Linux');

/** What `npm run package:dir` makes, with the runtime that is here, proven by starting it. */
describe.skipIf(obstacle !== undefined)(`the packaged program${obstacle === undefined ? '' : ` (skipped: ${obstacle})`}`, () => {
  const output = mkdtempSync(join(tmpdir(), 'package-'));
  const program = join(output, 'linux-unpacked', 'countinghouse');
  const resources = join(output, 'linux-unpacked', 'resources');
  let home: Home;

  beforeAll(async () => {
    await built();
    home = newHome();
    const runtime = dirname(electronProgram());
    const version = readFileSync(join(runtime, 'version'), 'utf8').trim().replace(/^v/, '');
    await promisify(execFile)(
      process.execPath,
      [
        join(ROOT, 'node_modules/electron-builder/cli.js'),
        '--dir',
        `-c.electronDist=${runtime}`,
        `-c.electronVersion=${version}`,
        `-c.directories.output=${output}`,
      ],
      { cwd: ROOT },
    );
  });
  afterAll(() => {
    home?.remove();
    rmSync(output, { recursive: true, force: true });
  });

  test('its fuses stand as they were set', async () => {
    const { Enable, Disable } = { Enable: FuseState.ENABLE, Disable: FuseState.DISABLE };
    expect(await getCurrentFuseWire(program)).toMatchObject({
      [FuseV1Options.RunAsNode]: Disable,
      [FuseV1Options.EnableCookieEncryption]: Enable,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: Disable,
      [FuseV1Options.EnableNodeCliInspectArguments]: Disable,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: Enable,
      [FuseV1Options.OnlyLoadAppFromAsar]: Enable,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: Disable,
    });
  });

  test('it holds the build, the driver with the one binding of this platform, and nothing else', () => {
    const packed = asarFiles(join(resources, 'app.asar'));
    expect(packed).toContain('dist/main/main.js');
    expect(packed).toContain('dist/main/engine-thread.js');
    expect(packed).toContain('dist/renderer/index.html');
    expect(
      new Set(
        packed.map((name) =>
          name
            .split('/')
            .slice(0, name.startsWith('node_modules') ? 2 : 1)
            .join('/'),
        ),
      ),
    ).toEqual(new Set(['LICENSE', 'data', 'dist', 'node_modules/better-sqlite3', 'package.json']));
    expect(packed.filter((name) => /\.map$|\.ts$|\/deps\/|\/src\//.test(name))).toEqual([]);
    const unpacked = readdirSync(join(resources, 'app.asar.unpacked'), { recursive: true }).map(String);
    expect(unpacked.filter((name) => name.endsWith('.node'))).toEqual([`node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`]);
  });

  test('it starts, draws its page without a complaint, talks to its engine and closes its files', async () => {
    const child = spawn(program, [...NO_SANDBOX, '--remote-debugging-port=0'], {
      env: home.environment,
      cwd: home.folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const browser = await chromium.connectOverCDP(await debuggerOf(child));
    const page = browser.contexts()[0]?.pages()[0] ?? (await browser.contexts()[0]?.waitForEvent('page'));
    if (!page) throw new Error('The packaged program opened no window.');
    const complaints = complaintsOf(page);
    await page.reload();
    await page.getByRole('navigation').first().waitFor();
    const answer = await page.evaluate(
      () =>
        new Promise((resolve) => {
          window.countinghouse?.onMessage((text) => text.includes('1000001') && resolve(JSON.parse(text)));
          window.countinghouse?.send(JSON.stringify({ id: 1_000_001, method: 'call', type: 'query', path: 'jobs.list', input: {} }));
        }),
    );
    expect(answer).toEqual({ id: 1_000_001, kind: 'data', data: [] });
    expect(complaints).toEqual([]);
    await page.close();
    expect(await ended).toBe(0);
    const left = readdirSync(home.folder, { recursive: true }).map(String);
    expect(left.filter((name) => name.endsWith('.countinghouse'))).toHaveLength(1);
    expect(left.filter((name) => name.endsWith('-wal'))).toEqual([]);
  });
});

/** Address on which Chromium inside the program can be driven; it prints it when asked for a debugging port. */
function debuggerOf(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const address = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
  }
  child.once('exit', (status) => reject(new Error(`The packaged program ended with status ${status}.`)));
  return promise;
}

interface AsarFolder {
  readonly files: Readonly<Record<string, AsarFolder | { readonly size: number }>>;
}

/** Names of all files in an asar archive: its head is a length of a length, then the index as JSON. */
function asarFiles(archive: string): string[] {
  const file = openSync(archive, 'r');
  const sizes = Buffer.alloc(16);
  readSync(file, sizes, 0, 16, 0);
  const index = Buffer.alloc(sizes.readUInt32LE(12));
  readSync(file, index, 0, index.length, 16);
  closeSync(file);
  const walk = (folder: AsarFolder, at: string): string[] =>
    Object.entries(folder.files).flatMap(([name, entry]) => ('files' in entry ? walk(entry, `${at}${name}/`) : [`${at}${name}`]));
  return walk(JSON.parse(index.toString('utf8')) as AsarFolder, '');
}
