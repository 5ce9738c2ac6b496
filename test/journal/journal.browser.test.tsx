import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { useVerdict } from '../../renderer/journal/verdict.ts';
import { setPreferences } from '../../renderer/window/preferences.ts';
import { answeringBridge } from '../frame/answering-bridge.ts';
import { closeWindow, expectSilence, findings, openWindow } from '../frame/page.tsx';

/** A journal of a million entries, of which every one can be made on demand. */
const EVENTS = 1_000_000;
const ROOT = '5dd88f06fd07187d59b1d79c1e100e0b4a1bfb609510492443fbdadff46a30c8';

function lineOf(seq: number) {
  const line = { seq, id: `event-${seq}`, at: '2026-11-20T10:00:00.000Z', actor: 'owner', subject: `position-${seq}` };
  if (seq % 10 === 3)
    return {
      ...line,
      type: 'workspace.backed-up',
      words: `Backup of ${seq} events made`,
      undoable: false,
      payload: { file: 'a.countinghouse' },
    };
  const payload = { name: 'DOT', before: { commission: '0.05' }, after: { commission: '0.03' } };
  return { ...line, type: 'positions.edited', words: `Position ${seq} edited`, undoable: true, payload };
}

interface LogQuestion {
  readonly before?: number;
  readonly limit: number;
  readonly search?: string;
}

const bridge = answeringBridge({
  'journal.head': () => ({ events: EVENTS, root: ROOT }),
  'journal.log': ({ before = EVENTS, limit, search }: LogQuestion) => {
    if (search !== undefined) {
      // A step through a long journal may find nothing and still go on.
      if (before === EVENTS) return { lines: [], next: EVENTS - 20_000 };
      return { lines: [lineOf(41), lineOf(40)], next: null };
    }
    const first = Math.max(0, Math.min(before, EVENTS) - limit);
    return {
      lines: Array.from({ length: Math.min(before, EVENTS) - first }, (_, index) => lineOf(Math.min(before, EVENTS) - 1 - index)),
      next: first,
    };
  },
  'journal.entry': ({ event }: { event: string }) => ({
    ...lineOf(Number(event.replace('event-', ''))),
    leaf: '{"kind":"positions.edited"}',
    leafHash: ROOT,
    parents: [],
  }),
  'journal.undo': ({ target }: { target?: string }) =>
    target === 'event-999993'
      ? { error: { code: 'cannot-be-undone', message: 'A copy that was made cannot be unmade.' } }
      : { ok: { event: target, words: 'Position 999999 edited', by: 'event-x' } },
  'journal.verify': () => ({ ok: { job: 'job-1' } }),
  'jobs.finished': () => ({
    id: 'job-1',
    kind: 'journal.verify',
    title: 'Verifying the workspace',
    state: 'done',
    done: 1,
    total: 1,
    what: '',
    startedAt: '2026-11-20T10:00:00.000Z',
    result: {
      holds: false,
      events: EVENTS,
      root: ROOT,
      checks: [
        { name: 'file', holds: true, checked: 12, says: 'Every page of the file is sound.', findings: [], count: 0 },
        {
          name: 'entries',
          holds: false,
          checked: EVENTS,
          says: '',
          findings: [{ seq: 41, message: 'Its hash is not that of its leaf.' }],
          count: 3,
        },
      ],
    },
  }),
  'jobs.list': () => [],
  'workspace.status': () => ({
    path: '/b.countinghouse',
    version: 5,
    events: EVENTS,
    root: ROOT,
    checkpoint: null,
    lastBackup: null,
    readOnly: false,
  }),
  'market.coverage': () => [],
});

let checkSilence: () => void;
beforeEach(async () => {
  checkSilence = expectSilence();
  useVerdict.setState({ report: null, rebuilt: null, job: null });
  openWindow('journal');
  await vi.waitUntil(() => page.getByRole('heading', { name: 'Journal', level: 1 }).query(), { timeout: 10_000 });
});
afterEach(() => {
  closeWindow();
  setPreferences({ theme: 'light', discreet: false, density: 'compact' });
  checkSilence();
});

const table = page.getByRole('grid', { name: 'Entries of the journal, newest first' });
const calls = (path: string) => bridge.calls.filter((call) => call.path === path);

describe('a journal of a million entries', () => {
  test('shows the newest first and draws only what is in view', async () => {
    await expect.element(table.getByText('Position 999999 edited')).toBeVisible();
    await expect.element(table).toHaveAttribute('aria-rowcount', String(EVENTS + 1));
    expect(document.querySelectorAll('tbody tr').length).toBeLessThan(80);
  });

  test('is gone through to its first entry and back by two keys', async () => {
    await expect.element(table.getByText('Position 999999 edited')).toBeVisible();
    await table.click({ position: { x: 300, y: 12 } });
    await userEvent.keyboard('{End}');
    await expect.element(table.getByText('Position 0 edited')).toBeVisible();
    expect(table.element().getAttribute('aria-activedescendant')).toMatch(/-999999$/);
    await userEvent.keyboard('{Home}');
    await expect.element(table.getByText('Position 999999 edited')).toBeVisible();
  });

  test('an entry that is appended moves no page that was read', async () => {
    await expect.element(table.getByText('Position 999999 edited')).toBeVisible();
    const before = calls('journal.log').map(({ input }) => input);
    expect(before.length).toBeGreaterThan(0);
    for (const input of before) expect((input as { before: number }).before % 200).toBe(0);
  });
});

describe('an entry', () => {
  test('opens beside the list: what it changed, its leaf hash in blocks of four', async () => {
    await expect.element(table.getByText('Position 999999 edited')).toBeVisible();
    await table.click({ position: { x: 300, y: 12 } });
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('heading', { name: 'Entry 999,999' })).toBeVisible();
    const changes = page.getByRole('table').filter({ hasText: 'Before' });
    await expect.element(changes.getByRole('row').nth(1)).toHaveTextContent('commission0.050.03');
    const blocks = [...document.querySelectorAll('.hash span')].map((block) => block.textContent);
    expect(blocks).toHaveLength(16);
    expect(blocks.join('')).toBe(ROOT);
  });

  test('is taken back by a key, and a line says what was taken back', async () => {
    await expect.element(table.getByText('Position 999999 edited')).toBeVisible();
    await table.click({ position: { x: 300, y: 12 } });
    await userEvent.keyboard('u');
    await expect.element(page.getByText('Taken back: Position 999999 edited.').last()).toBeVisible();
    expect(calls('journal.undo').at(-1)?.input).toEqual({ target: 'event-999999' });
  });

  test('that cannot be taken back says why', async () => {
    await table.getByText('Backup of 999993 events made').click();
    await page.getByRole('button', { name: 'Why?' }).click();
    await expect.element(page.getByRole('alert')).toHaveTextContent('A copy that was made cannot be unmade.');
  });
});

test('a search goes on through stretches that hold nothing, and Escape gives the whole journal back', async () => {
  await table.click({ position: { x: 300, y: 12 } });
  await userEvent.keyboard('/');
  await userEvent.keyboard('dot');
  await expect.element(page.getByText('2 found')).toBeVisible();
  await expect.element(table.getByText('Position 41 edited')).toBeVisible();
  await userEvent.keyboard('{Escape}{Escape}');
  await expect.element(table).toHaveFocus();
  await expect.element(table.getByText('Position 999999 edited')).toBeVisible();
});

test('a verification that finds something says which entries, and is never told as a success', async () => {
  await table.click({ position: { x: 300, y: 12 } });
  await userEvent.keyboard('v');
  await expect.element(page.getByText('Something does not hold', { exact: true })).toBeVisible();
  await expect.element(page.getByText('Entry 41: Its hash is not that of its leaf.')).toBeVisible();
  await expect.element(page.getByText('and 2 more')).toBeVisible();
  expect(document.querySelector('.verdict.broken')).not.toBeNull();
});

test.each(['light', 'dark'] as const)('axe finds nothing, %s', async (theme) => {
  setPreferences({ theme });
  await table.getByText('Backup of 999993 events made').click();
  await expect.element(page.getByRole('button', { name: 'Why?' })).toBeVisible();
  expect(await findings('.middle')).toEqual([]);
});
