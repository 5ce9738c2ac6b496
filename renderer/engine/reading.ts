import { keepPreviousData, QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api } from './api.ts';

/** A question to the engine and the columns whose changes make its answer old. */
export interface Reading<T> {
  readonly columns: readonly string[];
  /** Name and input: what tells this question from others. */
  readonly key: readonly unknown[];
  readonly ask: (signal: AbortSignal) => Promise<T>;
}

/** For what any entry of the journal makes old, whichever column wrote it. */
export const EVERY_COLUMN: readonly string[] = ['*'];

/** Milliseconds until a broken subscription is asked for again; the wire itself waits for its connection. */
const LISTEN_AGAIN = 500;

/** Answers stay until a change is told, so that going back to a screen shows it at once and moves nothing. */
export const queries: QueryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, gcTime: 30 * 60_000, refetchOnWindowFocus: false, retry: false } },
});

/** Whether something is asked for which nothing is known of yet: a screen that shows it is not whole. */
export function isFirstReading(): boolean {
  return queries.isFetching({ predicate: ({ state }) => state.data === undefined }) > 0;
}

/** Reads from the engine and reads again, in place, when one of the columns has changed. */
export function useReading<T>(reading: Reading<T>, options: { readonly enabled?: boolean } = {}): UseQueryResult<T> {
  return useQuery({
    queryKey: reading.key,
    queryFn: ({ signal }) => reading.ask(signal),
    meta: { columns: reading.columns },
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
  });
}

/**
 * Listens for changes by anybody — this window, another one, the terminal, a job — and has what is shown read again. After a broken
 * connection anything may have changed, so everything is. Answers the function that stops it.
 */
export function followChanges(): () => void {
  let stopped = false;
  let listening: { unsubscribe(): void } | null = null;
  function listen(): void {
    listening = api.changes.subscribe(
      {},
      {
        onData: ({ columns }) => void queries.invalidateQueries({ predicate: ({ meta }) => concerns(meta?.['columns'], columns) }),
        onError: () => setTimeout(listenAgain, LISTEN_AGAIN),
      },
    );
  }
  function listenAgain(): void {
    if (stopped) return;
    listen();
    void queries.invalidateQueries();
  }
  listen();
  return () => {
    stopped = true;
    listening?.unsubscribe();
  };
}

function concerns(read: unknown, changed: readonly string[]): boolean {
  return Array.isArray(read) && read.some((column) => EVERY_COLUMN.includes(column as string) || changed.includes(column as string));
}
