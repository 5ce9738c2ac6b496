import { isKnown, type SubjectKind, wordOf } from '../../../shared/figures/index.ts';
import {
  type Condition,
  conditionText,
  type Fault,
  leavesOf,
  namesOf,
  type NameEntry,
  parseCondition,
  type PastLeaf,
  pastKey,
  pastLeavesOf,
  screened,
  tokensOf,
  UNJUDGED,
  type Vocabulary,
} from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import type { Listed, MetricSource } from '../sources.ts';
import { columnAtHand, columnWith, isWorded, listOf, type MetricColumn, metricsOf } from './metric-columns.ts';
import { pastColumn } from './past-columns.ts';

/** A condition over all subjects of a kind, judged. */
export interface Judged {
  readonly listed: readonly Listed[];
  /** For each subject, in the list's order, whether it is let through. */
  readonly verdicts: Uint8Array;
  readonly canonical: string;
  readonly notes: readonly string[];
  /** Of the names that the condition reads. */
  readonly metrics: readonly MetricSource[];
}

/** Judges every subject of a kind by a condition's text; an empty one lets all through. */
export async function judge(engine: Engine, kind: SubjectKind, text: string): Promise<Judged | { readonly fault: Fault }> {
  const listed = listOf(engine, kind);
  if (text.trim() === '') return { listed, verdicts: new Uint8Array(listed.length).fill(1), canonical: '', notes: [], metrics: [] };
  const read = readCondition(engine, kind, text);
  if ('fault' in read) return read;
  const { condition, notes, metrics, vocabulary } = read;
  const verdicts = await judged(engine, condition, vocabulary, metrics, listed);
  return { listed, verdicts, canonical: conditionText(condition), notes, metrics: [...metrics.values()] };
}

export interface ReadCondition {
  readonly condition: Condition;
  readonly notes: readonly string[];
  readonly vocabulary: Vocabulary;
  /** By word, those that the condition reads. */
  readonly metrics: ReadonlyMap<string, MetricSource>;
}

/** Parses a condition over a kind's metrics. A fault where it asks for the past of what has none. */
export function readCondition(engine: Engine, kind: SubjectKind, text: string): ReadCondition | { readonly fault: Fault } {
  const vocabulary = vocabularyOf(engine, kind);
  const parsed = parseCondition(text, vocabulary);
  if ('fault' in parsed) return parsed;
  const words = new Set(namesOf(parsed.ok));
  const metrics = new Map(
    metricsOf(engine, kind).flatMap((metric) => (words.has(wordOf(metric)) ? [[wordOf(metric), metric] as const] : [])),
  );
  const past = pastLeavesOf(parsed.ok).find((leaf) => metrics.get(nameOf(leaf))?.history === undefined);
  if (past !== undefined) return { fault: noHistory(text, past, metrics.get(nameOf(past))) };
  return { condition: parsed.ok, notes: parsed.notes, vocabulary, metrics };
}

/** The names that conditions over a kind may use: the words of its metrics; of words, those that occur now. */
export function vocabularyOf(engine: Engine, kind: SubjectKind): Vocabulary {
  const listed = listOf(engine, kind);
  return new Map(
    metricsOf(engine, kind).map((metric): [string, NameEntry] => {
      const { says, unit } = metric;
      const values = unit === 'text' ? occurring(engine, metric, listed) : undefined;
      return [wordOf(metric), { name: wordOf(metric), says, unit, ...(values === undefined ? {} : { values }) }];
    }),
  );
}

/**
 * Two passes. The first knows what is at hand; where that decides, nothing else is looked up. The second reads, for the subjects still open, what
 * must be read one by one, and their pasts.
 */
async function judged(
  engine: Engine,
  condition: Condition,
  vocabulary: Vocabulary,
  metrics: ReadonlyMap<string, MetricSource>,
  listed: readonly Listed[],
): Promise<Uint8Array> {
  const { length } = listed;
  const columns = new Map<string, MetricColumn>();
  const pasts = new Map<string, Float64Array>();
  const look = {
    length,
    numbers: (name: string) => columns.get(name)?.numbers ?? new Float64Array(length).fill(Number.NaN),
    texts: (name: string) => columns.get(name)?.texts ?? Array.from({ length }, () => null),
    past: (leaf: PastLeaf) => pasts.get(pastKey(leaf)) ?? null,
  };
  for (const [word, metric] of metrics) {
    const column = columnAtHand(engine, metric, listed);
    if (column !== null) columns.set(word, column);
  }
  const first = screened(condition, vocabulary, look);
  const leaves = pastLeavesOf(condition);
  const missing = [...metrics].filter(([word]) => !columns.has(word));
  if (missing.length === 0 && leaves.length === 0) return first;
  const open = rowsWith(first, UNJUDGED);
  // A rank needs all of them, whoever is open.
  const needed = hasRank(condition) ? Uint32Array.from(listed.keys()) : open;
  for (const [word, metric] of missing) columns.set(word, await columnWith(engine, metric, listed, needed));
  for (const leaf of leaves) {
    pasts.set(pastKey(leaf), await pastColumn(engine, leaf, metrics.get(nameOf(leaf))!, vocabulary, listed, open));
  }
  return screened(condition, vocabulary, look);
}

export function rowsWith(verdicts: Uint8Array, verdict: number): Uint32Array {
  const rows = new Uint32Array(countOf(verdicts, verdict));
  let at = 0;
  for (let row = 0; row < verdicts.length; row += 1) {
    if (verdicts[row] !== verdict) continue;
    rows[at] = row;
    at += 1;
  }
  return rows;
}

/** How many have a verdict. */
export function countOf(verdicts: Uint8Array, verdict: number): number {
  let count = 0;
  for (let row = 0; row < verdicts.length; row += 1) if (verdicts[row] === verdict) count += 1;
  return count;
}

/** Why a subject cannot be judged: the sentence of the first metric of the condition that is unknown of it; null where all are known. */
export function whyUnjudged(engine: Engine, metrics: readonly MetricSource[], id: string): string | null {
  for (const metric of metrics) {
    const figure = metric.read(engine, id);
    if (!isKnown(figure)) return `${wordOf(metric)} is unknown: ${figure.unavailable.message}`;
  }
  return null;
}

function nameOf(leaf: PastLeaf): string {
  return leaf.kind === 'crosses' ? leaf.of.name : leaf.name;
}

function hasRank(condition: Condition): boolean {
  return leavesOf(condition).some((leaf) => leaf.kind === 'compare' && (leaf.left.kind === 'rank' || leaf.right.kind === 'rank'));
}

/** Points at the name whose past is asked for: that within the function, or that before “crosses”. */
function noHistory(text: string, leaf: PastLeaf, metric: MetricSource | undefined): Fault {
  const word = nameOf(leaf);
  const called = leaf.kind === 'measure' ? leaf.measure : leaf.kind === 'test' ? leaf.test : leaf.kind === 'age' ? 'age' : null;
  const tokens = tokensOf(text);
  const found = tokens.find((token, at) =>
    token.text !== word
      ? false
      : called === null
        ? tokens[at + 1]?.text.toLowerCase() === 'crosses' || tokens[at - 1]?.text === '('
        : tokens[at - 1]?.text === '(' && tokens[at - 2]?.text.toLowerCase() === called,
  );
  const message = `Of ${metric?.name ?? word} only the present is kept, so nothing can be said of its past. Compare ${word} itself.`;
  return { code: 'no-history', from: found?.from ?? 0, to: found?.to ?? text.length, message, expected: [] };
}

/** The words that a metric is now, most of all for completion. Only where its table is given at once. */
function occurring(engine: Engine, metric: MetricSource, listed: readonly Listed[]): readonly string[] | undefined {
  if (!isWorded(metric)) return undefined;
  const column = metric.readAll === undefined ? null : columnAtHand(engine, metric, listed);
  if (column === null) return undefined;
  let kept = WORDS.get(column);
  if (!kept) {
    const distinct = new Set(column.texts);
    distinct.delete(null);
    kept = distinct.size > MOST_WORDS ? [] : [...distinct].flatMap((text) => text ?? []).sort();
    WORDS.set(column, kept);
  }
  return kept.length === 0 ? undefined : kept;
}

/** A metric with more words than these is a name and no choice. */
const MOST_WORDS = 2_000;
const WORDS = new WeakMap<MetricColumn, readonly string[]>();
