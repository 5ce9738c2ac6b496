import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { built, type Home, newHome, ROOT } from './harness.ts';

let home: Home;
beforeAll(built);
beforeEach(() => {
  home = newHome();
});
afterEach(() => home.remove());

/** `npm start` with these arguments, read until a line matches; the lines so far. It is then asked to end, and must do so well. */
async function start(
  args: readonly string[],
  until: RegExp,
  environment: Record<string, string | undefined> = {},
): Promise<{ lines: string[]; status: number | null }> {
  const child = spawn(process.execPath, [join(ROOT, 'electron/shell/start.ts'), ...args], {
    cwd: ROOT,
    env: { ...home.environment, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (until.test(line)) break;
  }
  child.kill('SIGTERM');
  return { lines, status: await ended };
}

const ADDRESS = /^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/;
const NO_DISPLAY = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined };

test.skipIf(process.platform !== 'linux')('where there is no display it says so in one sentence, and prints the address', async () => {
  const { lines, status } = await start([], ADDRESS, NO_DISPLAY);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toBe(
    'There is no display here: Countinghouse opens in a browser instead, served from this machine to this machine only.',
  );
  expect(status).toBe(0);
});

test('asked for loopback it just prints the address, on the port that was asked for', async () => {
  const { lines, status } = await start(
    ['--loopback', '--port', '45917', '--workspace', join(home.folder, 'w.countinghouse')],
    ADDRESS,
    NO_DISPLAY,
  );
  expect(lines).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:45917\//)]);
  expect(status).toBe(0);
});

test('a workspace that cannot be opened ends it with the sentence and the status of a damaged store', async () => {
  const child = spawn(process.execPath, [join(ROOT, 'dist/main/loopback.js'), '--workspace', '/dev/null/none.countinghouse'], {
    env: home.environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) said.push(line);
  expect(said.join('\n')).toContain('/dev/null/none.countinghouse');
  expect(child.exitCode ?? (await new Promise((resolve) => child.once('exit', resolve)))).toBe(3);
});
