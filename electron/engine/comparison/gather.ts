import { closingDay, type Measured } from '../../../shared/comparison/index.ts';
import { type AnySubject, type Figure, isKnown, known, type SubjectKind, unavailable, wordOf } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { MetricHistory, MetricSource } from '../sources.ts';

/** What is asked of up to six subjects: one metric by its word, over a time that ends with the newest observation of any of them. */
export interface SeriesQuestion {
  readonly subjects: readonly AnySubject[];
  readonly metric: string;
  /** Null is all there is. */
  readonly windowDays: number | null;
}

/** One subject's series, with what tells whether it may stand beside another. */
export interface GatheredSeries extends Measured, Pick<MetricHistory, 'history' | 'originOf'> {
  /** Its place among the subjects that were asked for. */
  readonly place: number;
  readonly title: string;
  readonly metric: MetricSource;
}

export interface Gathered {
  /** Titles of all that were asked for; null where the subject is gone. */
  readonly titles: (string | null)[];
  readonly series: readonly GatheredSeries[];
  /** Those of which there is no series, each with the sentence why. */
  readonly missing: { place: number; reason: string; message: string }[];
  /** The time that is looked at, in milliseconds; null where there is no observation at all. */
  readonly span: { readonly from: number; readonly to: number } | null;
}

const DAY = 86_400_000;

/** The histories of a metric for the subjects that have one, and for the others why not. */
export function gather(engine: Engine, { subjects, metric, windowDays }: SeriesQuestion): Gathered {
  const titles = subjects.map((subject) => titleOf(engine, subject));
  const series: GatheredSeries[] = [];
  const missing: { place: number; reason: string; message: string }[] = [];
  for (const [place, subject] of subjects.entries()) {
    const found = seriesOf(engine, subject, titles[place] ?? null, metric);
    if (isKnown(found)) series.push({ ...found.ok, place });
    else missing.push({ place, reason: found.unavailable.reason, message: found.unavailable.message });
  }
  if (series.length === 0) return { titles, series, missing, span: null };
  const last = Math.max(...series.map(({ history }) => history.at[history.length - 1]!));
  const first = Math.min(...series.map(({ history }) => history.at[0]!));
  return { titles, series, missing, span: { from: windowDays === null ? first : Math.max(first, last - windowDays * DAY), to: last } };
}

/** First and last day of a span, in days since 1970. */
export function daysOf({ from, to }: { readonly from: number; readonly to: number }): { readonly from: number; readonly to: number } {
  return { from: closingDay(from), to: closingDay(to) };
}

/** What people call a subject; null where there is none of that id, or nobody tells of its kind. */
export function titleOf(engine: Engine, { kind, id }: AnySubject): string | null {
  return engine.sources.subjects.get(kind)?.title(engine, id) ?? null;
}

/** Every metric of a kind of subject. */
export function metricsOf(engine: Engine, kind: SubjectKind): readonly MetricSource[] {
  return [...engine.sources.metrics.values()].filter((metric) => metric.subject === kind);
}

/** The sentence for a subject that is not there. */
export function gone({ kind, id }: AnySubject) {
  return unavailable(
    'subject-gone',
    `There is no ${kind} ${id} in the workspace any more, or not yet. Take it out, or import what tells of it.`,
  );
}

function seriesOf(engine: Engine, subject: AnySubject, title: string | null, word: string): Figure<Omit<GatheredSeries, 'place'>> {
  if (title === null) return gone(subject);
  const metric = metricsOf(engine, subject.kind).find((each) => wordOf(each) === word);
  if (!metric)
    return unavailable('no-such-metric', `There is no metric “${word}” of ${plural(subject.kind)}. Choose another for this panel.`);
  if (!metric.history) {
    return unavailable(
      'no-history',
      `Of “${metric.name}” only the present value is known: its past is not kept, so it is shown in tables alone.`,
    );
  }
  const found = metric.history(engine, subject.id);
  if (!isKnown(found)) return found;
  if (found.ok.history.length === 0) return unavailable('no-history', `No observation of “${metric.name}” is in the workspace.`);
  const { history, currency, basis } = found.ok;
  return known({
    title,
    metric,
    history,
    originOf: (index) => found.ok.originOf(index),
    unit: metric.unit,
    ...(currency === undefined ? {} : { currency }),
    ...(basis === undefined ? {} : { basis }),
  });
}

function plural(kind: SubjectKind): string {
  return kind === 'batch' ? 'batches' : `${kind}s`;
}
