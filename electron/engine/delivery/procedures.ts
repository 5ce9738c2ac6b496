import { z } from 'zod';
import {
  attemptSchema,
  channelTermsSchema,
  deliveryPreferencesSchema,
  destinationOf,
  keptSecretSchema,
  noticeSchema,
  SEND_STATES,
  secretOf,
  signingSecret,
  testResultSchema,
  variableName,
} from '../../../shared/delivery/index.ts';
import { identifier, isRefused } from '../../../shared/figures/index.ts';
import { command, query, router, subscription } from '../api/procedure.ts';
import type { Reader } from '../store/store.ts';
import { channelObstacle, readChannels, removeChannel, saveChannel, type StoredChannel } from './channels.ts';
import { channelCounts, listDeliveries, readDelivery, retry } from './deliveries.ts';
import { noticeStream } from './notice-stream.ts';
import { changePreferences, readPreferences } from './preferences.ts';
import { secretPlaces } from './secrets.ts';
import { testChannel } from './test-channel.ts';

const delivery = z.object({
  send: identifier,
  channel: identifier,
  channelName: z.string(),
  subject: z.string(),
  notices: z.array(noticeSchema).readonly(),
  count: z.int(),
  state: z.enum(SEND_STATES),
  queuedAt: z.string(),
  due: z.string(),
  attempts: z.int(),
  last: attemptSchema.nullable(),
});
const page = { from: z.int().min(0).default(0), limit: z.int().min(1).max(500).default(100) };
const deliveries = z.object({ total: z.int(), rows: z.array(delivery).readonly() });
const givenSecret = z.discriminatedUnion('place', [
  z.strictObject({ place: z.enum(['system', 'sealed']), text: z.string().min(1).max(2_000) }),
  z.strictObject({ place: z.literal('environment'), variable: variableName }),
]);
const place = z.object({ name: z.string().nullable(), obstacle: z.string().nullable() });

export const deliveryProcedures = router({
  channels: query(
    {
      says: 'Every channel out of the window: where it leads, where its secret is kept, what waits, what failed last',
      input: z.object({}),
      output: z.array(
        z.object({
          channel: identifier,
          terms: channelTermsSchema,
          destination: z.string(),
          secret: keptSecretSchema.nullable(),
          address: keptSecretSchema.nullable(),
          secretName: z.enum(['signing secret', 'password']).nullable(),
          obstacle: z.string().nullable(),
          waiting: z.int(),
          dead: z.int(),
          nextDue: z.string().nullable(),
          last: attemptSchema.nullable(),
          tested: testResultSchema.nullable(),
        }),
      ),
    },
    ({ store }) => readChannels(store).map((channel) => summaryOf(store, channel)),
  ),
  secretPlaces: query(
    {
      says: "Where a channel's secret can be kept here and now: the operating system's store, the workspace's passphrase",
      input: z.object({}),
      output: z.object({ system: place, sealed: place }),
    },
    async (engine) => {
      const { system, sealed } = await secretPlaces(engine);
      return { system: placeOf(system), sealed: placeOf(sealed) };
    },
  ),
  newSigningSecret: query(
    { says: 'A fresh signing secret for a webhook, kept nowhere yet', input: z.object({}), output: z.object({ secret: z.string() }) },
    (engine) => ({ secret: signingSecret(engine.randomBytes(32)) }),
  ),
  saveChannel: command(
    {
      says: 'Sets up a channel, or changes one; its secret is encrypted where it is kept, and stands in no event. Without a secret it keeps the one it has',
      input: z.object({
        channel: identifier.nullable(),
        terms: channelTermsSchema,
        secret: givenSecret.optional(),
        address: givenSecret
          .optional()
          .describe('A webhook’s whole address, where it is secret itself: the journal has then its host and a digest'),
      }),
      output: z.object({ channel: identifier }),
    },
    saveChannel,
  ),
  removeChannel: command(
    {
      says: 'Removes a channel and its secret; what waits to be sent through it is dropped',
      input: z.object({ channel: identifier }),
      output: z.object({ channel: identifier }),
    },
    (engine, { channel }) => removeChannel(engine, channel),
  ),
  test: command(
    {
      says: 'Sends a test through a channel at once, whether it is on or off, and answers what came of it',
      input: z.object({ channel: identifier }),
      output: testResultSchema,
    },
    (engine, { channel }) => testChannel(engine, channel),
  ),
  deliveries: query(
    {
      says: 'What was sent, waits, failed or was dropped, newest first',
      input: z.object({
        channel: identifier.optional(),
        states: z.array(z.enum(SEND_STATES)).min(1).optional(),
        firing: identifier.optional().describe('An alert that they spell out'),
        words: z.string().max(200).optional(),
        ...page,
      }),
      output: deliveries,
    },
    ({ store }, filter) => listDeliveries(store, filter),
  ),
  deadLetters: query(
    {
      says: 'What could not be delivered and is tried no more, newest first',
      input: z.object({ channel: identifier.optional(), ...page }),
      output: deliveries,
    },
    ({ store }, filter) => listDeliveries(store, { ...filter, states: ['dead'] }),
  ),
  delivery: query(
    {
      says: 'One message with every attempt to deliver it',
      input: z.object({ send: identifier }),
      output: delivery.extend({ text: z.string(), all: z.array(attemptSchema).readonly() }).nullable(),
    },
    ({ store }, { send }) => readDelivery(store, send),
  ),
  retry: command(
    {
      says: 'Puts dead letters back to be sent: those that are named, or all of a channel',
      input: z
        .object({ sends: z.array(identifier).min(1).max(1_000).optional(), channel: identifier.optional() })
        .refine(({ sends, channel }) => sends !== undefined || channel !== undefined, 'must name messages or a channel'),
      output: z.object({ put: z.int() }),
    },
    (engine, input) => retry(engine, input),
  ),
  preferences: query(
    {
      says: 'Notifications of the operating system, and the quiet hours of rules without their own',
      input: z.object({}),
      output: deliveryPreferencesSchema,
    },
    ({ store }) => readPreferences(store),
  ),
  changePreferences: command(
    { says: 'Changes what is given of these', input: deliveryPreferencesSchema.partial(), output: deliveryPreferencesSchema },
    (engine, changes) => changePreferences(engine, given(changes)),
  ),
  notices: subscription(
    {
      says: 'What alerts tell, as they tell it, without what quiet hours and snoozes hold back until they end',
      input: z.object({ since: z.union([z.enum(['now', 'opening']), z.int().min(0)]).default('now') }),
      output: z.object({ notices: z.array(noticeSchema).readonly(), count: z.int(), upTo: z.int() }),
    },
    (engine, { since }, signal) => noticeStream(engine, since, signal),
  ),
});

function summaryOf(store: Reader, stored: StoredChannel) {
  const { channel, terms, secret, address, tested } = stored;
  return {
    channel,
    terms,
    destination: destinationOf(terms),
    secret,
    address,
    secretName: secretOf(terms),
    obstacle: channelObstacle(store, stored),
    tested,
    ...channelCounts(store, channel),
  };
}

function placeOf(outcome: Awaited<ReturnType<typeof secretPlaces>>['system']): z.infer<typeof place> {
  return isRefused(outcome) ? { name: null, obstacle: outcome.error.message } : { name: outcome.ok, obstacle: null };
}

function given<T extends object>(changes: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
}
