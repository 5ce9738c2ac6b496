import { existsSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chooseWorkspace } from '../../electron/host/workspace-location.ts';

const home = () => mkdtempSync(join(tmpdir(), 'data-'));

test.skipIf(process.platform !== 'linux')('the usual workspace lies in the platform’s data folder, which is its owner’s alone', () => {
  const folder = home();
  const { path } = chooseWorkspace({ demo: false }, { XDG_DATA_HOME: folder });
  expect(path).toBe(join(folder, 'countinghouse', 'workspace.countinghouse'));
  expect(statSync(join(folder, 'countinghouse')).mode & 0o777).toBe(0o700);
});

test.skipIf(process.platform !== 'linux')('a relative data folder is ignored, as the specification says', () => {
  const { path } = chooseWorkspace({ demo: false, workspace: '/named' }, { XDG_DATA_HOME: 'relative' });
  expect(path).toBe('/named');
  expect(existsSync('relative')).toBe(false);
});

test('what is named counts before the environment, and the demonstration before both', () => {
  const folder = home();
  const environment = { XDG_DATA_HOME: folder, COUNTINGHOUSE_WORKSPACE: '/from/environment' };
  expect(chooseWorkspace({ demo: false }, environment).path).toBe('/from/environment');
  expect(chooseWorkspace({ demo: false, workspace: '/named' }, environment).path).toBe('/named');
  expect(chooseWorkspace({ demo: true, workspace: '/named' }, environment).path).toMatch(/demonstration\.countinghouse$/);
  expect(chooseWorkspace({ demo: false }, { ...environment, COUNTINGHOUSE_WORKSPACE: '' }).path).toMatch(/workspace\.countinghouse$/);
});
