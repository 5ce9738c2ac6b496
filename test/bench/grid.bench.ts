import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openEngine } from '../../electron/engine/open-engine.ts';
import { isRefused } from '../../shared/figures/index.ts';
import { built, newHome, startProfile, startServer } from '../e2e/harness.ts';

const ROWS = Number(process.env['BENCH_POSITIONS'] ?? 50_000);
const STEPS = 120;
const CHUNK = 2_500;

/**
 * The list of positions with 50,000 rows, scrolled by the wheel, against a bare page of the same height in the same browser: how long the
 * page's thread was held between two frames. A frame that came later than 50 ms is one that a person sees.
 */
test('the list of positions scrolls', async () => {
  await built();
  const home = newHome();
  const workspace = join(home.folder, 'many.countinghouse');
  await makePositions(workspace, ROWS);
  const server = await startServer(home, ['--workspace', workspace]);
  const profile = await startProfile(home);
  try {
    const page = await profile.newPage();
    await page.goto(server.address);
    await page.getByRole('navigation').getByText('Positions', { exact: true }).click({ timeout: 60_000 });
    await page.locator('.ag-row').nth(10).waitFor({ timeout: 180_000 });
    await page.waitForTimeout(2_000);
    const grid = await scroll(page, '.ag-body-viewport, .ag-grid-body, .ag-root');

    const bare = await profile.newPage();
    await bare.setContent(`<div class="bare" style="height:800px;overflow:auto"><div style="height:${ROWS * 38}px"></div></div>`);
    const rival = await scroll(bare, '.bare');
    console.log(
      `list of ${ROWS} positions, ${STEPS} turns of the wheel: frames ${words(grid)}; bare page ${words(rival)}; ` +
        `median ${(grid.median / rival.median).toFixed(2)}×, worst ${(grid.worst / rival.worst).toFixed(2)}×`,
    );
    expect(grid.frames).toBeGreaterThan(STEPS / 2);
  } finally {
    await profile.close();
    await server.stop();
    home.remove();
  }
});

interface Frames {
  readonly frames: number;
  readonly median: number;
  readonly worst: number;
  readonly late: number;
}

function words({ median, worst, late, frames }: Frames): string {
  return `${median.toFixed(1)} ms in the median, ${worst.toFixed(0)} ms at worst, ${late} of ${frames} later than 50 ms`;
}

/** Turns the wheel over an element and measures the time from frame to frame meanwhile. */
async function scroll(page: Page, selector: string): Promise<Frames> {
  await page.locator(selector).first().hover();
  await page.evaluate(() => {
    const stamps: number[] = [];
    Object.assign(globalThis, { stamps });
    const note = (now: number) => {
      stamps.push(now);
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  for (let step = 0; step < STEPS; step += 1) {
    await page.mouse.wheel(0, 240);
    await page.waitForTimeout(16);
  }
  const stamps = await page.evaluate(() => (globalThis as unknown as { stamps: number[] }).stamps);
  const gaps = stamps.slice(1).map((stamp, index) => stamp - stamps[index]!);
  const sorted = gaps.toSorted((one, other) => one - other);
  return { frames: gaps.length, median: sorted[sorted.length >> 1]!, worst: sorted.at(-1)!, late: gaps.filter((gap) => gap > 50).length };
}

async function makePositions(workspace: string, count: number): Promise<void> {
  const opened = openEngine({ workspace, actor: 'bench', mode: 'create' });
  if (isRefused(opened)) throw new Error(opened.error.message);
  const engine = opened.ok;
  for (let from = 0; from < count; from += CHUNK) {
    const committed = engine.journal.commit(
      Array.from({ length: Math.min(CHUNK, count - from) }, (_, index) => ({
        type: 'positions.position-opened',
        subject: engine.newId(),
        payload: {
          terms: { kind: 'native-staking', title: `Position ${from + index}`, platform: 'Bench', opened: '2026-01-01', asset: 'DOT' },
        },
      })),
    );
    if (isRefused(committed)) throw new Error(committed.error.message);
  }
  await engine.close();
}
