import { z } from 'zod';
import { identifier, isSame } from '../figures/index.ts';
import { eventType, type EventType } from '../journal/index.ts';
import { measureSchema } from './criteria.ts';
import { decisionSchema } from './decision.ts';
import { limitSchema, recordSchema, recordWords } from './records.ts';
import { policySchema, profileSchema, scoreSchema } from './score.ts';
import { standingSchema, venueDetailsSchema, venueKindWords, venueOverlaySchema } from './venue.ts';

const detailed = z.object({ venue: venueDetailsSchema });

/** The subject is the venue. Bundled venues are never added: they are there. */
const venueAdded = eventType({
  type: 'venues.venue-added',
  version: 1,
  payload: detailed,
  words: ({ venue }) => `Added the ${venueKindWords(venue.kind)} ${venue.name}`,
  inverse: ({ subject, payload }) => ({ type: 'venues.venue-removed', subject, payload }),
});
const venueRemoved = eventType({
  type: 'venues.venue-removed',
  version: 1,
  payload: detailed,
  words: ({ venue }) => `Removed ${venue.name} from the catalogue`,
  inverse: ({ subject, payload }) => ({ type: 'venues.venue-added', subject, payload }),
});
const venueEdited = eventType({
  type: 'venues.venue-edited',
  version: 1,
  payload: z.object({ before: venueDetailsSchema, after: venueDetailsSchema }),
  words: ({ before, after }) => `Edited ${after.name}: ${changed(before, after)}`,
  inverse: swapped,
});

/** What the owner puts over the facts of a bundled venue. */
const overlaySet = eventType({
  type: 'venues.overlay-set',
  version: 1,
  payload: z.object({ name: z.string(), before: venueOverlaySchema.nullable(), after: venueOverlaySchema.nullable() }),
  words: ({ name, before, after }) =>
    after === null ? `Went back to the bundled facts of ${name}` : `Corrected ${name}: ${changed(before ?? {}, after)}`,
  inverse: ({ type, subject, payload: { name, before, after } }) => ({ type, subject, payload: { name, before: after, after: before } }),
});

const statusSet = eventType({
  type: 'venues.status-set',
  version: 1,
  payload: z.object({ before: standingSchema, after: standingSchema }),
  words: ({ after }) => `Set the venue to “${after.status}”${after.reviewDue === null ? '' : `, to be reviewed by ${after.reviewDue}`}`,
  inverse: swapped,
});
const noteText = z.string().max(100_000);
const noteWritten = eventType({
  type: 'venues.note-written',
  version: 1,
  payload: z.object({ before: noteText, after: noteText }),
  words: ({ after }) => (after === '' ? 'Emptied the note on the venue' : 'Wrote a note on the venue'),
  inverse: swapped,
});

/** The subject is the entry. */
const ofVenue = z.object({ venue: identifier, detail: recordSchema });
const recordAdded = eventType({
  type: 'venues.record-added',
  version: 1,
  payload: ofVenue,
  words: ({ detail }) => `Entered the ${recordWords(detail)}`,
  inverse: ({ subject, payload }) => ({ type: 'venues.record-removed', subject, payload }),
});
const recordRemoved = eventType({
  type: 'venues.record-removed',
  version: 1,
  payload: ofVenue,
  words: ({ detail }) => `Removed the ${recordWords(detail)}`,
  inverse: ({ subject, payload }) => ({ type: 'venues.record-added', subject, payload }),
});
const recordEdited = eventType({
  type: 'venues.record-edited',
  version: 1,
  payload: z.object({ venue: identifier, before: recordSchema, after: recordSchema }),
  words: ({ before, after }) => `Changed the ${recordWords(after)}: ${changed(before, after)}`,
  inverse: ({ type, subject, payload: { venue, before, after } }) => ({ type, subject, payload: { venue, before: after, after: before } }),
});

/** The subject is the limit. */
const limitSet = eventType({
  type: 'venues.limit-set',
  version: 1,
  payload: z.object({ before: limitSchema.nullable(), after: limitSchema.nullable() }),
  words: ({ after }) =>
    after === null
      ? 'Removed a limit'
      : `Set a limit of ${after.amount}${after.currency === null ? '×' : ` ${after.currency}`} on ${after.metric}`,
  inverse: swapped,
});

/** The subject is `venue/measure`. */
const scoreSet = eventType({
  type: 'venues.score-set',
  version: 1,
  payload: z.object({
    venue: identifier,
    measure: z.string().min(1).max(100),
    before: scoreSchema.nullable(),
    after: scoreSchema.nullable(),
  }),
  words: ({ measure, after }) =>
    after === null ? `Took back the score for ${measure}` : `Scored ${measure} (${after.source}, ${after.asOf})`,
  inverse: ({ type, subject, payload }) => ({ type, subject, payload: { ...payload, before: payload.after, after: payload.before } }),
});

/** The subject is the profile. */
const profileSet = eventType({
  type: 'venues.profile-set',
  version: 1,
  payload: z.object({ before: profileSchema.nullable(), after: profileSchema.nullable() }),
  words: ({ before, after }) => (after === null ? `Removed the weights “${before?.name ?? ''}”` : `Set the weights “${after.name}”`),
  inverse: swapped,
});

/** The subject is `family/measure`. */
const measureSet = eventType({
  type: 'venues.measure-set',
  version: 1,
  payload: z.object({ before: measureSchema.nullable(), after: measureSchema.nullable() }),
  words: ({ before, after }) =>
    after === null ? `Went back to the bundled scale of ${before?.name ?? 'a measure'}` : `Changed how ${after.name} is scored`,
  inverse: swapped,
});

const policySet = eventType({
  type: 'venues.policy-set',
  version: 1,
  payload: z.object({ before: policySchema, after: policySchema }),
  words: ({ before, after }) => `Changed the rules for venues: ${changed(before, after)}`,
  inverse: swapped,
});

/** The subject is the decision. */
const decisionRecorded = eventType({
  type: 'venues.decision-recorded',
  version: 1,
  payload: z.object({ decision: decisionSchema }),
  words: ({ decision }) => `Decided for ${decision.chosenName}`,
  inverse: () => ({ never: 'It says what was known and decided that day. Record a new decision that supersedes it.' }),
});

export const venueEvents: readonly EventType[] = [
  venueAdded,
  venueRemoved,
  venueEdited,
  overlaySet,
  statusSet,
  noteWritten,
  recordAdded,
  recordRemoved,
  recordEdited,
  limitSet,
  scoreSet,
  profileSet,
  measureSet,
  policySet,
  decisionRecorded,
];

function swapped<T>(event: {
  readonly type: string;
  readonly subject: string;
  readonly payload: { readonly before: T; readonly after: T };
}) {
  const { type, subject, payload } = event;
  return { type, subject, payload: { before: payload.after, after: payload.before } };
}

function changed(before: object, after: object): string {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const names = [...new Set([...old.keys(), ...now.keys()])].filter((name) => !isSame(old.get(name), now.get(name)));
  return names.length === 0 ? 'nothing changed' : names.join(', ');
}
