import { z } from 'zod';
import { identifier, METRIC_UNITS, SUBJECT_KINDS, trailSchema } from '../../../shared/figures/index.ts';
import {
  GRADES,
  gradeMarkSchema,
  LETTERS,
  listTermsSchema,
  ownColumnSchema,
  ownGradeSchema,
  readingSchema,
  SCREEN_REASONS,
  screenTermsSchema,
  targetSchema,
  watchedSchema,
} from '../../../shared/watchlists/index.ts';

/** A metric that is a column somewhere; `gone` where the registry does not know it any more. */
export const metricHead = z.object({
  metric: identifier,
  name: z.string(),
  word: z.string(),
  subject: z.enum(SUBJECT_KINDS).nullable(),
  unit: z.enum(METRIC_UNITS).nullable(),
  basis: z.string().nullable(),
  hasHistory: z.boolean(),
  gone: z.boolean(),
});

export const listLine = z.object({
  list: identifier,
  terms: listTermsSchema,
  madeAt: z.string(),
  removed: z.boolean(),
  entries: z.int(),
  /** How many entries of each kind. */
  kinds: z.record(z.string(), z.int()),
  tags: z.array(z.string()),
  /** Entries whose day of review has come. */
  reviewsDue: z.int(),
});

/** A metric of an entry; null where it is about another kind. */
const cell = readingSchema.nullable();

export const targetAnswer = z.object({
  target: targetSchema,
  name: z.string(),
  unit: z.enum(METRIC_UNITS).nullable(),
  standing: z.enum(['reached', 'open', 'unknown']),
  says: z.string(),
  distance: z.string().nullable(),
});

/** What a metric was when the entry was added, and what has become of it since. */
export const sinceAdded = z.object({
  metric: identifier,
  name: z.string(),
  unit: z.enum(METRIC_UNITS).nullable(),
  was: readingSchema,
  now: readingSchema,
  /** Growth as a fraction; of fractions and scores the difference in their own unit. Null where it cannot be told: `says` tells why. */
  change: z.string().nullable(),
  of: z.enum(['growth', 'difference']),
  says: z.string().nullable(),
});

export const entryLine = z.object({
  entry: identifier,
  list: identifier,
  about: watchedSchema,
  /** What it is called now; where it is gone, what it was called when it was added. */
  title: z.string(),
  /** Why there is nothing to be read of it any more; null where it is there. */
  gone: z.string().nullable(),
  place: z.string(),
  addedAt: z.string(),
  addedEvent: z.string(),
  tags: z.array(z.string()),
  note: z.string(),
  reviewBy: z.string().nullable(),
  reviewDue: z.boolean(),
  targets: z.array(targetAnswer),
  values: z.record(z.string(), z.string()),
  /** In the order of the list's metrics. */
  cells: z.array(cell),
  since: z.array(sinceAdded),
});

export const listAnswer = z.object({
  list: listLine,
  heads: z.array(metricHead),
  total: z.int(),
  rows: z.array(entryLine),
});

export const sparkAnswer = z.object({
  entry: identifier,
  /** The trend that fits its kind; null where none does. */
  metric: identifier.nullable(),
  /** Instants (milliseconds) and values, thinned so that highs and lows stay; null where unknown. */
  points: z.array(z.tuple([z.number(), z.number().nullable()])),
  /** Why there is nothing to draw. */
  says: z.string().nullable(),
});

export const noteVersion = z.object({
  at: z.string(),
  actor: z.string(),
  note: z.string(),
  /** Against the version before: lines in order, each kept, added or taken out. */
  diff: z.array(z.object({ change: z.enum(['same', 'added', 'removed']), text: z.string() })),
});

/** A text that is no condition, or one that cannot be asked here: the characters at fault and a sentence. */
export const faultAnswer = z.object({ code: z.string(), from: z.int(), to: z.int(), message: z.string(), expected: z.array(z.string()) });

export const selectAnswer = z.object({
  /** Subjects of the kind, and how many of them the condition lets through. */
  subjects: z.int(),
  total: z.int(),
  /** How many could not be judged, apart from those that were; with the reasons that occurred most. */
  unknown: z.int(),
  unknownSays: z.string().nullable(),
  fault: faultAnswer.nullable(),
  /** What the parser noticed beside: two readings of a text, and which was taken. */
  notes: z.array(z.string()),
  /** The condition in its one written form; null where it has a fault. */
  canonical: z.string().nullable(),
  heads: z.array(metricHead),
  rows: z.array(z.object({ id: identifier, title: z.string(), cells: z.array(readingSchema) })),
  /** Why the sort could not be followed, or what is mixed in it: rates of unlike bases. */
  sortSays: z.string().nullable(),
});

export const screenLine = z.object({
  screen: identifier,
  terms: screenTermsSchema,
  members: z.int(),
  /** When it was judged last, that anything changed. */
  changedAt: z.string().nullable(),
  /** How many entered within the last 24 hours because of data or time. */
  newItems: z.int(),
  unknown: z.int(),
  /** Why it cannot be judged now: a metric that is gone. Its members stay as they were. */
  fault: faultAnswer.nullable(),
  removed: z.boolean(),
});

const memberLine = z.object({ id: identifier, title: z.string() });
export const screenAnswer = z.object({
  screen: screenLine,
  /** Newest first. Of long ones only the first hundred are named. */
  changes: z.array(
    z.object({
      at: z.string(),
      because: z.enum(SCREEN_REASONS),
      entered: z.array(memberLine),
      left: z.array(memberLine),
      enteredCount: z.int(),
      leftCount: z.int(),
      total: z.int(),
      unknown: z.int(),
      says: z.string(),
    }),
  ),
});

export const factorAnswer = z.object({
  factor: z.string(),
  name: z.string(),
  says: z.string(),
  /** Of all weights, 0 to 1. */
  weight: z.number(),
  /** From value to points, 0 to 10; between two of them in proportion. */
  anchors: z.array(z.object({ value: z.number(), points: z.number() })),
  /** Instead of anchors, where the metric's values are words. */
  words: z.array(z.object({ word: z.string(), points: z.number() })),
  unit: z.string(),
  /** What it was computed from, as text with its unit; null where unknown. */
  value: z.string().nullable(),
  points: z.number().nullable(),
  /** Whether it says anything of this subject; its weight counts neither way where not. */
  applies: z.boolean(),
  /** Why it is unknown, or does not apply. */
  unknown: z.string().nullable(),
});

export const gradeAnswer = z.object({
  grade: z.enum(GRADES),
  about: z.object({ kind: z.enum(SUBJECT_KINDS), id: identifier }),
  title: z.string().nullable(),
  day: z.string(),
  mark: gradeMarkSchema,
  /** One sentence: the letter with its points and coverage, or why there is none. */
  says: z.string(),
  own: ownGradeSchema.extend({ at: z.string(), actor: z.string() }).nullable(),
  factors: z.array(factorAnswer),
  /** From rows and events to the points. */
  trail: trailSchema,
});

export const gradeHistoryLine = z.object({
  at: z.string(),
  by: z.enum(['data', 'person']),
  actor: z.string().nullable(),
  letter: z.enum(LETTERS).nullable(),
  before: z.enum(LETTERS).nullable(),
  points: z.string().nullable(),
  coverage: z.string().nullable(),
  reason: z.string().nullable(),
});

export const methodAnswer = z.object({
  grade: z.enum(GRADES),
  kind: z.enum(SUBJECT_KINDS),
  says: z.string(),
  leastCoverage: z.number(),
  letters: z.array(z.object({ letter: z.enum(LETTERS), from: z.number() })),
  factors: z.array(factorAnswer.pick({ factor: true, name: true, says: true, weight: true, anchors: true, words: true, unit: true })),
});

/** Something of lists, grades and screens that is a matter for today. */
export const matterAnswer = z.object({
  matter: z.enum(['review-due', 'target-reached', 'grade-changed', 'screen-changed']),
  /** Instant or day since which it is so. */
  since: z.string(),
  says: z.string(),
  list: identifier.nullable(),
  entry: identifier.nullable(),
  screen: identifier.nullable(),
  about: z.object({ kind: z.enum(SUBJECT_KINDS), id: identifier }).nullable(),
});

const subjectLine = z.object({ about: watchedSchema, title: z.string() });

/** What becomes of each row of a file; `new`, `present`, `twice`, `ambiguous`, `unknown` and `fault` add up to `total`. */
export const csvAnswer = z.object({
  list: identifier.nullable(),
  total: z.int(),
  counts: z.object({ new: z.int(), present: z.int(), twice: z.int(), ambiguous: z.int(), unknown: z.int(), fault: z.int() }),
  /** Own columns that the file has. */
  columns: z.array(ownColumnSchema),
  ignored: z.array(z.object({ column: z.string(), because: z.string() })),
  lines: z.array(
    z.object({
      row: z.int(),
      line: z.int(),
      is: z.enum(['new', 'present', 'twice', 'ambiguous', 'unknown', 'fault']),
      /** What the row calls it. */
      name: z.string(),
      about: watchedSchema.nullable(),
      title: z.string().nullable(),
      candidates: z.array(subjectLine),
      /** How many it may mean; the first are candidates. */
      many: z.int(),
      message: z.string().nullable(),
    }),
  ),
});
