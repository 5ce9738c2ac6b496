import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import { unavailable, type RateBasis } from '../../shared/figures/index.ts';
import type { Answers } from './answering-bridge.ts';

type Outputs = inferRouterOutputs<AppRouter>;
type Summary = Outputs['positions']['list']['positions'][number];
type Total = Outputs['positions']['list']['totals'][number];
type Detail = NonNullable<Outputs['positions']['one']>;

const DAYS = 214;
const OVER: RateBasis = { kind: 'period', standing: 'realised', net: 'net', windowDays: DAYS };
const NO_PRICE = unavailable('no-price', 'No price of EUR in USD is known on 20 Nov 2026. Import a file with it, or enter one by hand.');

/** No rule was written yet. */
const QUIET: Outputs['alerts']['status'] = {
  rules: 0,
  armed: 0,
  watches: 0,
  firing: 0,
  unacknowledged: 0,
  bySeverity: { low: 0, medium: 0, high: 0, critical: 0 },
  unknown: 0,
  idle: 0,
  evaluatedAt: null,
  lastPlace: 0,
};

/** A position as the engine would list it; every figure may be given. */
export function madeSummary(position: string, title: string, made: Partial<Summary> & { worth?: string; gain?: string } = {}): Summary {
  const { worth = '1000', gain = '10', ...others } = made;
  const real = given(gain);
  return {
    position,
    title,
    kind: 'native-staking',
    group: 'staking',
    platform: 'Kraken',
    network: null,
    assets: ['DOT'],
    detail: 'Kraken',
    status: 'open',
    opened: '2026-04-22',
    closed: null,
    value: given(worth),
    nominal: real,
    real,
    realReturn: { figure: given('0.01'), basis: { ...OVER, real: true } },
    nominalReturn: { figure: given('0.01'), basis: OVER },
    xirr: { figure: given('0.02'), basis: { kind: 'APY', standing: 'realised', net: 'gross', windowDays: DAYS } },
    earnedPerDay: given('0.05'),
    components: {},
    unlock: { days: 0, day: '2026-11-22', because: 'free' },
    health: null,
    flags: [],
    activities: 2,
    lastActivity: '2026-11-01T00:00:00.000Z',
    ...others,
  };
}

export function madeTotal(group: Total['group'], positions: number, worth: string, gain: string): Total {
  return {
    group,
    positions,
    value: given(worth),
    nominal: given(gain),
    real: given(gain),
    realReturn: { figure: given('-0.0021'), basis: { ...OVER, real: true } },
    xirr: { figure: given('0.02'), basis: { kind: 'APY', standing: 'realised', net: 'net', windowDays: DAYS } },
    components: {},
    unavailable: { value: 0, nominal: 0, real: 0 },
  };
}

export const MADE_POSITIONS: readonly Summary[] = [
  madeSummary('p1', 'WETH–USDC 0.05 %', {
    kind: 'liquidity',
    group: 'liquidity',
    platform: 'Uniswap v3',
    detail: 'Uniswap v3 · 1,500–2,500',
    worth: '10813.87',
    gain: '511.50',
  }),
  madeSummary('p2', 'DOT', {
    detail: 'Kraken · bonded',
    worth: '9406.10',
    gain: '-1210.70',
    unlock: { days: 28, day: '2026-12-20', because: 'unbonds' },
  }),
  madeSummary('p3', 'ATOM', {
    worth: '3118.40',
    gain: '-546.00',
    flags: [{ code: 'slashed', label: 'slashed 0.01 %', says: '0.01 % of the money at work was slashed in this window.', tone: 'warning' }],
  }),
  madeSummary('p4', 'EUR term deposit', {
    kind: 'earn-fixed',
    group: 'earn',
    platform: 'Platform',
    value: NO_PRICE,
    nominal: NO_PRICE,
    real: NO_PRICE,
    realReturn: { figure: NO_PRICE, basis: OVER },
    unlock: { days: 12, day: '2026-12-04', because: 'matures' },
    flags: [{ code: 'no-price', label: 'price missing', says: NO_PRICE.unavailable.message, tone: 'warning' }],
  }),
];

const COMPONENTS: Detail['components'] = [
  { component: 'price', name: 'Price', says: 'what the principal gained or lost by its price', formula: '', figure: given('440.72') },
  { component: 'divergence', name: 'Divergence', says: 'what the pool holds, less what was put in', formula: '', figure: given('-99.45') },
  { component: 'pool-fees', name: 'Pool fees', says: 'trading fees', formula: '', figure: given('412.60') },
  { component: 'tax', name: 'Tax', says: "by the owner's rates", formula: '', figure: given('-122.88') },
  { component: 'inflation', name: 'Inflation', says: 'what the money lost', formula: '', figure: given('-119.49') },
];

function madeDetail(summary: Summary): Detail {
  const rate = { figure: given('0.0762'), basis: OVER };
  return {
    summary,
    terms: {
      kind: 'liquidity',
      title: summary.title,
      platform: 'Uniswap v3',
      opened: '2026-04-22',
      pool: { model: 'concentrated', assets: ['WETH', 'USDC'], lower: '1500', upper: '2500' },
      fee: '0.0005',
    },
    note: 'Watch the upper bound.',
    documents: [{ sha256: 'ab'.repeat(32), name: 'terms.pdf', mediaType: 'application/pdf', bytes: 20_480 }],
    streams: [],
    asOf: '2026-11-22',
    currency: 'USD',
    deflator: 'dilution',
    window: { after: '2026-04-21', through: '2026-11-22', base: '2026-04-22', until: '2026-11-22', days: DAYS },
    begin: given('0'),
    end: summary.value,
    netFlow: given('10000'),
    capital: given('10000'),
    components: COMPONENTS,
    nominal: given('761.57'),
    afterTax: given('638.69'),
    real: summary.real,
    realReturn: summary.realReturn,
    nominalReturn: rate,
    annual: { ...rate, ifPersisted: true },
    xirr: { ...summary.xirr, periodReturn: given('0.064'), roots: ['0.1113'] },
    twr: { ...rate, annualised: given('0.131') },
    earned: { total: given('472.6'), day: given('2.21'), week: given('15.46'), year: given('806') },
    breakEvenDays: given('52'),
    feesOverDivergence: given('4.1'),
    inRange: given('0.91'),
    held: [{ place: 'pool', asset: 'WETH', of: 'pool', quantity: '1.232227879749', value: given('2710.90') }],
    flows: [],
    conclusions: [],
  };
}

/** A board on which nothing is due. */
export const MADE_BOARD: Outputs['otc']['board'] = {
  at: '2026-11-22T09:00:00.000Z',
  legs: [],
  settlements: [],
  cases: [],
  totals: { open: 0, overdue: 0, unconfirmed: 0 },
  exposure: given('0'),
  currency: 'USD',
};

function given(ok: string) {
  return { ok, trail: [] };
}

/** Answers of an engine with four positions in good and bad luck. */
export function madeAnswers(positions: readonly Summary[] = MADE_POSITIONS): Answers {
  const total = madeTotal('all', positions.length, '23338.37', '-1245.20');
  return {
    'jobs.list': () => [],
    'jobs.cancel': () => ({ ok: {} }),
    'journal.undo': () => ({ ok: { event: 'e', words: 'Recorded “reward” of 1 DOT', by: 'u' } }),
    'journal.log': () => ({ lines: [], next: null }),
    'market.coverage': () => [],
    'market.quarantine': () => ({ total: 3, values: [] }),
    'alerts.status': () => QUIET,
    'checklists.expiring': () => [],
    'otc.board': () => MADE_BOARD,
    'venues.expiring': () => [],
    'venues.limits': () => [],
    'positions.list': () => ({ asOf: '2026-11-22', currency: 'USD', deflator: 'dilution', positions, totals: [total] }),
    'positions.one': ({ position }: { position: string }) => {
      const summary = positions.find((each) => each.position === position);
      return summary ? madeDetail(summary) : null;
    },
    'positions.series': () => ({
      currency: 'USD',
      points: ['2026-04-22', '2026-07-01', '2026-08-01', '2026-11-22'].map((day, place) => ({
        day,
        value: place === 1 ? null : `${10_000 + place * 200}`,
        holding: '10000',
      })),
    }),
    'positions.activities': () => [
      {
        activity: 'a1',
        imported: null,
        detail: { kind: 'open', at: '2026-04-22T09:12:00Z', stream: 'position:p1', into: [{ asset: 'WETH', quantity: '2.203589' }] },
        words: '“open” of 2.203589 WETH on 2026-04-22',
      },
    ],
    'positions.explain': () => ({
      title: 'Divergence',
      says: '',
      currency: 'USD',
      figure: given('-99.45'),
      steps: [
        {
          figure: 'divergence',
          formula: '(x₁P + y₁) − (x₀P + y₀)',
          inputs: [
            {
              name: 'P, price of WETH',
              value: '2200',
              unit: 'USD',
              origin: { kind: 'row', dataset: 'd', row: 1204 },
              words: 'row 1,204 of prices-weth.json',
              entry: null,
              row: { dataset: 'd', row: 1204, file: 'prices-weth.json' },
            },
          ],
          value: '-99.45',
          unit: 'USD',
        },
      ],
    }),
    'positions.preview': () => ({ sentences: [], figures: [], warnings: [] }),
    'positions.proposals': () => [],
    'positions.open': () => ({ ok: { position: 'p2' } }),
    'positions.recordActivity': () => ({ ok: { activity: 'a2' } }),
    'positions.removeActivity': () => ({ ok: { activity: 'a1' } }),
    'positions.writeNote': () => ({ ok: { position: 'p1' } }),
    'workspace.settings': () => ({ reportingCurrency: 'USD', timeZone: 'UTC' }),
    'workspace.status': () => ({
      path: '/somewhere/demonstration.countinghouse',
      version: 5,
      events: 1284,
      root: `5dd88f06${'a'.repeat(56)}`,
      checkpoint: null,
      lastBackup: { file: '/backup', at: new Date().toISOString(), events: 1200, root: 'a'.repeat(64) },
      readOnly: false,
    }),
  };
}
