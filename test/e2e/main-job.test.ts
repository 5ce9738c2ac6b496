import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { built, complaintsOf, type Home, newHome, startBrowser, startServer, startWindow, windowObstacle } from './harness.ts';

const DAY = 86_400_000;
/** The job happens in the last twenty weeks, so that no price is too old today. */
const TODAY = Math.floor(Date.now() / DAY) * DAY;
const OPENED = TODAY - 140 * DAY;
const REWARDS = 10;

const dayText = (at: number) => new Date(at).toISOString().slice(0, 10);

/** Kraken's own rows for 250 DOT deposited, 200 of them put to work, and ten weekly rewards of one DOT each. */
function ledger(): string {
  let row = 0;
  const line = (at: number, type: string, subtype: string, wallet: string, amount: number, balance: number, group: string) => {
    row += 1;
    const time = `${dayText(at)} 09:00:00`;
    return `"LMAIN1-AAAAA-${String(row).padStart(6, '0')}","${group}","${time}","${type}","${subtype}","currency","DOT","${wallet}",${amount.toFixed(10)},0,${balance.toFixed(10)}`;
  };
  return [
    '"txid","refid","time","type","subtype","aclass","asset","wallet","amount","fee","balance"',
    line(OPENED - DAY, 'deposit', '', 'spot / main', 250, 250, 'QMAIN1-AAAAA-000001'),
    line(OPENED, 'earn', 'allocation', 'spot / main', -200, 50, 'EMAIN1-AAAAA-000002'),
    line(OPENED, 'earn', 'allocation', 'earn / flexible', 200, 200, 'EMAIN1-AAAAA-000002'),
    ...Array.from({ length: REWARDS }, (_, week) =>
      line(
        OPENED + (week + 1) * 7 * DAY,
        'earn',
        'reward',
        'earn / flexible',
        1,
        201 + week,
        `SMAIN1-AAAAA-${String(week).padStart(6, '0')}`,
      ),
    ),
    '',
  ].join('\n');
}

/** A Yahoo-style price file: DOT stands at five dollars on every day. */
function prices(): string {
  const days = Array.from({ length: 146 }, (_, index) => `${dayText(OPENED + (index - 5) * DAY)},5.0,5.0,5.0,5.0,5.0,1000`);
  return ['Date,Open,High,Low,Close,Adj Close,Volume', ...days, ''].join('\n');
}

/** A page of either face, and how a person's hand answers the system's dialog for files there. */
interface Face {
  readonly page: Page;
  bring(file: string): Promise<void>;
  close(): Promise<void>;
}

async function browserFace(home: Home): Promise<Face> {
  const server = await startServer(home);
  const browser = await startBrowser();
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(server.address);
  return {
    page,
    async bring(file) {
      await go(page, 'i');
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), pressButton(page, /^Choose files$/)]);
      await chooser.setFiles(file);
    },
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}

async function windowFace(home: Home): Promise<Face> {
  const { app, page } = await startWindow(home);
  return {
    page,
    async bring(file) {
      await app.evaluate(({ dialog }, path) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
      }, file);
      await page.keyboard.press('Control+i');
    },
    close: () => app.close(),
  };
}

const FACES = [
  { name: 'in Chromium on loopback', start: browserFace, obstacle: undefined },
  { name: 'in the window', start: windowFace, obstacle: windowObstacle },
];

for (const { name, start, obstacle } of FACES) {
  describe.skipIf(obstacle !== undefined)(
    `the main job, by keyboard alone, ${name}${obstacle === undefined ? '' : ` (skipped: ${obstacle})`}`,
    () => {
      beforeAll(built);

      test('from an empty workspace to what a position has truly earned, and why', async () => {
        const home = newHome();
        const [ledgerFile, priceFile] = [join(home.folder, 'kraken-ledgers.csv'), join(home.folder, 'DOT-USD.csv')];
        writeFileSync(ledgerFile, ledger());
        writeFileSync(priceFile, prices());
        const face = await start(home);
        const { page } = face;
        const complaints = complaintsOf(page);
        try {
          await page.getByRole('heading', { name: 'See what your coins have truly earned' }).waitFor();

          await face.bring(ledgerFile);
          await page.getByRole('button', { name: `Import ${REWARDS + 3} rows` }).waitFor();
          await page.keyboard.press('Control+Enter');
          await page
            .getByText(`Imported kraken-ledgers.csv: ${REWARDS + 3} rows taken in.`)
            .first()
            .waitFor();

          await face.bring(priceFile);
          await page.getByRole('button', { name: 'Import 146 values' }).waitFor();
          await page.keyboard.press('Control+Enter');
          await page.getByText('Imported DOT-USD.csv: 146 values taken in.').first().waitFor();

          await go(page, 'p');
          await pressButton(page, /^Look at it$/);
          await pressButton(page, /^Make it a position$/);
          await page.getByRole('heading', { level: 1, name: /DOT/ }).waitFor();

          // 200 DOT at 5 USD grew to 210 at the same price: 50 USD, five per cent, and 1.05^(365/140) − 1 a year.
          for (const figure of ['Put in, less taken out: 1,000.00', 'Value now: 1,050.00', 'Nominal return: +50.00', 'XIRR: +13.56 %'])
            await page.getByRole('button', { name: figure }).first().waitFor();
          // What is not known is said, never taken for zero.
          await page.getByText('There is no inflation of DOT', { exact: false }).first().waitFor();

          await walkTo(page, /^XIRR:/);
          await page.keyboard.press('e');
          const why = page.getByRole('region', { name: /^Explanation of XIRR/ });
          await why.getByText(`-1000 on ${dayText(OPENED)}`).waitFor();
          await why.getByText(`1050 on ${dayText(TODAY)}`).waitFor();
          await page.keyboard.press('Escape');
          await why.waitFor({ state: 'detached' });
          expect(complaints).toEqual([]);
        } finally {
          await face.close();
          home.remove();
        }
      });

      test('the welcome leads into the demonstration, in the same window', async () => {
        const home = newHome();
        const face = await start(home);
        const { page } = face;
        try {
          await pressButton(page, /^Open the demonstration$/);
          await page.getByText('demonstration', { exact: true }).first().waitFor();
          await go(page, 't');
          await page.getByRole('button', { name: /^Real return since opening: [+−]\d/ }).waitFor();
          expect(await page.getByRole('heading', { level: 1, name: 'Today' }).count()).toBe(1);
        } finally {
          await face.close();
          home.remove();
        }
      });
    },
  );
}

/** `g` and a letter: goes to a column. */
async function go(page: Page, letter: string): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press(letter);
}

/** Presses the button of that name, once the walk has come to it. */
async function pressButton(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().waitFor();
  await walkTo(page, name);
  await page.keyboard.press('Enter');
}

/** Walks with Tab, as one without a mouse does, to what bears that name. */
async function walkTo(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < 120; step += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
    );
    if (name.test(focused.trim())) return;
  }
  throw new Error(`Tab does not lead to ${String(name)}.`);
}
