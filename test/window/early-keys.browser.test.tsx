import { Actions, DockLocation } from 'flexlayout-react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { heldKeys } from '../../renderer/window/held-keys.ts';
import { modelOf } from '../../renderer/window/places.ts';
import { alertAnswers, type FiringLine, madeFiring, madeRule } from '../alerts/made-alerts.ts';
import { type Answers, answeringBridge } from '../frame/answering-bridge.ts';
import { madeAnswers } from '../frame/made-answers.ts';
import { closeWindow, expectSilence, openWindow } from '../frame/page.tsx';

const firings: FiringLine[] = [];
const answers: Answers = { ...madeAnswers(), ...alertAnswers(firings, [madeRule('r1')]), 'comparison.dashboards': () => [] };
const bridge = answeringBridge(answers);
const quiet = { ...answers };
let checkSilence: () => void;

beforeEach(() => {
  checkSilence = expectSilence();
  Object.assign(answers, quiet);
  firings.splice(0, firings.length, madeFiring(1), madeFiring(2, { title: 'Rate collapses' }));
  bridge.forget();
});

afterEach(() => {
  closeWindow();
  checkSilence();
});

async function openToday(): Promise<void> {
  openWindow('today');
  await expect.element(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
}

/** Keys as fast as a hand that knows the way: none waits for what the one before it brings. */
function press(...keys: readonly string[]): void {
  for (const key of keys)
    (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
}

describe('a key that comes before its screen', () => {
  test('g a n begins a rule', async () => {
    await openToday();
    press('g', 'a', 'n');
    await expect.element(page.getByRole('heading', { name: 'New rule' })).toBeVisible();
  });

  test('g f / goes to the condition of the screener, and not to the search of the window', async () => {
    await openToday();
    press('g', 'f', '/');
    await expect.element(page.getByRole('textbox', { name: 'Condition' })).toHaveFocus();
  });

  test('g d n begins a dashboard', async () => {
    await openToday();
    press('g', 'd', 'n');
    await expect.element(page.getByRole('textbox', { name: 'Name' })).toBeVisible();
  });

  test('g l n begins a watchlist', async () => {
    await openToday();
    press('g', 'l', 'n');
    await expect.element(page.getByRole('textbox', { name: /Title|Name/ }).first()).toBeVisible();
  });

  test('waits for the list that it is about, and keys keep their order', async () => {
    await openToday();
    let tell: () => void = () => undefined;
    const told = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const known = quiet['alerts.firings']!;
    answers['alerts.firings'] = (question, push) => told.then(() => known(question, push));
    press('g', 'a');
    await expect.element(page.getByRole('grid', { name: 'Alerts, newest first' })).toBeVisible();
    press('j', 'a');
    tell();
    await vi.waitFor(() => expect(bridge.calls.filter(({ path }) => path === 'alerts.acknowledge')).toHaveLength(1));
    // The second in the list, the older.
    expect(bridge.calls.find(({ path }) => path === 'alerts.acknowledge')?.input).toMatchObject({ firings: ['f1'] });
  });

  test('what is pressed behind one that waits waits too, and leads on', async () => {
    await openToday();
    press('g', 'a', 'r', 'g', 't');
    await expect.element(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
    press('g', 'a');
    await expect.element(page.getByRole('tab', { name: 'Rules' })).toHaveAttribute('aria-selected', 'true');
  });

  test('a screen behind another tab is not waited for', async () => {
    await openToday();
    const model = modelOf('alerts');
    const rule = { type: 'tab', id: 'over', name: 'Rule', component: 'alert-rule' };
    model.doAction(Actions.addTab(rule, model.getNodeById('alerts')!.getParent()!.getId(), DockLocation.CENTER, -1, true));
    press('g', 'a');
    await expect.element(page.getByRole('heading', { name: 'One line that you want to be told about' })).toBeVisible();
    press('?');
    await expect.element(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  });
});

describe('keys that wait', () => {
  test.each([
    [true, ['y', 'n']],
    [false, []],
  ])('are pressed in their order where that may be (%s), and else are dropped', async (mayAct, expected) => {
    let isAwaited = true;
    const heard: string[] = [];
    const hear = ({ key }: KeyboardEvent) => heard.push(key);
    window.addEventListener('keydown', hear);
    const held = heldKeys(
      () => isAwaited,
      () => mayAct,
    );
    held.hold(new KeyboardEvent('keydown', { key: 'y', cancelable: true }));
    held.hold(new KeyboardEvent('keydown', { key: 'n', cancelable: true }));
    expect(held.none()).toBe(false);
    isAwaited = false;
    await vi.waitFor(() => expect(held.none()).toBe(true));
    window.removeEventListener('keydown', hear);
    expect(heard).toEqual(expected);
  });
});
