import type { Reader, SqlValue } from '../store/store.ts';
import { eventFromBody } from './event-registry.ts';
import type { Journal } from './journal.ts';

/** One event as the log tells it. */
export interface LogLine {
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly type: string;
  readonly subject: string;
  readonly words: string;
  readonly undoes?: string;
  readonly undoneBy?: string;
  /** Whether an inverse could be appended now. */
  readonly undoable: boolean;
  readonly payload: unknown;
}

export interface LogPage {
  readonly lines: readonly LogLine[];
  /** Where the next page begins (`before`); null at the journal's beginning. */
  readonly next: number | null;
}

export interface LogQuestion {
  /** Only events of this column, such as `positions`. */
  readonly column?: string | undefined;
  readonly subject?: string | undefined;
  /** Every word of it must occur in the event's words, type or body, in any case. */
  readonly search?: string | undefined;
  readonly limit: number;
  /** Only events with a smaller place than this. */
  readonly before?: number | undefined;
}

/** Events looked at for one page at most, so that a search through a long journal answers in steps. */
const LOOKED_AT = 20_000;

interface Row {
  readonly seq: number;
  readonly type: string;
  readonly body: string;
}

/** The journal in words, newest first. */
export function readLog(store: Reader, journal: Journal, question: LogQuestion): LogPage {
  const { limit, column, subject } = question;
  const words = (question.search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const lines: LogLine[] = [];
  let before = question.before ?? Number.MAX_SAFE_INTEGER;
  for (let looked = 0; looked < LOOKED_AT && lines.length < limit; ) {
    const chunk = words.length === 0 ? limit - lines.length : 500;
    const rows = store.all<Row>(...select({ column, subject, before, chunk }));
    for (const row of rows) {
      before = row.seq;
      const line = lineOf(store, journal, row);
      if (!words.every((word) => `${line.words} ${line.type} ${row.body}`.toLowerCase().includes(word))) continue;
      lines.push(line);
      if (lines.length === limit) break;
    }
    looked += rows.length;
    if (rows.length < chunk && lines.length < limit) return { lines, next: null };
  }
  return { lines, next: before > 0 ? before : null };
}

/** One event as the log tells it; undefined where there is none or its body was erased. */
export function lineAt(store: Reader, journal: Journal, seq: number): LogLine | undefined {
  const row = store.get<Row>('SELECT seq, type, body FROM journal_body WHERE seq = ?', seq);
  return row && lineOf(store, journal, row);
}

function select(where: {
  column: string | undefined;
  subject: string | undefined;
  before: number;
  chunk: number;
}): [string, ...SqlValue[]] {
  const conditions = ['seq < ?'];
  const params: SqlValue[] = [where.before];
  if (where.column !== undefined) {
    // What follows the point of `column.what-happened` sorts before the character after the point.
    conditions.push('type > ? AND type < ?');
    params.push(`${where.column}.`, `${where.column}/`);
  }
  if (where.subject !== undefined) {
    conditions.push('subject = ?');
    params.push(where.subject);
  }
  // The inner question is answered by an index alone; bodies are read for the few that are shown.
  const places = `SELECT seq FROM journal_body WHERE ${conditions.join(' AND ')} ORDER BY seq DESC LIMIT ?`;
  return [`SELECT seq, type, body FROM journal_body WHERE seq IN (${places}) ORDER BY seq DESC`, ...params, where.chunk];
}

function lineOf(store: Reader, journal: Journal, { seq, type, body }: Row): LogLine {
  const definition = journal.registry.typeOf(type);
  const event = eventFromBody(definition, seq, body);
  const undoneBy = store.get<{ id: string }>("SELECT id FROM journal_body WHERE (body ->> '$.undoes') = ?", event.id)?.id;
  return {
    seq,
    id: event.id,
    at: event.at,
    actor: event.actor,
    type,
    subject: event.subject,
    words: definition.words(event.payload),
    ...(event.undoes === undefined ? {} : { undoes: event.undoes }),
    ...(undoneBy === undefined ? {} : { undoneBy }),
    undoable: undoneBy === undefined && event.undoes === undefined && !('never' in definition.inverse(event)),
    payload: event.payload,
  };
}
