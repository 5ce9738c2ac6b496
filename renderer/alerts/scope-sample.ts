import type { Scope } from '../../shared/watchlists/index.ts';
import { api } from '../engine/api.ts';
import { EVERY_COLUMN, useReading } from '../engine/reading.ts';

const NONE: readonly string[] = [];

/** Some subjects of a scope, the first of which a rehearsal begins with. */
export function useScopeSample({ kind, which }: Scope): readonly string[] {
  const { data } = useReading(
    {
      columns: EVERY_COLUMN,
      key: ['alerts', 'sample', kind, which],
      async ask(signal: AbortSignal): Promise<readonly string[]> {
        if (which.of === 'list') {
          const answer = await api.watchlists.list.query({ list: which.list, limit: 50 }, { signal });
          return 'error' in answer ? NONE : answer.ok.rows.filter(({ about }) => about.kind === kind).map(({ about }) => about.id);
        }
        const { subjects } = await api.metrics.subjects.query({ kinds: [kind], limit: 1 }, { signal });
        return subjects.map(({ id }) => id);
      },
    },
    { enabled: which.of !== 'named' },
  );
  return which.of === 'named' ? which.ids : (data ?? NONE);
}
