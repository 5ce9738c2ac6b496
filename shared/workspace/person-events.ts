import { z } from 'zod';
import { eventType, type EventType } from '../journal/index.ts';
import { type PersonWords, personWordsSchema } from './persons.ts';

/** The subject of every event here is the person. */
export const personTold = z.strictObject({ name: personWordsSchema.shape.name, role: personWordsSchema.shape.role });
export type PersonTold = z.infer<typeof personTold>;

export const personChanged = z.strictObject({ before: personTold, after: personTold });
export type PersonChanged = z.infer<typeof personChanged>;

/** `record` is the SHA-256 of the verifier that lies in the store; without the verifier, whose salt is random, it says nothing of the PIN. */
export const pinSet = z.strictObject({ name: personTold.shape.name, record: z.string().regex(/^[0-9a-f]{64}$/) });
export type PinSet = z.infer<typeof pinSet>;

export const aboutPerson = z.strictObject({ name: personTold.shape.name });
export type AboutPerson = z.infer<typeof aboutPerson>;

export const personEvents: readonly EventType[] = [
  eventType<PersonTold>({
    type: 'workspace.person-added',
    version: 1,
    payload: personTold,
    words: (payload) => `Added ${titleOf(payload)} to the people who sign here`,
    inverse: ({ subject, payload }) => ({ type: 'workspace.person-retired', subject, payload }),
  }),
  eventType<PersonChanged>({
    type: 'workspace.person-changed',
    version: 1,
    payload: personChanged,
    words: ({ before, after }) => `${titleOf(before)} is now ${titleOf(after)}`,
    inverse: ({ type, subject, payload: { before, after } }) => ({ type, subject, payload: { before: after, after: before } }),
  }),
  eventType<PersonTold>({
    type: 'workspace.person-retired',
    version: 1,
    payload: personTold,
    words: ({ name }) => `${name} signs here no more`,
    inverse: ({ subject, payload }) => ({ type: 'workspace.person-returned', subject, payload }),
  }),
  eventType<PersonTold>({
    type: 'workspace.person-returned',
    version: 1,
    payload: personTold,
    words: ({ name }) => `${name} signs here again`,
    inverse: ({ subject, payload }) => ({ type: 'workspace.person-retired', subject, payload }),
  }),
  eventType<PinSet>({
    type: 'workspace.pin-set',
    version: 1,
    payload: pinSet,
    words: ({ name }) => `Set a PIN for ${name}`,
    inverse: () => ({ never: 'The PIN before is kept nowhere. Set another one.' }),
  }),
  eventType<AboutPerson>({
    type: 'workspace.pin-removed',
    version: 1,
    payload: aboutPerson,
    words: ({ name }) => `Removed the PIN of ${name}`,
    inverse: () => ({ never: 'The PIN is kept nowhere. Set another one.' }),
  }),
  eventType<AboutPerson>({
    type: 'workspace.pin-refused',
    version: 1,
    payload: aboutPerson,
    words: ({ name }) => `A wrong PIN was given for ${name}`,
    inverse: () => ({ never: 'It happened.' }),
  }),
];

function titleOf({ name, role }: PersonWords): string {
  return role === '' ? name : `${name} (${role})`;
}
