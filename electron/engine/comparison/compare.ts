import {
  type AnySubject,
  dayOf,
  daysBetween,
  type Figure,
  isKnown,
  known,
  type MetricValue,
  unavailable,
  wordOf,
} from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { MetricSource } from '../sources.ts';
import type { CompareAnswer } from './answers.ts';
import { gone, metricsOf, titleOf } from './gather.ts';

type Row = CompareAnswer['rows'][number];
type Cell = Row['cells'][number];

/**
 * Everything that is known now of up to six subjects, side by side: a row a metric, with basis and age. A metric of several kinds stands in one row
 * where it has the same word, name and unit. What is unknown says why.
 */
export function compareSubjects(engine: Engine, subjects: readonly AnySubject[], words: readonly string[] | undefined): CompareAnswer {
  const titles = subjects.map((subject) => titleOf(engine, subject));
  const kinds = [...new Set(subjects.map(({ kind }) => kind))];
  const rows = new Map<string, { readonly first: MetricSource; readonly byKind: Map<string, MetricSource> }>();
  for (const kind of kinds) {
    for (const metric of metricsOf(engine, kind)) {
      if (words !== undefined && !words.includes(wordOf(metric))) continue;
      const key = `${wordOf(metric)} ${metric.name} ${metric.unit}`;
      const row = rows.get(key) ?? { first: metric, byKind: new Map<string, MetricSource>() };
      row.byKind.set(kind, metric);
      rows.set(key, row);
    }
  }
  const today = dayOf(engine.now());
  return {
    asOf: engine.now(),
    subjects: subjects.map(({ kind, id }, place) => ({ kind, id, title: titles[place] ?? null })),
    rows: [...rows.values()].map(({ first, byKind }): Row => {
      const cells = subjects.map((subject, place) =>
        titles[place] === null
          ? cellOf(gone(subject), null, today)
          : readCell(engine, subject, byKind.get(subject.kind), first.name, today),
      );
      const isRate = first.basis !== undefined || cells.some(({ basis }) => basis !== null);
      return { word: wordOf(first), name: first.name, says: first.says, unit: first.unit, group: isRate ? 'rate' : 'fact', cells };
    }),
    facts: factsOf(engine, subjects, new Set([...rows.values()].map(({ first }) => wordOf(first)))),
  };
}

function readCell(engine: Engine, subject: AnySubject, metric: MetricSource | undefined, name: string, today: string): Cell {
  if (!metric) return cellOf(unavailable('not-of-kind', `“${name}” is not asked of a ${subject.kind}.`), null, today);
  return cellOf(metric.read(engine, subject.id), metric.freshDays ?? null, today);
}

function cellOf(value: Figure<MetricValue>, freshDays: number | null, today: string): Cell {
  if (!isKnown(value)) return { figure: value, currency: null, basis: null, asOf: null, late: false };
  const { text, currency, asOf, basis } = value.ok;
  const day = asOf === undefined ? today : asOf.slice(0, 10);
  return {
    figure: known(text, value.trail),
    currency: currency ?? null,
    basis: basis ?? null,
    asOf: asOf ?? null,
    late: freshDays !== null && daysBetween(day, today) > freshDays,
  };
}

/** What columns tell of their subjects beside metrics; a fact that is a metric too is told once. */
function factsOf(engine: Engine, subjects: readonly AnySubject[], told: ReadonlySet<string>): CompareAnswer['facts'] {
  const facts = subjects.map(({ kind, id }) => engine.sources.subjects.get(kind)?.facts(engine, id) ?? {});
  const names = [...new Set(facts.flatMap((of) => Object.keys(of)))];
  return names
    .filter((name) => !told.has(name.slice(name.indexOf('.') + 1)))
    .map((name) => ({ name, cells: facts.map((of) => of[name] ?? null) }))
    .filter(({ cells }) => cells.some((cell) => cell !== null));
}
