import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { terms } from '../alerts/engine-made.ts';
import { ok } from './desk-hands.ts';
import { windowObstacle } from './harness.ts';
import { SOON } from './import-hands.ts';
import { closes, dayBack } from './made-files.ts';
import { busObstacle } from './message-bus.ts';
import { atTheTerminal } from './terminal-hands.ts';
import { openWindowDesk, type WindowDesk } from './window-desk.ts';

const obstacle = windowObstacle ?? (process.platform === 'linux' ? busObstacle : 'the desktop of this test speaks D-Bus');
const MEANS = 'Warn when stETH/ETH falls below 0.98 for at least 2 hours, clear above 0.99';
const RULE = 'price < 0.98 for 2h clear > 0.99 severity critical';

describe.skipIf(obstacle !== undefined)(`alerts in the window${obstacle === undefined ? '' : ` (skipped: ${obstacle})`}`, () => {
  let desk: WindowDesk;
  beforeAll(async () => {
    desk = await openWindowDesk(async (api) => {
      // Another rule is armed, and nothing is known of its pair since three weeks.
      ok(await api.market.enterPrice({ asset: 'rETH', currency: 'ETH', day: dayBack(20), price: '1.1' }));
      const about = { kind: 'pair' as const, which: { of: 'named' as const, ids: ['rETH/ETH'] } };
      ok(await api.alerts.write({ terms: terms('price < 1 severity high', { about, title: 'Rocket ether' }), arm: true }));
    });
  });
  afterAll(() => desk?.close());

  const goToAlerts = async () => {
    await desk.hands.press('g', 'a');
    await desk.hands.toPaneOf(desk.page.getByRole('heading', { name: 'Alerts', level: 1 }));
  };
  /** The rule that is being written, or looked at. */
  const form = () => desk.page.getByRole('form');
  const field = (name: string) => form().getByRole('textbox', { name, exact: true });
  const choice = (name: string) => form().getByRole('combobox', { name, exact: true });
  const text = () => field('The rule as text');
  const said = (words: RegExp | string) => desk.page.getByText(words).first().waitFor();

  test('a rule is entered by the fields of its form alone, and means the sentence of its fields', async () => {
    const { page, hands } = desk;
    // Twice below in the past: on five days one after the other, and on two.
    const past = closes(200, 10, (ago) => (ago > 120 && ago < 126 ? 0.96 : ago === 50 || ago === 49 ? 0.975 : 0.998));
    await desk.importFile('STETH-ETH.csv', past, 191);
    await goToAlerts();
    await hands.press('n');
    await page.getByRole('heading', { name: 'New rule', level: 1 }).waitFor();
    await hands.pushed('An empty rule');
    await hands.choose(choice('Which'), 'pairs by name');
    await hands.tabTo(choice('Which pair'));
    await hands.type('steth');
    // Whoever types fast means what is typed.
    await hands.press('Enter');
    await page.getByRole('button', { name: 'Leave stETH/ETH out' }).waitFor();
    await hands.tabTo(choice('Metric'));
    await hands.type('price');
    await hands.press('Enter');
    await hands.choose(choice('Is'), 'is below');
    await hands.write(field('Level'), '0.98');
    await page.getByText('Warn when stETH/ETH falls below 0.98.').waitFor();
    await hands.write(field('For at least'), '2h');
    await hands.write(field('Above'), '0.99');
    await page.getByText(`${MEANS}.`).waitFor();
    await hands.choose(choice('Severity'), 'critical');
    await page.getByText(`${MEANS}, severity critical.`).waitFor();
    expect(await text().inputValue()).toBe(RULE);
  });

  test('it is rehearsed on what is stored, and its text and its fields are one rule', async () => {
    const { page, hands } = desk;
    const firings = page.getByRole('region', { name: 'Rehearsal' }).getByRole('row', { name: /^Firings/ });
    await expect.poll(() => firings.innerText(), SOON).toMatch(/Firings\s+2$/);
    await hands.write(field('For at least'), '2d');
    await expect.poll(() => firings.innerText(), SOON).toMatch(/Firings\s+1$/);
    await expect.poll(() => text().inputValue()).toBe(RULE.replace('2h', '2d'));
    await hands.write(text(), RULE.replace('0.98', '0.97'));
    await expect.poll(() => field('Level').inputValue()).toBe('0.97');
    expect(await field('For at least').inputValue()).toBe('2h');
    await expect.poll(() => firings.innerText(), SOON).toMatch(/Firings\s+1$/);
    await hands.write(field('Level'), '0.98');
    await expect.poll(() => firings.innerText(), SOON).toMatch(/Firings\s+2$/);
    await hands.write(field('Title'), 'Depeg of staked ether');
    await hands.pushed('Save and arm');
    await said('“Depeg of staked ether” is armed.');
    await goToAlerts();
    await hands.press('r');
    await hands.press('/');
    await hands.type('staked');
    await page.getByText('1 of 2', { exact: true }).waitFor();
    await hands.tabTo(page.getByRole('grid', { name: 'Rules' }));
    await hands.press('Enter');
    await page.getByRole('heading', { name: 'Depeg of staked ether', level: 1 }).waitFor();
    await page.getByText(`${MEANS}, severity critical.`).waitFor();
    expect(await text().inputValue()).toBe(RULE);
    expect([await field('Level').inputValue(), await field('For at least').inputValue(), await field('Above').inputValue()]).toEqual([
      '0.98',
      '2h',
      '0.99',
    ]);
    expect(await choice('Metric').inputValue()).toBe('Price');
    expect(await choice('Severity').inputValue()).toBe('critical');
  });

  test('an imported file makes it fire: the system tells it, and a click there opens the alert', async () => {
    const { desktop } = desk;
    expect(desktop.shown).toEqual([]);
    const newer = closes(9, 1, (ago) => (ago < 4 ? 0.95 : 0.998));
    await desk.importFile('STETH-ETH-newer.csv', newer, 9);
    await expect.poll(() => desktop.shown, SOON).toHaveLength(1);
    const [told] = desktop.shown;
    expect(told).toMatchObject({ summary: 'Critical: Depeg of staked ether · stETH/ETH', urgency: 2 });
    expect(told!.body).toContain('price 0.95 ETH');
    desktop.invoke(told!.id, 'default');
    const { page } = desk;
    await page.getByRole('heading', { name: 'Depeg of staked ether', level: 1 }).waitFor();
    await page.getByText('stETH/ETH: price 0.95 ETH.').waitFor();
    await page.getByRole('region', { name: 'Replay' }).getByText('Recomputed from journal and data: identical.').waitFor();
    expect(page.url()).toContain('#/alerts/');
  });

  test('it is acknowledged and snoozed, and either is taken back', async () => {
    const { page, hands } = desk;
    await hands.toPaneOf(page.getByRole('region', { name: 'Replay' }));
    await page.getByText(/^fires, late · due /).waitFor();
    await hands.press('a');
    await page.getByText(/^fires, acknowledged, late · due /).waitFor();
    await hands.press('u');
    await said(/^Taken back: Acknowledged/);
    await page.getByText(/^fires, late · due /).waitFor();
    await hands.press('z', '2');
    await page.getByText(/^fires, snoozed for .*, late · due /).waitFor();
    await hands.press('u');
    await said(/^Taken back: /);
    await page.getByText(/^fires, late · due /).waitFor();
    await hands.press('a');
    await page.getByText(/^fires, acknowledged, late · due /).waitFor();
    await hands.press('z', '5');
    await page.getByText(/^fires, snoozed for .*, acknowledged, late · due /).waitFor();
    expect(desk.complaints).toEqual([]);
  });

  test('what a person said of it survives closing; what became due meanwhile is told on opening, as late', async () => {
    const { desktop } = desk;
    await desk.quit();
    const path = desk.file(
      'RETH-ETH.csv',
      closes(4, 1, () => 0.9),
    );
    expect((await atTheTerminal(desk, 'import', path)).status).toBe(0);
    expect(desktop.shown).toHaveLength(1);
    await desk.open();
    await expect.poll(() => desktop.shown, SOON).toHaveLength(2);
    const told = desktop.shown[1]!;
    expect(told.summary).toBe('High: Rocket ether · rETH/ETH');
    expect(told.body).toMatch(/price 0\.9 ETH.*\(found late\)$/);
    const { page, hands } = desk;
    desktop.invoke(told.id, 'default');
    await page.getByRole('heading', { name: 'Rocket ether', level: 1 }).waitFor();
    await page.getByText(/^fires, late · due /).waitFor();
    await goToAlerts();
    await hands.press('c');
    await hands.pushed('Snoozed');
    const grid = page.getByRole('grid', { name: 'Alerts, newest first' });
    await grid.getByText('stETH/ETH').first().waitFor();
    await hands.tabTo(grid);
    await hands.press('Enter');
    await page.getByRole('heading', { name: 'Depeg of staked ether', level: 1 }).waitFor();
    await page.getByText(/^fires, snoozed for .*, acknowledged, late · due /).waitFor();
    await hands.pushed('Tell it again');
    await page.getByText(/^fires, acknowledged, late · due /).waitFor();
    // It was told before; that it may be told again does not tell it again.
    expect(desktop.shown).toHaveLength(2);
    expect(desk.complaints).toEqual([]);
  });
});
