import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import {
  firingsByMonth,
  firingsPerMonth,
  longestFiring,
  parseRule,
  planOf,
  rehearse,
  type RuleTerms,
  ruleText,
  ruleWords,
} from '../../shared/alerts/index.ts';
import { ENTRY_OUTCOMES } from '../../shared/market/index.ts';
import { historyOf, isRefused, type MetricUnit } from '../../shared/figures/index.ts';
import type { Vocabulary } from '../../shared/watchlists/index.ts';
import type { Answers } from '../frame/answering-bridge.ts';

type Outputs = inferRouterOutputs<AppRouter>;
type Inputs = inferRouterInputs<AppRouter>;
export type FiringLine = Outputs['alerts']['firings']['firings'][number];
export type RuleLine = Outputs['alerts']['rules'][number];

const DAY = 864e5;
const START = Date.parse('2026-01-02T00:00:00Z');

/** A pair that leaves its peg twice: 20 days from day 60 at 0.97, 5 days from day 150 at 0.96. */
export const PEG_POINTS = Array.from({ length: 200 }, (_, day) => {
  const value = day >= 60 && day < 80 ? 0.97 : day >= 150 && day < 155 ? 0.96 : 0.999 + (day % 5) / 5_000;
  return { at: START + day * DAY, value: value.toFixed(4) };
});

/** Readings of a metric without a past: unknown at the third of them. */
const KEPT = ['1.6', '1.2', null, '1.7', '1.8'].map((value, day) => ({
  at: START + day * DAY,
  value,
  message: value === null ? 'Its price is not known.' : null,
}));

const METRICS: Outputs['metrics']['list'] = [
  metric('market.price', 'Price', 'price', 'price'),
  metric('market.peg', 'Peg', 'peg', 'price'),
  { ...metric('made.health', 'Health factor', 'health', 'price'), hasHistory: false },
];
const VOCABULARY: Vocabulary = new Map(METRICS.map(({ word, says, unit }) => [word, { name: word, says, unit }]));

function metric(id: string, name: string, word: string, unit: MetricUnit): Outputs['metrics']['list'][number] {
  return {
    id,
    name,
    word,
    unit,
    says: `${name} as it was observed.`,
    subject: 'pair',
    basis: null,
    freshDays: 3,
    clocked: false,
    hasHistory: true,
  };
}

export function madeTerms(made: Partial<RuleTerms> = {}): RuleTerms {
  return {
    title: 'Depeg of stETH',
    about: { kind: 'pair', which: { of: 'named', ids: ['stETH/ETH'] } },
    rule: 'peg < 0.98 for 2d clear > 0.99 severity high',
    note: 'Above all the queue decides.',
    todo: null,
    schedule: null,
    quiet: null,
    tellsUnknown: false,
    channels: null,
    preset: null,
    ...made,
  };
}

export function madeFiring(place: number, made: Partial<FiringLine> = {}): FiringLine {
  const observed = new Date(START + 61 * DAY).toISOString();
  return {
    place,
    firing: `f${place}`,
    event: `e${place}`,
    rule: 'r1',
    version: 'v1',
    evaluates: 'v1',
    kind: 'pair',
    subject: 'stETH/ETH',
    title: 'Depeg of stETH',
    subjectTitle: 'stETH/ETH',
    what: 'condition',
    severity: 'high',
    observed,
    due: observed,
    found: observed,
    late: false,
    passed: false,
    byClock: false,
    cleared: null,
    clearedFound: null,
    ended: null,
    told: true,
    void: false,
    acknowledged: null,
    snoozedUntil: null,
    why: {
      rule: 'peg < 0.98 for 2d clear > 0.99 severity high',
      says: 'warn when peg falls below 0.98 for at least 2 days, clear above 0.99, severity high',
      readings: [
        {
          name: 'peg',
          metric: 'market.peg',
          unit: 'price',
          currency: 'ETH',
          last: { observed, value: '0.97', origin: { kind: 'row', dataset: 'd1', row: 62 } },
          window: null,
        },
      ],
      clauses: [
        {
          text: 'peg < 0.98',
          holds: true,
          levels: ['0.98'],
          sides: [
            {
              subject: 'peg',
              input: 'peg',
              value: '0.97',
              word: null,
              unknown: null,
              from: observed,
              to: observed,
              observations: 1,
              rows: [],
            },
          ],
        },
      ],
      because: null,
    },
    ...made,
  };
}

export function madeRule(rule: string, made: Partial<RuleLine> = {}): RuleLine {
  const terms = made.terms ?? madeTerms();
  const parsed = parseRule(terms.rule, VOCABULARY);
  return {
    rule,
    version: 'v1',
    terms,
    says: 'ok' in parsed ? ruleWords(parsed.ok) : null,
    fault: null,
    severity: 'high',
    armedAt: '2026-11-01T00:00:00.000Z',
    removed: false,
    watches: { total: 1, armed: 1, pending: 0, firing: 0, recovering: 0, cooling: 0, spent: 0, unknown: 0, idle: 0 },
    idle: null,
    lastFired: null,
    fired: 0,
    nearest: null,
    snoozedUntil: null,
    ...made,
  };
}

export function madeDistance(share: number, says: string): NonNullable<RuleLine['nearest']>['distance'] {
  return { says, share, holds: share === 0, held: null, clauses: [] };
}

/** What the engine answers of alerts, over the pure rules and the made past; what is acknowledged or written is remembered. */
export function alertAnswers(firings: FiringLine[], rules: RuleLine[]): Answers {
  const open = () => firings.filter(({ ended }) => ended === null);
  return {
    'alerts.status': (): Outputs['alerts']['status'] => ({
      rules: rules.length,
      armed: rules.filter(({ armedAt }) => armedAt !== null).length,
      watches: rules.length,
      firing: open().length,
      unacknowledged: open().filter(({ acknowledged }) => acknowledged === null).length,
      bySeverity: { low: 0, medium: 0, high: open().length, critical: 0 },
      unknown: 0,
      idle: 0,
      evaluatedAt: null,
      lastPlace: Math.max(0, ...firings.map(({ place }) => place)),
    }),
    'alerts.firings': (question: Inputs['alerts']['firings']): Outputs['alerts']['firings'] => {
      const { state, severity, text = '', from = '', to = '9', limit = 50, offset = 0 } = question;
      const found = firings
        .filter(
          (one) =>
            (state === undefined || (state === 'late' ? one.late : state === 'passed' ? one.passed : one.ended === null)) &&
            (severity === undefined || one.severity === severity) &&
            one.due >= from &&
            one.due < to &&
            `${one.title} ${one.subjectTitle}`.toLowerCase().includes(text.toLowerCase()),
        )
        .toSorted((one, other) => other.place - one.place);
      return { total: found.length, more: false, firings: found.slice(offset, offset + limit) };
    },
    'alerts.firing': ({ firing }: Inputs['alerts']['firing']): Outputs['alerts']['firing'] => {
      const found = firings.find((one) => one.firing === firing);
      return found ? { ...found, terms: madeTerms({ todo: { open: 'screen', screen: 'market', subject: null } }), corrections: [] } : null;
    },
    'alerts.acknowledge': ({ firings: ids }: Inputs['alerts']['acknowledge']) => {
      for (const [index, one] of firings.entries())
        if (ids.includes(one.firing)) firings[index] = { ...one, acknowledged: { at: '2026-11-22T10:00:00.000Z', note: '' } };
      return { ok: { acknowledged: ids.length } };
    },
    'alerts.snooze': ({ subject, until }: Inputs['alerts']['snooze']) => {
      for (const [index, one] of firings.entries()) if (one.subject === subject) firings[index] = { ...one, snoozedUntil: until };
      return { ok: { rule: 'r1' } };
    },
    'alerts.rules': () => rules,
    'alerts.rule': ({ rule }: { rule: string }): Outputs['alerts']['rule'] => {
      const found = rules.find((one) => one.rule === rule);
      return found ? { ...found, standing: [], versions: [] } : null;
    },
    'alerts.near': (): Outputs['alerts']['near'] => ({ total: 0, watches: [] }),
    'alerts.corrections': (): Outputs['alerts']['corrections'] => ({ total: 0, corrections: [] }),
    'alerts.marks': () => [],
    'alerts.presets': () => [],
    'alerts.replay': (): Outputs['alerts']['replay'] => ({ ok: { replayed: 1, identical: 1, different: [], unrecorded: null } }),
    'alerts.preview': (): Outputs['alerts']['preview'] => ({
      fault: null,
      text: null,
      says: null,
      notes: [],
      inputs: [],
      refused: null,
      subjects: 1,
      evaluated: 1,
      firing: 0,
      unknown: 0,
      watches: [],
    }),
    'alerts.rehearse': ({ rule }: Inputs['alerts']['rehearse']) => rehearsalOf(rule),
    'alerts.write': ({ terms, arm }: Inputs['alerts']['write']) => {
      rules.push(madeRule('written', { terms, armedAt: arm ? '2026-11-22T10:00:00.000Z' : null }));
      return { ok: { rule: 'written' } };
    },
    'alerts.arm': () => ({ ok: { rule: 'r1' } }),
    'alerts.disarm': () => ({ ok: { rule: 'r1' } }),
    'alerts.remove': () => ({ ok: { rule: 'r1' } }),
    'alerts.markDrawdowns': () => ({ ok: { marks: 1 } }),
    'alerts.samples': ({ metric }: Inputs['alerts']['samples']): Outputs['alerts']['samples'] => ({
      total: metric === 'made.health' ? KEPT.length : 0,
      since: metric === 'made.health' ? new Date(START).toISOString() : null,
      currency: null,
      samples: metric === 'made.health' ? KEPT : [],
    }),
    'metrics.list': () => METRICS,
    'metrics.vocabulary': () => METRICS.map(({ word, says, unit }) => ({ name: word, says, unit, values: null })),
    'metrics.titles': ({ subjects }: Inputs['metrics']['titles']) => subjects.map(({ id }) => ({ title: id, facts: {} })),
    'metrics.subjects': (): Outputs['metrics']['subjects'] => ({
      total: 1,
      subjects: [{ kind: 'pair', id: 'stETH/ETH', title: 'stETH/ETH' }],
    }),
    'metrics.history': (): Outputs['metrics']['history'] => ({
      currency: 'ETH',
      basis: null,
      says: null,
      total: PEG_POINTS.length,
      points: PEG_POINTS.map((point, row) => ({ ...point, origin: { kind: 'row', dataset: 'd1', row } })),
      gaps: [],
    }),
    'delivery.deliveries': (): Outputs['delivery']['deliveries'] => ({ total: 0, rows: [] }),
    'delivery.channels': () => [],
    'market.dataset': ({ dataset }: Inputs['market']['dataset']) => madeDataset(dataset),
    'watchlists.lists': () => [],
    'watchlists.screens': () => [],
    'watchlists.matters': () => [],
    'checklists.templates': () => [],
  };
}

/** The file that the made pasts came from; there is no other. */
function madeDataset(dataset: string): Outputs['market']['dataset'] {
  if (dataset !== 'd1') return null;
  const counts = { ...noEntries(), accepted: PEG_POINTS.length };
  const [from, to] = [PEG_POINTS[0]!, PEG_POINTS.at(-1)!].map(({ at }) => new Date(at).toISOString().slice(0, 10)) as [string, string];
  return {
    dataset: {
      dataset,
      at: '2026-11-01T00:00:00.000Z',
      file: 'steth-eth.csv',
      format: 'prices',
      source: 'CoinGecko',
      sha256: '0'.repeat(64),
      root: '',
      values: PEG_POINTS.length,
      from,
      to,
      counts,
      live: true,
    },
    quality: { counts, reasons: {}, seriesCount: 1, withGaps: 0, missing: 0, frozen: 0, series: [] },
  };
}

function noEntries(): NonNullable<Outputs['market']['dataset']>['dataset']['counts'] {
  return Object.fromEntries(ENTRY_OUTCOMES.map((outcome) => [outcome, 0])) as ReturnType<typeof noEntries>;
}

function rehearsalOf(text: string): Outputs['alerts']['rehearse'] {
  const parsed = parseRule(text, VOCABULARY);
  if ('fault' in parsed) return { error: { code: parsed.fault.code, message: parsed.fault.message } };
  const plan = planOf(parsed.ok, VOCABULARY);
  if (isRefused(plan)) return plan;
  const { history } = historyOf(PEG_POINTS);
  const { firings, evaluated, unknown } = rehearse(plan.ok, history);
  const end = PEG_POINTS.at(-1)!.at;
  return {
    ok: {
      text: ruleText(parsed.ok),
      says: ruleWords(parsed.ok),
      against: null,
      total: 1,
      rehearsed: 1,
      order: 'as-listed',
      thresholds: [],
      subjects: [
        {
          subject: 'stETH/ETH',
          title: 'stETH/ETH',
          because: null,
          from: START,
          to: end,
          observations: PEG_POINTS.length,
          firings: firings.map(({ at, cleared }) => ({ at, cleared: cleared ?? null, value: null })),
          firesStill: false,
          evaluated,
          unknown,
          perMonth: firingsPerMonth(firings, history),
          byMonth: { ...firingsByMonth(firings) },
          longest: longestFiring(firings, end),
          marks: null,
          against: null,
        },
      ],
      sweep: null,
    },
  };
}
