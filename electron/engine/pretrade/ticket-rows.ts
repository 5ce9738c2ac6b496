import { done, type Outcome, refuse } from '../../../shared/figures/index.ts';
import { type TicketClosed, type TicketTerms, ticketTermsSchema, ticketTitle, type TicketVerdict } from '../../../shared/pretrade/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';
import type { TICKET_STATES } from './answers.ts';

export type TicketState = (typeof TICKET_STATES)[number];

/** A ticket as it is stored. */
export interface TicketRow {
  readonly ticket: string;
  readonly terms: TicketTerms;
  readonly state: TicketState;
  readonly removed: boolean;
  readonly draftedAt: string;
  readonly changedAt: string;
  readonly verdict: TicketVerdict['verdict'] | null;
  readonly signedEvent: string | null;
  readonly signedAt: string | null;
  readonly closedAt: string | null;
  readonly closed: TicketClosed | null;
}

interface Stored {
  readonly ticket: string;
  readonly terms: string;
  readonly state: TicketState;
  readonly removed: number;
  readonly drafted_at: string;
  readonly changed_at: string;
  readonly verdict: TicketVerdict['verdict'] | null;
  readonly signed_event: string | null;
  readonly signed_at: string | null;
  readonly closed_at: string | null;
  readonly closed: string | null;
}

export function readTicket(store: Reader, ticket: string): TicketRow | undefined {
  const row = store.get<Stored>('SELECT * FROM pretrade_ticket WHERE ticket = ?', ticket);
  return row && rowOf(row);
}

/** Tickets that are not removed, newest first. */
export function readTickets(store: Reader, state?: TicketState): readonly TicketRow[] {
  return store
    .all<Stored>(
      'SELECT * FROM pretrade_ticket WHERE removed = 0 AND (? IS NULL OR state = ?) ORDER BY seq DESC',
      state ?? null,
      state ?? null,
    )
    .map(rowOf);
}

/** The ticket, or the sentence why there is none. */
export function findTicket(engine: Pick<Engine, 'store'>, ticket: string): Outcome<TicketRow> {
  const row = readTicket(engine.store, ticket);
  if (!row) return refuse('no-such-ticket', `There is no ticket ${ticket}.`, { ticket });
  if (row.removed)
    return refuse('ticket-removed', `${ticketTitle(row.terms)} was removed. Undo the removal in the journal to go on with it.`, { ticket });
  return done(row);
}

function rowOf(row: Stored): TicketRow {
  return {
    ticket: row.ticket,
    // Terms of older versions lack what has a default now.
    terms: ticketTermsSchema.parse(JSON.parse(row.terms)),
    state: row.state,
    removed: row.removed === 1,
    draftedAt: row.drafted_at,
    changedAt: row.changed_at,
    verdict: row.verdict,
    signedEvent: row.signed_event,
    signedAt: row.signed_at,
    closedAt: row.closed_at,
    closed: row.closed === null ? null : (JSON.parse(row.closed) as TicketClosed),
  };
}
