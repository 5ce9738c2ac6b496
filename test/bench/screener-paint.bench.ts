import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openEngine } from '../../electron/engine/open-engine.ts';
import { isRefused } from '../../shared/figures/index.ts';
import { built, newHome, startProfile, startServer } from '../e2e/harness.ts';
import { importFile } from '../watchlists/made-pools.ts';

const POOLS = 20_000;
const CHAINS = ['Ethereum', 'Base', 'Arbitrum', 'Solana', 'Polygon'];
const PROJECTS = ['aave-v3', 'uniswap-v3', 'lido', 'curve-dex', 'morpho-blue'];
/** What is typed, key by key; each begins anew, and none has been asked before. */
const TYPED = [1, 2, 3, 4, 6, 9, 14, 22].map((rate) => `rate.base > ${rate}% and tvl > ${rate}m`);
/** Milliseconds after a key until nothing more is drawn because of it. */
const SETTLED = 300;

/**
 * The screener over 20,000 pools with the real engine behind it: from the key going down until the frame in which the last row that it changed was
 * painted. Keys after which the text means nothing yet change no row, and are measured to the field's own frame.
 */
test('a keystroke to painted rows', async () => {
  await built();
  const home = newHome();
  const workspace = join(home.folder, 'pools.countinghouse');
  const opened = openEngine({ workspace, actor: 'bench', mode: 'create' });
  if (isRefused(opened)) throw new Error(opened.error.message);
  importFile(opened.ok, 'pools_2026-03-01.json', snapshot());
  await opened.ok.close();
  const server = await startServer(home, ['--workspace', workspace]);
  const profile = await startProfile(home);
  try {
    const page = await profile.newPage();
    await page.goto(server.address);
    await page.getByRole('navigation').getByText('Screener', { exact: true }).click({ timeout: 60_000 });
    await page.getByText(`${POOLS.toLocaleString('en-US')} of`, { exact: false }).waitFor({ timeout: 120_000 });
    await page.waitForTimeout(2_000);
    await watch(page);
    const field = page.getByRole('textbox', { name: 'Condition' });
    const rows: number[] = [];
    const others: number[] = [];
    for (const text of TYPED) {
      await field.fill('');
      await page.waitForTimeout(SETTLED * 2);
      for (const key of text) {
        await page.evaluate(() => Object.assign(globalThis, { measured: { pressed: 0, rows: 0, field: 0 } }));
        await page.keyboard.type(key);
        await page.waitForTimeout(SETTLED);
        const {
          pressed,
          rows: painted,
          field: own,
        } = await page.evaluate(() => (globalThis as unknown as { measured: Measured }).measured);
        if (painted > 0) rows.push(painted - pressed);
        else others.push(own - pressed);
      }
    }
    console.log(
      `${POOLS} pools: ${rows.length} keys that changed rows: ${words(rows)}; ${others.length} others: ${words(others)}; engine and page share this machine`,
    );
    expect(rows.length).toBeGreaterThan(15);
  } finally {
    await profile.close();
    await server.stop();
    home.remove();
  }
});

interface Measured {
  pressed: number;
  /** When the last change of rows was painted; 0 where none has changed. */
  rows: number;
  field: number;
}

/** Notes when a key went down and when what it changed was painted. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const measured = () => (globalThis as unknown as { measured: { pressed: number; rows: number; field: number } | undefined }).measured;
    const painted = (note: (at: number) => void) =>
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        // A message that is sent while a frame is made arrives after it was painted.
        channel.port1.onmessage = () => note(performance.now());
        channel.port2.postMessage(null);
      });
    window.addEventListener(
      'keydown',
      () => {
        const now = measured();
        if (!now) return;
        now.pressed = performance.now();
        painted((at) => (now.field = at));
      },
      { capture: true },
    );
    const result = document.querySelector('.screener-result')?.parentElement;
    if (!result) throw new Error('the screener shows no rows');
    new MutationObserver((changes) => {
      const now = measured();
      const isRow = changes.some(({ target }) =>
        (target instanceof Element ? target : target.parentElement)?.closest('.screener-result, .result-line'),
      );
      if (now && isRow) painted((at) => (now.rows = at));
    }).observe(result, { subtree: true, childList: true, characterData: true });
  });
}

function words(times: readonly number[]): string {
  if (times.length === 0) return 'none';
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(0);
  return `${at(0.5)} ms in the median, ${at(0.95)} ms at p95, ${at(1)} ms at worst`;
}

/** A snapshot of pools as the aggregator writes it. */
function snapshot(): string {
  let seed = 7;
  const chance = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  const data = Array.from({ length: POOLS }, (_, at) => {
    const base = chance() < 0.05 ? null : Number((chance() ** 3 * 40).toFixed(5));
    const reward = base !== null && chance() < 0.6 ? null : Number((chance() * 10).toFixed(5));
    return {
      chain: CHAINS[at % 5],
      project: PROJECTS[(at * 7) % 5],
      symbol: `T${at % 900}-USDC`,
      tvlUsd: Math.round(10 ** (4 + chance() * 5)),
      apyBase: base,
      apyReward: reward,
      apy: (base ?? 0) + (reward ?? 0),
      pool: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
      stablecoin: at % 3 === 0,
      ilRisk: at % 2 === 0 ? 'yes' : 'no',
      exposure: at % 4 === 0 ? 'single' : 'multi',
    };
  });
  return JSON.stringify({ status: 'success', data });
}
