import { create } from 'zustand';
import type { CheckedKind } from '../../shared/figures/index.ts';

export type ChecklistTab = 'runs' | 'templates' | 'expiring' | 'statistics';
export type RunState = 'open' | 'signed' | 'expired' | 'void';

/** How the lists are looked at; kept while the window is open, so that going elsewhere and back moves nothing. */
export interface ChecklistsView {
  readonly tab: ChecklistTab;
  readonly words: string;
  readonly template: string;
  readonly kind: CheckedKind | '';
  readonly state: RunState | '';
  /** The checklist whose statistics are shown. */
  readonly measured: string;
  /** Retired checklists are listed too. */
  readonly retired: boolean;
}

export const useChecklistsView = create<ChecklistsView>(() => ({
  tab: 'runs',
  words: '',
  template: '',
  kind: '',
  state: '',
  measured: '',
  retired: false,
}));

export function setChecklistsView(changes: Partial<ChecklistsView>): void {
  useChecklistsView.setState(changes);
}

/** What each view of the lists is given: the panel's id for its commands, and what stands open beside it. */
export interface ViewProps {
  readonly panel: string;
  readonly open: { readonly run: string | null; readonly template: string | null };
}
