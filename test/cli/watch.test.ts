import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { terms } from '../alerts/engine-made.ts';
import { terminalAt } from './at-the-terminal.ts';
import { answer, workspacePath } from './run-terminal.ts';

/** The watching terminal as a process of its own, with the lines that it has printed. */
function watching(path: string) {
  const child = spawn(process.execPath, ['electron/cli/main.ts', '--workspace', path, '--json', 'watch'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const lines = () =>
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return {
    lines,
    async until(count: number) {
      await expect.poll(() => lines().length, { timeout: 30_000, message: errors }).toBeGreaterThanOrEqual(count);
      return lines();
    },
    async interrupted() {
      child.kill('SIGINT');
      return { status: await ended, last: lines().at(-1) };
    },
  };
}

it('prints what fires already, then what comes while another process works, until Ctrl-C', async () => {
  const path = workspacePath();
  await answer(['--workspace', path, 'init']);
  const { call } = terminalAt(path);
  const today = Date.now();
  const day = (back: number) => new Date(today - back * 864e5).toISOString().slice(0, 10);
  for (const back of [4, 3]) await call('market.enterPrice', { asset: 'USDC', currency: 'USD', day: day(back), price: '0.97' });
  const about = { kind: 'asset' as const, which: { of: 'named' as const, ids: ['USDC'] } };
  await call('alerts.write', { terms: terms('peg < 0.98', { about, title: 'Peg lost' }), arm: true });
  expect(await call('alerts.firings', {})).toMatchObject({ total: 1, firings: [{ title: 'Peg lost', late: true, ended: null }] });
  const watch = watching(path);
  expect(await watch.until(1)).toMatchObject([{ title: 'Peg lost', severity: 'medium' }]);
  await call('alerts.write', { terms: terms('peg < 0.99 severity high', { about, title: 'Below par' }), arm: true });
  expect((await watch.until(2))[1]).toMatchObject({ title: 'Below par', severity: 'high' });
  // What nobody else evaluates, it evaluates itself.
  await call('market.enterPrice', { asset: 'DAI', currency: 'USD', day: day(3), price: '1' });
  await call('alerts.write', {
    terms: terms('peg < 0.95', { about: { kind: 'asset', which: { of: 'named', ids: ['DAI'] } }, title: 'DAI' }),
    arm: true,
  });
  await call('market.enterPrice', { asset: 'DAI', currency: 'USD', day: day(2), price: '0.9' });
  expect((await watch.until(3))[2]).toMatchObject({ title: 'DAI', subject: 'DAI' });
  await call('market.enterPrice', { asset: 'DAI', currency: 'USD', day: day(1), price: '1' });
  expect((await watch.until(4))[3]).toMatchObject({ cleared: { title: 'DAI', subject: 'DAI', ended: 'cleared' } });
  expect(await watch.interrupted()).toEqual({ status: 0, last: { fired: 3 } });
}, 120_000);
