import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import { type MetricUnit, unavailable } from '../../shared/figures/index.ts';
import type { Answers } from '../frame/answering-bridge.ts';

type Outputs = inferRouterOutputs<AppRouter>;
type Watchlists = Outputs['watchlists'];
type Inputs = inferRouterInputs<AppRouter>['watchlists'];
type List = Extract<Watchlists['list'], { ok: unknown }>['ok'];
type Entry = List['rows'][number];
type Selection = Watchlists['select'];

const BASIS = { kind: 'APY', standing: 'quoted', net: 'gross', windowDays: 1 } as const;

function metric(id: string, name: string, word: string, unit: MetricUnit, made: Partial<Outputs['metrics']['list'][number]> = {}) {
  return {
    id,
    name,
    says: `${name} of the pool.`,
    subject: 'pool' as const,
    unit,
    word,
    basis: null,
    freshDays: 3,
    clocked: false,
    hasHistory: false,
    ...made,
  };
}

export const METRICS: Outputs['metrics']['list'] = [
  metric('market.pool-rate-base', 'Base rate', 'rate.base', 'fraction', { basis: 'as quoted', hasHistory: true }),
  metric('market.pool-tvl', 'Value locked', 'tvl', 'money', { hasHistory: true }),
  metric('market.pool-lockup', 'Lock-up', 'lockup', 'days'),
];

const HEADS: List['heads'] = METRICS.slice(0, 2).map(({ id, name, word, unit, hasHistory }) => ({
  metric: id,
  name,
  word,
  subject: 'pool',
  unit,
  basis: null,
  hasHistory,
  gone: false,
}));

function entry(id: string, title: string, rate: string | null, made: Partial<Entry> = {}): Entry {
  return {
    entry: id,
    list: 'stable',
    about: { kind: 'pool', id: `pool-${id}` },
    title: `${title}, aave-v3 on Ethereum`,
    gone: null,
    place: id,
    addedAt: '2026-11-01T09:00:00.000Z',
    addedEvent: 'event-1',
    tags: [],
    note: '',
    reviewBy: null,
    reviewDue: false,
    targets: [],
    values: {},
    cells: [
      rate === null
        ? { unknown: 'The source gives no base rate.', reason: 'no-rate' }
        : { text: rate, basis: BASIS, asOf: new Date().toISOString() },
      { text: '1250000000', currency: 'USD', asOf: '2026-01-01T00:00:00.000Z' },
    ],
    since: [],
    ...made,
  };
}

const FIRST: readonly Entry[] = [
  entry('a', 'USDC', '0.05', {
    tags: ['stable', 'core'],
    note: 'Watch the reserves.',
    reviewBy: '2026-01-10',
    reviewDue: true,
    values: { conviction: '7' },
    targets: [
      {
        target: { metric: 'market.pool-rate-base', direction: 'at-least', value: '0.06', currency: null },
        name: 'Base rate',
        unit: 'fraction',
        standing: 'open',
        says: 'Base rate at least 0.06 is not reached: it is 0.05.',
        distance: '0.166667',
      },
    ],
    since: [
      {
        metric: 'market.pool-rate-base',
        name: 'Base rate',
        unit: 'fraction',
        was: { text: '0.04' },
        now: { text: '0.05' },
        change: '0.01',
        of: 'difference',
        says: null,
      },
    ],
  }),
  entry('b', 'USDT', '0.07', { tags: ['stable'] }),
  entry('c', 'DAI', null),
];

const GRADE: Watchlists['grade'][number] = {
  grade: 'investor',
  about: { kind: 'pool', id: 'pool-a' },
  title: 'USDC',
  day: '2026-11-22',
  mark: { letter: 'B', points: '7.2', coverage: '0.8' },
  says: 'B with 7.2 of 10; 80 % of the weights are known.',
  own: null,
  factors: [
    {
      factor: 'size',
      name: 'Size',
      says: 'How much is locked.',
      weight: 0.8,
      anchors: [
        { value: 0, points: 0 },
        { value: 1, points: 10 },
      ],
      words: [],
      unit: 'USD',
      value: '1.25bn USD',
      points: 7.2,
      applies: true,
      unknown: null,
    },
    {
      factor: 'age',
      name: 'Age',
      says: 'How old it is.',
      weight: 0.2,
      anchors: [],
      words: [],
      unit: 'days',
      value: null,
      points: null,
      applies: true,
      unknown: 'Nobody knows since when it is.',
    },
  ],
  trail: [],
};

/** How many pools the made market has, and how many of them a condition lets through. */
export const POOLS = 20_000;

function selection({ condition = '', columns = [], from = 0, limit = 100 }: Inputs['select']): Selection {
  const total = condition === '' ? POOLS : condition.includes('999b') ? 0 : 312;
  const rows = Array.from({ length: Math.max(0, Math.min(limit, total - from)) }, (_, index) => ({
    id: `pool-${from + index}`,
    title: `POOL${from + index}, curve-dex on Ethereum`,
    cells: columns.map((_, column) =>
      column === 0 ? { text: String((from + index) / 100_000), basis: BASIS } : { text: String(1_000_000 - from - index), currency: 'USD' },
    ),
  }));
  return {
    subjects: POOLS,
    total,
    unknown: condition === '' ? 0 : 41,
    unknownSays: condition === '' ? null : '41 could not be judged: rate.base is unknown: the source gives none.',
    fault: null,
    notes: [],
    canonical: condition,
    heads: columns.map((id) => {
      const known = METRICS.find((each) => each.id === id);
      return {
        metric: id,
        name: known?.name ?? id,
        word: known?.word ?? id,
        subject: 'pool' as const,
        unit: known?.unit ?? null,
        basis: null,
        hasHistory: known?.hasHistory ?? false,
        gone: known === undefined,
      };
    }),
    rows,
    sortSays: null,
  };
}

/** An engine with one watchlist, one saved screen and 20,000 pools; what is told to it changes it. */
export function watchlistAnswers({ empty = false }: { readonly empty?: boolean } = {}): Answers & { reset(): void } {
  let entries = [...FIRST];
  let isEmpty = empty;
  const line = (): Watchlists['lists'][number] => ({
    list: 'stable',
    terms: {
      title: 'Stable yield',
      says: 'Where to go',
      metrics: HEADS.map(({ metric }) => metric),
      trends: ['market.pool-rate-base'],
      columns: [{ column: 'conviction', name: 'Conviction', type: 'number', currency: null }],
    },
    madeAt: '2026-11-01T09:00:00.000Z',
    removed: false,
    entries: entries.length,
    kinds: { pool: entries.length },
    tags: ['stable', 'core'],
    reviewsDue: entries.filter(({ reviewDue }) => reviewDue).length,
  });
  return {
    reset() {
      entries = [...FIRST];
      isEmpty = empty;
    },
    'watchlists.lists': () => (isEmpty ? [] : [line()]),
    'watchlists.list': () => ({ ok: { list: line(), heads: HEADS, total: entries.length, rows: entries } }),
    'watchlists.sparks': () => ({
      ok: entries.map(({ entry }) => ({
        entry,
        metric: 'market.pool-rate-base',
        points: [
          [Date.UTC(2026, 9, 1), 1],
          [Date.UTC(2026, 10, 1), 2],
        ],
        says: null,
      })),
    }),
    'watchlists.grade': ({ about }: Inputs['grade']) => [{ ...GRADE, about }],
    'watchlists.gradeHistory': () => [],
    'watchlists.setGrade': ({ about }: Inputs['setGrade']) => ({ ok: { about } }),
    'watchlists.notes': () => ({ ok: [] }),
    'watchlists.move': ({ entries: moved, before }: Inputs['move']) => {
      const taken = entries.filter(({ entry }) => moved.includes(entry));
      const others = entries.filter(({ entry }) => !moved.includes(entry));
      const at = before === null ? others.length : others.findIndex(({ entry }) => entry === before);
      entries = others.toSpliced(at, 0, ...taken);
      return { ok: { entries: moved } };
    },
    'watchlists.take': ({ entries: taken }: Inputs['take']) => {
      entries = entries.filter(({ entry }) => !taken.includes(entry));
      return { ok: { entries: taken } };
    },
    'watchlists.setEntry': ({ entry: id, setting }: Inputs['setEntry']) => {
      entries = entries.map((each) => {
        if (each.entry !== id) return each;
        if (setting.field === 'value') return { ...each, values: { ...each.values, [setting.column]: setting.after ?? '' } };
        if (setting.field === 'tags') return { ...each, tags: setting.after };
        return setting.field === 'review' ? { ...each, reviewBy: setting.after, reviewDue: false } : each;
      });
      return { ok: { entry: id } };
    },
    'watchlists.writeNote': ({ entry: id, note }: Inputs['writeNote']) => {
      const at = entries.findIndex((each) => each.entry === id);
      entries = entries.with(at, { ...entries[at]!, note });
      return { ok: { entry: id } };
    },
    'watchlists.add': ({ about }: Inputs['add']) => ({ ok: { entries: about.map(({ id }) => id), already: [] } }),
    'watchlists.save': () => {
      isEmpty = false;
      return { ok: { list: 'stable' } };
    },
    'watchlists.previewCsv': ({ text, choices }: Inputs['previewCsv']) => {
      const names = text.trim().split('\n').slice(1);
      const lines = names.map((name, index) => ({
        row: index + 1,
        line: index + 2,
        is:
          name === 'USDC'
            ? choices?.[String(index + 1)] === undefined
              ? ('ambiguous' as const)
              : ('new' as const)
            : name === 'NOPE'
              ? ('unknown' as const)
              : ('new' as const),
        name,
        about: name === 'DAI' ? { kind: 'pool' as const, id: 'pool-dai' } : null,
        title: name === 'DAI' ? 'DAI, aave-v3' : null,
        candidates:
          name === 'USDC'
            ? [
                { about: { kind: 'pool' as const, id: 'one' }, title: 'USDC, aave-v3' },
                { about: { kind: 'asset' as const, id: 'USDC' }, title: 'USDC' },
              ]
            : [],
        many: name === 'USDC' ? 2 : 0,
        message: name === 'NOPE' ? `Row ${index + 1} (line ${index + 2}): nothing is called “NOPE”.` : null,
      }));
      const count = (is: string) => lines.filter((each) => each.is === is).length;
      return {
        ok: {
          list: 'stable',
          total: lines.length,
          counts: { new: count('new'), present: 0, twice: 0, ambiguous: count('ambiguous'), unknown: count('unknown'), fault: 0 },
          columns: [],
          ignored: [],
          lines,
        },
      };
    },
    'watchlists.importCsv': () => ({
      ok: {
        list: 'stable',
        total: 1,
        counts: { new: 1, present: 0, twice: 0, ambiguous: 0, unknown: 0, fault: 0 },
        columns: [],
        ignored: [],
        lines: [],
      },
    }),
    'watchlists.screens': () => [
      {
        screen: 'high',
        terms: {
          title: 'High base',
          says: '',
          kind: 'pool',
          condition: 'rate.base > 4%',
          columns: [],
          sort: { metric: null, descending: false },
        },
        members: 312,
        changedAt: '2026-11-21T09:00:00.000Z',
        newItems: 4,
        unknown: 41,
        fault: null,
        removed: false,
      },
    ],
    'watchlists.screen': () => ({
      ok: {
        screen: {
          screen: 'high',
          terms: {
            title: 'High base',
            says: '',
            kind: 'pool',
            condition: 'rate.base > 4%',
            columns: [],
            sort: { metric: null, descending: false },
          },
          members: 312,
          changedAt: '2026-11-21T09:00:00.000Z',
          newItems: 4,
          unknown: 41,
          fault: null,
          removed: false,
        },
        changes: [
          {
            at: '2026-11-21T09:00:00.000Z',
            because: 'data',
            entered: [{ id: 'pool-9', title: 'POOL9, curve-dex on Ethereum' }],
            left: [{ id: 'pool-8', title: 'POOL8, curve-dex on Ethereum' }],
            enteredCount: 1,
            leftCount: 1,
            total: 312,
            unknown: 41,
            says: 'changed',
          },
        ],
      },
    }),
    'watchlists.saveScreen': () => ({ ok: { screen: 'high' } }),
    'watchlists.select': selection,
    'metrics.list': () => METRICS,
    'metrics.vocabulary': () => METRICS.map(({ word, says, unit }) => ({ name: word, says, unit, values: null })),
    'metrics.titles': ({ subjects }: inferRouterInputs<AppRouter>['metrics']['titles']) =>
      subjects.map(({ id }) => ({
        title: `Pool ${id}, aave-v3 on Ethereum`,
        facts: { 'pool.chain': 'Ethereum', 'pool.project': 'aave-v3' },
      })),
    'metrics.subjects': () => ({
      total: 1,
      subjects: [{ kind: 'pool', id: 'pool-7', title: 'FRAX, curve-dex on Ethereum' }],
    }),
    'metrics.read': ({ metrics, subjects }: inferRouterInputs<AppRouter>['metrics']['read']) =>
      subjects.flatMap((subject) =>
        metrics.map((id) => ({
          subject,
          metric: id,
          value:
            id === 'market.pool-lockup'
              ? unavailable('no-lockup', 'The source does not say how long it is locked.')
              : {
                  ok: id === 'market.pool-tvl' ? { text: '1250000000', currency: 'USD' } : { text: '0.05', basis: BASIS },
                  trail: [
                    {
                      figure: 'base rate',
                      formula: 'apyBase ÷ 100',
                      inputs: [{ name: 'apyBase', value: '5', unit: '%', origin: { kind: 'row', dataset: 'dataset-1', row: 12 } }],
                      value: '0.05',
                    },
                  ],
                },
        })),
      ),
    'metrics.history': () => ({
      currency: null,
      basis: null,
      says: null,
      total: 3,
      points: [1, 2, 3].map((day) => ({ at: Date.UTC(2026, 10, day), value: String(day / 100), origin: { kind: 'given' } })),
      gaps: [],
    }),
    'alerts.status': () => ({
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
    }),
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
    'journal.undo': () => ({ ok: { by: 'event-2', words: 'Took USDC off' } }),
    'market.coverage': () => [],
    'jobs.list': () => [],
  };
}
