import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { useAlertsView } from '../../renderer/alerts/view.ts';
import { setPreferences } from '../../renderer/window/preferences.ts';
import { usePlaces } from '../../renderer/window/places.ts';
import { alertAnswers, type FiringLine, madeDistance, madeFiring, madeRule, type RuleLine } from '../alerts/made-alerts.ts';
import { answeringBridge } from '../frame/answering-bridge.ts';
import { madeAnswers } from '../frame/made-answers.ts';
import { closeWindow, expectSilence, findings, openWindow } from '../frame/page.tsx';

const firings: FiringLine[] = [];
const rules: RuleLine[] = [];
const answers = { ...madeAnswers(), ...alertAnswers(firings, rules) };
const bridge = answeringBridge(answers);
const quiet = { ...answers };
let checkSilence: () => void;

beforeEach(() => {
  checkSilence = expectSilence();
  Object.assign(answers, quiet);
  firings.length = 0;
  rules.splice(0, rules.length, madeRule('r1'));
  setPreferences({ theme: 'light' });
  bridge.forget();
});

afterEach(() => {
  closeWindow();
  checkSilence();
});

const alerts = page.getByRole('region', { name: 'Alerts', exact: true });

async function openToday(): Promise<void> {
  openWindow('today');
  await expect.element(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
}

describe('alerts of today', () => {
  test('gather by rule, the loudest first, and lead to what fires', async () => {
    firings.push(
      madeFiring(1, { severity: 'medium', title: 'Off its month', rule: 'r2', subject: 'a', subjectTitle: 'ADA/USD' }),
      madeFiring(2, { severity: 'medium', title: 'Off its month', rule: 'r2', subject: 'b', subjectTitle: 'BAL/USD' }),
      madeFiring(3, { severity: 'critical', title: 'Health factor', rule: 'r3', subjectTitle: 'Loop' }),
    );
    await openToday();
    await expect.element(alerts.getByText(/and 1 more/)).toBeVisible();
    expect(
      alerts
        .getByRole('listitem')
        .elements()
        .map((each) => each.textContent),
    ).toEqual([expect.stringContaining('Health factor'), expect.stringContaining('Off its month')]);
    expect(await findings('.panel[data-panel="today"]')).toEqual([]);
    await userEvent.click(alerts.getByRole('button', { name: 'Off its month' }));
    await vi.waitFor(() => expect(usePlaces.getState().place).toBe('alerts'));
    expect(useAlertsView.getState()).toMatchObject({ tab: 'centre', state: 'firing', rule: 'r2' });
  });

  test('tell what is near, and not what is far', async () => {
    const watch = {
      rule: 'r1',
      ruleTitle: 'Depeg of stETH',
      kind: 'pair',
      subject: 'stETH/ETH',
      title: 'stETH/ETH',
      phase: 'armed',
      because: null,
      holdsSince: null,
      quietUntil: null,
      values: [],
      distance: madeDistance(0.02, '2 % from its level'),
      snoozedUntil: null,
      firing: null,
    };
    answers['alerts.near'] = () => ({
      total: 2,
      watches: [watch, { ...watch, subject: 'far', title: 'Far away', distance: madeDistance(0.6, '60 % from its level') }],
    });
    await openToday();
    await expect.element(alerts.getByText('2 % from its level')).toBeVisible();
    expect(alerts.getByText(/Far away/).query()).toBeNull();
  });

  test('are left out where no rule was ever written', async () => {
    rules.length = 0;
    await openToday();
    await expect.element(page.getByRole('region', { name: 'Due', exact: true })).toBeVisible();
    expect(alerts.query()).toBeNull();
  });
});

describe('lists and channels of today', () => {
  test('tell of reviews, targets and channels that fail', async () => {
    answers['watchlists.matters'] = () => [
      {
        matter: 'review-due',
        since: '2026-11-20',
        says: 'stETH is to be reviewed',
        list: 'l1',
        entry: 'w1',
        screen: null,
        about: { kind: 'asset', id: 'stETH' },
      },
      {
        matter: 'target-reached',
        since: '2026-11-22',
        says: 'ETH: price is at least 3,000.',
        list: 'l1',
        entry: 'w2',
        screen: null,
        about: { kind: 'asset', id: 'ETH' },
      },
    ];
    const terms = { name: 'Desk mail', on: true };
    answers['delivery.channels'] = () => [
      { channel: 'c1', terms, dead: 2, obstacle: null, last: null },
      { channel: 'c2', terms: { ...terms, name: 'Asleep', on: false }, dead: 3, obstacle: null, last: null },
    ];
    await openToday();
    const review = page
      .getByRole('region', { name: 'Due', exact: true })
      .getByRole('listitem')
      .filter({ hasText: 'stETH is to be reviewed' });
    await expect.element(review.getByText('20 Nov 2026', { exact: true })).toBeVisible();
    await expect.element(page.getByRole('region', { name: 'Lists' }).getByText(/price is at least 3,000/)).toBeVisible();
    await expect.element(page.getByRole('region', { name: 'Data' }).getByText(/2 of its messages could not be delivered/)).toBeVisible();
    expect(page.getByText('Asleep').query()).toBeNull();
  });
});
