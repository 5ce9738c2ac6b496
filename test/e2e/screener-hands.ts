import { expect } from 'vitest';
import type { Desk } from './desk-hands.ts';
import { SOON } from './import-hands.ts';

/** Marks the first rows that the screener has found, by keyboard, and sees each of them marked before going on. */
export async function markFirst({ page, hands }: Pick<Desk, 'page' | 'hands'>, count: number): Promise<void> {
  const rowWithFocus = () => page.evaluate(() => document.activeElement?.closest('[role="row"]')?.getAttribute('row-index') ?? null);
  await hands.press('/');
  await expect
    .poll(() => page.getByRole('textbox', { name: 'Condition' }).evaluate((field) => field === document.activeElement), SOON)
    .toBe(true);
  await hands.press('Escape');
  for (let row = 0; row < count; row += 1) {
    if (row > 0) await hands.press('j');
    await expect.poll(rowWithFocus, SOON).toBe(String(row));
    await hands.press('x');
    await page.getByText(`${row + 1} marked`, { exact: true }).waitFor();
  }
}
