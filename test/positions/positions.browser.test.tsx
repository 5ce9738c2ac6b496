import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { setPositionsView } from '../../renderer/positions/view.ts';
import { openBeside } from '../../renderer/window/places.ts';
import { setPreferences } from '../../renderer/window/preferences.ts';
import { answeringBridge } from '../frame/answering-bridge.ts';
import { MADE_POSITIONS, madeAnswers, madeSummary } from '../frame/made-answers.ts';
import { closeWindow, expectSilence, findings, openWindow } from '../frame/page.tsx';

const answers = madeAnswers();
const bridge = answeringBridge(answers);
/** Milliseconds that a busy machine may need. */
const PATIENCE = { timeout: 10_000 };
let checkSilence: () => void;

beforeEach(() => {
  checkSilence = expectSilence();
  bridge.forget();
  setPositionsView({ groupBy: 'kind', standing: 'open', since: 'opening', sort: null, collapsed: [], words: '' });
});

afterEach(() => {
  closeWindow();
  setPreferences({ theme: 'light', discreet: false, density: 'compact' });
  checkSilence();
});

const detail = page.getByRole('region', { name: 'WETH–USDC 0.05 %' });
const asked = (path: string) => bridge.calls.filter((call) => call.path === path).map(({ input }) => input);

async function openList(): Promise<void> {
  openWindow('positions');
  await expect.element(page.getByRole('gridcell', { name: /WETH–USDC/ })).toBeVisible();
}

describe('the list', () => {
  test('is gone through and opened by keys alone', async () => {
    await openList();
    await userEvent.keyboard('jj');
    expect(document.activeElement?.getAttribute('role')).toBe('gridcell');
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(asked('positions.one')).toHaveLength(1), PATIENCE);
    expect(asked('positions.one')[0]).toMatchObject({ position: expect.stringMatching(/^p\d$/) });
  });

  test('Enter opens the first position where nobody has moved yet, and moving steps over the heads of groups', async () => {
    await openList();
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(asked('positions.one')).toHaveLength(1), PATIENCE);
    const rows = [...document.querySelectorAll<HTMLElement>('.ag-row')].length;
    const seen = new Set<string | undefined>();
    for (let step = 0; step < rows; step += 1) {
      seen.add(document.activeElement?.closest('.ag-row')?.className.match(/grid-head/)?.[0]);
      await userEvent.keyboard('j');
    }
    expect([...seen]).toEqual([undefined]);
  });

  test('filters while the list keeps its total of what is shown', async () => {
    await openList();
    await userEvent.keyboard('/');
    await userEvent.keyboard('uniswap');
    await expect.element(page.getByText('1 of 4')).toBeVisible();
    await expect.element(page.getByRole('gridcell', { name: /^DOT/ })).not.toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('gridcell', { name: /^DOT/ })).toBeVisible();
  });

  test('says why a figure is unknown, to the eye and to a screen reader', async () => {
    await openList();
    await expect.element(page.getByRole('gridcell', { name: /— No price of EUR in USD/ }).first()).toBeInTheDocument();
  });

  test('explains the figure that has the focus', async () => {
    await openList();
    await userEvent.keyboard('jj{ArrowRight}e');
    await expect.element(page.getByRole('region', { name: /^Explanation of/ })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('region', { name: /^Explanation of/ })).not.toBeInTheDocument();
  });

  test('hides amounts in discreet mode and keeps percentages', async () => {
    setPreferences({ discreet: true });
    await openList();
    await expect.element(page.getByText('10,813.87')).not.toBeInTheDocument();
    await expect.element(page.getByRole('gridcell', { name: /^\+1\.00.%/ }).first()).toBeVisible();
  });

  test('of fifty thousand positions draws only what can be seen', async () => {
    const before = answers['positions.list'];
    const many = Array.from({ length: 50_000 }, (_, index) => madeSummary(`m${index}`, `Position ${index}`, { worth: String(index) }));
    answers['positions.list'] = madeAnswers(many)['positions.list']!;
    openWindow('positions');
    await expect.element(page.getByText('50,000').first()).toBeVisible();
    await vi.waitFor(() => expect(document.querySelectorAll('.ag-row').length).toBeGreaterThan(5), PATIENCE);
    expect(document.querySelectorAll('.ag-row').length).toBeLessThan(200);
    answers['positions.list'] = before!;
  });
});

describe('a position', () => {
  beforeEach(async () => {
    openWindow('positions/p1');
    await vi.waitUntil(() => detail.getByRole('slider').query(), PATIENCE);
  });

  test('opens the rows behind each bar of the waterfall, by arrows and Enter', async () => {
    const price = detail.getByRole('button', { name: /^Price: \+440\.72 USD/ });
    await expect.element(price).toBeVisible();
    (price.element() as SVGElement).focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(detail.getByRole('button', { name: /^Divergence: −99\.45 USD/ })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(detail.getByRole('button', { name: 'row 1,204 of prices-weth.json' })).toBeVisible();
    expect(asked('positions.explain')).toEqual([{ position: 'p1', figure: 'divergence' }]);
    await userEvent.keyboard('{Escape}');
    await expect.element(detail.getByRole('button', { name: /^Divergence/ })).toHaveFocus();
  });

  test('reads out each day of its value, and a gap as a gap', async () => {
    const chart = detail.getByRole('slider');
    await expect.element(chart).toBeVisible();
    (chart.element() as HTMLElement).focus();
    await expect.element(chart).toHaveAttribute('aria-valuetext', '22 Nov 2026: position 10,600.00, holding 10,000.00');
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    await expect.element(chart).toHaveAttribute('aria-valuetext', '1 Jul 2026: position —, holding 10,000.00');
  });

  test('takes what happened, says what it means while it is typed, and sends it once', async () => {
    await userEvent.click(detail.getByRole('button', { name: /^Record what happened/ }));
    const form = detail.getByRole('form', { name: 'Record what happened' });
    await userEvent.selectOptions(form.getByLabelText('What happened'), 'collect-fees');
    await userEvent.fill(form.getByLabelText('When, UTC'), '2026-07-01 10:00');
    await userEvent.fill(form.getByLabelText('Collected'), '212.6 USDC');
    await expect.element(form.getByText('On 1 Jul 2026 you collected 212.6 USDC of trading fees, to your wallet.')).toBeVisible();
    await userEvent.click(form.getByRole('button', { name: 'Record it' }));
    await vi.waitFor(
      () =>
        expect(asked('positions.recordActivity')).toEqual([
          {
            position: 'p1',
            activity: { kind: 'collect-fees', at: '2026-07-01T10:00:00.000Z', into: [{ asset: 'USDC', quantity: '212.6' }] },
          },
        ]),
      PATIENCE,
    );
    await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  });

  test('says what is wrong with an amount instead of sending it', async () => {
    await userEvent.click(detail.getByRole('button', { name: /^Record what happened/ }));
    const form = detail.getByRole('form', { name: 'Record what happened' });
    await userEvent.fill(form.getByLabelText(/^Put in/), 'many WETH');
    await userEvent.click(form.getByRole('button', { name: 'Record it' }));
    await expect.element(form.getByLabelText(/^Put in/)).toHaveAttribute('aria-invalid', 'true');
    expect(asked('positions.recordActivity')).toEqual([]);
  });

  test('removes what was recorded by hand and offers to undo it', async () => {
    await userEvent.click(detail.getByRole('button', { name: /^Remove “open”/ }));
    await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Undo' }));
    await vi.waitFor(() => expect(asked('journal.undo')).toEqual([{}]), PATIENCE);
  });

  test.each(['light', 'dark'] as const)('gives axe nothing to find, %s', async (theme) => {
    setPreferences({ theme });
    await expect.element(detail.getByRole('slider')).toBeVisible();
    expect(await findings('.panel[data-panel="position"]')).toEqual([]);
  });
});

describe('a new position', () => {
  test('is written with a sentence of what it means, and sent with what was put in', async () => {
    await openList();
    await userEvent.keyboard('n');
    const form = page.getByRole('form', { name: 'Add a position' });
    await expect.element(form.getByLabelText('Kind')).toHaveFocus();
    await userEvent.fill(form.getByLabelText('Put in at the start'), '120 DOT');
    await userEvent.fill(form.getByLabelText(/^Asset/), 'DOT');
    await userEvent.fill(form.getByLabelText('Commission, %'), '5');
    await userEvent.fill(form.getByLabelText(/^Name/), 'DOT at Kraken');
    await userEvent.fill(form.getByLabelText(/^Where/), 'Kraken');
    await userEvent.fill(form.getByLabelText(/^Opened/), '2026-03-01');
    await userEvent.fill(form.getByLabelText(/^Locked until/), '2027-03-14');
    await userEvent.fill(form.getByLabelText(/^Quoted rate/), '11.9');
    await userEvent.selectOptions(form.getByLabelText('After commission'), 'gross');
    await expect
      .element(
        form.getByText(
          /^You stake 120 DOT at Kraken, locked until 14 Mar 2027\. At 11\.90.% APR, net of 5\.00.% commission, that is about 1\.12 DOT a month/,
        ),
      )
      .toBeVisible();
    await userEvent.click(form.getByRole('button', { name: 'Add the position' }));
    await vi.waitFor(
      () =>
        expect(asked('positions.open')).toEqual([
          {
            terms: expect.objectContaining({
              kind: 'native-staking',
              asset: 'DOT',
              commission: '0.05',
              lockedUntil: '2027-03-14',
              quoted: { rate: '0.119', basis: 'apr-simple', net: 'gross' },
            }),
            activities: [{ kind: 'open', at: '2026-03-01T00:00:00.000Z', into: [{ asset: 'DOT', quantity: '120' }] }],
          },
        ]),
      PATIENCE,
    );
  });

  test('waits as it was left while something is looked up, until Escape discards it', async () => {
    await openList();
    await userEvent.keyboard('n');
    const form = page.getByRole('form', { name: 'Add a position' });
    await userEvent.fill(form.getByLabelText('Put in at the start'), '120 DOT');
    await userEvent.click(page.getByRole('gridcell', { name: /WETH–USDC/ }));
    await expect.element(detail.getByRole('heading', { level: 1 })).toBeVisible();
    openBeside('position', 'new', { name: 'New position' });
    await expect.element(form.getByLabelText('Put in at the start')).toHaveValue('120 DOT');
    await expect.element(form.getByText('Continued as you left it; Esc discards it.')).toBeVisible();
    await userEvent.click(form.getByLabelText(/^Name/));
    await userEvent.keyboard('{Escape}');
    openBeside('position', 'new', { name: 'New position' });
    await expect.element(form.getByLabelText('Put in at the start')).toHaveValue('');
  });

  test('says what is missing, and where', async () => {
    await openList();
    await userEvent.keyboard('n');
    const form = page.getByRole('form', { name: 'Add a position' });
    await userEvent.click(form.getByRole('button', { name: 'Add the position' }));
    await expect.element(form.getByText('Asset is needed.', { exact: true })).toBeVisible();
    await expect.element(form.getByLabelText(/^Asset/)).toHaveFocus();
    expect(asked('positions.open')).toEqual([]);
  });

  test('gives axe nothing to find', async () => {
    await openList();
    await userEvent.keyboard('n');
    await expect.element(page.getByRole('form', { name: 'Add a position' })).toBeVisible();
    expect(await findings('.panel[data-panel="position"]')).toEqual([]);
  });
});

describe('what imports propose', () => {
  const proposal = {
    key: 'kraken:earn:ADA',
    streams: ['kraken:earn:ADA', 'kraken:staking:ADA'],
    terms: { kind: 'earn-flexible', title: 'ADA', platform: 'Kraken', opened: '2026-01-05', asset: 'ADA' },
    activities: 41,
    first: '2026-01-05T00:00:00.000Z',
    last: '2026-11-01T00:00:00.000Z',
    says: 'Rewards of ADA at Kraken.',
  };

  test('becomes a position only when it is confirmed, with its streams', async () => {
    answers['positions.proposals'] = () => [proposal];
    answers['positions.confirmProposal'] = () => ({ ok: { position: 'p1' } });
    await openList();
    await userEvent.click(page.getByRole('button', { name: 'Look at it' }));
    await expect.element(page.getByText('41 activities', { exact: false })).toBeVisible();
    expect(await findings('.panel[data-panel="position"]')).toEqual([]);
    expect(asked('positions.confirmProposal')).toEqual([]);
    await userEvent.click(page.getByRole('button', { name: 'Make it a position' }));
    await vi.waitFor(
      () => expect(asked('positions.confirmProposal')).toEqual([{ streams: proposal.streams, terms: proposal.terms }]),
      PATIENCE,
    );
    answers['positions.proposals'] = () => [];
  });
});

test('a heading sorts by Enter and says so, and the third time not at all', async () => {
  await openList();
  const heading = page.getByRole('columnheader', { name: /^Value/ });
  const first = () => document.querySelector('.ag-row[row-index="1"] .drawn')?.textContent ?? '';
  (heading.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(heading).toHaveAttribute('aria-sort', 'descending');
  await vi.waitFor(() => expect(first()).toContain('DOT'), PATIENCE);
  await userEvent.keyboard('{Enter}');
  await expect.element(heading).toHaveAttribute('aria-sort', 'ascending');
  await vi.waitFor(() => expect(first()).toContain('ATOM'), PATIENCE);
  await userEvent.keyboard('{Enter}');
  await expect.element(heading).toHaveAttribute('aria-sort', 'none');
});

test.each(['light', 'dark'] as const)('the list gives axe nothing to find, %s', async (theme) => {
  setPreferences({ theme });
  await openList();
  expect(MADE_POSITIONS.length).toBeGreaterThan(0);
  expect(await findings('.panel[data-panel="positions"]')).toEqual([]);
});
