import { z } from 'zod';
import {
  anySubjectSchema,
  decimalText,
  Decimal,
  identifier,
  instantString,
  SUBJECT_KINDS,
  unavailable,
  wordOf,
} from '../../../shared/figures/index.ts';
import { query, router } from '../api/procedure.ts';
import type { Engine } from '../engine.ts';
import type { MetricSource } from '../sources.ts';
import { foundSubject, historyFigure, metricAnswer, type Reading, readingAnswer } from './answers.ts';
import { findSubjects } from './finder.ts';
import { chartOf } from './history.ts';
import { metricsOf, subjectsOf, tableOf, vocabularyOf } from './registry.ts';

const kind = z.enum(SUBJECT_KINDS);

export const metricProcedures = router({
  list: query(
    {
      says: 'The registry of metrics: what may be read of which kind of subject, in which unit, on what basis and how fresh',
      input: z.object({ subject: kind.optional() }),
      output: z.array(metricAnswer),
    },
    (engine, { subject }) =>
      [...engine.sources.metrics.values()].filter((metric) => subject === undefined || metric.subject === subject).map(viewOf),
  ),
  vocabulary: query(
    {
      says: 'The names that expressions about a kind of subject may use, with their units and, of words, those that occur',
      input: z.object({ subject: kind }),
      output: z.array(
        z.object({ name: z.string(), says: z.string(), unit: metricAnswer.shape.unit.nullable(), values: z.array(z.string()).nullable() }),
      ),
    },
    (engine, { subject }) =>
      [...vocabularyOf(engine, subject).values()].map(({ name, says, unit, values }) => ({
        name,
        says,
        unit,
        values: values ? [...values] : null,
      })),
  ),
  subjects: query(
    {
      says: 'Subjects of any kind whose title or id contains every word, with what people call them',
      input: z.object({
        words: z.string().max(200).optional(),
        kinds: z.array(kind).max(SUBJECT_KINDS.length).optional(),
        from: z.int().min(0).optional(),
        limit: z.int().min(1).max(1_000).optional(),
      }),
      output: z.object({ total: z.int(), subjects: z.array(foundSubject) }),
    },
    (engine, { words, kinds, from, limit }) => {
      const { total, subjects } = findSubjects(engine, { words: words ?? '', kinds, from: from ?? 0, limit: limit ?? 50 });
      return { total, subjects: [...subjects] };
    },
  ),
  titles: query(
    {
      says: 'What people call subjects, and what is known of each besides; null for what is gone',
      input: z.object({ subjects: z.array(anySubjectSchema).max(1_000) }),
      output: z.array(z.object({ title: z.string().nullable(), facts: z.record(z.string(), z.string().nullable()) })),
    },
    (engine, { subjects }) =>
      subjects.map(({ kind, id }) => {
        const source = engine.sources.subjects.get(kind);
        return { title: source?.title(engine, id) ?? null, facts: { ...source?.facts(engine, id) } };
      }),
  ),
  read: query(
    {
      says: 'Metrics of subjects as they are now, each with currency, basis, instant and trail; a metric is read of the subjects of its kind',
      input: z.object({ metrics: z.array(identifier).min(1).max(200), subjects: z.array(anySubjectSchema).min(1).max(500) }),
      output: z.array(readingAnswer),
    },
    (engine, { metrics, subjects }) => readingsOf(engine, metrics, subjects),
  ),
  history: query(
    {
      says: 'What was observed of a metric of one subject, thinned for a chart, with its gaps and the row or event behind each point',
      input: z.object({
        metric: identifier,
        subject: identifier,
        from: instantString.optional(),
        to: instantString.optional(),
        points: z.int().min(4).max(20_000).optional(),
      }),
      output: historyFigure,
    },
    (engine, { metric, subject, from, to, points }) => {
      const source = engine.sources.metrics.get(metric);
      if (!source) return noSuchMetric(metric);
      if (!source.history)
        return unavailable(
          'no-history',
          `The workspace keeps no past of “${source.name}”; it is only known now. Rules over it are sampled from when they are armed.`,
        );
      return chartOf(source.history(engine, subject), {
        from: from === undefined ? undefined : Date.parse(from),
        to: to === undefined ? undefined : Date.parse(to),
        points: points ?? 1_000,
      });
    },
  ),
  table: query(
    {
      says: 'Metrics of every subject of a kind, page by page, as plain values; null where a value is unknown',
      input: z.object({
        subject: kind,
        metrics: z.array(identifier).min(1).max(50),
        from: z.int().min(0).optional(),
        limit: z.int().min(1).max(20_000).optional(),
      }),
      output: z.object({
        total: z.int(),
        rows: z.array(z.object({ id: z.string(), title: z.string(), values: z.array(z.string().nullable()) })),
      }),
    },
    (engine, { subject, metrics, from, limit }) => {
      const list = subjectsOf(engine, subject);
      const sources = metrics.map((id) => metricsOf(engine, subject).find((metric) => metric.id === id));
      const columns = sources.map((source) => (source ? tableOf(engine, source) : null));
      const first = from ?? 0;
      const rows = list.slice(first, first + (limit ?? 1_000)).map(({ id, title }, index) => ({
        id,
        title,
        values: columns.map((column) => (column === null ? null : cellOf(column, first + index))),
      }));
      return { total: list.length, rows };
    },
  ),
});

function viewOf(metric: MetricSource) {
  return {
    id: metric.id,
    name: metric.name,
    says: metric.says,
    subject: metric.subject,
    unit: metric.unit,
    word: wordOf(metric),
    basis: metric.basis ?? null,
    freshDays: metric.freshDays ?? null,
    clocked: metric.clocked ?? false,
    hasHistory: metric.history !== undefined,
  };
}

function readingsOf(engine: Engine, metrics: readonly string[], subjects: readonly z.infer<typeof anySubjectSchema>[]): Reading[] {
  return subjects.flatMap((subject) =>
    metrics.flatMap((id): Reading[] => {
      const source = engine.sources.metrics.get(id);
      if (!source) return [{ subject, metric: id, value: noSuchMetric(id) }];
      return source.subject === subject.kind ? [{ subject, metric: id, value: source.read(engine, subject.id) }] : [];
    }),
  );
}

function cellOf(column: ReturnType<typeof tableOf>, place: number): string | null {
  if ('texts' in column) return column.texts[place] ?? null;
  const number = column.numbers[place] ?? Number.NaN;
  return Number.isNaN(number) ? null : decimalText(new Decimal(number));
}

function noSuchMetric(id: string) {
  return unavailable('no-such-metric', `There is no metric ${id}. The list of metrics names them.`);
}
