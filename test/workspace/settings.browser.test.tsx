import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { setPreferences, usePreferences } from '../../renderer/window/preferences.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/workspace/index.ts';
import { answeringBridge } from '../frame/answering-bridge.ts';
import { closeWindow, expectSilence, findings, openWindow } from '../frame/page.tsx';

const ROOT = 'ab'.repeat(32);
const BACKUP = '/books/books.backups/books.2026-11-21T06-00-00.000Z.daily.countinghouse';
const BROKEN = '/books/books.backups/books.2026-11-20T06-00-00.000Z.daily.countinghouse';
let settings: Settings = DEFAULT_SETTINGS;

const bridge = answeringBridge({
  'workspace.settings': () => settings,
  'workspace.changeSettings': (changes: Partial<Settings>) => {
    if (changes.backupFolder === '/nowhere')
      return { error: { code: 'no-folder', message: 'There is no folder /nowhere. Make it, or name another.' } };
    settings = { ...settings, ...changes };
    return { ok: settings };
  },
  'workspace.status': () => ({
    path: '/books/books.countinghouse',
    version: 5,
    events: 7,
    root: ROOT,
    checkpoint: null,
    lastBackup: null,
    readOnly: false,
  }),
  'workspace.backups': () => ({
    folder: '/books/books.backups',
    backups: [
      { file: BACKUP, at: '2026-11-21T06:00:00.000Z', reason: 'daily', bytes: 8_400_000 },
      { file: BROKEN, at: '2026-11-20T06:00:00.000Z', reason: 'daily', bytes: 8_300_000 },
    ],
  }),
  'workspace.verifyBackup': ({ file }: { file: string }) =>
    file === BROKEN
      ? { error: { code: 'not-a-sound-workspace', message: 'It cannot be used: page 12 is damaged.' } }
      : { ok: { file, version: 5, events: 5, root: ROOT, bytes: 8_400_000 } },
  'workspace.backUp': () => ({ ok: { job: 'job-1' } }),
  'jobs.finished': () => ({
    id: 'job-1',
    kind: 'workspace.back-up',
    title: 'Backing up',
    state: 'done',
    done: 1,
    total: 1,
    what: '',
    startedAt: '2026-11-20T10:00:00.000Z',
    result: { file: BACKUP, events: 7 },
  }),
  'jobs.list': () => [],
  'journal.head': () => ({ events: 7, root: ROOT }),
  'market.coverage': () => [],
  'workspace.persons': () => [{ person: 'owner', name: 'Owner', role: '', retired: false, hasPin: false }],
  'workspace.passphrase': () => ({ set: false, unlocked: false, since: null, sealed: 0, plain: 2, openBackups: [] }),
});
const opened: unknown[] = [];
Object.defineProperty(window, 'countinghouse', {
  value: { ...window.countinghouse, openWorkspace: async (wish: unknown) => void opened.push(wish) },
  configurable: true,
});

let checkSilence: () => void;
beforeEach(async () => {
  checkSilence = expectSilence();
  settings = DEFAULT_SETTINGS;
  opened.length = 0;
  bridge.forget();
  openWindow('settings');
  await vi.waitUntil(() => page.getByRole('heading', { name: 'Backups', level: 2 }).query(), { timeout: 10_000 });
});
afterEach(() => {
  closeWindow();
  setPreferences({ theme: 'light', discreet: false, density: 'compact' });
  checkSilence();
});

const changes = () => bridge.calls.filter(({ path }) => path === 'workspace.changeSettings').map(({ input }) => input);

describe('a rate of tax', () => {
  test('typed in per cent is kept as an exact fraction, once, on Enter', async () => {
    await page.getByLabelText('On rewards').fill('25,5');
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(changes()).toEqual([{ incomeTaxRate: '0.255' }]));
    bridge.push('changes', { size: 8, columns: ['workspace'] });
    await expect.element(page.getByLabelText('On rewards')).toHaveValue('25.5');
  });

  test('that is none is not sent, and says what would be one', async () => {
    await page.getByLabelText('On gains', { exact: true }).fill('250');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('from 0 to 100')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByLabelText('On gains', { exact: true })).toHaveValue('');
    expect(changes()).toEqual([]);
  });
});

test('every setting says what it changes, tied to its control', () => {
  const controls = [...document.querySelectorAll<HTMLElement>('.setting [aria-describedby]')];
  expect(controls.length).toBeGreaterThan(10);
  for (const control of controls) {
    const sentence = document.getElementById(control.getAttribute('aria-describedby') ?? '')?.textContent ?? '';
    expect(sentence, control.outerHTML).toMatch(/^[A-Z].{20,}\.$/s);
  }
});

test('the look of the window is not written into the workspace', async () => {
  await page.getByRole('radio', { name: 'Dark' }).click({ force: true });
  expect(document.documentElement.dataset['theme']).toBe('dark');
  await page.getByRole('radio', { name: 'Comfortable' }).click({ force: true });
  expect(usePreferences.getState().density).toBe('comfortable');
  expect(changes()).toEqual([]);
});

describe('backups', () => {
  test('a folder that is refused is told, and the one before stays', async () => {
    await page.getByLabelText('Folder').fill('/nowhere');
    await userEvent.keyboard('{Enter}');
    await expect
      .element(page.getByLabelText('What just happened').getByText('There is no folder /nowhere. Make it, or name another.'))
      .toBeVisible();
    await expect.element(page.getByLabelText('Folder')).toHaveValue('/books/books.backups');
  });

  test('one that is asked for is told once it was verified', async () => {
    await page.getByRole('button', { name: 'Back up now' }).click();
    await expect.element(page.getByLabelText('What just happened').getByText(/^Backed up and verified: 7 entries in /)).toBeVisible();
  });

  test('a restore says what would no longer be seen, and waits for the verification', async () => {
    await page
      .getByRole('button', { name: /^Restore the backup of/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await expect.element(dialog.getByText('2 entries would no longer be seen.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Restore' }).click();
    await vi.waitFor(() => expect(opened).toEqual([{ backup: BACKUP }]));
  });

  test('one that does not verify cannot be restored, and Escape backs out', async () => {
    await page
      .getByRole('button', { name: /^Restore the backup of/ })
      .last()
      .click();
    const dialog = page.getByRole('dialog');
    await expect.element(dialog.getByText('It cannot be used: page 12 is damaged.')).toBeVisible();
    await expect.element(dialog.getByRole('button', { name: 'Restore' })).toBeDisabled();
    await userEvent.keyboard('{Escape}');
    await expect.element(dialog).not.toBeInTheDocument();
    expect(opened).toEqual([]);
  });
});

test.each(['light', 'dark'] as const)('axe finds nothing, %s', async (theme) => {
  setPreferences({ theme });
  await expect.element(page.getByRole('button', { name: /^Restore the backup of/ }).first()).toBeVisible();
  expect(await findings('.middle')).toEqual([]);
});
