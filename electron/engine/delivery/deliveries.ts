import { type Attempt, composeMessage, type Notice, type SendState } from '../../../shared/delivery/index.ts';
import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader, SqlValue } from '../store/store.ts';

/** A message as the list of deliveries shows it. */
export interface Delivery {
  readonly send: string;
  readonly channel: string;
  readonly channelName: string;
  readonly subject: string;
  readonly notices: readonly Notice[];
  readonly count: number;
  readonly state: SendState;
  readonly queuedAt: string;
  /** When it is tried next; of what is settled, when it last was due. */
  readonly due: string;
  readonly attempts: number;
  readonly last: Attempt | null;
}

export interface DeliveryFilter {
  readonly channel?: string | undefined;
  readonly states?: readonly SendState[] | undefined;
  /** An alert that they spell out. */
  readonly firing?: string | undefined;
  /** Words that stand in what was sent. */
  readonly words?: string | undefined;
  readonly from: number;
  readonly limit: number;
}

/** Messages, newest first, and how many there are in all. */
export function listDeliveries(
  store: Reader,
  { channel, states, firing, words, from, limit }: DeliveryFilter,
): { readonly total: number; readonly rows: readonly Delivery[] } {
  const wanted = (words ?? '').trim().split(/\s+/).filter(Boolean);
  const where = [
    channel === undefined ? '' : 'channel = ?',
    states === undefined ? '' : 'state IN (SELECT value FROM json_each(?))',
    firing === undefined ? '' : 'send IN (SELECT send FROM delivery_firing WHERE firing = ?)',
    ...wanted.map(() => 'instr(lower(words), lower(?)) > 0'),
  ].filter(Boolean);
  const given: SqlValue[] = [
    ...(channel === undefined ? [] : [channel]),
    ...(states === undefined ? [] : [JSON.stringify(states)]),
    ...(firing === undefined ? [] : [firing]),
    ...wanted,
  ];
  const clause = where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`;
  const { total } = store.get<{ total: number }>(`SELECT count(*) AS total FROM delivery_send${clause}`, ...given)!;
  const rows = store.all<DeliveryRow>(`${SELECT}${clause} ORDER BY queued_seq DESC, send LIMIT ? OFFSET ?`, ...given, limit, from);
  return { total, rows: rows.map((row) => deliveryOf(store, row)) };
}

/** One message with all attempts, oldest first. */
export function readDelivery(store: Reader, send: string): (Delivery & { readonly text: string; readonly all: readonly Attempt[] }) | null {
  const row = store.get<DeliveryRow & { words: string }>(`${SELECT.replace('SELECT', 'SELECT words,')} WHERE send = ?`, send);
  if (!row) return null;
  const all = store.all<AttemptRow>(`${SELECT_ATTEMPT} WHERE send = ? ORDER BY attempt`, send).map(attemptOf);
  return { ...deliveryOf(store, row), text: row.words, all };
}

/** As many as one event puts back. */
const MOST_RETRIED = 1_000;

/** Puts dead letters back to be sent: those that are named, or all of a channel. Answers how many there were. */
export function retry(
  engine: Engine,
  asked: { readonly sends?: readonly string[] | undefined; readonly channel?: string | undefined },
): Outcome<{ readonly put: number }> {
  const { store, journal } = engine;
  const dead = store.all<{ send: string; channel: string }>(
    `SELECT send, channel FROM delivery_send JOIN delivery_channel USING (channel)
     WHERE state = 'dead' AND removed = 0 AND terms ->> '$.on' = 1 AND (? IS NULL OR send IN (SELECT value FROM json_each(?))) AND (? IS NULL OR channel = ?)
     ORDER BY queued_seq LIMIT ?`,
    asked.sends === undefined ? null : JSON.stringify(asked.sends),
    JSON.stringify(asked.sends ?? []),
    asked.channel ?? null,
    asked.channel ?? null,
    MOST_RETRIED,
  );
  if (dead.length === 0)
    return refuse('nothing-to-retry', 'None of these is a dead letter of a channel that is on. Switch the channel on first.');
  const due = engine.now();
  const events = [...Map.groupBy(dead, ({ channel }) => channel)].map(([channel, sends]) => ({
    type: 'delivery.retried',
    subject: channel,
    payload: { sends: sends.map(({ send }) => send), due },
  }));
  const committed = journal.commit(events);
  return isRefused(committed) ? committed : done({ put: dead.length });
}

/** What a channel's deliveries come to. */
export function channelCounts(
  store: Reader,
  channel: string,
): { readonly waiting: number; readonly dead: number; readonly last: Attempt | null; readonly nextDue: string | null } {
  const counts = store.get<{ waiting: number; dead: number; nextDue: string | null }>(
    `SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting, count(*) FILTER (WHERE state = 'dead') AS dead,
       min(due) FILTER (WHERE state = 'waiting') AS nextDue FROM delivery_send WHERE channel = ?`,
    channel,
  )!;
  const last = store.get<AttemptRow>(`${SELECT_ATTEMPT} WHERE channel = ? ORDER BY at DESC LIMIT 1`, channel);
  return { ...counts, last: last ? attemptOf(last) : null };
}

const SELECT = `SELECT send, channel, (SELECT terms ->> '$.name' FROM delivery_channel WHERE delivery_channel.channel = delivery_send.channel) AS channelName,
  notices, count, state, queued_at AS queuedAt, due, attempts FROM delivery_send`;
const SELECT_ATTEMPT = 'SELECT send, attempt, at, milliseconds, sent, says, output, next FROM delivery_attempt';

interface DeliveryRow extends Omit<Delivery, 'notices' | 'subject' | 'last'> {
  readonly notices: string;
}
type AttemptRow = Omit<Attempt, 'sent'> & { readonly sent: number };

function deliveryOf(
  store: Reader,
  { send, channel, channelName, count, state, queuedAt, due, attempts, notices: kept }: DeliveryRow,
): Delivery {
  const notices = JSON.parse(kept) as Delivery['notices'] & Parameters<typeof composeMessage>[0]['notices'];
  const last = attempts === 0 ? undefined : store.get<AttemptRow>(`${SELECT_ATTEMPT} WHERE send = ? ORDER BY attempt DESC LIMIT 1`, send);
  const { subject } = composeMessage({ send, notices, count }, queuedAt);
  return { send, channel, channelName, subject, notices, count, state, queuedAt, due, attempts, last: last ? attemptOf(last) : null };
}

function attemptOf({ sent, ...attempt }: AttemptRow): Attempt {
  return { ...attempt, sent: sent === 1 };
}
