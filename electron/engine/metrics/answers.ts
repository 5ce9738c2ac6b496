import { z } from 'zod';
import {
  anySubjectSchema,
  type Figure,
  METRIC_UNITS,
  type MetricValue,
  type Origin,
  rateBasisSchema,
  SUBJECT_KINDS,
  trailSchema,
} from '../../../shared/figures/index.ts';

/** Shapes in which the registry of metrics answers. */

export const metricAnswer = z.object({
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

const unavailableAnswer = z.object({
  unavailable: z.object({ reason: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()).optional() }),
});

/** A metric as it was read: its value with currency, basis and instant, and the trail that leads to it; or why it cannot be given. */
export const valueAnswer = z.union([
  z.object({
    ok: z.object({ text: z.string(), currency: z.string().optional(), asOf: z.string().optional(), basis: rateBasisSchema.optional() }),
    trail: trailSchema,
  }),
  unavailableAnswer,
]) as unknown as z.ZodType<Figure<MetricValue>>;

export const readingAnswer = z.object({ subject: anySubjectSchema, metric: z.string(), value: valueAnswer });
export type Reading = z.infer<typeof readingAnswer>;

export const foundSubject = z.object({ kind: z.enum(SUBJECT_KINDS), id: z.string(), title: z.string() });

const originAnswer = z.union([
  z.object({ kind: z.literal('row'), dataset: z.string(), row: z.int() }),
  z.object({ kind: z.literal('event'), event: z.string() }),
  z.object({ kind: z.enum(['given', 'setting', 'assumed', 'step']) }).loose(),
]) as unknown as z.ZodType<Origin>;

/** A metric's past, thinned for a chart. Instants are milliseconds since 1970; `null` is known to be unknown. */
export const historyAnswer = z.object({
  currency: z.string().nullable(),
  basis: rateBasisSchema.nullable(),
  /** How values came about that were not simply observed. */
  says: z.string().nullable(),
  /** Observations in the window, before thinning. */
  total: z.int(),
  points: z.array(z.object({ at: z.number(), value: z.string().nullable(), origin: originAnswer })),
  /** Stretches without an observation that are longer than the series usually makes wait: a line is not drawn through them. */
  gaps: z.array(z.object({ from: z.number(), to: z.number() })),
});
export type HistoryAnswer = z.infer<typeof historyAnswer>;

export const historyFigure = z.union([historyAnswer, unavailableAnswer]);
