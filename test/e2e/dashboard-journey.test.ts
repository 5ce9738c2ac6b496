import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, expectSound, openDesk } from './desk-hands.ts';
import { poolHistory, rateOf, SYMBOLS } from './made-pool-history.ts';

/** What the form calls the eight kinds; those after the tables are about a metric. */
const KIND_NAMES = [
  'facts',
  'rates with their basis',
  'history, overlaid',
  'history, indexed to 100',
  'drawdown',
  'correlation',
  'distribution',
  'note',
] as const;

describe('a dashboard is laid out, named, kept, taken along and taken away, by keyboard alone', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(poolHistory);
  });
  afterAll(() => desk?.close());

  const panels = () => desk.page.locator('.dashboard-panel');
  const layout = () =>
    panels().evaluateAll((all) =>
      all.map(
        (each) => `${each.getAttribute('aria-label')} ${(each as HTMLElement).style.gridColumn} ${(each as HTMLElement).style.gridRow}`,
      ),
    );
  const heading = (name: string): Locator => desk.page.getByRole('heading', { name, level: 1, exact: true });
  /** What the status line says of the journal: it changes with whatever is recorded. */
  const entries = (): Promise<string> =>
    desk.page
      .getByText(/^journal [\d,]+ entries/)
      .first()
      .innerText();

  test('an empty one is named, and four pools are put into it by words', async () => {
    const { page, hands } = desk;
    await hands.press('g', 'd');
    await page.getByRole('heading', { name: 'Nothing is laid out to compare' }).waitFor();
    await hands.press('n');
    const field = page.getByRole('form', { name: 'Lay out a dashboard' }).getByLabel(/^Name/);
    await expect.poll(() => field.evaluate((each) => each === document.activeElement)).toBe(true);
    await hands.type('Dollars');
    await hands.press('Enter');
    await heading('Dollars').waitFor();
    await hands.toPaneOf(page.getByRole('heading', { name: 'No panel is laid out yet' }));
    for (const [place, symbol] of SYMBOLS.entries()) {
      await hands.press('a');
      const picker = page.getByRole('combobox', { name: 'Add a subject' });
      await expect.poll(() => picker.evaluate((each) => each === document.activeElement)).toBe(true);
      await hands.type(`${symbol}, aave`);
      await expect.poll(() => page.getByRole('option').allInnerTexts()).toEqual([expect.stringMatching(new RegExp(`^${symbol}, aave-v3`))]);
      await hands.press('Enter');
      await expect.poll(() => page.locator('.compared-subject').count()).toBe(place + 1);
      await picker.waitFor({ state: 'detached' });
      await hands.toPaneOf(page.getByRole('heading', { name: 'No panel is laid out yet' }));
    }
    await expectSound(desk);
  });

  test('panels of all eight kinds are added', async () => {
    const { page, hands } = desk;
    for (const [place, name] of KIND_NAMES.entries()) {
      await hands.toPaneOf(heading('Dollars'));
      await hands.press('n');
      const form = page.getByRole('form', { name: 'Add a panel' });
      await expect.poll(() => form.getByLabel('Panel').evaluate((each) => each === document.activeElement)).toBe(true);
      await hands.choose(form.getByLabel('Panel'), name);
      if (name === 'note') await hands.write(form.getByLabel(/^Note/), 'Watch the reserve.');
      else if (place > 1) await hands.choose(form.getByLabel(/^Metric/), 'Rate (rate)');
      await hands.pushed('Add it', form);
      await expect.poll(() => panels().count()).toBe(place + 1);
    }
    await page.getByText('Watch the reserve.').waitFor();
    await page.getByRole('button', { name: /^median of USDC/ }).waitFor();
    await page
      .getByRole('button', { name: /^Correlation of USDC/ })
      .first()
      .waitFor();
    await expect.poll(() => page.locator('.history-drawing').count()).toBe(3);
    await expectSound(desk);
  });

  test('one is moved, made larger and removed, and each comes back by undo', async () => {
    const { page, hands } = desk;
    const before = await layout();
    const handle = page.getByRole('button', { name: /^Move or resize “Note”/ });
    await hands.toPaneOf(heading('Dollars'));
    await hands.tabTo(handle);
    let recorded = await entries();
    await hands.press('ArrowUp', 'Shift+ArrowRight', 'Shift+ArrowDown');
    await expect.poll(async () => (await layout()).at(-2)).toBe('Note span 7 span 5');
    // The hand rests, and what was done in one go is one entry of the journal: that is what is undone.
    await expect.poll(entries).not.toBe(recorded);
    await hands.press('u');
    await expect.poll(layout).toEqual(before);

    await hands.tabTo(page.getByRole('button', { name: 'Edit “Note”' }));
    await hands.press('Enter');
    await page.getByRole('form', { name: 'Edit the panel' }).waitFor();
    recorded = await entries();
    await hands.pushed('Remove this panel');
    await expect.poll(() => panels().count()).toBe(7);
    await expect.poll(entries).not.toBe(recorded);
    await hands.toPaneOf(heading('Dollars'));
    await hands.press('u');
    await expect.poll(layout).toEqual(before);
  });

  test('it comes back the same when the page is opened again, and under its new name once it has one', async () => {
    const { page, hands } = desk;
    const before = await layout();
    await page.reload();
    await heading('Dollars').waitFor();
    await expect.poll(layout).toEqual(before);
    await expect
      .poll(() => page.locator('.compared-subject > span').allInnerTexts())
      .toEqual(SYMBOLS.map((symbol) => expect.stringMatching(new RegExp(`^${symbol}, `))));
    await hands.toPaneOf(heading('Dollars'));
    await hands.press('r');
    const field = page.getByRole('form', { name: 'Rename the dashboard' }).getByLabel(/^Name/);
    await expect.poll(() => field.evaluate((each) => each === document.activeElement)).toBe(true);
    await hands.press('Control+a');
    await hands.type('Four dollars');
    await hands.press('Enter');
    await heading('Four dollars').waitFor();
    await page.getByRole('gridcell', { name: /^Four dollars/ }).waitFor();
  });

  test('its history is saved as SVG, PNG and CSV, and what was saved is what the engine told', async () => {
    const { page, hands } = desk;
    const saved = async (kind: string): Promise<Buffer> => {
      await hands.toPaneOf(heading('Four dollars'));
      const download = page.waitForEvent('download');
      await hands.pushed(`Save “Rate” as ${kind}`);
      const file = await download;
      expect(file.suggestedFilename()).toBe(`rate.${kind.toLowerCase()}`);
      return readFile(await file.path());
    };
    const svg = (await saved('SVG')).toString('utf8');
    const [fault, title, width] = await page.evaluate((text) => {
      const read = new DOMParser().parseFromString(text, 'image/svg+xml');
      return [
        read.querySelector('parsererror')?.textContent ?? null,
        read.querySelector('text')?.textContent,
        read.documentElement.getAttribute('width'),
      ];
    }, svg);
    expect([fault, title]).toEqual([null, 'Rate']);
    expect(svg).toContain('quoted · gross');
    expect(svg).toContain('pools.csv');
    expect(svg).not.toMatch(/var\(|class=|href=/);

    const png = await saved('PNG');
    expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
    expect(png.readUInt32BE(16)).toBe(Number(width) * 2);
    expect(png.byteLength).toBeGreaterThan(10_000);

    const [head, ...rows] = (await saved('CSV')).toString('utf8').trimEnd().split('\r\n');
    expect(head?.match(/as a fraction/g)).toHaveLength(SYMBOLS.length);
    expect(rows).toHaveLength(120);
    for (const [day, row] of rows.entries()) {
      const [instant, ...values] = row.split(',');
      // What is told of a day counts at its end.
      expect(instant).toBe(new Date(Date.UTC(2026, 6, 2 + day)).toISOString());
      for (const [place, value] of values.entries()) {
        const rate = rateOf(place, day);
        expect(value === '' ? null : Number(value).toFixed(6), `${SYMBOLS[place]} on day ${day}`).toBe(
          rate === null ? null : (Number(rate) / 100).toFixed(6),
        );
      }
    }
  });

  test('it is removed, and comes back by undo', async () => {
    const { page, hands } = desk;
    await hands.toPaneOf(heading('Four dollars'));
    await hands.pushed('Remove');
    await page.getByText('Removed “Four dollars”.').first().waitFor();
    await page.getByRole('heading', { name: 'Nothing is laid out to compare' }).waitFor();
    await hands.press('u');
    await expect.poll(() => page.getByRole('gridcell', { name: /^Four dollars/ }).count()).toBe(1);
    await expectSound(desk);
  });
});
