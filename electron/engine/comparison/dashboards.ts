import { isDeepStrictEqual } from 'node:util';
import { type DashboardDetail, dashboardFault } from '../../../shared/comparison/index.ts';
import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';

/** A dashboard as it stands. `revision` is the journal's number of its last change. */
export interface Dashboard {
  readonly dashboard: string;
  readonly revision: number;
  readonly changed: string;
  readonly removed: boolean;
  readonly detail: DashboardDetail;
}

interface Row {
  readonly dashboard: string;
  readonly seq: number;
  readonly at: string;
  readonly detail: string;
  readonly removed: 0 | 1;
}

type Answer = Outcome<{ readonly dashboard: string; readonly revision: number }>;

/** Those that are there, or those that were removed, by name. */
export function readDashboards(store: Reader, removed: boolean): readonly Dashboard[] {
  return store
    .all<Row>('SELECT * FROM comparison_dashboard WHERE removed = ?', removed ? 1 : 0)
    .map(dashboardOf)
    .sort((one, other) => one.detail.name.localeCompare(other.detail.name, 'en') || (one.dashboard < other.dashboard ? -1 : 1));
}

export function readDashboard(store: Reader, dashboard: string): Dashboard | null {
  const row = store.get<Row>('SELECT * FROM comparison_dashboard WHERE dashboard = ?', dashboard);
  return row ? dashboardOf(row) : null;
}

/**
 * Saves a dashboard: a new one without an id, else a change of what stands there. `revision` is what the change was made from; where somebody else
 * has changed it since, it is refused instead of overwritten.
 */
export function saveDashboard(
  engine: Engine,
  {
    dashboard,
    revision,
    detail,
  }: { readonly dashboard?: string | undefined; readonly revision?: number | undefined; readonly detail: DashboardDetail },
): Answer {
  const fault = dashboardFault(detail);
  if (fault !== null) return refuse('broken-dashboard', fault);
  if (dashboard === undefined) return created(engine, detail, null);
  const standing = findStanding(engine, dashboard);
  if (isRefused(standing)) return standing;
  const { detail: before, revision: now } = standing.ok;
  if (revision !== undefined && revision !== now) {
    return refuse(
      'changed-meanwhile',
      `“${before.name}” was changed meanwhile, in another window or terminal. It is shown as it stands now; make your change again.`,
      { dashboard, revision: now },
    );
  }
  if (isDeepStrictEqual(before, detail)) return done({ dashboard, revision: now });
  return committed(engine, { type: 'comparison.dashboard-changed', subject: dashboard, payload: { before, after: detail } });
}

/** Another with the same panels and subjects. Without a name it is called a copy of the first. */
export function duplicateDashboard(engine: Engine, dashboard: string, name: string | undefined): Answer {
  const standing = findStanding(engine, dashboard);
  if (isRefused(standing)) return standing;
  const { detail } = standing.ok;
  return created(engine, { ...detail, name: name ?? `${detail.name.slice(0, 110)}, copy` }, dashboard);
}

export function removeDashboard(engine: Engine, dashboard: string): Answer {
  const standing = findStanding(engine, dashboard);
  if (isRefused(standing)) return standing;
  return committed(engine, { type: 'comparison.dashboard-removed', subject: dashboard, payload: { dashboard: standing.ok.detail } });
}

export function restoreDashboard(engine: Engine, dashboard: string): Answer {
  const found = readDashboard(engine.store, dashboard);
  if (!found) return unknownDashboard(dashboard);
  if (!found.removed) return refuse('not-removed', `“${found.detail.name}” is not removed.`, { dashboard });
  return committed(engine, { type: 'comparison.dashboard-restored', subject: dashboard, payload: { dashboard: found.detail } });
}

function findStanding(engine: Engine, dashboard: string): Outcome<Dashboard> {
  const found = readDashboard(engine.store, dashboard);
  if (!found) return unknownDashboard(dashboard);
  return found.removed
    ? refuse('removed', `“${found.detail.name}” was removed. Restore it first; the list shows what was removed.`, { dashboard })
    : done(found);
}

function unknownDashboard(dashboard: string): Outcome<never> {
  return refuse('no-such-dashboard', `There is no dashboard ${dashboard}. The list of dashboards has their ids.`, { dashboard });
}

function created(engine: Engine, dashboard: DashboardDetail, copyOf: string | null): Answer {
  return committed(engine, { type: 'comparison.dashboard-created', subject: engine.newId(), payload: { dashboard, copyOf } });
}

function committed(engine: Engine, event: NewEvent): Answer {
  const outcome = engine.journal.commit([event]);
  if (isRefused(outcome)) return outcome;
  return done({ dashboard: event.subject, revision: outcome.ok.at(-1)!.seq });
}

function dashboardOf({ dashboard, seq, at, detail, removed }: Row): Dashboard {
  return { dashboard, revision: seq, changed: at, removed: removed === 1, detail: JSON.parse(detail) as DashboardDetail };
}
