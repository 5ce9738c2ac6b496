import {
  composeMessage,
  type Attempted,
  type Begun,
  type Channel,
  type DeliveryPreferences,
  type JoinedSend,
  type Queued,
  type QueuedSend,
  type Retried,
  type TestResult,
} from '../../../shared/delivery/index.ts';
import type { JournalEvent } from '../../../shared/journal/index.ts';
import { type Fold, fold } from '../column.ts';
import type { Writer } from '../store/store.ts';

/** How the tables of delivery follow from its events. */
export const deliveryFolds: Readonly<Record<string, Fold>> = {
  'delivery.channel-added': fold<{ channel: Channel }>((store, { seq, subject, payload: { channel } }) => {
    store.run(
      `INSERT INTO delivery_channel (channel, added_seq, looked, terms, secret, address) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (channel) DO UPDATE SET looked = excluded.looked, terms = excluded.terms, secret = excluded.secret, address = excluded.address,
         removed = 0`,
      subject,
      seq,
      seq + 1,
      ...kept(channel),
    );
  }),
  'delivery.channel-changed': fold<{ before: Channel; after: Channel }>((store, { seq, subject, payload: { before, after } }) => {
    store.run('UPDATE delivery_channel SET terms = ?, secret = ?, address = ? WHERE channel = ?', ...kept(after), subject);
    // What fired while it was off is not sent when it is switched on; what waits when it is switched off is not sent at all.
    if (!before.terms.on && after.terms.on) store.run('UPDATE delivery_channel SET looked = ? WHERE channel = ?', seq + 1, subject);
    if (before.terms.on && !after.terms.on) drop(store, subject);
  }),
  'delivery.channel-removed': fold((store, { subject }) => {
    store.run('UPDATE delivery_channel SET removed = 1 WHERE channel = ?', subject);
    drop(store, subject);
  }),
  'delivery.preferences-changed': fold<{ after: DeliveryPreferences }>((store, { payload: { after } }) => {
    store.run('INSERT OR REPLACE INTO delivery_preference (only_one, preferences) VALUES (1, ?)', JSON.stringify(after));
  }),
  'delivery.queued': fold<Queued>((store, event) => {
    const { queued, joined, upTo } = event.payload;
    for (const send of queued) queue(store, event, send);
    for (const send of joined) join(store, send);
    store.run('UPDATE delivery_channel SET looked = max(looked, ?) WHERE channel = ?', upTo, event.subject);
  }),
  'delivery.begun': fold<Begun>((store, { payload: { sends, by, until } }) => {
    for (const send of sends) {
      store.run("UPDATE delivery_send SET taken_by = ?, taken_until = ? WHERE send = ? AND state = 'waiting'", by, until, send);
    }
  }),
  'delivery.attempted': fold<Attempted>((store, { subject, payload: { by, attempts, left } }) => {
    for (const { send, attempt, at, milliseconds, sent, says, output, next } of attempts) {
      store.run(
        `INSERT OR REPLACE INTO delivery_attempt (send, attempt, channel, at, milliseconds, sent, says, output, next)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        send,
        attempt,
        subject,
        at,
        milliseconds,
        sent ? 1 : 0,
        says,
        output,
        next,
      );
      // What was dropped meanwhile and arrived all the same, did arrive.
      store.run(
        `UPDATE delivery_send SET tries = tries + (attempts < ?), attempts = max(attempts, ?), taken_by = NULL, taken_until = NULL,
           state = CASE WHEN ? THEN 'sent' WHEN state <> 'waiting' THEN state WHEN ? IS NULL THEN 'dead' ELSE 'waiting' END,
           due = coalesce(?, due), settled_at = CASE WHEN ? OR ? IS NULL THEN ? END
         WHERE send = ?`,
        attempt,
        attempt,
        sent ? 1 : 0,
        next,
        next,
        sent ? 1 : 0,
        next,
        at,
        send,
      );
    }
    for (const send of left)
      store.run('UPDATE delivery_send SET taken_by = NULL, taken_until = NULL WHERE send = ? AND taken_by = ?', send, by);
  }),
  'delivery.retried': fold<Retried>((store, { payload: { sends, due } }) => {
    for (const send of sends) {
      store.run(
        "UPDATE delivery_send SET state = 'waiting', tries = 0, due = ?, settled_at = NULL WHERE send = ? AND state = 'dead'",
        due,
        send,
      );
    }
  }),
  'delivery.tested': fold<{ result: TestResult }>((store, { subject, payload: { result } }) => {
    store.run('UPDATE delivery_channel SET tested = ? WHERE channel = ?', JSON.stringify(result), subject);
  }),
};

export const deliveryProjections: readonly string[] = [
  'delivery_channel',
  'delivery_send',
  'delivery_firing',
  'delivery_attempt',
  'delivery_preference',
];

function kept({ terms, secret, address }: EarlierChannel): [string, string | null, string | null] {
  return [JSON.stringify(terms), secret === null ? null : JSON.stringify(secret), address == null ? null : JSON.stringify(address)];
}

/** Events from before addresses could be secret say nothing of them. */
type EarlierChannel = Omit<Channel, 'address'> & Partial<Pick<Channel, 'address'>>;

function queue(store: Writer, { seq, at, subject }: JournalEvent, { send, gathers, due, notices, count }: QueuedSend): void {
  store.run(
    `INSERT OR IGNORE INTO delivery_send (send, channel, queued_seq, queued_at, gathers, due, notices, words, count, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting')`,
    send,
    subject,
    seq,
    at,
    gathers,
    due,
    JSON.stringify(notices),
    composeMessage({ send, notices, count }, at).text,
    count,
  );
  nameFirings(store, send, notices);
}

function join(store: Writer, { send, notices, count }: JoinedSend): void {
  store.run(
    'UPDATE delivery_send SET notices = ?, words = ?, count = ? WHERE send = ?',
    JSON.stringify(notices),
    composeMessage({ send, notices, count }, '').text,
    count,
    send,
  );
  nameFirings(store, send, notices);
}

/** Which alerts a message spells out, so that those of one alert are found. */
function nameFirings(store: Writer, send: string, notices: QueuedSend['notices']): void {
  store.run('DELETE FROM delivery_firing WHERE send = ?', send);
  for (const { firing } of notices) store.run('INSERT OR IGNORE INTO delivery_firing (firing, send) VALUES (?, ?)', firing, send);
}

function drop(store: Writer, channel: string): void {
  store.run("UPDATE delivery_send SET state = 'dropped' WHERE channel = ? AND state = 'waiting'", channel);
}
