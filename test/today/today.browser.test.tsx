import type { inferRouterOutputs } from '@trpc/server';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import { usePlaces } from '../../renderer/window/places.ts';
import { answeringBridge } from '../frame/answering-bridge.ts';
import { MADE_BOARD, MADE_POSITIONS, madeAnswers } from '../frame/made-answers.ts';
import { closeWindow, expectSilence, findings, openWindow } from '../frame/page.tsx';

type Outputs = inferRouterOutputs<AppRouter>;

const HOUR = 3_600_000;
const soon = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();

const LEG: Outputs['otc']['board']['legs'][number] = {
  leg: 'l1',
  owner: { kind: 'trade', id: 't1' },
  title: 'OTC-2026-0091',
  desk: 'cumberland',
  deskName: 'Cumberland',
  valueDate: soon(2).slice(0, 10),
  direction: 'out',
  words: 'we pay 608,125 USD',
  asset: 'USD',
  network: 'Fedwire',
  rail: 'fiat',
  amount: '608125',
  payable: '608125',
  instruction: { destination: 'IBAN', network: 'Fedwire' },
  due: soon(2.01),
  minutes: 120,
  state: 'planned',
  open: true,
  overdue: false,
  firstUse: false,
  testDue: false,
  test: null,
  match: null,
} as unknown as Outputs['otc']['board']['legs'][number];

const answer = (item: string, hours: number, expired: boolean): Outputs['checklists']['expiring'][number] => ({
  run: 'r1',
  template: 'TPL-VENUE-DERIV',
  title: 'Venue review',
  about: { kind: 'venue', id: 'deribit' },
  aboutTitle: 'Deribit',
  item,
  text: 'Withdrawals go to listed addresses only',
  critical: true,
  validUntil: soon(hours),
  expired,
});

const limit = (tone: Outputs['venues']['limits'][number]['tone'], scope: string) =>
  ({ limit: scope, scope, tone, says: `${scope} uses 94 % of 250,000 USD` }) as unknown as Outputs['venues']['limits'][number];

const answers = madeAnswers();
const bridge = answeringBridge(answers);
const quiet = { ...answers };
let checkSilence: () => void;

beforeEach(() => {
  checkSilence = expectSilence();
  Object.assign(answers, quiet);
  delete answers['watchlists.matters'];
  bridge.forget();
});

afterEach(() => {
  closeWindow();
  checkSilence();
});

const due = page.getByRole('region', { name: 'Due', exact: true });
const watch = page.getByRole('region', { name: 'Watch', exact: true });

async function openToday(): Promise<void> {
  openWindow('today');
  await expect.element(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
}

describe('what is due today', () => {
  test('names the legs by their cut-off, and opens the trade', async () => {
    answers['otc.board'] = () => ({
      ...MADE_BOARD,
      legs: [
        LEG,
        { ...LEG, leg: 'l2', title: 'OTC-2026-0092', due: soon(200), minutes: 12_000 },
        { ...LEG, leg: 'l3', title: 'OTC-2026-0093', open: false },
      ],
    });
    answers['otc.trade'] = () => null;
    await openToday();
    await expect.element(due.getByText(/with Cumberland: we pay 608,125 USD, 2 h left/)).toBeVisible();
    expect(due.getByText(/OTC-2026-0092/).query()).toBeNull();
    expect(due.getByText(/OTC-2026-0093/).query()).toBeNull();
    await userEvent.click(due.getByRole('button', { name: 'OTC-2026-0091' }));
    await vi.waitFor(() => expect(JSON.stringify(usePlaces.getState())).toContain('otc-trade'));
  });

  test('tells of a run once, however many of its answers have lapsed', async () => {
    answers['checklists.expiring'] = () => [answer('P20', -30, true), answer('P21', -2, true), answer('P27', 24 * 60, false)];
    await openToday();
    await expect.element(due.getByText(/2 answers expired; its gate is shut until asked again/)).toBeVisible();
    expect(due.getByRole('button', { name: 'Venue review, Deribit' }).elements()).toHaveLength(1);
  });

  test('marks the days that have passed, and puts what is longest due first', async () => {
    answers['checklists.expiring'] = () => [answer('P20', -3 * 24, true)];
    answers['watchlists.matters'] = () => [
      {
        matter: 'review-due',
        since: soon(-10 * 24).slice(0, 10),
        says: 'stETH is to be reviewed.',
        list: 'l1',
        entry: 'w1',
        screen: null,
        about: { kind: 'asset', id: 'stETH' },
      },
    ];
    await openToday();
    await expect.element(due.getByRole('listitem').nth(2)).toBeVisible();
    const days = due
      .getByRole('listitem')
      .elements()
      .map((line) => line.querySelector('time'));
    expect(days.map((day) => day?.className)).toEqual(['late', 'late', 'muted']);
    expect(days[0]!.dateTime < days[1]!.dateTime && days[1]!.dateTime < days[2]!.dateTime).toBe(true);
  });

  test('leaves out what expires later than in a week', async () => {
    answers['checklists.expiring'] = () => [answer('P27', 24 * 60, false)];
    await openToday();
    await expect.element(watch.getByRole('heading', { level: 2 })).toBeVisible();
    expect(due.getByText(/Deribit/).query()).toBeNull();
  });

  test('watches limits that are nearly used and failed settlements', async () => {
    answers['venues.limits'] = () => [limit('amber', 'Venue Deribit'), limit('green', 'Group Kraken')];
    answers['otc.board'] = () => ({
      ...MADE_BOARD,
      cases: [{ trade: 't7', reference: 'OTC-2026-0077', failure: { what: 'the wire came back' }, resolution: null }],
    });
    await openToday();
    await expect.element(watch.getByText(/uses 94 % of 250,000 USD/)).toBeVisible();
    await expect.element(watch.getByText(/settlement failed: the wire came back/)).toBeVisible();
    expect(watch.getByText(/Group Kraken/).query()).toBeNull();
    expect(await findings('.panel[data-panel="today"]')).toEqual([]);
  });
});

describe('without positions', () => {
  beforeEach(() => {
    answers['positions.list'] = madeAnswers([])['positions.list']!;
    answers['positions.proposals'] = () => [];
  });

  test('teaches as long as there is nothing at all', async () => {
    openWindow('today');
    await expect.element(page.getByText('Nothing to look at yet')).toBeVisible();
  });

  test('shows what is due all the same, and no figures of positions', async () => {
    answers['otc.board'] = () => ({ ...MADE_BOARD, legs: [LEG] });
    await openToday();
    await expect.element(due.getByRole('button', { name: 'OTC-2026-0091' })).toBeVisible();
    expect(page.getByText(/Moved most/).query()).toBeNull();
    expect(MADE_POSITIONS.length).toBeGreaterThan(0);
  });
});
