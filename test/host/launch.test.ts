import { describe, expect, test } from 'vitest';
import { readLaunch, receivedLaunch } from '../../electron/host/launch.ts';

const NOTHING = { demo: false, loopback: false, files: [] };

describe('a command line', () => {
  test.each([
    [[], NOTHING],
    [['--demo'], { ...NOTHING, demo: true }],
    [['--loopback', '--port', '8080'], { ...NOTHING, loopback: true, port: 8080 }],
    [['--workspace', 'mine.countinghouse'], { ...NOTHING, workspace: '/home/mine.countinghouse' }],
    [['--workspace=/else/mine.db'], { ...NOTHING, workspace: '/else/mine.db' }],
    [['mine.countinghouse'], { ...NOTHING, workspace: '/home/mine.countinghouse' }],
    [['MINE.CountingHouse'], { ...NOTHING, workspace: '/home/MINE.CountingHouse' }],
    [['a.countinghouse', '--workspace', 'b'], { ...NOTHING, workspace: '/home/b' }],
    [['a.csv', '/else/b.json'], { ...NOTHING, files: ['/home/a.csv', '/else/b.json'] }],
  ])('%j', (args, launch) => {
    expect(readLaunch(args, '/home')).toEqual(launch);
  });

  test('Chromium’s own switches are nobody’s business', () => {
    const args = [
      '--no-sandbox',
      '--inspect=0',
      '--remote-debugging-port=0',
      '--allow-file-access-from-files',
      '--enable-features=A,B',
      'a.csv',
    ];
    expect(readLaunch(args, '/home')).toEqual({ ...NOTHING, files: ['/home/a.csv'] });
  });

  test.each(['0', '-1', '65536', '80.5', 'x', ''])('%j is no port', (port) => {
    expect(readLaunch([`--port=${port}`], '/home')).toEqual(NOTHING);
  });
});

describe('what another process asks for', () => {
  test('is taken as it was read there', () => {
    const launch = readLaunch(['--demo', 'a.csv', 'b.countinghouse'], '/home');
    expect(receivedLaunch(structuredClone(launch))).toEqual(launch);
  });

  test.each([undefined, null, 'x', {}, { ...NOTHING, files: 'a.csv' }, { ...NOTHING, files: [1] }, { ...NOTHING, workspace: 5 }])(
    'is nothing where it makes no sense: %j',
    (value) => {
      expect(receivedLaunch(value)).toBeUndefined();
    },
  );
});
