import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import { canonicalJson, type NewEvent } from '../../../shared/journal/index.ts';
import { type TicketClosed, type TicketTerms, ticketTitle } from '../../../shared/pretrade/index.ts';
import type { Engine } from '../engine.ts';
import { findTicket, type TicketRow } from './ticket-rows.ts';

type Answer = Outcome<{ ticket: string }>;

/** Keeps terms as a draft. They may be incomplete or wrong: nothing is lost, and what is wrong is shown. */
export function draftTicket(engine: Engine, terms: TicketTerms): Answer {
  const ticket = engine.newId();
  return commit(engine, ticket, [{ type: 'pretrade.ticket-drafted', subject: ticket, payload: { terms: withoutGaps(terms) } }]);
}

/** Changes the terms of a draft. What is signed is not changed any more. */
export function reviseTicket(engine: Engine, ticket: string, terms: TicketTerms): Answer {
  const row = draftOf(engine, ticket, 'changed');
  if (isRefused(row)) return row;
  const [before, after] = [row.ok.terms, withoutGaps(terms)];
  if (canonicalJson(before) === canonicalJson(after)) return done({ ticket });
  return commit(engine, ticket, [{ type: 'pretrade.ticket-revised', subject: ticket, payload: { before, after } }]);
}

export function removeTicket(engine: Engine, ticket: string): Answer {
  const row = draftOf(engine, ticket, 'removed');
  return isRefused(row) ? row : commit(engine, ticket, [{ type: 'pretrade.ticket-removed', subject: ticket, payload: {} }]);
}

/** Ends a ticket: its trade is over, or was not made. A draft can be cancelled only. */
export function closeTicket(engine: Engine, ticket: string, closed: TicketClosed): Answer {
  const row = findTicket(engine, ticket);
  if (isRefused(row)) return row;
  const { state, terms } = row.ok;
  if (state === 'closed' || state === 'cancelled')
    return refuse('already-closed', `${ticketTitle(terms)} is ${state} already.`, { ticket });
  if (state === 'draft' && closed.outcome === 'closed')
    return refuse('not-signed', `${ticketTitle(terms)} was never signed, so that no trade of it can be over. Cancel it instead.`, {
      ticket,
    });
  if (closed.outcome === 'cancelled' && closed.profit !== null)
    return refuse('no-trade', 'A trade that was not made has brought nothing. Leave the profit out, or say that it was closed.', {
      field: 'profit',
    });
  return commit(engine, ticket, [{ type: 'pretrade.ticket-closed', subject: ticket, payload: closed }]);
}

export function reopenTicket(engine: Engine, ticket: string): Answer {
  const row = findTicket(engine, ticket);
  if (isRefused(row)) return row;
  const { closed, terms } = row.ok;
  if (!closed) return refuse('not-closed', `${ticketTitle(terms)} is not closed.`, { ticket });
  return commit(engine, ticket, [{ type: 'pretrade.ticket-reopened', subject: ticket, payload: closed }]);
}

/** The draft of an id; refused where it is signed or ended. */
export function draftOf(engine: Engine, ticket: string, done_: 'changed' | 'removed' | 'signed'): Outcome<TicketRow> {
  const row = findTicket(engine, ticket);
  if (isRefused(row) || row.ok.state === 'draft') return row;
  const why = row.ok.state === 'signed' ? 'It was signed, and a signature stands' : `It is ${row.ok.state}`;
  return refuse('not-a-draft', `${ticketTitle(row.ok.terms)} cannot be ${done_}. ${why}: draft a new ticket.`, { ticket });
}

/** A form that was emptied sends members that are undefined; in the journal they are no members. */
function withoutGaps(terms: TicketTerms): TicketTerms {
  return JSON.parse(JSON.stringify(terms)) as TicketTerms;
}

function commit(engine: Engine, ticket: string, events: readonly NewEvent[]): Answer {
  const committed = engine.journal.commit(events);
  return isRefused(committed) ? committed : done({ ticket });
}
