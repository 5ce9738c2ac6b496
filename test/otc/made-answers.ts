import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import { directionWords, legsOf, recordedTerms, type TradeDraft, type TradeTerms, tradeTermsSchema } from '../../shared/otc/index.ts';
import type { Answers } from '../frame/answering-bridge.ts';
import { madeAnswers } from '../frame/made-answers.ts';
import { madeTrade } from './made-trade.ts';
import { ok } from './told.ts';

type Outputs = inferRouterOutputs<AppRouter>['otc'];
type Leg = Outputs['board']['legs'][number];
type Detail = NonNullable<Outputs['trade']>;
type Step = Detail['steps'][number];
type Blocker = Step['blockers'][number];

const MINUTE = 60_000;
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE).toISOString();

export const UNCONFIRMED: Blocker = {
  code: 'confirmation-not-signed',
  says: 'The confirmation of OTC-1 is not signed; open: C07 “Price of one unit”.',
  template: 'TPL-CONFIRM',
  about: { kind: 'trade', id: 't1' },
  items: [{ item: 'C07', text: 'Price of one unit', reason: 'failed' }],
};
const NOT_OUR_TURN: Blocker = {
  code: 'not-our-turn',
  says: 'They deliver first, and 10 BTC has not come in full.',
  template: null,
  about: null,
  items: [],
};

/** Trades as the engine would answer them: one that waits for its confirmation, and one that is free to leave. */
export function madeDetail(trade: string): Detail {
  const free = trade === 't2';
  const draft = madeTrade({
    reference: free ? 'OTC-2' : 'OTC-1',
    valueDate: inMinutes(0).slice(0, 10),
    tradedAt: inMinutes(-300),
    deliveryOrder: free ? 'we-first' : 'they-first',
    cutOff: { time: '18:45', zone: 'America/New_York' },
  });
  const terms = tradeTermsSchema.parse(ok(recordedTerms(draft))) as Detail['terms'];
  const legs = madeLegs(trade, terms, free);
  return {
    trade,
    reference: terms.reference,
    desk: 'cumberland',
    deskName: 'Cumberland',
    direction: directionWords(terms),
    tradedAt: terms.tradedAt,
    valueDate: terms.valueDate,
    deliveryOrder: terms.deliveryOrder,
    state: 'open',
    confirmed: free,
    overdue: false,
    batch: null,
    terms,
    cancelled: null,
    firm: null,
    legs,
    steps: madeSteps(trade, free),
    cases: [],
    owed: [],
    exposure: { ok: '0', trail: [] },
    currency: 'USD',
  };
}

function madeLegs(trade: string, terms: TradeTerms, free: boolean): Leg[] {
  return legsOf(trade, terms).map((leg) => madeLeg(leg, trade, terms, free));
}

function madeLeg(leg: ReturnType<typeof legsOf>[number], trade: string, terms: TradeTerms, free: boolean): Leg {
  return {
    ...leg,
    instruction: leg.instruction as Leg['instruction'],
    due: inMinutes(free ? 25.5 : 100.5),
    owner: { kind: 'trade', id: trade },
    title: terms.reference,
    desk: 'cumberland',
    deskName: 'Cumberland',
    valueDate: terms.valueDate,
    words: leg.direction === 'out' ? 'we pay 600,000 USD' : 'we receive 10 BTC',
    rail: leg.direction === 'out' ? 'fiat' : 'chain',
    payable: leg.amount,
    minutes: free ? 25 : 100,
    state: leg.direction === 'out' ? 'planned' : 'expected',
    open: true,
    overdue: false,
    firstUse: false,
    testDue: false,
    test: null,
    match: { status: 'none', received: '0', difference: '0', says: 'Nothing has been recorded as received.' },
    receipts: [],
    release: null,
    blockers: leg.direction === 'out' && !free ? [UNCONFIRMED, NOT_OUR_TURN] : [],
  };
}

function madeSteps(trade: string, free: boolean): Step[] {
  const out = { kind: 'leg', id: `${trade}.out` };
  const done = free ? 'done' : 'later';
  return [
    {
      kind: 'confirm',
      template: 'TPL-CONFIRM',
      about: { kind: 'trade', id: trade },
      state: free ? 'done' : 'next',
      says: `Confirmation of ${free ? 'OTC-2' : 'OTC-1'}`,
      blockers: [],
    },
    {
      kind: 'release-checklist',
      template: 'TPL-RELEASE',
      about: out,
      state: done,
      says: 'Release of 600,000 USD, compared and signed by two',
      blockers: free ? [] : [UNCONFIRMED, NOT_OUR_TURN],
    },
    {
      kind: 'release',
      template: null,
      about: out,
      state: free ? 'next' : 'later',
      says: 'Release 600,000 USD',
      blockers: free ? [] : [UNCONFIRMED, NOT_OUR_TURN],
    },
    {
      kind: 'receive',
      template: null,
      about: { kind: 'leg', id: `${trade}.in` },
      state: 'next',
      says: 'Receive 10 BTC',
      blockers: [],
    },
  ];
}

function madeBoard(): Outputs['board'] {
  const trades = ['t2', 't1'].map((trade) => madeDetail(trade));
  return {
    at: inMinutes(0),
    legs: trades.flatMap(({ legs }) => legs),
    settlements: trades.map(({ trade, reference, desk, deskName, valueDate, direction, steps }) => ({
      owner: { kind: 'trade', id: trade },
      title: reference,
      desk,
      deskName,
      valueDate,
      direction,
      next: steps.find(({ state }) => state === 'next') ?? null,
    })),
    cases: [],
    totals: { open: 4, overdue: 0, unconfirmed: 1 },
    exposure: { ok: '0', trail: [] },
    currency: 'USD',
  };
}

function preview(terms: TradeDraft): Outputs['preview'] {
  const made = recordedTerms(terms);
  if ('ok' in made) return { direction: directionWords(made.ok), gross: made.ok.gross, net: made.ok.net, due: made.ok.due, fault: null };
  const { code, message, details } = made.error;
  const field = details?.['field'];
  return { direction: null, gross: null, net: null, due: null, fault: { code, message, field: typeof field === 'string' ? field : null } };
}

const SHEET: Outputs['netSheet'] = {
  nets: [
    net('BTC', 'bitcoin', '6', '10', '4', 'we receive 6 BTC'),
    net('ETH', 'ethereum', '0', '100', '100', 'nothing moves in ETH'),
    net('USD', 'fedwire', '-608125', '242000', '850125', 'we pay 608,125 USD'),
  ],
  sheet: '40D6-E9DB-0594',
  fault: null,
};

function net(asset: string, network: string, amount: string, grossIn: string, grossOut: string, words: string) {
  return { valueDate: '2026-11-23', asset, network, amount, grossIn, grossOut, words };
}

/** An engine with two settlements on its board and a group that could be netted. */
export function otcAnswers(): Answers {
  const standing = { state: 'missing', run: null, runHash: null, blockers: [], overrides: [], expires: null };
  return {
    ...madeAnswers(),
    'workspace.settings': () => ({ timeZone: 'Europe/Amsterdam', reportingCurrency: 'USD' }),
    'workspace.persons': () => [],
    'venues.list': () => ({
      venues: [
        { venue: 'cumberland', name: 'Cumberland', gate: 'pass' },
        { venue: 'b2c2', name: 'B2C2', gate: 'fail' },
      ],
    }),
    'venues.exposure': () => ({ venues: [] }),
    'checklists.templates': () => [],
    'checklists.standing': () => standing,
    'checklists.runs': () => ({ total: 0, runs: [] }),
    'evidence.state': () => [],
    'otc.board': () => madeBoard(),
    'otc.trades': () => ['t1', 't2'].map((trade) => madeDetail(trade)),
    'otc.trade': ({ trade }: { trade: string }) => (['t1', 't2', 'new-one'].includes(trade) ? madeDetail(trade) : null),
    'otc.nettable': () => [{ desk: 'cumberland', deskName: 'Cumberland', valueDate: '2026-11-23', trades: ['t1', 't2'] }],
    'otc.netSheet': ({ trades }: { trades: readonly string[] }) =>
      trades.length > 1
        ? SHEET
        : { nets: [], sheet: null, fault: { code: 'too-few-trades', message: 'Netting wants at least two trades.' } },
    'otc.preview': ({ terms }: { terms: TradeDraft }) => preview(terms),
    'otc.record': () => ({ ok: { trade: 'new-one' } }),
    'otc.release': ({ leg }: { leg: string }) => ({ ok: { leg } }),
    'otc.recordReceipt': ({ leg }: { leg: string }) => ({ ok: { receipt: 'r1', leg } }),
    'otc.makeBatch': () => ({ error: { code: 'orders-differ', message: 'They agree on different orders of delivery.' } }),
    'otc.fail': () => ({ ok: { case: 'c1' } }),
  };
}
