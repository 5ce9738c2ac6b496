import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, expectSound, openDesk } from './desk-hands.ts';
import { fileAt, importByHand, SOON } from './import-hands.ts';
import { dayBack, poolSnapshot } from './made-files.ts';
import { leaveCondition, markFirst } from './screener-hands.ts';

const REAL = resolve('../shared/data/yield/defillama');
const FIRST = join(REAL, 'pools_2025-09-26.csv');
const NEXT = join(REAL, 'pools_2025-09-29.csv');

describe('pools are imported, screened and watched, by keyboard alone', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk?.close());

  const result = () => desk.page.locator('.result-line [role="status"]').innerText();
  const saved = (name: string) => desk.page.getByRole('navigation', { name: 'Saved screens' }).getByRole('button', { name });
  /** Whom the watchlist names, from the top: the grid keeps its rows in the order in which they were first drawn. */
  const order = () =>
    desk.page
      .getByRole('grid', { name: 'Watchlist Stable' })
      .locator('[role="row"]:has([col-id="title"][role="gridcell"])')
      .evaluateAll((rows) =>
        rows
          .toSorted((one, other) => Number(one.getAttribute('row-index')) - Number(other.getAttribute('row-index')))
          .map((row) => (row.querySelector('[col-id="title"]') as HTMLElement).innerText.split('\n')[0]),
      );

  test('a snapshot is imported, and every pool of it stands in the screener', async () => {
    const { hands } = desk;
    await importByHand(desk, fileAt(desk, 'pools-first.csv', poolSnapshot(dayBack(3))), 12);
    await hands.press('g', 'f');
    await expect.poll(result, SOON).toBe('12 of 12 pools');
  });

  test('a condition is typed with completion; a fault stands at its characters', async () => {
    const { page, hands } = desk;
    const field = page.getByRole('textbox', { name: 'Condition' });
    await hands.press('/');
    await hands.type('rate.b');
    const marked = page.getByRole('listbox', { name: 'What may stand here' }).getByRole('option', { selected: true });
    await expect.poll(() => marked.innerText(), SOON).toContain('rate.base');
    await hands.press('Tab');
    await expect.poll(() => field.inputValue(), SOON).toMatch(/^rate\.base ?$/);
    await hands.type('> 4% and tvl > 5q and lockup <= 7d');
    await hands.press('Enter');
    await page.getByText('“q” is no unit. Known are %, bp, k, m (million), bn').waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('.expression-box .piece-wrong').allTextContents()).toEqual(['5q']);
  });

  test('what cannot be judged is counted, and the screen is kept', async () => {
    const { hands } = desk;
    await hands.press('Control+a');
    await hands.type('rate.base > 4% and tvl > 5m and lockup <= 7d');
    await leaveCondition(desk);
    await expect.poll(result, SOON).toMatch(/^5 of 12 pools; 1 could not be judged: lockup is unknown/);
    await keepScreen(desk, 'Short and safe');
    await saved('Short and safe 5').waitFor();
    await expectSound(desk);
  });

  test('a watchlist begins with what was marked there', async () => {
    const { page, hands } = desk;
    await markFirst(desk, 3);
    await hands.press('n');
    await hands.pushed('Make one');
    await hands.write(page.getByRole('textbox', { name: 'Name' }), 'Stable');
    await page.getByText('“Stable” shows Base rate, Value locked, Lock-up.').waitFor();
    await hands.pushed('Make the list');
    const adding = page.getByRole('form', { name: 'Add to a watchlist' });
    await adding.getByText('Puts 3 subjects on “Stable”').waitFor();
    await adding.getByText('USDC, aave-v3 on Ethereum').waitFor();
    await hands.pushed('Add 3');
    await page.getByText('3 entries put on “Stable”.').first().waitFor();
    await hands.press('g', 'l');
    await expect.poll(order, SOON).toEqual(['USDC', 'USDT', 'DAI']);
  });

  test('its entries are ordered, and told what their owner thinks of them', async () => {
    const { page, hands } = desk;
    await hands.press('j', 'k', 'Alt+ArrowDown');
    await expect.poll(order, SOON).toEqual(['USDT', 'USDC', 'DAI']);
    await hands.press('m');
    await page.getByRole('textbox', { name: /^Note on USDC/ }).waitFor();
    await hands.type('Ask who audits it.');
    await hands.press('Enter');
    await page
      .getByText(/^The note on USDC.* is kept\.$/)
      .first()
      .waitFor();
    await hands.press('r');
    await page.getByRole('textbox', { name: /^Review USDC/ }).waitFor();
    await hands.type(dayBack(-30));
    await hands.press('Enter');
    await page
      .getByText(/^The day of review of USDC.* is kept\.$/)
      .first()
      .waitFor();
    await hands.press('o');
    await hands.pushed('Set a target');
    await page.getByRole('textbox', { name: /^A target for USDC/ }).focus();
    await hands.type('rate.base >= 10%');
    await hands.press('Enter');
    await page
      .getByText(/^The targets of USDC.* are kept\.$/)
      .first()
      .waitFor();
    await expectSound(desk);
  });

  test('what was taken off comes in again from the CSV that went out, with all that was said of it', async () => {
    const { page, hands } = desk;
    await hands.press('Escape');
    const [out] = await Promise.all([page.waitForEvent('download'), hands.pushed('CSV out')]);
    const path = join(desk.home.folder, out.suggestedFilename());
    await out.saveAs(path);
    expect(readFileSync(path, 'utf8')).toContain('Ask who audits it.');
    await hands.toPaneOf(page.getByRole('grid', { name: 'Watchlist Stable' }));
    await hands.press('j', 'j', 'k', 'd');
    await expect.poll(order, SOON).toEqual(['USDT', 'DAI']);
    await hands.pushed('CSV in');
    const form = page.getByRole('form', { name: 'Import a watchlist' });
    await hands.tabTo(form.getByLabel('Or a file'));
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), hands.press('Enter')]);
    await chooser.setFiles(path);
    await form.getByText('Of 3 rows 1 is put on “Stable”; 2 on it already.').waitFor();
    await hands.pushed('Import 1');
    await expect.poll(order, SOON).toEqual(['USDT', 'DAI', 'USDC']);
    await page.getByRole('gridcell', { name: 'Ask who audits it.' }).waitFor();
  });

  test('after the next snapshot one sees who entered the screen and who left, and that a target is reached', async () => {
    const { page, hands } = desk;
    await importByHand(desk, fileAt(desk, 'pools-next.csv', poolSnapshot(dayBack(1), { FRAX: 2, LUSD: 6, USDC: 10 })), 12);
    await hands.press('g', 'l');
    await page.getByRole('gridcell', { name: /\+1\.00.pp/ }).waitFor();
    await hands.press('g', 'f');
    await expect.poll(() => saved('Short and safe').innerText(), SOON).toContain('+1 new');
    await hands.tabTo(saved('Short and safe'));
    await hands.press('Enter');
    await page.getByText('+1 entered: LUSD, aave-v3 on Ethereum').waitFor();
    await page.getByText('−1 left: FRAX, aave-v3 on Ethereum').waitFor();
    await expectSound(desk);
  });

  const isThere = existsSync(FIRST) && existsSync(NEXT);
  test.skipIf(!isThere)(`two snapshots of thousands of pools${isThere ? '' : ' (skipped: they are not here)'}`, async () => {
    const { page, hands } = desk;
    await hands.press('Escape');
    await importByHand(desk, FIRST, 5_932);
    await hands.press('g', 'f', '/', 'Control+a');
    await hands.type('rate.base > 4% and tvl > 5m and symbol ~ "-"');
    await leaveCondition(desk);
    await expect.poll(result, SOON).toMatch(/^87 of 5,944 pools; /);
    await keepScreen(desk, 'Paid pairs');
    // Of 5,862 rows 190 were in the snapshot before.
    await importByHand(desk, NEXT, 5_672);
    await hands.press('g', 'f');
    await expect.poll(() => saved('Paid pairs').innerText(), SOON).toContain('+10 new');
    await hands.tabTo(saved('Paid pairs'));
    await hands.press('Enter');
    await page.getByText(/^\+10 entered: /).waitFor();
    await page.getByText(/^−29 left: /).waitFor();
    expect(desk.complaints).toEqual([]);
  });
});

/** Keeps what the screener asks now under a name. */
async function keepScreen({ page, hands }: Desk, name: string): Promise<void> {
  await hands.press('s');
  await page.getByRole('form', { name: 'Save this screen' }).waitFor();
  await hands.write(page.getByRole('form', { name: 'Save this screen' }).getByRole('textbox', { name: 'Name' }), name);
  await hands.press('Enter');
  await page.getByText(`The screen “${name}” is saved.`).first().waitFor();
}
