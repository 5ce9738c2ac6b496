import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handsOn } from './desk-hands.ts';
import { built, complaintsOf, type Home, newHome, startWindow, windowObstacle } from './harness.ts';

describe.skipIf(windowObstacle !== undefined)(
  `a review in the window${windowObstacle === undefined ? '' : ` (skipped: ${windowObstacle})`}`,
  () => {
    let home: Home;
    let app: ElectronApplication;
    let page: Page;
    let complaints: string[];

    beforeAll(async () => {
      await built();
      home = newHome();
      ({ app, page } = await startWindow(home));
      complaints = complaintsOf(page);
      await page.getByRole('navigation').first().waitFor();
    });
    afterAll(async () => {
      await app?.close();
      home?.remove();
    });

    test('is begun, stopped by a blocker, and kept, by keyboard alone', async () => {
      const hands = handsOn(page);
      await hands.press('g', 'v');
      await page.getByRole('grid', { name: 'Venues' }).waitFor();
      await hands.findVenue('Deribit');
      await hands.press('Enter');
      await page.getByRole('heading', { name: 'Deribit', level: 1 }).waitFor();
      await hands.pushed('Start', page.getByRole('region', { name: 'Derivatives venue: first review and each quarter' }));
      await page.getByRole('heading', { name: 'Derivatives venue: first review and each quarter', level: 1 }).waitFor();
      const standsAt = () => page.evaluate(() => document.activeElement?.closest('.item-pane')?.querySelector('.question-id')?.textContent);
      await expect.poll(standsAt).toBe('P01');
      await hands.press('u');
      await page
        .getByText(/^12 items in the way of the signature/)
        .first()
        .waitFor();
      await hands.press('s');
      await page
        .getByText(/^P01 stands in the way: /)
        .first()
        .waitFor();
      expect(await page.getByRole('dialog').count()).toBe(0);
      await page.reload();
      await page.getByRole('navigation').first().waitFor();
      await page.getByText(/^12 items in the way of the signature/).waitFor();
      expect(complaints).toEqual([]);
    });
  },
);
