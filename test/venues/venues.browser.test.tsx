import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { setVenuesView } from '../../renderer/venues/view.ts';
import { setPreferences } from '../../renderer/window/preferences.ts';
import { answeringBridge } from '../frame/answering-bridge.ts';
import { closeWindow, expectSilence, findings, openWindow } from '../frame/page.tsx';
import { venueAnswers } from './made-answers.ts';

const bridge = answeringBridge(venueAnswers());
/** Milliseconds that a busy machine may need. */
const PATIENCE = { timeout: 10_000 };
let checkSilence: () => void;

beforeEach(() => {
  checkSilence = expectSilence();
  bridge.forget();
  setVenuesView({ tab: 'list', family: 'all', status: 'any', words: '', sort: null, profile: null, marked: [] });
});
afterEach(() => {
  closeWindow();
  setPreferences({ theme: 'light', discreet: false, density: 'compact' });
  checkSilence();
});

const asked = (path: string) => bridge.calls.filter((call) => call.path === path).map(({ input }) => input);
const cell = (name: RegExp) => page.getByRole('gridcell', { name });
const names = () =>
  [...document.querySelectorAll('.ag-row')]
    .sort((one, other) => Number(one.getAttribute('row-index')) - Number(other.getAttribute('row-index')))
    .map((row) => row.querySelector('.ag-cell .strong')?.firstChild?.textContent)
    .filter((name) => name !== undefined);

async function openList(): Promise<void> {
  openWindow('venues');
  await expect.element(cell(/^Deribit/)).toBeVisible();
}

async function openCard(venue: string, name: string): Promise<void> {
  openWindow(`venues/${venue}`);
  await vi.waitUntil(() => page.getByRole('heading', { name, level: 1 }).query(), PATIENCE);
}

/** What is there once a part of the card is drawn. */
const SHOWN = {
  Standing: 'Gates',
  Score: 'How firm the first place is',
  Register: 'API keys',
  Facts: 'Facts',
  'Notes and decisions': 'Notes',
};

describe('the list', () => {
  test('says of each whether it may be used, by sign and words, and why not', async () => {
    await openList();
    await expect.element(cell(/^● eligible/).first()).toBeVisible();
    await expect.element(cell(/^✕ not eligible Exposure limit: The limit of 60000 EUR is exceeded/)).toBeVisible();
    await expect.element(cell(/^\? cannot decide Eligibility: Nobody has checked it/).first()).toBeVisible();
    await expect.element(page.getByText(/^2 eligible, 2 undecided, 1 not eligible; 3 scored/)).toBeVisible();
  });

  test('ranks nothing that fails a gate, however well it scores and whichever way it is sorted', async () => {
    await openList();
    expect(names()).toEqual(['Deribit', 'Kraken Futures', 'Aevo', 'OKX', 'B2C2']);
    const heading = page.getByRole('columnheader', { name: /^Score/ });
    (heading.element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(heading).toHaveAttribute('aria-sort', 'descending');
    await vi.waitFor(() => expect(names()).toEqual(['Deribit', 'Kraken Futures', 'Aevo', 'OKX', 'B2C2']), PATIENCE);
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(names()).toEqual(['Kraken Futures', 'Deribit', 'Aevo', 'OKX', 'B2C2']), PATIENCE);
  });

  test('says why a venue has no score, and what to do', async () => {
    await openList();
    await expect.element(cell(/^— Not scored: nothing is scored before somebody enters a value .* press s\./).first()).toBeInTheDocument();
    await expect.element(cell(/^— Of 1 amount; 1 of them has no value and is not in it/).first()).toBeInTheDocument();
  });

  test('is searched by a key and narrowed by kind and status', async () => {
    await openList();
    await userEvent.keyboard('/');
    await userEvent.keyboard('kraken');
    await expect.element(page.getByText('1 of 5')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(cell(/^Deribit/)).toBeVisible();
    await userEvent.selectOptions(page.getByLabelText('Which venues'), 'otc');
    await expect.element(cell(/^Deribit/)).not.toBeInTheDocument();
    await expect.element(cell(/^B2C2/)).toBeVisible();
    await userEvent.selectOptions(page.getByLabelText('Status'), 'approved');
    await expect.element(cell(/^B2C2/)).not.toBeInTheDocument();
  });

  test('marks by x and compares by c, by keys alone', async () => {
    await openList();
    await userEvent.keyboard('jxjxc');
    await expect.element(page.getByRole('heading', { name: 'Compare', level: 1 })).toBeVisible();
    expect(asked('venues.compare').at(-1)).toMatchObject({ venues: ['deribit', 'kraken-futures'] });
  });

  test('a seventh mark is refused with the reason', async () => {
    setVenuesView({ marked: ['a', 'b', 'c', 'd', 'e', 'f'] });
    await openList();
    await userEvent.keyboard('jx');
    await expect.element(page.getByText('6 venues are marked already; take a mark away first with x.').first()).toBeVisible();
  });

  test.each(['light', 'dark'] as const)('gives axe nothing to find, %s', async (theme) => {
    setPreferences({ theme });
    await openList();
    expect(await findings('.panel[data-panel="venues"]')).toEqual([]);
  });
});

describe('the dashboards', () => {
  test('arrows switch between them; a point of the scatter opens its venue by Enter', async () => {
    await openList();
    await page.getByRole('tab', { name: 'Venues' }).click();
    await userEvent.keyboard('{ArrowRight}');
    const point = page.getByRole('button', { name: /^Deribit: score 8\.61/ });
    await expect.element(point).toBeVisible();
    (page.getByRole('button', { name: /^Kraken Futures: score/ }).element() as SVGElement).focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    await expect.element(page.getByRole('button', { name: /^OKX: score/ })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('heading', { name: 'OKX', level: 1 })).toBeVisible();
  });

  test('exposure stands against limits, with what has no value, and hides amounts in discreet mode', async () => {
    setVenuesView({ tab: 'exposure' });
    openWindow('venues');
    await expect.element(page.getByRole('button', { name: /^Deribit: 20,007\.00 EUR, 73 % of the limit of 600000 EUR/ })).toBeVisible();
    await expect.element(page.getByRole('button', { name: /^OKX: .*without a limit.*1 of them has no value/ })).toBeVisible();
    await expect.element(page.getByText('Nexo')).toBeVisible();
    expect(await findings('.panel[data-panel="venues"]')).toEqual([]);
    setPreferences({ discreet: true });
    await expect.element(page.getByText('20,007.00', { exact: false }).first()).not.toBeInTheDocument();
  });

  test('what expires is told by day, what is past first', async () => {
    setVenuesView({ tab: 'expiring' });
    openWindow('venues');
    await expect.element(page.getByText('1 past their day')).toBeVisible();
    await expect.element(page.getByRole('button', { name: /^Deribit: api key: .* 15 Nov 2026, 7 days ago$/ })).toBeVisible();
    await expect.element(page.getByRole('button', { name: /^Deribit: spread: .* in 9 days$/ })).toBeVisible();
    expect(await findings('.panel[data-panel="venues"]')).toEqual([]);
  });
});

describe('a venue', () => {
  test('shows its gates with reasons and the way to what would help', async () => {
    await openCard('aevo', 'Aevo');
    const gates = page.getByRole('region', { name: 'Gates' });
    await expect.element(gates.getByText('Nobody has checked it. Enter a check with region, day and source.')).toBeVisible();
    await userEvent.click(gates.getByRole('button', { name: 'Enter a check: Eligibility' }));
    const form = page.getByRole('form', { name: 'Enter an eligibility check' });
    await expect.element(form.getByLabelText(/^Who/)).toHaveFocus();
  });

  test('is scored by keyboard: the value on its anchors, who says so, when; undo is offered', async () => {
    await openCard('aevo', 'Aevo');
    await userEvent.click(page.getByRole('heading', { name: 'Aevo', level: 1 }));
    await userEvent.keyboard('s');
    const measure = page.getByLabelText('Measure');
    await expect.element(measure).toHaveFocus();
    await userEvent.selectOptions(measure, 'liquidity.spread');
    await expect.element(page.getByText('5 points at 4 bp')).toBeVisible();
    const form = page.getByRole('form', { name: 'Score Spread' });
    await userEvent.fill(form.getByLabelText(/^Value, bp/), '4');
    await userEvent.fill(form.getByLabelText(/^Source/), 'ten snapshots');
    await userEvent.fill(form.getByLabelText(/^As of/), '2026-11-20');
    await expect.element(form.getByText('5.00 of 10.')).toBeVisible();
    await userEvent.click(form.getByRole('button', { name: 'Score it' }));
    await vi.waitFor(
      () =>
        expect(asked('venues.setScore')).toEqual([
          {
            venue: 'aevo',
            measure: 'liquidity.spread',
            score: expect.objectContaining({
              given: { by: 'anchors', raw: '4' },
              sourceClass: 'official',
              source: 'ten snapshots',
              asOf: '2026-11-20',
            }),
          },
        ]),
      PATIENCE,
    );
    await userEvent.click(page.getByRole('button', { name: 'Undo' }));
    await vi.waitFor(() => expect(asked('journal.undo')).toEqual([{}]), PATIENCE);
  });

  test('refuses a score with what is missing, and where', async () => {
    await openCard('aevo', 'Aevo');
    await userEvent.click(page.getByRole('heading', { name: 'Aevo', level: 1 }));
    await userEvent.keyboard('s');
    const form = page.getByRole('form', { name: 'Score Slippage at own size' });
    await userEvent.fill(form.getByLabelText(/^Value, bp/), 'four');
    await userEvent.click(form.getByRole('button', { name: 'Score it' }));
    await expect.element(form.getByText(/four is no number/).first()).toBeVisible();
    await expect.element(form.getByLabelText(/^Value, bp/)).toHaveFocus();
    expect(asked('venues.setScore')).toEqual([]);
  });

  test('never takes a key into the register of keys', async () => {
    await openCard('deribit', 'Deribit');
    await userEvent.click(page.getByRole('heading', { name: 'Deribit', level: 1 }));
    await userEvent.keyboard('n');
    await userEvent.selectOptions(page.getByLabelText('Enter into'), 'api-key');
    const form = page.getByRole('form', { name: 'Enter an API key' });
    await userEvent.fill(form.getByLabelText(/^Label/), 'b7f3a9c04d5e6f708192a3b4c5d6e7f8091a2b3c');
    await userEvent.selectOptions(form.getByLabelText(/^Bound to addresses/), 'yes');
    await userEvent.fill(form.getByLabelText(/^Owner/), 'desk');
    await expect.element(form.getByText(/looks like a secret/i).first()).toBeVisible();
    await userEvent.click(form.getByRole('button', { name: 'Enter it' }));
    expect(asked('venues.addRecord')).toEqual([]);
    await userEvent.fill(form.getByLabelText(/^Label/), 'trading bot');
    await expect.element(form.getByText('The key “trading bot” of desk may read from listed addresses only.')).toBeVisible();
    await userEvent.click(form.getByRole('button', { name: 'Enter it' }));
    await vi.waitFor(
      () =>
        expect(asked('venues.addRecord')).toEqual([
          {
            venue: 'deribit',
            detail: expect.objectContaining({ kind: 'api-key', label: 'trading bot', scopes: ['read'], ipBound: true, owner: 'desk' }),
          },
        ]),
      PATIENCE,
    );
  });

  test('a limit says what it means; Escape leaves the form', async () => {
    await openCard('deribit', 'Deribit');
    await userEvent.click(page.getByRole('heading', { name: 'Deribit', level: 1 }));
    await userEvent.keyboard('l');
    const form = page.getByRole('form', { name: 'Set a limit' });
    await userEvent.fill(form.getByLabelText(/^At most/), '50000');
    await expect
      .element(form.getByText(/^At Deribit the exposure may be at most 50,000 EUR; from 70\.00.% of that on it warns\.$/))
      .toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(form).not.toBeInTheDocument();
    expect(asked('venues.setLimit')).toEqual([]);
  });

  test('shows facts with their date, and its owner’s words over the catalogue’s', async () => {
    await openCard('deribit', 'Deribit');
    await page.getByRole('tab', { name: /^Facts/ }).click();
    const facts = page.getByRole('region', { name: 'Facts' });
    await expect.element(facts.getByText(/^segregated under your name/)).toBeVisible();
    await expect.element(facts.getByText('the catalogue says: the venue holds it')).toBeVisible();
    await expect.element(facts.getByText(/^2025-09/)).toBeVisible();
  });

  test('warns of a key that may withdraw', async () => {
    await openCard('deribit', 'Deribit');
    await page.getByRole('tab', { name: /^Register/ }).click();
    await expect.element(page.getByText('This key may withdraw. Take that right away.')).toBeVisible();
    await expect.element(page.getByText('expired 30 Jul 2026')).toBeVisible();
  });

  test.each([
    ['Standing', 'light'],
    ['Score', 'light'],
    ['Score', 'dark'],
    ['Register', 'dark'],
    ['Facts', 'light'],
    ['Notes and decisions', 'light'],
  ] as const)('gives axe nothing to find: %s, %s', async (tab, theme) => {
    setPreferences({ theme });
    await openCard('deribit', 'Deribit');
    await page
      .getByRole('tab', { name: new RegExp(`^${tab}( \\d+)?$`) })
      .last()
      .click();
    await vi.waitUntil(() => page.getByRole('region', { name: SHOWN[tab] }).query(), PATIENCE);
    expect(await findings('.panel[data-panel="venue"]')).toEqual([]);
  });
});

describe('a new venue', () => {
  test('is refused with the engine’s sentence where the JSON is none', async () => {
    await openList();
    await userEvent.keyboard('n');
    await expect.element(page.getByRole('form', { name: 'New venue' }).getByLabelText(/^Name/)).toHaveFocus();
    await page.getByRole('tab', { name: 'From JSON' }).click();
    const form = page.getByRole('form', { name: 'New venue from JSON' });
    await userEvent.fill(form.getByLabelText('JSON', { exact: true }), '{"format":');
    await userEvent.click(form.getByRole('button', { name: 'Add the venue' }));
    await expect.element(form.getByText('The text is no JSON: it breaks off in line 1.', { exact: false })).toBeVisible();
    expect(await findings('.panel[data-panel="venue"]')).toEqual([]);
  });
});

describe('a comparison', () => {
  const panel = page.getByRole('region', { name: /^Compare/ });
  beforeEach(async () => {
    setVenuesView({ marked: ['deribit', 'okx', 'b2c2'] });
    await openList();
    await userEvent.keyboard('c');
    await vi.waitUntil(() => page.getByRole('heading', { name: 'Compare', level: 1 }).query(), PATIENCE);
  });

  test('leaves a desk out of a ranking of venues, and says so', async () => {
    await expect.element(page.getByText(/^1 venue is left out here/)).toBeVisible();
  });

  test('weights by sliders keep the sum; what does not sum is said and not asked', async () => {
    const slider = page.getByLabelText('Security: slider', { exact: false });
    (slider.element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowRight}');
    const values = () =>
      ['Liquidity', 'Security', 'Coverage', 'Costs', 'UX', 'Support'].map((name) =>
        Number((page.getByLabelText(`${name}: weight`).element() as HTMLInputElement).value),
      );
    await expect.element(page.getByLabelText('Security: weight')).toHaveValue('26');
    expect(values().reduce((sum, value) => sum + value, 0)).toBe(100);
    await userEvent.fill(page.getByLabelText('Security: weight'), '50');
    await expect.element(page.getByText('The weights sum to 124; take 24 away.')).toBeVisible();
    expect(asked('venues.ranking').every((input) => (input as { weights: Record<string, string> }).weights['security'] !== '50')).toBe(
      true,
    );
    await userEvent.click(page.getByRole('button', { name: 'Back to Balanced' }));
    await expect.element(page.getByText('The weights sum to 100.')).toBeVisible();
  });

  test('takes weights from an order of importance', async () => {
    await userEvent.click(page.getByRole('button', { name: 'From an order' }));
    await userEvent.click(page.getByRole('button', { name: 'Security up' }));
    await vi.waitFor(
      () => expect(asked('venues.weightsFromOrder').at(-1)).toMatchObject({ order: expect.arrayContaining(['security']) }),
      PATIENCE,
    );
    expect((asked('venues.weightsFromOrder').at(-1) as { order: string[] }).order.slice(0, 2)).toEqual(['security', 'liquidity']);
    await userEvent.click(page.getByRole('button', { name: 'Take these weights' }));
    await expect.element(page.getByLabelText('Liquidity: weight')).toHaveValue('40.8');
  });

  test('shows how chance would rank them, and draws again with another seed', async () => {
    await expect.element(page.getByText('first 92 %')).toBeInTheDocument();
    await userEvent.click(page.getByRole('button', { name: 'Draw again, with seed 43' }));
    await vi.waitFor(() => expect(asked('venues.sensitivity').at(-1)).toMatchObject({ seed: 43 }), PATIENCE);
  });

  test('becomes a decision only with kept weights; it is sent with the reason and what it was chosen among', async () => {
    await userEvent.fill(page.getByLabelText('UX: weight'), '9');
    await userEvent.fill(page.getByLabelText('Support: weight'), '6');
    await userEvent.click(page.getByRole('button', { name: /^Record a decision/ }));
    const form = page.getByRole('form', { name: 'Record a decision' });
    await expect.element(form.getByText(/keep them under a name first/)).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Back to Balanced' }));
    await userEvent.fill(form.getByLabelText(/^Who decides/), 'Ada');
    await userEvent.fill(form.getByLabelText(/^Reason/), 'Deepest book in options.');
    await expect.element(form.getByText(/^Ada chooses Deribit by the weights “Balanced”/)).toBeVisible();
    await userEvent.click(form.getByRole('button', { name: 'Record it for good' }));
    await vi.waitFor(
      () =>
        expect(asked('venues.recordDecision')).toEqual([
          expect.objectContaining({
            chosen: 'deribit',
            by: 'Ada',
            reason: 'Deepest book in options.',
            profile: 'balanced',
            among: ['deribit', 'okx'],
          }),
        ]),
      PATIENCE,
    );
  });

  test.each(['light', 'dark'] as const)('gives axe nothing to find, %s', async (theme) => {
    setPreferences({ theme });
    await expect.element(page.getByText('How chance would rank them')).toBeInTheDocument();
    await expect.element(panel).toBeVisible();
    const id = (panel.element() as HTMLElement).dataset['panel'] ?? '';
    expect(await findings(`.panel[data-panel="${id}"]`)).toEqual([]);
  });
});
