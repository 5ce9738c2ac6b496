import { describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { writeRule } from '../../renderer/alerts/ways.ts';
import { forgetDraft } from '../../renderer/window/kept-draft.ts';
import { setPreferences } from '../../renderer/window/preferences.ts';
import { PRESETS } from '../../shared/alerts/index.ts';
import { findings, openWindow } from '../frame/page.tsx';
import { alertsPage } from './alerts-page.ts';

const { answers, bridge } = alertsPage({ tab: 'rules' });

const text = page.getByRole('textbox', { name: 'The rule as text' });
const figures = page.getByRole('region', { name: 'Rehearsal' });
const firingsRow = (count: string) => figures.getByRole('row', { name: `Firings ${count}` });

/** A new rule about the made pair, as another screen begins it; what an earlier test typed is forgotten. */
async function openNew(rule: string): Promise<void> {
  forgetDraft(`alerts.new.${JSON.stringify({ kind: 'pair', ids: ['stETH/ETH'], rule })}`);
  openWindow('alerts');
  await expect.element(page.getByRole('heading', { name: 'Alerts', level: 1 })).toBeVisible();
  writeRule({ kind: 'pair', ids: ['stETH/ETH'], rule });
  await expect.element(text).toBeVisible();
}

async function keys(element: { element(): Element }, pressed: string): Promise<void> {
  (element.element() as HTMLElement).focus();
  await userEvent.keyboard(pressed);
}

describe('a rule that is written', () => {
  test('means a sentence, and is rehearsed as it is typed', async () => {
    await openNew('peg < 0.98 for 2d clear > 0.99');
    await expect
      .element(page.getByText('Warn when the peg of stETH/ETH falls below 0.98 for at least 2 days, clear above 0.99.'))
      .toBeVisible();
    await expect.element(firingsRow('2')).toBeVisible();
    await userEvent.fill(text, 'peg < 0.965 for 2d');
    await expect.element(firingsRow('1')).toBeVisible();
    await userEvent.fill(text, 'peg < 0.5');
    await expect.element(firingsRow('0')).toBeVisible();
    await userEvent.fill(text, 'peg <');
    await expect.element(page.getByText(/As soon as the rule means something/)).toBeVisible();
  });

  test('is one in fields and text: either changes the other', async () => {
    await openNew('peg < 0.98 for 2d clear > 0.99');
    await expect.element(page.getByRole('textbox', { name: 'Level' })).toHaveValue('0.98');
    await expect.element(page.getByRole('textbox', { name: 'Above' })).toHaveValue('0.99');
    await userEvent.fill(page.getByRole('textbox', { name: 'Level' }), '0.97');
    await expect.element(text).toHaveValue('peg < 0.97 for 2d clear > 0.99');
    await userEvent.selectOptions(page.getByRole('combobox', { name: 'What of it' }), 'drawdown');
    await expect.element(text).toHaveValue('drawdown(peg, 7d) < 0.97 for 2d clear > 0.99');
    await userEvent.fill(text, 'peg < 0.9 and price > 1');
    await expect.element(page.getByText(/joins several conditions/)).toBeVisible();
    await userEvent.fill(text, 'stuck(peg, 3d) severity low');
    await expect.element(page.getByRole('combobox', { name: 'What of it' })).toHaveValue('stuck');
    await expect.element(page.getByRole('combobox', { name: 'Severity' })).toHaveValue('low');
  });

  test('keeps what is unfinished in the fields', async () => {
    await openNew('peg < 0.98');
    await userEvent.fill(page.getByRole('textbox', { name: 'Level' }), '');
    await expect.element(text).toHaveValue('peg < ');
    await expect.element(page.getByRole('textbox', { name: 'Level' })).toHaveValue('');
    await userEvent.fill(page.getByRole('textbox', { name: 'Level' }), '4 potatoes');
    await expect.element(page.getByRole('textbox', { name: 'Level' })).toHaveValue('4 potatoes');
    await expect.element(page.getByRole('textbox', { name: 'Level' })).toHaveAttribute('aria-invalid', 'true');
  });

  test('has its level moved by arrow keys, and firings follow; the clearing keeps its distance', async () => {
    await openNew('peg < 0.955 clear > 0.965');
    await expect.element(firingsRow('0')).toBeVisible();
    const handle = page.getByRole('slider', { name: 'Level: below 0.955' });
    await expect.element(handle).toBeVisible();
    await keys(handle, '{PageUp}'.repeat(12));
    await expect.element(text).toHaveValue('peg < 0.961 clear > 0.971');
    await expect.element(firingsRow('1')).toBeVisible();
    const slider = page.getByRole('slider', { name: /Fires where peg is below/ });
    await keys(slider, '{ArrowRight}');
    await vi.waitFor(() => expect((text.element() as HTMLTextAreaElement).value).not.toBe('peg < 0.961 clear > 0.971'));
  });

  test('over a metric without a past says so, and is rehearsed on what was kept', async () => {
    await openNew('health < 1.3');
    await expect
      .element(
        page.getByText(/There is no past of “Health factor” to rehearse on but what was kept: it was read at 5 times since 1 Jan 2026/),
      )
      .toBeVisible();
    await expect.element(firingsRow('1')).toBeVisible();
    const drawn = document.querySelector('.rehearsal path.line.main')?.getAttribute('d') ?? '';
    // Steps; and a break where it was not known.
    expect(drawn.match(/[MHVL]/g)?.join('')).toBe('MHVHMHV');
    expect(document.querySelectorAll('.rehearsal circle.reading')).toHaveLength(4);
    answers['alerts.samples'] = () => ({ total: 0, since: null, currency: null, samples: [] });
    bridge.push('changes', { size: 9, columns: ['alerts'] });
    await expect.element(page.getByText(/It is read from when a rule over it is armed, and no reading has been kept yet\./)).toBeVisible();
  });

  test('is rehearsed first on what it would fire for, and stays there while a level moves', async () => {
    let nearest = 'stETH/ETH';
    answers['alerts.preview'] = () => ({
      fault: null,
      text: null,
      says: null,
      notes: [],
      inputs: [],
      refused: null,
      subjects: 2,
      evaluated: 2,
      firing: 1,
      unknown: 0,
      watches: [{ subject: nearest, title: nearest, holds: true, fires: true, isGone: false, values: [], distance: null }],
    });
    answers['metrics.subjects'] = () => ({ total: 1, subjects: [{ kind: 'pair', id: 'other/ETH', title: 'other/ETH' }] });
    forgetDraft(`alerts.new.${JSON.stringify({ kind: 'pair', rule: 'peg < 0.98' })}`);
    openWindow('alerts');
    await expect.element(page.getByRole('heading', { name: 'Alerts', level: 1 })).toBeVisible();
    writeRule({ kind: 'pair', rule: 'peg < 0.98' });
    const chart = page.getByRole('slider', { name: /Peg of stETH\/ETH: the observation/ });
    await expect.element(chart).toBeVisible();
    nearest = 'other/ETH';
    await userEvent.fill(text, 'peg < 0.965');
    await expect.element(firingsRow('1')).toBeVisible();
    await expect.element(chart).toBeVisible();
  });

  test('is compared with another, and scored against drawdowns that are marked', async () => {
    answers['alerts.marks'] = () => [{ from: '2026-03-03T00:00:00.000Z', to: '2026-03-10T00:00:00.000Z', note: '' }];
    await openNew('peg < 0.98');
    await expect.element(figures.getByRole('row', { name: 'Drawdowns warned of 1 of 1' })).toBeVisible();
    await expect.element(figures.getByRole('row', { name: 'False alarms 1' })).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Compare with another rule' }));
    await userEvent.fill(page.getByRole('textbox', { name: 'Another rule to compare with' }), 'peg < 0.965');
    await expect.element(figures.getByRole('row', { name: 'Firings 2 1' })).toBeVisible();
    await expect.element(figures.getByRole('row', { name: 'Drawdowns warned of 1 of 1 0 of 1' })).toBeVisible();
  });

  test('marks a drawdown on the chart by keys', async () => {
    await openNew('peg < 0.98');
    const chart = page.getByRole('slider', { name: /Peg of stETH\/ETH: the observation/ });
    await expect.element(chart).toBeVisible();
    await keys(chart, '{Home}m');
    await expect.element(page.getByText(/A drawdown begins on/)).toBeVisible();
    await keys(chart, '{ArrowRight}{ArrowRight}m');
    await vi.waitFor(() => expect(bridge.calls.some(({ path }) => path === 'alerts.markDrawdowns')).toBe(true));
    const { input } = bridge.calls.find(({ path }) => path === 'alerts.markDrawdowns')!;
    expect(input).toMatchObject({
      kind: 'pair',
      subject: 'stETH/ETH',
      metric: 'market.peg',
      marks: [{ from: '2026-01-02T00:00:00.000Z', to: '2026-01-04T00:00:00.000Z' }],
    });
  });

  test('is kept and armed, with a title made of what it means', async () => {
    await openNew('peg < 0.98 for 2d');
    await expect.element(firingsRow('2')).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Save and arm' }));
    await vi.waitFor(() => expect(bridge.calls.some(({ path }) => path === 'alerts.write')).toBe(true));
    const { input } = bridge.calls.find(({ path }) => path === 'alerts.write')!;
    expect(input).toMatchObject({
      arm: true,
      terms: {
        title: 'stETH/ETH: peg falls below 0.98',
        rule: 'peg < 0.98 for 2d',
        about: { kind: 'pair', which: { of: 'named', ids: ['stETH/ETH'] } },
      },
    });
    expect(input).not.toHaveProperty('terms.fields');
  });

  test('waits if it is left, and is not sent while something is missing', async () => {
    await openNew('peg < 0.98');
    await userEvent.fill(page.getByRole('textbox', { name: 'Title' }), 'My peg');
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('heading', { name: 'New rule' })).not.toBeInTheDocument();
    await openNew('peg < 0.97');
    await userEvent.fill(page.getByRole('textbox', { name: 'Title' }), 'My peg');
    page
      .getByRole('link', { name: /Today/ })
      .element()
      .dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    await expect.element(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
    page
      .getByRole('link', { name: /Alerts/ })
      .element()
      .dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    await expect.element(page.getByRole('textbox', { name: 'Title' })).toHaveValue('My peg');
    await expect.element(page.getByText(/Continued as you left it/)).toBeVisible();
    await userEvent.fill(text, 'peg <');
    await userEvent.click(page.getByRole('button', { name: 'Save and arm' }));
    await expect.element(page.getByRole('alert')).toBeVisible();
    expect(bridge.calls.some(({ path }) => path === 'alerts.write')).toBe(false);
  });

  test('has no fault that axe finds, in either theme', async () => {
    await openNew('peg < 0.98 clear > 0.99');
    await expect.element(firingsRow('2')).toBeVisible();
    expect(await findings('.middle')).toEqual([]);
    setPreferences({ theme: 'dark' });
    expect(await findings('.middle')).toEqual([]);
  });
});

describe('presets', () => {
  const depeg = PRESETS.find(({ id }) => id === 'pair-depeg')!;
  const offered = () => [
    {
      ...depeg,
      rule: 'peg < 0.98 for 2h clear > 0.99 severity high',
      says: null,
      fault: null,
      rehearsal: {
        subjects: 1,
        rehearsed: 1,
        firings: 2,
        firing: 0,
        perMonth: 0.3,
        examples: [{ subject: 'stETH/ETH', title: 'stETH/ETH', firings: 2 }],
      },
    },
  ];

  async function choose(): Promise<void> {
    answers['alerts.presets'] = offered;
    forgetDraft('alerts.new.{}');
    openWindow('alerts');
    await expect.element(page.getByRole('heading', { name: 'Alerts', level: 1 })).toBeVisible();
    await userEvent.keyboard('n');
    await userEvent.click(page.getByRole('button', { name: /Pair below its peg/ }));
    await expect.element(text).toHaveValue('peg < 0.98 for 2h clear > 0.99 severity high');
  }

  test('stand before an empty rule, each with what it would have done here', async () => {
    answers['alerts.presets'] = offered;
    forgetDraft('alerts.new.{}');
    openWindow('alerts');
    await expect.element(page.getByRole('heading', { name: 'Alerts', level: 1 })).toBeVisible();
    await userEvent.keyboard('n');
    await expect.element(page.getByText('On your data, over 1 pair, it would have fired 2 times, 0.3 a month each.')).toBeVisible();
    expect(await findings('.middle')).toEqual([]);
    await userEvent.click(page.getByRole('button', { name: /Pair below its peg/ }));
    await expect.element(text).toHaveValue('peg < 0.98 for 2h clear > 0.99 severity high');
    await expect.element(page.getByRole('button', { name: 'Leave stETH/ETH out' })).toBeVisible();
  });

  test('have their numbers in fields, with unit and range, and the same rule comes out as by text', async () => {
    await choose();
    const level = page.getByRole('textbox', { name: /^Below which it counts as lost/ });
    await expect.element(level).toHaveValue('0.98');
    await expect.element(level).toHaveAccessibleDescription('0.8 to 0.985');
    await userEvent.fill(level, '0.97');
    await expect.element(text).toHaveValue('peg < 0.97 for 2h clear > 0.99 severity high');
    await userEvent.fill(page.getByRole('textbox', { name: /^How long it must last/ }), '3');
    await userEvent.selectOptions(page.getByRole('combobox', { name: /^Unit of how long it must last/ }), 'd');
    await expect.element(text).toHaveValue('peg < 0.97 for 3d clear > 0.99 severity high');
    await expect
      .element(page.getByText('Warn when the peg of stETH/ETH falls below 0.97 for at least 3 days, clear above 0.99, severity high.'))
      .toBeVisible();
    // What is no number stays out of the rule; what is unusual is said, and let through.
    await userEvent.fill(level, '0.');
    await expect.element(level).toHaveAttribute('aria-invalid', 'true');
    await expect.element(text).toHaveValue('peg < 0.97 for 3d clear > 0.99 severity high');
    await userEvent.fill(level, '0.5');
    await expect.element(page.getByText('Unusual: it is mostly 0.8 to 0.985.')).toBeVisible();
    await userEvent.fill(text, 'peg < 0.96 for 1d clear > 0.99 severity low');
    await expect.element(level).toHaveValue('0.96');
    expect(await findings('.middle')).toEqual([]);
    await userEvent.fill(text, 'peg < 0.96');
    await expect.element(level).not.toBeInTheDocument();
  });
});
