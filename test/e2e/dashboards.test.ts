import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, expectSound, openDesk } from './desk-hands.ts';
import { poolHistory } from './made-pool-history.ts';

describe('four pools are compared on one dashboard, by keyboard alone', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(poolHistory);
  });
  afterAll(() => desk?.close());

  test('the example begins with the largest pools and draws them on axes that say their basis', async () => {
    const { page, hands } = desk;
    await hands.press('g', 'd');
    await page.getByRole('heading', { name: 'Nothing is laid out to compare' }).waitFor();
    await expectSound(desk);
    await hands.pushed('Start from “Four pools side by side” x');
    await page.getByRole('heading', { name: 'Four pools side by side', level: 1 }).waitFor();
    await expect.poll(() => page.locator('.compared-subject').allInnerTexts()).toHaveLength(4);
    await expect
      .poll(() => page.locator('[data-grid-panel="history-rate"] .axis-title').allTextContents())
      .toEqual([expect.stringMatching(/quoted · gross/)]);
    const pieces = () =>
      page
        .locator('[data-grid-panel="history-rate"] path.series[d*="L"]')
        .evaluateAll((paths) => paths.map((path) => path.getAttribute('d')?.match(/M/g)?.length));
    await expect.poll(async () => (await pieces()).filter((count) => count === 2)).toHaveLength(1);
    await page
      .getByRole('button', { name: /^Correlation of .*Explain$/ })
      .first()
      .waitFor();
    await expectSound(desk);
  });

  test('a correlation explains itself by the rows of its ends', async () => {
    const { page, hands } = desk;
    const figure = page.getByRole('button', { name: /^Correlation of .*Explain$/ }).first();
    await figure.focus();
    await hands.press('e');
    const explanation = page.getByRole('region', { name: /^Explanation of Correlation/ });
    await explanation.getByText('Pearson 1895').waitFor();
    expect(await explanation.getByRole('button', { name: /pools\.csv|row/ }).count()).toBe(4);
    await hands.press('Escape');
  });

  test('a panel is moved and made smaller by arrows, and stands so after the page was opened again', async () => {
    const { page, hands } = desk;
    await hands.tabTo(page.getByRole('button', { name: /^Move or resize “Value locked: history, indexed”/ }));
    await hands.press('ArrowUp', 'Shift+ArrowLeft', 'Shift+ArrowLeft');
    const order = () =>
      page
        .locator('.dashboard-panel')
        .evaluateAll((panels) =>
          panels.map((panel) => `${panel.getAttribute('data-grid-panel')} ${(panel as HTMLElement).style.gridColumn}`),
        );
    await expect.poll(async () => (await order()).slice(1, 3)).toEqual(['indexed-tvl span 4', 'history-rate span 12']);
    // The hand rests, and what was laid out is in the journal.
    await page.waitForTimeout(1_200);
    await page.reload();
    await page.getByRole('heading', { name: 'Four pools side by side', level: 1 }).waitFor();
    await expect.poll(async () => (await order()).slice(1, 3)).toEqual(['indexed-tvl span 4', 'history-rate span 12']);
    await hands.press('g', 'j');
    await page.getByText('Changed the dashboard “Four pools side by side”: one panel edited').waitFor();
    await hands.press('g', 'd');
  });

  test('it prints on white with workspace and head, the charts as drawings', async () => {
    const { page, hands } = desk;
    await hands.toPaneOf(page.getByRole('heading', { name: 'Four pools side by side', level: 1 }));
    await page.emulateMedia({ media: 'print' });
    await expect
      .poll(() =>
        page
          .locator('.history-drawing')
          .first()
          .evaluate((svg) => getComputedStyle(svg).visibility),
      )
      .toBe('visible');
    expect(await page.locator('.print-head').filter({ hasText: 'Four pools side by side' }).isVisible()).toBe(true);
    expect(await page.locator('.print-head').filter({ hasText: 'Four pools side by side' }).innerText()).toMatch(
      /journal \d+ entries · head [0-9a-f]{16}/,
    );
    expect(await page.locator('.history-canvas').first().isVisible()).toBe(false);
    // What a chart rests on is told.
    expect(await page.locator('[data-grid-panel="history-rate"] .source-line').innerText()).toContain('pools.csv');
    const drawings = () => page.locator('.history-drawing').evaluateAll((all) => all.map((svg) => Number(svg.getAttribute('width'))));
    const onScreen = await drawings();
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    // A drawing is made for the paper, not shrunk to it: one width of a whole row, one of half a row.
    expect(new Set(await drawings())).toEqual(new Set([720, 400]));
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    expect(await drawings()).toEqual(onScreen);
    for (const landscape of [false, true]) {
      expect((await page.pdf({ printBackground: true, landscape })).subarray(0, 5).toString()).toBe('%PDF-');
    }
    await page.emulateMedia({ media: null });
    expect(desk.complaints).toEqual([]);
  });
});
