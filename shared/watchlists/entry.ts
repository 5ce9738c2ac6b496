import { z } from 'zod';
import {
  dayNumber,
  dayString,
  Decimal,
  decimalString,
  done,
  identifier,
  instantString,
  type Outcome,
  parseDecimal,
  refuse,
} from '../figures/index.ts';
import { type OwnColumn, tagSchema, watchedSchema } from './list.ts';
import { PLACE_TEXT } from './place.ts';
import { capturedSchema } from './reading.ts';
import { targetSchema } from './target.ts';

export const noteSchema = z.string().max(100_000);
const tags = z.array(tagSchema).max(50);
const targets = z.array(targetSchema).max(20);
const ownValue = z.string().max(10_000);
export const placeSchema = z.string().max(2_000).regex(PLACE_TEXT);

/** So many metrics are read of an entry when it is added. */
export const MOST_CAPTURED = 60;

/** One thing on a list, with what was said of it and what was known when it came. */
export const newEntrySchema = z.object({
  entry: identifier,
  about: watchedSchema,
  /** What it was called then: what is left where it vanishes. */
  title: z.string().max(1_000),
  place: placeSchema,
  tags,
  note: noteSchema,
  reviewBy: dayString.nullable(),
  targets,
  /** By the id of an own column. */
  values: z.record(z.string(), ownValue),
  captured: z.array(capturedSchema).max(MOST_CAPTURED),
  /** Where it came from a file: when it was added there. Absent: when the event says. */
  addedAt: instantString.optional(),
});
export type NewEntry = z.infer<typeof newEntrySchema>;

/** A change of one thing that a person says of an entry. A value of an own column is null where it is empty. */
export const entryChangeSchema = z.discriminatedUnion('field', [
  z.object({ field: z.literal('tags'), before: tags, after: tags }),
  z.object({ field: z.literal('review'), before: dayString.nullable(), after: dayString.nullable() }),
  z.object({ field: z.literal('targets'), before: targets, after: targets }),
  z.object({ field: z.literal('value'), column: identifier, before: ownValue.nullable(), after: ownValue.nullable() }),
]);
export type EntryChange = z.infer<typeof entryChangeSchema>;

/** The same as a person asks for it: what it shall be. */
export const entrySettingSchema = z.discriminatedUnion('field', [
  z.object({ field: z.literal('tags'), after: tags }),
  z.object({ field: z.literal('review'), after: dayString.nullable() }),
  z.object({ field: z.literal('targets'), after: targets }),
  z.object({ field: z.literal('value'), column: identifier, after: ownValue.nullable() }),
]);
export type EntrySetting = z.infer<typeof entrySettingSchema>;

/** The text of a value in a column's type, as it is kept; refused with what would be right. Per cent are given as fractions. */
export function ownValueOf(column: OwnColumn, text: string): Outcome<string> {
  const given = column.type === 'text' ? text : text.trim();
  if (column.type === 'text') {
    if (given.length <= 10_000) return done(given);
    return refuse('too-long', `The text in ${column.name} has ${given.length} characters; 10000 at most are kept.`);
  }
  if (column.type === 'day') {
    if (dayNumber(given) !== null) return done(given);
    return refuse('no-day', `“${given}” in ${column.name} is no day. Write it as 2026-12-31.`);
  }
  const number = parseDecimal(given);
  if (number !== null && decimalString.safeParse(given).success) return done(canonical(number));
  return refuse('no-number', `“${given}” in ${column.name} is no number. Write digits with a point, such as 1250.50.`);
}

function canonical(number: Decimal): string {
  return number.isZero() ? '0' : number.toFixed();
}
