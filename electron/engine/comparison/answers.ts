import { z } from 'zod';
import { dashboardSchema } from '../../../shared/comparison/index.ts';
import { figureSchema, METRIC_UNITS, rateBasisSchema, SUBJECT_KINDS } from '../../../shared/figures/index.ts';

const unit = z.enum(METRIC_UNITS);
const titled = z.object({ kind: z.enum(SUBJECT_KINDS), id: z.string(), title: z.string().nullable() });

export const dashboardListAnswer = z.array(
  z.object({
    dashboard: z.string(),
    revision: z.int(),
    changed: z.string(),
    name: z.string(),
    panels: z.int(),
    subjects: z.array(titled),
  }),
);

export const dashboardAnswer = z
  .object({
    dashboard: z.string(),
    revision: z.int(),
    changed: z.string(),
    removed: z.boolean(),
    detail: dashboardSchema,
    /** Of the dashboard's subjects, in their order; null where one is gone. */
    titles: z.array(z.string().nullable()),
  })
  .nullable();

export const compareAnswer = z.object({
  asOf: z.string(),
  subjects: z.array(titled),
  rows: z.array(
    z.object({
      word: z.string(),
      name: z.string(),
      says: z.string(),
      unit,
      /** A rate has a basis; everything else is a fact. */
      group: z.enum(['rate', 'fact']),
      cells: z.array(
        z.object({
          figure: figureSchema,
          currency: z.string().nullable(),
          basis: rateBasisSchema.nullable(),
          /** What day or instant it speaks of, where that is not now. */
          asOf: z.string().nullable(),
          /** Older than the metric may be. */
          late: z.boolean(),
        }),
      ),
    }),
  ),
  /** What is told of the subjects beside metrics. */
  facts: z.array(z.object({ name: z.string(), cells: z.array(z.string().nullable()) })),
});
export type CompareAnswer = z.infer<typeof compareAnswer>;

const span = z.object({ from: z.number(), to: z.number() }).nullable();
const missing = z.array(z.object({ place: z.int(), reason: z.string(), message: z.string() }));
const told = {
  titles: z.array(z.string().nullable()),
  missing,
  /** The time that is looked at, in milliseconds since 1970. */
  span,
};
const points = { at: z.array(z.number()), value: z.array(z.number().nullable()) };

export const seriesAnswer = z.object({
  ...told,
  /** Why they do not all stand on one axis. */
  unlike: z.string().nullable(),
  /** Of an index: the day that is 100. */
  base: z.string().nullable(),
  axes: z.array(z.object({ title: z.string(), members: z.array(z.int()) })),
  lines: z.array(
    z.object({
      /** Its subject's place among those that were asked for. */
      place: z.int(),
      unit,
      currency: z.string().nullable(),
      basis: rateBasisSchema.nullable(),
      ...points,
      /** How many observations lie in the stretch; more than the points where it was sampled. */
      observations: z.int(),
      /** Where they stand, the newest first; none of what somebody entered by hand. */
      datasets: z.array(z.string()),
      worst: z
        .object({ figure: figureSchema, peak: z.string().nullable(), trough: z.string().nullable(), recovered: z.string().nullable() })
        .nullable(),
    }),
  ),
});
export type SeriesAnswer = z.infer<typeof seriesAnswer>;

export const correlationAnswer = z.object({
  ...told,
  pairs: z.array(z.object({ one: z.int(), other: z.int(), n: z.int(), figure: figureSchema, rolling: z.object(points).nullable() })),
});
export type CorrelationAnswer = z.infer<typeof correlationAnswer>;

export const distributionAnswer = z.object({
  ...told,
  axes: z.array(
    z.object({
      title: z.string(),
      unit,
      currency: z.string().nullable(),
      edges: z.array(z.number()),
      members: z.array(
        z.object({
          place: z.int(),
          counts: z.array(z.int()),
          summary: z.object({
            n: z.int(),
            mean: figureSchema,
            deviation: figureSchema,
            lowest: figureSchema,
            lowerQuartile: figureSchema,
            median: figureSchema,
            upperQuartile: figureSchema,
            highest: figureSchema,
            /** Of log returns: a year's. */
            volatility: figureSchema.nullable(),
          }),
        }),
      ),
    }),
  ),
});
export type DistributionAnswer = z.infer<typeof distributionAnswer>;
