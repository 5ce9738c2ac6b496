import { dashboardFrom, EXAMPLE_LAYOUTS, type DashboardDetail, MOST_SUBJECTS } from '../../shared/comparison/index.ts';
import { type AnySubject, anySubjectSchema, isRefused } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { say } from '../window/notices.ts';
import { closeBeside, goTo, openBeside } from '../window/places.ts';
import { suggested } from './readings.ts';

const COMPARE = 'compare:';

/**
 * Lays subjects side by side, from whichever screen: opens Dashboards with a comparison that is kept once it is saved. More than six are refused with
 * a sentence. Other rooms call it as `compareSubjects([{ kind: 'pool', id }])`.
 */
export function compareSubjects(subjects: readonly AnySubject[]): void {
  const each = [...new Map(subjects.map((subject) => [keyOf(subject), subject])).values()];
  if (each.length === 0) say({ tone: 'plain', text: `Mark what is to be compared with x first, up to ${MOST_SUBJECTS}.` });
  else if (each.length > MOST_SUBJECTS) {
    say({ tone: 'plain', text: `${MOST_SUBJECTS} can stand side by side at most, and ${each.length} are marked. Take some away.` });
  } else goTo('dashboards', `${COMPARE}${each.map(keyOf).join(',')}`);
}

/** The subjects that the address of a comparison names; null where it names a dashboard. */
export function comparedIn(subject: string): readonly AnySubject[] | null {
  if (!subject.startsWith(COMPARE)) return null;
  return subject
    .slice(COMPARE.length)
    .split(',')
    .flatMap((key) => {
      const [kind, id] = key.split('~');
      const read = anySubjectSchema.safeParse({ kind, id: decodeURIComponent(id ?? '') });
      return read.success ? [read.data] : [];
    })
    .slice(0, MOST_SUBJECTS);
}

export function openDashboard(dashboard: string, name: string, anew = false): void {
  openBeside('dashboard', dashboard, { name, anew });
}

/** Lays out a dashboard and opens it. */
export async function layOut(detail: DashboardDetail): Promise<void> {
  const outcome = await answered(() => api.comparison.save.mutate({ detail }));
  if (isRefused(outcome)) say({ tone: 'refused', text: outcome.error.message });
  else {
    openDashboard(outcome.ok.dashboard, detail.name);
    sayChanged(`Laid out “${detail.name}”.`);
  }
}

/** Lays out a bundled example about what the workspace has most to show of. */
export async function layOutExample(): Promise<void> {
  const layout = EXAMPLE_LAYOUTS[0]!;
  const found = await suggested(layout.kind, 'tvl', layout.subjects);
  await layOut(
    dashboardFrom(
      layout,
      found.map(({ id }) => ({ kind: layout.kind, id })),
    ),
  );
}

export async function duplicate(dashboard: string, name: string): Promise<void> {
  const outcome = await answered(() => api.comparison.duplicate.mutate({ dashboard }));
  if (isRefused(outcome)) say({ tone: 'refused', text: outcome.error.message });
  else {
    openDashboard(outcome.ok.dashboard, `${name}, copy`);
    sayChanged(`Duplicated “${name}”.`);
  }
}

export async function remove(dashboard: string, name: string): Promise<void> {
  const outcome = await answered(() => api.comparison.remove.mutate({ dashboard }));
  if (isRefused(outcome)) say({ tone: 'refused', text: outcome.error.message });
  else {
    closeBeside('dashboard');
    sayChanged(`Removed “${name}”.`);
  }
}

export async function restore(dashboard: string, name: string): Promise<void> {
  const outcome = await answered(() => api.comparison.restore.mutate({ dashboard }));
  if (isRefused(outcome)) say({ tone: 'refused', text: outcome.error.message });
  else {
    openDashboard(dashboard, name);
    sayChanged(`Restored “${name}”.`);
  }
}

/** A subject as one word, by which it is told from others. */
export function keyOf({ kind, id }: AnySubject): string {
  return `${kind}~${encodeURIComponent(id)}`;
}
