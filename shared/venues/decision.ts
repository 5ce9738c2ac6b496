import { z } from 'zod';
import { dayString, decimalString, identifier } from '../figures/index.ts';
import { CRITERIA, FAMILIES, measureSchema } from './criteria.ts';
import { gateSchema, RANK_STATES } from './gates.ts';
import { policySchema, profileSchema, scoreSchema } from './score.ts';

/** A venue's place as it was computed when the decision was taken. Absent figures could not be given. */
export const frozenPlace = z.object({
  venue: identifier,
  state: z.enum(RANK_STATES),
  rank: z.int().nullable(),
  score: decimalString.nullable(),
  geometric: decimalString.nullable(),
  coverage: decimalString,
  low: decimalString,
  high: decimalString,
});
export type FrozenPlace = z.infer<typeof frozenPlace>;

/** Everything that a choice among venues rested on; from this alone the ranking comes out again. */
export const decisionSchema = z.object({
  family: z.enum(FAMILIES),
  chosen: identifier,
  chosenName: z.string(),
  reason: z.string().min(1).max(10_000),
  /** Who decided, as the person names themselves. */
  by: z.string().min(1).max(120),
  nextReview: dayString,
  /** The day that ages of evidence are counted to. */
  asOf: dayString,
  profile: profileSchema,
  policy: policySchema,
  measures: z.array(measureSchema),
  venues: z.array(
    z.object({
      venue: identifier,
      name: z.string(),
      gates: z.array(gateSchema),
      /** By measure or criterion, with the hashes of the evidence. */
      scores: z.array(z.object({ measure: z.string(), score: scoreSchema })),
    }),
  ),
  ranking: z.array(frozenPlace),
  /** How often each came first when weights and scores were drawn at random. */
  acceptability: z
    .object({
      seed: z.int(),
      draws: z.int(),
      concentration: decimalString,
      first: z.array(z.object({ venue: identifier, share: decimalString })),
    })
    .nullable(),
  supersedes: identifier.nullable(),
});
export type Decision = z.infer<typeof decisionSchema>;

export const criterionNames: Readonly<Record<(typeof CRITERIA)[number], string>> = {
  liquidity: 'Liquidity',
  security: 'Security',
  coverage: 'Coverage',
  costs: 'Costs',
  ux: 'UX',
  support: 'Support',
};
