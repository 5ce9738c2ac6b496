import {
  align,
  type Aligned,
  axesOf,
  binEdges,
  correlation,
  type CorrelationMethod,
  dailyChanges,
  dailyReturns,
  dayClose,
  DAYS_OF_YEAR,
  histogram,
  knownValues,
  rollingCorrelation,
  type StatisticForm,
  type Summary,
  summaryOf,
  yearlyVolatility,
} from '../../../shared/comparison/index.ts';
import { type Figure, isKnown, type TrailInput } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { CorrelationAnswer, DistributionAnswer } from './answers.ts';
import { daysOf, gather, type Gathered, type SeriesQuestion } from './gather.ts';
import { countInput, dayInput, statistic, type TracedColumn } from './trails.ts';

export interface StatisticsQuestion extends SeriesQuestion {
  readonly of: StatisticForm;
  readonly tolerance: number;
}

interface Traced extends TracedColumn {
  /** What the statistic is taken of: values, changes or returns, a day each. */
  readonly column: Float64Array;
  /** The closes themselves. */
  readonly closes: Float64Array;
}

/** How much each two of the subjects move together, with n; and over time, where a window is asked for. */
export function correlationsOf(
  engine: Engine,
  question: StatisticsQuestion & { readonly method: CorrelationMethod; readonly rolling: number | null },
): CorrelationAnswer {
  const { method, rolling } = question;
  const { gathered, columns, grid } = columnsOf(engine, question);
  const pairs = columns.flatMap((one, at) => columns.slice(at + 1).map((other) => ({ one, other })));
  return {
    titles: gathered.titles,
    missing: gathered.missing,
    span: gathered.span,
    pairs: pairs.map(({ one, other }) => {
      const found = correlation(one.column, other.column, method);
      return {
        one: one.series.place,
        other: other.series.place,
        n: isKnown(found) ? found.ok.n : commonDays(one.column, other.column),
        figure: isKnown(found) ? correlationFigure(one, other, method, found.ok) : found,
        rolling: rolling === null ? null : drawn(rollingCorrelation(one.column, other.column, method, rolling), grid),
      };
    }),
  };
}

/** How the values, changes or returns of each are spread: bins on common edges for those of one kind, and what is said of them at a glance. */
export function distributionsOf(engine: Engine, question: StatisticsQuestion): DistributionAnswer {
  const { gathered, columns } = columnsOf(engine, question);
  const isReturn = question.of === 'simple' || question.of === 'log';
  // Returns have no unit, whatever they are the returns of.
  const wanted = isReturn
    ? columns.length === 0
      ? []
      : [{ title: `${question.of} return of a day, per cent`, members: columns.map((_, at) => at) }]
    : axesOf(columns.map(({ series }) => series)).map(({ title, members }) => ({
        title: question.of === 'changes' ? `change in a day · ${title}` : title,
        members,
      }));
  const isKnownOf = (at: number) => columns[at]!.column.some(Number.isFinite);
  // An axis on which nothing stands would only pretend to a scale.
  const axes = wanted.filter(({ members }) => members.some(isKnownOf));
  const nothing = wanted.filter((axis) => !axes.includes(axis)).flatMap(({ members }) => members);
  return {
    titles: gathered.titles,
    missing: [
      ...gathered.missing,
      ...nothing.map((at) => ({ place: columns[at]!.series.place, reason: 'no-values', message: nothingOf(question.of) })),
    ],
    span: gathered.span,
    axes: axes.map(({ title, members }) => {
      const values = members.map((at) => knownValues(columns[at]!.column));
      const edges = binEdges(joined(values));
      return {
        title,
        unit: isReturn ? ('fraction' as const) : (columns[members[0]!]?.series.unit ?? ('fraction' as const)),
        currency: isReturn ? null : (columns[members[0]!]?.series.currency ?? null),
        edges: [...edges],
        members: members.map((at, row) => ({
          place: columns[at]!.series.place,
          counts: [...histogram(values[row]!, edges)],
          summary: summaryFigures(columns[at]!, question.of),
        })),
      };
    }),
  };
}

/** Why a series with observations has nothing that is spread. */
function nothingOf(of: StatisticForm): string {
  return of === 'values'
    ? 'Nothing is known of it in this time.'
    : `It has no two neighbouring days with ${of === 'changes' ? '' : 'positive '}values in this time, between which something could change.`;
}

function columnsOf(engine: Engine, question: StatisticsQuestion): { gathered: Gathered; columns: readonly Traced[]; grid: Aligned | null } {
  const gathered = gather(engine, question);
  if (gathered.span === null) return { gathered, columns: [], grid: null };
  const grid = align(
    gathered.series.map(({ history }) => history),
    { tolerance: question.tolerance, ...daysOf(gathered.span) },
  );
  const columns = gathered.series.map((series, at): Traced => {
    const closes = grid.columns[at]!;
    return { series, firstDay: grid.firstDay, taken: grid.taken[at]!, closes, column: formOf(closes, question.of) };
  });
  return { gathered, columns, grid };
}

function formOf(closes: Float64Array, of: StatisticForm): Float64Array {
  if (of === 'values') return closes;
  return of === 'changes' ? dailyChanges(closes) : dailyReturns(closes, of);
}

function correlationFigure(
  one: Traced,
  other: Traced,
  method: CorrelationMethod,
  found: { readonly value: number; readonly n: number; readonly first: number; readonly last: number },
): Figure<string> {
  const inputs = [
    countInput(found.n),
    ...[one, other].flatMap((each) => [
      dayInput(`${each.series.title}, first common day`, each, found.first),
      dayInput(`${each.series.title}, last common day`, each, found.last),
    ]),
  ];
  const step =
    method === 'pearson'
      ? { figure: 'correlation', formula: 'Σ (x − x̄)(y − ȳ) / ((n − 1) · sₓ · s_y)', source: 'Pearson 1895', inputs }
      : {
          figure: 'rank correlation',
          formula: 'Pearson’s of the ranks; equal values share their mean rank',
          source: 'Spearman 1904',
          inputs,
        };
  return statistic(step, found.value);
}

type SummaryFigures = DistributionAnswer['axes'][number]['members'][number]['summary'];

function summaryFigures(traced: Traced, of: StatisticForm): SummaryFigures {
  const found = summaryOf(traced.column);
  const volatility = of === 'log' ? volatilityFigure(traced) : null;
  if (!isKnown(found)) {
    return {
      n: 0,
      mean: found,
      deviation: found,
      lowest: found,
      lowerQuartile: found,
      median: found,
      upperQuartile: found,
      highest: found,
      volatility,
    };
  }
  const { n, places } = found.ok;
  const ends = [dayInput('first day', traced, places.first), dayInput('last day', traced, places.last)];
  const figure = (
    name: keyof Omit<Summary, 'places' | 'n'>,
    step: { figure: string; formula: string; source?: string },
    inputs: readonly TrailInput[] = ends,
  ) => statistic({ ...step, inputs: [countInput(n), ...inputs] }, found.ok[name]);
  const quantile = { source: 'Hyndman and Fan 1996, type 7' };
  return {
    n,
    mean: figure('mean', { figure: 'mean', formula: 'x̄ = Σ x / n' }),
    deviation: figure('deviation', { figure: 'standard deviation', formula: 's = √(Σ (x − x̄)² / (n − 1))' }),
    lowest: figure('lowest', { figure: 'lowest', formula: 'min x' }, [dayInput('on', traced, places.lowest)]),
    lowerQuartile: figure('lowerQuartile', { figure: 'lower quartile', formula: 'Q(0.25)', ...quantile }),
    median: figure('median', { figure: 'median', formula: 'Q(0.5)', ...quantile }),
    upperQuartile: figure('upperQuartile', { figure: 'upper quartile', formula: 'Q(0.75)', ...quantile }),
    highest: figure('highest', { figure: 'highest', formula: 'max x' }, [dayInput('on', traced, places.highest)]),
    volatility,
  };
}

function volatilityFigure(traced: Traced): Figure<string> {
  const found = yearlyVolatility(traced.column);
  if (!isKnown(found)) return found;
  const { first, last } = ends(traced.column);
  const inputs = [
    countInput(knownValues(traced.column).length),
    { name: 'days a year', value: String(DAYS_OF_YEAR), origin: { kind: 'assumed', because: 'these markets never close' } } as const,
    dayInput('first day', traced, first),
    dayInput('last day', traced, last),
  ];
  return statistic({ figure: 'volatility a year', formula: 's(daily log returns) · √365', inputs }, found.ok);
}

function ends(column: Float64Array): { readonly first: number; readonly last: number } {
  const isThere = (value: number) => Number.isFinite(value);
  return { first: column.findIndex(isThere), last: column.findLastIndex(isThere) };
}

function commonDays(one: Float64Array, other: Float64Array): number {
  return one.filter((value, day) => Number.isFinite(value) && Number.isFinite(other[day]!)).length;
}

function joined(columns: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(columns.reduce((total, { length }) => total + length, 0));
  let from = 0;
  for (const column of columns) {
    all.set(column, from);
    from += column.length;
  }
  return all;
}

function drawn(column: Float64Array, grid: Aligned | null): { at: number[]; value: (number | null)[] } {
  const firstDay = grid?.firstDay ?? 0;
  return {
    at: Array.from(column, (_, place) => dayClose(firstDay + place)),
    value: Array.from(column, (value) => (Number.isNaN(value) ? null : value)),
  };
}
