import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { listenForDrops, takeFiles } from '../../renderer/imports/index.ts';
import { putAway, useWaitingFiles } from '../../renderer/imports/waiting-files.ts';
import { setPreferences } from '../../renderer/window/preferences.ts';
import { answeringBridge } from '../frame/answering-bridge.ts';
import { closeWindow, expectSilence, findings, openWindow } from '../frame/page.tsx';
import { madeImports, ROWS } from './made-imports.ts';

const made = madeImports();
const bridge = answeringBridge(made.answers);
// The desktop knows where a file lies; here it lies in a folder that is not there.
Object.defineProperty(window, 'countinghouse', {
  value: { ...window.countinghouse, pathOf: (file: File) => `/made/${file.name}` },
  configurable: true,
});
let checkSilence: () => void;
let stopDrops: () => void;

beforeEach(async () => {
  checkSilence = expectSilence();
  made.batches.length = 0;
  for (const { key } of useWaitingFiles.getState().files) putAway(key);
  bridge.forget();
  openWindow('imports');
  stopDrops = listenForDrops(takeFiles);
  await vi.waitUntil(() => page.getByRole('heading', { name: 'Import', level: 1 }).query(), { timeout: 10_000 });
});

afterEach(() => {
  stopDrops();
  closeWindow();
  setPreferences({ theme: 'light', discreet: false, density: 'compact' });
  checkSilence();
});

/** As a hand that drops files on the middle of the window. */
function drop(...names: readonly string[]): void {
  const carried = new DataTransfer();
  for (const name of names) carried.items.add(new File(['x'], name));
  const target = document.querySelector('.middle')!;
  target.dispatchEvent(new DragEvent('dragenter', { dataTransfer: carried, bubbles: true, cancelable: true }));
  target.dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true }));
}

const calls = (path: string) => bridge.calls.filter((call) => call.path === path);

describe('an empty import', () => {
  test('teaches what belongs here', async () => {
    await expect.element(page.getByRole('heading', { name: 'What stands in a file, row by row' })).toBeVisible();
    await expect.element(page.getByText('Nothing was imported yet.')).toBeVisible();
  });
});

describe('a file that is dropped', () => {
  test('is read, every row is accounted for, and nothing is stored', async () => {
    drop('ledgers.csv');
    await expect.element(page.getByRole('heading', { name: 'ledgers.csv', level: 1 })).toBeVisible();
    await expect.element(page.getByRole('button', { name: `${ROWS - ROWS / 5} accepted` })).toBeVisible();
    await expect.element(page.getByText(`= ${ROWS} rows`)).toBeVisible();
    expect(document.querySelector('.counts-sum .late')).toBeNull();
    expect(calls('imports.preview')[0]?.input).toMatchObject({ path: '/made/ledgers.csv', name: 'ledgers.csv' });
    expect(calls('imports.commit')).toEqual([]);
    expect(document.documentElement.dataset['dropping']).toBeUndefined();
  });

  test('asks what it does not say, and the answer has it read again', async () => {
    drop('ledgers.csv');
    const zone = page.getByLabelText('Time zone of the file');
    await zone.fill('Europe/Amsterdam');
    await vi.waitFor(() => expect(calls('imports.preview').at(-1)?.input).toMatchObject({ options: { zone: 'Europe/Amsterdam' } }));
    await expect.element(page.getByText('As you answered.')).toBeVisible();
  });

  test('is filtered by a key, row by row walked through, and a rejected row says why and what would help', async () => {
    drop('ledgers.csv');
    const table = page.getByRole('grid', { name: 'Rows of ledgers.csv' });
    await expect.element(table).toHaveAttribute('aria-rowcount', String(ROWS + 1));
    await table.click({ position: { x: 300, y: 12 } });
    await userEvent.keyboard('/');
    await expect.element(page.getByRole('searchbox', { name: 'Filter rows' })).toHaveFocus();
    await userEvent.keyboard('rejected');
    await expect.element(page.getByText(`${ROWS / 5} of ${ROWS}`)).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await expect.element(table).toHaveFocus();
    await userEvent.keyboard('j{Enter}');
    const row = page.getByRole('region', { name: 'Row 10' });
    await expect.element(row.getByText(/is not a number. Export the file again/)).toBeVisible();
    await expect.element(row.getByText('L-10')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(row).not.toBeInTheDocument();
  });

  test('is imported by a key, then stands in the history, and undo takes it back whole', async () => {
    drop('ledgers.csv');
    await expect.element(page.getByRole('button', { name: 'Import 32 rows' })).toBeEnabled();
    await page.getByRole('button', { name: 'Put away' }).click({ trial: true });
    await page.getByRole('heading', { name: 'ledgers.csv', level: 1 }).click();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(page.getByText('Imported ledgers.csv: 32 rows taken in.', { exact: true }).last()).toBeVisible();
    bridge.push('changes', { size: 1, columns: ['imports'] });
    await expect.element(page.getByRole('button', { name: /Take back/ })).toBeVisible();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await vi.waitFor(() => expect(calls('imports.undo')).toEqual([{ path: 'imports.undo', input: { batch: 'batch-1' } }]));
    bridge.push('changes', { size: 2, columns: ['imports'] });
    await expect.element(page.getByText('taken back', { exact: true }).first()).toBeVisible();
  });
});

describe('a file that nobody knows', () => {
  test('is mapped by its columns, and read as soon as the mapping is whole', async () => {
    drop('own.csv');
    await expect
      .element(page.getByText('This is no export that is known: its columns are “When”, “Coin”, “How much”.').first())
      .toBeVisible();
    await page.getByRole('button', { name: 'what happened to coins' }).click();
    await vi.waitFor(() => {
      expect(calls('imports.preview').at(-1)?.input).toMatchObject({
        options: { mapping: { columns: { at: 'When', asset: 'Coin', amount: 'How much' } } },
      });
    });
    await expect.element(page.getByRole('button', { name: 'Import 32 rows' })).toBeEnabled();
    await page.getByLabelText('Date and time').selectOptions('');
    await expect.element(page.getByText('Choose the column that says when it happened.')).toBeVisible();
  });
});

describe('several files at once', () => {
  test('wait in the list, each with what it would bring, and one is put away by a key', async () => {
    drop('ledgers.csv', 'own.csv');
    const list = page.getByRole('grid', { name: 'Files that wait, and imports that were made' });
    await expect.element(list).toHaveAttribute('aria-rowcount', '3');
    await expect.element(list.getByText('waits for an answer')).toBeVisible();
    await list.click({ position: { x: 60, y: 12 } });
    await userEvent.keyboard('{End}{Delete}');
    await expect.element(list).toHaveAttribute('aria-rowcount', '2');
  });
});

describe('axe', () => {
  test.each(['light', 'dark'] as const)('finds nothing in the preview, %s', async (theme) => {
    setPreferences({ theme });
    drop('ledgers.csv');
    await expect.element(page.getByRole('grid', { name: 'Rows of ledgers.csv' })).toBeVisible();
    expect(await findings('.middle')).toEqual([]);
  });
});
