import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { TicketState } from './readings.ts';

export type PretradeTab = 'tickets' | 'reference' | 'volume' | 'rules' | 'depth';

/** How the pre-trade desk is looked at; kept with the window. */
interface PretradeView {
  readonly tab: PretradeTab;
  readonly state: TicketState | '';
  readonly words: string;
  /** The venue to which files were said to belong last. */
  readonly venue: string;
}

export const usePretradeView = create<PretradeView>()(
  persist((): PretradeView => ({ tab: 'tickets', state: '', words: '', venue: '' }), {
    name: 'countinghouse.pretrade',
    partialize: ({ words: _words, ...kept }) => kept,
  }),
);

export function setPretradeView(changes: Partial<PretradeView>): void {
  usePretradeView.setState(changes);
}
