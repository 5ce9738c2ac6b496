import { type SubjectKind, wordOf } from '../../../shared/figures/index.ts';
import type { Vocabulary } from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import { metricsOf } from '../metrics/index.ts';
import type { MetricSource, Sources } from '../sources.ts';

/** What rules over a kind of subject may say: its metrics by the words that expressions call them. */
export interface KindOfWords {
  /** Without the words that occur: a rule stays what it is when a word that it asks for occurs no longer. */
  readonly vocabulary: Vocabulary;
  readonly metrics: ReadonlyMap<string, MetricSource>;
}

/** The registry of metrics is the same as long as an engine is open. */
const known = new WeakMap<Sources, Map<SubjectKind, KindOfWords>>();

export function wordsOf(engine: Engine, kind: SubjectKind): KindOfWords {
  const kinds = known.get(engine.sources) ?? new Map<SubjectKind, KindOfWords>();
  known.set(engine.sources, kinds);
  const words = kinds.get(kind) ?? collect(metricsOf(engine, kind));
  kinds.set(kind, words);
  return words;
}

function collect(metrics: readonly MetricSource[]): KindOfWords {
  const byWord = new Map(metrics.map((metric) => [wordOf(metric), metric]));
  const entries = [...byWord].map(([name, { says, unit }]) => [name, { name, says, unit }] as const);
  return { metrics: byWord, vocabulary: new Map(entries) };
}
