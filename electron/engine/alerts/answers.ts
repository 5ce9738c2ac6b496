import { z } from 'zod';
import { markSchema, ruleTermsSchema, SEVERITIES, whySchema } from '../../../shared/alerts/index.ts';
import { identifier, METRIC_UNITS, SUBJECT_KINDS } from '../../../shared/figures/index.ts';

const because = z.object({ reason: z.string(), message: z.string() });

/** One firing as lists show it; see `Firing` in `firing-rows.ts` for what each member means. */
export const firingAnswer = z.object({
  place: z.number(),
  firing: z.string(),
  event: z.string(),
  rule: z.string(),
  version: z.string(),
  evaluates: z.string(),
  kind: z.enum(SUBJECT_KINDS),
  subject: z.string(),
  title: z.string(),
  subjectTitle: z.string(),
  what: z.enum(['condition', 'unknown']),
  severity: z.enum(SEVERITIES),
  observed: z.string(),
  due: z.string(),
  found: z.string(),
  late: z.boolean(),
  passed: z.boolean(),
  byClock: z.boolean(),
  cleared: z.string().nullable(),
  clearedFound: z.string().nullable(),
  ended: z.enum(['cleared', 'disarmed', 'edited', 'removed', 'idle', 'corrected']).nullable(),
  told: z.boolean(),
  void: z.boolean(),
  acknowledged: z.object({ at: z.string(), note: z.string() }).nullable(),
  snoozedUntil: z.string().nullable(),
  why: whySchema.nullable(),
});

export const firingsAnswer = z.object({
  total: z.number(),
  /** There are more than `total`, which counts to 100,000. */
  more: z.boolean(),
  firings: z.array(firingAnswer),
});

export const correctionAnswer = z.object({
  place: z.number(),
  event: z.string(),
  found: z.string(),
  rule: z.string(),
  title: z.string(),
  subject: z.string(),
  subjectTitle: z.string(),
  what: z.enum(['would-have-fired', 'would-not-have-fired', 'moved']),
  firing: z.string(),
  due: z.string(),
  cleared: z.string().nullable(),
  wasDue: z.string().nullable(),
  wasCleared: z.string().nullable(),
});

export const faultAnswer = z.object({
  code: z.string(),
  from: z.number(),
  to: z.number(),
  message: z.string(),
  expected: z.array(z.string()),
});

export const PHASES = ['armed', 'pending', 'firing', 'recovering', 'cooling', 'spent', 'unknown', 'idle'] as const;

/** How near a watch is to firing. */
export const distanceAnswer = z.object({
  /** In words: “1.2 % above 0.98”. */
  says: z.string(),
  /** For ordering: 0 fires now, 1 or more is far; null where that cannot be said. */
  share: z.number().nullable(),
});

/** Where a rule stands for one subject. */
export const watchAnswer = z.object({
  rule: z.string(),
  kind: z.enum(SUBJECT_KINDS),
  subject: z.string(),
  title: z.string(),
  phase: z.enum(PHASES),
  /** Why it cannot be evaluated, or is idle. */
  because: because.nullable(),
  /** Since when the condition has held without a break, where it does not fire yet. */
  holdsSince: z.string().nullable(),
  quietUntil: z.string().nullable(),
  /** What the rule reads now, by name. */
  values: z.array(
    z.object({
      name: z.string(),
      metric: z.string(),
      unit: z.enum(METRIC_UNITS),
      value: z.string().nullable(),
      currency: z.string().optional(),
      observed: z.string().nullable(),
      because: because.nullable(),
    }),
  ),
  distance: distanceAnswer.nullable(),
  snoozedUntil: z.string().nullable(),
  firing: z.string().nullable(),
});

export const countsAnswer = z.object({
  total: z.number(),
  armed: z.number(),
  pending: z.number(),
  firing: z.number(),
  recovering: z.number(),
  cooling: z.number(),
  spent: z.number(),
  unknown: z.number(),
  idle: z.number(),
});

export const ruleAnswer = z.object({
  rule: z.string(),
  version: z.string(),
  terms: ruleTermsSchema,
  /** The rule as a sentence; null where its text cannot be read any more, and then `fault` says why. */
  says: z.string().nullable(),
  fault: z.string().nullable(),
  severity: z.enum(SEVERITIES),
  armedAt: z.string().nullable(),
  removed: z.boolean(),
  /** Where its watches stand; null while it is not armed. */
  watches: countsAnswer.nullable(),
  /** Why it watches nothing, where its subjects, list or screen are gone. */
  idle: because.nullable(),
  lastFired: z.object({ firing: z.string(), due: z.string(), subject: z.string(), subjectTitle: z.string() }).nullable(),
  /** How often it has fired. */
  fired: z.number(),
  /** The watch that is nearest to firing. */
  nearest: z.object({ subject: z.string(), subjectTitle: z.string(), distance: distanceAnswer }).nullable(),
  snoozedUntil: z.string().nullable(),
});

export const statusAnswer = z.object({
  rules: z.number(),
  armed: z.number(),
  watches: z.number(),
  firing: z.number(),
  unacknowledged: z.number(),
  /** Of what fires, by severity. */
  bySeverity: z.object({ low: z.number(), medium: z.number(), high: z.number(), critical: z.number() }),
  unknown: z.number(),
  idle: z.number(),
  /** When the last evaluation recorded something, and the place of the last firing. */
  evaluatedAt: z.string().nullable(),
  lastPlace: z.number(),
});

export const marksAnswer = z.array(
  z.object({ kind: z.enum(SUBJECT_KINDS), subject: identifier, metric: identifier, marks: z.array(markSchema) }),
);
