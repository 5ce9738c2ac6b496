import { type Figure, isKnown } from '../../../shared/figures/index.ts';
import {
  crossedAtEnd,
  lastKnownAt,
  lengthOf,
  measureAtEnd,
  type PastLeaf,
  pastKey,
  stuckAtEnd,
  thresholdOf,
  unitOfSubject,
  type Vocabulary,
} from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import type { Listed, MetricHistory, MetricSource } from '../sources.ts';
import type { Reader } from '../store/store.ts';
import { versionOf } from './current.ts';
import { inSlices } from './metric-columns.ts';

/**
 * What a condition asks of the past of subjects, for the rows that are still open. Kept for each question until what the metric hangs on changes;
 * ages and missing data move with the clock and are told by the instant of the last observation, which is what is kept of them.
 */
export async function pastColumn(
  engine: Engine,
  leaf: PastLeaf,
  metric: MetricSource,
  vocabulary: Vocabulary,
  listed: readonly Listed[],
  rows: Iterable<number>,
): Promise<Float64Array> {
  const kept = keptPast(engine, leaf, metric, listed);
  const answer = answerer(leaf, vocabulary);
  await inSlices(rows, (row) => {
    if (kept.read[row] === 1) return;
    kept.read[row] = 1;
    kept.values[row] = answer(historyOf(engine, metric, listed[row]!.id));
  });
  return byTheClock(leaf, kept.values, Date.parse(engine.now()));
}

interface Kept {
  readonly version: string;
  readonly listed: readonly Listed[];
  readonly values: Float64Array;
  readonly read: Uint8Array;
}

/** More questions than a person asks within a while would only fill the memory. */
const MOST_QUESTIONS = 40;
const PASTS = new WeakMap<Reader, Map<string, Kept>>();

function keptPast(engine: Engine, leaf: PastLeaf, metric: MetricSource, listed: readonly Listed[]): Kept {
  let pasts = PASTS.get(engine.store);
  if (!pasts) PASTS.set(engine.store, (pasts = new Map()));
  const isOfAge = leaf.kind === 'age' || (leaf.kind === 'test' && leaf.test === 'missing');
  const key = `${metric.id} ${isOfAge ? 'last' : pastKey(leaf)}`;
  const version = versionOf(engine, metric);
  let kept = pasts.get(key);
  if (kept?.version === version && kept.listed === listed) return kept;
  if (pasts.size >= MOST_QUESTIONS) pasts.clear();
  const length = listed.length;
  pasts.set(key, (kept = { version, listed, values: new Float64Array(length).fill(Number.NaN), read: new Uint8Array(length) }));
  return kept;
}

function historyOf(engine: Engine, metric: MetricSource, id: string): Figure<MetricHistory> | undefined {
  return metric.history?.(engine, id);
}

/** From a history to the number that is kept. */
function answerer(leaf: PastLeaf, vocabulary: Vocabulary): (figure: Figure<MetricHistory> | undefined) => number {
  const compute = computation(leaf, vocabulary);
  return (figure) => (figure === undefined || !isKnown(figure) ? Number.NaN : compute(figure.ok));
}

function computation(leaf: PastLeaf, vocabulary: Vocabulary): (told: MetricHistory) => number {
  switch (leaf.kind) {
    case 'measure': {
      const window = lengthOf(leaf.window);
      return ({ history }) => measureAtEnd(leaf.measure, window, history);
    }
    case 'age':
      return ({ history }) => lastKnownAt(history);
    case 'test': {
      const window = lengthOf(leaf.window);
      return leaf.test === 'missing' ? ({ history }) => lastKnownAt(history) : ({ history }) => truth(stuckAtEnd(window, history));
    }
    case 'crosses': {
      const { of, direction, level } = leaf;
      const unit = unitOfSubject(of, vocabulary);
      // Against something that moves itself, a crossing needs both pasts; a screen asks of one.
      const bound = level.kind === 'quantity' ? thresholdOf(level, unit).toNumber() : Number.NaN;
      return ({ history }) => truth(crossedAtEnd(of, direction, bound, history));
    }
  }
}

function truth(holds: boolean | null): number {
  return holds === null ? Number.NaN : holds ? 1 : 0;
}

/** Of what moves with the clock, the numbers at this instant. */
function byTheClock(leaf: PastLeaf, values: Float64Array, now: number): Float64Array {
  if (leaf.kind === 'age') return values.map((last) => now - last);
  if (leaf.kind !== 'test' || leaf.test !== 'missing') return values;
  const window = lengthOf(leaf.window);
  return values.map((last) => (Number.isNaN(last) ? Number.NaN : now - last >= window ? 1 : 0));
}
