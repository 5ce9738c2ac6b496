import {
  type Channel,
  channelSchema,
  type ChannelTerms,
  type KeptSecret,
  secretOf,
  signingSecretFault,
  type TestResult,
} from '../../../shared/delivery/index.ts';
import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader, Writer } from '../store/store.ts';
import { forgetSecret, type GivenSecret, type PreparedSecret, prepareSecret } from './secrets.ts';

/** A channel as it stands. */
export interface StoredChannel extends Channel {
  readonly channel: string;
  /** Alerts up to this place in the journal have been looked through for it. */
  readonly looked: number;
  readonly removed: boolean;
  readonly tested: TestResult | null;
}

interface ChannelRow {
  readonly channel: string;
  readonly looked: number;
  readonly terms: string;
  readonly secret: string | null;
  readonly removed: number;
  readonly tested: string | null;
}

const SELECT = 'SELECT channel, looked, terms, secret, removed, tested FROM delivery_channel';

/** Those that are not removed, in the order in which they were set up. */
export function readChannels(store: Reader): readonly StoredChannel[] {
  return store.all<ChannelRow>(`${SELECT} WHERE removed = 0 ORDER BY added_seq, channel`).map(channelOf);
}

export function readChannel(store: Reader, channel: string): StoredChannel | null {
  const row = store.get<ChannelRow>(`${SELECT} WHERE channel = ?`, channel);
  return row ? channelOf(row) : null;
}

/** As many as one desk can have; each is asked at every alert. */
const MOST_CHANNELS = 50;

export interface ChannelToSave {
  /** Null: a new one. */
  readonly channel: string | null;
  readonly terms: ChannelTerms;
  /** Absent: the one it has. */
  readonly secret?: GivenSecret | undefined;
}

/** Sets up a channel or changes one. The secret goes where its owner wants it, and neither into the journal nor plain into the store. */
export async function saveChannel(
  engine: Engine,
  { channel: asked, terms, secret: given }: ChannelToSave,
): Promise<Outcome<{ readonly channel: string }>> {
  const { store } = engine;
  const before = asked === null ? null : readChannel(store, asked);
  if (asked !== null && (before === null || before.removed)) return refuse('no-such-channel', GONE);
  if (before !== null && before.terms.kind !== terms.kind) {
    return refuse('another-kind', `“${before.terms.name}” is a ${before.terms.kind} and stays one. Set up another channel instead.`);
  }
  const others = readChannels(store).filter(({ channel }) => channel !== asked);
  if (others.some((other) => other.terms.name === terms.name)) {
    return refuse('name-taken', `There is a channel “${terms.name}” already. Tell them apart by the name.`);
  }
  if (before === null && others.length >= MOST_CHANNELS)
    return refuse('too-many-channels', `There are ${MOST_CHANNELS} channels already. Remove one first.`);
  const wants = secretOf(terms);
  if (wants !== null && given === undefined && !before?.secret) {
    return refuse('secret-needed', `“${terms.name}” needs its ${wants}. Say where it is to be kept.`);
  }
  const fault = given === undefined || given.place === 'environment' || terms.kind !== 'webhook' ? null : signingSecretFault(given.text);
  if (fault !== null) return refuse('no-signing-secret', fault);
  let prepared: PreparedSecret | null = null;
  if (wants !== null && given !== undefined) {
    const outcome = await prepareSecret(engine, given);
    if (isRefused(outcome)) return outcome;
    prepared = outcome.ok;
  }
  const after: Channel = { terms, secret: wants === null ? null : (prepared?.kept ?? before?.secret ?? null) };
  const channel = asked ?? engine.newId();
  if (before !== null && same(channelSchema.parse(bare(before)), channelSchema.parse(after))) return done({ channel });
  const event: NewEvent =
    before === null
      ? { type: 'delivery.channel-added', subject: channel, payload: { channel: after } }
      : { type: 'delivery.channel-changed', subject: channel, payload: { before: bare(before), after } };
  const committed = unlessMeanwhile(() =>
    engine.journal.commit([event], (writer) => {
      requireUnchanged(writer, channel, before);
      if (before !== null && !same(before.secret, after.secret)) forgetSecret(writer, before.secret);
      prepared?.write(writer);
    }),
  );
  return isRefused(committed) ? committed : done({ channel });
}

/** Removes a channel, its secret with it; what waits to be sent through it is not sent. */
export function removeChannel(engine: Engine, channel: string): Outcome<{ readonly channel: string }> {
  const before = readChannel(engine.store, channel);
  if (before === null || before.removed) return refuse('no-such-channel', GONE);
  const outcome = unlessMeanwhile(() =>
    engine.journal.commit([{ type: 'delivery.channel-removed', subject: channel, payload: { channel: bare(before) } }], (writer) => {
      requireUnchanged(writer, channel, before);
      forgetSecret(writer, before.secret);
    }),
  );
  return isRefused(outcome) ? outcome : done({ channel });
}

/** Another process has decided the same thing between our looking and our writing. */
export class Meanwhile extends Error {}

const GONE = 'This channel is not there any more.';

function channelOf({ channel, looked, terms, secret, removed, tested }: ChannelRow): StoredChannel {
  return {
    channel,
    looked,
    terms: JSON.parse(terms) as ChannelTerms,
    secret: secret === null ? null : (JSON.parse(secret) as KeptSecret),
    removed: removed === 1,
    tested: tested === null ? null : (JSON.parse(tested) as TestResult),
  };
}

function bare({ terms, secret }: Channel): Channel {
  return { terms, secret };
}

function requireUnchanged(store: Writer, channel: string, seen: StoredChannel | null): void {
  const now = readChannel(store, channel);
  if (!same(now === null ? null : [bare(now), now.removed], seen === null ? null : [bare(seen), seen.removed])) throw new Meanwhile();
}

function unlessMeanwhile<T>(commit: () => Outcome<T>): Outcome<T> {
  try {
    return commit();
  } catch (thrown) {
    if (!(thrown instanceof Meanwhile)) throw thrown;
    return refuse(
      'changed-meanwhile',
      'Another window or terminal has just changed this channel. Nothing was changed here; look again, then decide.',
    );
  }
}

/** Both sides have their members in one order: they were parsed by one schema, or read from one store. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
