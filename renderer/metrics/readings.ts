import type { AnySubject, SubjectKind } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { EVERY_COLUMN, type Reading, useReading } from '../engine/reading.ts';

/** A metric as the registry lists it. */
export type MetricEntry = Awaited<ReturnType<typeof askRegistry>>[number];
/** One metric of one subject, read. */
type MetricReading = Awaited<ReturnType<typeof api.metrics.read.query>>[number];
/** A subject that was found, with what people call it. */
export type FoundSubject = Awaited<ReturnType<typeof api.metrics.subjects.query>>['subjects'][number];

const registry: Reading<Awaited<ReturnType<typeof askRegistry>>> = { columns: [], key: ['metrics', 'list'], ask: askRegistry };
const NO_METRICS: readonly MetricEntry[] = [];

/** Every metric there is, or those of one kind of subject; empty until the registry has answered. */
export function useMetrics(subject?: SubjectKind): readonly MetricEntry[] {
  const { data = NO_METRICS } = useReading(registry);
  return subject === undefined ? data : data.filter((metric) => metric.subject === subject);
}

/** Metrics of subjects as they are now; read again, in place, whenever anything changes. A metric is read of the subjects of its kind only. */
export function readMetrics(metrics: readonly string[], subjects: readonly AnySubject[]): Reading<readonly MetricReading[]> {
  return {
    columns: EVERY_COLUMN,
    key: ['metrics', 'read', metrics, subjects],
    ask: (signal) =>
      api.metrics.read.query({ metrics: [...metrics], subjects: subjects.map(({ kind, id }) => ({ kind, id })) }, { signal }),
  };
}

/** What people call a subject; null where it is gone. */
export function readTitle(subject: AnySubject): Reading<string | null> {
  return {
    columns: EVERY_COLUMN,
    key: ['metrics', 'titles', subject.kind, subject.id],
    ask: async (signal) => {
      const [told] = await api.metrics.titles.query({ subjects: [{ kind: subject.kind, id: subject.id }] }, { signal });
      return told?.title ?? null;
    },
  };
}

/** Subjects by words over kinds. */
export function findSubjects(words: string, kinds: readonly SubjectKind[] | undefined, limit: number) {
  return {
    columns: EVERY_COLUMN,
    key: ['metrics', 'subjects', words, kinds ?? null, limit],
    ask: (signal: AbortSignal) =>
      api.metrics.subjects.query({ words, limit, ...(kinds === undefined ? {} : { kinds: [...kinds] }) }, { signal }),
  };
}

function askRegistry(signal: AbortSignal) {
  return api.metrics.list.query({}, { signal });
}
