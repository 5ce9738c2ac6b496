import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import {
  align,
  axesOf,
  axisTitle,
  correlation,
  type DashboardDetail,
  dailyChanges,
  dayClose,
  drawdownSeries,
  histogram,
  indexed,
  type Measured,
  newPanel,
} from '../../shared/comparison/index.ts';
import { History, type RateBasis, unavailable } from '../../shared/figures/index.ts';
import type { Answers } from '../frame/answering-bridge.ts';

type Outputs = inferRouterOutputs<AppRouter>['comparison'];
type Inputs = inferRouterInputs<AppRouter>['comparison'];

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1, 12);
const APY: RateBasis = { kind: 'APY', compounding: 'daily', standing: 'quoted', net: 'gross', windowDays: 1 };
const APR: RateBasis = { kind: 'APR', standing: 'quoted', net: 'gross', windowDays: 1 };

/** Made pools by id: what people call each, on what basis it quotes, and a rate a day. The second has a gap. */
const POOLS: Readonly<Record<string, { readonly title: string; readonly basis: RateBasis; readonly rates: readonly (number | null)[] }>> = {
  a: { title: 'USDC, aave on Ethereum', basis: APY, rates: wave(0) },
  b: { title: 'USDT, aave on Ethereum', basis: APY, rates: wave(2).map((rate, day) => (day > 40 && day < 60 ? null : rate)) },
  long: { title: 'A long history', basis: APY, rates: wave(1) },
  apr: { title: 'ATOM, own delegation', basis: APR, rates: wave(4) },
};

function wave(phase: number): readonly number[] {
  return Array.from({ length: 120 }, (_, day) => 0.05 + 0.02 * Math.sin(day / 9 + phase));
}

export const MADE_DASHBOARD: DashboardDetail = {
  name: 'Stable pools',
  subjects: [
    { kind: 'pool', id: 'a' },
    { kind: 'pool', id: 'b' },
  ],
  panels: [
    { ...newPanel('p-history', 'history', 'rate'), width: 12 },
    newPanel('p-indexed', 'indexed', 'rate'),
    newPanel('p-drawdown', 'drawdown', 'rate'),
    newPanel('p-correlation', 'correlation', 'rate'),
    newPanel('p-distribution', 'distribution', 'rate'),
    newPanel('p-rates', 'rates', null),
    newPanel('p-facts', 'facts', null),
    { ...newPanel('p-note', 'note', null), options: { ...newPanel('p', 'note', null).options, text: 'Watch the reserve.' } },
  ],
};

/** The comparison column as an engine would answer it: dashboards that are kept while the page lives, and series of the pure rules over made rates. */
export function comparisonAnswers(): { readonly answers: Answers; readonly kept: Map<string, DashboardDetail>; reset(): void } {
  const kept = new Map<string, DashboardDetail>();
  let revision = 1;
  const reset = () => {
    kept.clear();
    kept.set('d1', MADE_DASHBOARD);
    revision = 1;
  };
  reset();
  const answers: Answers = {
    'comparison.dashboards': ({ removed }: Inputs['dashboards']): Outputs['dashboards'] =>
      removed
        ? []
        : [...kept].map(([dashboard, detail]) => ({
            dashboard,
            revision,
            changed: '2026-11-20T09:00:00.000Z',
            name: detail.name,
            panels: detail.panels.length,
            subjects: detail.subjects.map((subject) => ({ ...subject, title: titleOf(subject.id) })),
          })),
    'comparison.dashboard': ({ dashboard }: Inputs['dashboard']): Outputs['dashboard'] => {
      const detail = kept.get(dashboard);
      return detail === undefined
        ? null
        : {
            dashboard,
            revision,
            changed: '2026-11-20T09:00:00.000Z',
            removed: false,
            detail,
            titles: detail.subjects.map(({ id }) => titleOf(id)),
          };
    },
    'comparison.save': ({ dashboard = 'd2', detail }: Inputs['save']) => {
      kept.set(dashboard, detail);
      revision += 1;
      return { ok: { dashboard, revision } };
    },
    'comparison.duplicate': () => ({ ok: { dashboard: 'd1', revision } }),
    'comparison.remove': ({ dashboard }: Inputs['remove']) => {
      kept.delete(dashboard);
      return { ok: { dashboard, revision } };
    },
    'comparison.suggest': (): Outputs['suggest'] => ['a', 'b'].map((id) => ({ id, title: titleOf(id) ?? '' })),
    'comparison.compare': compare,
    'comparison.series': series,
    'comparison.correlation': correlations,
    'comparison.distribution': distributions,
    'metrics.list': () => [
      metricOf('rate', 'Rate', 'fraction', 'as quoted', true),
      metricOf('tvl', 'Value locked', 'money', null, true),
      metricOf('chain', 'Chain', 'text', null, false),
    ],
    'metrics.subjects': () => ({ total: 1, subjects: [{ kind: 'pool', id: 'apr', title: titleOf('apr') }] }),
    'metrics.titles': () => [],
    'workspace.status': () => ({
      path: '/b.countinghouse',
      version: 12,
      events: 1,
      root: 'ab'.repeat(32),
      checkpoint: null,
      lastBackup: null,
      readOnly: false,
    }),
    'journal.head': () => ({ events: 1, root: 'ab'.repeat(32) }),
    'journal.undo': () => ({ ok: { words: 'Changed the dashboard' } }),
    'market.coverage': () => [],
    'market.datasets': () => [{ dataset: 'made', file: 'rates.csv', source: 'Made rates' }],
    'jobs.list': () => [],
  };
  return { answers, kept, reset };
}

function metricOf(word: string, name: string, unit: string, basis: string | null, hasHistory: boolean) {
  return {
    id: `made.pool-${word}`,
    word,
    name,
    says: 'Made for a test.',
    subject: 'pool',
    unit,
    basis,
    freshDays: null,
    clocked: false,
    hasHistory,
  };
}

/** A figure as it comes over the wire. */
function given(text: string) {
  return { ok: text, trail: [] };
}

function titleOf(id: string): string | null {
  return POOLS[id]?.title ?? null;
}

function compare({ subjects }: Inputs['compare']): Outputs['compare'] {
  const cell = (id: string) => {
    const pool = POOLS[id];
    if (!pool) return { figure: unavailable('subject-gone', 'It is gone.'), currency: null, basis: null, asOf: null, late: false };
    return { figure: given(String(pool.rates.at(-1))), currency: null, basis: pool.basis, asOf: '2026-04-30', late: false };
  };
  return {
    asOf: '2026-11-22T09:00:00.000Z',
    subjects: subjects.map((subject) => ({ ...subject, title: titleOf(subject.id) })),
    rows: [
      { word: 'rate', name: 'Rate', says: 'Made.', unit: 'fraction', group: 'rate', cells: subjects.map(({ id }) => cell(id)) },
      {
        word: 'chain',
        name: 'Chain',
        says: 'Made.',
        unit: 'text',
        group: 'fact',
        cells: subjects.map(() => ({ figure: given('Ethereum'), currency: null, basis: null, asOf: null, late: false })),
      },
    ],
    facts: [],
  };
}

interface Found {
  readonly history: History;
  readonly measured: Measured;
  readonly place: number;
}

function found(subjects: Inputs['series']['subjects'], metric: string): readonly Found[] {
  return subjects.flatMap(({ id }, place) => {
    const pool = POOLS[id];
    if (!pool || metric !== 'rate') return [];
    const history = new History();
    for (const [day, value] of pool.rates.entries()) history.append({ at: START + day * DAY, value });
    return [{ history, place, measured: { unit: 'fraction', basis: pool.basis } }];
  });
}

function told(subjects: Inputs['series']['subjects'], all: readonly Found[]) {
  return {
    titles: subjects.map(({ id }) => titleOf(id)),
    span: all.length === 0 ? null : { from: START, to: START + 119 * DAY },
    missing: subjects.flatMap((_, place) =>
      all.some((each) => each.place === place)
        ? []
        : [{ place, reason: 'no-history', message: 'No observation of it is in the workspace.' }],
    ),
  };
}

function series({ subjects, metric, form, unlike }: Inputs['series']): Outputs['series'] {
  const all = found(subjects, metric);
  const kinds = axesOf(all.map(({ measured }) => measured));
  const grid = align(
    all.map(({ history }) => history),
    { tolerance: 1 },
  );
  const together = form !== 'values' && unlike === 'together';
  return {
    ...told(subjects, all),
    unlike: kinds.length > 1 ? 'One is an APY, the other an APR.' : null,
    base: form === 'indexed' ? '2026-01-01' : null,
    axes: together
      ? [{ title: '100 = first common day · of unlike kinds', members: all.map(({ place }) => place) }]
      : kinds.map(({ members }) => ({ title: axisTitle(all[members[0]!]!.measured), members: members.map((at) => all[at]!.place) })),
    lines: all.map(({ place, measured }, at) => {
      const column = grid.columns[at]!;
      const base = form === 'indexed' ? indexed(column, 0) : null;
      const drawn = form === 'drawdown' ? drawdownSeries(column) : base && 'ok' in base ? base.ok : column;
      return {
        place,
        unit: form === 'indexed' ? ('count' as const) : ('fraction' as const),
        currency: null,
        basis: measured.basis ?? null,
        at: Array.from(drawn, (_, day) => dayClose(grid.firstDay + day)),
        value: Array.from(drawn, (value) => (Number.isNaN(value) ? null : value)),
        // Of the long one there is more than was sent.
        observations: subjects[place]?.id === 'long' ? 100_000 : drawn.length,
        datasets: ['made'],
        worst: form === 'drawdown' ? { figure: given('-0.57'), peak: '2026-01-15', trough: '2026-02-12', recovered: null } : null,
      };
    }),
  };
}

function correlations({ subjects, metric, method }: Inputs['correlation']): Outputs['correlation'] {
  const all = found(subjects, metric);
  const { columns } = align(
    all.map(({ history }) => history),
    { tolerance: 0 },
  );
  return {
    ...told(subjects, all),
    pairs: all.flatMap((one, at) =>
      all.slice(at + 1).map((other, step) => {
        const value = correlation(dailyChanges(columns[at]!), dailyChanges(columns[at + 1 + step]!), method);
        return {
          one: one.place,
          other: other.place,
          n: 'ok' in value ? value.ok.n : 0,
          figure: 'ok' in value ? given(String(value.ok.value)) : value,
          rolling: null,
        };
      }),
    ),
  };
}

function distributions({ subjects, metric }: Inputs['distribution']): Outputs['distribution'] {
  const all = found(subjects, metric);
  const edges = [0.03, 0.04, 0.05, 0.06, 0.07];
  return {
    ...told(subjects, all),
    axes: axesOf(all.map(({ measured }) => measured)).map(({ title, members }) => ({
      title,
      unit: 'fraction',
      currency: null,
      edges,
      members: members.map((at) => {
        const { history, place } = all[at]!;
        const counts = [...histogram(history.value.slice(0, history.length), edges)];
        const figure = given('0.05');
        return {
          place,
          counts,
          summary: {
            n: counts.reduce((total, count) => total + count, 0),
            mean: figure,
            deviation: figure,
            lowest: figure,
            lowerQuartile: given('0.04'),
            median: figure,
            upperQuartile: given('0.06'),
            highest: figure,
            volatility: null,
          },
        };
      }),
    })),
  };
}
