import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { ListRows } from './read-on.ts';

export interface Page<Row> {
  /** How many rows there are in all. */
  readonly total: number;
  readonly rows: readonly Row[];
}

/** A question whose answer is a long list, asked page by page. */
export interface PagedReading<Row> {
  readonly columns: readonly string[];
  /** Name and input without the page: what tells this list from others. */
  readonly key: readonly unknown[];
  readonly ask: (offset: number, limit: number, signal: AbortSignal) => Promise<Page<Row>>;
  readonly enabled?: boolean;
}

/** Rows of one page. */
const PAGE = 200;

/** Reads the pages of a long list that are in view, and those again, in place, when one of the columns has changed. */
export function usePagedReading<Row>({ columns, key, ask, enabled = true }: PagedReading<Row>): ListRows<Row> {
  const [range, setRange] = useState({ first: 0, last: 0 });
  const meta = useMemo(() => ({ columns }), [columns]);
  const head = useQuery({
    queryKey: [...key, 0],
    queryFn: ({ signal }) => ask(0, PAGE, signal),
    meta,
    enabled,
    placeholderData: keepPreviousData,
  });
  const count = head.data?.total ?? 0;
  const from = Math.max(1, Math.floor(range.first / PAGE));
  const to = Math.min(Math.floor(range.last / PAGE), Math.floor(Math.max(0, count - 1) / PAGE));
  const others = useQueries({
    queries: Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => ({
      queryKey: [...key, from + index],
      queryFn: ({ signal }: { signal: AbortSignal }) => ask((from + index) * PAGE, PAGE, signal),
      meta,
      enabled,
    })),
  });
  const rowAt = (index: number): Row | undefined => {
    const page = Math.floor(index / PAGE);
    const answer = page === 0 ? head.data : others[page - from]?.data;
    return answer?.rows[index % PAGE];
  };
  const onWindow = useCallback((first: number, last: number) => {
    setRange((known) => {
      const same = Math.floor(known.first / PAGE) === Math.floor(first / PAGE) && Math.floor(known.last / PAGE) === Math.floor(last / PAGE);
      return same ? known : { first, last };
    });
  }, []);
  const error = head.error ?? others.find((other) => other.error)?.error ?? null;
  return { count, rowAt, onWindow, goesOn: false, isOpening: head.isPending && enabled, error };
}
