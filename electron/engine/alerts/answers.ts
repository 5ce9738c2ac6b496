import { z } from 'zod';
import { ruleTermsSchema, SEVERITIES, whySchema } from '../../../shared/alerts/index.ts';
import { METRIC_UNITS, SUBJECT_KINDS } from '../../../shared/figures/index.ts';

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
  /** There are more than `total`; see `searchFirings` for what is counted to its end. */
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

/** How near a watch is to firing; see `Distance`. */
export const distanceAnswer = z.object({
  /** In a few words: “1.2 % away”, of its level. */
  says: z.string(),
  /** Of the level, what is still to be gone, for ordering: 0 where the condition holds; null where that cannot be said. */
  share: z.number().nullable(),
  holds: z.boolean().nullable(),
  /** Of a condition that must hold for a time, how long it has and must, in milliseconds; null where it is not counting. */
  held: z.object({ so: z.number(), of: z.number() }).nullable(),
  /** Numbers in the unit of the clause's first side, times in milliseconds. */
  clauses: z.array(
    z.object({
      text: z.string(),
      holds: z.boolean().nullable(),
      wanted: z.boolean(),
      value: z.number().nullable(),
      word: z.string().nullable(),
      levels: z.array(z.number()),
      /** How far the value must move, up if positive. */
      gap: z.number().nullable(),
      ofLevel: z.number().nullable(),
      ofRange: z.number().nullable(),
    }),
  ),
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

export const previewAnswer = z.object({
  /** Where the text cannot be read; then there is nothing else. */
  fault: faultAnswer.nullable(),
  /** Canonical. */
  text: z.string().nullable(),
  says: z.string().nullable(),
  notes: z.array(z.string()),
  inputs: z.array(z.object({ name: z.string(), metric: z.string(), title: z.string(), hasHistory: z.boolean() })),
  /** Why it is about no subject: its list or screen is gone. */
  refused: because.nullable(),
  /** How many subjects it is about, and how many of them were evaluated. */
  subjects: z.number(),
  evaluated: z.number(),
  /** How many of these would fire now, and of how many it cannot be said. */
  firing: z.number(),
  unknown: z.number(),
  /** Those that fire first, then those that are nearest to it. */
  watches: z.array(
    z.object({
      subject: z.string(),
      title: z.string(),
      holds: z.boolean().nullable(),
      fires: z.boolean(),
      isGone: z.boolean(),
      values: watchAnswer.shape.values,
      distance: distanceAnswer.nullable(),
    }),
  ),
});

/** How a rule did against drawdowns that were marked; see `MarkScore`. Instants and times in milliseconds. */
const marksScore = z.object({
  marks: z.array(
    z.object({ from: z.number(), to: z.number(), fired: z.number().nullable(), lead: z.number().nullable(), ahead: z.number().nullable() }),
  ),
  missed: z.number(),
  falseAlarms: z.array(z.number()),
  precision: z.number().nullable(),
  recall: z.number().nullable(),
  medianLead: z.number().nullable(),
});

const rehearsedFirings = z.array(z.object({ at: z.number(), cleared: z.number().nullable(), value: z.string().nullable() }));

/** Instants are milliseconds since 1970, as in the histories of metrics. */
export const rehearsalAnswer = z.object({
  text: z.string(),
  says: z.string(),
  against: z.object({ text: z.string(), says: z.string() }).nullable(),
  /** How many subjects the rule is about, and of how many of them this tells. */
  total: z.number(),
  rehearsed: z.number(),
  /** Which these are: all, in their order, or those of which the most was observed. */
  order: z.enum(['as-listed', 'longest-first']),
  /** The numbers in it that may be moved. */
  thresholds: z.array(z.object({ clause: z.number(), subject: z.string(), number: z.string(), unit: z.string() })),
  subjects: z.array(
    z.object({
      subject: z.string(),
      title: z.string(),
      because: because.nullable(),
      from: z.number().nullable(),
      to: z.number().nullable(),
      observations: z.number(),
      firings: rehearsedFirings,
      firesStill: z.boolean(),
      evaluated: z.number(),
      unknown: z.number(),
      perMonth: z.number().nullable(),
      byMonth: z.record(z.string(), z.number()),
      /** Milliseconds. */
      longest: z.number().nullable(),
      marks: marksScore.nullable(),
      against: z
        .object({
          firings: rehearsedFirings,
          unknown: z.number(),
          perMonth: z.number().nullable(),
          longest: z.number().nullable(),
          onlyFirst: z.number(),
          onlySecond: z.number(),
          both: z.array(z.object({ first: z.number(), second: z.number(), lead: z.number() })),
          /** Share of the time in which either fires that both do. */
          overlap: z.number().nullable(),
          marks: marksScore.nullable(),
        })
        .nullable(),
    }),
  ),
  sweep: z
    .object({
      subject: z.string(),
      points: z.array(
        z.object({
          number: z.string(),
          rule: z.string(),
          firings: z.array(z.object({ at: z.number(), cleared: z.number().nullable() })),
        }),
      ),
    })
    .nullable(),
});

export const replayAnswer = z.object({
  replayed: z.number(),
  identical: z.number(),
  /** The first hundred that differ: what is recorded, and what comes out now. */
  different: z.array(
    z.object({
      firing: z.string(),
      title: z.string(),
      subjectTitle: z.string(),
      differences: z.array(z.object({ what: z.string(), recorded: z.string().nullable(), computed: z.string().nullable() })),
    }),
  ),
  /** What armed rules would record of the data that were taken in already, and have not: nothing, if all is well. Null where one was replayed alone. */
  unrecorded: z.object({ fired: z.number(), cleared: z.number(), corrections: z.number() }).nullable(),
});

/** A rule to begin with; see `Preset`. */
export const presetAnswer = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(SUBJECT_KINDS),
  template: z.string(),
  parameters: z.array(z.object({ name: z.string(), says: z.string(), usual: z.string(), least: z.string(), most: z.string() })),
  severity: z.enum(SEVERITIES),
  why: z.string(),
  catches: z.string(),
  misses: z.string(),
  /** With the usual parameters; and why it cannot be used here, where nothing offers what it reads. */
  rule: z.string(),
  says: z.string().nullable(),
  fault: z.string().nullable(),
  /** Over the data at hand; null where the kind cannot be listed. */
  rehearsal: z
    .object({
      /** How many subjects of the kind there are, and over how many of them it was rehearsed. */
      subjects: z.number(),
      rehearsed: z.number(),
      firings: z.number(),
      /** How many would fire at the end of their past. */
      firing: z.number(),
      /** Firings a month of one subject, on average; null where there is no past. */
      perMonth: z.number().nullable(),
      /** Those that fired most. */
      examples: z.array(z.object({ subject: z.string(), title: z.string(), firings: z.number() })),
    })
    .nullable(),
});
