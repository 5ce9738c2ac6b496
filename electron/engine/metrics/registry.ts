import { type Figure, type MetricValue, type SubjectKind, wordOf } from '../../../shared/figures/index.ts';
import type { NameEntry, Vocabulary } from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import type { Listed, MetricSource, MetricTable } from '../sources.ts';

/** Every subject of a kind, in its column's order; none where the column cannot tell them. */
export function subjectsOf(engine: Engine, kind: SubjectKind): readonly Listed[] {
  return engine.sources.subjects.get(kind)?.list?.(engine) ?? [];
}

/** The metrics of a kind of subject, in the order in which their columns offer them. */
export function metricsOf(engine: Engine, kind: SubjectKind): readonly MetricSource[] {
  return [...engine.sources.metrics.values()].filter(({ subject }) => subject === kind);
}

/** The metric that an expression about a kind calls by a word, or by its whole id. */
export function metricNamed(engine: Engine, kind: SubjectKind, word: string): MetricSource | undefined {
  return metricsOf(engine, kind).find((metric) => wordOf(metric) === word || metric.id === word);
}

/** The names that expressions about a kind may use. Words that occur are told for columns of text, so that a slip is noticed. */
export function vocabularyOf(engine: Engine, kind: SubjectKind): Vocabulary {
  return new Map(
    metricsOf(engine, kind).map((metric): [string, NameEntry] => {
      const { says, unit } = metric;
      const name = wordOf(metric);
      const values = unit === 'text' ? occurring(engine, metric) : undefined;
      return [name, values === undefined ? { name, says, unit } : { name, says, unit, values }];
    }),
  );
}

/** A metric of every subject of its kind, in the order of {@link subjectsOf}; by its column at once, or one by one. */
export function tableOf(engine: Engine, metric: MetricSource): MetricTable {
  const table = metric.readAll?.(engine);
  if (table) return table;
  const texts = subjectsOf(engine, metric.subject).map(({ id }) => textOf(metric.read(engine, id)));
  return isWords(metric) ? { texts } : { numbers: Float64Array.from(texts, (text) => (text === null ? Number.NaN : Number(text))) };
}

/** Whether values of a metric are words and no numbers. */
export function isWords({ unit }: Pick<MetricSource, 'unit'>): boolean {
  return unit === 'text' || unit === 'verdict';
}

function textOf(figure: Figure<MetricValue>): string | null {
  return 'ok' in figure ? figure.ok.text : null;
}

/** Beyond so many different words nobody completes them from a list. */
const MOST_WORDS = 2_000;
const OCCURRING = new WeakMap<readonly (string | null)[], readonly string[]>();

/** The different words of a column that is read at once; `undefined` of others, for reading them one by one takes too long for a key press. */
function occurring(engine: Engine, metric: MetricSource): readonly string[] | undefined {
  const table = metric.readAll?.(engine);
  if (!table || !('texts' in table)) return undefined;
  let words = OCCURRING.get(table.texts);
  if (!words) {
    words = [...new Set(table.texts)].filter((word) => word !== null).toSorted();
    OCCURRING.set(table.texts, words);
  }
  return words.length > MOST_WORDS ? undefined : words;
}
