import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { hasDisplay, openInBrowser } from '../../electron/loopback/browser.ts';

afterEach(() => vi.unstubAllEnvs());

test('Linux has a display where a display server is named; the others always have one', () => {
  expect(
    [{}, { DISPLAY: '' }, { DISPLAY: ':0' }, { WAYLAND_DISPLAY: 'wayland-0' }].map((environment) => hasDisplay('linux', environment)),
  ).toEqual([false, false, true, true]);
  expect([hasDisplay('darwin', {}), hasDisplay('win32', {})]).toEqual([true, true]);
});

/** Puts an opener of ours first on the path: it writes down what it was asked to open and ends with this status. */
function opener(status: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'opener-'));
  const program = join(folder, 'xdg-open');
  writeFileSync(program, `#!/bin/sh\nprintf %s "$1" > "${folder}/asked"\nexit ${status}\n`);
  chmodSync(program, 0o755);
  vi.stubEnv('PATH', `${folder}:${process.env['PATH'] ?? ''}`);
  return join(folder, 'asked');
}

test.skipIf(process.platform !== 'linux')('an address is handed over as one argument, and a missing browser is noticed', async () => {
  const address = 'http://127.0.0.1:1/?token=a&b=$(c)';
  const asked = opener(0);
  expect(await openInBrowser(address)).toBe(true);
  expect(readFileSync(asked, 'utf8')).toBe(address);
  opener(3);
  expect(await openInBrowser(address)).toBe(false);
});

test.skipIf(process.platform !== 'linux')('without any opener it says no', async () => {
  vi.stubEnv('PATH', mkdtempSync(join(tmpdir(), 'nothing-')));
  expect(await openInBrowser('http://127.0.0.1:1/')).toBe(false);
});
