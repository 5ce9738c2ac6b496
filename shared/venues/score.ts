import { z } from 'zod';
import { dayString, decimalString, identifier } from '../figures/index.ts';
import { evidenceRefSchema } from '../evidence/index.ts';
import { CRITERIA, scoreString } from './criteria.ts';
import { withoutPrivateKeys } from './secrets.ts';

/** Who says so, from what was measured here down to hearsay; the number is how much it is trusted when fresh. */
export const SOURCE_CLASSES = ['own-measurement', 'official', 'third-party', 'hearsay'] as const;
export type SourceClass = (typeof SOURCE_CLASSES)[number];

/**
 * A score as it is given: a raw value for anchors, a category of a table, or points by a rubric. It belongs to a measure, or to a whole
 * criterion, where it speaks for those measures that have none of their own.
 */
export const scoreSchema = z
  .strictObject({
    given: z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('anchors'), raw: decimalString }),
      z.strictObject({ by: z.literal('table'), row: z.string().min(1).max(60) }),
      z.strictObject({ by: z.literal('rubric'), points: scoreString }),
    ]),
    /** Between which points the score may as well lie. */
    low: scoreString.nullable().default(null),
    high: scoreString.nullable().default(null),
    sourceClass: z.enum(SOURCE_CLASSES),
    /** Where it comes from, in words. */
    source: withoutPrivateKeys(z.string().min(1).max(500)),
    asOf: dayString,
    /** Without it, the measure's. */
    halfLifeDays: z.int().min(1).max(3_650).nullable().default(null),
    evidence: z.array(evidenceRefSchema).max(40).default([]),
    note: withoutPrivateKeys(z.string().max(4_000)).default(''),
  })
  .refine(({ low, high }) => low === null || high === null || Number(low) <= Number(high), {
    path: ['high'],
    error: 'must not lie below the low end',
  });
export type VenueScore = z.infer<typeof scoreSchema>;

const hundredths = decimalString.refine((text) => Number(text) >= 0 && Number(text) <= 100, 'must be from "0" to "100"');
export const weightsSchema = z.strictObject(
  Object.fromEntries(CRITERIA.map((criterion) => [criterion, hundredths])) as Record<(typeof CRITERIA)[number], typeof hundredths>,
);
/** Points out of a hundred by criterion. */
export type Weights = z.infer<typeof weightsSchema>;

/** Weights for a use, under a name. They sum to exactly 100. */
export const profileSchema = z.strictObject({
  name: z.string().min(1).max(80),
  says: z.string().max(1_000).default(''),
  weights: weightsSchema,
});
export type WeightProfile = z.infer<typeof profileSchema>;

export interface NamedProfile extends WeightProfile {
  readonly profile: string;
  readonly bundled: boolean;
}

/** What the owner holds all venues against. */
export const policySchema = z.strictObject({
  /** Custody models that are accepted; null as long as nobody has said. */
  custodyAccepted: z
    .array(z.enum(['venue', 'self', 'clearing', 'segregated', 'off-exchange', 'bilateral']))
    .min(1)
    .max(6)
    .nullable(),
  /** Share of the weights that must have evidence before a venue is ranked. */
  coverageNeeded: decimalString.refine((text) => Number(text) >= 0 && Number(text) <= 1, 'must be a share from "0" to "1"'),
  /** A venue that scores less in a criterion is not ranked; a criterion without a floor is null. */
  floors: z.partialRecord(z.enum(CRITERIA), scoreString),
  /** Days for which an eligibility check, a KYC attestation and a legal one stand where they do not say until when. */
  eligibilityDays: z.int().min(1).max(3_650),
  kycDays: z.int().min(1).max(3_650),
  legalDays: z.int().min(1).max(3_650),
  apiKeyDays: z.int().min(1).max(3_650),
  /** Score by the lower end where evidence is old, instead of only saying that it is. */
  conservative: z.boolean(),
});
export type VenuePolicy = z.infer<typeof policySchema>;

export const DEFAULT_POLICY: VenuePolicy = {
  custodyAccepted: null,
  coverageNeeded: '0.8',
  floors: {},
  eligibilityDays: 90,
  kycDays: 180,
  legalDays: 365,
  apiKeyDays: 90,
  conservative: false,
};

/** Which score of a venue: that of a measure, or of a whole criterion. */
export const scoredMeasure = identifier.regex(
  /^[a-z-]+(\.[a-z0-9-]+)?$/,
  'must be the name of a criterion or a measure, such as "liquidity.depth"',
);
