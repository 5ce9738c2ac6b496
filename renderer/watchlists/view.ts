import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { GridSort } from '../grid/grid.tsx';

/** How watchlists are looked at; kept with the window. */
export interface WatchlistsView {
  /** The list that is open; null is the first. */
  readonly list: string | null;
  readonly words: string;
  /** Entries must have all of these. */
  readonly tags: readonly string[];
  /** Only entries whose day of review has come. */
  readonly due: boolean;
  /** Null is the order that the person gave. */
  readonly sort: GridSort | null;
  /** Of which metric each kind of subject shows its past. */
  readonly pasts: Readonly<Record<string, string>>;
  /** Entries marked to be compared, as `kind:id`. */
  readonly marked: readonly string[];
}

export const useWatchlistsView = create<WatchlistsView>()(
  persist((): WatchlistsView => ({ list: null, words: '', tags: [], due: false, sort: null, pasts: {}, marked: [] }), {
    name: 'countinghouse.watchlists',
    partialize: ({ list, pasts }) => ({ list, pasts }),
  }),
);

export function setWatchlistsView(changes: Partial<WatchlistsView>): void {
  useWatchlistsView.setState(changes);
}

/** Opens a list in the place of the one that is open; what narrowed that one is forgotten. */
export function showList(list: string): void {
  setWatchlistsView({ list, words: '', tags: [], due: false, sort: null, marked: [] });
}
