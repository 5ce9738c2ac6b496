import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';

/** A question whose answer is a long list that can only be read on from where it stopped. */
export interface ReadingOn<Row> {
  readonly columns: readonly string[];
  readonly key: readonly unknown[];
  /** `from` is what the answer before gave as `next`; null at the beginning. */
  readonly ask: (from: number | null, signal: AbortSignal) => Promise<{ readonly rows: readonly Row[]; readonly next: number | null }>;
  readonly enabled?: boolean;
}

/** Rows as a windowed list shows them. */
export interface ListRows<Row> {
  readonly count: number;
  readonly rowAt: (index: number) => Row | undefined;
  readonly onWindow: (first: number, last: number) => void;
  /** More may follow that has not been read. */
  readonly goesOn: boolean;
  /** Nothing has been answered yet. */
  readonly isOpening: boolean;
  readonly error: Error | null;
}

/** So many rows are read without being asked for; a search may find none in its first steps. */
const SCREENFUL = 60;

/** Reads a list on as it is scrolled towards its end, and again, in place, when one of the columns has changed. */
export function useReadingOn<Row>({ columns, key, ask, enabled = true }: ReadingOn<Row>): ListRows<Row> {
  const meta = useMemo(() => ({ columns }), [columns]);
  const { data, hasNextPage, isFetching, fetchNextPage, isPending, error } = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ signal, pageParam }) => ask(pageParam, signal),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    meta,
    enabled,
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const count = rows.length;
  const goOn = enabled && hasNextPage && !isFetching;
  useEffect(() => {
    if (goOn && count < SCREENFUL) void fetchNextPage();
  }, [goOn, count, fetchNextPage]);
  const onWindow = useCallback(
    (_first: number, last: number) => {
      if (goOn && last >= count - SCREENFUL) void fetchNextPage();
    },
    [goOn, count, fetchNextPage],
  );
  return { count, rowAt: (index) => rows[index], onWindow, goesOn: hasNextPage, isOpening: isPending && enabled, error };
}
