import type { DashboardDetail } from '../../../shared/comparison/index.ts';
import { fold, type Fold } from '../column.ts';

/** How the dashboards follow from the journal. The last event of each decides how it looks. */
export const comparisonFolds: Readonly<Record<string, Fold>> = {
  'comparison.dashboard-created': kept(({ dashboard }: { dashboard: DashboardDetail }) => dashboard, 0),
  'comparison.dashboard-changed': kept(({ after }: { after: DashboardDetail }) => after, 0),
  'comparison.dashboard-removed': kept(({ dashboard }: { dashboard: DashboardDetail }) => dashboard, 1),
  'comparison.dashboard-restored': kept(({ dashboard }: { dashboard: DashboardDetail }) => dashboard, 0),
};

export const comparisonProjections: readonly string[] = ['comparison_dashboard'];

function kept<Payload>(detailOf: (payload: Payload) => DashboardDetail, removed: 0 | 1): Fold {
  return fold<Payload>((store, { seq, at, subject, payload }) => {
    store.run(
      'INSERT OR REPLACE INTO comparison_dashboard (dashboard, seq, at, detail, removed) VALUES (?, ?, ?, ?, ?)',
      subject,
      seq,
      at,
      JSON.stringify(detailOf(payload)),
      removed,
    );
  });
}
