import { useMemo } from 'react';
import type { SubjectKind } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { EVERY_COLUMN, useReading } from '../engine/reading.ts';

/** What people call subjects of one kind, by id; the id itself until that is known, and of what is gone. */
export function useTitles(kind: SubjectKind, ids: readonly string[]): ReadonlyMap<string, string> {
  const { data } = useReading(
    {
      columns: EVERY_COLUMN,
      key: ['metrics', 'titles', kind, ids],
      ask: async (signal) => {
        const told = await api.metrics.titles.query({ subjects: ids.map((id) => ({ kind, id })) }, { signal });
        return new Map(ids.map((id, index) => [id, told[index]?.title ?? id]));
      },
    },
    { enabled: ids.length > 0 },
  );
  return useMemo(() => new Map(ids.map((id) => [id, data?.get(id) ?? id])), [ids, data]);
}
