import { spawn } from 'node:child_process';
import { expect, it, onTestFinished } from 'vitest';
import { terms } from '../alerts/engine-made.ts';
import { terminalAt } from './at-the-terminal.ts';
import { dayBack, priceFile } from './made-prices.ts';
import { answer, terminalProcess, workspacePath } from './run-terminal.ts';

/** The watching terminal as a process of its own, with the lines that it has printed. */
function watching(path: string, ...options: readonly string[]) {
  const child = spawn(process.execPath, ['electron/cli/main.ts', '--workspace', path, ...options, 'watch'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const lines = () => text.split('\n').slice(0, -1);
  const documents = () => lines().map((line) => JSON.parse(line) as Record<string, unknown>);
  return {
    lines,
    documents,
    async until(count: number) {
      await expect.poll(() => lines().length, { timeout: 30_000, message: errors }).toBeGreaterThanOrEqual(count);
      return lines();
    },
    /** The status it ends with, and what it had complained of. */
    async ends(signal: 'SIGINT' | 'SIGTERM') {
      child.kill(signal);
      return { status: await ended, errors };
    },
  };
}

const assets = (...ids: string[]) => ({ kind: 'asset' as const, which: { of: 'named' as const, ids } });

it('prints what fires already, then what comes while another process works, until Ctrl-C', async () => {
  const path = workspacePath();
  await answer(['--workspace', path, 'init']);
  const { call } = terminalAt(path);
  for (const back of [4, 3]) await call('market.enterPrice', { asset: 'USDC', currency: 'USD', day: dayBack(back), price: '0.97' });
  const about = assets('USDC');
  await call('alerts.write', { terms: terms('peg < 0.98', { about, title: 'Peg lost' }), arm: true });
  expect(await call('alerts.firings', {})).toMatchObject({ total: 1, firings: [{ title: 'Peg lost', late: true, ended: null }] });
  const watch = watching(path, '--json');
  await watch.until(1);
  expect(watch.documents()).toMatchObject([{ title: 'Peg lost', severity: 'medium' }]);
  await call('alerts.write', { terms: terms('peg < 0.99 severity high', { about, title: 'Below par' }), arm: true });
  await watch.until(2);
  expect(watch.documents()[1]).toMatchObject({ title: 'Below par', severity: 'high' });
  // What nobody else evaluates, it evaluates itself.
  await call('market.enterPrice', { asset: 'DAI', currency: 'USD', day: dayBack(3), price: '1' });
  await call('alerts.write', {
    terms: terms('peg < 0.95', { about: assets('DAI'), title: 'DAI' }),
    arm: true,
  });
  await call('market.enterPrice', { asset: 'DAI', currency: 'USD', day: dayBack(2), price: '0.9' });
  await watch.until(3);
  expect(watch.documents()[2]).toMatchObject({ title: 'DAI', subject: 'DAI' });
  await call('market.enterPrice', { asset: 'DAI', currency: 'USD', day: dayBack(1), price: '1' });
  await watch.until(4);
  expect(watch.documents()[3]).toMatchObject({ cleared: { title: 'DAI', subject: 'DAI', ended: 'cleared' } });
  expect(await watch.ends('SIGINT')).toEqual({ status: 0, errors: '' });
  expect(watch.documents().slice(4)).toEqual([{ fired: 3 }]);
}, 120_000);

it('prints what the import and the price of other processes make fire, each once, to a person and to a script', async () => {
  const path = workspacePath();
  const run = (...args: string[]) => terminalProcess(['--workspace', path, ...args]);
  await answer(['--workspace', path, 'init']);
  const { call } = terminalAt(path);
  expect(
    await run(
      'import',
      priceFile(path, 'STETH-ETH.csv', 60, 10, () => 0.999),
    ),
  ).toMatchObject({ status: 0, stderr: '' });
  const about = { kind: 'pair' as const, which: { of: 'named' as const, ids: ['stETH/ETH'] } };
  await call('alerts.write', {
    terms: terms('price < 0.98 for 1d clear > 0.99 severity critical', { about, title: 'Depeg' }),
    arm: true,
  });
  await call('alerts.write', { terms: terms('peg < 0.97', { about: assets('DAI'), title: 'Dai off' }), arm: true });
  const [person, script] = [watching(path), watching(path, '--json')];

  const imported = await run(
    'import',
    priceFile(path, 'STETH-ETH-newer.csv', 9, 3, (back) => (back < 6 ? 0.95 : 0.999)),
  );
  expect(imported).toMatchObject({ status: 0, stderr: '' });
  expect(imported.stdout).toContain('2 armed rules are evaluated by the window or "countinghouse watch"');
  const depeg = `${dayBack(3)}T00:00:00.000Z  CRITICAL  Depeg: stETH/ETH (price 0.95 ETH, late)`;
  expect(await person.until(1)).toEqual([depeg]);
  await script.until(1);

  await run('call', 'market.enterPrice', JSON.stringify({ asset: 'DAI', currency: 'USD', day: dayBack(2), price: '0.9' }));
  const off = `${dayBack(2)}T23:59:59.999Z  MEDIUM    Dai off: DAI, Dai (peg 0.9 USD, late)`;
  expect(await person.until(2)).toEqual([depeg, off]);
  await script.until(2);

  await run('call', 'market.enterPrice', JSON.stringify({ asset: 'DAI', currency: 'USD', day: dayBack(1), price: '1' }));
  const over = `${dayBack(1)}T23:59:59.999Z  CLEARED   Dai off: DAI, Dai (fired ${dayBack(2)}T23:59:59.999Z)`;
  expect(await person.until(3)).toEqual([depeg, off, over]);
  await script.until(3);

  expect(await person.ends('SIGTERM')).toEqual({ status: 0, errors: '' });
  expect(await script.ends('SIGTERM')).toEqual({ status: 0, errors: '' });
  expect(person.lines()).toEqual([depeg, off, over]);
  expect(script.documents()).toMatchObject([
    { title: 'Depeg', subject: 'stETH/ETH', severity: 'critical', late: true, passed: false, ended: null },
    { title: 'Dai off', subject: 'DAI', severity: 'medium' },
    { cleared: { title: 'Dai off', ended: 'cleared' } },
    { fired: 2 },
  ]);
  // Two processes looked at the same news, and it was recorded once.
  expect(await call('alerts.firings')).toMatchObject({ total: 2 });
  const identical = { replayed: 2, identical: 2, different: [], unrecorded: { fired: 0, cleared: 0, corrections: 0 } };
  expect(await call('alerts.replay')).toEqual({ ok: identical });
}, 120_000);
