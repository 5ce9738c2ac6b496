import type { z } from 'zod';
import type { CheckOverride, TicketTerms } from '../../../shared/pretrade/index.ts';
import { standingAnswers, standingOf } from '../checklists/index.ts';
import type { Engine } from '../engine.ts';
import { venueFacts } from '../venues/index.ts';
import type { checklistAnswer } from './answers.ts';
import { readTicket } from './ticket-rows.ts';
import { isCheck } from './venue-standing.ts';

export type TicketChecklist = z.infer<typeof checklistAnswer>;

/** The bundled checklist that a ticket of these terms must be signed with: of options their own, of what a wallet signs that for chains, of the rest the common one. */
export function templateFor(terms: TicketTerms, venueType: string | null): string {
  if (terms.variant === 'option') return 'TPL-PRETRADE-OPTION';
  return terms.variant === 'on-chain' || venueType === 'dex' ? 'TPL-PRETRADE-DEX' : 'TPL-PRETRADE-PERP';
}

/**
 * How the checklist of a ticket stands. `current`: every answer was given after the terms were last changed; a run that was signed for other
 * terms says nothing about these.
 */
export function ticketChecklist(engine: Engine, terms: TicketTerms, ticket: string | undefined, at: string): TicketChecklist {
  const template = templateFor(terms, venueFacts(engine, terms.venue)['venue.type']);
  if (ticket === undefined) return { template, state: 'missing', run: null, runHash: null, blockers: [], overrides: [], current: false };
  const about = { kind: 'ticket', id: ticket } as const;
  const { state, run, runHash, blockers, overrides } = standingOf(engine, about, template, at);
  const changedAt = readTicket(engine.store, ticket)?.changedAt ?? at;
  const answers = [...standingAnswers(engine, about, at).values()].filter((answer) => answer.run === run);
  return {
    template,
    state,
    run,
    runHash,
    blockers: blockers.map(({ item, text, reason }) => ({ item, text, reason })),
    overrides: overrides.map(({ item, text, reason }) => ({ item, text, reason })),
    current: answers.length > 0 && answers.every((answer) => answer.at >= changedAt),
  };
}

/** Overrides of a signed, current run as a verdict takes them: an item stands for the check that it is called by. */
export function overridesOf({ state, current, overrides }: TicketChecklist): CheckOverride[] {
  if (state !== 'signed' || !current) return [];
  return overrides.flatMap(({ item, reason }) => (isCheck(item) ? [{ check: item, reason }] : []));
}
