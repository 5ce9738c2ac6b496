import { join } from 'node:path';
import { createCaller } from '../../electron/engine/api/router.ts';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import { collectSources, type MetricSource, type SubjectSource } from '../../electron/engine/sources.ts';
import type { ListTerms, ScreenTerms } from '../../shared/watchlists/index.ts';
import { open, temporaryFolder } from '../workspace/open-workspace.ts';

export const TODAY = '2026-03-01';

export interface Watching {
  readonly engine: OpenEngine;
  readonly api: ReturnType<typeof createCaller>;
  readonly clock: { now: string };
}

/** An engine over a fresh workspace whose clock stands still unless it is set; with made metrics and subjects beside those of the house. */
export function watching(
  made: { readonly metrics?: readonly MetricSource[]; readonly subjects?: readonly SubjectSource[] } = {},
): Watching {
  const clock = { now: `${TODAY}T12:00:00.000Z` };
  const opened = open(join(temporaryFolder(), 'watching.countinghouse'), { mode: 'create', now: () => clock.now });
  const columns = opened.journal.registry.columns.map((column) => ({
    ...column,
    metrics: [...(column.metrics ?? [])].filter(({ subject }) => made.subjects?.every(({ kind }) => kind !== subject) ?? true),
    subjects: [...(column.subjects ?? [])].filter(({ kind }) => made.subjects?.every((subject) => subject.kind !== kind) ?? true),
  }));
  const own = { name: 'made', events: [], folds: {}, projections: [], metrics: made.metrics ?? [], subjects: made.subjects ?? [] };
  const engine = { ...opened, sources: collectSources([...columns, own]) };
  return { engine, api: createCaller({ engine }), clock };
}

export function listTerms(terms: Partial<ListTerms> = {}): ListTerms {
  return { title: 'Desks', says: '', metrics: [], trends: [], columns: [], ...terms };
}

export function screenTerms(terms: Partial<ScreenTerms> & Pick<ScreenTerms, 'kind' | 'condition'>): ScreenTerms {
  return { title: 'Screen', says: '', columns: [], sort: { metric: null, descending: false }, ...terms };
}
