import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Severity } from '../../shared/alerts/index.ts';
import type { SubjectKind } from '../../shared/figures/index.ts';

export type AlertsTab = 'centre' | 'rules' | 'history';

/** Which alerts the centre lists; `any` is all that was ever told. */
export type CentreState = 'firing' | 'unacknowledged' | 'acknowledged' | 'snoozed' | 'late' | 'passed' | 'unknown' | 'any';

export const CENTRE_STATES: ReadonlyArray<{ readonly state: CentreState; readonly title: string; readonly says: string }> = [
  { state: 'firing', title: 'Firing', says: 'what fires now' },
  { state: 'unacknowledged', title: 'Unseen', says: 'what fires and nobody has acknowledged' },
  { state: 'acknowledged', title: 'Seen', says: 'what somebody has acknowledged' },
  { state: 'snoozed', title: 'Snoozed', says: 'what fires and is put off' },
  { state: 'late', title: 'Late', says: 'what was found more than five minutes after it was due' },
  { state: 'passed', title: 'Passed', says: 'what had fired and cleared before anybody could be told' },
  { state: 'unknown', title: 'Unknown', says: 'what fires because it cannot be evaluated' },
  { state: 'any', title: 'All', says: 'everything that was ever told' },
];

const DAY = 864e5;

/** The instant so many days ago, to the hour: the question stays the same while somebody looks. */
export function sinceOf(days: string): string {
  const hour = 36e5;
  return new Date(Math.floor((Date.now() - Number(days) * DAY) / hour) * hour).toISOString();
}

/** How alerts are looked at; kept with the window. Empty text is “any”. */
export interface AlertsView {
  readonly tab: AlertsTab;
  readonly state: CentreState;
  readonly severity: Severity | '';
  readonly kind: SubjectKind | '';
  readonly rule: string;
  /** Days back; empty is all time. */
  readonly since: '' | '1' | '7' | '30' | '365';
  readonly words: string;
  /** Order of the rules: who is nearest to firing first, or by name. */
  readonly order: 'near' | 'name' | 'fired';
  readonly ruleWords: string;
}

export const useAlertsView = create<AlertsView>()(
  persist(
    (): AlertsView => ({
      tab: 'centre',
      state: 'firing',
      severity: '',
      kind: '',
      rule: '',
      since: '',
      words: '',
      order: 'near',
      ruleWords: '',
    }),
    {
      name: 'countinghouse.alerts',
      partialize: ({ tab, order }) => ({ tab, order }),
    },
  ),
);

export function setAlertsView(changes: Partial<AlertsView>): void {
  useAlertsView.setState(changes);
}
