import { z } from 'zod';
import { METRIC_UNITS, SUBJECT_KINDS, wordOf } from '../../../shared/figures/index.ts';
import { query, router } from '../api/procedure.ts';

const metricAnswer = z.object({
  id: z.string(),
  name: z.string(),
  says: z.string(),
  subject: z.enum(SUBJECT_KINDS),
  unit: z.enum(METRIC_UNITS),
  /** What expressions call it. */
  word: z.string(),
  basis: z.string().nullable(),
  freshDays: z.number().nullable(),
  clocked: z.boolean(),
  /** Whether its past is kept, so that a rule over it can be rehearsed. */
  hasHistory: z.boolean(),
});

export const metricProcedures = router({
  list: query(
    {
      says: 'The registry of metrics: what may be read of which kind of subject, in which unit, on what basis and how fresh',
      input: z.object({ subject: z.enum(SUBJECT_KINDS).optional() }),
      output: z.array(metricAnswer),
    },
    (engine, { subject }) =>
      [...engine.sources.metrics.values()]
        .filter((metric) => subject === undefined || metric.subject === subject)
        .map((metric) => ({
          id: metric.id,
          name: metric.name,
          says: metric.says,
          subject: metric.subject,
          unit: metric.unit,
          word: wordOf(metric),
          basis: metric.basis ?? null,
          freshDays: metric.freshDays ?? null,
          clocked: metric.clocked ?? false,
          hasHistory: metric.history !== undefined,
        })),
  ),
});
