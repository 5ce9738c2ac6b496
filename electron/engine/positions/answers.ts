import { z } from 'zod';
import {
  assetCode,
  dayString,
  decimalString,
  figureSchema,
  identifier,
  instantString,
  rateBasisSchema,
  trailInputSchema,
  trailStepSchema,
} from '../../../shared/figures/index.ts';
import {
  activitySchema,
  COMPONENTS,
  documentSchema,
  POSITION_GROUPS,
  POSITION_KINDS,
  termsSchema,
} from '../../../shared/positions/index.ts';

/** Shapes in which the positions column answers. Amounts are decimal text; every figure is known with its trail, or says why not. */

/** A rate with its badge. */
export const rateAnswer = z.object({ figure: figureSchema, basis: rateBasisSchema });

export const flagAnswer = z.object({
  code: z.string(),
  /** Two or three words for a list: "slashed 0.01 %". */
  label: z.string(),
  /** A sentence. */
  says: z.string(),
  tone: z.enum(['note', 'warning']),
});

const unlockAnswer = z.object({
  days: z.int(),
  day: dayString,
  because: z.enum(['free', 'locked', 'matures', 'unbonds', 'locked-then-unbonds']),
});

const healthAnswer = z.object({ healthFactor: figureSchema, commonShock: figureSchema });

/** A position in a list. `components` has only what occurred. */
export const summaryAnswer = z.object({
  position: identifier,
  title: z.string(),
  kind: z.enum(POSITION_KINDS),
  group: z.enum(POSITION_GROUPS),
  platform: z.string(),
  network: z.string().nullable(),
  assets: z.array(assetCode),
  /** A short line under the title: the platform and what tells this position from its like. */
  detail: z.string(),
  status: z.enum(['open', 'closed']),
  opened: dayString,
  closed: dayString.nullable(),
  value: figureSchema,
  nominal: figureSchema,
  real: figureSchema,
  realReturn: rateAnswer,
  nominalReturn: rateAnswer,
  xirr: rateAnswer,
  earnedPerDay: figureSchema,
  components: z.partialRecord(z.enum(COMPONENTS), figureSchema),
  unlock: unlockAnswer,
  health: healthAnswer.nullable(),
  flags: z.array(flagAnswer),
  activities: z.int(),
  lastActivity: instantString.nullable(),
});
export type PositionSummary = z.infer<typeof summaryAnswer>;

/** Sums of what is known, and of how many positions each sum is short. */
export const totalAnswer = z.object({
  group: z.enum(['all', ...POSITION_GROUPS]),
  positions: z.int(),
  value: figureSchema,
  nominal: figureSchema,
  real: figureSchema,
  realReturn: rateAnswer,
  xirr: rateAnswer,
  components: z.partialRecord(z.enum(COMPONENTS), figureSchema),
  unavailable: z.object({ value: z.int(), nominal: z.int(), real: z.int() }),
});
export type PositionTotal = z.infer<typeof totalAnswer>;

/** How a question is asked: in which currency or coin, as of the end of which day, and since when. */
export const measureInput = {
  /** Today by default. */
  asOf: dayString.optional(),
  /** Currency or coin; the reporting currency by default. */
  currency: assetCode.optional(),
  /** Counts what happened after the end of this day; since the opening by default. */
  after: dayString.optional(),
};

export const listAnswer = z.object({
  asOf: dayString,
  currency: assetCode,
  /** What real means here: a deflator's name, or `null` where none is set. */
  deflator: z.string().nullable(),
  positions: z.array(summaryAnswer),
  totals: z.array(totalAnswer),
});

const componentAnswer = z.object({
  component: z.enum(COMPONENTS),
  name: z.string(),
  says: z.string(),
  formula: z.string(),
  figure: figureSchema,
});

const conclusionAnswer = z.object({ code: z.string(), says: z.string(), activity: z.string(), day: dayString });

const heldAnswer = z.object({
  place: z.enum(['holding', 'claimable', 'debt', 'pool']),
  asset: assetCode,
  of: z.enum(['principal', 'reward', 'pool-fee', 'incentive', 'pool', 'token']),
  quantity: decimalString,
  value: figureSchema,
});

export const oneAnswer = z.object({
  summary: summaryAnswer,
  terms: termsSchema,
  note: z.string(),
  documents: z.array(documentSchema),
  streams: z.array(z.string()),
  asOf: dayString,
  currency: assetCode,
  deflator: z.string().nullable(),
  /** `base` is the first day with money in it, `until` the last; `days` lie between these two. */
  window: z.object({ after: dayString, through: dayString, base: dayString, until: dayString, days: z.int() }),
  begin: figureSchema,
  end: figureSchema,
  netFlow: figureSchema,
  capital: figureSchema,
  /** The waterfall, in its order; they add up to `real`. */
  components: z.array(componentAnswer),
  nominal: figureSchema,
  afterTax: figureSchema,
  real: figureSchema,
  realReturn: rateAnswer,
  nominalReturn: rateAnswer,
  /** `ifPersisted`: the window is shorter than a year, so this is no performance. */
  annual: rateAnswer.extend({ ifPersisted: z.boolean() }),
  xirr: rateAnswer.extend({ periodReturn: figureSchema, roots: z.array(z.string()) }),
  twr: rateAnswer.extend({ annualised: figureSchema }),
  earned: z.object({ total: figureSchema, day: figureSchema, week: figureSchema, year: figureSchema }),
  breakEvenDays: figureSchema,
  feesOverDivergence: figureSchema,
  inRange: figureSchema,
  held: z.array(heldAnswer),
  flows: z.array(z.object({ day: dayString, amount: decimalString })),
  conclusions: z.array(conclusionAnswer),
});
export type PositionAnswer = z.infer<typeof oneAnswer>;

export const seriesAnswer = z.object({
  currency: assetCode,
  /** `null` is a gap, never zero. */
  points: z.array(z.object({ day: dayString, value: decimalString.nullable(), holding: decimalString.nullable() })),
});

export const activityAnswer = z.object({
  /** Names the activity in `editActivity` and `removeActivity`; imported ones cannot be edited. */
  activity: z.string(),
  imported: z.object({ batch: z.string(), row: z.int() }).nullable(),
  detail: activitySchema,
  words: z.string(),
});

/** An input of an explanation with its origin in words, and where one can look. */
const explainedInput = trailInputSchema.extend({
  words: z.string(),
  entry: z.object({ event: identifier, seq: z.int() }).nullable(),
  row: z.object({ dataset: z.string(), row: z.int(), file: z.string().nullable() }).nullable(),
});

export const explanationAnswer = z.object({
  title: z.string(),
  says: z.string(),
  figure: figureSchema,
  currency: assetCode,
  steps: z.array(trailStepSchema.extend({ inputs: z.array(explainedInput) })),
});

export const proposalAnswer = z.object({
  /** Platform, product and asset; stable as long as the streams are. */
  key: z.string(),
  streams: z.array(z.string()),
  terms: termsSchema,
  activities: z.int(),
  first: instantString,
  last: instantString,
  says: z.string(),
});

/** What a form's draft means, as one types. */
export const previewAnswer = z.object({
  sentences: z.array(z.string()),
  figures: z.array(z.object({ name: z.string(), figure: figureSchema, unit: z.string(), basis: rateBasisSchema.nullable() })),
  warnings: z.array(z.string()),
});
