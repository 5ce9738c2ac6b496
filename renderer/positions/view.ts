import { addDays } from '../../shared/figures/index.ts';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { GridSort } from '../grid/grid.tsx';
import type { Measure } from './readings.ts';

export type GroupBy = 'kind' | 'platform' | 'network' | 'none';
export type Standing = 'open' | 'closed' | 'all';
export type Since = 'opening' | 'year' | 'quarter' | 'month' | 'this-year';

/** How the list is looked at; kept with the window. */
export interface PositionsView {
  readonly groupBy: GroupBy;
  readonly standing: Standing;
  readonly since: Since;
  readonly sort: GridSort | null;
  readonly collapsed: readonly string[];
  readonly words: string;
}

export const usePositionsView = create<PositionsView>()(
  persist((): PositionsView => ({ groupBy: 'kind', standing: 'open', since: 'opening', sort: null, collapsed: [], words: '' }), {
    name: 'countinghouse.positions',
    partialize: ({ words: _words, ...kept }) => kept,
  }),
);

export function setPositionsView(changes: Partial<PositionsView>): void {
  usePositionsView.setState(changes);
}

/** The day after whose end figures are counted. */
export function measureSince(since: Since, today: string): Measure {
  switch (since) {
    case 'opening':
      return {};
    case 'year':
      return { after: addDays(today, -365) };
    case 'quarter':
      return { after: addDays(today, -91) };
    case 'month':
      return { after: addDays(today, -30) };
    case 'this-year':
      return { after: `${Number(today.slice(0, 4)) - 1}-12-31` };
    default:
      return since satisfies never;
  }
}

/** Today in UTC, as days are stored. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
