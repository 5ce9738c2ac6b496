import { z } from 'zod';
import { identifier } from '../figures/index.ts';
import { eventType, type EventType } from '../journal/index.ts';
import { dashboardSchema, type DashboardDetail } from './dashboard.ts';

const whole = z.object({ dashboard: dashboardSchema });
/** `copyOf` names the dashboard that it was duplicated from. */
const created = whole.extend({ copyOf: identifier.nullable() });

/** The subject is the dashboard. A removed one stays in the journal and can be restored. */
export const comparisonEvents: readonly EventType[] = [
  eventType({
    type: 'comparison.dashboard-created',
    version: 1,
    payload: created,
    words: ({ dashboard, copyOf }) => `${copyOf === null ? 'Laid out' : 'Duplicated'} the dashboard “${dashboard.name}”`,
    inverse: ({ subject, payload: { dashboard } }) => ({ type: 'comparison.dashboard-removed', subject, payload: { dashboard } }),
  }),
  eventType({
    type: 'comparison.dashboard-changed',
    version: 1,
    payload: z.object({ before: dashboardSchema, after: dashboardSchema }),
    words: ({ before, after }) => `Changed the dashboard “${after.name}”: ${changed(before, after)}`,
    inverse: ({ type, subject, payload: { before, after } }) => ({ type, subject, payload: { before: after, after: before } }),
  }),
  eventType({
    type: 'comparison.dashboard-removed',
    version: 1,
    payload: whole,
    words: ({ dashboard }) => `Removed the dashboard “${dashboard.name}”`,
    inverse: ({ subject, payload }) => ({ type: 'comparison.dashboard-restored', subject, payload }),
  }),
  eventType({
    type: 'comparison.dashboard-restored',
    version: 1,
    payload: whole,
    words: ({ dashboard }) => `Restored the dashboard “${dashboard.name}”`,
    inverse: ({ subject, payload }) => ({ type: 'comparison.dashboard-removed', subject, payload }),
  }),
];

/** What became different, in words. */
function changed(before: DashboardDetail, after: DashboardDetail): string {
  const parts: string[] = [];
  if (before.name !== after.name) parts.push(`it was called “${before.name}”`);
  if (JSON.stringify(before.subjects) !== JSON.stringify(after.subjects)) parts.push('other subjects');
  const [olds, news] = [new Map(before.panels.map((panel) => [panel.id, panel])), new Map(after.panels.map((panel) => [panel.id, panel]))];
  const added = after.panels.filter(({ id }) => !olds.has(id)).length;
  const removed = before.panels.filter(({ id }) => !news.has(id)).length;
  const edited = after.panels.filter((panel) => olds.has(panel.id) && JSON.stringify(olds.get(panel.id)) !== JSON.stringify(panel)).length;
  if (added > 0) parts.push(`${panels(added)} more`);
  if (removed > 0) parts.push(`${panels(removed)} fewer`);
  if (edited > 0) parts.push(`${panels(edited)} edited`);
  return parts.length === 0 ? 'another order of panels' : parts.join(', ');
}

function panels(count: number): string {
  return count === 1 ? 'one panel' : `${count} panels`;
}
