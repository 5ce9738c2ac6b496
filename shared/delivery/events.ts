import { z } from 'zod';
import { identifier, instantString } from '../figures/index.ts';
import { type EventType, eventType } from '../journal/index.ts';
import { attemptSchema, testResultSchema } from './attempt.ts';
import { type Channel, channelSchema, destinationOf } from './channel.ts';
import { joinedSendSchema, queuedSendSchema } from './plan.ts';
import { type DeliveryPreferences, deliveryPreferencesSchema } from './preferences.ts';

/** Of a channel: the subject is the channel. */
export const channelToldSchema = z.strictObject({ channel: channelSchema });
export const channelChangedSchema = z.strictObject({ before: channelSchema, after: channelSchema });
export const preferencesChangedSchema = z.strictObject({ before: deliveryPreferencesSchema, after: deliveryPreferencesSchema });

/**
 * New notices were looked through for a channel, from one place in the journal up to another, and these messages came of it. Notices stand in no
 * other event: a hundred thousand of them make one message.
 */
export const queuedSchema = z.strictObject({
  from: z.int().min(0),
  upTo: z.int().min(0),
  queued: z.array(queuedSendSchema).max(50),
  joined: z.array(joinedSendSchema).max(50),
});
export type Queued = z.infer<typeof queuedSchema>;

/** A process has taken messages in hand; until then no other one does. */
export const begunSchema = z.strictObject({ sends: z.array(identifier).min(1).max(50), by: identifier, until: instantString });
export type Begun = z.infer<typeof begunSchema>;

/** What came of them. Those that were not even tried are left as they were. */
export const attemptedSchema = z.strictObject({
  by: identifier,
  attempts: z.array(attemptSchema).max(50),
  left: z.array(identifier).max(50),
});
export type Attempted = z.infer<typeof attemptedSchema>;

/** Somebody has put messages back that were given up. */
export const retriedSchema = z.strictObject({ sends: z.array(identifier).min(1).max(1_000), due: instantString });
export type Retried = z.infer<typeof retriedSchema>;

/** Somebody has tried a channel. */
export const testedSchema = z.strictObject({ result: testResultSchema });

const GONE_OUT = 'What was sent cannot be called back.';

export const deliveryEvents: readonly EventType[] = [
  eventType<z.infer<typeof channelToldSchema>>({
    type: 'delivery.channel-added',
    version: 1,
    payload: channelToldSchema,
    words: ({ channel }) => `Set up ${inWords(channel)}`,
    inverse: ({ subject, payload }) => ({ type: 'delivery.channel-removed', subject, payload }),
  }),
  eventType<z.infer<typeof channelChangedSchema>>({
    type: 'delivery.channel-changed',
    version: 1,
    payload: channelChangedSchema,
    words: ({ before, after }) => changeWords(before, after),
    inverse: ({ type, subject, payload: { before, after } }) => ({ type, subject, payload: { before: after, after: before } }),
  }),
  eventType<z.infer<typeof channelToldSchema>>({
    type: 'delivery.channel-removed',
    version: 1,
    payload: channelToldSchema,
    words: ({ channel }) => `Removed ${inWords(channel)}`,
    inverse: ({ subject, payload }) => ({ type: 'delivery.channel-added', subject, payload }),
  }),
  eventType<z.infer<typeof preferencesChangedSchema>>({
    type: 'delivery.preferences-changed',
    version: 1,
    payload: preferencesChangedSchema,
    words: ({ after }) => preferenceWords(after),
    inverse: ({ type, subject, payload: { before, after } }) => ({ type, subject, payload: { before: after, after: before } }),
  }),
  eventType<Queued>({
    type: 'delivery.queued',
    version: 1,
    payload: queuedSchema,
    words: ({ queued, joined }) =>
      [
        queued.length > 0 ? `Queued ${several(queued.length, 'message')} about ${several(total(queued), 'alert')}` : '',
        joined.length > 0 ? `${queued.length > 0 ? 'more' : 'More alerts'} joined ${several(joined.length, 'message')} that waits` : '',
      ]
        .filter(Boolean)
        .join('; ') || 'Looked through new alerts; none goes this way',
    inverse: () => ({ never: GONE_OUT }),
  }),
  eventType<Begun>({
    type: 'delivery.begun',
    version: 1,
    payload: begunSchema,
    words: ({ sends }) => `Began to send ${several(sends.length, 'message')}`,
    inverse: () => ({ never: GONE_OUT }),
  }),
  eventType<Attempted>({
    type: 'delivery.attempted',
    version: 1,
    payload: attemptedSchema,
    words: ({ attempts, left }) => attemptWords(attempts, left.length),
    inverse: () => ({ never: GONE_OUT }),
  }),
  eventType<Retried>({
    type: 'delivery.retried',
    version: 1,
    payload: retriedSchema,
    words: ({ sends }) => `Put ${several(sends.length, 'message')} back to be sent`,
    inverse: () => ({ never: GONE_OUT }),
  }),
  eventType<z.infer<typeof testedSchema>>({
    type: 'delivery.tested',
    version: 1,
    payload: testedSchema,
    words: ({ result: { sent, says } }) => `${sent ? 'A test arrived' : 'A test failed'}: ${says}`,
    inverse: () => ({ never: GONE_OUT }),
  }),
];

function inWords({ terms }: Channel): string {
  const kind = { command: 'command', webhook: 'webhook', email: 'e-mail' }[terms.kind];
  return `the ${kind} channel ${terms.name}: ${destinationOf(terms)}${terms.on ? '' : ', off'}`;
}

function changeWords(before: Channel, after: Channel): string {
  if (before.terms.on !== after.terms.on) return `Switched the channel ${after.terms.name} ${after.terms.on ? 'on' : 'off'}`;
  const { name } = after.terms;
  return before.terms.name === name ? `Changed the channel ${name}` : `Changed the channel ${before.terms.name}, which is now ${name}`;
}

function preferenceWords({ native, quiet }: DeliveryPreferences): string {
  const shown = native === null ? 'no notifications of the system' : `notifications of the system from ${native.least} on`;
  return `Delivery: ${shown}, ${quiet === null ? 'no quiet hours' : `quiet from ${quiet.from} to ${quiet.to} (${quiet.zone})`}`;
}

function attemptWords(attempts: Attempted['attempts'], left: number): string {
  const sent = attempts.filter((attempt) => attempt.sent).length;
  const parts = [sent > 0 ? `Sent ${several(sent, 'message')}` : '', attempts.length > sent ? `${attempts.length - sent} failed` : ''];
  const failure = attempts.find((attempt) => !attempt.sent);
  return `${[...parts, left > 0 ? `${left} left for later` : ''].filter(Boolean).join(', ') || 'Nothing was sent'}${failure ? `: ${failure.says}` : ''}`;
}

function total(queued: Queued['queued']): number {
  return queued.reduce((sum, { count }) => sum + count, 0);
}

function several(count: number, one: string): string {
  return `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
}
