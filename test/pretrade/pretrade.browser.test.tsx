import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { setPretradeView } from '../../renderer/pretrade/view.ts';
import { useWaiting } from '../../renderer/pretrade/waiting-files.ts';
import { closeExplanation } from '../../renderer/figures/explain.ts';
import { forgetDraft } from '../../renderer/window/kept-draft.ts';
import { setPreferences } from '../../renderer/window/preferences.ts';
import { answeringBridge, type Answers } from '../frame/answering-bridge.ts';
import { closeWindow, expectSilence, findings, openWindow } from '../frame/page.tsx';
import { madeDesk, SOUND } from './made-desk.ts';

const answers: Answers = {};
const bridge = answeringBridge(answers);
/** Milliseconds that a busy machine may need. */
const PATIENCE = { timeout: 10_000 };
let checkSilence: () => void;
let desk: ReturnType<typeof madeDesk>['desk'];

/** A new desk with these drafts behind the same bridge. */
function furnish(drafts: Parameters<typeof madeDesk>[0] = [SOUND]): void {
  const made = madeDesk(drafts);
  Object.assign(answers, made.answers);
  desk = made.desk;
}

beforeEach(() => {
  checkSilence = expectSilence();
  bridge.forget();
  closeExplanation();
  furnish();
  setPretradeView({ tab: 'tickets', state: '', words: '', venue: '' });
  useWaiting.setState({ files: [], current: null });
  for (const form of ['new', 't1', 't2']) forgetDraft(`pretrade.ticket.${form}`);
});

afterEach(() => {
  closeWindow();
  setPreferences({ theme: 'light', discreet: false, density: 'compact' });
  checkSilence();
});

const asked = (path: string) => bridge.calls.filter((call) => call.path === path).map(({ input }) => input as Record<string, never>);
const verdict = () => page.getByRole('group', { name: 'Verdict' });
const field = (label: string | RegExp) => page.getByRole('form', { name: 'Terms of the trade' }).getByLabelText(label);
const changed = () => bridge.push('changes', { size: 2, columns: ['pretrade'] });

async function openTicket(): Promise<void> {
  openWindow('pretrade/t1');
  await expect.element(verdict()).toBeVisible();
  await expect.element(field('Entry, USDT')).toHaveValue('50000');
}
async function put(label: string | RegExp, text: string): Promise<void> {
  await userEvent.clear(field(label));
  if (text !== '') await userEvent.type(field(label), text);
}

describe('the list', () => {
  test('says of each ticket what it comes to, and is gone through and opened by keys', async () => {
    furnish([SOUND, { ...SOUND, side: 'short', stop: '51000', target: '46000', leverage: '10' }]);
    openWindow('pretrade');
    const rows = page.getByRole('grid', { name: 'Tickets, newest first' });
    await expect.element(rows.getByText('✕ No go')).toBeVisible();
    await expect.element(rows.getByText('● Go')).toBeVisible();
    await userEvent.keyboard('j{Enter}');
    await vi.waitFor(() => expect(asked('pretrade.preview').length).toBeGreaterThan(0), PATIENCE);
    await expect.element(page.getByRole('heading', { level: 1, name: /^Long BTCUSDT/ })).toBeVisible();
  });

  test('filters by words and by state', async () => {
    furnish([SOUND, { ...SOUND, side: 'short' }]);
    openWindow('pretrade');
    await expect.element(page.getByRole('gridcell', { name: /^BTCUSDT short/ })).toBeVisible();
    await userEvent.keyboard('/short');
    await expect.element(page.getByText('1 of 2')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByText('1 of 2')).not.toBeInTheDocument();
    await userEvent.selectOptions(page.getByLabelText('State'), 'signed');
    await expect.element(page.getByText('No ticket fits all of this.')).toBeVisible();
  });

  test('teaches where there is none, and n begins one with the keyboard in its first field', async () => {
    furnish([]);
    openWindow('pretrade');
    await expect.element(page.getByRole('heading', { name: 'Tickets belong here' })).toBeVisible();
    await userEvent.keyboard('n');
    await expect.element(field('Kind')).toHaveFocus();
    await expect.element(field(/^Venue/)).toHaveValue('binance-futures');
  });
});

describe('a draft', () => {
  test('says in words what the trade means, anew at each letter', async () => {
    await openTicket();
    await expect.element(page.getByText(/You will buy 1\.4\d+ BTC/)).toBeVisible();
    await put('May lose, USDT', '150');
    await expect.element(page.getByText(/You will buy 0\.14\d* BTC .* the stop costs 14\d\.\d\d USDT, everything included/)).toBeVisible();
    const losses = asked('pretrade.preview').map(({ terms }) => (terms as unknown as { maxLoss?: string }).maxLoss);
    expect(losses).toEqual(expect.arrayContaining(['1', '15', '150']));
  });

  test('keeps the last figures while a field cannot be read, and says what is wrong at the field', async () => {
    await openTicket();
    await put('Stop, USDT', '49k');
    await expect.element(page.getByText(/49k is no number/)).toBeVisible();
    await expect.element(field('Stop, USDT')).toHaveAttribute('aria-invalid', 'true');
    await expect.element(page.getByText(/You will buy [\d.]+ BTC/)).toBeVisible();
  });

  test('is stopped by a stop beyond liquidation, names it first, and leads to the field', async () => {
    await openTicket();
    await expect.element(verdict().getByText('Go', { exact: false })).toBeVisible();
    await put('Stop, USDT', '30000');
    await expect.element(verdict()).toHaveAttribute('data-verdict', 'no-go');
    await expect.element(verdict().getByText(/would be liquidated before it fires/)).toBeVisible();
    (verdict().getByRole('button', { name: 'stop' }).element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(field('Stop, USDT')).toHaveFocus();
  });

  test('explains a figure, with the way to the row of the file it rests on', async () => {
    await openTicket();
    const figure = page.getByRole('region', { name: 'Figures' }).getByRole('button', { name: /^Liquidation price: 37/ });
    (figure.element() as HTMLElement).focus();
    await userEvent.keyboard('e');
    const explanation = page.getByRole('region', { name: /^Explanation of Liquidation price/ });
    await expect.element(explanation).toBeVisible();
    await userEvent.click(explanation.getByText(/steps before it/));
    await userEvent.click(explanation.getByRole('button', { name: 'row 1 of leverageBracket.json' }).first());
    await expect.element(page.getByRole('heading', { level: 1, name: 'exchangeInfo.json' })).toBeVisible();
    expect(asked('pretrade.reference')).toEqual([{ reference: 'r-margin' }]);
  });

  test('reads out its plot point by point and from mark to mark', async () => {
    await openTicket();
    const plot = page.getByRole('slider', { name: /^Profit and loss/ });
    (plot.element() as HTMLElement).focus();
    await expect.element(plot).toHaveAttribute('aria-valuetext', expect.stringMatching(/at the entry/));
    await userEvent.keyboard('{PageDown}');
    await expect.element(plot).toHaveAttribute('aria-valuetext', expect.stringMatching(/at the stop$/));
    await userEvent.keyboard('{PageDown}{ArrowLeft}');
    await expect.element(plot).toHaveAttribute('aria-valuetext', expect.stringMatching(/: −[\d,.]+, liquidated$/));
    await userEvent.keyboard('{End}');
    await expect.element(plot).toHaveAttribute('aria-valuetext', expect.stringMatching(/: \+/));
  });

  test('shows its checks by type, and why, rule, source and mistake of one on demand', async () => {
    await openTicket();
    const checks = page.getByRole('region', { name: 'Checks' });
    const first = checks.getByRole('button').first();
    (first.element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Home}{Enter}');
    await expect.element(checks.getByText('Covers the mistake')).toBeVisible();
    await expect.element(checks.getByText('joining a venue your region is not eligible for')).toBeVisible();
    await expect.element(checks.getByText(/The owner’s brief/)).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await expect.element(checks.getByText('Covers the mistake')).not.toBeInTheDocument();
    await expect.element(first).toHaveFocus();
  });

  test('is saved from within a field, which keeps the keyboard, and can be undone', async () => {
    furnish([]);
    openWindow('pretrade/new');
    await expect.element(field(/^Venue/)).toHaveValue('binance-futures');
    await userEvent.type(field('Instrument'), 'BTCUSDT');
    await expect.element(page.getByText(/linear perpetual, BTC in USDT; step 0\.001/)).toBeVisible();
    await userEvent.type(field('Entry, USDT'), '50000');
    await userEvent.keyboard('{Control>}s{/Control}');
    await vi.waitFor(() => expect(asked('pretrade.draft')).toHaveLength(1), PATIENCE);
    expect(asked('pretrade.draft')[0]).toMatchObject({ terms: { symbol: 'BTCUSDT', entry: '50000', side: 'long', variant: 'perpetual' } });
    await expect.element(page.getByRole('heading', { level: 1, name: /^Long BTCUSDT/ })).toBeVisible();
    await expect.element(field('Entry, USDT')).toHaveFocus();
    await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  });

  test('waits as it was typed when one looks elsewhere meanwhile', async () => {
    await openTicket();
    await put('Target, USDT', '54000');
    await expect.element(page.getByText('draft, changed and not saved')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('grid', { name: /Tickets/ })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(field('Target, USDT')).toHaveValue('54000');
    await userEvent.click(page.getByRole('button', { name: 'Discard changes' }));
    await expect.element(field('Target, USDT')).toHaveValue('53000');
  });
});

describe('a signature', () => {
  test('is refused in words while something stands in the way', async () => {
    await openTicket();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(page.getByText('Its checklist TPL-PRETRADE-PERP has not been run.', { exact: true }).last()).toBeVisible();
    expect(asked('pretrade.sign')).toEqual([]);
  });

  test('names what it freezes, is given by keys, and can be recomputed with what was compared said', async () => {
    desk.checklist = 'signed';
    await openTicket();
    (field('Entry, USDT').element() as HTMLElement).focus();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    const dialog = page.getByRole('dialog');
    await expect.element(dialog.getByText(/margin table: row 1 of leverageBracket\.json/)).toBeVisible();
    await expect.element(dialog.getByText(/nobody can change or undo it/)).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(dialog).not.toBeInTheDocument();
    await expect.element(field('Entry, USDT')).toHaveFocus();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(asked('pretrade.sign')).toEqual([{ ticket: 't1' }]), PATIENCE);
    changed();
    const again = page.getByRole('button', { name: /^Compute again/ });
    await expect.element(again).toHaveFocus();
    await userEvent.keyboard('r');
    await expect.element(page.getByText(/● Identical/)).toBeVisible();
    await expect.element(page.getByText(/50 figures and 32 checks are the same to the last digit/)).toBeVisible();
    desk.identical = false;
    await userEvent.keyboard('r');
    await expect.element(page.getByText(/2 parts of 50 figures and 32 checks came out otherwise: liquidation-price, P08/)).toBeVisible();
  });

  test('ends in a trade that is over, with what it came to', async () => {
    desk.checklist = 'signed';
    furnish();
    openWindow('pretrade/t1');
    await expect.element(verdict()).toBeVisible();
    answers['pretrade.sign']!({ ticket: 't1' } as never, () => undefined);
    changed();
    await userEvent.click(page.getByRole('button', { name: 'End it' }));
    const form = page.getByRole('form', { name: 'End the ticket' });
    await userEvent.type(form.getByLabelText('Came to, USDT'), '210.5');
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(
      () => expect(asked('pretrade.close')).toEqual([{ ticket: 't1', outcome: 'closed', profit: '210.5', note: '' }]),
      PATIENCE,
    );
    changed();
    await expect.element(page.getByText('+210.50 USDT')).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Reopen' })).toHaveFocus();
  });
});

describe('reference data', () => {
  const FEE_TABLE = JSON.stringify({
    product: 'linear perpetual',
    conditions: 'all',
    rates: 'percent',
    tiers: [
      { name: 'VIP 0', vol30d_usd: '0', maker: '0.0500', taker: '0.0200' },
      { name: 'VIP 1', vol30d_usd: '15000000', maker: '0.0160', taker: '0.0400' },
    ],
  });

  function drop(onto: Element, name: string, content: string): void {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], name, { type: 'application/json' }));
    for (const type of ['dragenter', 'dragover', 'drop'])
      onto.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }));
  }

  test('takes a file that is dropped on the ticket, asks what it does not tell, and keeps it when its findings are accepted', async () => {
    await openTicket();
    drop(field('Entry, USDT').element(), 'fees.json', FEE_TABLE);
    await expect.element(page.getByRole('heading', { level: 1, name: 'fees.json' })).toBeVisible();
    const view = page.getByRole('region', { name: 'Files' });
    await userEvent.selectOptions(view.getByLabelText(/^Venue/), 'binance-futures');
    const when = view.getByLabelText(/^The file does not tell when it was saved/);
    await userEvent.type(when, '2026-11-22 08:00');
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(
      () =>
        expect(asked('pretrade.previewImport').at(-1)).toMatchObject({
          name: 'fees.json',
          answers: { 'taken-at': '2026-11-22T08:00:00.000Z' },
        }),
      PATIENCE,
    );
    await expect.element(when).toHaveFocus();
    await expect.element(view.getByRole('region', { name: 'Findings' })).toBeVisible();
    await expect.element(view.getByRole('button', { name: /^Keep this file/ })).toBeDisabled();
    while (view.getByRole('textbox', { name: /^Reason to accept/ }).elements().length > 0) {
      await userEvent.type(view.getByRole('textbox', { name: /^Reason to accept/ }).first(), 'The venue prints it so.');
      await userEvent.keyboard('{Enter}');
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    await expect.element(view.getByRole('button', { name: /^Keep this file/ })).toBeEnabled();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await vi.waitFor(() => expect(asked('pretrade.import')).toHaveLength(1), PATIENCE);
    expect(asked('pretrade.import')[0]).toMatchObject({
      venue: 'binance-futures',
      accept: [
        { key: expect.stringContaining('maker-above-taker'), reason: 'The venue prints it so.' },
        { key: expect.stringContaining('rate-rises') },
      ],
    });
    await vi.waitFor(() => expect(asked('pretrade.reference')).toEqual([{ reference: 'r-new' }]), PATIENCE);
  });

  test('says of a file that is none what it is not, and of which venue it is asked', async () => {
    openWindow('pretrade');
    await expect.element(page.getByRole('grid', { name: /Tickets/ })).toBeVisible();
    drop(page.getByRole('grid', { name: /Tickets/ }).element(), 'shopping.json', '{"milk": 2}');
    const view = page.getByRole('region', { name: 'Files' });
    await userEvent.selectOptions(view.getByLabelText(/^Venue/), 'bybit');
    await expect.element(view.getByText(/shopping\.json has none of the known shapes/)).toBeVisible();
    await userEvent.click(view.getByRole('button', { name: 'Leave it out' }));
    await expect.element(view.getByText(/No file waits/)).toBeVisible();
  });
});

describe('every view', () => {
  test.each(['light', 'dark'] as const)('satisfies axe in the %s theme', async (theme) => {
    setPreferences({ theme });
    desk.checklist = 'signed';
    await openTicket();
    await expect.element(page.getByRole('slider')).toBeVisible();
    expect(await findings('.frame')).toEqual([]);
    for (const [tab, heading] of [
      ['Reference data', /SHA-256/],
      ['Depth', /Spread, bp/],
      ['Own volume', /Own tier/],
      ['Rules', /At first/],
    ] as const) {
      await userEvent.click(page.getByRole('tab', { name: new RegExp(`^${tab}`) }));
      await expect.element(page.getByText(heading).first()).toBeVisible();
      expect(await findings('.frame')).toEqual([]);
    }
  });

  test('shows a book’s card and reads out its depth', async () => {
    openWindow('pretrade/depth:r-depth:1');
    await expect.element(page.getByRole('heading', { level: 1, name: 'BTCUSDT' })).toBeVisible();
    const plot = page.getByRole('slider', { name: /^Cumulative depth/ });
    (plot.element() as HTMLElement).focus();
    await expect.element(plot).toHaveAttribute('aria-valuetext', '0.8 BTC asked to 50,000.00');
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(plot).toHaveAttribute('aria-valuetext', '2 BTC asked to 50,005.00');
    await userEvent.keyboard('{Home}');
    await expect.element(plot).toHaveAttribute('aria-valuetext', '9.5 BTC bid to 49,950.00');
    expect(await findings('.frame')).toEqual([]);
  });

  test('tells one’s own volume, and changes a rule', async () => {
    openWindow('pretrade/volume:binance-futures');
    const form = page.getByRole('form', { name: /^Own volume at/ });
    await userEvent.clear(form.getByLabelText('Traded in 30 days'));
    await userEvent.type(form.getByLabelText('Traded in 30 days'), '60000000');
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(
      () => expect(asked('pretrade.tellVolume')).toMatchObject([{ venue: 'binance-futures', told: { volume: '60000000' } }]),
      PATIENCE,
    );
    closeWindow();
    openWindow('pretrade/rules');
    await expect.element(page.getByRole('heading', { level: 1, name: 'Rules for tickets' })).toBeVisible();
    const rules = page.getByRole('form', { name: 'Rules for tickets' });
    await userEvent.clear(rules.getByLabelText(/^Leverage at most/));
    await userEvent.type(rules.getByLabelText(/^Leverage at most/), '3');
    await expect.element(rules.getByText(/At most 3 × leverage/)).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(asked('pretrade.setRules')).toMatchObject([{ leverage: '3' }]), PATIENCE);
  });
});
