import { useMemo } from 'react';
import type { MetricUnit, SubjectKind } from '../../shared/figures/index.ts';
import type { Vocabulary } from '../../shared/watchlists/index.ts';
import { api } from '../engine/api.ts';
import { EVERY_COLUMN, useReading } from '../engine/reading.ts';

interface Name {
  readonly name: string;
  readonly says: string;
  readonly unit: MetricUnit | null;
  /** Of words: those that occur. */
  readonly values: readonly string[] | null;
}

/** The names that expressions over one kind of subject may use, from the registry of metrics; null until it has answered. */
export function useVocabulary(kind: SubjectKind): Vocabulary | null {
  const { data, isPlaceholderData } = useReading({
    // Which words occur changes with the data.
    columns: EVERY_COLUMN,
    key: ['metrics.vocabulary', kind],
    ask: (signal) => api.metrics.vocabulary.query({ subject: kind }, { signal }),
  });
  return useMemo(() => (data === undefined || isPlaceholderData ? null : vocabularyOf(data)), [data, isPlaceholderData]);
}

/** The vocabulary that these names make. */
export function vocabularyOf(names: readonly Name[]): Vocabulary {
  return new Map(names.map(({ name, says, unit, values }) => [name, { name, says, unit, ...(values === null ? {} : { values }) }]));
}
