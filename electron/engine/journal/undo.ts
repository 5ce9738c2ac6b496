import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { JournalEvent } from '../../../shared/journal/index.ts';
import type { Reader } from '../store/store.ts';
import type { Journal } from './journal.ts';

export interface Undone {
  /** The event that was taken back, and in words what it had said. */
  readonly event: string;
  readonly words: string;
  /** The event that takes it back. */
  readonly by: string;
}

/**
 * Appends the inverse of an event. `target` is an event's id, or the id of what it happened to (a batch, a position), which means the
 * latest event there that still stands; without it, the latest of the whole journal.
 */
export function undo(store: Reader, journal: Journal, target?: string): Outcome<Undone> {
  const found = find(store, journal, target);
  if (isRefused(found)) return found;
  const event = found.ok;
  const definition = journal.registry.typeOf(event.type);
  const words = definition.words(event.payload);
  const inverse = definition.inverse(event);
  if ('never' in inverse) return refuse('cannot-be-undone', `"${words}" cannot be undone. ${inverse.never}`, { event: event.id });
  try {
    const committed = journal.commit([{ ...inverse, undoes: event.id }], (writer) => {
      if (undoings(writer, event.id).length > 1) throw new UndoneMeanwhile();
      const held = heldBack(writer, journal, event);
      if (held !== null) throw new HeldBack(held);
    });
    if (isRefused(committed)) return committed;
    return done({ event: event.id, words, by: committed.ok.at(-1)!.id });
  } catch (thrown) {
    if (thrown instanceof HeldBack) {
      return refuse('cannot-be-undone', `"${words}" cannot be undone. ${thrown.message}`, { event: event.id });
    }
    if (!(thrown instanceof UndoneMeanwhile)) throw thrown;
    return undoneAlready(event.id, undoings(store, event.id));
  }
}

/** Another process has undone the same between our looking and our writing. */
class UndoneMeanwhile extends Error {}
/** A column says that it is too late; the message is its sentence. */
class HeldBack extends Error {}

function heldBack(store: Reader, journal: Journal, event: JournalEvent): string | null {
  for (const { holds } of journal.registry.columns) {
    const sentence = holds?.[event.type]?.(store, event) ?? null;
    if (sentence !== null) return sentence;
  }
  return null;
}

function undoings(store: Reader, id: string): readonly string[] {
  return store.all<{ id: string }>(`SELECT id FROM journal_body WHERE ${UNDOES} = ? ORDER BY seq`, id).map((row) => row.id);
}

function undoneAlready(event: string, by: readonly string[]): Outcome<never> {
  return refuse('undone-already', `This was undone already, by event ${by[0]}.`, { event, by: by[0] });
}

function find(store: Reader, journal: Journal, target: string | undefined): Outcome<JournalEvent> {
  const named = target === undefined ? undefined : journal.byId(target);
  const event = named ?? latestStanding(store, journal, target);
  if (!event) {
    return target === undefined
      ? refuse('nothing-to-undo', 'There is nothing to undo: no event stands that could be taken back.')
      : refuse('no-such-event', `No event that stands has or concerns ${target}. The log lists ids.`, { target });
  }
  const undone = undoings(store, event.id);
  if (undone.length > 0) return undoneAlready(event.id, undone);
  const later = laterEdit(store, journal, event);
  if (later) {
    const words = journal.registry.typeOf(later.type).words(later.payload);
    return refuse('undo-later-first', `Something later changed the same: "${words}". Undo that first.`, {
      event: event.id,
      later: later.id,
    });
  }
  return done(event);
}

const UNDOES = "(body ->> '$.undoes')";
/** Neither an undoing itself nor undone. The sign keeps the column's affinity out of the comparison, which would keep the index out. */
const STANDS = `${UNDOES} IS NULL AND NOT EXISTS (SELECT 1 FROM journal_body AS other WHERE (other.body ->> '$.undoes') = +journal_body.id)`;

/** The latest event that stands; without a subject, the latest that can be undone, because a note of the clock's jump is in nobody's way. */
function latestStanding(store: Reader, journal: Journal, subject: string | undefined): JournalEvent | undefined {
  const rows =
    subject === undefined
      ? store.each<{ seq: number }>(`SELECT seq FROM journal_body WHERE ${STANDS} ORDER BY seq DESC`)
      : store.each<{ seq: number }>(`SELECT seq FROM journal_body WHERE subject = ? AND ${STANDS} ORDER BY seq DESC`, subject);
  let first: JournalEvent | undefined;
  for (const { seq } of rows) {
    const event = journal.at(seq)!;
    first ??= event;
    if (!('never' in journal.registry.typeOf(event.type).inverse(event))) return event;
  }
  return subject === undefined ? undefined : first;
}

/** A later event of the same kind on the same subject, where both carry what was before: taking back the earlier would lose the later. */
function laterEdit(store: Reader, journal: Journal, event: JournalEvent): JournalEvent | undefined {
  // What can never be taken back says why itself; to send to a later one that cannot either would lead nowhere.
  if ('never' in journal.registry.typeOf(event.type).inverse(event)) return undefined;
  if (typeof event.payload !== 'object' || event.payload === null || !('before' in event.payload)) return undefined;
  const later = store.get<{ seq: number }>(
    `SELECT seq FROM journal_body WHERE subject = ? AND type = ? AND seq > ? AND ${STANDS} ORDER BY seq DESC LIMIT 1`,
    event.subject,
    event.type,
    event.seq,
  );
  return later && journal.at(later.seq);
}
