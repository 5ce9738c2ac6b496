import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { setPreferences, usePreferences } from '../../renderer/window/preferences.ts';
import { answeringBridge } from './answering-bridge.ts';
import { madeAnswers } from './made-answers.ts';
import { closeWindow, expectSilence, findings, openWindow } from './page.tsx';

const bridge = answeringBridge(madeAnswers());
/** Milliseconds that a busy machine may need. */
const PATIENCE = { timeout: 10_000 };
let checkSilence: () => void;

beforeEach(async () => {
  checkSilence = expectSilence();
  bridge.forget();
  openWindow('today');
  await vi.waitUntil(() => page.getByRole('heading', { name: 'Today', level: 1 }).query(), PATIENCE);
});

afterEach(() => {
  closeWindow();
  setPreferences({ theme: 'light', discreet: false, density: 'compact' });
  checkSilence();
});

describe('keys', () => {
  test('g and a letter go to a place, and back again', async () => {
    await userEvent.keyboard('gp');
    await expect.element(page.getByRole('heading', { name: 'Positions', level: 1 })).toBeVisible();
    expect(location.hash).toBe('#/positions');
    await userEvent.keyboard('gt');
    await expect.element(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
  });

  test('? lists the keys of where the person is, Escape closes the list', async () => {
    await userEvent.keyboard('gp');
    await expect.element(page.getByRole('heading', { name: 'Positions', level: 1 })).toBeVisible();
    await userEvent.keyboard('?');
    const keys = page.getByRole('dialog', { name: 'Keys' });
    await expect.element(keys.getByText('Add a position')).toBeVisible();
    await expect.element(keys.getByText('Next pane')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(keys).not.toBeInTheDocument();
  });

  test('one field finds commands and positions, and gives the focus back', async () => {
    await userEvent.keyboard('{Control>}k{/Control}');
    const field = page.getByRole('combobox', { name: 'Search, or run a command' });
    await expect.element(field).toHaveFocus();
    await userEvent.keyboard('discreet');
    await expect.element(page.getByRole('option', { name: /Discreet mode/ })).toBeVisible();
    await userEvent.keyboard('{Enter}');
    expect(usePreferences.getState().discreet).toBe(true);
    await expect.element(field).not.toHaveFocus();
  });

  test('F6 goes from pane to pane', async () => {
    const visited = new Set<string>();
    for (let step = 0; step < 6; step += 1) {
      await userEvent.keyboard('{F6}');
      visited.add(document.activeElement?.closest<HTMLElement>('[data-pane]')?.className ?? '');
    }
    expect([...visited]).toEqual(expect.arrayContaining(['rail', 'search', 'panel', 'statusline']));
  });

  test('u undoes, and a line says what was taken back', async () => {
    await userEvent.keyboard('u');
    await vi.waitFor(() => expect(bridge.calls.map(({ path }) => path)).toContain('journal.undo'), PATIENCE);
    await expect.element(page.getByLabelText('What just happened')).toBeVisible();
  });

  test('letters typed into a field are text, not commands', async () => {
    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.keyboard('gpu');
    expect(location.hash).toBe('#/today');
    expect(bridge.calls.map(({ path }) => path)).not.toContain('journal.undo');
    await userEvent.keyboard('{Escape}');
  });
});

describe('the native menu', () => {
  test('runs the same commands by their ids', async () => {
    bridge.choose({ id: 'view.discreet' });
    expect(usePreferences.getState().discreet).toBe(true);
    bridge.choose({ id: 'go.positions' });
    await expect.element(page.getByRole('heading', { name: 'Positions', level: 1 })).toBeVisible();
  });
});

describe('a job', () => {
  const job = {
    id: 'j',
    kind: 'imports.commit',
    title: 'Importing ledgers.csv',
    done: 62,
    total: 100,
    what: 'rows',
    startedAt: new Date().toISOString(),
  };

  test('shows how far it is, Escape twice cancels it, and its end is told once', async () => {
    bridge.push('jobs.progress', { ...job, state: 'running' });
    await expect.element(page.getByRole('progressbar', { name: 'Importing ledgers.csv' })).toHaveAttribute('value', '62');
    await userEvent.keyboard('{Escape}');
    expect(bridge.calls.map(({ path }) => path)).not.toContain('jobs.cancel');
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => expect(bridge.calls).toContainEqual({ path: 'jobs.cancel', input: { job: 'j' } }), PATIENCE);
    bridge.push('jobs.progress', { ...job, state: 'cancelled' });
    await expect.element(page.getByRole('progressbar', { name: 'Importing ledgers.csv' })).not.toBeInTheDocument();
  });
});

describe('a change by somebody else', () => {
  test('has what depends on it read again, and nothing else', async () => {
    await vi.waitFor(() => expect(bridge.calls.filter(({ path }) => path === 'market.coverage')).toHaveLength(1), PATIENCE);
    const lists = bridge.calls.filter(({ path }) => path === 'positions.list').length;
    bridge.push('changes', { size: 10, columns: ['positions'] });
    await vi.waitFor(() => expect(bridge.calls.filter(({ path }) => path === 'positions.list').length).toBeGreaterThan(lists), PATIENCE);
    expect(bridge.calls.filter(({ path }) => path === 'market.coverage')).toHaveLength(1);
  });
});

describe('axe', () => {
  test.each(['light', 'dark'] as const)('finds nothing in the frame and Today, %s', async (theme) => {
    setPreferences({ theme });
    await expect.element(page.getByRole('region', { name: 'Moved most' })).toBeVisible();
    expect(await findings('.frame')).toEqual([]);
  });
});
