import type { inferRouterOutputs } from '@trpc/server';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import { setPreferences } from '../../renderer/window/preferences.ts';
import { addDays, dayOf } from '../../shared/figures/index.ts';
import { answeringBridge } from '../frame/answering-bridge.ts';
import { closeWindow, expectSilence, findings, openWindow } from '../frame/page.tsx';

type Market = inferRouterOutputs<AppRouter>['market'];
const TODAY = dayOf(Date.now());

function series(subject: string, made: Partial<Market['coverage'][number]>): Market['coverage'][number] {
  const from = addDays(TODAY, -400);
  const base = { kind: 'price' as const, subject, unit: 'USD', from, to: TODAY, days: 401, missing: 0, gaps: [], age: 0 };
  return { ...base, stale: false, tolerance: 3, quarantined: 0, byHand: 0, sources: ['CoinGecko'], ...made };
}

const GAP = { from: '2026-03-10', to: '2026-03-12', days: 3 };
let waiting: Market['quarantine']['values'] = [];
function value(n: number): Market['quarantine']['values'][number] {
  const where = { dataset: 'dataset-1', n, file: 'dot.json', source: 'CoinGecko', row: n, field: null };
  return {
    ...where,
    reason: 'decimal-slip',
    message: `72.${n} is ten times its neighbours.`,
    series: 'price DOT/USD',
    day: '2026-02-10',
    value: `72.${n}`,
    verdict: null,
  };
}

const basis = { kind: 'APR' as const, windowDays: 1, says: 'Fees of the last 24 hours × 365 / value locked: a simple rate of one day.' };
const bridge = answeringBridge({
  'market.coverage': () => [
    series('BTC', {}),
    series('DOT', { missing: 3, gaps: [GAP], quarantined: 2 }),
    series('KSM', { to: addDays(TODAY, -9), age: 9, stale: true }),
  ],
  'market.series': () => [
    { day: '2026-03-08', at: '2026-03-09T00:00:00.000Z', value: '7.1', dataset: 'dataset-1', row: 8 },
    { day: '2026-03-09', at: '2026-03-10T00:00:00.000Z', value: '7.2', dataset: 'dataset-1', row: 9 },
    { day: '2026-03-13', at: '2026-03-14T00:00:00.000Z', value: '7.3', event: 'event-1' },
  ],
  'market.quarantine': ({ limit = 200 }: { limit?: number }) => ({ total: waiting.length, values: waiting.slice(0, limit) }),
  'market.judge': ({ values }: { values: readonly number[] }) => {
    waiting = waiting.filter(({ n }) => !values.includes(n));
    return { ok: { judged: values.length } };
  },
  'market.pools': () => ({
    total: 1,
    pools: [
      {
        pool: 'p1',
        at: `${TODAY}T00:00:00.000Z`,
        project: 'lido',
        chain: 'Ethereum',
        symbol: 'STETH',
        tvlUsd: 23_908_962_564,
        apy: 2.235,
        apyBase: 2.235,
        apyReward: null,
        observations: 1,
        dataset: 'd',
        baseBasis: basis,
        rewardBasis: basis,
      },
    ],
  }),
  'market.datasets': () => [],
  'market.sources': () => [],
  'market.assets': () => [
    { code: 'DOT', name: 'Polkadot', kind: 'coin', decimals: 10, tolerance: 3, ownTolerance: false, underlying: null, network: 'polkadot' },
  ],
  'market.enteredPrices': () => [],
  'market.price': () => ({ price: '7.01', observed: TODAY, age: 0, origin: {}, trail: [] }),
  'market.enterPrice': () => ({ ok: { event: 'event-2' } }),
  'market.setTolerance': () => ({ ok: { event: 'event-3' } }),
  'workspace.settings': () => ({ reportingCurrency: 'EUR' }),
  'workspace.status': () => ({
    path: '/b.countinghouse',
    version: 5,
    events: 1,
    root: 'ab'.repeat(32),
    checkpoint: null,
    lastBackup: null,
    readOnly: false,
  }),
  'journal.head': () => ({ events: 1, root: 'ab'.repeat(32) }),
  'jobs.list': () => [],
});

let checkSilence: () => void;
beforeEach(async () => {
  checkSilence = expectSilence();
  waiting = [value(1), value(2)];
  bridge.forget();
  openWindow('market');
  await vi.waitUntil(() => page.getByRole('heading', { name: 'Market data', level: 1 }).query(), { timeout: 10_000 });
  await page.getByRole('tab', { name: 'Coverage' }).click();
});
afterEach(() => {
  closeWindow();
  setPreferences({ theme: 'light', discreet: false, density: 'compact' });
  checkSilence();
});

const inputs = (path: string) => bridge.calls.filter((call) => call.path === path).map(({ input }) => input);
const coverage = page.getByRole('grid', { name: 'Series of market data' });

describe('coverage', () => {
  test('draws a gap as a gap, says it, and tells the age of what is too old against what is allowed', async () => {
    await expect.element(coverage.getByText(/^DOT in USD/)).toBeVisible();
    const rows = [...document.querySelectorAll('tbody tr')];
    expect(rows.map((row) => row.querySelectorAll('.coverage-bar').length)).toEqual([1, 2, 1]);
    expect(rows.map((row) => row.querySelectorAll('.coverage-late').length)).toEqual([0, 0, 1]);
    expect(rows[1]?.textContent).toContain('nothing for 10 Mar 2026 to 12 Mar 2026');
    await expect.element(page.getByText('9 d old, 3 allowed')).toBeVisible();
    await expect.element(page.getByText('1 of 3 too old for figures of today')).toBeVisible();
  });

  test('is filtered by a key; Enter opens the series with each value and its origin', async () => {
    await expect.element(coverage.getByText(/^DOT in USD/)).toBeVisible();
    await coverage.click({ position: { x: 200, y: 12 } });
    await userEvent.keyboard('/');
    await userEvent.keyboard('dot{Enter}');
    await expect.element(coverage).toHaveAttribute('aria-rowcount', '2');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('heading', { name: 'DOT in USD', level: 1 })).toBeVisible();
    expect(inputs('market.series').at(-1)).toMatchObject({ kind: 'price', subject: 'DOT', unit: 'USD' });
    const values = page.getByRole('grid', { name: /^Values of DOT in USD/ });
    await expect.element(values.getByText('by hand')).toBeVisible();
    await expect.element(values.getByText('row 9')).toBeVisible();
  });
});

test('the arrow keys switch views', async () => {
  await page.getByRole('tab', { name: 'Coverage' }).click();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(page.getByRole('tab', { name: /^Put aside/ })).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{End}');
  await expect.element(page.getByRole('tab', { name: 'Assets' })).toHaveFocus();
});

test('a value that was put aside is let in by one key and kept out by another; the reason stands beside it', async () => {
  await page.getByRole('tab', { name: /^Put aside/ }).click();
  const list = page.getByRole('grid', { name: 'Values in quarantine' });
  await expect.element(list.getByText(/^72\.1 is ten times its neighbours/)).toBeVisible();
  await list.click({ position: { x: 200, y: 12 } });
  await userEvent.keyboard('l');
  await vi.waitFor(() => expect(inputs('market.judge')).toEqual([{ dataset: 'dataset-1', values: [1], verdict: 'released' }]));
  bridge.push('changes', { size: 2, columns: ['market'] });
  await expect.element(list).toHaveAttribute('aria-rowcount', '2');
  await userEvent.keyboard('o');
  await vi.waitFor(() => expect(inputs('market.judge').at(-1)).toEqual({ dataset: 'dataset-1', values: [2], verdict: 'kept' }));
  bridge.push('changes', { size: 3, columns: ['market'] });
  await expect.element(page.getByText('Nothing waits for a verdict')).toBeVisible();
});

test('a pool tells what kind of rate it quotes, and a rate it does not give is unknown, not zero', async () => {
  await page.getByRole('tab', { name: 'Pools' }).click();
  const pools = page.getByRole('grid', { name: 'Pools' });
  await expect.element(pools.getByText('APR · quoted · gross · 24 h')).toBeVisible();
  const reward = document.querySelectorAll('tbody tr td')[3];
  expect(reward?.textContent).toBe('—unknown: the source gives none');
});

test('a price is entered by hand: the form says what it means and what the data say, and refuses what is none', async () => {
  await coverage.click({ position: { x: 200, y: 12 } });
  await userEvent.keyboard('n');
  await expect.element(page.getByLabelText('Asset')).toHaveFocus();
  await userEvent.keyboard('DOT');
  await expect.element(page.getByText('Say what one unit was worth.')).toBeVisible();
  await page.getByLabelText('Price of one').fill('seven');
  await expect.element(page.getByText(/“seven” is no decimal number/)).toBeVisible();
  await page.getByLabelText('Price of one').fill('7.25');
  await expect
    .element(page.getByText(/one DOT is worth 7.25 EUR, whatever the data say of that day. They say 7.01 EUR, of that day\./))
    .toBeVisible();
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(inputs('market.enterPrice')).toEqual([{ asset: 'DOT', currency: 'EUR', day: TODAY, price: '7.25' }]));
});

test.each(['light', 'dark'] as const)('axe finds nothing, %s', async (theme) => {
  setPreferences({ theme });
  await expect.element(coverage.getByText(/^DOT in USD/)).toBeVisible();
  await coverage.click({ position: { x: 200, y: 12 } });
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('heading', { name: 'BTC in USD', level: 1 })).toBeVisible();
  expect(await findings('.middle')).toEqual([]);
});
