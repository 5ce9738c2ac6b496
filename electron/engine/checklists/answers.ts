import { z } from 'zod';
import {
  answerSchema,
  BLOCKER_REASONS,
  givenSchema,
  hiddenSchema,
  itemSchema,
  overrideRequestSchema,
  overrideSchema,
  signatureSchema,
  signerSchema,
  templateSchema,
} from '../../../shared/checklists/index.ts';
import { EVIDENCE_STATES, evidenceRefSchema } from '../../../shared/evidence/index.ts';
import { CHECKED_KINDS, subjectSchema, VERDICTS } from '../../../shared/figures/index.ts';

/** What the checklists' procedures answer; the window and the terminal read these. */
const sha256 = z.string();
const instant = z.string();

const origin = z.enum(['own', 'bundled']);
export const versionAnswer = z.object({
  number: z.int(),
  hash: sha256,
  note: z.string(),
  /** Null of a version that is the program's and has not been used yet. */
  at: instant.nullable(),
  by: z.string().nullable(),
  origin,
});
export type VersionAnswer = z.infer<typeof versionAnswer>;

export const templateLine = z.object({
  key: z.string(),
  title: z.string(),
  says: z.string(),
  moment: z.string(),
  style: z.enum(['read-do', 'do-confirm', 'emergency-card']),
  about: z.enum(CHECKED_KINDS),
  /** Bundled ones are read-only. */
  origin,
  /** Null where there is only a draft. */
  newest: versionAnswer.nullable(),
  hasDraft: z.boolean(),
  retired: z.boolean(),
  items: z.int(),
  critical: z.int(),
  runs: z.object({ total: z.int(), open: z.int(), signed: z.int() }),
});
export type TemplateLine = z.infer<typeof templateLine>;

export const templateAnswer = z.object({
  key: z.string(),
  origin,
  retired: z.boolean(),
  draft: templateSchema.nullable(),
  /** The version that was asked for, else the newest; null where there is only a draft. */
  version: versionAnswer.extend({ content: templateSchema }).nullable(),
  /** Newest first. */
  versions: z.array(versionAnswer.extend({ runs: z.int() })),
});

export const checkAnswer = z.object({
  /** Each names its field, such as `chunks[0].items[2].atLeast`; none where the template is sound. */
  faults: z.array(z.object({ field: z.string(), message: z.string() })),
  template: templateSchema.nullable(),
  hash: sha256.nullable(),
  /** The version of that key that has the same content already. */
  sameAs: z.int().nullable(),
});

export const publishedAnswer = z.object({ template: z.string(), number: z.int(), hash: sha256 });
export const importedAnswer = publishedAnswer.extend({
  /** `known`: a version with the same content was there already. */
  outcome: z.enum(['published', 'known']),
});

export const runLine = z.object({
  run: z.string(),
  template: z.string(),
  number: z.int(),
  title: z.string(),
  about: subjectSchema,
  aboutTitle: z.string(),
  state: z.enum(['open', 'signed', 'void']),
  revision: z.int(),
  startedAt: instant,
  startedBy: z.string(),
  /** The last answer, override or signature. */
  changedAt: instant,
  signedAt: instant.nullable(),
  runHash: sha256.nullable(),
  answered: z.int(),
  failed: z.int(),
  overridden: z.int(),
  /** Of a signed one: the first instant at which a critical answer, or the whole, does not count any more. */
  expires: instant.nullable(),
});
export type RunLine = z.infer<typeof runLine>;

export const runsAnswer = z.object({ total: z.int(), runs: z.array(runLine) });

const blockerAnswer = z.object({ item: z.string(), text: z.string(), reason: z.enum(BLOCKER_REASONS), words: z.string() });
const lastAnswer = z.object({
  run: z.string(),
  at: instant,
  given: givenSchema,
  result: z.enum(VERDICTS),
  words: z.string(),
  note: z.string().nullable(),
  evidence: z.array(evidenceRefSchema),
});

export const itemAnswer = z.object({
  id: z.string(),
  chunk: z.string(),
  item: itemSchema,
  shown: z.boolean(),
  /** Of an item that is not asked: why. */
  because: z.string().nullable(),
  result: z.enum([...VERDICTS, 'unanswered']).nullable(),
  answer: answerSchema.nullable(),
  /** The answer in words; null where there is none. */
  words: z.string().nullable(),
  expired: z.boolean(),
  /** Its part was interrupted too long: to be answered again. */
  repeat: z.boolean(),
  blocker: blockerAnswer.nullable(),
  override: overrideSchema.nullable(),
  request: overrideRequestSchema.nullable(),
  timerSince: instant.nullable(),
  timerDue: instant.nullable(),
  /** Of a comparison by characters: the positions to type, counting from 1; null where the text to compare with is not known. */
  positions: z.array(z.int()).nullable(),
  files: z.array(evidenceRefSchema.extend({ state: z.enum(EVIDENCE_STATES) })),
  /** How it was answered in the run before: shown grey, and to be given again. */
  last: lastAnswer.nullable(),
});
export type ItemAnswer = z.infer<typeof itemAnswer>;

export const paceAnswer = z.object({
  measured: z.int(),
  medianMilliseconds: z.int().nullable(),
  totalMilliseconds: z.int(),
  tooFast: z.boolean(),
});

export const runAnswer = runLine.extend({
  template: z.string(),
  says: z.string(),
  style: z.enum(['read-do', 'do-confirm', 'emergency-card']),
  statement: z.string(),
  hash: sha256,
  by: signerSchema,
  /** The newest version of the checklist, where it is another than that of this run. */
  newerVersion: z.int().nullable(),
  chunks: z.array(z.object({ id: z.string(), title: z.string(), items: z.array(z.string()), answered: z.int(), shown: z.int() })),
  /** In their order, hidden ones too. */
  items: z.array(itemAnswer),
  hidden: z.array(hiddenSchema),
  blockers: z.array(blockerAnswer),
  /** The part that was left unfinished too long; the next answer makes its other answers be repeated. */
  interruption: z.object({ chunk: z.string(), since: instant, items: z.array(z.string()) }).nullable(),
  /** Where work goes on: the item answered last and the next one to answer. */
  lastItem: z.string().nullable(),
  nextItem: z.string().nullable(),
  pace: paceAnswer,
  signatures: z.array(signatureSchema),
  signing: z.object({
    /** Null where every signature is there. */
    next: z.object({ place: z.int(), role: z.string(), differs: z.boolean() }).nullable(),
    /** The hash that would be signed now. */
    runHash: sha256,
    /** Where the workspace knows one person only and another signature is wanted: not before, and with this number typed. */
    coolOff: z.object({ until: instant, number: z.string() }).nullable(),
  }),
  /** Earlier revisions that were signed, oldest first. */
  revisions: z.array(z.object({ revision: z.int(), runHash: sha256, signedAt: instant })),
  /** Whether an override needs a second person, or may go by the cool-off because there is only one. */
  overrides: z.enum(['second-person', 'cool-off']),
  /** The run before about the same subject. */
  previous: z.string().nullable(),
});
export type RunAnswer = z.infer<typeof runAnswer>;

export const standingAnswer = z.object({
  state: z.enum(['missing', 'open', 'signed', 'expired']),
  run: z.string().nullable(),
  runHash: sha256.nullable(),
  blockers: z.array(blockerAnswer),
  overrides: z.array(z.object({ item: z.string(), text: z.string(), reason: z.string(), by: z.string() })),
  expires: instant.nullable(),
});

export const standingItemAnswer = z.object({
  item: z.string(),
  template: z.string(),
  result: z.enum(VERDICTS),
  value: z.string(),
  at: instant,
  validUntil: instant.nullable(),
  expired: z.boolean(),
  overridden: z.boolean(),
  run: z.string(),
  evidence: z.array(evidenceRefSchema),
});

export const metricAnswer = z.object({
  id: z.string(),
  name: z.string(),
  says: z.string(),
  subject: z.enum(CHECKED_KINDS),
  unit: z.string(),
});

export const expiringAnswer = z.object({
  run: z.string(),
  template: z.string(),
  title: z.string(),
  about: subjectSchema,
  aboutTitle: z.string(),
  /** Null where the whole checklist is due again. */
  item: z.string().nullable(),
  text: z.string(),
  critical: z.boolean(),
  validUntil: instant,
  expired: z.boolean(),
});
export type ExpiringAnswer = z.infer<typeof expiringAnswer>;

const sideAnswer = z.object({ words: z.string(), result: z.enum(VERDICTS), at: instant });
export const comparisonAnswer = z.object({
  before: z.object({ run: z.string(), number: z.int(), startedAt: instant }).nullable(),
  after: z.object({ run: z.string(), number: z.int(), startedAt: instant }),
  items: z.array(
    z.object({
      item: z.string(),
      text: z.string(),
      change: z.enum(['same', 'changed', 'new', 'gone']),
      /** Whether the question itself has another wording or other bounds. */
      asksOtherwise: z.boolean(),
      before: sideAnswer.nullable(),
      after: sideAnswer.nullable(),
    }),
  ),
});

export const trendAnswer = z.array(
  z.object({ run: z.string(), at: instant, value: z.string(), unit: z.string().nullable(), result: z.enum(VERDICTS) }),
);

export const statisticsAnswer = z.object({
  /** Signed runs that were looked at. */
  runs: z.int(),
  medianMilliseconds: z.int().nullable(),
  tooFast: z.int(),
  items: z.array(
    z.object({
      item: z.string(),
      text: z.string(),
      critical: z.boolean(),
      answered: z.int(),
      failed: z.int(),
      unknown: z.int(),
      notApplicable: z.int(),
      notShown: z.int(),
      overridden: z.int(),
      /** Shares as decimals of the runs in which it was answered; null where it never was. */
      failRate: z.string().nullable(),
      notApplicableRate: z.string().nullable(),
      medianMilliseconds: z.int().nullable(),
      /** Answered in 50 runs or more and never failed: a candidate to drop, or to be read by the application. */
      neverFails: z.boolean(),
      /** Not applicable in at least half of ten runs or more: a candidate for a condition. */
      oftenNotApplicable: z.boolean(),
    }),
  ),
});

/** A PDF or a JSON text as base64, to be saved under its name. */
export const fileAnswer = z.object({ name: z.string(), mediaType: z.string(), content: z.string() });
/** The same, or why it cannot be had. */
export const fileOutcome = z.union([
  z.object({ ok: fileAnswer }),
  z.object({ error: z.object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()).exactOptional() }) }),
]);
