import { type SubjectKind, wordOf } from '../../../shared/figures/index.ts';
import type { Vocabulary } from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import type { MetricSource, Sources } from '../sources.ts';

/** What rules over a kind of subject may say: its metrics by the words that expressions call them. */
export interface KindOfWords {
  readonly vocabulary: Vocabulary;
  readonly metrics: ReadonlyMap<string, MetricSource>;
}

/** The registry of metrics is the same as long as an engine is open. */
const known = new WeakMap<Sources, Map<SubjectKind, KindOfWords>>();

export function wordsOf({ sources }: Pick<Engine, 'sources'>, kind: SubjectKind): KindOfWords {
  const kinds = known.get(sources) ?? new Map<SubjectKind, KindOfWords>();
  known.set(sources, kinds);
  const words = kinds.get(kind) ?? collect(sources, kind);
  kinds.set(kind, words);
  return words;
}

function collect(sources: Sources, kind: SubjectKind): KindOfWords {
  const metrics = new Map(
    [...sources.metrics.values()].filter(({ subject }) => subject === kind).map((metric) => [wordOf(metric), metric]),
  );
  const entries = [...metrics].map(([name, { says, unit }]) => [name, { name, says, unit }] as const);
  return { metrics, vocabulary: new Map(entries) };
}
