import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { setOtcView } from '../../renderer/otc/view.ts';
import { setPreferences } from '../../renderer/window/preferences.ts';
import { forgetDraft } from '../../renderer/window/kept-draft.ts';
import { openBeside } from '../../renderer/window/places.ts';
import { answeringBridge } from '../frame/answering-bridge.ts';
import { closeWindow, expectSilence, findings, openWindow } from '../frame/page.tsx';
import { otcAnswers } from './made-answers.ts';

const answers = otcAnswers();
const bridge = answeringBridge(answers);
/** Milliseconds that a busy machine may need. */
const PATIENCE = { timeout: 10_000 };
let checkSilence: () => void;

beforeEach(() => {
  checkSilence = expectSilence();
  bridge.forget();
  setOtcView({ tab: 'board', desk: '', all: false, state: '', words: '', from: '', to: '' });
});
afterEach(() => {
  closeWindow();
  forgetDraft('otc.new');
  setPreferences({ theme: 'light', discreet: false, density: 'compact' });
  checkSilence();
});

const asked = (path: string) => bridge.calls.filter((call) => call.path === path).map(({ input }) => input);
const board = page.getByRole('table', { name: 'Legs by value date and desk' });
const panelOf = (id: string) => document.querySelector<HTMLElement>(`.panel[data-panel="${id}"]`);
const hasKeyboard = (id: string) => panelOf(id)?.contains(document.activeElement) === true;

async function openBoard(): Promise<void> {
  openWindow('otc');
  await vi.waitUntil(() => board.query(), PATIENCE);
}

async function openSettlement(trade: string, reference: string): Promise<void> {
  openWindow(`otc/${trade}`);
  await vi.waitUntil(() => page.getByRole('heading', { name: reference, level: 1 }).query(), PATIENCE);
}

describe('the board', () => {
  test('tells which way money goes, how long is left on both clocks, what comes next and which item is open', async () => {
    await openBoard();
    await expect.element(board.getByRole('button', { name: 'we pay 600,000 USD' }).first()).toBeVisible();
    await expect.element(board.getByText('25 min left').first()).toBeVisible();
    await expect.element(board.getByText('less than 30 minutes').first()).toBeVisible();
    await expect.element(board.getByText('1 h 40 min left').first()).toBeVisible();
    await expect.element(board.getByText('less than 2 hours').first()).toBeVisible();
    await expect.element(board.getByText(/New York$/).first()).toBeVisible();
    await expect.element(board.getByText(/Amsterdam$/).first()).toBeVisible();
    await expect.element(board.getByText('Confirmation of OTC-1')).toBeVisible();
    await expect.element(board.getByText(/Price of one unit/)).toBeVisible();
    await expect.element(board.getByText('then their delivery')).toBeVisible();
  });

  test('is gone through and opened by keys alone', async () => {
    await openBoard();
    await vi.waitFor(() => expect(hasKeyboard('otc')).toBe(true), PATIENCE);
    await userEvent.keyboard('jj');
    expect(document.activeElement?.textContent).toContain('we pay 600,000 USD');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('heading', { name: 'OTC-1', level: 1 })).toBeVisible();
    expect(hasKeyboard('otc')).toBe(true);
  });

  test('previews a net sheet with its noughts, leaves trades out, and says why a netting was refused', async () => {
    await openBoard();
    await expect.element(page.getByText(/^nothing moves in ETH/).first()).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Net them' }));
    const sheet = page.getByRole('table', { name: 'Net sheet' });
    await expect.element(sheet.getByText('0: nothing moves in ETH')).toBeVisible();
    await expect.element(sheet.getByText('we pay 608,125 USD')).toBeVisible();
    await userEvent.click(page.getByRole('checkbox', { name: /^OTC-2/ }));
    await expect.element(page.getByText('Netting wants at least two trades.')).toBeVisible();
    await userEvent.click(page.getByRole('checkbox', { name: /^OTC-2/ }));
    await userEvent.fill(page.getByLabelText(/^Reference/), 'NET-1');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText(/^They agree on different orders of delivery/)).toBeVisible();
    expect(asked('otc.makeBatch')).toMatchObject([{ reference: 'NET-1', trades: ['t1', 't2'] }]);
  });

  test('teaches where nothing is open', async () => {
    const before = answers['otc.board']!;
    answers['otc.board'] = () => ({ ...(before as () => object)(), legs: [], settlements: [] });
    openWindow('otc');
    await expect.element(page.getByText(/^A block that is dealt with a desk is settled in two legs/)).toBeVisible();
    await userEvent.keyboard('n');
    await expect.element(page.getByRole('form', { name: 'Record a trade' })).toBeVisible();
    answers['otc.board'] = before;
  });

  test('hides amounts in discreet mode', async () => {
    setPreferences({ discreet: true });
    await openBoard();
    await expect.element(board.getByRole('button', { name: 'we pay ••• USD' }).first()).toBeVisible();
    await expect.element(page.getByText('600,000')).not.toBeInTheDocument();
  });

  test.each(['light', 'dark'] as const)('gives axe nothing to find, %s', async (theme) => {
    setPreferences({ theme });
    await openBoard();
    await vi.waitFor(() => expect(asked('otc.nettable')).toHaveLength(1), PATIENCE);
    expect(await findings('.panel[data-panel="otc"]')).toEqual([]);
  });
});

test('trades are found by words and opened, by keys alone', async () => {
  setOtcView({ tab: 'trades' });
  openWindow('otc');
  await expect.element(page.getByRole('gridcell', { name: /^OTC-1/ })).toBeVisible();
  await userEvent.keyboard('/otc-2{Enter}');
  await expect.element(page.getByText('1 found')).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('heading', { name: 'OTC-2', level: 1 })).toBeVisible();
  expect(await findings('.panel[data-panel="otc"]')).toEqual([]);
});

describe('the form of a trade', () => {
  const form = page.getByRole('form', { name: 'Record a trade' });

  async function typeAmounts(): Promise<void> {
    await openBoard();
    await userEvent.keyboard('n');
    await expect.element(form.getByLabelText(/^Desk/)).toHaveFocus();
    await userEvent.selectOptions(form.getByLabelText(/^Desk/), 'cumberland');
    await userEvent.fill(form.getByLabelText(/^Reference/), 'OTC-9');
    await userEvent.selectOptions(form.getByLabelText(/^We/), 'buy');
    await userEvent.fill(form.getByLabelText(/^Quantity/), '10');
    await userEvent.fill(form.getByLabelText('Asset *'), 'btc');
    await userEvent.fill(form.getByLabelText(/^Network of the asset/), 'bitcoin');
    await userEvent.fill(form.getByLabelText(/^Price for one/), '60800');
    await userEvent.fill(form.getByLabelText(/^Paid in/), 'usd');
    await userEvent.fill(form.getByLabelText(/^Network or rail/), 'fedwire');
    await userEvent.fill(form.getByLabelText(/^Fee/), '125');
  }

  async function typeTheRest(): Promise<void> {
    await userEvent.fill(form.getByLabelText(/^Dealt at/), '2026-10-30 10:00');
    await userEvent.fill(form.getByLabelText(/^Value date/), '2026-11-02');
    await userEvent.fill(form.getByLabelText(/^Cut-off, local/), '18:45');
    await userEvent.fill(form.getByLabelText(/^In the clock of/), 'America/New_York');
    await userEvent.fill(form.getByLabelText(/^Bank and account/), '021000021/4455667788');
    await userEvent.fill(form.getByLabelText(/^Beneficiary/).first(), 'Cumberland DRW LLC');
    await userEvent.fill(form.getByLabelText(/^Memo/).first(), 'OTC-9');
    await userEvent.fill(form.getByLabelText(/^Address/), 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq');
  }

  test('says which way money goes as soon as amounts are typed, and fills in the totals', async () => {
    await typeAmounts();
    await expect.element(form.getByText('We pay 608,125 USD, we receive 10 BTC.')).toBeVisible();
    await expect.element(form.getByText('comes to 608,125; checked if typed')).toBeVisible();
    await userEvent.selectOptions(form.getByLabelText(/^We/), 'sell');
    await expect.element(form.getByText('We pay 10 BTC, we receive 607,875 USD.')).toBeVisible();
    await expect.element(form.getByText(/^Nothing is released before 607,875 USD has come in full/)).toBeVisible();
    await userEvent.selectOptions(form.getByLabelText(/^Who delivers first/), 'we-first');
    await expect.element(form.getByText(/^From our release of 10 BTC until 607,875 USD comes/)).toBeVisible();
  });

  test('checks a total that is typed, at its field', async () => {
    await typeAmounts();
    await userEvent.fill(form.getByLabelText(/^Net amount/), '608000');
    await expect.element(form.getByLabelText(/^Net amount/)).toHaveAttribute('aria-invalid', 'true');
    await expect.element(form.getByText(/the net amount says 608,000 USD: 125 USD less/).first()).toBeVisible();
  });

  test('asks which of two times is meant, refuses one that the clock skips, and shows the moment on both clocks', async () => {
    await typeAmounts();
    await typeTheRest();
    await expect.element(form.getByText('2 Nov 2026 18:45 America/New_York')).toBeVisible();
    await expect.element(form.getByText('3 Nov 2026 00:45 Europe/Amsterdam')).toBeVisible();
    await userEvent.fill(form.getByLabelText(/^Value date/), '2026-11-01');
    await userEvent.fill(form.getByLabelText(/^Cut-off, local/), '01:30');
    await expect.element(form.getByText(/shows 01:30 twice on 2026-11-01/).first()).toBeVisible();
    await userEvent.selectOptions(form.getByLabelText(/^The clock shows it twice/), 'later');
    await expect.element(form.getByText('1 Nov 2026 07:30 Europe/Amsterdam')).toBeVisible();
    await userEvent.fill(form.getByLabelText(/^Value date/), '2027-03-14');
    await userEvent.fill(form.getByLabelText(/^Cut-off, local/), '02:30');
    await expect.element(form.getByText(/02:30 does not exist in America\/New_York on 2027-03-14/).first()).toBeVisible();
  });

  test('shows a destination whole in blocks of four, and will not guess that a memo is not needed', async () => {
    await typeAmounts();
    await typeTheRest();
    const blocks = [...document.querySelectorAll('.destination')].map((each) => [...each.children].map((block) => block.textContent));
    expect(blocks[1]?.join('')).toBe('bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq');
    expect(blocks[1]?.slice(0, -1).every((block) => block?.length === 4)).toBe(true);
    await userEvent.click(form.getByRole('button', { name: 'Record it' }));
    await expect.element(form.getByLabelText(/^Memo/).nth(1)).toHaveFocus();
    expect(asked('otc.record')).toEqual([]);
    await userEvent.click(form.getByLabelText('this destination needs none').nth(1));
    await userEvent.click(form.getByRole('button', { name: 'Record it' }));
    await vi.waitFor(
      () =>
        expect(asked('otc.record')).toMatchObject([
          {
            terms: {
              reference: 'OTC-9',
              desk: 'cumberland',
              base: { asset: 'BTC', network: 'bitcoin' },
              quote: { asset: 'USD', network: 'fedwire' },
              tradedAt: '2026-10-30T10:00:00.000Z',
              cutOff: { time: '18:45', zone: 'America/New_York' },
              instructions: {
                pay: { destination: '021000021/4455667788', beneficiary: 'Cumberland DRW LLC', memo: 'OTC-9' },
                receive: { destination: 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', beneficiary: null, memo: null },
              },
            },
          },
        ]),
      PATIENCE,
    );
    await expect.element(page.getByRole('heading', { name: 'OTC-1', level: 1 })).toBeVisible();
  });

  test('waits as it was left while something is looked up, until Escape discards it', async () => {
    await typeAmounts();
    await userEvent.click(board.getByRole('button', { name: 'we pay 600,000 USD' }).first());
    await expect.element(page.getByRole('heading', { name: 'OTC-2', level: 1 })).toBeVisible();
    openBeside('otc-trade', 'new', { name: 'Record a trade' });
    await expect.element(form.getByLabelText(/^Quantity/)).toHaveValue('10');
    await expect.element(form.getByText('Continued as you left it; Esc discards it.')).toBeVisible();
    await userEvent.click(form.getByLabelText(/^Quantity/));
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => expect(hasKeyboard('otc')).toBe(true), PATIENCE);
    openBeside('otc-trade', 'new', { name: 'Record a trade' });
    await expect.element(form.getByLabelText(/^Quantity/)).toHaveValue('');
    await userEvent.keyboard('{Escape}');
  });

  test.each(['light', 'dark'] as const)('gives axe nothing to find, %s', async (theme) => {
    setPreferences({ theme });
    await typeAmounts();
    await typeTheRest();
    await expect.element(form.getByText('We pay 608,125 USD, we receive 10 BTC.')).toBeVisible();
    expect(await findings('.panel[data-panel="otc-trade"]')).toEqual([]);
    await userEvent.keyboard('{Escape}');
  });
});

describe('a settlement', () => {
  const reference = 'eb6305c9-1f7f-49de-aed0-16487c27b421';

  test('cannot be released before its steps: the button is off, and each reason is named with the way to lift it', async () => {
    await openSettlement('t1', 'OTC-1');
    await expect.element(page.getByRole('button', { name: 'Record the release' })).toBeDisabled();
    const why = page.getByRole('list', { name: 'In the way of: Release 600,000 USD' });
    await expect.element(why.getByText(/C07 “Price of one unit”/)).toBeVisible();
    await expect.element(why.getByText('They deliver first, and 10 BTC has not come in full.')).toBeVisible();
    await expect.element(why.getByRole('button', { name: 'Confirmation against the trade' })).toBeVisible();
    expect(asked('otc.release')).toEqual([]);
  });

  test('is released by keys alone, and only once the amount is typed again', async () => {
    await openSettlement('t2', 'OTC-2');
    (page.getByRole('button', { name: 'Record the release' }).element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    const form = page.getByRole('form', { name: 'Record the release' });
    await expect.element(form.getByLabelText(/^Reference/)).toHaveFocus();
    await userEvent.keyboard(`${reference}{Enter}`);
    const dialog = page.getByRole('dialog', { name: 'Record that 600,000 USD has left?' });
    await expect.element(dialog.getByText('Cumberland DRW LLC')).toBeVisible();
    await expect.element(dialog.getByText('This is final.', { exact: false })).toBeVisible();
    const record = dialog.getByRole('button', { name: 'Record it for good' });
    await userEvent.keyboard('60,000');
    await expect.element(dialog.getByText('That is not 600,000 USD.')).toBeVisible();
    await expect.element(record).toBeDisabled();
    await userEvent.keyboard('{Enter}');
    expect(asked('otc.release')).toEqual([]);
    await userEvent.keyboard('{Control>}a{/Control}600,000');
    await expect.element(record).toBeEnabled();
    expect(await findings('dialog.otc-release')).toEqual([]);
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(
      () => expect(asked('otc.release')).toMatchObject([{ leg: 't2.out', reference, amount: '600000', evidence: [] }]),
      PATIENCE,
    );
    await expect.element(page.getByText('The release of 600,000 USD is recorded, for good.').first()).toBeVisible();
    await vi.waitFor(() => expect(hasKeyboard('otc-trade')).toBe(true), PATIENCE);
  });

  test('backs out of the last question into the form, and out of the form to the button', async () => {
    await openSettlement('t2', 'OTC-2');
    await userEvent.click(page.getByRole('button', { name: 'Record the release' }));
    await userEvent.keyboard(`${reference}{Enter}`);
    await expect.element(page.getByRole('dialog')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('button', { name: 'Read it once more' })).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('button', { name: 'Record the release' })).toHaveFocus();
    expect(asked('otc.release')).toEqual([]);
  });

  test('will not let another amount leave than was agreed', async () => {
    await openSettlement('t2', 'OTC-2');
    await userEvent.click(page.getByRole('button', { name: 'Record the release' }));
    const form = page.getByRole('form', { name: 'Record the release' });
    await userEvent.fill(form.getByLabelText(/^Reference/), reference);
    await userEvent.fill(form.getByLabelText(/^Amount/), '60000');
    await expect.element(form.getByText(/^600,000 USD was agreed, to the last digit/).first()).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
  });

  test.each([
    ['10', '', 'exact', '10 BTC came in, as expected.'],
    ['9.99', '', 'short', '9.99 BTC came in: 0.01 BTC are missing.'],
    ['9.99', '10', 'within tolerance', '9.99 BTC came in, 0.01 BTC less than expected, within the tolerance of 0.01 BTC.'],
    ['10.5', '', 'over', '10.5 BTC came in: 0.5 BTC too much.'],
  ])('compares %s BTC that came in, within %s basis points, while it is typed: %s', async (amount, points, verdict, says) => {
    await openSettlement('t2', 'OTC-2');
    await userEvent.click(page.getByRole('button', { name: 'Record what came in' }));
    const form = page.getByRole('form', { name: 'Record what came in' });
    await userEvent.fill(form.getByLabelText(/^Reference/), 'f4184fc596403b9d');
    await userEvent.fill(form.getByLabelText(/^Tolerance, basis points/), points);
    await userEvent.fill(form.getByLabelText(/^Amount/), amount);
    await expect.element(form.getByText(verdict, { exact: true })).toBeVisible();
    await expect.element(form.getByText(says, { exact: false })).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(asked('otc.recordReceipt')).toMatchObject([{ leg: 't2.in', amount, network: 'bitcoin' }]), PATIENCE);
    await vi.waitFor(() => expect(hasKeyboard('otc-trade')).toBe(true), PATIENCE);
  });

  test('opens a case with its reason, and says what that stops', async () => {
    await openSettlement('t1', 'OTC-1');
    panelOf('otc-trade')?.focus();
    await userEvent.keyboard('x');
    const form = page.getByRole('form', { name: 'OTC-1 has failed' });
    await userEvent.selectOptions(form.getByLabelText(/^Why/), 'cut-off-missed');
    await userEvent.fill(form.getByLabelText(/^What happened/), 'Their wire left after 18:45.');
    await expect.element(form.getByText(/Until the case is closed nothing is released to Cumberland/)).toBeVisible();
    await userEvent.click(form.getByRole('button', { name: 'Open the case' }));
    await vi.waitFor(
      () =>
        expect(asked('otc.fail')).toEqual([
          { trade: 't1', code: 'cut-off-missed', what: 'Their wire left after 18:45.', owner: null, nextActionAt: null },
        ]),
      PATIENCE,
    );
  });

  test.each(['light', 'dark'] as const)('gives axe nothing to find, %s', async (theme) => {
    setPreferences({ theme });
    await openSettlement('t1', 'OTC-1');
    await expect.element(page.getByRole('region', { name: 'Terms' })).toBeVisible();
    expect(await findings('.panel[data-panel="otc-trade"]')).toEqual([]);
  });
});
