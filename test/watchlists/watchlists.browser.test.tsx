import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { queries } from '../../renderer/engine/reading.ts';
import { setWatchlistsView } from '../../renderer/watchlists/view.ts';
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
  setWatchlistsView({ list: null, words: '', tags: [], due: false, sort: null, pasts: {}, marked: [] });
});
afterEach(() => {
  closeWindow();
  setPreferences({ theme: 'light', discreet: false, density: 'compact' });
  checkSilence();
});

const asked = (path: string) => bridge.calls.filter((call) => call.path === path).map(({ input }) => input);
const cell = (name: RegExp) => page.getByRole('gridcell', { name });
const names = () =>
  [...document.querySelectorAll('.watchlist .ag-row')]
    .sort((one, other) => Number(one.getAttribute('row-index')) - Number(other.getAttribute('row-index')))
    .map((row) => row.querySelector('.ag-cell .strong')?.firstChild?.textContent);

async function openList(): Promise<void> {
  openWindow('watchlists');
  await expect.element(cell(/^USDC/)).toBeVisible();
}

/** The engine says that the lists have changed. */
function changed(): void {
  void queries.invalidateQueries();
}

describe('a watchlist', () => {
  test('keeps the name of each row in view while the figures are scrolled sideways', async () => {
    await openList();
    const name = () => document.querySelector<HTMLElement>('.watchlist .ag-cell[col-id="title"]')!;
    const left = name().getBoundingClientRect().left;
    const review = () => document.querySelector<HTMLElement>('.watchlist .ag-cell[col-id="review"]')!.getBoundingClientRect().left;
    const before = review();
    document.querySelector<HTMLElement>('.watchlist')!.style.width = '420px';
    await vi.waitFor(() => {
      document.querySelector('.watchlist .ag-grid-viewport')!.scrollLeft = 120;
      expect(review()).toBeLessThan(before - 60);
    }, PATIENCE);
    expect(name().getBoundingClientRect().left).toBe(left);
  });

  test('shows figures with what they are, what is unknown with its reason, and what became of them', async () => {
    await openList();
    await expect.element(cell(/^5\.00.% .*APY · quoted · gross · 24 h.*APY quoted/)).toBeVisible();
    await expect.element(cell(/^— The source gives no base rate\./)).toBeVisible();
    await expect.element(cell(/^1\.25B? .*1,250,000,000 USD .*days for which it counts as fresh/).first()).toBeVisible();
    await expect.element(cell(/^\+1\.00 pp Since 1 Nov 2026\. Base rate: 4\.00.% then, 5\.00.% now/)).toBeInTheDocument();
    await expect.element(cell(/^\d+ d over to be reviewed by 10 Jan 2026/)).toBeInTheDocument();
    await expect.element(cell(/^16\.67.% to go Base rate at least 0\.06 is not reached/)).toBeInTheDocument();
    await expect.element(cell(/^B B with 7\.2 of 10/).first()).toBeInTheDocument();
    expect(document.querySelectorAll('.drawn-spark')).toHaveLength(3);
  });

  test('is put in order by Alt and the arrows, and by dragging', async () => {
    await openList();
    await userEvent.keyboard('j');
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
    await vi.waitFor(() => expect(asked('watchlists.move')).toEqual([{ list: 'stable', entries: ['a'], before: 'c' }]), PATIENCE);
    changed();
    await vi.waitFor(() => expect(names()).toEqual(['USDT', 'USDC', 'DAI']), PATIENCE);
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
    await vi.waitFor(() => expect(asked('watchlists.move')).toHaveLength(2), PATIENCE);
    expect(asked('watchlists.move')[1]).toEqual({ list: 'stable', entries: ['a'], before: 'b' });
    changed();
    await vi.waitFor(() => expect(names()).toEqual(['USDC', 'USDT', 'DAI']), PATIENCE);
    const row = (index: number) => document.querySelector<HTMLElement>(`.watchlist .ag-row[row-index="${index}"]`)!;
    const first = row(0);
    const [from, to] = [first.getBoundingClientRect(), row(2).getBoundingClientRect()];
    const point = (type: string, y: number, target: EventTarget) =>
      target.dispatchEvent(new PointerEvent(type, { bubbles: true, clientX: from.left + 20, clientY: y, button: 0, pointerType: 'mouse' }));
    point('pointerdown', from.top + 5, first.querySelector('.ag-cell')!);
    point('pointermove', from.top + 20, window);
    point('pointermove', to.bottom - 2, window);
    expect(document.querySelector('.drop-line')).not.toBeNull();
    point('pointerup', to.bottom - 2, window);
    await vi.waitFor(() => expect(asked('watchlists.move').at(-1)).toEqual({ list: 'stable', entries: ['a'], before: null }), PATIENCE);
    expect(document.querySelector('.drop-line')).toBeNull();
  });

  test('says why a sorted list is not moved in', async () => {
    await openList();
    setWatchlistsView({ sort: { column: 'metric:market.pool-rate-base', direction: 'desc' } });
    await vi.waitFor(() => expect(names()).toEqual(['USDT', 'USDC', 'DAI']), PATIENCE);
    await userEvent.keyboard('j{Alt>}{ArrowDown}{/Alt}');
    await expect.element(page.getByText(/^The list is sorted by a column\./).first()).toBeVisible();
    expect(asked('watchlists.move')).toEqual([]);
  });

  test('is written in by keys: an own value, tags, a day, a note; Escape leaves it as it was', async () => {
    await openList();
    await userEvent.keyboard('jt');
    const tags = page.getByRole('textbox', { name: 'Tags of USDC, aave-v3 on Ethereum, parted by commas' });
    await expect.element(tags).toHaveFocus();
    await userEvent.fill(tags, 'core, watch');
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(
      () => expect(asked('watchlists.setEntry')).toEqual([{ entry: 'a', setting: { field: 'tags', after: ['core', 'watch'] } }]),
      PATIENCE,
    );
    await userEvent.keyboard('r');
    const review = page.getByRole('textbox', { name: /^Review USDC/ });
    await userEvent.fill(review, '2026-13-01');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('2026-13-01 is no day; write it as 2026-03-14.')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await userEvent.keyboard('m');
    const note = page.getByRole('textbox', { name: /^Note on USDC/ });
    await expect.element(note).toHaveValue('Watch the reserves.');
    await userEvent.fill(note, 'Sold half.');
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(asked('watchlists.writeNote')).toEqual([{ entry: 'a', note: 'Sold half.' }]), PATIENCE);
    expect(asked('watchlists.setEntry')).toHaveLength(1);
  });

  test('an own column is edited in its cell', async () => {
    await openList();
    const own = document.querySelector<HTMLElement>('.ag-row[row-index="0"] [col-id="own:conviction"]')!;
    own.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
    const field = page.getByRole('textbox', { name: 'Conviction of USDC, aave-v3 on Ethereum' });
    await expect.element(field).toHaveFocus();
    await userEvent.fill(field, 'seven');
    await expect.element(page.getByText(/“seven” in Conviction is no number/)).toBeVisible();
    await userEvent.fill(field, '8.5');
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(
      () => expect(asked('watchlists.setEntry')).toEqual([{ entry: 'a', setting: { field: 'value', column: 'conviction', after: '8.5' } }]),
      PATIENCE,
    );
  });

  test('is narrowed by words and by tags; what is taken off can be brought back', async () => {
    await openList();
    await userEvent.keyboard('/');
    await userEvent.keyboard('reserves');
    await expect.element(page.getByText('1 of 3')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await userEvent.click(page.getByRole('button', { name: /^stable/ }));
    await expect.element(page.getByText('2 of 3')).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: /^stable/ }));
    cell(/^USDT/)
      .element()
      .dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
    await userEvent.click(cell(/^USDT/));
    await userEvent.keyboard('d');
    await vi.waitFor(() => expect(asked('watchlists.take')).toEqual([{ list: 'stable', entries: ['b'] }]), PATIENCE);
    await userEvent.click(page.getByRole('button', { name: 'Undo' }));
    await vi.waitFor(() => expect(asked('journal.undo')).toEqual([{}]), PATIENCE);
  });

  test('explains a figure down to its row', async () => {
    await openList();
    await userEvent.keyboard('j{ArrowRight}e');
    const foot = page.getByRole('region', { name: /^Explanation of Base rate of USDC/ });
    await expect.element(foot.getByText('row 12 of dataset-1')).toBeVisible();
  });

  test.each(['light', 'dark'] as const)('gives axe nothing to find, %s', async (theme) => {
    setPreferences({ theme });
    await openList();
    expect(await findings('.panel[data-panel="watchlists"]')).toEqual([]);
  });
});

describe('beside it', () => {
  test('one subject with all that is known of it', async () => {
    await openList();
    await userEvent.keyboard('j{Enter}');
    await expect.element(page.getByRole('heading', { name: /^Pool pool-a/, level: 1 })).toBeVisible();
    const metrics = page.getByRole('region', { name: 'Metrics' });
    await expect.element(metrics.getByText('Base rate')).toBeVisible();
    await expect
      .element(metrics.getByRole('button', { name: 'Lock-up: unknown. The source does not say how long it is locked.' }))
      .toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Investor grade: B. Explain' })).toBeInTheDocument();
    await expect.element(page.getByRole('slider', { name: /^Base rate of Pool pool-a/ })).toBeInTheDocument();
    expect(await findings('.panel[data-panel="subject"]')).toEqual([]);
  });

  test('a target is written as a comparison', async () => {
    await openList();
    await userEvent.keyboard('j{Enter}');
    await userEvent.click(page.getByRole('button', { name: 'Another target' }));
    const field = page.getByRole('textbox', { name: /^A target for USDC/ });
    await userEvent.fill(field, 'tvl <= 5m');
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(
      () =>
        expect(asked('watchlists.setEntry')).toEqual([
          {
            entry: 'a',
            setting: {
              field: 'targets',
              after: [
                { metric: 'market.pool-rate-base', direction: 'at-least', value: '0.06', currency: null },
                { metric: 'market.pool-tvl', direction: 'at-most', value: '5000000', currency: null },
              ],
            },
          },
        ]),
      PATIENCE,
    );
  });

  test('adds what is found by its name, by keys alone', async () => {
    await openList();
    await userEvent.keyboard('n');
    const picker = page.getByRole('combobox', { name: 'What to watch' });
    await expect.element(picker).toHaveFocus();
    await userEvent.keyboard('frax');
    await expect.element(page.getByRole('option', { name: /FRAX/ })).toBeVisible();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await expect.element(page.getByText(/^Puts FRAX, curve-dex on Ethereum on “Stable yield”/)).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Add it' }));
    await vi.waitFor(
      () => expect(asked('watchlists.add')).toEqual([{ list: 'stable', about: [{ kind: 'pool', id: 'pool-7' }], before: null }]),
      PATIENCE,
    );
  });

  test('tells of a table what each row means, and asks where it may mean several', async () => {
    await openList();
    await userEvent.click(page.getByRole('button', { name: 'CSV in' }));
    await userEvent.fill(page.getByRole('textbox', { name: 'Table' }), 'DAI\nUSDC\nNOPE');
    await expect.element(page.getByText(/^Of 3 rows 1 is put on “Stable yield”; 1 may mean several, 1 not found\./)).toBeVisible();
    await expect.element(page.getByText('Row 3 (line 4): nothing is called “NOPE”.')).toBeVisible();
    await userEvent.selectOptions(page.getByLabelText('What row 2 means'), 'asset:USDC');
    await expect.element(page.getByText(/^Of 3 rows 2 are put on/)).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Import 2' }));
    await vi.waitFor(
      () =>
        expect(asked('watchlists.importCsv')).toEqual([{ text: 'name\nDAI\nUSDC\nNOPE', list: 'stable', choices: { '2': 'asset:USDC' } }]),
      PATIENCE,
    );
  });

  test('changes which metrics are shown and in which order, by keys', async () => {
    await openList();
    await userEvent.keyboard('l');
    const shown = page.getByRole('region', { name: 'Columns shown, in this order' });
    const first = shown.getByRole('button', { name: 'Base rate · pool', exact: true });
    await expect.element(first).toBeVisible();
    (first.element() as HTMLElement).focus();
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
    await userEvent.click(page.getByRole('button', { name: 'Change the list' }));
    await vi.waitFor(() => expect(asked('watchlists.save')).toHaveLength(1), PATIENCE);
    expect(asked('watchlists.save')[0]).toMatchObject({ list: 'stable', terms: { metrics: ['market.pool-tvl', 'market.pool-rate-base'] } });
  });
});
