import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RuleTerms } from '../../shared/alerts/index.ts';
import { RULE } from '../delivery/made-alerts.ts';
import { built, type Home, newHome, startWindow, windowObstacle } from './harness.ts';
import { busObstacle, type Desktop, openDesktop } from './message-bus.ts';

const obstacle = windowObstacle ?? (process.platform === 'linux' ? busObstacle : 'the desktop of this test speaks D-Bus');

describe.skipIf(obstacle !== undefined)(`a notification of the system${obstacle === undefined ? '' : ` (skipped: ${obstacle})`}`, () => {
  let home: Home;
  let desktop: Desktop;
  let app: ElectronApplication;
  let page: Page;

  beforeAll(async () => {
    await built();
    home = newHome();
    desktop = await openDesktop(home.folder);
    const environment = { ...home.environment, DBUS_SESSION_BUS_ADDRESS: desktop.address };
    ({ app, page } = await startWindow({ ...home, environment }, [join(home.folder, 'books.countinghouse')]));
  });
  afterAll(async () => {
    await app?.close();
    desktop?.close();
    home?.remove();
  });

  test('comes when a rule fires, also to a window that is minimised; a click on it opens the alert there', async () => {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    await call(page, 'market.enterPrice', { asset: 'stETH', currency: 'ETH', day: yesterday, price: '0.95' });
    expect(desktop.shown).toEqual([]);
    const terms = ruleOn('stETH/ETH', 'Depeg of staked ether', 'price < 0.98 severity critical');
    await call(page, 'alerts.write', { terms, arm: true });
    await expect.poll(() => desktop.shown, { timeout: 20_000 }).toHaveLength(1);
    const [notification] = desktop.shown;
    expect(notification).toMatchObject({ summary: 'Critical: Depeg of staked ether · stETH/ETH', urgency: 2 });
    expect(notification!.body).toContain('price 0.95 ETH');
    expect(notification!.body).toContain('found late');
    expect(notification!.actions).toContain('default');

    desktop.invoke(notification!.id, 'default');
    await page
      .getByRole('heading', { name: /Depeg of staked ether/ })
      .first()
      .waitFor();
    expect(page.url()).toContain('#/alerts/');
    const isMinimised = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized());
    await expect.poll(isMinimised).toBe(false);
  });

  test('says no value where the window hides amounts; the next start knows it, too', async () => {
    await page.keyboard.press('Escape');
    await page.evaluate(() => {
      const key = 'countinghouse.preferences';
      const kept = JSON.parse(localStorage.getItem(key) ?? '{"state":{},"version":0}') as { state: object };
      localStorage.setItem(key, JSON.stringify({ ...kept, state: { ...kept.state, discreet: true } }));
    });
    await page.reload();
    await page.locator('.frame.discreet').waitFor();
    const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
    await call(page, 'market.enterPrice', { asset: 'cbETH', currency: 'ETH', day, price: '0.77' });
    const terms = ruleOn('cbETH/ETH', 'Discreet depeg', 'price < 0.98 severity high');
    await call(page, 'alerts.write', { terms, arm: true });
    await expect.poll(() => desktop.shown, { timeout: 20_000 }).toHaveLength(2);
    const { summary, body } = desktop.shown[1]!;
    expect(summary).toBe('High: Discreet depeg');
    expect(body).toContain('Open Countinghouse to see what it says.');
    expect(`${summary} ${body}`).not.toMatch(/0\.77|cbETH/);
    // The shell keeps it for the next start.
    const folder = await app.evaluate(({ app: electron }) => electron.getPath('userData'));
    expect(JSON.parse(readFileSync(join(folder, 'discretion.json'), 'utf8'))).toEqual({ discreet: true });
  });

  test('does not come where its owner wants none', async () => {
    await call(page, 'delivery.changePreferences', { native: null });
    const before = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
    await call(page, 'market.enterPrice', { asset: 'rETH', currency: 'ETH', day: before, price: '0.5' });
    const terms = ruleOn('rETH/ETH', 'Another', 'price < 0.98');
    await call(page, 'alerts.write', { terms, arm: true });
    await expect.poll(() => call(page, 'alerts.firings', {}, 'query')).toMatchObject({ total: 3 });
    await page.waitForTimeout(500);
    expect(desktop.shown).toHaveLength(2);
  });

  test('keeps secrets only where the system has a real store for them', async () => {
    const backend = await app.evaluate(({ safeStorage }) => safeStorage.getSelectedStorageBackend());
    const { system } = (await call(page, 'delivery.secretPlaces', {}, 'query')) as {
      system: { name: string | null; obstacle: string | null };
    };
    // A system with a keyring names it; on one without, Electron would encrypt under a password that everybody knows.
    expect(system.obstacle === null).toBe(backend !== 'basic_text' && system.name !== null);
    expect(system.name === null).toBe(system.obstacle !== null);
  });
});

/** One call over the bridge; a refusal is a failure of the test. */
async function call(page: Page, path: string, input: unknown, type: 'query' | 'mutation' = 'mutation'): Promise<unknown> {
  const answer = await page.evaluate(
    ([path_, input_, type_]) =>
      new Promise<unknown>((resolve) => {
        const id = 2_000_000 + Math.floor(Math.random() * 1_000_000);
        const stop = window.countinghouse?.onMessage((text) => {
          const message = JSON.parse(text) as { id: number; data?: unknown; error?: unknown };
          if (message.id !== id) return;
          stop?.();
          resolve(message.error === undefined ? message.data : { error: message.error });
        });
        window.countinghouse?.send(JSON.stringify({ id, method: 'call', type: type_, path: path_, input: input_ }));
      }),
    [path, input, type] as const,
  );
  if (typeof answer === 'object' && answer !== null && 'error' in answer) throw new Error(`${path}: ${JSON.stringify(answer.error)}`);
  return answer;
}

function ruleOn(pair: string, title: string, rule: string): RuleTerms {
  return { ...RULE, title, about: { kind: 'pair', which: { of: 'named', ids: [pair] } }, rule };
}
