import { z } from 'zod';
import { dayString, identifier, isSame } from '../figures/index.ts';
import { eventType, type EventType } from '../journal/index.ts';
import { type Activity, activitySchema } from './activity.ts';
import { kindWords, type Terms, termsSchema } from './terms.ts';

/** The subject of every event here is the position. */
const nothing = z.object({});
const streamName = z.string().min(1).max(200);

const positionOpened = eventType({
  type: 'positions.position-opened',
  version: 1,
  payload: z.object({ terms: termsSchema }),
  words: ({ terms }) => `Opened the position ${titleOf(terms)}`,
  inverse: ({ subject }) => ({ type: 'positions.position-removed', subject, payload: {} }),
});

const positionEdited = eventType({
  type: 'positions.position-edited',
  version: 1,
  payload: z.object({ before: termsSchema, after: termsSchema }),
  words: ({ before, after }) => `Edited ${titleOf(after)}: ${changedFields(before, after)}`,
  inverse: ({ type, subject, payload: { before, after } }) => ({ type, subject, payload: { before: after, after: before } }),
});

const positionClosed = eventType({
  type: 'positions.position-closed',
  version: 1,
  payload: z.object({ closed: dayString }),
  words: ({ closed }) => `Closed the position on ${closed}`,
  inverse: ({ subject, payload: { closed } }) => ({ type: 'positions.position-reopened', subject, payload: { closed } }),
});

const positionReopened = eventType({
  type: 'positions.position-reopened',
  version: 1,
  payload: z.object({ closed: dayString }),
  words: ({ closed }) => `Reopened the position that was closed on ${closed}`,
  inverse: ({ subject, payload: { closed } }) => ({ type: 'positions.position-closed', subject, payload: { closed } }),
});

const positionRemoved = eventType({
  type: 'positions.position-removed',
  version: 1,
  payload: nothing,
  words: () => 'Removed the position from all lists and totals',
  inverse: ({ subject }) => ({ type: 'positions.position-restored', subject, payload: {} }),
});

const positionRestored = eventType({
  type: 'positions.position-restored',
  version: 1,
  payload: nothing,
  words: () => 'Brought the position back',
  inverse: ({ subject }) => ({ type: 'positions.position-removed', subject, payload: {} }),
});

/** An activity recorded by hand is known by the event that recorded it. */
const activityRecorded = eventType({
  type: 'positions.activity-recorded',
  version: 1,
  payload: z.object({ activity: activitySchema }),
  words: ({ activity }) => `Recorded ${activityWords(activity)}`,
  inverse: (event) => ({
    type: 'positions.activity-removed',
    subject: event.subject,
    payload: { recorded: event.id, activity: event.payload.activity },
  }),
});

const activityEdited = eventType({
  type: 'positions.activity-edited',
  version: 1,
  payload: z.object({ recorded: identifier, before: activitySchema, after: activitySchema }),
  words: ({ before, after }) => `Changed ${activityWords(before)} to ${activityWords(after)}`,
  inverse: ({ type, subject, payload: { recorded, before, after } }) => ({
    type,
    subject,
    payload: { recorded, before: after, after: before },
  }),
});

const activityRemoved = eventType({
  type: 'positions.activity-removed',
  version: 1,
  payload: z.object({ recorded: identifier, activity: activitySchema }),
  words: ({ activity }) => `Removed ${activityWords(activity)}`,
  inverse: ({ subject, payload }) => ({ type: 'positions.activity-restored', subject, payload }),
});

const activityRestored = eventType({
  type: 'positions.activity-restored',
  version: 1,
  payload: z.object({ recorded: identifier, activity: activitySchema }),
  words: ({ activity }) => `Brought back ${activityWords(activity)}`,
  inverse: ({ subject, payload }) => ({ type: 'positions.activity-removed', subject, payload }),
});

const streamClaimed = eventType({
  type: 'positions.stream-claimed',
  version: 1,
  payload: z.object({ stream: streamName }),
  words: ({ stream }) => `Counts what was imported as ${stream} to the position`,
  inverse: ({ subject, payload }) => ({ type: 'positions.stream-released', subject, payload }),
});

const streamReleased = eventType({
  type: 'positions.stream-released',
  version: 1,
  payload: z.object({ stream: streamName }),
  words: ({ stream }) => `Counts what was imported as ${stream} to the position no more`,
  inverse: ({ subject, payload }) => ({ type: 'positions.stream-claimed', subject, payload }),
});

const noteWritten = eventType({
  type: 'positions.note-written',
  version: 1,
  payload: z.object({ before: z.string().max(100_000), after: z.string().max(100_000) }),
  words: ({ after }) => (after === '' ? 'Emptied the note' : `Wrote the note “${shortened(after)}”`),
  inverse: ({ type, subject, payload: { before, after } }) => ({ type, subject, payload: { before: after, after: before } }),
});

/** A file beside a position: its bytes lie in the store under their hash. */
export const documentSchema = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().min(1).max(300),
  mediaType: z.string().max(200),
  bytes: z.int().min(0),
});
export type PositionDocument = z.infer<typeof documentSchema>;

const documentAttached = eventType({
  type: 'positions.document-attached',
  version: 1,
  payload: z.object({ document: documentSchema }),
  words: ({ document }) => `Attached ${document.name}`,
  inverse: ({ subject, payload }) => ({ type: 'positions.document-detached', subject, payload }),
});

const documentDetached = eventType({
  type: 'positions.document-detached',
  version: 1,
  payload: z.object({ document: documentSchema }),
  words: ({ document }) => `Detached ${document.name}`,
  inverse: ({ subject, payload }) => ({ type: 'positions.document-attached', subject, payload }),
});

export const positionEvents: readonly EventType[] = [
  positionOpened,
  positionEdited,
  positionClosed,
  positionReopened,
  positionRemoved,
  positionRestored,
  activityRecorded,
  activityEdited,
  activityRemoved,
  activityRestored,
  streamClaimed,
  streamReleased,
  noteWritten,
  documentAttached,
  documentDetached,
];

/** An activity in words: what happened, how much, when. */
export function activityWords(activity: Activity): string {
  const amounts = [...(activity.into ?? []), ...(activity.outOf ?? [])];
  const named = amounts.length > 0 ? amounts : (activity.fees ?? []);
  const what = named.map(({ asset, quantity }) => `${quantity} ${asset}`).join(' and ');
  return `“${activity.kind}”${what === '' ? '' : ` of ${what}`} on ${activity.at.slice(0, 10)}`;
}

function titleOf(terms: Terms): string {
  return `${terms.title} (${kindWords(terms.kind)}, ${terms.platform})`;
}

function changedFields(before: Terms, after: Terms): string {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const value = (terms: Terms, name: string) => Object.entries(terms).find(([each]) => each === name)?.[1];
  const changed = [...names].filter((name) => !isSame(value(before, name), value(after, name)));
  return changed.length === 0 ? 'nothing changed' : changed.join(', ');
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
