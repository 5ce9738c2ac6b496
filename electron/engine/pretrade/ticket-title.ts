import { type TicketTerms, ticketTitle } from '../../../shared/pretrade/index.ts';
import type { Engine } from '../engine.ts';
import { readVenue } from '../venues/index.ts';

/** A ticket in a line with its venue by name. What was signed keeps the line that it was signed with, in which the venue stands by its id. */
export function titleOf(engine: Engine, terms: TicketTerms): string {
  return ticketTitle({ ...terms, venue: readVenue(engine.store, terms.venue)?.details.name ?? terms.venue });
}
