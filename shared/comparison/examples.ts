import type { AnySubject, SubjectKind } from '../figures/index.ts';
import { type DashboardDetail, type DashboardPanel, newPanel, type PanelKind } from './dashboard.ts';

/** A layout to begin from. */
export interface ExampleLayout {
  readonly example: string;
  readonly name: string;
  /** What it answers, in a sentence. */
  readonly says: string;
  readonly kind: SubjectKind;
  /** How many subjects it is made for. */
  readonly subjects: number;
  readonly panels: readonly DashboardPanel[];
}

/** Layouts that come with the house. */
export const EXAMPLE_LAYOUTS: readonly ExampleLayout[] = [
  {
    example: 'four-pools',
    name: 'Four pools side by side',
    says: 'What they pay and on what basis, how steady that was, how much money stayed, and whether they move together.',
    kind: 'pool',
    subjects: 4,
    panels: [
      laid('rates', null, { width: 7, height: 9 }),
      laid('facts', null, { width: 5, height: 9 }),
      laid('history', 'rate', { width: 12, height: 8 }),
      laid('indexed', 'tvl', { width: 6, height: 8 }),
      laid('drawdown', 'tvl', { width: 6, height: 8 }),
      laid('correlation', 'rate', { width: 6, height: 8, options: { of: 'changes' } }),
      laid('distribution', 'rate', { width: 6, height: 8, options: { of: 'values' } }),
    ],
  },
];

/** A dashboard from a layout, about these subjects. */
export function dashboardFrom({ name, panels }: ExampleLayout, subjects: readonly AnySubject[]): DashboardDetail {
  return { name, subjects: [...subjects], panels: [...panels] };
}

function laid(
  kind: PanelKind,
  metric: string | null,
  { options, ...size }: { readonly width: number; readonly height: number; readonly options?: Partial<DashboardPanel['options']> },
): DashboardPanel {
  const panel = newPanel(metric === null ? kind : `${kind}-${metric}`, kind, metric);
  return { ...panel, ...size, options: { ...panel.options, ...options } };
}
