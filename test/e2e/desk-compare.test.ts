import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CRITERIA, criterionNames } from '../../shared/venues/index.ts';
import { type Caller, type Desk, expectSound, ok, openDesk } from './desk-hands.ts';

const TODAY = new Date().toISOString().slice(0, 10);
/** Points by criterion, in the order of the scheme, of two venues that were scored before. */
const SCORED = { bybit: ['8', '8', '7', '7', '7', '7'], bitget: ['7', '9', '6', '6', '7', '8'] } as const;
/** What is scored by keyboard. */
const POINTS = ['9', '6', '9', '8', '8', '6'] as const;

/** Gates of three venues and the scores of two of them, as somebody has kept them who has looked. */
async function looked(api: Caller): Promise<void> {
  ok(await api.venues.setPolicy({ custodyAccepted: ['venue', 'self', 'clearing', 'segregated'] }));
  ok(await api.venues.setLimit({ detail: { scope: { to: 'total' }, metric: 'exposure', amount: '100000', currency: 'USD' } }));
  const checked = { checkedOn: TODAY, source: 'terms of service, section 2' };
  for (const venue of ['deribit', ...Object.keys(SCORED)]) {
    const add = async (detail: Parameters<typeof api.venues.addRecord>[0]['detail']) => ok(await api.venues.addRecord({ venue, detail }));
    await add({ kind: 'eligibility', entity: 'Northwind Ltd', region: 'DE', result: 'eligible', ...checked });
    await add({ kind: 'attestation', of: 'kyc', result: 'pass', ...checked });
    await add({ kind: 'attestation', of: 'legal', result: 'pass', ...checked });
  }
  for (const [venue, points] of Object.entries(SCORED)) {
    for (const [at, each] of points.entries()) {
      const given = { by: 'rubric' as const, points: each };
      const score = { given, sourceClass: 'own-measurement' as const, source: 'quarterly review', asOf: TODAY };
      ok(await api.venues.setScore({ venue, measure: CRITERIA[at]!, score }));
    }
  }
}

describe('three venues are scored, compared and decided upon, by keyboard alone', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(looked);
  });
  afterAll(() => desk?.close());

  test('a venue is scored criterion by criterion, with source and day', async () => {
    const { page, hands } = desk;
    await hands.press('g', 'v');
    await page.getByRole('grid', { name: 'Venues' }).waitFor();
    await hands.findVenue('Deribit');
    await hands.press('Enter');
    await page.getByRole('heading', { name: 'Deribit', level: 1 }).waitFor();
    await hands.tabTo(page.getByRole('tab', { name: /^Standing/ }));
    await hands.press('ArrowRight');
    await page.getByText(/^Nothing is scored yet, because/).waitFor();
    await expectSound(desk);
    for (const [at, criterion] of CRITERIA.entries()) {
      const name = criterionNames[criterion];
      await hands.pushed(`Score ${name} as a whole`);
      const form = page.getByRole('form', { name: `Score ${name}`, exact: true });
      await hands.write(form.getByRole('textbox', { name: /^Points, 0–10/ }), POINTS[at]!);
      await hands.write(form.getByRole('textbox', { name: /^Source/ }), 'measured on my own account');
      if (at === 0) await expectSound(desk);
      await hands.press('Enter');
      await form.waitFor({ state: 'detached' });
    }
    await page.getByText('Score, 0–10, rank 1').waitFor();
    await expect.poll(() => page.locator('.venue-headlines').textContent()).toContain('7.85');
  });

  test('three are marked and stand side by side', async () => {
    const { page, hands } = desk;
    await hands.press('g', 'v');
    for (const name of ['Deribit', 'Bybit Derivatives', 'Bitget']) {
      await hands.findVenue(name);
      await hands.press('x');
    }
    await page.getByRole('button', { name: /^Compare 3/ }).waitFor();
    await hands.press('c');
    await page.getByRole('heading', { name: 'Compare', level: 1 }).waitFor();
    await page.getByText('Deribit, Bybit Derivatives, Bitget', { exact: true }).waitFor();
    const scores = page.getByRole('region', { name: 'Places' }).getByRole('row', { name: /^Score/ });
    await expect.poll(() => scores.textContent()).toMatch(/7\.85.*7\.55.*7\.25/);
    await expectSound(desk);
  });

  test('the choice is recorded with what it rests on, and is printed', async () => {
    const { page, hands } = desk;
    await hands.toPaneOf(page.getByRole('heading', { name: 'Compare', level: 1 }));
    await hands.press('d');
    const form = page.getByRole('form', { name: 'Record a decision' });
    await hands.write(form.getByRole('textbox', { name: /^Who decides/ }), 'Owner');
    await hands.write(form.getByRole('textbox', { name: /^Reason/ }), 'Deepest options book, and the fees of my tier.');
    await page.getByText(/Owner chooses Deribit by the weights/).waitFor();
    await hands.pushed('Record it for good');
    await page
      .getByText(/^Recorded: the choice fell on Deribit/)
      .first()
      .waitFor();
    await page.getByText('Deepest options book, and the fees of my tier.').waitFor();
    await expectSound(desk);
    await hands.toPaneOf(page.getByText('Deepest options book, and the fees of my tier.'));
    const printed = page.waitForFunction(() => 'wasPrinted' in window);
    await page.evaluate(() => Object.assign(window, { print: () => Object.assign(window, { wasPrinted: true }) }));
    await hands.press('Control+p');
    await printed;
    await page.emulateMedia({ media: 'print' });
    expect((await page.pdf({ printBackground: true })).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await page.getByRole('navigation').first().isVisible()).toBe(false);
    expect(await page.getByText('Deepest options book, and the fees of my tier.').isVisible()).toBe(true);
  });
});
