import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { hoursUntil, type WeeklyHours } from '../alerts/index.ts';
import { identifier, instantString } from '../figures/index.ts';
import type { ChannelTerms } from './channel.ts';
import { type AddressedNotice, bareNotice, byWeight, isAtLeast, type Notice, noticeSchema, withoutValues } from './notice.ts';

/** How many notices one message spells out; of the rest it says how many they are. */
const SPELT_OUT = 25;
/** More than so many at once come as one message, however much room there is. */
const MOST_SINGLY = 5;
/** Quiet hours of different rules end at different times; more than so many messages do not wait for that. */
const MOST_QUIET = 4;
const HOUR = 3_600_000;

/** A message that waits to be sent. `gathers` names what it waits for, and that more may join it; null: it is about one notice. */
export const queuedSendSchema = z.strictObject({
  send: identifier,
  gathers: z.string().max(60).nullable(),
  due: instantString,
  /** Those that matter most, at most {@link SPELT_OUT}. */
  notices: z.array(noticeSchema).min(1).max(SPELT_OUT),
  /** How many it is about. */
  count: z.int().min(1),
});
export type QueuedSend = z.infer<typeof queuedSendSchema>;

/** What joins a message that waits: how it then stands. */
export const joinedSendSchema = queuedSendSchema.omit({ gathers: true, due: true });
export type JoinedSend = z.infer<typeof joinedSendSchema>;

interface Intake {
  readonly channel: string;
  readonly terms: ChannelTerms;
  readonly notices: readonly AddressedNotice[];
  /** Messages that gather and that nobody has tried to send. */
  readonly waiting: readonly QueuedSend[];
  /** When messages went out, or were due, within the last hour; milliseconds since 1970. */
  readonly recent: readonly number[];
  /** The workspace's quiet hours, for rules without their own. */
  readonly quiet: WeeklyHours | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Which messages a channel sends about new notices, and when: one by one as long as they are few, together where they are many, where the
 * channel gathers, or where quiet hours hold. However many come at once, they make {@link MOST_SINGLY} messages at most, or one.
 *
 * Critical ones wait neither for quiet hours nor for a digest, only for a snooze. What fired and was over before it could be told is only told together.
 */
export function planSends({ channel, terms, notices, waiting, recent, quiet, now }: Intake): {
  readonly queued: readonly QueuedSend[];
  readonly joined: readonly JoinedSend[];
} {
  const gathered = new Map<string, QueuedSend>(waiting.flatMap((send) => (send.gathers === null ? [] : [[send.gathers, send] as const])));
  const news = new Set<string>();
  const singly: AddressedNotice[] = [];
  let together: readonly AddressedNotice[] = [];

  function gather(gathers: string, due: number, added: readonly AddressedNotice[]): void {
    const first = added[0];
    if (!first) return;
    const before = gathered.get(gathers);
    gathered.set(gathers, {
      send: before?.send ?? keyOf(channel, gathers, first.firing, first.tells),
      gathers,
      due: before?.due ?? new Date(due).toISOString(),
      notices: heaviest(before?.notices ?? [], added),
      count: (before?.count ?? 0) + added.length,
    });
    news.add(gathers);
  }

  const quietly = new Map<number, AddressedNotice[]>();
  const digest: AddressedNotice[] = [];
  const endOf = quietEnds(now);
  const passed: AddressedNotice[] = [];
  for (const told of notices) {
    if (!takes(channel, terms, told)) continue;
    const notice = terms.withoutValues ? withoutValues(told) : told;
    const isCritical = notice.severity === 'critical';
    const until = heldUntil(notice, quiet, now, endOf);
    const held = until === null ? undefined : (quietly.get(until) ?? []);
    if (until !== null && held) quietly.set(until, held).get(until)?.push(notice);
    else if (terms.digestMinutes !== null && !isCritical) digest.push(notice);
    else if (notice.tells === 'passed') passed.push(notice);
    else singly.push(notice);
  }
  together = passed;
  for (const [until, added] of quietly) gather(quietGroup(gathered, until), until, added);
  if (terms.digestMinutes !== null) gather('digest', now + terms.digestMinutes * 60_000, digest);

  const within = recent.filter((at) => at > now - HOUR);
  const room = gathered.has(OVERFLOW) ? 0 : terms.perHour - within.length;
  if (singly.length > Math.min(room, MOST_SINGLY)) together = [...singly.splice(0), ...together];
  const free = freeAt([...within, ...singly.map(() => now)], terms.perHour, now);
  gather(OVERFLOW, free, together);

  const made = [...gathered.values()].filter(({ gathers }) => gathers !== null && news.has(gathers));
  const known = new Set(waiting.map(({ send }) => send));
  return {
    queued: [
      ...singly.map((notice) => ({
        send: keyOf(channel, notice.firing, notice.tells),
        gathers: null,
        due: new Date(now).toISOString(),
        notices: [bareNotice(notice)],
        count: 1,
      })),
      ...made.filter(({ send }) => !known.has(send)),
    ],
    joined: made.filter(({ send }) => known.has(send)).map(({ send, notices: told, count }) => ({ send, notices: told, count })),
  };
}

const OVERFLOW = 'room';
/** Hours that never end hold for so long: what gathers is then told. */
const WEEK = 7 * 24 * HOUR;

/** Whether a notice goes through a channel. */
export function takes(channel: string, terms: ChannelTerms, { severity, tells, channels }: AddressedNotice): boolean {
  return (
    terms.on &&
    isAtLeast(severity, terms.least) &&
    (tells !== 'cleared' || terms.tellsCleared) &&
    (channels === null ? terms.byDefault : channels.includes(channel))
  );
}

/** Until when a notice is held back, in milliseconds since 1970: by a snooze, or by quiet hours unless it is critical. Null where nothing holds it. */
export function heldUntil(
  notice: AddressedNotice,
  quiet: WeeklyHours | null,
  now: number,
  endOf: (hours: WeeklyHours) => number | null = (hours) => hoursUntil(hours, now),
): number | null {
  const snoozed = notice.snoozed === null ? now : Date.parse(notice.snoozed);
  const hours = notice.severity === 'critical' ? null : (notice.quiet ?? quiet);
  const quietUntil = (hours === null ? null : endOf(hours)) ?? now;
  const until = Math.max(snoozed, Number.isFinite(quietUntil) ? quietUntil : now + WEEK);
  return until > now ? until : null;
}

/** The id of a message: the same firing through the same channel has always the same, so that whoever receives it twice can tell. */
function keyOf(...parts: readonly string[]): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(parts)))).slice(0, 32);
}

/** When quiet hours end that hold now, worked out once for each: many notices are of few rules, and a calendar takes its time. */
function quietEnds(now: number): (hours: WeeklyHours) => number | null {
  const ends = new Map<WeeklyHours, number | null>();
  return (hours) => {
    const known = ends.get(hours);
    if (known !== undefined) return known;
    const end = hoursUntil(hours, now);
    ends.set(hours, end);
    return end;
  };
}

/** The weightiest of those that a message has and those that join it, without putting all of them in order. */
function heaviest(had: QueuedSend['notices'], added: readonly AddressedNotice[]): QueuedSend['notices'] {
  const kept: Notice[] = [];
  for (const some of [had, added]) {
    for (const notice of some) {
      const last = kept[SPELT_OUT - 1];
      if (last !== undefined && byWeight(notice, last) >= 0) continue;
      const place = kept.findLastIndex((each) => byWeight(each, notice) <= 0) + 1;
      kept.splice(place, 0, notice);
      if (kept.length > SPELT_OUT) kept.pop();
    }
  }
  return kept.map((notice) => ('seq' in notice ? bareNotice(notice as AddressedNotice) : notice));
}

/** The message that waits for the end of these quiet hours; once many wait, the last of them takes what else comes. */
function quietGroup(gathered: ReadonlyMap<string, QueuedSend>, until: number): string {
  const name = `quiet until ${new Date(until).toISOString()}`;
  const waiting = [...gathered.values()]
    .filter(({ gathers }) => gathers?.startsWith('quiet until '))
    .sort((one, other) => (one.due < other.due ? -1 : 1));
  return gathered.has(name) || waiting.length < MOST_QUIET ? name : (waiting.at(-1)?.gathers ?? name);
}

/** The first instant from now on at which a message more would not be one too many within the hour. */
function freeAt(recent: readonly number[], perHour: number, now: number): number {
  const inOrder = [...recent].sort((one, other) => one - other);
  const last = inOrder[inOrder.length - perHour];
  return last === undefined ? now : Math.max(now, last + HOUR);
}
