import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { compareSubjects } from '../../renderer/comparison/index.ts';
import { setPreferences } from '../../renderer/window/preferences.ts';
import type { DashboardDetail } from '../../shared/comparison/index.ts';
import { answeringBridge } from '../frame/answering-bridge.ts';
import { closeWindow, expectSilence, findings, openWindow } from '../frame/page.tsx';
import { comparisonAnswers, MADE_DASHBOARD } from './made-answers.ts';

const made = comparisonAnswers();
const bridge = answeringBridge(made.answers);
/** Milliseconds that a busy machine may need. */
const PATIENCE = { timeout: 10_000 };
let checkSilence: () => void;

beforeEach(() => {
  checkSilence = expectSilence();
  made.reset();
  bridge.forget();
});
afterEach(() => {
  closeWindow();
  setPreferences({ theme: 'light', discreet: false, density: 'compact' });
  checkSilence();
});

const asked = (path: string) => bridge.calls.filter((call) => call.path === path).map(({ input }) => input);
const saves = () => asked('comparison.save') as readonly { readonly detail: DashboardDetail; readonly dashboard?: string }[];
const chart = (name: string) => page.getByRole('slider', { name: new RegExp(`^${name}: the instant`) });
const drawnLines = () => document.querySelectorAll('.history-drawing path.series').length;

async function openDashboard(): Promise<void> {
  openWindow('dashboards/d1');
  await vi.waitUntil(() => page.getByRole('heading', { name: 'Stable pools', level: 1 }).query(), PATIENCE);
  await expect.element(chart('Rate')).toBeVisible();
  await vi.waitUntil(drawnLines, PATIENCE);
}

describe('the list', () => {
  test('teaches where nothing is laid out, and begins with the example by one key', async () => {
    made.kept.clear();
    openWindow('dashboards');
    await expect.element(page.getByRole('heading', { name: 'Nothing is laid out to compare' })).toBeVisible();
    expect(await findings('.panel[data-panel="dashboards"]')).toEqual([]);
    await page.getByRole('heading', { name: 'Dashboards', level: 1 }).click();
    await userEvent.keyboard('x');
    await expect.element(page.getByRole('heading', { name: 'Four pools side by side', level: 1 })).toBeVisible();
    expect(saves()[0]?.detail.subjects).toEqual([
      { kind: 'pool', id: 'a' },
      { kind: 'pool', id: 'b' },
    ]);
  });

  test('a new one is named and opened by keyboard', async () => {
    openWindow('dashboards');
    await expect.element(page.getByRole('gridcell', { name: /^Stable pools/ })).toBeVisible();
    await userEvent.keyboard('n');
    await expect.element(page.getByRole('form', { name: 'Lay out a dashboard' }).getByLabelText(/^Name/)).toHaveFocus();
    await userEvent.keyboard('Staking{Enter}');
    await expect.element(page.getByRole('heading', { name: 'Staking', level: 1 })).toBeVisible();
    await expect.element(page.getByRole('heading', { name: 'No panel is laid out yet' })).toBeVisible();
    expect(saves()).toMatchObject([{ detail: { name: 'Staking', panels: [], subjects: [] } }]);
  });
});

describe('a dashboard', () => {
  test.each(['light', 'dark'] as const)('shows every kind of panel and gives axe nothing to find, %s', async (theme) => {
    setPreferences({ theme });
    await openDashboard();
    await expect.element(page.getByText('Watch the reserve.')).toBeInTheDocument();
    await expect.element(page.getByText('APY (daily) · quoted · gross · 24 h').first()).toBeInTheDocument();
    await expect.element(page.getByRole('button', { name: /^Correlation of USDC, aave on Ethereum and USDT/ })).toBeInTheDocument();
    await expect.element(page.getByRole('button', { name: /^median of USDC/ })).toBeInTheDocument();
    expect(await findings('.panel[data-panel="dashboard"]')).toEqual([]);
  });

  test('the same subject has the same colour in every panel, and a gap breaks its line', async () => {
    await openDashboard();
    const swatches = (title: string) =>
      new Set(
        [...document.querySelectorAll('.panel[data-panel="dashboard"] .swatch')]
          .filter((swatch) => swatch.parentElement?.textContent?.includes(title))
          .map((swatch) => [...swatch.classList].find((name) => name.startsWith('series-'))),
      );
    await expect.element(page.getByRole('button', { name: /^median of USDT/ })).toBeInTheDocument();
    expect([...swatches('USDC, aave')]).toContain('series-1');
    expect([...swatches('USDT, aave')]).toContain('series-2');
    const [whole, broken] = [...document.querySelectorAll('[data-grid-panel="p-history"] path.series[d*="L"]')].map(
      (path) => path.getAttribute('d')?.match(/M/g)?.length,
    );
    expect([whole, broken]).toEqual([1, 2]);
  });

  test('one crosshair reads out all charts, by keyboard; plus goes nearer and 0 shows all', async () => {
    await openDashboard();
    (chart('Rate').element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    await vi.waitFor(() => expect(document.querySelectorAll('.history-read-out')).toHaveLength(3), PATIENCE);
    const instants = [...document.querySelectorAll('.history-read-out > span:first-child')].map(({ textContent }) => textContent);
    expect(new Set(instants).size).toBe(1);
    const seen = () => (chart('Rate').element() as HTMLElement).getAttribute('aria-valuetext');
    const all = seen();
    await userEvent.keyboard('++');
    await vi.waitFor(() => expect(seen()).not.toBe(all), PATIENCE);
    const near = seen();
    await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}');
    await vi.waitFor(() => expect(seen()).not.toBe(near), PATIENCE);
    await userEvent.keyboard('0');
    await vi.waitFor(() => expect(seen()).toBe(all), PATIENCE);
    (document.activeElement as HTMLElement).blur();
    await vi.waitFor(() => expect(document.querySelectorAll('.history-read-out')).toHaveLength(0), PATIENCE);
  });

  test('panels move and change size by keyboard; what was done in one go is saved once', async () => {
    await openDashboard();
    const handle = page.getByRole('button', { name: /^Move or resize “Rate: history, indexed”/ });
    (handle.element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowLeft}{Shift>}{ArrowRight}{ArrowDown}{/Shift}');
    await expect.element(handle).toHaveFocus();
    await vi.waitFor(() => expect(saves()).toHaveLength(1), PATIENCE);
    const { panels } = saves()[0]!.detail;
    expect(panels.slice(0, 2).map(({ id, width, height }) => [id, width, height])).toEqual([
      ['p-indexed', 7, 9],
      ['p-history', 12, 8],
    ]);
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(saves()).toHaveLength(1);
  });

  test('a panel is added by keyboard, says what it will show, and is edited and removed', async () => {
    await openDashboard();
    await page.getByRole('heading', { name: 'Stable pools', level: 1 }).click();
    await userEvent.keyboard('n');
    const form = page.getByRole('form', { name: 'Add a panel' });
    await expect.element(form.getByLabelText('Panel')).toHaveFocus();
    await userEvent.selectOptions(form.getByLabelText('Panel'), 'correlation');
    await userEvent.fill(form.getByLabelText(/^Over time/), '1');
    await userEvent.click(form.getByRole('button', { name: 'Add it' }));
    await expect.element(form.getByText('A number of days from 2 to 3660, or nothing.').first()).toBeVisible();
    await userEvent.fill(form.getByLabelText(/^Over time/), '30');
    await expect.element(form.getByText(/^Shows correlation of Rate \(rate\) of 2 subjects over a year/)).toBeVisible();
    expect(await findings('.panel-form-place')).toEqual([]);
    await userEvent.click(form.getByRole('button', { name: 'Add it' }));
    await vi.waitFor(
      () => expect(saves().at(-1)?.detail.panels.at(-1)).toMatchObject({ kind: 'correlation', metric: 'rate', options: { rolling: 30 } }),
      PATIENCE,
    );
    await userEvent.click(page.getByRole('button', { name: 'Edit “Note”' }));
    await userEvent.click(page.getByRole('button', { name: 'Remove this panel' }));
    await vi.waitFor(
      () =>
        expect(
          saves()
            .at(-1)
            ?.detail.panels.map(({ kind }) => kind),
        ).not.toContain('note'),
      PATIENCE,
    );
  });

  test('series of unlike basis stand on axes of their own; on one only when asked, and it is said', async () => {
    made.kept.set('d1', { ...MADE_DASHBOARD, subjects: [...MADE_DASHBOARD.subjects, { kind: 'pool', id: 'apr' }] });
    await openDashboard();
    const indexed = page.getByRole('region', { name: 'Rate: history, indexed' });
    await expect.element(indexed.getByText(/One is an APY, the other an APR\. Each kind has an axis of its own\./)).toBeVisible();
    await expect.element(page.getByRole('region', { name: 'Rate', exact: true }).getByText(/Each has an axis of its own\./)).toBeVisible();
    await vi.waitFor(() => expect(document.querySelectorAll('[data-grid-panel="p-history"] .axis-title')).toHaveLength(2), PATIENCE);
    await userEvent.click(indexed.getByRole('button', { name: 'Put them on one axis all the same' }));
    await expect.element(indexed.getByText(/They share an axis all the same\./)).toBeVisible();
    await vi.waitFor(() => expect(document.querySelectorAll('[data-grid-panel="p-indexed"] .axis-title')).toHaveLength(1), PATIENCE);
    await vi.waitFor(() => expect(saves().at(-1)?.detail.panels[1]?.options.unlike).toBe('together'), PATIENCE);
  });

  test('of a history that was sampled a closer look is asked for when one goes nearer', async () => {
    made.kept.set('d1', { ...MADE_DASHBOARD, subjects: [{ kind: 'pool', id: 'long' }] });
    await openDashboard();
    const stretches = () => asked('comparison.series').filter((input) => (input as { stretch?: object }).stretch !== undefined);
    expect(stretches()).toEqual([]);
    (chart('Rate').element() as HTMLElement).focus();
    await userEvent.keyboard('+++');
    await vi.waitFor(() => expect(stretches()).not.toEqual([]), PATIENCE);
    const { stretch } = stretches().at(-1) as { readonly stretch: { readonly from: number; readonly to: number } };
    expect(stretch.to - stretch.from).toBeLessThan(60 * 86_400_000);
  });

  test('a subject is added by words and taken away again', async () => {
    await openDashboard();
    await page.getByRole('heading', { name: 'Stable pools', level: 1 }).click();
    await userEvent.keyboard('a');
    await expect.element(page.getByRole('combobox', { name: 'Add a subject' })).toHaveFocus();
    await userEvent.keyboard('atom');
    await expect.element(page.getByRole('option', { name: /ATOM, own delegation/ })).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('button', { name: 'Take ATOM, own delegation away' })).toBeVisible();
    await vi.waitFor(() => expect(saves().at(-1)?.detail.subjects).toHaveLength(3), PATIENCE);
    await userEvent.click(page.getByRole('button', { name: 'Take USDC, aave on Ethereum away' }));
    await vi.waitFor(
      () =>
        expect(
          saves()
            .at(-1)
            ?.detail.subjects.map(({ id }) => id),
        ).toEqual(['b', 'apr']),
      PATIENCE,
    );
  });

  test('an arrow reads a line out; down reads along one line by its own observations, and past the last all again', async () => {
    await openDashboard();
    const slider = chart('Rate').element() as HTMLElement;
    const spoken = () => slider.getAttribute('aria-valuetext') ?? '';
    slider.focus();
    await userEvent.keyboard('{End}');
    await vi.waitFor(
      () => expect(spoken()).toMatch(/^.*30 Apr.*: USDC, aave on Ethereum \d\.\d\d.%, USDT, aave on Ethereum \d\.\d\d.%\. In view: /),
      PATIENCE,
    );
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await vi.waitFor(() => expect(spoken()).toMatch(/^.*30 Apr.*: USDT, aave on Ethereum \d\.\d\d.%\. In view: /), PATIENCE);
    expect(document.querySelector('[data-grid-panel="p-history"] .history-read-out')?.textContent).not.toContain('USDC');
    // The second line has nothing from 11 February to 1 March: that is stepped over.
    await userEvent.keyboard('{Home}{PageDown}{PageDown}');
    await vi.waitFor(() => expect(spoken()).toMatch(/^21 Mar .*: USDT, aave on Ethereum \d/), PATIENCE);
    await userEvent.keyboard('{PageUp}{ArrowRight>10/}');
    await vi.waitFor(() => expect(spoken()).toMatch(/^10 Feb .*: USDT, aave on Ethereum \d/), PATIENCE);
    await userEvent.keyboard('{ArrowRight}');
    await vi.waitFor(() => expect(spoken()).toMatch(/^2 Mar .*: USDT, aave on Ethereum \d/), PATIENCE);
    await userEvent.keyboard('{ArrowLeft}');
    await vi.waitFor(() => expect(spoken()).toMatch(/^10 Feb .*: USDT, aave on Ethereum \d/), PATIENCE);
    expect(Number(slider.getAttribute('aria-valuenow'))).toBe(Date.parse('2026-02-10T23:59:59.999Z'));
    await userEvent.keyboard('{ArrowDown}');
    await vi.waitFor(() => expect(spoken()).toContain('USDC, aave on Ethereum'), PATIENCE);
    slider.blur();
    await vi.waitFor(() => expect(spoken()).toMatch(/^In view: /), PATIENCE);
  });

  test('six subjects are told apart by strokes as well as by colours, in both themes', async () => {
    await openDashboard();
    for (const theme of ['light', 'dark'] as const) {
      setPreferences({ theme });
      await vi.waitFor(() => expect(document.documentElement.dataset['theme']).toBe(theme), PATIENCE);
      const svg = document.querySelector('[data-grid-panel="p-history"] svg.chart')!;
      const styles = [1, 2, 3, 4, 5, 6].map((n) => {
        const path = svg.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'path'));
        path.setAttribute('class', `series series-${n}`);
        const { stroke, strokeDasharray } = getComputedStyle(path);
        path.remove();
        return { stroke, strokeDasharray };
      });
      expect(new Set(styles.map(({ stroke }) => stroke)).size).toBe(6);
      expect(new Set(styles.map(({ strokeDasharray }) => strokeDasharray)).size).toBe(6);
    }
  });
});

describe('a comparison from another screen', () => {
  test('stands side by side at once, and is saved under a name by keyboard', async () => {
    openWindow('dashboards');
    await expect.element(page.getByRole('gridcell', { name: /^Stable pools/ })).toBeVisible();
    compareSubjects([
      { kind: 'pool', id: 'apr' },
      { kind: 'pool', id: 'a' },
    ]);
    await expect.element(page.getByRole('heading', { name: 'Comparison', level: 1 })).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Take ATOM, own delegation away' })).toBeVisible();
    expect(saves()).toEqual([]);
    await page.getByRole('heading', { name: 'Comparison', level: 1 }).click();
    await userEvent.keyboard('s');
    await expect
      .element(page.getByRole('form', { name: 'Save the comparison' }).getByLabelText(/^Name/))
      .toHaveValue('ATOM, own delegation, USDC, aave on Ethereum');
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(saves()).toMatchObject([{ detail: { subjects: [{ id: 'apr' }, { id: 'a' }] } }]), PATIENCE);
  });

  test('more than six are refused with a sentence', async () => {
    openWindow('dashboards');
    await expect.element(page.getByRole('gridcell', { name: /^Stable pools/ })).toBeVisible();
    compareSubjects(Array.from({ length: 7 }, (_, n) => ({ kind: 'pool' as const, id: `p${n}` })));
    await expect.element(page.getByText('6 can stand side by side at most, and 7 are marked. Take some away.').first()).toBeVisible();
  });
});
