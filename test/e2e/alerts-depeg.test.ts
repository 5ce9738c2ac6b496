import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, expectSound, openDesk } from './desk-hands.ts';
import { fileAt, importByHand, SOON } from './import-hands.ts';
import { closes } from './made-files.ts';
import { openLoanAndFixed } from './made-positions.ts';

describe('rules are written, rehearsed and answered, by keyboard alone', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(openLoanAndFixed);
  });
  afterAll(() => desk?.close());

  test('a depeg rule is written as text, says what it means, and is rehearsed on the stored history', async () => {
    const { page, hands } = desk;
    // Twice below in the past: for five days, and for one.
    const past = closes(200, 10, (ago) => (ago > 120 && ago < 126 ? 0.96 : ago === 50 ? 0.975 : 0.998));
    await importByHand(desk, fileAt(desk, 'STETH-ETH.csv', past), 191);
    await hands.press('g', 'a');
    await page.getByRole('heading', { name: 'Alerts', level: 1 }).waitFor();
    await hands.press('n');
    await page.getByRole('heading', { name: 'New rule', level: 1 }).waitFor();
    await page.getByText('would have fired').first().waitFor();
    await hands.pushed('An empty rule');
    await hands.tabTo(page.getByRole('textbox', { name: 'The rule as text' }));
    await hands.type('price < 0.98 for 2d clear > 0.99');
    await hands.choose(page.getByRole('combobox', { name: 'Which', exact: true }), 'pairs by name');
    await hands.tabTo(page.getByRole('combobox', { name: 'Which pair' }));
    await hands.type('steth');
    // Whoever types fast means what is typed.
    await hands.press('Enter');
    await page.getByText('Warn when stETH/ETH falls below 0.98 for at least 2 days, clear above 0.99.').waitFor();
    const rehearsal = page.getByRole('region', { name: 'Rehearsal' });
    await rehearsal.waitFor();
    const firings = rehearsal.getByRole('row', { name: /^Firings/ });
    await expect.poll(() => firings.innerText(), SOON).toMatch(/Firings\s+1$/);
    await hands.tabTo(rehearsal.getByRole('slider', { name: /^Fires where/ }));
    await hands.press('Home');
    await expect.poll(() => firings.innerText(), SOON).toMatch(/Firings\s+0$/);
    await hands.write(page.getByRole('textbox', { name: 'The rule as text' }), 'price < 0.98 for 2d clear > 0.99 severity high');
    await expect.poll(() => firings.innerText(), SOON).toMatch(/Firings\s+1$/);
    await expectSound(desk);
    await hands.pushed('Save and arm');
    await page
      .getByText(/is armed\.$/)
      .first()
      .waitFor();
  });

  test('a health factor and an unlock are watched by presets in a few keys each', async () => {
    const { page, hands } = desk;
    for (const preset of ['Health factor low', 'Unlock soon']) {
      await hands.press('g', 'a');
      await hands.toPaneOf(page.getByRole('heading', { name: 'Alerts', level: 1 }));
      await hands.press('n');
      const card = page.getByRole('toolbar', { name: 'Rules to begin with' }).getByRole('button', { name: preset }).first();
      await hands.tabTo(card);
      await hands.press('Enter');
      await page.getByRole('heading', { name: 'New rule', level: 1 }).waitFor();
      await hands.pushed('Save and arm');
      await page.getByRole('heading', { name: 'New rule', level: 1 }).waitFor({ state: 'detached' });
    }
    await page.getByText('2 alerts').first().waitFor();
    expect(desk.complaints).toEqual([]);
  });

  test('a newer price that crosses the level fires; why, with its rows, is a key away', async () => {
    const { page, hands } = desk;
    await importByHand(
      desk,
      fileAt(
        desk,
        'STETH-ETH-newer.csv',
        closes(9, 1, (ago) => (ago < 4 ? 0.95 : 0.998)),
      ),
      9,
    );
    await page.getByText('3 alerts').first().waitFor();
    await hands.press('g', 'a');
    await hands.toPaneOf(page.getByRole('heading', { name: 'Alerts', level: 1 }));
    const newest = page.getByRole('grid', { name: 'Alerts, newest first' }).getByText('stETH/ETH').first();
    // What is new waits until it is asked for.
    await expect
      .poll(async () => {
        await hands.press('.');
        return newest.count();
      }, SOON)
      .toBe(1);
    await hands.tabTo(page.getByRole('grid', { name: 'Alerts, newest first' }));
    await hands.press('Home', 'Enter');
    await page.getByRole('region', { name: 'Replay' }).getByText('Recomputed from journal and data: identical.').waitFor();
    await page.getByText('stETH/ETH: price 0.95 ETH.').waitFor();
    await page.getByRole('button', { name: /^row 9 of / }).waitFor();
    await expectSound(desk);
  });

  test('it is acknowledged, which is taken back, and snoozed', async () => {
    const { page, hands } = desk;
    await hands.press('Escape');
    await hands.toPaneOf(page.getByRole('region', { name: 'Replay' }));
    await hands.press('a');
    await page
      .getByText(/^Acknowledged: /)
      .first()
      .waitFor();
    await page.getByText('2 alerts').first().waitFor();
    await hands.press('u');
    await page.getByText('3 alerts').first().waitFor();
    await hands.press('z', '1');
    await page
      .getByText(/^Snoozed until /)
      .first()
      .waitFor();
    expect(desk.complaints).toEqual([]);
  });
});
