import { useMemo } from 'react';
import type { MetricUnit, SubjectKind } from '../../shared/figures/index.ts';
import type { Vocabulary } from '../../shared/watchlists/index.ts';
import { api } from '../engine/api.ts';
import { useReading } from '../engine/reading.ts';

interface Worded {
  readonly word: string;
  readonly says: string;
  readonly unit: MetricUnit;
}

/** The names that expressions over one kind of subject may use, from the registry of metrics; null until it has answered. */
export function useVocabulary(kind: SubjectKind): Vocabulary | null {
  const { data, isPlaceholderData } = useReading({
    // The registry is part of the program: nothing in a workspace changes it.
    columns: [],
    key: ['metrics.list', kind],
    ask: (signal) => api.metrics.list.query({ subject: kind }, { signal }),
  });
  return useMemo(() => (data === undefined || isPlaceholderData ? null : vocabularyOf(data)), [data, isPlaceholderData]);
}

/** The vocabulary that these metrics make. */
export function vocabularyOf(metrics: readonly Worded[]): Vocabulary {
  return new Map(metrics.map(({ word, says, unit }) => [word, { name: word, says, unit }]));
}
