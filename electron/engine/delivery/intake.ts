import { planSends, type Queued, type QueuedSend } from '../../../shared/delivery/index.ts';
import { isRefused } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';
import { Meanwhile, readChannels, type StoredChannel } from './channels.ts';
import { noticesFrom, type Told } from './notices.ts';
import { readPreferences } from './preferences.ts';

const HOUR = 3_600_000;
/** So often another process may come between our looking and our writing before we leave it to the next time. */
const MOST_TURNS = 5;

type Intake = Pick<Engine, 'store' | 'journal' | 'now'>;

/**
 * Looks through what alerts have told since each channel was last looked after, and queues what goes through it. Where another process has done so
 * between our looking and our writing, nothing is written, and we look again: no alert is queued twice.
 */
export function takeIn(engine: Intake): void {
  const channels = readChannels(engine.store).filter(({ terms }) => terms.on);
  if (channels.length === 0) return;
  for (const told of noticesFrom(engine, Math.min(...channels.map(({ looked }) => looked)))) {
    for (const { channel, looked } of channels) if (looked <= told.seq) queueFor(engine, channel, told);
  }
}

function queueFor(engine: Intake, channel: string, told: Told): void {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const now = readChannels(engine.store).find((each) => each.channel === channel);
    if (!now || !now.terms.on || now.looked > told.seq) return;
    try {
      queueOnce(engine, now, told);
      return;
    } catch (thrown) {
      if (!(thrown instanceof Meanwhile)) throw thrown;
    }
  }
}

function queueOnce(engine: Intake, seen: StoredChannel, { seq, notices }: Told): void {
  const { store, journal } = engine;
  const { channel, terms } = seen;
  const clock = Date.parse(engine.now());
  const waiting = gathering(store, channel, clock);
  const planned = planSends({
    channel,
    terms,
    notices,
    waiting,
    recent: recentSends(store, channel, clock),
    quiet: readPreferences(store).quiet,
    now: clock,
  });
  if (planned.queued.length === 0 && planned.joined.length === 0) return;
  const payload: Queued = { from: seen.looked, upTo: seq + 1, queued: [...planned.queued], joined: [...planned.joined] };
  const committed = journal.commit([{ type: 'delivery.queued', subject: channel, payload }], (writer) => {
    const stands = writer.get<{ looked: number }>('SELECT looked FROM delivery_channel WHERE channel = ? AND removed = 0', channel);
    if (stands?.looked !== seen.looked || JSON.stringify(gathering(writer, channel, clock)) !== JSON.stringify(waiting))
      throw new Meanwhile();
  });
  // A full disk or a busy file: nothing is lost, for the alerts stand in the journal, and the next look finds them.
  if (isRefused(committed)) throw new CannotWrite(committed.error.message);
}

/** The store cannot be written now. */
export class CannotWrite extends Error {}

/** Messages that gather and that nobody has in hand or has tried. */
function gathering(store: Reader, channel: string, now: number): readonly QueuedSend[] {
  return store
    .all<Omit<QueuedSend, 'notices'> & { notices: string }>(
      `SELECT send, gathers, due, notices, count FROM delivery_send
       WHERE channel = ? AND state = 'waiting' AND gathers IS NOT NULL AND attempts = 0 AND (taken_until IS NULL OR taken_until <= ?) ORDER BY due`,
      channel,
      new Date(now).toISOString(),
    )
    .map(read);
}

function read(row: Omit<QueuedSend, 'notices'> & { readonly notices: string }): QueuedSend {
  return { ...row, notices: JSON.parse(row.notices) as QueuedSend['notices'] };
}

/** When messages of the last hour were due. */
function recentSends(store: Reader, channel: string, now: number): readonly number[] {
  const from = new Date(now - HOUR).toISOString();
  return store
    .all<{ due: string }>(
      "SELECT due FROM delivery_send WHERE channel = ? AND due > ? AND due <= ? AND state <> 'dropped'",
      channel,
      from,
      new Date(now).toISOString(),
    )
    .map(({ due }) => Date.parse(due));
}
