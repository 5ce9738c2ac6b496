import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { useCallback, useMemo, useState } from 'react';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import { api } from '../engine/api.ts';
import { EVERY_COLUMN } from '../engine/reading.ts';

export type Selection = inferRouterOutputs<AppRouter>['watchlists']['select'];
export type SelectedRow = Selection['rows'][number];
export type Question = Omit<inferRouterInputs<AppRouter>['watchlists']['select'], 'from' | 'limit'>;

/** Rows of one page: more than a screenful, so that a key shows all there is to see by one answer. */
const PAGE = 48;
const META = { columns: EVERY_COLUMN };

export interface Selecting {
  /** The answer that is shown; that to the question before until the new one has come. Absent at first. */
  readonly answer: Selection | undefined;
  /** Absent while it is being read. */
  readonly rowAt: (index: number) => SelectedRow | undefined;
  readonly onWindow: (first: number, last: number) => void;
  readonly error: Error | null;
}

/** The subjects that a question lets through: the first of them at once, the others as they come into view. */
export function useSelection(question: Question, { enabled }: { readonly enabled: boolean }): Selecting {
  const [window, setWindow] = useState({ first: 0, last: 0 });
  const ask = (page: number) => ({
    queryKey: ['watchlists.select', question, page],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.watchlists.select.query({ ...question, from: page * PAGE, limit: PAGE }, { signal }),
    meta: META,
  });
  const head = useQuery({ ...ask(0), placeholderData: keepPreviousData, enabled });
  const answer = head.data;
  const lastPage = Math.max(0, Math.ceil((answer?.total ?? 0) / PAGE) - 1);
  const from = Math.max(1, Math.min(window.first, lastPage));
  const to = head.isPlaceholderData ? 0 : Math.min(window.last, lastPage);
  const others = useQueries({
    queries: Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => ask(from + index)),
    combine: pagesOf,
  });
  const rowAt = useMemo(
    () => (index: number) => {
      const page = Math.floor(index / PAGE);
      return (page === 0 ? answer : others.pages[page - from])?.rows[index % PAGE];
    },
    [answer, others.pages, from],
  );
  const onWindow = useCallback((first: number, last: number) => {
    const [low, high] = [Math.floor(Math.max(0, first) / PAGE), Math.floor(Math.max(0, last) / PAGE)];
    setWindow((known) => (known.first === low && known.last === high ? known : { first: low, last: high }));
  }, []);
  const error = head.error ?? others.error;
  return useMemo(() => ({ answer, rowAt, onWindow, error }), [answer, rowAt, onWindow, error]);
}

function pagesOf(results: ReadonlyArray<{ readonly data: Selection | undefined; readonly error: Error | null }>) {
  return { pages: results.map(({ data }) => data), error: results.find(({ error }) => error !== null)?.error ?? null };
}
