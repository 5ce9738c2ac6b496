import { z } from 'zod';
import { anySubjectSchema, identifier, isSame } from '../figures/index.ts';
import { eventType, type EventType } from '../journal/index.ts';
import { entryChangeSchema, type EntryChange, newEntrySchema, noteSchema, placeSchema } from './entry.ts';
import { GRADES, gradeMarkSchema, type GradeName, ownGradeSchema } from './grade.ts';
import { type ListTerms, listTermsSchema, watchedSchema } from './list.ts';
import { type ScreenChange, screenChangeSchema, type ScreenReason, screenTermsSchema } from './screen.ts';

/** More entries come in several events of one commit. */
export const MOST_ENTRIES_OF_ONE_EVENT = 500;

/** The subject is the list. */
const listMade = eventType({
  type: 'watchlists.list-made',
  version: 1,
  payload: z.object({ terms: listTermsSchema }),
  words: ({ terms }) => `Made the list “${terms.title}”`,
  inverse: ({ subject, payload: { terms } }) => ({ type: 'watchlists.list-removed', subject, payload: { title: terms.title } }),
});
const titled = z.object({ title: z.string() });
const listRemoved = eventType({
  type: 'watchlists.list-removed',
  version: 1,
  payload: titled,
  words: ({ title }) => `Removed the list “${title}”`,
  inverse: ({ subject, payload }) => ({ type: 'watchlists.list-restored', subject, payload }),
});
const listRestored = eventType({
  type: 'watchlists.list-restored',
  version: 1,
  payload: titled,
  words: ({ title }) => `Brought the list “${title}” back`,
  inverse: ({ subject, payload }) => ({ type: 'watchlists.list-removed', subject, payload }),
});
const listEdited = eventType({
  type: 'watchlists.list-edited',
  version: 1,
  payload: z.object({ before: listTermsSchema, after: listTermsSchema }),
  words: ({ before, after }) =>
    before.title === after.title
      ? `Changed the list “${after.title}”: ${changed(before, after)}`
      : `Renamed “${before.title}” to “${after.title}”`,
  inverse: ({ type, subject, payload: { before, after } }) => ({ type, subject, payload: { before: after, after: before } }),
});

/** What was taken off a list keeps all that was said of it, for when it is brought back. */
const named = z.object({
  title: z.string(),
  entries: z.array(z.object({ entry: identifier, about: watchedSchema, title: z.string() })).min(1),
});
const entriesAdded = eventType({
  type: 'watchlists.entries-added',
  version: 1,
  payload: z.object({ title: z.string(), entries: z.array(newEntrySchema).min(1).max(MOST_ENTRIES_OF_ONE_EVENT) }),
  words: ({ title, entries }) => `Put ${countedTitles(entries)} on “${title}”`,
  inverse: ({ subject, payload: { title, entries } }) => ({
    type: 'watchlists.entries-removed',
    subject,
    payload: { title, entries: entries.map(({ entry, about, title }) => ({ entry, about, title })) },
  }),
});
const entriesRemoved = eventType({
  type: 'watchlists.entries-removed',
  version: 1,
  payload: named,
  words: ({ title, entries }) => `Took ${countedTitles(entries)} off “${title}”`,
  inverse: ({ subject, payload }) => ({ type: 'watchlists.entries-restored', subject, payload }),
});
const entriesRestored = eventType({
  type: 'watchlists.entries-restored',
  version: 1,
  payload: named,
  words: ({ title, entries }) => `Brought ${countedTitles(entries)} back on “${title}”`,
  inverse: ({ subject, payload }) => ({ type: 'watchlists.entries-removed', subject, payload }),
});

/** The subject is the list here too: one drag may take several along. */
const entriesMoved = eventType({
  type: 'watchlists.entries-moved',
  version: 1,
  payload: z.object({
    title: z.string(),
    moves: z
      .array(z.object({ entry: identifier, title: z.string(), before: placeSchema, after: placeSchema }))
      .min(1)
      .max(20_000),
  }),
  words: ({ title, moves }) => `Moved ${countedTitles(moves)} on “${title}”`,
  inverse: ({ type, subject, payload: { title, moves } }) => ({
    type,
    subject,
    payload: { title, moves: moves.map((move) => ({ ...move, before: move.after, after: move.before })) },
  }),
});

/** The subject is the entry. */
const entrySet = eventType({
  type: 'watchlists.entry-set',
  version: 1,
  payload: z.object({ list: identifier, title: z.string(), change: entryChangeSchema }),
  words: ({ title, change }) => `${changeWords(change)} of ${title}`,
  inverse: ({ type, subject, payload: { list, title, change } }) => ({
    type,
    subject,
    payload: { list, title, change: { ...change, before: change.after, after: change.before } as EntryChange },
  }),
});
const noteWritten = eventType({
  type: 'watchlists.note-written',
  version: 1,
  payload: z.object({ list: identifier, title: z.string(), before: noteSchema, after: noteSchema }),
  words: ({ title, after }) => (after === '' ? `Emptied the note on ${title}` : `Wrote a note on ${title}`),
  inverse: ({ type, subject, payload: { list, title, before, after } }) => ({
    type,
    subject,
    payload: { list, title, before: after, after: before },
  }),
});

/** The subject is `kind:id` of what is graded. */
const gradeSet = eventType({
  type: 'watchlists.grade-set',
  version: 1,
  payload: z.object({
    about: anySubjectSchema,
    title: z.string(),
    grade: z.enum(GRADES),
    before: ownGradeSchema.nullable(),
    after: ownGradeSchema.nullable(),
  }),
  words: ({ title, grade, after }) =>
    after === null ? `Took back the own ${gradeWords(grade)} of ${title}` : `Gave ${title} the ${gradeWords(grade)} ${after.letter}`,
  inverse: ({ type, subject, payload }) => ({ type, subject, payload: { ...payload, before: payload.after, after: payload.before } }),
});
const gradeChanged = eventType({
  type: 'watchlists.grade-changed',
  version: 1,
  payload: z.object({
    about: anySubjectSchema,
    title: z.string(),
    grade: z.enum(GRADES),
    before: gradeMarkSchema.nullable(),
    after: gradeMarkSchema,
    /** The day that it was computed for, and the journal's size that it was computed from. */
    day: z.string(),
    size: z.int().min(0),
  }),
  words: ({ title, grade, before, after }) =>
    before === null
      ? `The ${gradeWords(grade)} of ${title} is ${after.letter ?? 'not known'}`
      : `The ${gradeWords(grade)} of ${title} went from ${before.letter ?? 'unknown'} to ${after.letter ?? 'unknown'}`,
  inverse: () => ({ never: 'It says what followed from the data that day. Withdraw the data, or give a grade of your own.' }),
});

/** The subject is the screen. */
const screenSet = eventType({
  type: 'watchlists.screen-set',
  version: 1,
  payload: z.object({ before: screenTermsSchema.nullable(), after: screenTermsSchema.nullable() }),
  words: ({ before, after }) =>
    after === null
      ? `Removed the screen “${before?.title ?? ''}”`
      : before === null
        ? `Saved the screen “${after.title}”`
        : `Changed the screen “${after.title}”`,
  inverse: ({ type, subject, payload: { before, after } }) => ({ type, subject, payload: { before: after, after: before } }),
});
const screenChanged = eventType({
  type: 'watchlists.screen-changed',
  version: 1,
  payload: z.object({ title: z.string(), change: screenChangeSchema }),
  words: ({ title, change }) => screenChangeWords(title, change),
  inverse: () => ({ never: 'It says what followed from the data. Withdraw the data, or edit the screen.' }),
});

export const watchlistEvents: readonly EventType[] = [
  listMade,
  listRemoved,
  listRestored,
  listEdited,
  entriesAdded,
  entriesRemoved,
  entriesRestored,
  entriesMoved,
  entrySet,
  noteWritten,
  gradeSet,
  gradeChanged,
  screenSet,
  screenChanged,
];

export function gradeWords(grade: GradeName): string {
  return `${grade} grade`;
}

/** What one change of a screen's members says, in one sentence. */
export function screenChangeWords(title: string, { entered, left, because, total }: ScreenChange): string {
  const who = [...(entered.length === 0 ? [] : [`${entered.length} entered`]), ...(left.length === 0 ? [] : [`${left.length} left`])];
  const begun: Partial<Readonly<Record<ScreenReason, string>>> = { new: 'is new', edited: 'was edited' };
  return `The screen “${title}” ${begun[because] ?? 'changed'}: ${who.length === 0 ? 'nothing entered or left' : who.join(', ')}; it holds ${total}`;
}

const FIELD_WORDS: Readonly<Record<EntryChange['field'], string>> = {
  tags: 'Changed the tags',
  review: 'Changed the day of review',
  targets: 'Changed the targets',
  value: 'Changed an own value',
};

function changeWords(change: EntryChange): string {
  return FIELD_WORDS[change.field];
}

function countedTitles(entries: readonly { readonly title: string }[]): string {
  return entries.length === 1 ? entries[0]!.title : `${entries.length} entries`;
}

function changed(before: ListTerms, after: ListTerms): string {
  const now = new Map<string, unknown>(Object.entries(after));
  const names = Object.entries(before).flatMap(([name, value]) => (isSame(value, now.get(name)) ? [] : [name]));
  return names.length === 0 ? 'nothing' : names.join(', ');
}
