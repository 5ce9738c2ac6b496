import type { SubjectKind } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { useReading } from '../engine/reading.ts';

export interface Named {
  readonly id: string;
  readonly title: string;
}

const NONE: readonly Named[] = [];
const WATCHLISTS = ['watchlists'];

/** Watchlists that a rule over this kind of subject can follow: those that hold one, and those that are empty still. */
export function useNamedLists(kind: SubjectKind): readonly Named[] {
  const { data } = useReading({
    columns: WATCHLISTS,
    key: ['alerts', 'lists', kind],
    ask: async (signal: AbortSignal) =>
      (await api.watchlists.lists.query({}, { signal }))
        .filter(({ entries, kinds }) => entries === 0 || (kinds[kind] ?? 0) > 0)
        .map(({ list, terms: { title } }): Named => ({ id: list, title })),
  });
  return data ?? NONE;
}

/** Saved screens of this kind of subject. */
export function useNamedScreens(kind: SubjectKind): readonly Named[] {
  const { data } = useReading({
    columns: WATCHLISTS,
    key: ['alerts', 'screens', kind],
    ask: async (signal: AbortSignal) =>
      (await api.watchlists.screens.query({}, { signal }))
        .filter(({ terms }) => terms.kind === kind)
        .map(({ screen, terms: { title } }): Named => ({ id: screen, title })),
  });
  return data ?? NONE;
}
