import { z } from 'zod';
import type { Figure, RateBasis, Trail } from './figure.ts';
import { identifier } from './schemas.ts';

const origin = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('given') }),
  z.strictObject({ kind: z.literal('event'), event: identifier }),
  z.strictObject({ kind: z.literal('row'), dataset: z.string(), row: z.int() }),
  z.strictObject({ kind: z.literal('setting'), name: z.string() }),
  z.strictObject({ kind: z.literal('assumed'), because: z.string() }),
  z.strictObject({ kind: z.literal('step'), figure: z.string() }),
]);

export const trailInputSchema = z.strictObject({
  name: z.string(),
  value: z.string(),
  unit: z.string().optional(),
  origin,
  asOf: z.string().optional(),
});

export const trailStepSchema = z.strictObject({
  figure: z.string(),
  formula: z.string(),
  source: z.string().optional(),
  inputs: z.array(trailInputSchema),
  value: z.string(),
  unit: z.string().optional(),
});

/** A trail as events keep it and as the API answers it. */
export const trailSchema = z.array(trailStepSchema) as unknown as z.ZodType<Trail>;

/** A figure whose value is text: known with its trail, or the reason why it cannot be given. */
export const figureSchema = z.union([
  z.strictObject({ ok: z.string(), trail: trailSchema }),
  z.strictObject({
    unavailable: z.strictObject({ reason: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()).optional() }),
  }),
]) as unknown as z.ZodType<Figure<string>>;

/** What a percentage is, as events keep it and as the API answers it. */
export const rateBasisSchema = z.object({
  kind: z.enum(['APR', 'APY', 'period', 'ratio']),
  compounding: z.string().optional(),
  standing: z.enum(['realised', 'quoted', 'modelled']),
  net: z.enum(['gross', 'net']),
  real: z.boolean().optional(),
  windowDays: z.number().optional(),
  source: z.string().optional(),
  asOf: z.string().optional(),
}) as unknown as z.ZodType<RateBasis>;
