import { z } from 'zod';
import { instantString, subjectSchema } from '../figures/index.ts';
import { eventType, type EventType } from '../journal/index.ts';
import { answerSchema, hiddenSchema, overrideRequestSchema, overrideSchema, signatureSchema, signerSchema } from './answer.ts';
import { templateSchema } from './template.ts';
import { shortened } from './words.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const item = z.string().min(1).max(60);
const reason = z.string().min(1).max(2_000);

/** Of a template: the subject is its key. */
const draftWritten = eventType({
  type: 'checklists.draft-written',
  version: 1,
  payload: z.strictObject({ before: templateSchema.nullable(), after: templateSchema.nullable() }),
  words: ({ after }) => (after === null ? 'Discarded the draft of a checklist' : `Wrote a draft of the checklist “${after.title}”`),
  inverse: ({ type, subject, payload: { before, after } }) => ({ type, subject, payload: { before: after, after: before } }),
});

/** A version carries its whole content: runs are frozen to it, whatever the program brings later. `bundled` ones are the program's. */
const versionPublished = eventType({
  type: 'checklists.version-published',
  version: 1,
  payload: z.strictObject({
    number: z.int().min(1),
    content: templateSchema,
    hash: sha256,
    note: z.string().max(2_000),
    by: signerSchema.nullable(),
    origin: z.enum(['own', 'bundled']),
  }),
  words: ({ number, content, origin }) =>
    `${origin === 'own' ? 'Published' : 'Took from the program'} version ${number} of the checklist “${content.title}”`,
  inverse: () => ({ never: 'Runs may be frozen to a published version. Restore an earlier one as the newest, or retire the checklist.' }),
});

const templateRetired = eventType({
  type: 'checklists.template-retired',
  version: 1,
  payload: z.strictObject({}),
  words: () => 'Retired a checklist: it is not offered any more',
  inverse: ({ subject }) => ({ type: 'checklists.template-reinstated', subject, payload: {} }),
});

const templateReinstated = eventType({
  type: 'checklists.template-reinstated',
  version: 1,
  payload: z.strictObject({}),
  words: () => 'Offers a retired checklist again',
  inverse: ({ subject }) => ({ type: 'checklists.template-retired', subject, payload: {} }),
});

/** Of a run: the subject is the run. */
const runStarted = eventType({
  type: 'checklists.run-started',
  version: 1,
  payload: z.strictObject({
    template: z.string().min(1).max(200),
    number: z.int().min(1),
    hash: sha256,
    about: subjectSchema,
    /** What the template and the subject were called. */
    title: z.string().min(1).max(300),
    aboutTitle: z.string().min(1).max(300),
    by: signerSchema,
  }),
  words: ({ title, number, aboutTitle }) => `Began the checklist “${title}” (version ${number}) for ${aboutTitle}`,
  inverse: ({ subject }) => ({ type: 'checklists.run-voided', subject, payload: { reason: 'Its start was undone.' } }),
});

const runVoided = eventType({
  type: 'checklists.run-voided',
  version: 1,
  payload: z.strictObject({ reason }),
  words: ({ reason }) => `Declared a checklist void: ${shortened(reason)}`,
  inverse: ({ subject, payload }) => ({ type: 'checklists.run-unvoided', subject, payload }),
});

const runUnvoided = eventType({
  type: 'checklists.run-unvoided',
  version: 1,
  payload: z.strictObject({ reason }),
  words: () => 'Took a void checklist up again',
  inverse: ({ subject, payload }) => ({ type: 'checklists.run-voided', subject, payload }),
});

/** `interrupted` names the chunk that was left unfinished too long before this answer: its other answers have to be given again. */
const itemAnswered = eventType({
  type: 'checklists.item-answered',
  version: 1,
  payload: z.strictObject({
    item,
    before: answerSchema.nullable(),
    after: answerSchema.nullable(),
    interrupted: z.strictObject({ chunk: z.string(), since: instantString, items: z.array(item) }).nullable(),
  }),
  words: ({ item, after }) => (after === null ? `Took back the answer to ${item}` : `Answered ${named(item, shortened(after.because))}`),
  inverse: ({ type, subject, payload: { item, before, after } }) => ({
    type,
    subject,
    payload: { item, before: after, after: before, interrupted: null },
  }),
});

const timerSet = eventType({
  type: 'checklists.timer-set',
  version: 1,
  payload: z.strictObject({ item, before: instantString.nullable(), after: instantString.nullable() }),
  words: ({ item, after }) => (after === null ? `Stopped the timer of ${item}` : `Started the timer of ${item}`),
  inverse: ({ type, subject, payload: { item, before, after } }) => ({ type, subject, payload: { item, before: after, after: before } }),
});

const overrideRequested = eventType({
  type: 'checklists.override-requested',
  version: 1,
  payload: z.strictObject({ item, before: overrideRequestSchema.nullable(), after: overrideRequestSchema.nullable() }),
  words: ({ item, after }) =>
    after === null ? `Asks no more to override ${item}` : `Asked to override ${item}: ${shortened(after.reason)}`,
  inverse: ({ type, subject, payload: { item, before, after } }) => ({ type, subject, payload: { item, before: after, after: before } }),
});

const overrideSet = eventType({
  type: 'checklists.override-set',
  version: 1,
  payload: z.strictObject({ item, before: overrideSchema.nullable(), after: overrideSchema.nullable() }),
  words: ({ item, after }) => (after === null ? `Withdrew the override of ${item}` : `Overrode ${item}: ${shortened(after.reason)}`),
  inverse: ({ type, subject, payload: { item, before, after } }) => ({ type, subject, payload: { item, before: after, after: before } }),
});

const runSigned = eventType({
  type: 'checklists.run-signed',
  version: 1,
  payload: z.strictObject({
    revision: z.int().min(1),
    /** Place of the signature in the order that the template wants, counting from 0. */
    place: z.int().min(0).max(3),
    signature: signatureSchema,
    /** Items that were not asked, and the facts that conditions asked for, as the hash covers them. */
    hidden: z.array(hiddenSchema),
    facts: z.record(z.string(), z.string().nullable()),
    /** Whether it was the last one wanted. */
    last: z.boolean(),
    /** The first instant at which a critical answer, or the whole checklist, does not count any more. */
    expires: instantString.nullable(),
  }),
  words: ({ signature, revision }) => `${signature.signer.name} signed a checklist as ${signature.role} (revision ${revision})`,
  inverse: () => ({ never: 'A signature stands. Reopen the checklist, which makes a new revision of it.' }),
});

const runReopened = eventType({
  type: 'checklists.run-reopened',
  version: 1,
  payload: z.strictObject({ revision: z.int().min(2), reason, by: signerSchema }),
  words: ({ revision, reason }) => `Reopened a checklist as revision ${revision}: ${shortened(reason)}`,
  inverse: () => ({ never: 'A reopened checklist is signed again, not unopened: its earlier revision is kept as it was signed.' }),
});

export const checklistEvents: readonly EventType[] = [
  draftWritten,
  versionPublished,
  templateRetired,
  templateReinstated,
  runStarted,
  runVoided,
  runUnvoided,
  itemAnswered,
  timerSet,
  overrideRequested,
  overrideSet,
  runSigned,
  runReopened,
];

/** What was found begins with the item where the ticket's own check of that name was read. */
function named(item: string, because: string): string {
  return because.startsWith(`${item}: `) ? because : `${item}: ${because}`;
}
