import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { useScreenerView } from '../../renderer/screener/view.ts';
import { setPreferences } from '../../renderer/window/preferences.ts';
import { answeringBridge } from '../frame/answering-bridge.ts';
import { closeWindow, expectSilence, findings, openWindow } from '../frame/page.tsx';
import { watchlistAnswers } from './made-answers.ts';

const world = watchlistAnswers();
const bridge = answeringBridge(world);
/** Milliseconds that a busy machine may need. */
const PATIENCE = { timeout: 10_000 };
let checkSilence: () => void;

beforeEach(() => {
  checkSilence = expectSilence();
  world.reset();
  bridge.forget();
  useScreenerView.setState({ kind: 'pool', of: {}, marked: [] });
});
afterEach(() => {
  closeWindow();
  setPreferences({ theme: 'light', discreet: false, density: 'compact' });
  checkSilence();
});

const asked = (path: string) => bridge.calls.filter((call) => call.path === path).map(({ input }) => input as Record<string, unknown>);
const row = (index: number) => document.querySelector<HTMLElement>(`.screener-result .ag-row[row-index="${index}"] .strong`);

async function openScreener(): Promise<void> {
  openWindow('screener');
  await vi.waitFor(() => expect(row(0)?.textContent).toBe('POOL0'), PATIENCE);
}

test('screens 20,000 by keys alone: a condition, its count, what could not be judged and why', async () => {
  await openScreener();
  await expect.element(page.getByText('20,000 of 20,000 pools')).toBeVisible();
  await userEvent.keyboard('/');
  const field = page.getByRole('textbox', { name: 'Condition' });
  await expect.element(field).toHaveFocus();
  await userEvent.keyboard('rate.base > 4%');
  await expect.element(page.getByText('Where rate.base is above 4 %.')).toBeVisible();
  await expect.element(page.getByText(/^312 of 20,000 pools; 41 could not be judged: rate\.base is unknown/)).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(document.activeElement?.closest('.ag-cell')).not.toBeNull(), PATIENCE);
  await userEvent.keyboard('j{Enter}');
  await expect.element(page.getByRole('heading', { name: /^Pool pool-/, level: 1 })).toBeVisible();
});

test('asks only for what can be seen, and for more as it is scrolled to', async () => {
  await openScreener();
  expect(asked('watchlists.select').every(({ limit }) => (limit as number) <= 100)).toBe(true);
  // The grid may not have its height yet: it is scrolled as soon as it can be.
  const viewport = document.querySelector('.screener-result .ag-grid-viewport')!;
  await vi.waitFor(() => {
    viewport.scrollTop = 40 * 12_000;
    expect(viewport.scrollTop).toBe(40 * 12_000);
  }, PATIENCE);
  const far = () =>
    [...document.querySelectorAll('.screener-result .ag-row')].filter((each) => Number(each.getAttribute('row-index')) > 10_000);
  await vi.waitFor(() => expect(far().length).toBeGreaterThan(5), PATIENCE);
  const named = (each: Element) => each.querySelector('.strong')?.textContent === `POOL${each.getAttribute('row-index')}`;
  await vi.waitFor(() => expect(far().every(named)).toBe(true), PATIENCE);
  // However long it took: nothing of what lies between was read.
  const between = asked('watchlists.select').filter(({ from }) => (from as number) > 200 && (from as number) < 11_800);
  expect(between).toEqual([]);
});

test('keeps the rows while a condition is half written', async () => {
  await openScreener();
  await userEvent.keyboard('/');
  await userEvent.keyboard('rate.base >');
  expect(row(0)?.textContent).toBe('POOL0');
  await expect.element(page.getByText('20,000 of 20,000 pools')).toBeVisible();
  expect(asked('watchlists.select').every(({ condition }) => condition === '')).toBe(true);
});

test('says that none is let through, with the way back', async () => {
  await openScreener();
  useScreenerView.setState({
    of: { pool: { condition: 'tvl > 5m or never > 1', columns: null, sort: { metric: null, descending: false }, screen: null } },
  });
  await expect.element(page.getByText(/Nothing is called “never”/)).toBeVisible();
  useScreenerView.setState({ of: { pool: { condition: '', columns: null, sort: { metric: null, descending: false }, screen: null } } });
  await vi.waitFor(() => expect(row(0)?.textContent).toBe('POOL0'), PATIENCE);
});

test('keeps the rows it has drawn, unseen, while nothing is let through', async () => {
  await openScreener();
  const first = row(0)?.closest('.ag-row');
  await userEvent.keyboard('/');
  await userEvent.keyboard('tvl > 999b');
  await expect.element(page.getByRole('heading', { name: 'No pools are let through' })).toBeVisible();
  await expect.element(page.getByText('POOL0', { exact: true })).not.toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Show all pools' }));
  await expect.element(page.getByText('POOL0', { exact: true })).toBeVisible();
  expect(row(0)?.closest('.ag-row')).toBe(first);
});

test('sorts by a heading in the engine, which knows all rows', async () => {
  await openScreener();
  (page.getByRole('columnheader', { name: 'Base rate' }).element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(
    () => expect(asked('watchlists.select').at(-1)).toMatchObject({ sort: { metric: 'market.pool-rate-base', descending: true }, from: 0 }),
    PATIENCE,
  );
});

test('marks by x, adds to a watchlist by n, and begins an alert', async () => {
  await openScreener();
  await userEvent.keyboard('jxjx');
  await expect.element(page.getByText('2 marked')).toBeVisible();
  await userEvent.keyboard('n');
  await expect.element(page.getByText(/^Puts 2 subjects on “Stable yield”/)).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Add 2' }));
  await vi.waitFor(
    () =>
      expect(asked('watchlists.add')).toEqual([
        {
          list: 'stable',
          about: [
            { kind: 'pool', id: 'pool-0' },
            { kind: 'pool', id: 'pool-1' },
          ],
          before: null,
        },
      ]),
    PATIENCE,
  );
});

test('a seventh is not compared, with the reason', async () => {
  await openScreener();
  useScreenerView.setState({ marked: Array.from({ length: 7 }, (_, index) => ({ id: `pool-${index}`, title: `POOL${index}` })) });
  await userEvent.keyboard('c');
  await expect.element(page.getByText('6 can stand side by side at most, and 7 are marked. Take some away.').first()).toBeVisible();
});

test('saves a screen, and shows of a saved one who entered and left', async () => {
  await openScreener();
  await userEvent.keyboard('s');
  const form = page.getByRole('form', { name: 'Save this screen' });
  await userEvent.fill(form.getByLabelText(/^Name/), 'Everything');
  await userEvent.click(form.getByRole('button', { name: 'Save it' }));
  await vi.waitFor(() => expect(asked('watchlists.saveScreen')).toHaveLength(1), PATIENCE);
  expect(asked('watchlists.saveScreen')[0]).toMatchObject({ terms: { title: 'Everything', kind: 'pool', condition: '' } });
  await userEvent.click(page.getByRole('button', { name: /^High base/ }));
  await expect.element(page.getByRole('textbox', { name: 'Condition' })).toHaveValue('rate.base > 4%');
  await expect.element(page.getByText(/^\+1 entered:/)).toBeVisible();
  await expect.element(page.getByText(/^−1 left:/)).toBeVisible();
  expect(await findings('.panel[data-panel="subject"]')).toEqual([]);
});

test('chooses columns and their order', async () => {
  await openScreener();
  await userEvent.keyboard('l');
  await userEvent.click(page.getByRole('button', { name: 'Take Base rate away' }));
  await vi.waitFor(() => expect(asked('watchlists.select').at(-1)!['columns']).not.toContain('market.pool-rate-base'), PATIENCE);
  await userEvent.click(page.getByRole('button', { name: /^\+ Base rate/ }));
  await vi.waitFor(
    () => expect((asked('watchlists.select').at(-1)!['columns'] as string[]).at(-1)).toBe('market.pool-rate-base'),
    PATIENCE,
  );
});

test.each(['light', 'dark'] as const)('gives axe nothing to find, %s', async (theme) => {
  setPreferences({ theme });
  await openScreener();
  await userEvent.keyboard('l');
  await expect.element(page.getByRole('region', { name: 'More columns' })).toBeVisible();
  expect(await findings('.panel[data-panel="screener"]')).toEqual([]);
});
