import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { built, complaintsOf, type Home, newHome, startBrowser, startServer } from './harness.ts';

/** A ledger as Kraken writes it: two deposits, rewards of two coins, one request without an entry, one amount that is none. */
const LEDGER = [
  '"txid","refid","time","type","subtype","aclass","asset","wallet","amount","fee","balance"',
  '"L1","R1","2024-01-03 06:00:00","deposit","","currency","DOT","spot / main",1500.0000000000,0.0000000000,1500.0000000000',
  '"L2","R2","2024-01-03 07:00:00","deposit","","currency","ETH","spot / main",12.0000000000,0.0000000000,12.0000000000',
  '"","R3","2024-01-04 06:00:00","deposit","","currency","DOT","spot / main",10.0000000000,0.0000000000,""',
  '"L4","R4","2024-01-10 06:00:00","earn","reward","currency","DOT","earn / bonded",2.4000000000,0.0000000000,2.4000000000',
  '"L5","R5","2024-01-17 06:00:00","earn","reward","currency","DOT","earn / bonded",2.5000000000,0.0000000000,4.9000000000',
  '"L6","R6","2024-01-18 06:00:00","earn","reward","currency","ETH","earn / bonded",0.0087000000,0.0000000000,0.0087000000',
  '"L7","R7","2024-01-24 06:00:00","earn","reward","currency","DOT","earn / bonded",two,0.0000000000,7.4000000000',
];

/** Prices by day with a gap of three days and one slipped decimal point. */
function prices(): string {
  const rows = Array.from({ length: 60 }, (_, index) => {
    const day = new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10);
    const close = index === 40 ? '72.1' : (7 + Math.sin(index / 5) / 5).toFixed(4);
    return index > 19 && index < 23 ? [] : [`${day},${close},${close},${close},${close},${close},1000`];
  });
  return ['Date,Open,High,Low,Close,Adj Close,Volume', ...rows.flat()].join('\n');
}

describe('the rooms of import, market data, journal and settings, by keyboard alone', () => {
  let home: Home;
  let server: Awaited<ReturnType<typeof startServer>>;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let ledger: string;
  let priceFile: string;

  beforeAll(async () => {
    await built();
    home = newHome();
    ledger = join(home.folder, 'ledgers.csv');
    priceFile = join(home.folder, 'DOT-USD.csv');
    writeFileSync(ledger, `${LEDGER.join('\n')}\n`);
    writeFileSync(priceFile, prices());
    server = await startServer(home);
    browser = await startBrowser();
    page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    page.setDefaultTimeout(15_000);
    // Whoever listens from the start is never too late for a dialog that a key opens.
    page.on('filechooser', () => undefined);
    complaints = complaintsOf(page);
    await page.goto(server.address);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    home?.remove();
  });

  async function press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await page.keyboard.press(key);
  }
  async function chooseWith(key: string, files: readonly string[]): Promise<void> {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(key)]);
    await chooser.setFiles([...files]);
  }
  /** Puts the focus into the panel whose table has this name, as F6 would. */
  async function focusTable(name: RegExp): Promise<void> {
    const table = page.getByRole('grid', { name });
    await table.waitFor();
    for (let step = 0; step < 12 && !(await table.evaluate((element) => element === document.activeElement)); step += 1) {
      await press('F6');
      if (await table.evaluate((element) => element.closest('[data-pane]')?.contains(document.activeElement) ?? false)) {
        for (let tab = 0; tab < 20 && !(await table.evaluate((element) => element === document.activeElement)); tab += 1)
          await press('Tab');
      }
    }
  }

  test('an empty workspace begins with the ways to fill it', async () => {
    await page.getByRole('heading', { name: 'See what your coins have truly earned' }).waitFor();
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      'Look around first',
      'Import what you hold',
      'Begin empty',
    ]);
  });

  test('an export is previewed row by row and nothing is stored', async () => {
    await press('g', 'i');
    await page.getByText('Nothing was imported yet.').waitFor();
    await focusTable(/Files that wait/);
    await chooseWith('n', [ledger]);
    await page.getByRole('heading', { name: 'ledgers.csv', level: 1 }).waitFor();
    await page.getByRole('button', { name: '5 accepted' }).waitFor();
    await page.getByText('= 7 rows').waitFor();
    expect(await page.getByText(/journal 0 entries/).count()).toBe(1);
    await focusTable(/Rows of ledgers/);
    await press('/');
    await page.keyboard.type('rejected');
    await page.getByText('1 of 7').waitFor();
    await press('Enter', 'Enter');
    await page
      .getByRole('region', { name: 'Row 7' })
      .getByText(/“two” is not a number/)
      .waitFor();
    await press('Escape');
  });

  test('it is imported by a key, proposes positions, and the same file adds nothing', async () => {
    await press('Control+Enter');
    await page.getByText('Imported ledgers.csv: 5 rows taken in.').first().waitFor();
    await page.getByText('Imported rows propose 2 positions.').waitFor();
    await focusTable(/Files that wait/);
    await chooseWith('n', [ledger]);
    await page.getByRole('button', { name: '5 duplicate' }).waitFor();
    expect(await page.getByRole('button', { name: 'Import 0 rows' }).isDisabled()).toBe(true);
    await focusTable(/Files that wait/);
    await press('Home', 'Delete');
    await page.getByText('1 import', { exact: true }).waitFor();
  });

  test('prices come in with their gap shown and the slipped one put aside, to be let in by a key', async () => {
    await chooseWith('n', [priceFile]);
    await page.getByRole('button', { name: /Import \d+ values/ }).waitFor();
    await page.getByRole('button', { name: '1 quarantined' }).waitFor();
    await press('F6');
    await focusTable(/Values of DOT-USD/);
    await press('Control+Enter');
    await page
      .getByText(/Imported DOT-USD.csv: \d+ values taken in/)
      .first()
      .waitFor();
    await press('g', 'm');
    await page.getByRole('grid', { name: 'Series of market data' }).getByText('DOT in USD').waitFor();
    await page.getByText(/1 Jan 2024 to 29 Feb 2024; nothing for 21 Jan 2024 to 23 Jan 2024/).waitFor({ state: 'attached' });
    await page.getByRole('tab', { name: /Put aside 1/ }).focus();
    await press('Enter');
    await focusTable(/Values in quarantine/);
    await press('l');
    await page
      .getByText(/is let in: figures may use it/)
      .first()
      .waitFor();
    await page.getByText('Nothing waits for a verdict').waitFor();
    expect(await page.getByRole('tab', { name: /Put aside/ }).textContent()).not.toMatch(/\d/);
  });

  test('a setting changes by keyboard and becomes an entry that the journal can take back', async () => {
    await press('g', 's');
    await page.getByLabel('On rewards').focus();
    await page.keyboard.type('25.5');
    await press('Enter');
    await page.getByText('Tax on rewards: 25.50').first().waitFor();
    await press('Escape', 'Tab');
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await press('g', 'j');
    await focusTable(/Entries of the journal/);
    await page.getByText('Setting income tax rate changed from nothing to 0.255').waitFor();
    await press('Home', 'u');
    await page
      .getByText(/^Taken back: Setting income tax rate/)
      .first()
      .waitFor();
    await page.getByText('takes back', { exact: true }).waitFor();
    await press('g', 's');
    await expect.poll(() => page.getByLabel('On rewards').inputValue()).toBe('');
    await press('g', 'j');
  });

  test('a list that one goes to by key has the keyboard: Enter opens its first row', async () => {
    await press('g', 's');
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
    await press('g', 'j');
    await expect
      .poll(() => page.getByRole('grid', { name: /Entries of the journal/ }).evaluate((list) => list === document.activeElement))
      .toBe(true);
    await press('Home', 'Enter');
    await page.getByRole('heading', { name: /^Entry \d+/ }).waitFor();
  });

  test('the journal verifies, and an import is taken back whole from there', async () => {
    await focusTable(/Entries of the journal/);
    await press('v');
    await page.getByText('Everything holds', { exact: true }).waitFor({ timeout: 30_000 });
    await focusTable(/Entries of the journal/);
    await press('End', 'Enter');
    await page.getByRole('heading', { name: 'Entry 0' }).waitFor();
    expect(await page.locator('.verdict.broken').count()).toBe(0);
    await press('u');
    await page
      .getByText(/^Taken back: Imported ledgers.csv/)
      .first()
      .waitFor();
    await press('g', 'i');
    await page
      .getByRole('grid', { name: /Files that wait/ })
      .getByText('taken back')
      .waitFor();
  });

  test('axe finds nothing in any of the rooms, and no page complained', async () => {
    for (const [key, heading] of [
      ['w', 'See what your coins have truly earned'],
      ['i', 'Import'],
      ['m', 'Market data'],
      ['j', 'Journal'],
      ['s', 'Settings'],
    ] as const) {
      await press('g', key);
      await page.getByRole('heading', { name: heading, level: 1, exact: true }).waitFor();
      const { violations } = await new AxeBuilder({ page }).include('main').analyze();
      expect(violations.map(({ id, nodes }) => `${heading}: ${id} ${nodes[0]?.html ?? ''}`)).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });

  test('the demonstration opens from Welcome in place of it, with its own journal', async () => {
    await press('g', 'w');
    await page.getByRole('button', { name: 'Open the demonstration' }).focus();
    await press('Enter');
    await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor({ timeout: 60_000 });
    await press('g', 'j');
    const entries = page.getByText(/^journal [\d,]+ entries/);
    await expect.poll(async () => Number((await entries.textContent())?.replace(/\D+/, '').replace(/[^\d].*$/, ''))).toBeGreaterThan(20);
    expect(complaints).toEqual([]);
  });
});
