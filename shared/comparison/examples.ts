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
      laid('rates', null, { width: 12, height: 6 }),
      laid('history', 'rate', { width: 12, height: 8 }),
      laid('indexed', 'tvl', { width: 6, height: 8 }),
      laid('drawdown', 'tvl', { width: 6, height: 8 }),
      laid('correlation', 'rate', { width: 6, height: 8, options: { of: 'changes' } }),
      laid('distribution', 'rate', { width: 6, height: 8, options: { of: 'values' } }),
      laid('facts', null, { width: 12, height: 10 }),
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

/**
 * A layout for subjects that somebody wants side by side at once: their facts and rates, and the history that tells most of their kind, drawn,
 * indexed, fallen and correlated.
 */
export function layoutFor(subjects: readonly AnySubject[], name: string): DashboardDetail {
  const kinds = new Set(subjects.map(({ kind }) => kind));
  const metric = [...kinds].map((kind) => MAIN_METRIC[kind]).find((word) => word !== undefined);
  const tables = [laid('rates', null, { width: 12, height: 6 }), laid('facts', null, { width: 12, height: 10 })];
  if (metric === undefined) return { name, subjects: [...subjects], panels: tables };
  const of = metric === 'rate' || metric === 'inflation' ? 'changes' : 'log';
  return {
    name,
    subjects: [...subjects],
    panels: [
      laid('history', metric, { width: 12, height: 8 }),
      ...tables,
      laid('indexed', metric, { width: 6, height: 8 }),
      laid('drawdown', metric, { width: 6, height: 8 }),
      laid('correlation', metric, { width: 6, height: 8, options: { of } }),
      laid('distribution', metric, { width: 6, height: 8, options: { of } }),
    ],
  };
}

/** What of a kind is looked at first. */
const MAIN_METRIC: Readonly<Partial<Record<SubjectKind, string>>> = {
  pool: 'rate',
  asset: 'price',
  pair: 'price',
  position: 'value',
  network: 'inflation',
};
