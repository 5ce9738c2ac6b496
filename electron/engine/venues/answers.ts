import { z } from 'zod';
import { EVIDENCE_STATES, evidenceRefSchema } from '../../../shared/evidence/index.ts';
import {
  assetCode,
  dayString,
  decimalString,
  figureSchema,
  identifier,
  instantString,
  subjectSchema,
  VERDICTS,
  type Trail,
} from '../../../shared/figures/index.ts';
import {
  CRITERIA,
  CUSTODY_MODELS,
  decisionSchema,
  FAMILIES,
  gateSchema,
  limitSchema,
  measureSchema,
  policySchema,
  profileSchema,
  RANK_STATES,
  RECORD_KINDS,
  recordSchema,
  scoreSchema,
  SOURCE_CLASSES,
  standingSchema,
  VENUE_FIELDS,
  VENUE_KINDS,
  VENUE_STATUSES,
  VENUE_TYPES,
  venueDetailsSchema,
} from '../../../shared/venues/index.ts';

/** Shapes in which the venues column answers. Scores go from 0 to 10, shares from 0 to 1; both are decimal text. */

const share = decimalString;

/** A sum of values of which some may be missing: the known part, and how many are not in it. */
export const sumAnswer = z.object({ known: decimalString, items: z.int(), missing: z.int() });
export type SumAnswer = z.infer<typeof sumAnswer>;

const tone = z.enum(['green', 'amber', 'red', 'unknown']);

export const limitUseAnswer = z.object({
  limit: identifier,
  detail: limitSchema,
  /** "Venue Deribit", "Group Binance", "Everything". */
  scope: z.string(),
  /** What the limit is used by, in its currency; unavailable where only a ticket can tell (notional, loss, leverage). */
  used: figureSchema,
  use: figureSchema,
  tone,
  says: z.string(),
  expired: z.boolean(),
});
export type LimitUse = z.infer<typeof limitUseAnswer>;

export const criterionAnswer = z.object({
  criterion: z.enum(CRITERIA),
  name: z.string(),
  /** Of a hundred, as the profile has it. */
  weight: decimalString,
  /** Over what is scored; null where nothing is. */
  score: decimalString.nullable(),
  /** Share of the criterion that is scored. */
  covered: share,
  low: decimalString,
  high: decimalString,
  /** Trust in the sources and their freshness, from 0 to 1, over what is scored. */
  confidence: share.nullable(),
  /** Age in days of the oldest score in it. */
  oldestDays: z.int().nullable(),
  evidence: z.int(),
  /** Below the owner's floor. */
  belowFloor: z.boolean(),
});

export const placeAnswer = z.object({
  state: z.enum(RANK_STATES),
  /** Why it is not ranked, where it is not; a sentence. */
  because: z.string().nullable(),
  rank: z.int().nullable(),
  /** The weighted arithmetic mean over what is scored; null where nothing is. */
  score: decimalString.nullable(),
  /** The weighted geometric mean: no hole is hidden in it. */
  geometric: decimalString.nullable(),
  coverage: share,
  /** With everything missing at 0, and at 10. */
  low: decimalString,
  high: decimalString,
  confidence: share.nullable(),
  criteria: z.array(criterionAnswer),
});

export const flagCount = z.object({ open: z.int(), critical: z.int() });

export const evidenceAges = z.object({
  scores: z.int(),
  files: z.int(),
  oldestDays: z.int().nullable(),
  /** Past their half-life, or past the day until which they stand. */
  expired: z.int(),
  /** Within thirty days of it. */
  expiring: z.int(),
});

export const summaryAnswer = z.object({
  venue: identifier,
  name: z.string(),
  kind: z.enum(VENUE_KINDS),
  type: z.enum(VENUE_TYPES),
  custody: z.enum(CUSTODY_MODELS).nullable(),
  group: z.string().nullable(),
  bestFor: z.string().nullable(),
  bundled: z.boolean(),
  /** Place in the list of the guides it was taken from. */
  listed: z.int().nullable(),
  status: z.enum(VENUE_STATUSES),
  reviewDue: dayString.nullable(),
  reviewOverdue: z.boolean(),
  /** Fail before unknown before pass. */
  gate: z.enum(['pass', 'fail', 'unknown']),
  gates: z.array(gateSchema),
  place: placeAnswer,
  exposure: sumAnswer,
  /** Of the tightest limit that holds it. */
  limit: z.object({ limit: identifier, use: figureSchema, tone }).nullable(),
  flags: flagCount,
  evidence: evidenceAges,
  accounts: z.int(),
  apiKeys: z.int(),
  /** Age in days of the oldest key that is in use. */
  oldestKeyDays: z.int().nullable(),
});
export type VenueSummary = z.infer<typeof summaryAnswer>;

export const profileAnswer = profileSchema.extend({ profile: identifier, bundled: z.boolean() });

const listHead = {
  asOf: dayString,
  currency: assetCode,
  family: z.enum(FAMILIES),
  profile: profileAnswer,
  coverageNeeded: share,
};

export const listAnswer = z.object({
  ...listHead,
  /** Ranked ones first, in their order; then the others by name. */
  venues: z.array(summaryAnswer),
});

const factValue = z.union([z.string(), z.null(), z.array(z.string()), z.array(z.object({ title: z.string(), url: z.string() }))]);
export const factAnswer = z.object({
  field: z.enum(VENUE_FIELDS as [string, ...string[]]),
  value: factValue,
  /** Said by the owner, over the catalogue or without it. */
  own: z.boolean(),
  bundled: z.object({ value: factValue, source: z.string(), asOf: z.string() }).nullable(),
});

/** Files beside a score or an entry, and how they are found now. */
const filesAnswer = z.array(evidenceRefSchema.extend({ state: z.enum(EVIDENCE_STATES) }));

export const recordAnswer = z.object({
  record: identifier,
  venue: identifier,
  venueName: z.string(),
  title: z.string(),
  detail: recordSchema,
  addedAt: instantString,
  /** The day until which it stands, from itself or from the owner's policy. */
  validUntil: dayString.nullable(),
  expired: z.boolean(),
  /** What is wrong with it, in sentences: a key that may withdraw, an account without a second factor. */
  warnings: z.array(z.string()),
  files: filesAnswer,
});
export type RecordAnswer = z.infer<typeof recordAnswer>;

export const scoreAnswer = z.object({
  measure: z.string(),
  criterion: z.enum(CRITERIA),
  name: z.string(),
  detail: scoreSchema,
  points: decimalString,
  low: decimalString,
  high: decimalString,
  /** The raw value with its unit, the category or the rubric's text. */
  words: z.string(),
  sourceClass: z.enum(SOURCE_CLASSES),
  ageDays: z.int(),
  halfLifeDays: z.int(),
  decay: share,
  confidence: share,
  evidence: z.int(),
  files: filesAnswer,
  /** The day on which its half-life is over. */
  staleOn: dayString,
});

export const exposureItem = z.object({
  venue: identifier.nullable(),
  platform: z.string(),
  kind: z.enum(['position', 'balance', 'unrealised', 'unsettled', 'planned']),
  from: subjectSchema,
  title: z.string(),
  asset: z.string().nullable(),
  value: figureSchema,
});

export const checklistAnswer = z.object({
  item: z.string(),
  template: z.string(),
  result: z.enum(VERDICTS),
  value: z.string(),
  at: instantString,
  validUntil: instantString.nullable(),
  expired: z.boolean(),
  run: identifier,
});

export const oneAnswer = summaryAnswer.extend({
  ...listHead,
  details: venueDetailsSchema,
  facts: z.array(factAnswer),
  standing: standingSchema,
  note: z.string(),
  records: z.array(recordAnswer),
  scores: z.array(scoreAnswer),
  /** Measures without a score. */
  unscored: z.array(z.object({ measure: z.string(), criterion: z.enum(CRITERIA), name: z.string() })),
  exposures: z.array(exposureItem),
  /** Every limit that holds it: its own, its group's, the total. */
  limits: z.array(limitUseAnswer),
  decisions: z.array(
    z.object({ decision: identifier, at: instantString, chosen: z.boolean(), chosenName: z.string(), nextReview: dayString }),
  ),
  answers: z.array(checklistAnswer),
  /** How the score came about. */
  trail: z.array(z.looseObject({ figure: z.string(), formula: z.string(), value: z.string() })) as unknown as z.ZodType<Trail>,
});

export const compareAnswer = z.object({
  ...listHead,
  venues: z.array(summaryAnswer),
  /** One row a field, in the order of `venues`; null where nobody has said it. */
  facts: z.array(z.object({ field: z.string(), values: z.array(factAnswer.nullable()) })),
  gates: z.array(z.object({ gate: z.string(), name: z.string(), values: z.array(gateSchema) })),
  criteria: z.array(z.object({ criterion: z.enum(CRITERIA), name: z.string(), weight: decimalString, values: z.array(criterionAnswer) })),
  measures: z.array(
    z.object({ measure: z.string(), criterion: z.enum(CRITERIA), name: z.string(), values: z.array(scoreAnswer.nullable()) }),
  ),
  expiring: z.array(z.lazy(() => expiringAnswer)),
});

export const expiringAnswer = z.object({
  venue: identifier,
  venueName: z.string(),
  what: z.enum(['score', 'eligibility', 'attestation', 'channel', 'api-key', 'limit', 'review', 'decision', 'checklist']),
  says: z.string(),
  dueOn: dayString,
  daysLeft: z.int(),
  /** The record, the measure, the limit, the decision or the item that it is about. */
  about: z.string(),
});

export const rankingAnswer = z.object({
  ...listHead,
  ranking: z.array(placeAnswer.extend({ venue: identifier, name: z.string() })),
});

const weightRange = z.object({
  criterion: z.enum(CRITERIA),
  name: z.string(),
  /** As a share of all weights. */
  weight: share,
  /** The first stays first while this weight lies between, the others keeping their proportions. */
  low: share,
  high: share,
  /** Who comes first beyond the ends; null where the end is 0 or 1. */
  below: identifier.nullable(),
  above: identifier.nullable(),
});

const bar = z.object({
  about: z.enum(['weight', 'score']),
  criterion: z.enum(CRITERIA),
  /** Whose score; null of weights. */
  venue: identifier.nullable(),
  says: z.string(),
  /** The lead of the first over the second when it is lower, and higher. */
  less: decimalString,
  more: decimalString,
  /** Either end makes the second first. */
  turns: z.boolean(),
});

export const sensitivityAnswer = z.object({
  ...listHead,
  /** Null where fewer than two venues are ranked; `says` tells it. */
  says: z.string(),
  leader: identifier.nullable(),
  second: identifier.nullable(),
  lead: decimalString.nullable(),
  stability: z.array(weightRange),
  tornado: z.array(bar),
  /** What would have to be true for the second to come first, each by itself. */
  wouldTurn: z.array(
    z.object({
      criterion: z.enum(CRITERIA),
      about: z.enum(['weight', 'score-of-leader', 'score-of-second']),
      possible: z.boolean(),
      needed: decimalString.nullable(),
      says: z.string(),
    }),
  ),
  acceptability: z.object({
    seed: z.int(),
    draws: z.int(),
    concentration: decimalString,
    /** Share of the draws in which a venue takes each place, first place first. */
    venues: z.array(z.object({ venue: identifier, name: z.string(), first: share, places: z.array(share), meanRank: decimalString })),
  }),
});

export const exposureAnswer = z.object({
  asOf: dayString,
  currency: assetCode,
  total: sumAnswer,
  venues: z.array(
    z.object({
      venue: identifier,
      name: z.string(),
      group: z.string().nullable(),
      sum: sumAnswer,
      items: z.array(exposureItem),
      limits: z.array(limitUseAnswer),
    }),
  ),
  groups: z.array(z.object({ group: z.string(), venues: z.array(identifier), sum: sumAnswer, limits: z.array(limitUseAnswer) })),
  assets: z.array(z.object({ asset: z.string(), sum: sumAnswer, limits: z.array(limitUseAnswer) })),
  /** Of platforms that no venue of the catalogue answers to. They count in the total, and to a group where that has their name. */
  unmatched: z.array(z.object({ platform: z.string(), group: z.string().nullable(), sum: sumAnswer, items: z.array(exposureItem) })),
  limits: z.array(limitUseAnswer),
});

export const decisionAnswer = z.object({
  decision: identifier,
  at: instantString,
  actor: z.string(),
  detail: decisionSchema,
  /** Whether the ranking comes out again from what the record holds; each difference in a sentence. */
  recomputed: z.object({ same: z.boolean(), differences: z.array(z.string()) }),
  supersededBy: identifier.nullable(),
});

export const schemeAnswer = z.object({
  family: z.enum(FAMILIES),
  criteria: z.array(z.object({ criterion: z.enum(CRITERIA), name: z.string(), says: z.string(), halfLifeDays: z.int() })),
  measures: z.array(measureSchema.extend({ own: z.boolean() })),
});

export const venueAnswer = z.object({ venue: identifier });
export const policyAnswer = policySchema;
export const registerKinds = z.enum(RECORD_KINDS);
