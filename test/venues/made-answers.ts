import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import { unavailable } from '../../shared/figures/index.ts';
import { CRITERIA, criterionNames, GATES, SCHEMES, type Weights } from '../../shared/venues/index.ts';
import type { Answers } from '../frame/answering-bridge.ts';

type Venues = inferRouterOutputs<AppRouter>['venues'];
type Summary = Venues['list']['venues'][number];
type Detail = NonNullable<Venues['one']>;
type Place = Summary['place'];

export const WEIGHTS: Weights = { liquidity: '30', security: '25', coverage: '15', costs: '15', ux: '10', support: '5' };
const PROFILES: Venues['profiles'] = [
  { profile: 'balanced', name: 'Balanced', says: 'The weights of the guides.', weights: WEIGHTS, bundled: true },
  {
    profile: 'options',
    name: 'Options',
    says: 'Strikes that are quoted.',
    weights: { liquidity: '30', security: '20', coverage: '25', costs: '10', ux: '10', support: '5' },
    bundled: true,
  },
];
const HEAD = { asOf: '2026-11-22', currency: 'EUR', family: 'derivatives' as const, profile: PROFILES[0]!, coverageNeeded: '0.8' };

/** A figure as it comes over the wire. */
function given(decimal: string) {
  return { ok: decimal, trail: [] };
}

function gates(verdicts: Partial<Record<(typeof GATES)[number], 'fail' | 'unknown'>>): Summary['gates'] {
  return GATES.map((gate) => ({
    gate,
    name: {
      eligibility: 'Eligibility',
      legal: 'Sanctions and law',
      'red-flags': 'Red flags',
      kyc: 'KYC',
      custody: 'Custody',
      'exposure-limit': 'Exposure limit',
    }[gate],
    verdict: verdicts[gate] ?? 'pass',
    says:
      verdicts[gate] === undefined
        ? 'In order.'
        : verdicts[gate] === 'fail'
          ? 'The limit of 60000 EUR is exceeded: 129 % is used.'
          : 'Nobody has checked it. Enter a check with region, day and source.',
    from: null,
  }));
}

function place(made: Partial<Place>): Place {
  const score = made.score ?? null;
  const scored = score !== null;
  return {
    state: 'ranked',
    because: null,
    rank: null,
    score,
    geometric: score,
    coverage: scored ? '1' : '0',
    low: score ?? '0',
    high: score ?? '10',
    confidence: scored ? '0.7' : null,
    criteria: CRITERIA.map((criterion) => ({
      criterion,
      name: criterionNames[criterion],
      weight: WEIGHTS[criterion],
      score,
      covered: scored ? '1' : '0',
      low: score ?? '0',
      high: score ?? '10',
      confidence: scored ? '0.7' : null,
      oldestDays: scored ? 39 : null,
      evidence: 0,
      belowFloor: false,
    })),
    ...made,
  };
}

function summary(venue: string, name: string, made: Partial<Summary>): Summary {
  return {
    venue,
    name,
    kind: 'derivatives',
    type: 'cex',
    custody: 'venue',
    group: null,
    bestFor: 'options',
    bundled: true,
    listed: 1,
    status: 'candidate',
    reviewDue: null,
    reviewOverdue: false,
    gate: 'pass',
    gates: gates({}),
    place: place({}),
    exposure: { known: '20007', items: 1, missing: 0 },
    limit: { limit: 'limit-total', use: given('0.73'), tone: 'amber' },
    flags: { open: 0, critical: 0 },
    evidence: { scores: 0, files: 0, oldestDays: null, expired: 0, expiring: 0 },
    accounts: 0,
    apiKeys: 0,
    oldestKeyDays: null,
    ...made,
  };
}

export const DERIBIT = summary('deribit', 'Deribit', {
  place: place({ rank: 1, score: '8.61' }),
  status: 'approved',
  reviewDue: '2026-12-15',
});
export const KRAKEN = summary('kraken-futures', 'Kraken Futures', {
  place: place({ rank: 2, score: '7.44', coverage: '0.94', low: '7', high: '7.6' }),
});
/** Fails a gate and scores more than all others: it has no rank all the same. */
export const OKX = summary('okx', 'OKX', {
  gate: 'fail',
  gates: gates({ 'exposure-limit': 'fail' }),
  place: place({ state: 'not-eligible', score: '9.9', because: 'Not eligible: the limit of 60000 EUR for OKX is exceeded.' }),
  flags: { open: 1, critical: 0 },
});
export const AEVO = summary('aevo', 'Aevo', {
  type: 'dex',
  gate: 'unknown',
  gates: gates({ eligibility: 'unknown' }),
  place: place({ state: 'cannot-decide', because: 'Cannot decide: nobody has checked whether you may trade at Aevo.' }),
  exposure: { known: '0', items: 1, missing: 1 },
  limit: null,
});
const DESK = summary('b2c2', 'B2C2', {
  kind: 'otc',
  type: 'desk',
  gate: 'unknown',
  gates: gates({ eligibility: 'unknown' }),
  place: place({ state: 'cannot-decide' }),
});
const ALL = [DERIBIT, KRAKEN, AEVO, OKX, DESK];

const scheme: Venues['scheme'] = {
  family: 'derivatives',
  criteria: [...SCHEMES.derivatives.criteria],
  measures: SCHEMES.derivatives.measures.map((measure) => Object.assign({ own: false }, measure)),
};

const spread: Detail['scores'][number] = {
  measure: 'liquidity.spread',
  criterion: 'liquidity',
  name: 'Spread',
  detail: {
    given: { by: 'anchors', raw: '0.84' },
    low: null,
    high: null,
    sourceClass: 'own-measurement',
    source: 'ten snapshots on a weekday',
    asOf: '2026-10-14',
    halfLifeDays: null,
    evidence: [],
    note: '',
  },
  points: '9.51',
  low: '9.51',
  high: '9.51',
  words: '0.84 bp',
  sourceClass: 'own-measurement',
  ageDays: 39,
  halfLifeDays: 30,
  decay: '0.4',
  confidence: '0.4',
  evidence: 0,
  files: [],
  staleOn: '2026-11-13',
};

function detail(of: Summary): Detail {
  return {
    ...HEAD,
    ...of,
    details: {
      name: of.name,
      aliases: [],
      kind: of.kind,
      type: of.type,
      group: null,
      legalEntities: [],
      bestFor: of.bestFor,
      why: null,
      bestForUsers: [],
      features: ['options', 'blocks'],
      considerIf: null,
      eligibilityNote: null,
      regionsAllow: [],
      regionsDeny: [],
      products: ['options'],
      custody: of.custody,
      marginModes: [],
      marginNote: null,
      feesNote: null,
      executionStyles: [],
      settlementNote: null,
      channels: [],
      hours: null,
      alternatives: [],
      links: [],
      tags: [],
    },
    facts: [
      { field: 'bestFor', value: 'options', own: false, bundled: { value: 'options', source: 'a guide, reworded', asOf: '2025-09' } },
      { field: 'custody', value: 'segregated', own: true, bundled: { value: 'venue', source: 'a guide, reworded', asOf: '2025-09' } },
    ],
    standing: { status: of.status, reviewDue: of.reviewDue, reason: '' },
    note: '',
    records: [
      {
        record: 'key-1',
        venue: of.venue,
        venueName: of.name,
        title: 'trading bot',
        detail: {
          kind: 'api-key',
          label: 'trading bot',
          account: null,
          scopes: ['read', 'withdraw'],
          ipBound: false,
          createdOn: '2026-05-01',
          rotateBy: null,
          revokedOn: null,
          owner: 'desk',
          note: '',
        },
        addedAt: '2026-05-01T00:00:00.000Z',
        validUntil: '2026-07-30',
        expired: true,
        files: [],
        warnings: ['This key may withdraw. Take that right away.'],
      },
    ],
    scores: of.place.score === null ? [] : [spread],
    unscored: scheme.measures
      .filter(({ measure }) => measure !== spread.measure)
      .map(({ measure, criterion, name }) => ({ measure, criterion, name })),
    exposures: [
      {
        venue: of.venue,
        platform: of.name,
        kind: 'balance',
        from: { kind: 'venue', id: of.venue },
        title: '20007 EUR',
        asset: 'EUR',
        value: unavailable('no-price', 'No price of EUR is known.'),
      },
    ],
    limits: LIMITS,
    decisions: [],
    answers: [],
    trail: [],
  };
}

const LIMITS: Venues['limits'] = [
  {
    limit: 'limit-total',
    detail: { scope: { to: 'total' }, metric: 'exposure', amount: '600000', currency: 'EUR', warnAt: '0.7', validUntil: null, note: '' },
    scope: 'everything',
    used: given('440128'),
    use: given('0.73'),
    tone: 'amber',
    says: '73 % of the limit of 600000 EUR for everything is used.',
    expired: false,
  },
];

const sensitivity: Venues['sensitivity'] = {
  ...HEAD,
  says: 'Deribit leads Kraken Futures by 1.17 points.',
  leader: 'deribit',
  second: 'kraken-futures',
  lead: '1.17',
  stability: CRITERIA.map((criterion) => ({
    criterion,
    name: criterionNames[criterion],
    weight: String(Number(WEIGHTS[criterion]) / 100),
    low: '0',
    high: criterion === 'support' ? '0.51' : '1',
    below: null,
    above: criterion === 'support' ? 'kraken-futures' : null,
  })),
  tornado: [
    {
      about: 'score',
      criterion: 'liquidity',
      venue: 'deribit',
      says: 'Liquidity of Deribit by one point less or more',
      less: '-0.2',
      more: '1.5',
      turns: true,
    },
    {
      about: 'weight',
      criterion: 'support',
      venue: null,
      says: 'Weight of Support by 10 of 100 less or more',
      less: '0.9',
      more: '1.3',
      turns: false,
    },
  ],
  wouldTurn: [
    {
      criterion: 'support',
      about: 'weight',
      possible: true,
      needed: '0.51',
      says: 'Kraken Futures draws level where Support weighs 51 of 100.',
    },
    { criterion: 'ux', about: 'weight', possible: false, needed: null, says: 'No weight of UX puts Kraken Futures first.' },
  ],
  acceptability: {
    seed: 42,
    draws: 10_000,
    concentration: '50',
    venues: [
      { venue: 'deribit', name: 'Deribit', first: '0.92', places: ['0.92', '0.08'], meanRank: '1.08' },
      { venue: 'kraken-futures', name: 'Kraken Futures', first: '0.08', places: ['0.08', '0.92'], meanRank: '1.92' },
    ],
  },
};

function compared(venues: readonly string[]): Venues['compare'] {
  const chosen = ALL.filter(({ venue, kind }) => venues.includes(venue) && kind !== 'otc');
  return {
    ...HEAD,
    venues: chosen,
    facts: [
      {
        field: 'custody',
        values: chosen.map(() => ({
          field: 'custody',
          value: 'venue',
          own: false,
          bundled: { value: 'venue', source: 'a guide', asOf: '2025-09' },
        })),
      },
    ],
    gates: GATES.map((gate, at) => ({ gate, name: gate, values: chosen.map((each) => each.gates[at]!) })),
    criteria: CRITERIA.map((criterion, at) => ({
      criterion,
      name: criterionNames[criterion],
      weight: WEIGHTS[criterion],
      values: chosen.map((each) => each.place.criteria[at]!),
    })),
    measures: [
      {
        measure: 'liquidity.spread',
        criterion: 'liquidity',
        name: 'Spread',
        values: chosen.map(({ venue }) => (venue === 'deribit' ? spread : null)),
      },
    ],
    expiring: [],
  };
}

const expiring: Venues['expiring'] = [
  {
    venue: 'deribit',
    venueName: 'Deribit',
    what: 'api-key',
    says: 'The key “trading bot” is older than it may be.',
    dueOn: '2026-11-15',
    daysLeft: -7,
    about: 'key-1',
  },
  {
    venue: 'deribit',
    venueName: 'Deribit',
    what: 'score',
    says: 'The score of Spread is past its half-life.',
    dueOn: '2026-12-01',
    daysLeft: 9,
    about: 'liquidity.spread',
  },
];

/** What an engine with five venues would answer. Later answers may be put in place of these. */
export function venueAnswers(): Answers {
  return {
    'venues.list': ({ family }: { family: 'derivatives' | 'otc' }) => ({
      ...HEAD,
      family,
      venues: ALL.filter(({ kind }) => (kind === 'otc') === (family === 'otc')),
    }),
    'venues.one': ({ venue }: { venue: string }) => {
      const found = ALL.find((each) => each.venue === venue);
      return found ? detail(found) : null;
    },
    'venues.compare': ({ venues }: { venues: readonly string[] }) => compared(venues),
    'venues.ranking': ({ among }: { among: readonly string[] }) => ({
      ...HEAD,
      ranking: ALL.filter(({ venue }) => among.includes(venue)).map(({ venue, name, place: of }) => Object.assign({ venue, name }, of)),
    }),
    'venues.sensitivity': ({ seed = 42 }: { seed?: number }) => ({ ...sensitivity, acceptability: { ...sensitivity.acceptability, seed } }),
    'venues.expiring': () => expiring,
    'venues.exposure': () => ({
      asOf: HEAD.asOf,
      currency: 'EUR',
      total: { known: '97856', items: 3, missing: 1 },
      venues: [
        { venue: 'deribit', name: 'Deribit', group: null, sum: { known: '20007', items: 1, missing: 0 }, items: [], limits: LIMITS },
        { venue: 'okx', name: 'OKX', group: 'OKX', sum: { known: '77849', items: 2, missing: 1 }, items: [], limits: [] },
      ],
      groups: [{ group: 'OKX', venues: ['okx'], sum: { known: '77849', items: 2, missing: 1 }, limits: [] }],
      assets: [],
      unmatched: [{ platform: 'Nexo', group: null, sum: { known: '0', items: 1, missing: 1 }, items: [] }],
      limits: LIMITS,
    }),
    'venues.limits': () => LIMITS,
    'venues.profiles': () => PROFILES,
    'venues.policy': () => ({
      custodyAccepted: null,
      coverageNeeded: '0.8',
      floors: {},
      eligibilityDays: 90,
      kycDays: 180,
      legalDays: 365,
      apiKeyDays: 90,
      conservative: false,
    }),
    'venues.scheme': () => scheme,
    'venues.points': ({ given }: { given: { by: string; raw?: string } }) => ({ points: given.raw === '4' ? '5' : '8.2', says: '' }),
    'venues.decisions': () => [],
    'venues.weightsFromOrder': () => ({
      weights: { liquidity: '40.8', security: '24.2', coverage: '15.8', costs: '10.3', ux: '6.1', support: '2.8' },
      says: 'The rank-order centroid.',
    }),
    'venues.setScore': () => ({ ok: { venue: 'aevo', measure: 'liquidity.spread', points: '5' } }),
    'venues.addRecord': () => ({ ok: { record: 'record-1' } }),
    'venues.setLimit': () => ({ ok: { limit: 'limit-1' } }),
    'venues.setStatus': () => ({ ok: { venue: 'deribit' } }),
    'venues.recordDecision': () => ({ ok: { decision: 'decision-1' } }),
    'venues.importVenue': () => ({ error: { code: 'not-json', message: 'The text is no JSON: it breaks off in line 1.' } }),
    'venues.decision': () => null,
    'checklists.standing': () => ({ state: 'missing', run: null, runHash: null, blockers: [], overrides: [], expires: null }),
    'checklists.templates': () => [],
    'evidence.state': () => [],
    'pretrade.costs': () => [],
    'workspace.status': () => ({
      path: '/b.countinghouse',
      version: 5,
      events: 1,
      root: 'ab'.repeat(32),
      checkpoint: null,
      lastBackup: null,
      readOnly: false,
    }),
    'journal.head': () => ({ events: 1, root: 'ab'.repeat(32) }),
    'journal.undo': () => ({ ok: { undone: 1 } }),
    'market.coverage': () => [],
    'jobs.list': () => [],
  };
}
