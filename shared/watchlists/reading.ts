import { z } from 'zod';
import {
  type Figure,
  identifier,
  isKnown,
  type MetricValue,
  type RateBasis,
  rateBasisSchema,
  type Trail,
  trailSchema,
} from '../figures/index.ts';

/** A metric as it stood at some time: its text with all that a number needs to be read, or the sentence why it was not known. */
export const readingSchema = z.union([
  z.object({
    text: z.string(),
    currency: z.string().optional(),
    asOf: z.string().optional(),
    basis: rateBasisSchema.optional(),
  }),
  z.object({ unknown: z.string(), reason: z.string() }),
]);
export type Reading = z.infer<typeof readingSchema>;
export type KnownReading = Extract<Reading, { text: string }>;

/** What a metric told when a subject was added to a list. */
export const capturedSchema = z.object({
  metric: identifier,
  /** Instant at which it was read. */
  at: z.string(),
  reading: readingSchema,
  /** From which rows and events it came. */
  trail: trailSchema,
});
export type Captured = z.infer<typeof capturedSchema>;

export function readingOf(figure: Figure<MetricValue>): Reading {
  if (!isKnown(figure)) return { unknown: figure.unavailable.message, reason: figure.unavailable.reason };
  const { text, currency, asOf, basis } = figure.ok;
  return {
    text,
    ...(currency === undefined ? {} : { currency }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(basis === undefined ? {} : { basis }),
  };
}

/** Long trails say little that the first steps do not, and would be kept for ever. */
const LONGEST_TRAIL = 20;

export function capturedOf(metric: string, at: string, figure: Figure<MetricValue>): Captured {
  const trail: Trail = isKnown(figure) ? figure.trail.slice(0, LONGEST_TRAIL) : [];
  return { metric, at, reading: readingOf(figure), trail };
}

export function isKnownReading(reading: Reading): reading is KnownReading {
  return 'text' in reading;
}

/**
 * Why two readings of one metric must not be compared: another currency, or rates of another kind. Null where they may be. When and over
 * which source's days they speak is no part of their kind.
 */
export function unlikeReadings(one: KnownReading, other: KnownReading): string | null {
  if (one.currency !== other.currency) {
    return `One is in ${one.currency ?? 'no currency'}, the other in ${other.currency ?? 'no currency'}.`;
  }
  const [first, second] = [basisKey(one.basis), basisKey(other.basis)];
  return first === second ? null : `One is ${first}, the other ${second}.`;
}

/** What kind of rate a basis is, in words; empty where there is none. */
export function basisKey(basis: RateBasis | undefined): string {
  if (basis === undefined) return 'without a basis';
  const parts = [basis.real === true ? 'real' : null, basis.standing, basis.net, basis.kind, basis.compounding ?? null];
  const window = basis.windowDays === undefined ? null : `over ${basis.windowDays} days`;
  return [...parts, window].filter((part) => part !== null).join(' ');
}
