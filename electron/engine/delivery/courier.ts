import { type Attempt, type Attempted, composeMessage, type QueuedSend, retryWait, withoutValues } from '../../../shared/delivery/index.ts';
import { isRefused } from '../../../shared/figures/index.ts';
import { SNOOZED_NOW } from '../alerts/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';
import { channelObstacle, Meanwhile, readChannels, type StoredChannel } from './channels.ts';
import { deliver } from './deliver.ts';
import { CannotWrite, takeIn } from './intake.ts';

/** So many messages are taken in hand at a time. */
const HANDFUL = 5;
/** What a message may take beyond its channel's seconds, in milliseconds: to end a program, to write down what came of it. */
const MARGIN = 5_000;
const HOUR = 3_600_000;

/** Sends what is due. One process takes a message in hand for a while, in the journal, and no other one sends it meanwhile. */
export interface Courier {
  /** Takes in what alerts have told and sends what is due, until nothing is. Looks at once run one after the other. */
  look(): Promise<void>;
  /** When the next message is due that nothing holds up, in milliseconds since 1970; null where none waits. */
  nextDue(): number | null;
  /** Cuts what is under way, and writes down that it was cut. */
  close(): Promise<void>;
}

export function openCourier(engine: Engine): Courier {
  const by = engine.newId();
  const closing = new AbortController();
  let looking: Promise<void> | null = null;
  let again = false;

  async function lookOnce(): Promise<void> {
    do {
      again = false;
      try {
        takeIn(engine);
        await Promise.all(readChannels(engine.store).map((channel) => sendDue(engine, channel, by, closing.signal)));
      } catch (thrown) {
        // The store cannot be written just now; nothing is lost, and the next look tries again.
        if (!(thrown instanceof CannotWrite)) throw thrown;
      }
    } while (again && !closing.signal.aborted);
  }

  return {
    async look() {
      if (closing.signal.aborted) return;
      if (looking !== null) {
        again = true;
        return looking;
      }
      looking = lookOnce().finally(() => {
        looking = null;
      });
      return looking;
    },
    nextDue() {
      const channels = readChannels(engine.store).filter((channel) => channelObstacle(engine.store, channel) === null);
      const dues = channels.flatMap(({ channel }) => firstDue(engine.store, channel) ?? []);
      return dues.length === 0 ? null : Math.min(...dues);
    },
    async close() {
      closing.abort();
      await looking;
    },
  };
}

/** Handful by handful, until nothing of this channel is due any more, its hour is full, or nobody is reached. */
async function sendDue(engine: Engine, channel: StoredChannel, by: string, signal: AbortSignal): Promise<void> {
  if (!channel.terms.on || channelObstacle(engine.store, channel) !== null) return;
  while (!signal.aborted) {
    const sends = takeInHand(engine, channel, by);
    if (sends.length === 0) return;
    const { attempts, left } = await sendEach(engine, channel, sends, signal);
    const payload: Attempted = { by, attempts, left };
    const committed = engine.journal.commit([{ type: 'delivery.attempted', subject: channel.channel, payload }]);
    if (isRefused(committed)) throw new CannotWrite(committed.error.message);
    if (left.length > 0) return;
  }
}

interface DueSend extends Pick<QueuedSend, 'send' | 'notices' | 'count'> {
  readonly queuedAt: string;
  readonly attempts: number;
  readonly tries: number;
}

/** Takes what is due in hand; empty where nothing is, or another process was faster. */
function takeInHand(engine: Engine, { channel, terms }: StoredChannel, by: string): readonly DueSend[] {
  const { store, journal } = engine;
  const clock = engine.now();
  const room = roomOf(store, channel, terms.perHour, Date.parse(clock));
  const sends = dueSends(store, channel, clock, Math.min(HANDFUL, room));
  if (sends.length === 0) return [];
  const ids = sends.map(({ send }) => send);
  const until = new Date(Date.parse(clock) + sends.length * (terms.seconds * 1_000 + MARGIN)).toISOString();
  try {
    const committed = journal.commit([{ type: 'delivery.begun', subject: channel, payload: { sends: ids, by, until } }], (writer) => {
      if (JSON.stringify(dueSends(writer, channel, clock, ids.length)) !== JSON.stringify(sends)) throw new Meanwhile();
    });
    if (isRefused(committed)) throw new CannotWrite(committed.error.message);
    return sends;
  } catch (thrown) {
    if (thrown instanceof Meanwhile) return [];
    throw thrown;
  }
}

async function sendEach(
  engine: Engine,
  channel: StoredChannel,
  sends: readonly DueSend[],
  signal: AbortSignal,
): Promise<{ readonly attempts: Attempt[]; readonly left: string[] }> {
  const attempts: Attempt[] = [];
  for (const [n, { send, notices, count, queuedAt, attempts: before, tries }] of sends.entries()) {
    const at = engine.now();
    const began = performance.now();
    const delivered = await deliver(
      engine.store,
      channel,
      // What was queued before its owner decided so goes without values, too.
      composeMessage({ send, notices: channel.terms.withoutValues ? notices.map(withoutValues) : notices, count }, queuedAt),
      Date.parse(at),
      signal,
    );
    const wait = delivered.sent || delivered.lasting === true ? null : retryWait(send, tries + 1, delivered.wait);
    attempts.push({
      send,
      attempt: before + 1,
      at,
      milliseconds: Math.round(performance.now() - began),
      sent: delivered.sent,
      says: delivered.says,
      output: delivered.output,
      next: wait === null ? null : new Date(Date.parse(engine.now()) + wait).toISOString(),
    });
    if (delivered.unreachable === true || signal.aborted) return { attempts, left: sends.slice(n + 1).map((each) => each.send) };
  }
  return { attempts, left: [] };
}

/** Held back is what was snoozed after it was queued: a message all of whose alerts are snoozed waits until one of them is no longer. */
function dueSends(store: Reader, channel: string, now: string, limit: number): readonly DueSend[] {
  if (limit <= 0) return [];
  return store
    .all<Omit<DueSend, 'notices'> & { notices: string }>(
      `SELECT send, notices, count, queued_at AS queuedAt, attempts, tries FROM delivery_send
       WHERE channel = ? AND state = 'waiting' AND due <= ? AND (taken_until IS NULL OR taken_until <= ?)
         AND EXISTS (SELECT 1 FROM json_each(notices) AS told WHERE NOT ${SNOOZED_NOW}) ORDER BY due, send LIMIT ?`,
      channel,
      now,
      now,
      now,
      limit,
    )
    .map(read);
}

function read(row: Omit<DueSend, 'notices'> & { readonly notices: string }): DueSend {
  return { ...row, notices: JSON.parse(row.notices) as DueSend['notices'] };
}

/** How many messages the channel may still send within this hour; every attempt counts, for whoever is called has each of them. */
function roomOf(store: Reader, channel: string, perHour: number, now: number): number {
  const from = new Date(now - HOUR).toISOString();
  return perHour - store.get<{ n: number }>('SELECT count(*) AS n FROM delivery_attempt WHERE channel = ? AND at > ?', channel, from)!.n;
}

function firstDue(store: Reader, channel: string): number | null {
  const first = store.get<{ due: string | null }>(
    "SELECT min(max(due, coalesce(taken_until, due))) AS due FROM delivery_send WHERE channel = ? AND state = 'waiting'",
    channel,
  );
  return first === undefined || first.due === null ? null : Date.parse(first.due);
}
