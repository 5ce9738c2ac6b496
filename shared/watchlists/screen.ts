import { z } from 'zod';
import { identifier, SUBJECT_KINDS } from '../figures/index.ts';

/** By what rows are put in order: a metric, or their title. What is unknown stands last either way. */
export const screenSortSchema = z.object({
  /** Id of a metric; null is the title. */
  metric: identifier.nullable(),
  descending: z.boolean(),
});
export type ScreenSort = z.infer<typeof screenSortSchema>;

/** A filter over all subjects of a kind, to be kept and watched. */
export const screenTermsSchema = z.object({
  title: z.string().trim().min(1).max(200),
  says: z.string().max(2_000),
  kind: z.enum(SUBJECT_KINDS),
  /** Text of the grammar; empty lets all through. */
  condition: z.string().max(20_000),
  /** Ids of metrics. */
  columns: z.array(identifier).max(40),
  sort: screenSortSchema,
});
export type ScreenTerms = z.infer<typeof screenTermsSchema>;

/** Why a screen lets others through than before: it is new, its condition was edited, there are other data, or time has passed. */
export const SCREEN_REASONS = ['new', 'edited', 'data', 'time'] as const;
export type ScreenReason = (typeof SCREEN_REASONS)[number];

/** Who entered and who left since the last time, and how many there are then. */
export const screenChangeSchema = z.object({
  entered: z.array(identifier),
  left: z.array(identifier),
  because: z.enum(SCREEN_REASONS),
  total: z.int().min(0),
  /** How many could not be judged; of these, those who were in it stay. */
  unknown: z.int().min(0),
  /** The journal's size that it was judged by. */
  size: z.int().min(0),
});
export type ScreenChange = z.infer<typeof screenChangeSchema>;
