import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, expectSound, openDesk } from './desk-hands.ts';

/** A picture of one point, as a PNG: evidence is looked at by what it is, and not by its name. */
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const TODAY = new Date().toISOString().slice(0, 10);

describe('a venue is reviewed with evidence, by keyboard alone', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
    writeFileSync(join(desk.home.folder, 'account-page.png'), PICTURE);
  });
  afterAll(() => desk?.close());

  /** The pane of the item on which the person stands. */
  const item = () => desk.page.locator('.item-pane');
  /** The item with this number has the keyboard. */
  async function at(item: string): Promise<void> {
    await expect
      .poll(() =>
        desk.page.evaluate(
          () =>
            document.activeElement?.closest('.item-pane')?.querySelector('.question-id')?.textContent ?? document.activeElement?.outerHTML,
        ),
      )
      .toBe(item);
  }
  async function dropFile(name: string): Promise<void> {
    const transfer = await desk.page.evaluateHandle(
      ([named, content]) => {
        const data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(atob(content!), (letter) => letter.charCodeAt(0))], named!, { type: 'image/png' }));
        return data;
      },
      [name, PICTURE.toString('base64')],
    );
    await desk.page.locator('.item-pane').dispatchEvent('drop', { dataTransfer: transfer });
    await desk.page.getByRole('button', { name, exact: true }).waitFor();
  }

  test('a second person is entered, because the review wants two signatures', async () => {
    const { page, hands } = desk;
    await hands.press('g', 's');
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
    await hands.pushed('Add a person');
    await hands.write(page.getByLabel('Name', { exact: true }), 'Ada');
    await hands.press('Enter');
    await expect.poll(() => page.getByRole('list', { name: 'People' }).getByRole('listitem').count()).toBe(2);
  });

  test('the venue is found, and its review begins', async () => {
    const { page, hands } = desk;
    await hands.press('Escape', 'g', 'v');
    await page.getByRole('grid', { name: 'Venues' }).waitFor();
    await expectSound(desk);
    await hands.findVenue('Deribit');
    await hands.press('Enter');
    await page.getByRole('heading', { name: 'Deribit', level: 1 }).waitFor();
    await page.getByText('It was not run for this yet.').waitFor();
    expect(await page.getByText('cannot decide').count()).toBeGreaterThan(0);
    await expectSound(desk);
    await hands.pushed('Start');
    await page.getByRole('heading', { name: 'Start a checklist', level: 1 }).waitFor();
    await hands.choose(page.getByLabel('Run by'), 'Owner');
    await hands.pushed('Start');
    await page.getByRole('heading', { name: 'Derivatives venue: first review and each quarter', level: 1 }).waitFor();
    await at('P01');
    await expectSound(desk);
  });

  test('a blocker that fails stops the signature, and is corrected', async () => {
    const { page, hands } = desk;
    await dropFile('terms.png');
    await hands.press('3');
    await page
      .getByText(/excluded or restricted/)
      .nth(1)
      .waitFor();
    await at('P01');
    await hands.press('s');
    await page.getByText('P01 stands in the way: Failed: excluded or restricted. 11 more stand in the way.').first().waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await hands.press('1');
    await at('P02');
  });

  test('evidence, choices, values, days and texts are given by keys', async () => {
    const { page, hands } = desk;
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), hands.press('f')]);
    await chooser.setFiles(join(desk.home.folder, 'account-page.png'));
    await page.getByRole('button', { name: 'account-page.png', exact: true }).waitFor();
    await hands.press('y');
    await at('P03');
    await hands.press('1');
    await at('P19');
    await hands.press('1');
    await at('P20');
    await dropFile('allow-list.png');
    await hands.type('12');
    await hands.press('Enter');
    await page.getByText('12 hours is less than 24 hours.').waitFor();
    await hands.press('Control+a');
    await hands.type('48');
    await hands.press('Enter');
    await at('P21');
    await hands.press('a');
    await hands.type('No key was made.');
    await hands.press('Enter');
    await at('P22');
    await written('Owner trades and withdraws, Ada reads.');
    await at('P23');
    await written(TODAY);
    await at('P24');
    await hands.press('4');
    await at('P04');
    await written(TODAY);
    await at('P06');
    await hands.press('1');
    await at('P09');
    await hands.press('1');
    await at('P16');
    await written('Partial liquidation first, then the insurance fund, then winners: deribit.com/kb');
    await at('P17');
    await written('status.deribit.com, docs.deribit.com, support answers by chat');
    await at('P12');
    await written('14');
    await at('P25');
    expect(await page.getByRole('navigation', { name: 'Parts of the checklist' }).getByText('5 of 5').count()).toBe(1);
  });

  test('what the program reads and cannot tell stands in the way until a second person gives leave', async () => {
    const { page, hands } = desk;
    await hands.press('y');
    await item().getByText('No exposure limit holds Deribit. Set one for it, its group or the total.').first().waitFor();
    await at('P25');
    await hands.press('o');
    await hands.type('Nothing lies here yet; a limit is set before the first deposit.');
    await hands.choose(page.getByLabel('By leave of'), 'Ada');
    await hands.pushed('Override');
    await page.getByText(/Overridden by Owner, by leave of Ada/).waitFor();
    await at('P25');
    await hands.press('ArrowDown');
    await at('P26');
    await written('10');
    await at('P27');
    await written(TODAY);
    await at('P28');
    await hands.press('Y');
    await item().getByText('0 is at most 0.').waitFor();
    await hands.press('ArrowDown');
    await at('P29');
    await written('Bybit');
    await page.getByRole('region', { name: 'What remains' }).waitFor();
    await expect.poll(() => page.locator('.blockers').textContent()).toBe('Nothing stands in the way of the signature. 1 item overridden.');
    await expectSound(desk);
  });

  test('two people sign, and the report stands with its override in bold', async () => {
    const { page, hands } = desk;
    await signed('reviewer', 'Owner');
    await signed('approver', 'Ada');
    await page.getByText('The checklist is signed.').first().waitFor();
    const overridden = page.getByText(/^P25, What lies here.* Nothing lies here yet/);
    await overridden.waitFor();
    expect(await overridden.evaluate((line) => Number(getComputedStyle(line).fontWeight))).toBeGreaterThanOrEqual(600);
    await expectSound(desk);
    const [download] = await Promise.all([page.waitForEvent('download'), hands.pushed('Save as PDF')]);
    expect(
      readFileSync(await download.path())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  test('the venue shows that it was reviewed, and its gates read the answers', async () => {
    const { page, hands } = desk;
    await hands.press('g', 'v');
    await hands.findVenue('Deribit');
    await hands.press('Enter');
    const card = page.getByRole('region', { name: 'Derivatives venue: first review and each quarter' });
    await card.getByText('signed', { exact: true }).waitFor();
    await card.getByText('1 item overridden: P25').waitFor();
    await expect.poll(() => page.getByRole('row', { name: /^(Eligibility|KYC|Red flags) passes/ }).count()).toBe(3);
    await expectSound(desk);
  });

  async function written(answer: string): Promise<void> {
    await desk.hands.press('Enter');
    await desk.hands.type(answer);
    await desk.hands.press('Enter');
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
});
