import { join } from 'node:path';
import { createServer } from 'vite';
import { expect, test } from 'vitest';
import { ROOT, startBrowser } from '../e2e/harness.ts';
import type { ChartBench } from './chart-page.tsx';

const POINTS = Number(process.env['BENCH_POINTS'] ?? 1_000_000);
const FRAMES = 240;

/**
 * A chart of a million points dragged from side to side, with half of them in view and with few, against an empty canvas of the same size that is cleared
 * in every frame of the same browser.
 */
test('a long history pans', async () => {
  const server = await createServer({
    configFile: join(ROOT, 'vite.config.ts'),
    server: { port: 0, strictPort: false, host: '127.0.0.1', fs: { allow: [ROOT] }, hmr: false },
    logLevel: 'error',
  });
  await server.listen();
  const browser = await startBrowser();
  try {
    const address = server.resolvedUrls!.local[0]!;
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const html = await server.transformIndexHtml(
      '/bench.html',
      `<!doctype html><html data-theme="light"><body><script type="module" src="/@fs${join(ROOT, 'test/bench/chart-page.tsx')}"></script></body></html>`,
    );
    await page.route('**/bench.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.goto(`${address}bench.html`);
    await page.waitForFunction(() => 'bench' in globalThis, undefined, { timeout: 60_000 });
    const pyramid = await page.evaluate((points) => (globalThis as unknown as { bench: ChartBench }).bench.draw(points), POINTS);
    console.log(`${POINTS.toLocaleString()} points: the pyramid in ${pyramid.toFixed(0)} ms`);

    await page.locator('.history-holder').focus();
    for (const [presses, name] of [
      [1, 'half in view'],
      [4, 'a thirty-second in view'],
    ] as const) {
      for (let times = 0; times < presses; times += 1) await page.keyboard.press('+');
      const { chart, empty } = await measured(page);
      console.log(`${name}: chart ${words(chart)}; empty canvas ${words(empty)}; ${(chart.rate / empty.rate).toFixed(2)} of its frames`);
      expect(chart.frames).toBe(FRAMES - 1);
    }
  } finally {
    await browser.close();
    await server.close();
  }
});

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof startBrowser>>['newPage']>>;

interface Frames {
  readonly frames: number;
  readonly rate: number;
  readonly worst: number;
  readonly late: number;
}

async function measured(page: Page): Promise<{ readonly chart: Frames; readonly empty: Frames }> {
  const empty = framesOf(await page.evaluate((frames) => (globalThis as unknown as { bench: ChartBench }).bench.empty(frames), FRAMES));
  const box = (await page.locator('.history-holder').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 100);
  await page.mouse.down();
  const chart = framesOf(await page.evaluate((frames) => (globalThis as unknown as { bench: ChartBench }).bench.pan(frames), FRAMES));
  await page.mouse.up();
  return { chart, empty };
}

function framesOf(stamps: readonly number[]): Frames {
  const gaps = stamps.slice(1).map((stamp, index) => stamp - stamps[index]!);
  const whole = stamps.at(-1)! - stamps[0]!;
  return {
    frames: gaps.length,
    rate: (gaps.length / whole) * 1_000,
    worst: Math.max(...gaps),
    late: gaps.filter((gap) => gap > 25).length,
  };
}

function words({ rate, worst, late, frames }: Frames): string {
  return `${rate.toFixed(1)} frames a second, ${worst.toFixed(0)} ms at worst, ${late} of ${frames} later than 25 ms`;
}
