import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { JournalEvent, NewEvent } from '../../../shared/journal/index.ts';
import { ticketInputsSchema, type TicketSigned, ticketTitle, verdictOf } from '../../../shared/pretrade/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';
import { draftOf } from './commands.ts';
import { gatherInputs } from './gather-inputs.ts';
import { beforeSigning } from './preview.ts';
import { frozenResult } from './recompute.ts';
import { overridesOf, ticketChecklist } from './ticket-checklist.ts';
import { readTicket } from './ticket-rows.ts';

/**
 * Signs a ticket: freezes every input and what came of them. Refused while a problem of the terms or a check stands in the way that its signed checklist
 * does not override, or while that checklist is missing, open, expired or signed for earlier terms.
 */
export function signTicket(engine: Engine, ticket: string): Outcome<{ ticket: string; event: string; resultHash: string }> {
  const row = draftOf(engine, ticket, 'signed');
  if (isRefused(row)) return row;
  const { terms } = row.ok;
  const inputs = ticketInputsSchema.parse(JSON.parse(JSON.stringify(gatherInputs(engine, terms, ticket))));
  const { result, resultHash } = frozenResult(inputs);
  const checklist = ticketChecklist(engine, terms, ticket, inputs.at);
  const verdict = verdictOf(result, overridesOf(checklist));
  const standing = beforeSigning(result, verdict, checklist);
  if (standing.length > 0 || checklist.run === null || checklist.runHash === null) {
    return refuse('not-ready', `${ticketTitle(terms)} cannot be signed yet. ${standing.join(' ')}`, { ticket, standing });
  }
  const { template, run, runHash, overrides } = checklist;
  const event: NewEvent<TicketSigned> = {
    type: 'pretrade.ticket-signed',
    subject: ticket,
    payload: { inputs, result, resultHash, checklist: { template, run, runHash, overrides }, verdict },
  };
  try {
    const committed = engine.journal.commit([event], (store) => {
      const now = readTicket(store, ticket);
      if (now?.state !== 'draft' || now.changedAt !== row.ok.changedAt) throw new ChangedMeanwhile();
    });
    return isRefused(committed) ? committed : done({ ticket, event: committed.ok.at(-1)!.id, resultHash });
  } catch (thrown) {
    if (!(thrown instanceof ChangedMeanwhile)) throw thrown;
    return refuse(
      'changed-meanwhile',
      `Another window or terminal has just changed ${ticketTitle(terms)}. Nothing was signed; look again.`,
      { ticket },
    );
  }
}

/** Why neither the draft nor a revision of a signed ticket can be taken back; null where it is not signed. */
export function heldBySignature(store: Reader, { subject }: JournalEvent): string | null {
  const row = readTicket(store, subject);
  return row?.signedEvent ? 'The ticket was signed since, and a signature stands. Cancel or close the ticket instead.' : null;
}

/** Another process has revised or signed it between our looking and our writing. */
class ChangedMeanwhile extends Error {}
