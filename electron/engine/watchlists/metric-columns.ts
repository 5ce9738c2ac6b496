import { setImmediate as pause } from 'node:timers/promises';
import { isKnown, type SubjectKind } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { Listed, MetricSource } from '../sources.ts';
import type { Reader } from '../store/store.ts';
import { versionOf } from './current.ts';

/** A metric of every subject of its kind, in the order of their list. */
export interface MetricColumn {
  /** NaN where unknown, and where the metric's values are words. */
  readonly numbers: Float64Array;
  /** Null where unknown, and where they are numbers. */
  readonly texts: readonly (string | null)[];
  /** Whether all subjects were read: of metrics that must be read one by one it may be some so far. */
  readonly isWhole: boolean;
}

/** Everything there is of a kind, in a fixed order; empty where its column cannot tell. */
export function listOf(engine: Engine, kind: SubjectKind): readonly Listed[] {
  return engine.sources.subjects.get(kind)?.list?.(engine) ?? [];
}

/** The metrics of a kind, in the registry's order. */
export function metricsOf(engine: Engine, kind: SubjectKind): readonly MetricSource[] {
  return [...engine.sources.metrics.values()].filter(({ subject }) => subject === kind);
}

export function isWorded({ unit }: Pick<MetricSource, 'unit'>): boolean {
  return unit === 'text' || unit === 'verdict';
}

/** A metric's column as it stands, where it is at hand or its column of the engine gives it at once; else null. */
export function columnAtHand(engine: Engine, metric: MetricSource, listed: readonly Listed[]): MetricColumn | null {
  const kept = keptColumn(engine, metric, listed);
  if (kept.column === null && metric.readAll !== undefined) kept.column = tableColumn(metric.readAll(engine), listed.length);
  return kept.column?.isWhole === true ? kept.column : null;
}

/**
 * The column with at least `rows` read: at once where the metric gives its table, else one by one, in slices between which others get their turn.
 * What was read stays read until what the metric hangs on changes.
 */
export async function columnWith(
  engine: Engine,
  metric: MetricSource,
  listed: readonly Listed[],
  rows: Iterable<number>,
): Promise<MetricColumn> {
  const whole = columnAtHand(engine, metric, listed);
  if (whole !== null) return whole;
  const kept = keptColumn(engine, metric, listed);
  const begun = (kept.begun ??= {
    numbers: new Float64Array(listed.length).fill(Number.NaN),
    texts: Array.from({ length: listed.length }, () => null),
    read: new Uint8Array(listed.length),
    left: listed.length,
  });
  await inSlices(rows, (row) => readRow(engine, metric, listed[row]!.id, row, begun));
  const column = { numbers: begun.numbers, texts: begun.texts, isWhole: begun.left === 0 };
  if (column.isWhole) kept.column = column;
  return column;
}

/** Does something for each row, and lets others have their turn after each slice of work. */
export async function inSlices<T>(items: Iterable<T>, work: (item: T) => void): Promise<void> {
  let begun = performance.now();
  for (const item of items) {
    work(item);
    if (performance.now() - begun < SLICE_MILLISECONDS) continue;
    await pause();
    begun = performance.now();
  }
}

/** As long as nobody notices a wait. */
const SLICE_MILLISECONDS = 8;

interface Begun {
  readonly numbers: Float64Array;
  readonly texts: (string | null)[];
  readonly read: Uint8Array;
  left: number;
}

interface Kept {
  readonly version: string;
  readonly listed: readonly Listed[];
  column: MetricColumn | null;
  begun: Begun | null;
}

const COLUMNS = new WeakMap<Reader, Map<string, Kept>>();

function keptColumn(engine: Engine, metric: MetricSource, listed: readonly Listed[]): Kept {
  let columns = COLUMNS.get(engine.store);
  if (!columns) COLUMNS.set(engine.store, (columns = new Map()));
  const version = versionOf(engine, metric);
  let kept = columns.get(metric.id);
  if (kept?.version !== version || kept.listed !== listed) columns.set(metric.id, (kept = { version, listed, column: null, begun: null }));
  return kept;
}

function tableColumn(table: ReturnType<NonNullable<MetricSource['readAll']>>, length: number): MetricColumn {
  if ('texts' in table) return { numbers: nothing(length), texts: table.texts, isWhole: true };
  return { numbers: table.numbers, texts: NO_TEXTS, isWhole: true };
}

const NO_TEXTS: readonly null[] = [];

/** One array for all that have no numbers. */
function nothing(length: number): Float64Array {
  if (EMPTY.length !== length) EMPTY = new Float64Array(length).fill(Number.NaN);
  return EMPTY;
}
let EMPTY = new Float64Array(0);

function readRow(engine: Engine, metric: MetricSource, id: string, row: number, begun: Begun): void {
  if (begun.read[row] === 1) return;
  begun.read[row] = 1;
  begun.left -= 1;
  const figure = metric.read(engine, id);
  if (!isKnown(figure)) return;
  if (isWorded(metric)) begun.texts[row] = figure.ok.text;
  else begun.numbers[row] = Number(figure.ok.text);
}
