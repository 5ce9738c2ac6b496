import { Buffer } from 'node:buffer';
import type { PlanInput, SampledFrom, Series } from '../../../shared/alerts/index.ts';
import { WordSeries } from '../../../shared/alerts/index.ts';
import {
  type Figure,
  History,
  isKnown,
  type Origin,
  type RateBasis,
  type Unavailability,
  unavailable,
} from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { MetricHistory, MetricSource } from '../sources.ts';
import { sqliteCode } from '../store/store.ts';

/** What was observed of one input of a rule for one of its subjects, with where it came from. */
export interface InputSeries extends Series {
  readonly metric: MetricSource;
  readonly currency?: string;
  readonly basis?: RateBasis;
  /** Under which it is sampled; null where the workspace keeps its history. */
  readonly sampled: SampleKey | null;
  /** Why nothing is known of it now; null where something is. */
  readonly because: Unavailability | null;
  originOf(index: number): Origin;
  /** What is told of an observation beside its value. */
  toldOf(index: number): SampleTold;
}

/** What is told of an observation beside its value; of a sample, also from what it was computed. */
export interface SampleTold {
  readonly currency?: string;
  readonly basis?: RateBasis;
  readonly from: SampledFrom;
}

/** Samples of a metric of a subject; a rank has a key of its own for each rule, because it is a rank among that rule's subjects. */
export interface SampleKey {
  readonly metric: string;
  readonly subject: string;
}

/** The reason of a metric that failed in a way it should not. */
export const METRIC_FAILED = 'metric-failed';

const NOTHING_OBSERVED: Unavailability = {
  reason: 'nothing-observed',
  message: 'Nothing has been observed of it. Import data that have it.',
};

/** Whether an input is sampled: its metric keeps no history, or it is a rank, which is known only now. */
export function isSampled(input: PlanInput, metric: MetricSource): boolean {
  return input.isRank || metric.history === undefined;
}

/** The stored history of a metric of a subject; empty, with the reason, where there is none. */
export function storedSeries(engine: Engine, metric: MetricSource, subject: string): InputSeries {
  return seriesOver(metric, storedHistory(engine, metric, subject));
}

/** What its metric answers of it. */
export function storedHistory(engine: Engine, metric: MetricSource, subject: string): Figure<MetricHistory> {
  return computed(metric, () => metric.history!(engine, subject));
}

/** A series over what its metric answered. */
export function seriesOver(metric: MetricSource, found: Figure<MetricHistory>): InputSeries {
  if (!isKnown(found)) return { ...empty(metric), because: found.unavailable };
  const { history, currency, basis } = found.ok;
  return {
    metric,
    history,
    ...(currency === undefined ? {} : { currency }),
    ...(basis === undefined ? {} : { basis }),
    sampled: null,
    because: history.length === 0 ? NOTHING_OBSERVED : null,
    originOf: (index) => found.ok.originOf(index),
    toldOf: (index) => ({ ...unitOf({ ...unitOf(found.ok), ...basisAt(found.ok, index) }), from: [] }),
  };
}

/** What a metric answers. One that fails in a way it should not is one that cannot be evaluated, and must not keep others from being. */
export function computed<T>(metric: MetricSource, answer: () => Figure<T>): Figure<T> {
  try {
    return answer();
  } catch (thrown) {
    if (sqliteCode(thrown) !== null) throw thrown;
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return unavailable(METRIC_FAILED, `“${metric.name}” could not be computed: ${why}`);
  }
}

interface SampleRow {
  readonly taken: string;
  readonly value: string | null;
  readonly reason: string | null;
  readonly message: string | null;
  readonly told: string;
}

const NOTHING_TOLD: SampleTold = { from: [] };

/** A sample is known by its metric, its subject and its instant: the journal has it under these. */
const SAMPLED: Origin = { kind: 'step', figure: 'sample' };

/** The samples that were kept under a key. */
export function keptSeries({ store }: Pick<Engine, 'store'>, metric: MetricSource, key: SampleKey, isWords: boolean): InputSeries {
  const rows = store.all<SampleRow>(
    'SELECT taken, value, reason, message, told FROM alert_sample WHERE metric = ? AND subject = ? ORDER BY taken',
    key.metric,
    key.subject,
  );
  const series: Series = isWords ? new WordSeries() : { history: new History() };
  for (const { taken, value } of rows) {
    if (series instanceof WordSeries) series.append(Date.parse(taken), value);
    else series.history.append({ at: Date.parse(taken), value });
  }
  const last = rows.at(-1);
  const because =
    last === undefined ? NOTHING_OBSERVED : last.value === null ? { reason: last.reason ?? 'unknown', message: last.message ?? '' } : null;
  return {
    metric,
    history: series.history,
    ...(series.words === undefined ? {} : { words: series.words }),
    ...unitOf(last === undefined ? NOTHING_TOLD : toldOf(last)),
    sampled: key,
    because,
    originOf: () => SAMPLED,
    toldOf: (index) => (rows[index] === undefined ? NOTHING_TOLD : toldOf(rows[index])),
  };
}

/** A reading, to be added to a series. */
export interface Reading {
  readonly taken: number;
  readonly value: string | null;
  readonly because: Unavailability | null;
  readonly told: SampleTold;
}

/** A series with one sample more; the one that is given stays as it is. */
export function withSample(series: InputSeries, { taken, value, because, told }: Reading): InputSeries {
  const history = series.history.tail(0);
  const place = history.length;
  const more = {
    ...series,
    ...unitOf(told),
    history,
    because,
    toldOf: (index: number): SampleTold => (index === place ? told : series.toldOf(index)),
  };
  if (series.words === undefined) {
    history.append({ at: taken, value });
    return more;
  }
  const words = [...series.words];
  const known = value === null ? -1 : words.indexOf(value);
  history.append({ at: taken, value: value === null ? null : known >= 0 ? known : words.push(value) - 1 });
  return { ...more, words };
}

/** Whether each of the second series is the first of its place, or goes on from it: the same observations, and perhaps later ones. */
export function isContinued(before: readonly InputSeries[], after: readonly InputSeries[]): boolean {
  return before.length === after.length && before.every((series, n) => begins(series, after[n]!));
}

function begins(before: InputSeries, { history, words }: InputSeries): boolean {
  const { length, at, value } = before.history;
  if (before.words?.some((word, place) => words?.[place] !== word) === true) return false;
  if (before.history === history) return true;
  return length <= history.length && isSameColumn(at, history.at, length) && isSameColumn(value, history.value, length);
}

/** Whether two series have the same observations; a history that is kept is itself. */
export function isSameHistory(one: InputSeries, other: InputSeries): boolean {
  if (one === other) return true;
  if (one.because?.reason !== other.because?.reason || one.words?.length !== other.words?.length) return false;
  const [first, second] = [one.history, other.history];
  if (first === second) return true;
  if (first.length !== second.length) return false;
  return isSameColumn(first.at, second.at, first.length) && isSameColumn(first.value, second.value, first.length);
}

/** Byte by byte, so that an unknown value is the same as another. */
function isSameColumn(one: Float64Array, other: Float64Array, length: number): boolean {
  const bytes = length * Float64Array.BYTES_PER_ELEMENT;
  return Buffer.from(one.buffer, one.byteOffset, bytes).equals(Buffer.from(other.buffer, other.byteOffset, bytes));
}

function toldOf({ told }: SampleRow): SampleTold {
  return JSON.parse(told) as SampleTold;
}

function basisAt({ basisAt, history }: MetricHistory, index: number): Pick<InputSeries, 'basis'> {
  return basisAt === undefined || index >= history.length ? {} : { basis: basisAt(index) };
}

function unitOf({ currency, basis }: Pick<SampleTold, 'currency' | 'basis'>): Pick<InputSeries, 'currency' | 'basis'> {
  return { ...(currency === undefined ? {} : { currency }), ...(basis === undefined ? {} : { basis }) };
}

/** The text of an observation; null where it knows nothing. */
export function textAt({ history, words }: Series, index: number): string | null {
  const value = history.value[index];
  if (value === undefined || Number.isNaN(value)) return null;
  return words === undefined ? history.decimalAt(index).toFixed() : (words[value] ?? null);
}

function empty(metric: MetricSource): InputSeries {
  return {
    metric,
    history: new History(),
    sampled: null,
    because: NOTHING_OBSERVED,
    originOf: () => ({ kind: 'given' }),
    toldOf: () => NOTHING_TOLD,
  };
}
