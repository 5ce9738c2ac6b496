import { useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { api } from '../engine/api.ts';
import { EVERY_COLUMN } from '../engine/reading.ts';
import { type ListRows, useReadingOn } from '../lists/index.ts';

export type LogLine = Awaited<ReturnType<typeof api.journal.log.query>>['lines'][number];

/** Which entries are listed. Both empty: all of them. */
export interface LogFilter {
  readonly search: string;
  /** `positions`; empty for every column. */
  readonly column: string;
}

const PAGE = 200;
/** An entry may come from any column, so every change makes the log old. */
const META = { columns: EVERY_COLUMN };

/** The journal's size and root, read again after every commit. */
export function useHead() {
  return useQuery({ queryKey: ['journal.head'], queryFn: ({ signal }) => api.journal.head.query({}, { signal }), meta: META });
}

/**
 * Every entry, at its place: a page holds a fixed stretch of places, so that an entry that is appended moves no page, and a million
 * entries are scrolled through as freely as ten.
 */
export function useWholeLog(enabled: boolean): ListRows<LogLine> {
  const head = useHead();
  const count = head.data?.events ?? 0;
  const [range, setRange] = useState({ first: 0, last: 0 });
  const newest = pageOf(count - 1 - range.first);
  const oldest = pageOf(Math.max(0, count - 1 - range.last));
  const pages = useQueries({
    queries: Array.from({ length: enabled && count > 0 ? newest - oldest + 1 : 0 }, (_, index) => {
      const page = newest - index;
      return {
        queryKey: ['journal.log', 'page', page],
        queryFn: ({ signal }: { signal: AbortSignal }) => api.journal.log.query({ limit: PAGE, before: (page + 1) * PAGE }, { signal }),
        meta: META,
      };
    }),
  });
  const bySeq = new Map(pages.flatMap((page) => page.data?.lines.map((line) => [line.seq, line] as const) ?? []));
  const rowAt = (index: number) => bySeq.get(count - 1 - index);
  const onWindow = useCallback((first: number, last: number) => {
    setRange((known) => (known.first === first && known.last === last ? known : { first, last }));
  }, []);
  const error = head.error ?? pages.find((page) => page.error)?.error ?? null;
  return { count, rowAt, onWindow, goesOn: false, isOpening: head.isPending, error };
}

/** The entries in which every word of the search occurs, read on as the list is scrolled. */
export function useFoundLog({ search, column }: LogFilter, enabled: boolean): ListRows<LogLine> {
  return useReadingOn<LogLine>({
    columns: EVERY_COLUMN,
    key: ['journal.log', 'found', search, column],
    ask: async (from, signal) => {
      const question = {
        limit: PAGE,
        ...(search === '' ? {} : { search }),
        ...(column === '' ? {} : { column }),
        ...(from === null ? {} : { before: from }),
      };
      const { lines, next } = await api.journal.log.query(question, { signal });
      return { rows: lines, next };
    },
    enabled,
  });
}

function pageOf(seq: number): number {
  return Math.floor(Math.max(0, seq) / PAGE);
}
