import { z } from 'zod';
import criteriaData from '../../data/venue-criteria.json' with { type: 'json' };
import { decimalString } from '../figures/index.ts';

/** The six criteria by which venues and desks are scored; they are weighted, everything below them has a share. */
export const CRITERIA = ['liquidity', 'security', 'coverage', 'costs', 'ux', 'support'] as const;
export type Criterion = (typeof CRITERIA)[number];

/** Venues are ranked among their like only: the same criterion asks other things of an order book than of a desk. */
export const FAMILIES = ['derivatives', 'otc'] as const;
export type Family = (typeof FAMILIES)[number];

const measureId = z
  .string()
  .regex(/^[a-z-]+(\.[a-z0-9-]+)?$/)
  .max(100);
const between = decimalString.refine((text) => Number(text) >= 0 && Number(text) <= 10, 'must be a score from "0" to "10"');
export const scoreString = between;

/**
 * How a raw value becomes a score from 0 to 10. Anchors are fixed values, never the best and worst of those that happen to be listed:
 * at 0, at 5 and at 10 points, linear between them and capped beyond. A table gives each category its score. A rubric is judged by its text.
 */
export const scaleSchema = z.discriminatedUnion('by', [
  z
    .strictObject({
      by: z.literal('anchors'),
      unit: z.string().min(1).max(60),
      at0: decimalString,
      at5: decimalString,
      at10: decimalString,
    })
    .refine(
      ({ at0, at5, at10 }) =>
        (Number(at0) < Number(at5) && Number(at5) < Number(at10)) || (Number(at0) > Number(at5) && Number(at5) > Number(at10)),
      {
        path: ['at5'],
        error: 'must lie between the values at 0 and at 10, and differ from both',
      },
    ),
  z.strictObject({
    by: z.literal('table'),
    rows: z
      .array(
        z.strictObject({
          id: z
            .string()
            .regex(/^[a-z0-9-]+$/)
            .max(60),
          text: z.string().min(1).max(300),
          score: between,
        }),
      )
      .min(2)
      .max(20),
  }),
  z.strictObject({
    by: z.literal('rubric'),
    rows: z
      .array(z.strictObject({ score: between, text: z.string().min(1).max(500) }))
      .min(2)
      .max(11),
  }),
]);
export type Scale = z.infer<typeof scaleSchema>;

/** A sub-criterion. Its share is a part of its criterion's weight; shares of one criterion are weighed against each other. */
export const measureSchema = z.strictObject({
  measure: measureId,
  criterion: z.enum(CRITERIA),
  name: z.string().min(1).max(120),
  says: z.string().min(1).max(1_000),
  share: decimalString.refine((text) => Number(text) >= 0, 'must not be negative'),
  halfLifeDays: z.int().min(1).max(3_650),
  scale: scaleSchema,
});
export type Measure = z.infer<typeof measureSchema>;

/** What one family of venues is scored by. */
export interface Scheme {
  readonly family: Family;
  readonly criteria: readonly {
    readonly criterion: Criterion;
    readonly name: string;
    readonly says: string;
    readonly halfLifeDays: number;
  }[];
  readonly measures: readonly Measure[];
}

/** The bundled schemes, `data/venue-criteria.json`; a test holds each measure against {@link measureSchema}. */
export const SCHEMES = criteriaData as unknown as Readonly<Record<Family, Scheme>>;

/** A scheme with the owner's own anchors, tables, rubrics and shares in place of the bundled ones. */
export function schemeWith(family: Family, own: ReadonlyMap<string, Measure>): Scheme {
  const bundled = SCHEMES[family];
  return { ...bundled, measures: bundled.measures.map((measure) => own.get(measure.measure) ?? measure) };
}
