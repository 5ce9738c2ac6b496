import type { z } from 'zod';
import type { Engine } from '../engine.ts';
import type { TicketAnswer, ticketSummaryAnswer } from './answers.ts';
import { preview } from './preview.ts';
import { signedTicket, signedView } from './recompute.ts';
import { readTicket, readTickets, type TicketState } from './ticket-rows.ts';
import { titleOf } from './ticket-title.ts';

/** Tickets, newest first; removed drafts are left out. */
export function listTickets(
  engine: Engine,
  { state, venue }: { readonly state?: TicketState | undefined; readonly venue?: string | undefined },
): z.infer<typeof ticketSummaryAnswer>[] {
  return readTickets(engine.store, state)
    .filter(({ terms }) => venue === undefined || terms.venue === venue)
    .map(({ ticket, terms, state, verdict, draftedAt, changedAt, signedAt }) => ({
      ticket,
      title: titleOf(engine, terms),
      state,
      variant: terms.variant,
      venue: terms.venue,
      symbol: terms.symbol ?? null,
      side: terms.side,
      verdict,
      draftedAt,
      changedAt,
      signedAt,
    }));
}

/** One ticket: a draft as it is now, a signed one as it was signed. Null where there is none. */
export function oneTicket(engine: Engine, ticket: string): TicketAnswer | null {
  const row = readTicket(engine.store, ticket);
  if (!row || row.removed) return null;
  const about = {
    ticket,
    state: row.state,
    draftedAt: row.draftedAt,
    changedAt: row.changedAt,
    closed: row.closed && row.closedAt ? { at: row.closedAt, ...row.closed } : null,
  };
  const signed = signedTicket(engine, row);
  if (!signed) return { ...about, ...preview(engine, row.terms, ticket, undefined), signed: null };
  const { at, id, actor, payload } = signed;
  return { ...about, ...signedView(payload), signed: { at, event: id, actor, resultHash: payload.resultHash } };
}
