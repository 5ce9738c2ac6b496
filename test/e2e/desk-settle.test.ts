import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recorded, work } from '../otc/made-desk.ts';
import { madeTrade } from '../otc/made-trade.ts';
import { type Desk, expectSound, ok, openDesk, type Stage } from './desk-hands.ts';

const NOW = new Date().toISOString();
const TODAY = NOW.slice(0, 10);
/** When it was dealt, as a person types it. */
const DEALT = NOW.slice(0, 16).replace('T', ' ');
const BANK = '021000021/4455667788';
const LOOK_ALIKE = '021000021/4455667783';
const MEMO = 'OTC-2025-0916';
const VAULT = 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq';
const UETR = 'eb6305c9-1f7f-49de-aed0-16487c27b42d';
const TXID = 'f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16';

/** A second person, and a trade by which the desk's bank was paid before, so that no test transfer is due. */
const paidBefore: Stage = async (api, engine) => {
  const { person: checker } = ok(await api.workspace.addPerson({ name: 'Ada' }));
  const desk = { api, engine, checker, path: '', faults: () => [], at: () => undefined };
  const trade = await recorded(
    desk,
    madeTrade({ reference: 'OTC-1', tradedAt: NOW, valueDate: TODAY, deliveryOrder: 'we-first', cutOff: { time: '23:59', zone: 'UTC' } }),
  );
  const leg = `${trade}.out`;
  await work(desk, 'TPL-CONFIRM', { kind: 'trade', id: trade });
  await work(desk, 'TPL-TEST-TRANSFER', { kind: 'leg', id: leg });
  await work(desk, 'TPL-RELEASE', { kind: 'leg', id: leg });
  ok(await api.otc.release({ leg, reference: '6f1d2c54-9a3e-4d0c-8f37-52d6f1f8a111', amount: '600000' }));
  ok(await api.otc.recordReceipt({ leg: `${trade}.in`, reference: 'aa'.repeat(32), amount: '10' }));
};

describe('a block is recorded, stopped, released and settled, by keyboard alone', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(paidBefore);
    writeFileSync(join(desk.home.folder, 'confirmation.txt'), 'Confirmation of OTC-2');
  });
  afterAll(() => desk?.close());

  const pane = (): Locator => desk.page.locator('.item-pane');
  async function at(item: string): Promise<void> {
    await expect
      .poll(() => desk.page.evaluate(() => document.activeElement?.closest('.item-pane')?.querySelector('.question-id')?.textContent))
      .toBe(item);
  }
  async function typed(item: string, answer: string): Promise<void> {
    await at(item);
    await desk.hands.press('Enter');
    await desk.hands.type(answer);
    await desk.hands.press('Enter');
  }
  async function read(item: string): Promise<void> {
    await at(item);
    await desk.hands.press('y');
    await pane().locator('.item-standing').getByText('pass').first().waitFor();
    await desk.hands.press('ArrowDown');
  }
  async function signed(role: string, person: string): Promise<void> {
    const { page, hands } = desk;
    await page.getByRole('region', { name: 'What remains' }).waitFor();
    await hands.press('s');
    const dialog = page.getByRole('dialog', { name: new RegExp(`^Sign as ${role}`) });
    await hands.choose(dialog.getByLabel('Signed by'), person);
    await hands.press('Enter');
    await dialog.waitFor({ state: 'detached' });
  }
  /** Comes back to the trade from a checklist of it. */
  async function backToTrade(): Promise<void> {
    const { page, hands } = desk;
    await hands.press('g', 'o', 't');
    await page.getByRole('gridcell', { name: /^OTC-2/ }).waitFor();
    await hands.press('g', 'o', 'Home', 'Enter');
    await page.getByRole('heading', { name: 'OTC-2', level: 1 }).waitFor();
  }

  test('the trade is recorded as it was dealt, and says which way money goes', async () => {
    const { page, hands } = desk;
    await hands.press('g', 'o');
    await page.getByRole('heading', { name: 'Settlements', level: 1 }).waitFor();
    await expectSound(desk);
    await hands.press('n');
    const form = page.getByRole('form', { name: 'Record a trade' });
    const field = (label: RegExp | string) => form.getByLabel(label).first();
    await hands.choose(field(/^Desk/), 'Cumberland (DRW)');
    await hands.write(field(/^Reference/), 'OTC-2');
    await hands.choose(field(/^We/), 'buy');
    await hands.write(field(/^Quantity/), '10');
    await hands.write(field('Asset *'), 'BTC');
    await hands.write(field(/^Network of the asset/), 'bitcoin');
    await hands.write(field(/^Price for one/), '60000');
    await hands.write(field(/^Paid in/), 'USD');
    await hands.write(field(/^Network or rail/), 'fedwire');
    await hands.write(field(/^Fee/), '0');
    await hands.write(field(/^Dealt at/), DEALT);
    await hands.write(field(/^Value date/), TODAY);
    await hands.write(field(/^Cut-off, local/), '23:59');
    await hands.write(field(/^In the clock of/), 'UTC');
    await hands.choose(field(/^Who delivers first/), 'we deliver first');
    await hands.write(field(/^Bank and account/), BANK);
    await hands.write(field(/^Beneficiary/), 'Cumberland DRW LLC');
    await hands.write(field(/^Memo/), MEMO);
    await hands.write(field(/^Address/), VAULT);
    await hands.tabTo(form.getByLabel('this destination needs none').nth(1));
    await hands.press('Space');
    await hands.pushed('Record it');
    await page.getByRole('heading', { name: 'OTC-2', level: 1 }).waitFor();
    await page.getByText('We pay 600,000 USD, we receive 10 BTC.').waitFor();
    await expectSound(desk);
    expect(await page.getByRole('button', { name: 'Record the release' }).isEnabled()).toBe(false);
  });

  test('the desk’s confirmation is held against the trade, field by field', async () => {
    const { page, hands } = desk;
    await hands.pushed('Start “Confirmation against the trade”');
    await page.getByRole('heading', { name: 'Start a checklist', level: 1 }).waitFor();
    await hands.choose(page.getByLabel('Run by'), 'Owner');
    await hands.pushed('Start', page.locator('form.start-form'));
    await at('C01');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), hands.press('f')]);
    await chooser.setFiles(join(desk.home.folder, 'confirmation.txt'));
    await page.getByRole('button', { name: 'confirmation.txt', exact: true }).waitFor();
    await typed('C01', 'OTC-2');
    await at('C02');
    await hands.press('1');
    await typed('C03', DEALT);
    await typed('C04', 'buy');
    await typed('C05', 'BTC on bitcoin');
    await typed('C06', '10');
    await typed('C07', '60000');
    await typed('C08', 'USD on fedwire');
    await typed('C09', '0');
    await typed('C10', '600000');
    await typed('C11', `${TODAY} 23:59`);
    await typed('C12', 'we-first');
    await signed('affirmer', 'Owner');
    await page.getByText('The checklist is signed.').first().waitFor();
    await backToTrade();
    await expect.poll(() => page.getByText(/^Owner \(affirmer\)/).count()).toBe(1);
  });

  test('a look-alike destination stops the release, by the name of its item', async () => {
    const { page, hands } = desk;
    await hands.toPaneOf(page.getByRole('heading', { name: 'OTC-2', level: 1 }));
    await hands.pushed('Start “Release of funds”');
    await read('R01');
    await typed('R02', TODAY);
    await typed('R03', LOOK_ALIKE);
    await pane()
      .locator('.item-standing')
      .getByText(/differ|not/)
      .first()
      .waitFor();
    await expectSound(desk);
    await hands.press('Escape');
    await backToTrade();
    await page.getByText(/R03/).first().waitFor();
    expect(await page.getByRole('button', { name: 'Record the release' }).isEnabled()).toBe(false);
  });

  test('put right and signed by two people it is released, for good', async () => {
    const { page, hands } = desk;
    await hands.toPaneOf(page.getByRole('heading', { name: 'OTC-2', level: 1 }));
    await hands.pushed('Go on with “Release of funds”');
    await typed('R03', BANK);
    await at('R04');
    await hands.press('Enter');
    for (const label of await pane().locator('.answer-characters input').all()) {
      const position = Number(/\d+$/.exec((await label.getAttribute('aria-label')) ?? '')?.[0]);
      await hands.type(BANK[position - 1]!);
    }
    await hands.press('Enter');
    await typed('R06', 'Cumberland DRW LLC');
    await typed('R07', MEMO);
    await typed('R08', '600000');
    await read('R09');
    await signed('maker', 'Owner');
    await signed('checker', 'Ada');
    await backToTrade();
    await hands.toPaneOf(page.getByRole('heading', { name: 'OTC-2', level: 1 }));
    await hands.pushed('Record the release');
    const form = page.getByRole('form', { name: 'Record the release' });
    await hands.write(form.getByLabel(/^Reference/), UETR);
    await hands.pushed('Read it once more');
    const dialog = page.getByRole('dialog', { name: 'Record that 600,000 USD has left?' });
    await hands.write(dialog.getByLabel(/^Type the amount/), '600000');
    await expectSound(desk);
    await hands.press('Enter');
    await page.getByText('The release of 600,000 USD is recorded, for good.').first().waitFor();
    await expect.poll(() => page.getByText(/^Paid for and not received/).count()).toBeGreaterThan(0);
  });

  test('what comes in settles it', async () => {
    const { page, hands } = desk;
    await hands.pushed('Record what came in');
    const form = page.getByRole('form', { name: 'Record what came in' });
    await hands.write(form.getByLabel(/^Reference/), TXID);
    await hands.write(form.getByLabel(/^Amount/), '10');
    await hands.pushed('Record it', form);
    await page.getByText('OTC-2 is settled').waitFor();
    await expectSound(desk);
    expect(await page.getByText(/Paid for and not received/).count()).toBe(0);
  });
});
