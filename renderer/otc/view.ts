import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { TradeState } from './readings.ts';

export type OtcTab = 'board' | 'trades';

/** How settlements are looked at; kept with the window. Empty text is “any”. */
export interface OtcView {
  readonly tab: OtcTab;
  readonly desk: string;
  /** The board shows what is open, or everything. */
  readonly all: boolean;
  readonly state: TradeState | '';
  readonly words: string;
  readonly from: string;
  readonly to: string;
}

export const useOtcView = create<OtcView>()(
  persist((): OtcView => ({ tab: 'board', desk: '', all: false, state: '', words: '', from: '', to: '' }), {
    name: 'countinghouse.otc',
    partialize: ({ tab, desk, all, state }) => ({ tab, desk, all, state }),
  }),
);

export function setOtcView(changes: Partial<OtcView>): void {
  useOtcView.setState(changes);
}
