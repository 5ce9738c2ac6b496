import { Decimal } from '../../../shared/figures/index.ts';
import {
  computeTicket,
  resultOf,
  type Scenario,
  scenarioOf as plotOf,
  type TicketResult,
  type TicketTerms,
  type TicketVerdict,
  verdictOf,
} from '../../../shared/pretrade/index.ts';
import type { Engine } from '../engine.ts';
import type { PreviewAnswer } from './answers.ts';
import { gatherInputs } from './gather-inputs.ts';
import { signedTicket } from './recompute.ts';
import { overridesOf, type TicketChecklist, ticketChecklist } from './ticket-checklist.ts';
import { readTicket } from './ticket-rows.ts';

const PLOT_POINTS = 81;

/** A ticket of these terms as it would be now. Nothing is stored. */
export function preview(engine: Engine, terms: TicketTerms, ticket: string | undefined, points: number = PLOT_POINTS): PreviewAnswer {
  const inputs = gatherInputs(engine, terms, ticket);
  const computation = computeTicket(inputs);
  const result = resultOf(computation);
  const checklist = ticketChecklist(engine, terms, ticket, inputs.at);
  const verdict = verdictOf(result, overridesOf(checklist));
  const scenario = plotOf(computation, { points });
  return { terms, result, verdict, scenario, checklist, beforeSigning: beforeSigning(result, verdict, checklist) };
}

/** What keeps a ticket from being signed, one sentence each; empty where it can be. */
export function beforeSigning(
  { problems }: TicketResult,
  { reasons }: TicketVerdict,
  { template, state, current, blockers }: TicketChecklist,
): string[] {
  const open = reasons.filter(({ overridden }) => overridden === null);
  const isProblem = new Set(problems.map(({ message }) => message));
  const checklist =
    state === 'missing'
      ? [`Its checklist ${template} has not been run.`]
      : state === 'open'
        ? [`Its checklist ${template} is open${blockers.length === 0 ? '' : `: ${blockers.map(({ text }) => text).join('; ')}`}.`]
        : state === 'expired'
          ? [`Its checklist ${template} was signed and has expired; run it again.`]
          : current
            ? []
            : [`Its checklist ${template} was signed before the terms were last changed; run it again.`];
  return [...open.map(({ what, says }) => (isProblem.has(says) ? says : `${what} ${says}`)), ...checklist];
}

interface ScenarioQuestion {
  readonly ticket: string;
  readonly points: number;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The plot of a ticket: of a signed one from what it froze, of a draft as it is now. Null where there is none. */
export function scenarioOf(engine: Engine, { ticket, points, from, to }: ScenarioQuestion): Scenario | null {
  const row = readTicket(engine.store, ticket);
  if (!row || row.removed) return null;
  const inputs = signedTicket(engine, row)?.payload.inputs ?? gatherInputs(engine, row.terms, ticket);
  const positive = (text: string | undefined) => (text !== undefined && new Decimal(text).greaterThan(0) ? new Decimal(text) : undefined);
  return plotOf(computeTicket(inputs), { points, from: positive(from), to: positive(to) });
}
