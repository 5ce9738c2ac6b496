import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Family, VenueStatus } from '../../shared/venues/index.ts';
import type { GridSort } from '../grid/grid.tsx';

export type ListTab = 'list' | 'scores' | 'exposure' | 'expiring' | 'decisions';
/** `all` shows venues and desks under a head each: they are never ranked together. */
export type Shown = Family | 'all';

/** How the venues are looked at; kept with the window. */
export interface VenuesView {
  readonly tab: ListTab;
  readonly family: Shown;
  readonly status: VenueStatus | 'any';
  readonly words: string;
  readonly sort: GridSort | null;
  /** Weights by which scores are shown; null is the first bundled profile. */
  readonly profile: string | null;
  /** Marked to be compared, in the order in which they were marked. */
  readonly marked: readonly string[];
}

/** More do not fit side by side, and the engine takes no more. */
export const MOST_COMPARED = 6;

export const useVenuesView = create<VenuesView>()(
  persist((): VenuesView => ({ tab: 'list', family: 'all', status: 'any', words: '', sort: null, profile: null, marked: [] }), {
    name: 'countinghouse.venues',
    partialize: ({ words: _words, ...kept }) => kept,
  }),
);

export function setVenuesView(changes: Partial<VenuesView>): void {
  useVenuesView.setState(changes);
}

/** Marks a venue to be compared, or takes the mark away; of too many nothing is marked and the reason answered. */
export function toggleMark(venue: string): string | null {
  const { marked } = useVenuesView.getState();
  if (marked.includes(venue)) useVenuesView.setState({ marked: marked.filter((each) => each !== venue) });
  else if (marked.length >= MOST_COMPARED) return `${MOST_COMPARED} venues are marked already; take a mark away first with x.`;
  else useVenuesView.setState({ marked: [...marked, venue] });
  return null;
}

/** Today in UTC, as days are stored. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
