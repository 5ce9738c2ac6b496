import { z } from 'zod';
import { assetCode, decimalString, figureSchema, identifier, instantString } from '../figures/index.ts';
import { INSTRUMENT_KINDS } from './reference.ts';
import { rowOriginSchema } from './ticket-inputs.ts';

/** What is asked of the comparison of costs. */
export const costsQuestionSchema = z.strictObject({
  venues: z.array(identifier).min(1).max(12),
  base: assetCode,
  /** Where a venue has no pair with it, one with another form of the same money stands for it: US dollars for USDT. */
  quote: assetCode,
  kind: z.enum(INSTRUMENT_KINDS).default('perpetual'),
  side: z.enum(['long', 'short']).default('long'),
  /** In units of the base asset. */
  size: decimalString,
  /** Sizes of the curve; without them, some below and above the size. */
  sizes: z.array(decimalString).min(1).max(60).optional(),
  holdHours: decimalString.default('0'),
  role: z.enum(['maker', 'taker']).default('taker'),
});
export type CostsQuestion = z.infer<typeof costsQuestionSchema>;

/** The parts of the all-in cost in the order in which they add up. */
export const COST_PARTS = ['fee-in', 'half-spread', 'slippage', 'funding', 'exit-spread-and-slippage', 'fee-out', 'withdrawal'] as const;
export type CostPart = (typeof COST_PARTS)[number];

const partSchema = z.strictObject({
  part: z.enum(COST_PARTS),
  name: z.string(),
  /** In the quote currency; positive is paid. */
  cost: figureSchema,
  /** In basis points of the notional. */
  bp: figureSchema,
  asOf: instantString.nullable(),
  ageMinutes: z.int().nullable(),
  /** Whether it is older than the rules allow. */
  old: z.boolean(),
  origin: rowOriginSchema.nullable(),
});
export type CostPartAnswer = z.infer<typeof partSchema>;

export const venueCostsSchema = z.strictObject({
  venue: identifier,
  symbol: z.string().nullable(),
  /** The quote currency of the instrument, in which its costs are: that of the question, or another of the same money. */
  quote: assetCode.nullable(),
  /** The middle of the book, at which the notional is measured. */
  mid: figureSchema,
  notional: figureSchema,
  /** The sum of all parts; unavailable where one of them is, and says which. */
  allIn: figureSchema,
  allInBp: figureSchema,
  /** The sum of what is known, with the parts that it lacks. */
  known: figureSchema,
  lacks: z.array(z.enum(COST_PARTS)),
  feeTier: z.string().nullable(),
  parts: z.array(partSchema),
  /** All-in in basis points over the size; null where it is unavailable at a size. */
  curve: z.array(z.strictObject({ size: decimalString, bp: decimalString.nullable(), knownBp: decimalString.nullable() })),
});
export type VenueCosts = z.infer<typeof venueCostsSchema>;
