import {
  addressFault,
  type Channel,
  channelSchema,
  type ChannelTerms,
  isAddressSecret,
  type KeptSecret,
  secretAddress,
  secretOf,
  signingSecretFault,
  type TestResult,
} from '../../../shared/delivery/index.ts';
import { done, isRefused, isSame, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader, Writer } from '../store/store.ts';
import { forgetSecret, type GivenSecret, type PreparedSecret, prepareSecret, readVariable, secretObstacle } from './secrets.ts';

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
  readonly address: string | null;
  readonly removed: number;
  readonly tested: string | null;
}

const SELECT = 'SELECT channel, looked, terms, secret, address, removed, tested FROM delivery_channel';

/** Those that are not removed, in the order in which they were set up. */
export function readChannels(store: Reader): readonly StoredChannel[] {
  return store.all<ChannelRow>(`${SELECT} WHERE removed = 0 ORDER BY added_seq, channel`).map(channelOf);
}

export function readChannel(store: Reader, channel: string): StoredChannel | null {
  const row = store.get<ChannelRow>(`${SELECT} WHERE channel = ?`, channel);
  return row ? channelOf(row) : null;
}

/** Why a channel cannot be used here and now: one of its secrets is out of reach. Null where it can. */
export function channelObstacle(store: Reader, { secret, address }: Channel): string | null {
  return secretObstacle(store, secret) ?? secretObstacle(store, address);
}

/** The names of the channels of which something is sealed under the workspace's passphrase. */
export function sealedChannels(store: Reader): readonly string[] {
  return readChannels(store)
    .filter(({ secret, address }) => secret?.place === 'sealed' || address?.place === 'sealed')
    .map(({ terms }) => terms.name);
}

/** As many as one desk can have; each is asked at every alert. */
const MOST_CHANNELS = 50;

export interface ChannelToSave {
  /** Null: a new one. */
  readonly channel: string | null;
  readonly terms: ChannelTerms;
  /** Absent: the one it has. */
  readonly secret?: GivenSecret | undefined;
  /** A webhook's whole address, where it is to be kept as a secret; absent: as the terms have it. */
  readonly address?: GivenSecret | undefined;
}

/** Sets up a channel or changes one. The secret goes where its owner wants it, and neither into the journal nor plain into the store. */
export async function saveChannel(
  engine: Engine,
  { channel: asked, terms: wanted, secret: given, address: givenAddress }: ChannelToSave,
): Promise<Outcome<{ readonly channel: string }>> {
  const { store } = engine;
  const before = asked === null ? null : readChannel(store, asked);
  if (asked !== null && (before === null || before.removed)) return refuse('no-such-channel', GONE);
  if (before !== null && before.terms.kind !== wanted.kind) {
    return refuse('another-kind', `“${before.terms.name}” is a ${before.terms.kind} and stays one. Set up another channel instead.`);
  }
  const hidden = hideAddress(before, wanted, givenAddress);
  if (isRefused(hidden)) return hidden;
  const terms = hidden.ok;
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
  let preparedAddress: PreparedSecret | null = null;
  if (terms.kind === 'webhook' && givenAddress !== undefined) {
    const outcome = await prepareSecret(engine, givenAddress);
    if (isRefused(outcome)) return outcome;
    preparedAddress = outcome.ok;
  }
  const isHidden = terms.kind === 'webhook' && isAddressSecret(terms);
  const after: Channel = {
    terms,
    secret: wants === null ? null : (prepared?.kept ?? before?.secret ?? null),
    address: isHidden ? (preparedAddress?.kept ?? before?.address ?? null) : null,
  };
  const channel = asked ?? engine.newId();
  if (before !== null && isSame(channelSchema.parse(bare(before)), channelSchema.parse(after))) return done({ channel });
  const event: NewEvent =
    before === null
      ? { type: 'delivery.channel-added', subject: channel, payload: { channel: after } }
      : { type: 'delivery.channel-changed', subject: channel, payload: { before: bare(before), after } };
  const committed = unlessMeanwhile(() =>
    engine.journal.commit([event], (writer) => {
      requireUnchanged(writer, channel, before);
      if (before !== null && !isSame(before.secret, after.secret)) forgetSecret(writer, before.secret);
      if (before !== null && !isSame(before.address, after.address)) forgetSecret(writer, before.address);
      prepared?.write(writer);
      preparedAddress?.write(writer);
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
      forgetSecret(writer, before.address);
    }),
  );
  return isRefused(outcome) ? outcome : done({ channel });
}

/** Another process has decided the same thing between our looking and our writing. */
export class Meanwhile extends Error {}

const GONE = 'This channel is not there any more.';

/** What of a channel the journal may have: of a secret address only its host and its digest. */
function hideAddress(before: StoredChannel | null, wanted: ChannelTerms, given: GivenSecret | undefined): Outcome<ChannelTerms> {
  if (wanted.kind !== 'webhook') {
    return given === undefined ? done(wanted) : refuse('no-address', 'Only the address of a webhook can be kept as a secret.');
  }
  if (given === undefined) {
    if (!isAddressSecret(wanted)) return done(wanted);
    const known = before?.terms.kind === 'webhook' && before.terms.url === wanted.url && before.terms.digest === wanted.digest;
    return known ? done(wanted) : refuse('address-needed', 'The address that is to be kept as a secret is missing. Give the whole of it.');
  }
  const text = given.place === 'environment' ? readVariable(given.variable) : done(given.text);
  if (isRefused(text)) return text;
  const fault = addressFault(text.ok);
  return fault === null ? done({ ...wanted, ...secretAddress(text.ok) }) : refuse('no-address', `The secret address ${fault}.`);
}

function channelOf({ channel, looked, terms, secret, address, removed, tested }: ChannelRow): StoredChannel {
  return {
    channel,
    looked,
    terms: JSON.parse(terms) as ChannelTerms,
    secret: secret === null ? null : (JSON.parse(secret) as KeptSecret),
    address: address === null ? null : (JSON.parse(address) as KeptSecret),
    removed: removed === 1,
    tested: tested === null ? null : (JSON.parse(tested) as TestResult),
  };
}

function bare({ terms, secret, address }: Channel): Channel {
  return { terms, secret, address };
}

function requireUnchanged(store: Writer, channel: string, seen: StoredChannel | null): void {
  const now = readChannel(store, channel);
  if (!isSame(now === null ? null : [bare(now), now.removed], seen === null ? null : [bare(seen), seen.removed])) throw new Meanwhile();
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
