import { useEffect } from 'react';

/** Something the search field found, and what choosing it does. */
export interface Found {
  readonly id: string;
  readonly title: string;
  readonly says?: string;
  readonly run: () => void;
}

/** A room's way of finding its things by words. */
export interface Finder {
  readonly group: string;
  readonly find: (words: string, signal: AbortSignal) => Promise<readonly Found[]>;
}

const finders = new Set<Finder>();

/** Lets the search field ask this finder while the component is there. `finder` must be stable. */
export function useFinder(finder: Finder): void {
  useEffect(() => offerFinder(finder), [finder]);
}

export function offerFinder(finder: Finder): () => void {
  finders.add(finder);
  return () => finders.delete(finder);
}

/** Everything the finders found, by group, without the groups that found nothing. */
export async function findEverywhere(
  words: string,
  signal: AbortSignal,
): Promise<ReadonlyArray<{ group: string; found: readonly Found[] }>> {
  const groups = await Promise.all(
    [...finders].map(async ({ group, find }) => ({ group, found: await find(words, signal).catch(() => []) })),
  );
  return groups.filter(({ found }) => found.length > 0);
}
