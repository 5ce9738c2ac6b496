import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../shared/figures/index.ts';
import { type Caller, type Desk, expectSound, ok, openDesk, ROOT_FIXTURES } from './desk-hands.ts';

const VENUE = 'binance-futures';
const TODAY = new Date().toISOString().slice(0, 10);
/** When the made files say that they were saved. */
const SAVED = 1_758_096_000_000;
/** The made files by the names that a person saves them under. */
const FILES = {
  'exchangeInfo.json': 'binance-exchange-info',
  'leverageBracket.json': 'binance-brackets',
  'depth.json': 'binance-depth',
  'fundingRate.json': 'binance-funding-history',
} as const;
/** What some of them do not tell, and a person is asked. */
const NOT_TOLD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'leverageBracket.json': { 'taken-at': new Date().toISOString().slice(0, 16).replace('T', ' ') },
  'depth.json': { symbol: 'BTCUSDT' },
};
const FEES = {
  product: 'linear perpetual',
  conditions: 'all',
  as_of: `${TODAY}T00:00:00Z`,
  rates: 'percent',
  tiers: [
    { name: 'VIP 0', vol30d_usd: '0', maker: '0.0200', taker: '0.0500' },
    { name: 'VIP 1', vol30d_usd: '15000000', maker: '0.0160', taker: '0.0400' },
  ],
};

/** What was told of the venue and its markets before; the files come by keyboard. */
async function furnished(api: Caller): Promise<void> {
  for (let ago = 40; ago > 0; ago -= 1) {
    const price = String(50_000 + 500 * ((ago % 3) - 1));
    ok(await api.market.enterPrice({ asset: 'BTC', currency: 'USDT', day: addDays(TODAY, -ago), price }));
  }
  ok(await api.market.enterPrice({ asset: 'USDT', currency: 'USD', day: TODAY, price: '1' }));
  ok(await api.pretrade.tellVolume({ venue: VENUE, told: { asOf: TODAY, volume: '20000000' } }));
  const add = async (detail: Parameters<typeof api.venues.addRecord>[0]['detail']) =>
    ok(await api.venues.addRecord({ venue: VENUE, detail }));
  const checked = { checkedOn: TODAY, source: 'account page' };
  await add({ kind: 'eligibility', entity: 'Household', region: 'PT', result: 'eligible', ...checked });
  await add({ kind: 'attestation', of: 'kyc', result: 'pass', ...checked });
  await add({ kind: 'attestation', of: 'legal', result: 'pass', ...checked });
  const permissions = ['perpetuals', 'futures', 'spot', 'options'];
  await add({ kind: 'account', label: 'main', permissions, twoFactor: 'hardware', allowList: { on: true, lockHours: 24 } });
  await add({ kind: 'api-key', label: 'reader', scopes: ['read', 'trade'], ipBound: true, createdOn: TODAY, owner: 'me' });
  ok(
    await api.venues.setLimit({ detail: { scope: { to: 'venue', venue: VENUE }, metric: 'exposure', amount: '100000', currency: 'USD' } }),
  );
}

/** A made file as it would have been saved just now. */
function savedNow(fixture: string): string {
  const passed = Date.now() - SAVED;
  return readFileSync(join(ROOT_FIXTURES, 'pretrade', `${fixture}.json`), 'utf8').replaceAll(/\b175[78]\d{9}\b/g, (instant) =>
    String(Number(instant) + passed),
  );
}

describe('a leveraged trade is thought through, stopped, put right and signed, by keyboard alone', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(furnished);
    for (const [name, fixture] of Object.entries(FILES)) writeFileSync(join(desk.home.folder, name), savedNow(fixture));
    writeFileSync(join(desk.home.folder, 'fees.json'), JSON.stringify(FEES));
  });
  afterAll(() => desk?.close());

  const form = () => desk.page.getByRole('form', { name: 'Terms of the trade' });
  const field = (path: string): Locator => form().locator(`[data-path="${path}"] :is(input, textarea, select)`);
  /** Answers what the file does not tell itself. */
  async function told(view: Locator, name: string): Promise<void> {
    for (const [question, answer] of Object.entries(NOT_TOLD[name] ?? {})) {
      await desk.hands.write(view.locator(`input[name="${question}"]`), answer);
      await desk.hands.press('Enter');
    }
  }
  /** Gives a reason for each finding that the file is kept with. */
  async function accepted(view: Locator): Promise<void> {
    const reasons = view.getByRole('textbox', { name: /^Reason to accept/ });
    await view
      .getByText(/^Findings|Every rule of the lint holds/)
      .first()
      .waitFor();
    for (let left = await reasons.count(); left > 0; left -= 1) {
      await desk.hands.write(reasons.first(), 'Looked at it: the venue has it so.');
      await desk.hands.press('Enter');
      await expect.poll(() => reasons.count()).toBe(left - 1);
    }
  }
  async function at(item: string): Promise<void> {
    await expect
      .poll(() => desk.page.evaluate(() => document.activeElement?.closest('.item-pane')?.querySelector('.question-id')?.textContent))
      .toBe(item);
  }
  const verdict = () => desk.page.getByRole('group', { name: 'Verdict' });

  test('the venue’s files are read, asked about what they do not tell, and kept', async () => {
    const { page, hands } = desk;
    await hands.press('g', 'k');
    await page.getByRole('heading', { name: 'Tickets belong here' }).waitFor();
    await expectSound(desk);
    const names = [...Object.keys(FILES), 'fees.json'];
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), hands.press('f')]);
    await chooser.setFiles(names.map((name) => join(desk.home.folder, name)));
    for (const name of names) {
      await page.getByRole('heading', { name, level: 1 }).waitFor();
      const view = page.locator('.file-view');
      const venue = view.getByRole('combobox', { name: /^Venue/ });
      if ((await venue.inputValue()) === '') await hands.choose(venue, 'Binance Futures');
      await told(view, name);
      await page.getByRole('region', { name: 'What it holds' }).waitFor();
      await accepted(view);
      const keep = view.getByRole('button', { name: /^Keep this file/ });
      await expect.poll(() => keep.isEnabled()).toBe(true);
      await hands.press('Control+Enter');
      await page
        .getByText(new RegExp(`^${name} is kept`))
        .first()
        .waitFor();
    }
    expect(await page.getByText(/5 files? wait/).count()).toBe(0);
  });

  test('a stop that lies beyond liquidation is a no go that says so', async () => {
    const { page, hands } = desk;
    await hands.press('g', 'k', 'n');
    await page.getByRole('heading', { name: 'New ticket', level: 1 }).waitFor();
    await hands.choose(field('venue'), 'Binance Futures');
    for (const [path, text] of [
      ['account', 'main'],
      ['symbol', 'BTCUSDT'],
      ['entry', '50000'],
      ['stop', '30000'],
      ['target', '53000'],
      ['maxLoss', '20000'],
      ['leverage', '4'],
    ] as const)
      await hands.write(field(path), text);
    await hands.choose(field('marginMode'), 'isolated');
    await hands.write(field('collateral.free'), '40000');
    await hands.write(field('holdHours'), '48');
    await hands.write(field('reason'), 'Break of the range that held for two weeks; wrong below 49 000.');
    await hands.write(field('exitPlan'), 'Stop order at 49 000, half at the target.');
    await hands.tabTo(form().locator('summary', { hasText: 'Your record and capital' }));
    await hands.press('Enter');
    await hands.write(field('sizing.capital'), '200000');
    await hands.write(field('sizing.winRate'), '55');
    await hands.write(field('sizing.payoff'), '1.2');
    await expect.poll(() => verdict().textContent()).toMatch(/No go.*The stop at 30000 lies beyond liquidation at 37665\.7/);
    await expectSound(desk);
    await hands.press('Control+s');
    await page.getByText('The draft is saved.').first().waitFor();
    await hands.press('Control+Enter');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('put right it may go, once its checklist is signed', async () => {
    const { page, hands } = desk;
    await hands.write(field('stop'), '49000');
    await hands.write(field('maxLoss'), '1500');
    await expect.poll(() => verdict().textContent()).toMatch(/Go.*Its checklist TPL-PRETRADE-PERP has not been run/);
    await hands.press('Control+s');
    await page.getByText('draft, saved').waitFor();
    await hands.tabTo(page.getByRole('button', { name: /^Save draft/ }));
    await hands.press('c');
    await page.getByRole('heading', { name: 'Before a leveraged trade: perpetual or future', level: 1 }).waitFor();
    await at('X01');
    await hands.press('y');
    for (const item of ['P05', 'P06', 'P08', 'P10', 'P11', 'P13', 'P25']) {
      await at(item);
      await hands.press('y');
      await page.locator('.item-pane .item-standing').getByText('pass').first().waitFor();
      await hands.press('ArrowDown');
    }
    await at('P30');
    await hands.press('Enter');
    await hands.type('The range broke; below 49 000 I am wrong; stop order 4711.');
    await hands.press('Enter');
    await page.getByRole('region', { name: 'What remains' }).waitFor();
    await hands.press('s');
    const signer = page.getByRole('dialog', { name: /^Sign as trader/ }).getByLabel('Signed by');
    await expect.poll(() => signer.inputValue()).not.toBe('');
    await hands.press('Enter');
    await page.getByText('The checklist is signed.').first().waitFor();
  });

  test('signed it freezes what it rests on, and computed again it comes to the same', async () => {
    const { page, hands } = desk;
    await hands.press('g', 'k', 'Home', 'Enter');
    const title = page.getByRole('heading', { name: /^Long BTCUSDT/, level: 1 });
    await hands.toPaneOf(title);
    await expect.poll(() => verdict().textContent()).toMatch(/Go.*it can be signed/);
    await hands.press('Control+Enter');
    await page.getByRole('dialog', { name: /^Sign Long BTCUSDT/ }).waitFor();
    await expectSound(desk);
    await hands.press('Enter');
    await page.getByRole('heading', { name: /^Frozen/ }).waitFor();
    await hands.press('r');
    await page.getByText('● Identical').waitFor();
    await expectSound(desk);
    const [download] = await Promise.all([page.waitForEvent('download'), hands.pushed('PDF')]);
    expect(download.suggestedFilename()).toMatch(/\.pdf$/);
    expect(
      readFileSync(await download.path())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });
});
