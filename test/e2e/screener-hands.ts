import { expect } from 'vitest';
import type { Desk } from './desk-hands.ts';
import { SOON } from './import-hands.ts';

/** Leaves the condition as it was typed, which holds already: the first Escape only closes what may stand there, where that is open. */
export async function leaveCondition({ page, hands }: Pick<Desk, 'page' | 'hands'>): Promise<void> {
  const isThere = () => page.getByRole('textbox', { name: 'Condition' }).evaluate((field) => field === document.activeElement);
  for (let times = 0; times < 2 && (await isThere()); times += 1) await hands.press('Escape');
  await expect.poll(isThere, SOON).toBe(false);
}

/** Marks the first rows that the screener has found, by keyboard, and sees each of them marked before going on. */
export async function markFirst({ page, hands }: Pick<Desk, 'page' | 'hands'>, count: number): Promise<void> {
  const rowWithFocus = () => page.evaluate(() => document.activeElement?.closest('[role="row"]')?.getAttribute('row-index') ?? null);
  await hands.press('/');
  await expect
    .poll(() => page.getByRole('textbox', { name: 'Condition' }).evaluate((field) => field === document.activeElement), SOON)
    .toBe(true);
  await hands.press('Escape');
  await expect.poll(rowWithFocus, SOON).not.toBeNull();
  // The row that had the keyboard last takes it again; tabbing through the page may have left it at any.
  for (let row = Number(await rowWithFocus()); row > 0; row -= 1) {
    await hands.press('k');
    await expect.poll(rowWithFocus, SOON).toBe(String(row - 1));
  }
  for (let row = 0; row < count; row += 1) {
    if (row > 0) await hands.press('j');
    await expect.poll(rowWithFocus, SOON).toBe(String(row));
    await hands.press('x');
    await page.getByText(`${row + 1} marked`, { exact: true }).waitFor();
  }
}
