import { z } from 'zod';
import { identifier } from '../figures/index.ts';
import { scopeSchema } from '../watchlists/index.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Hours of a week in a zone of the IANA database; days count from 1 (Monday) to 7. `from` after `to` goes on past midnight. */
export const weeklyHoursSchema = z.object({
  days: z.array(z.int().min(1).max(7)).min(1).max(7),
  from: timeOfDay,
  to: timeOfDay,
  zone: z.string().min(1).max(64),
});
export type WeeklyHours = z.infer<typeof weeklyHoursSchema>;

/** A rule as its owner wrote it: what it watches, when it fires (the text of the grammar says all of that), and what then. */
export const ruleTermsSchema = z.object({
  title: z.string().trim().min(1).max(200),
  about: scopeSchema,
  /** Canonical text: see `ruleText`. */
  rule: z.string().min(1).max(4_000),
  note: z.string().max(10_000),
  /** What the person wants to do when it fires: open a screen, or begin a checklist. */
  todo: z
    .discriminatedUnion('open', [
      z.object({ open: z.literal('screen'), screen: identifier, subject: identifier.nullable() }),
      z.object({ open: z.literal('checklist'), template: identifier }),
    ])
    .nullable(),
  /** Fires only within these hours; what holds when they begin fires then. Null: always. */
  schedule: weeklyHoursSchema.nullable(),
  /** Fires, but is delivered only after these hours. Critical ones are delivered all the same. Null: the workspace's own. */
  quiet: weeklyHoursSchema.nullable(),
  /** Whether it also tells that it cannot be evaluated. */
  tellsUnknown: z.boolean(),
  /** Ids of the channels it is delivered by beside the window; null: those that are on by default. */
  channels: z.array(identifier).max(50).nullable(),
  /** The preset that it began with. */
  preset: identifier.nullable(),
});
export type RuleTerms = z.infer<typeof ruleTermsSchema>;
