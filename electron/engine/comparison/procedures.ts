import { z } from 'zod';
import { CORRELATION_METHODS, dashboardSchema, MOST_SUBJECTS, STATISTIC_FORMS, UNLIKE_CHOICES } from '../../../shared/comparison/index.ts';
import { anySubjectSchema, identifier, SUBJECT_KINDS } from '../../../shared/figures/index.ts';
import { command, query, router } from '../api/procedure.ts';
import { compareAnswer, correlationAnswer, dashboardAnswer, dashboardListAnswer, distributionAnswer, seriesAnswer } from './answers.ts';
import { compareSubjects } from './compare.ts';
import { duplicateDashboard, readDashboard, readDashboards, removeDashboard, restoreDashboard, saveDashboard } from './dashboards.ts';
import { titleOf } from './gather.ts';
import { drawnSeries, SERIES_FORMS } from './series.ts';
import { correlationsOf, distributionsOf } from './statistics.ts';
import { suggestSubjects } from './suggest.ts';

const one = z.object({ dashboard: identifier });
const saved = z.object({ dashboard: identifier, revision: z.int() });
const subjects = z.array(anySubjectSchema).min(1).max(MOST_SUBJECTS);
const asked = {
  subjects,
  /** What expressions call the metric. */
  metric: z.string().min(1).max(120),
  /** Days up to the newest observation of any; null is all there is. */
  windowDays: z.int().min(1).max(36_600).nullable(),
};
const tolerance = z.int().min(0).max(366);

export const comparisonProcedures = router({
  dashboards: query(
    {
      says: 'Dashboards that are there, or those that were removed, with what they are about',
      input: z.object({ removed: z.boolean().optional() }),
      output: dashboardListAnswer,
    },
    (engine, { removed = false }) =>
      readDashboards(engine.store, removed).map(({ dashboard, revision, changed, detail }) => ({
        dashboard,
        revision,
        changed,
        name: detail.name,
        panels: detail.panels.length,
        subjects: detail.subjects.map((subject) => ({ ...subject, title: titleOf(engine, subject) })),
      })),
  ),
  dashboard: query(
    { says: 'One dashboard as it is laid out; null where there is none', input: one, output: dashboardAnswer },
    (engine, { dashboard }) => {
      const found = readDashboard(engine.store, dashboard);
      return found && { ...found, titles: found.detail.subjects.map((subject) => titleOf(engine, subject)) };
    },
  ),
  save: command(
    {
      says: 'Lays out a dashboard, or changes one; refused where it was changed since the revision it was made from',
      input: z.object({ dashboard: identifier.optional(), revision: z.int().optional(), detail: dashboardSchema }),
      output: saved,
    },
    (engine, input) => saveDashboard(engine, input),
  ),
  duplicate: command(
    {
      says: 'Lays out another dashboard with the same panels and subjects',
      input: one.extend({ name: z.string().min(1).max(120).optional() }),
      output: saved,
    },
    (engine, { dashboard, name }) => duplicateDashboard(engine, dashboard, name),
  ),
  remove: command({ says: 'Removes a dashboard; it can be restored', input: one, output: saved }, (engine, { dashboard }) =>
    removeDashboard(engine, dashboard),
  ),
  restore: command({ says: 'Brings a removed dashboard back', input: one, output: saved }, (engine, { dashboard }) =>
    restoreDashboard(engine, dashboard),
  ),
  compare: query(
    {
      says: 'Facts and rates of up to six subjects side by side, with basis and age; what is unknown says why',
      input: z.object({ subjects, metrics: z.array(z.string()).optional() }),
      output: compareAnswer,
    },
    (engine, { subjects: of, metrics }) => compareSubjects(engine, of, metrics),
  ),
  series: query(
    {
      says: 'Histories of one metric for up to six subjects as they are drawn: as observed, indexed or as drawdown, on the axes they may share, sampled to the pixel',
      input: z.object({
        ...asked,
        form: z.enum(SERIES_FORMS),
        pixels: z.int().min(50).max(4000),
        tolerance,
        unlike: z.enum(UNLIKE_CHOICES),
        stretch: z.object({ from: z.number(), to: z.number() }).optional(),
      }),
      output: seriesAnswer,
    },
    (engine, input) => drawnSeries(engine, input),
  ),
  correlation: query(
    {
      says: 'How much each two of up to six subjects move together on their common days, with n, and over a moving window',
      input: z.object({
        ...asked,
        of: z.enum(STATISTIC_FORMS),
        tolerance,
        method: z.enum(CORRELATION_METHODS),
        rolling: z.int().min(2).max(3660).nullable(),
      }),
      output: correlationAnswer,
    },
    (engine, input) => correlationsOf(engine, input),
  ),
  distribution: query(
    {
      says: 'How values, daily changes or returns of up to six subjects are spread: histogram on common bins, quantiles, mean and deviation',
      input: z.object({ ...asked, of: z.enum(STATISTIC_FORMS), tolerance }),
      output: distributionAnswer,
    },
    (engine, input) => distributionsOf(engine, input),
  ),
  suggest: query(
    {
      says: 'Subjects of a kind that have most to show of a metric, to begin an example with',
      input: z.object({ kind: z.enum(SUBJECT_KINDS), metric: z.string().min(1).max(120), count: z.int().min(1).max(MOST_SUBJECTS) }),
      output: z.array(z.object({ id: z.string(), title: z.string() })),
    },
    (engine, { kind, metric, count }) => [...suggestSubjects(engine, kind, metric, count)],
  ),
});
