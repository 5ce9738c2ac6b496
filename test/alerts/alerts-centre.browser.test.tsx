import { beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { setPreferences } from '../../renderer/window/preferences.ts';
import { findings, openWindow } from '../frame/page.tsx';
import { alertsPage } from './alerts-page.ts';
import { madeDistance, madeFiring, madeRule, madeTerms } from './made-alerts.ts';

const { firings, rules, bridge, callsOf } = alertsPage();

beforeEach(() => {
  firings.push(
    madeFiring(1),
    madeFiring(2, { title: 'Rate collapses', subject: 'p1', subjectTitle: 'USDC, Aave', late: true, severity: 'medium' }),
  );
});

const list = page.getByRole('grid', { name: 'Alerts, newest first' });
const row = (name: RegExp) => list.getByRole('row', { name });

async function openCentre(): Promise<void> {
  openWindow('alerts');
  await expect.element(row(/Depeg of stETH/)).toBeVisible();
}

describe('the alert centre', () => {
  test('is reached by g a, counts in the rail and the top bar, and lists what fires', async () => {
    openWindow('today');
    await expect.element(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
    await userEvent.keyboard('ga');
    await expect.element(row(/Depeg of stETH/)).toBeVisible();
    await expect.element(page.getByRole('button', { name: '2 alerts' })).toBeVisible();
    await expect.element(page.getByRole('link', { name: /Alerts 2/ })).toBeVisible();
    await expect.element(row(/Rate collapses.*late/)).toBeVisible();
  });

  test('acknowledges and snoozes by keys, and offers to take it back', async () => {
    await openCentre();
    await userEvent.click(row(/Depeg of stETH/));
    await userEvent.keyboard('a');
    await expect.element(page.getByRole('status').getByText('Acknowledged: Depeg of stETH, stETH/ETH.')).toBeVisible();
    expect(callsOf('alerts.acknowledge')).toEqual([{ firings: ['f1'], note: '' }]);
    bridge.push('changes', { size: 1, columns: ['alerts'] });
    await expect.element(row(/Depeg of stETH.*acknowledged/)).toBeVisible();
    await userEvent.keyboard('z');
    await expect.element(page.getByRole('toolbar', { name: 'Snooze Depeg of stETH, stETH/ETH' })).toBeVisible();
    await userEvent.keyboard('1');
    await vi.waitFor(() => expect(callsOf('alerts.snooze')).toHaveLength(1));
    expect(callsOf('alerts.snooze')[0]).toMatchObject({ rule: 'r1', subject: 'stETH/ETH' });
    bridge.push('changes', { size: 2, columns: ['alerts'] });
    await expect.element(row(/snoozed for/)).toBeVisible();
  });

  test('holds back what comes while it is looked at, and says so', async () => {
    await openCentre();
    firings.push(madeFiring(3, { title: 'Health factor', subjectTitle: 'Loop', severity: 'critical' }));
    bridge.push('changes', { size: 2, columns: ['alerts'] });
    const more = page.getByRole('button', { name: /1 new/ });
    await expect.element(more).toBeVisible();
    expect(row(/Health factor/).query()).toBeNull();
    await expect.element(row(/Rate collapses/)).toHaveAttribute('aria-rowindex', '2');
    await userEvent.click(more);
    await expect.element(row(/Health factor/)).toBeVisible();
  });

  test('shows at once what the engine finds while the window opens: nobody has looked at the list without it', async () => {
    const opened = vi.spyOn(performance, 'timeOrigin', 'get').mockReturnValue(Date.now() - 5_000);
    await openCentre();
    firings.push(madeFiring(3, { title: 'Health factor', subjectTitle: 'Loop', found: new Date().toISOString() }));
    bridge.push('changes', { size: 2, columns: ['alerts'] });
    await expect.element(row(/Health factor/)).toBeVisible();
    expect(page.getByRole('button', { name: /1 new/ }).query()).toBeNull();
    opened.mockReturnValue(Date.now() - 60_000);
    firings.push(madeFiring(4, { title: 'Deposits drain', found: new Date().toISOString() }));
    bridge.push('changes', { size: 3, columns: ['alerts'] });
    await expect.element(page.getByRole('button', { name: /1 new/ })).toBeVisible();
    opened.mockRestore();
  });

  test('draws the readings that were kept of what has no past, with the firing behind them', async () => {
    const { why } = firings[0]!;
    firings[0] = madeFiring(1, {
      why: { ...why!, rule: 'health < 1.3', readings: [{ ...why!.readings[0]!, name: 'health', metric: 'made.health' }] },
    });
    await openCentre();
    await userEvent.click(row(/Depeg of stETH/));
    const chart = page.getByRole('region', { name: 'Chart' });
    await expect.element(chart.getByText('read at 5 times since 1 Jan 2026')).toBeVisible();
    expect(document.querySelector('.metric-chart path.line.main')?.getAttribute('d')).toMatch(/^M[\d.]+ [\d.]+H[\d.]+V[\d.]+H[\d.]+M/);
    expect(document.querySelectorAll('.metric-chart .band.firing')).toHaveLength(1);
  });

  test('prints with the date, the workspace, the head of the journal and what is listed', async () => {
    await openCentre();
    const heads = () => [...document.querySelectorAll('.print-head')].map((head) => head.textContent);
    expect(heads()).toEqual([expect.stringMatching(/^Alerts: what fires now · .*journal .* entries · head .* UTC$/)]);
    await userEvent.selectOptions(page.getByRole('combobox', { name: 'Severity' }), 'high');
    await userEvent.click(row(/Depeg of stETH/));
    await expect.element(page.getByText('Recomputed from journal and data: identical.')).toBeVisible();
    expect(heads()).toEqual([
      expect.stringContaining('Alerts: what fires now, high'),
      expect.stringContaining('Alert: Depeg of stETH, stETH/ETH'),
    ]);
  });

  test('leads from a row to its file', async () => {
    await openCentre();
    await userEvent.click(row(/Depeg of stETH/));
    await userEvent.click(page.getByRole('button', { name: 'row 62 of steth-eth.csv' }));
    await expect.element(page.getByRole('heading', { name: 'steth-eth.csv' })).toBeVisible();
    await expect.element(page.getByText('You came from row 62 of this file.')).toBeVisible();
  });

  test('filters by state, severity and words', async () => {
    await openCentre();
    await userEvent.click(page.getByRole('button', { name: 'Late' }));
    await vi.waitFor(() => expect(row(/Depeg of stETH/).query()).toBeNull());
    await expect.element(row(/Rate collapses/)).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'All' }));
    await userEvent.fill(page.getByRole('searchbox', { name: 'Search alerts' }), 'depeg');
    await vi.waitFor(() => expect(row(/Rate collapses/).query()).toBeNull());
    await userEvent.selectOptions(page.getByRole('combobox', { name: 'Severity' }), 'critical');
    await expect.element(page.getByText('No alert fits all of this.')).toBeVisible();
  });

  test('says of an alert why it fired, what held, which row, and that it replays', async () => {
    await openCentre();
    await userEvent.click(row(/Depeg of stETH/));
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('stETH/ETH: peg 0.97 ETH.')).toBeVisible();
    await expect.element(page.getByText('Recomputed from journal and data: identical.')).toBeVisible();
    const held = page.getByRole('region', { name: 'What held' });
    await expect.element(held.getByText('peg < 0.98')).toBeVisible();
    await expect.element(held.getByText('held', { exact: true })).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'row 62 of steth-eth.csv' })).toBeVisible();
    await expect.element(page.getByRole('button', { name: /Open Market data/ })).toBeVisible();
    await expect.element(page.getByRole('slider', { name: /Peg of stETH\/ETH/ })).toBeVisible();
  });

  test('has no fault that axe finds, in either theme', async () => {
    await openCentre();
    await userEvent.click(row(/Depeg of stETH/));
    await expect.element(page.getByText('Recomputed from journal and data: identical.')).toBeVisible();
    expect(await findings('.middle')).toEqual([]);
    setPreferences({ theme: 'dark' });
    expect(await findings('.middle')).toEqual([]);
  });

  test('teaches where no rule was ever written', async () => {
    firings.length = 0;
    rules.length = 0;
    openWindow('alerts');
    await expect.element(page.getByRole('heading', { name: 'What fires belongs here' })).toBeVisible();
  });
});

describe('the rules', () => {
  test('stand with the nearest to firing first, and are armed and removed by keys', async () => {
    rules.push(
      madeRule('r2', {
        terms: madeTerms({ title: 'Nearly there' }),
        nearest: { subject: 'stETH/ETH', subjectTitle: 'stETH/ETH', distance: madeDistance(0.01, '1 % from its level') },
      }),
      madeRule('r3', { terms: madeTerms({ title: 'Asleep' }), armedAt: null, watches: null }),
    );
    openWindow('alerts');
    await expect.element(page.getByRole('tab', { name: 'Rules' })).toBeVisible();
    await userEvent.click(page.getByRole('tab', { name: 'Rules' }));
    const table = page.getByRole('grid', { name: 'Rules' });
    await expect.element(table.getByRole('row', { name: /Nearly there/ })).toHaveAttribute('aria-rowindex', '2');
    await expect.element(table.getByRole('row', { name: /Asleep.*not armed/ })).toHaveAttribute('aria-rowindex', '4');
    await expect.element(table.getByRole('img', { name: /Depeg of stETH, rehearsed on stETH\/ETH: 2 firings/ })).toBeVisible();
    await userEvent.click(table.getByRole('row', { name: /Nearly there/ }));
    await userEvent.keyboard('a');
    await vi.waitFor(() => expect(callsOf('alerts.disarm')).toEqual([{ rule: 'r2' }]));
    await userEvent.keyboard('x');
    await vi.waitFor(() => expect(callsOf('alerts.remove')).toEqual([{ rule: 'r2' }]));
    expect(await findings('.panel[data-panel="alerts"]')).toEqual([]);
  });
});

describe('the history', () => {
  test('draws a lane for each rule and subject, walked by keys', async () => {
    firings.push(
      madeFiring(4, {
        cleared: '2026-06-05T00:00:00.000Z',
        ended: 'cleared',
        observed: '2026-06-02T00:00:00.000Z',
        due: '2026-06-02T00:00:00.000Z',
      }),
    );
    openWindow('alerts');
    await userEvent.click(page.getByRole('tab', { name: 'History' }));
    const lanes = page.getByRole('listbox', { name: 'Firings by rule and subject' });
    await expect.element(lanes.getByRole('option', { name: /Depeg of stETH, stETH\/ETH: 2 firings/ })).toBeVisible();
    (lanes.element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    await expect.element(page.getByText(/Enter opens it/)).toBeVisible();
    await userEvent.keyboard('+');
    expect(await findings('.panel[data-panel="alerts"]')).toEqual([]);
  });

  test('says how many firings are not drawn, and draws those of the time that is looked at', async () => {
    const DAY = 864e5;
    const begin = Date.parse('2025-01-01T00:00:00Z');
    firings.length = 0;
    for (let place = 1; place <= 1_500; place += 1) {
      const due = new Date(begin + place * (DAY / 4)).toISOString();
      firings.push(
        madeFiring(place, {
          title: place <= 400 ? 'Early' : 'Later',
          rule: place <= 400 ? 'r0' : 'r1',
          due,
          observed: due,
          cleared: due,
          ended: 'cleared',
        }),
      );
    }
    openWindow('alerts');
    await userEvent.click(page.getByRole('tab', { name: 'History' }));
    await expect.element(page.getByText(/^The newest 1,000 firings are drawn; 500 before 6 May 2025 06:00 are not\./)).toBeVisible();
    const lanes = page.getByRole('listbox', { name: 'Firings by rule and subject' });
    expect(lanes.getByRole('option', { name: /^Early/ }).query()).toBeNull();
    await userEvent.click(page.getByRole('button', { name: 'Draw those before' }));
    await expect.element(lanes.getByRole('option', { name: /^Early, stETH\/ETH: 400 firings/ })).toBeVisible();
    expect(callsOf('alerts.firings')).toContainEqual(expect.objectContaining({ to: '2025-05-06T06:00:00.000Z', limit: 1_000 }));
    await vi.waitFor(() => expect(page.getByText(/are not\./).query()).toBeNull());
    (lanes.element() as HTMLElement).focus();
    await userEvent.keyboard('0');
    await expect.element(page.getByText(/500 before 6 May 2025 06:00 are not\./)).toBeVisible();
  });

  test('turns to the lanes that have no room', async () => {
    firings.length = 0;
    for (let place = 1; place <= 50; place += 1) firings.push(madeFiring(place, { subject: `p${place}`, subjectTitle: `Pool ${place}` }));
    openWindow('alerts');
    await userEvent.click(page.getByRole('tab', { name: 'History' }));
    const lanes = page.getByRole('listbox', { name: 'Firings by rule and subject' });
    await expect.element(page.getByText(/^Lanes 1 to 40 of 50;/)).toBeVisible();
    expect(lanes.getByRole('option', { name: /Pool 10:/ }).query()).toBeNull();
    await userEvent.click(page.getByRole('button', { name: 'Next 40' }));
    await expect.element(page.getByText(/^Lanes 41 to 50 of 50;/)).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Next 40' })).toBeDisabled();
    (lanes.element() as HTMLElement).focus();
    await userEvent.keyboard('{PageUp}');
    await expect.element(page.getByText(/^Lanes 1 to 40 of 50;/)).toBeVisible();
    expect(await findings('.panel[data-panel="alerts"]')).toEqual([]);
  });
});
