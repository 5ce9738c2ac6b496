import { join } from 'node:path';
import { expect, test } from 'vitest';
import { built, newHome, startWindow, windowObstacle } from '../e2e/harness.ts';
import { writeKrakenLedger } from './made-ledger.ts';

const ROWS = Number(process.env['BENCH_ROWS'] ?? 1_000_000);
/** A frame at 60 a second, in milliseconds: what the main process may be late by. */
const FRAME = 16;

test.skipIf(windowObstacle !== undefined)(
  `the main process while ${ROWS.toLocaleString('en')} rows are imported${windowObstacle === undefined ? '' : ` (skipped: ${windowObstacle})`}`,
  async () => {
    await built();
    const home = newHome();
    const ledger = join(home.folder, 'ledger.csv');
    await writeKrakenLedger(ledger, ROWS);
    const { app, page } = await startWindow(home);
    try {
      await page.getByRole('navigation').first().waitFor();
      const idle = await delayDuring(() => new Promise((resolve) => setTimeout(resolve, 3_000)));
      const begin = performance.now();
      let answer: unknown;
      const busy = await delayDuring(async () => {
        answer = await page.evaluate(
          (path) =>
            new Promise((resolve) => {
              window.countinghouse?.onMessage((text) => {
                const message = JSON.parse(text) as { id: number };
                if (message.id === 1_000_001) resolve(message);
              });
              window.countinghouse?.send(
                JSON.stringify({ id: 1_000_001, method: 'call', type: 'mutation', path: 'imports.commit', input: { path } }),
              );
            }),
          ledger,
        );
      });
      const seconds = (performance.now() - begin) / 1_000;
      console.log(
        `main process, delay of its event loop in ms: idle p50 ${idle.p50.toFixed(2)}, p99 ${idle.p99.toFixed(2)}; ` +
          `importing ${ROWS} rows (${seconds.toFixed(1)} s) p50 ${busy.p50.toFixed(2)}, p99 ${busy.p99.toFixed(2)}, longest ${busy.max.toFixed(1)}; ` +
          `p99 is ${(busy.p99 / FRAME).toFixed(2)} of a frame`,
      );
      expect(answer).toMatchObject({ kind: 'data', data: { ok: { files: [{ accepted: ROWS }] } } });
    } finally {
      await app.close();
      home.remove();
    }

    /** What the main process was late by, beyond the resolution of its own timer, while something went on. */
    async function delayDuring(work: () => Promise<unknown>): Promise<{ p50: number; p99: number; max: number }> {
      await app.evaluate(() => {
        const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
        const monitor = monitorEventLoopDelay({ resolution: 1 });
        monitor.enable();
        Object.assign(globalThis, { delayMonitor: monitor });
      });
      await work();
      return app.evaluate(() => {
        const { delayMonitor } = globalThis as unknown as {
          delayMonitor: ReturnType<typeof import('node:perf_hooks').monitorEventLoopDelay>;
        };
        delayMonitor.disable();
        const beyond = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - 1);
        return { p50: beyond(delayMonitor.percentile(50)), p99: beyond(delayMonitor.percentile(99)), max: beyond(delayMonitor.max) };
      });
    }
  },
);
