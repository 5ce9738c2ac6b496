import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { ok, open, temporaryFolder } from '../workspace/open-workspace.ts';
import { RULE } from './made-alerts.ts';
import { SECRET, VARIABLE, webhook } from './made-desk.ts';
import { answers, webServer } from './made-servers.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'electron', 'cli', 'main.ts');

it('watching at the terminal delivers, too, what it finds', async () => {
  const path = join(temporaryFolder(), 'books.countinghouse');
  const { url, received } = await webServer([answers.ok]);
  const engine = open(path, { mode: 'create' });
  const api = createCaller({ engine });
  ok(await api.delivery.saveChannel({ channel: null, terms: webhook(url), secret: { place: 'environment', variable: VARIABLE } }));
  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  ok(await api.market.enterPrice({ asset: 'STETH', currency: 'ETH', day, price: '0.99' }));
  ok(await api.alerts.write({ terms: { ...RULE, about: { kind: 'pair', which: { of: 'named', ids: ['STETH/ETH'] } } }, arm: true }));
  await engine.close();

  const watching = spawn(process.execPath, [MAIN, '--workspace', path, 'watch'], {
    env: { ...process.env, [VARIABLE]: SECRET },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void watching.kill('SIGKILL'));
  let printed = '';
  watching.stdout.on('data', (text) => {
    printed += String(text);
  });
  // Another process tells a price; the one that watches finds it, prints it and sends it.
  const other = open(path);
  ok(await createCaller({ engine: other }).market.enterPrice({ asset: 'STETH', currency: 'ETH', day, price: '0.95' }));
  await expect.poll(() => received.length, { timeout: 20_000 }).toBe(1);
  expect(received[0]!.body).toContain('price 0.95 ETH');
  await expect.poll(() => printed).toContain('Depeg');
  watching.kill('SIGTERM');
  expect(await once(watching, 'exit')).toEqual([0, null]);
  other.journal.lookForForeignChanges();
  expect((await createCaller({ engine: other }).delivery.deliveries({})).rows).toMatchObject([{ state: 'sent', attempts: 1 }]);
}, 60_000);
