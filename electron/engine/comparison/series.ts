import {
  type Aligned,
  align,
  axesOf,
  axisTitle,
  dayClose,
  drawdownSeries,
  firstCommonDay,
  indexed,
  longestStep,
  type Observed,
  thinned,
  type UnlikeChoice,
  unlikeness,
  withGaps,
  worstDrawdown,
} from '../../../shared/comparison/index.ts';
import { type Figure, isKnown, known, unavailable } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { SeriesAnswer } from './answers.ts';
import { daysOf, gather, type Gathered, type GatheredSeries, type SeriesQuestion } from './gather.ts';
import { countInput, dayAt, dayInput, statistic, type TracedColumn } from './trails.ts';

/** How a history is drawn: as observed, as an index of 100 on the first common day, or as the fall from the highest close. */
export const SERIES_FORMS = ['values', 'indexed', 'drawdown'] as const;

export interface DrawnSeriesQuestion extends SeriesQuestion {
  readonly form: (typeof SERIES_FORMS)[number];
  /** How wide the picture is: no more is sent than can be seen. */
  readonly pixels: number;
  readonly tolerance: number;
  readonly unlike: UnlikeChoice;
  /** The stretch that is looked at, in milliseconds; all of the time where absent. */
  readonly stretch?: { readonly from: number; readonly to: number } | undefined;
}

interface Line {
  readonly place: number;
  readonly observed: Observed;
  readonly worst: SeriesAnswer['lines'][number]['worst'];
}

/** Series of up to six subjects as they are drawn: on the axes that they may share, sampled to the pixel, with gaps. */
export function drawnSeries(engine: Engine, question: DrawnSeriesQuestion): SeriesAnswer {
  const gathered = gather(engine, question);
  const { series, span, titles } = gathered;
  const none = { titles, span, axes: [], lines: [], missing: gathered.missing, unlike: unlikeOf(series), base: null };
  if (span === null) return none;
  const aligned =
    question.form === 'values'
      ? null
      : align(
          series.map(({ history }) => history),
          { tolerance: question.tolerance, ...daysOf(span) },
        );
  const base = aligned && question.form === 'indexed' ? firstCommonDay(aligned) : null;
  const missing = [...gathered.missing];
  const lines: Line[] = [];
  for (const [at, each] of series.entries()) {
    const line = lineOf(each, at, aligned, base, question, span);
    if (isKnown(line)) lines.push({ place: each.place, ...line.ok });
    else missing.push({ place: each.place, reason: line.unavailable.reason, message: line.unavailable.message });
  }
  const drawn = series.filter(({ place }) => lines.some((line) => line.place === place));
  const { from, to } = question.stretch ?? span;
  return {
    titles,
    span,
    missing,
    unlike: unlikeOf(drawn),
    base: base === null || base < 0 || aligned === null ? null : dayAt(aligned.firstDay + base),
    axes: axesFor(drawn, question),
    lines: lines.map(({ place, observed, worst }) => {
      const of = drawn.find((each) => each.place === place)!;
      const shown = thinned(observed, from, to, question.pixels);
      return {
        place,
        unit: question.form === 'values' ? of.unit : question.form === 'indexed' ? ('count' as const) : ('fraction' as const),
        currency: question.form === 'values' ? (of.currency ?? null) : null,
        basis: of.basis ?? null,
        at: [...shown.at],
        value: Array.from(shown.value, (value) => (Number.isNaN(value) ? null : value)),
        observations: shown.observations,
        datasets: datasetsOf(of, span),
        worst,
      };
    }),
  };
}

/** Why the series do not all stand on one axis; null where they do. */
function unlikeOf(series: readonly GatheredSeries[]): string | null {
  for (const other of series.slice(1)) {
    const says = unlikeness(series[0]!, other);
    if (says !== null) return `${series[0]!.title} and ${other.title} are not of one kind: ${says.charAt(0).toLowerCase()}${says.slice(1)}`;
  }
  return null;
}

function axesFor(series: readonly GatheredSeries[], { form, unlike }: DrawnSeriesQuestion): SeriesAnswer['axes'] {
  const axes = axesOf(series);
  const named = (of: string | null) =>
    [form === 'indexed' ? '100 = first common day' : 'below the highest close, per cent', of].filter((part) => part !== null).join(' · ');
  if (form === 'values') return axes.map(({ title, members }) => ({ title, members: members.map((at) => series[at]!.place) }));
  if (unlike === 'together' || axes.length < 2) {
    const only = series[0] === undefined ? null : axes.length < 2 ? axisTitle(series[0]) : 'of unlike kinds';
    return series.length === 0 ? [] : [{ title: named(only), members: series.map(({ place }) => place) }];
  }
  return axes.map(({ title, members }) => ({ title: named(title), members: members.map((at) => series[at]!.place) }));
}

function lineOf(
  series: GatheredSeries,
  at: number,
  aligned: Aligned | null,
  base: number | null,
  { tolerance }: DrawnSeriesQuestion,
  span: NonNullable<Gathered['span']>,
): Figure<Omit<Line, 'place'>> {
  const { history } = series;
  if (!aligned) return known({ observed: withGaps(within(history, span), longestStep(history, tolerance)), worst: null });
  const column = aligned.columns[at]!;
  const traced: TracedColumn = { series, firstDay: aligned.firstDay, taken: aligned.taken[at]! };
  if (base !== null) {
    if (base < 0)
      return unavailable('no-common-day', 'There is no day on which all of them are known, so there is nothing to begin an index with.');
    const index = indexed(column, base);
    return isKnown(index) ? known({ observed: ofDays(index.ok, aligned), worst: null }) : index;
  }
  return known({ observed: ofDays(drawdownSeries(column), aligned), worst: worstOf(column, traced) });
}

/** The part of a history inside the span; what lies before belongs to a wider window. */
function within({ at, value, length }: Observed, { from, to }: { readonly from: number; readonly to: number }): Observed {
  let [first, last] = [0, length];
  while (first < last && at[first]! < from) first += 1;
  while (last > first && at[last - 1]! > to) last -= 1;
  return { at: at.subarray(first, last), value: value.subarray(first, last), length: last - first };
}

/** The datasets in which the observations of a span stand, the newest first. */
function datasetsOf(
  { history: { at, length }, originOf }: GatheredSeries,
  { from, to }: { readonly from: number; readonly to: number },
): string[] {
  const found = new Set<string>();
  for (let index = length - 1; index >= 0 && at[index]! >= from; index -= 1) {
    const origin = at[index]! <= to ? originOf(index) : null;
    if (origin?.kind === 'row') found.add(origin.dataset);
  }
  return [...found];
}

function ofDays(column: Float64Array, { firstDay, days }: Aligned): Observed {
  return { at: Float64Array.from({ length: days }, (_, place) => dayClose(firstDay + place)), value: column, length: days };
}

function worstOf(column: Float64Array, traced: TracedColumn): Line['worst'] {
  const worst = worstDrawdown(column);
  if (!worst)
    return {
      figure: unavailable('no-drawdown', 'It never closed below an earlier close in this time.'),
      peak: null,
      trough: null,
      recovered: null,
    };
  const day = (place: number) => dayAt(traced.firstDay + place);
  const step = {
    figure: 'worst drawdown',
    formula: 'min over days of (close − highest close until then) / highest close until then',
    source: 'Magdon-Ismail and Atiya 2004, as a fraction of the peak',
    inputs: [
      countInput(column.filter((value) => Number.isFinite(value)).length),
      dayInput('peak', traced, worst.peak),
      dayInput('trough', traced, worst.trough),
      ...(worst.recovered === null ? [] : [dayInput('recovered', traced, worst.recovered)]),
    ],
  };
  return {
    figure: statistic(step, worst.depth),
    peak: day(worst.peak),
    trough: day(worst.trough),
    recovered: worst.recovered === null ? null : day(worst.recovered),
  };
}
