import { isKnown } from '../../../shared/figures/index.ts';
import { atInstant, isOfClock, pastAnswer, type PastLeaf, pastKey, type Vocabulary } from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import type { Listed, MetricSource } from '../sources.ts';
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
  const answer = pastAnswer(leaf, vocabulary);
  await inSlices(rows, (row) => {
    if (kept.read[row] === 1) return;
    kept.read[row] = 1;
    const figure = metric.history?.(engine, listed[row]!.id);
    if (figure !== undefined && isKnown(figure)) kept.values[row] = answer(figure.ok.history);
  });
  return atInstant(leaf, kept.values, Date.parse(engine.now()));
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
  const key = `${metric.id} ${isOfClock(leaf) ? 'last' : pastKey(leaf)}`;
  const version = versionOf(engine, metric);
  let kept = pasts.get(key);
  if (kept?.version === version && kept.listed === listed) return kept;
  if (pasts.size >= MOST_QUESTIONS) pasts.clear();
  const length = listed.length;
  pasts.set(key, (kept = { version, listed, values: new Float64Array(length).fill(Number.NaN), read: new Uint8Array(length) }));
  return kept;
}
