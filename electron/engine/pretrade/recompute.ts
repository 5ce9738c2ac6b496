import { hash } from 'node:crypto';
import type { z } from 'zod';
import { canonicalJson, type JournalEvent } from '../../../shared/journal/index.ts';
import {
  computeTicket,
  evaluateTicket,
  scenarioOf,
  TICKET_FIGURE_IDS,
  type TicketInputs,
  type TicketResult,
  ticketResultSchema,
  type TicketSigned,
} from '../../../shared/pretrade/index.ts';
import type { Engine } from '../engine.ts';
import type { PreviewAnswer, recomputeAnswer, ticketRecordAnswer } from './answers.ts';
import { readTicket, type TicketRow } from './ticket-rows.ts';

/** The result of inputs as it is frozen, with the hash of its canonical form. */
export function frozenResult(inputs: TicketInputs): { readonly result: TicketResult; readonly resultHash: string } {
  // Through the schema and back, so that what is hashed is what is kept: members that are undefined are no members.
  const result = ticketResultSchema.parse(JSON.parse(JSON.stringify(evaluateTicket(inputs))));
  return { result, resultHash: hash('sha256', canonicalJson(result), 'hex') };
}

/** The event that signed a ticket; undefined where it is not signed. */
export function signedTicket(engine: Pick<Engine, 'journal'>, { signedEvent }: TicketRow): JournalEvent<TicketSigned> | undefined {
  if (signedEvent === null) return undefined;
  return engine.journal.byId(signedEvent) as JournalEvent<TicketSigned> | undefined;
}

/** Computes a signed ticket again from its frozen inputs alone, and compares. Null where it is not signed. */
export function recompute(engine: Engine, ticket: string): z.infer<typeof recomputeAnswer> | null {
  const payload = payloadOf(engine, ticket);
  if (!payload) return null;
  const { result, resultHash } = frozenResult(payload.inputs);
  const identical = resultHash === payload.resultHash && canonicalJson(payload.result) === canonicalJson(result);
  return {
    ticket,
    identical,
    signedHash: payload.resultHash,
    recomputedHash: resultHash,
    differences: identical ? [] : differencesOf(payload.result, result),
    result,
  };
}

/** Everything that a signed ticket froze. */
export function ticketRecord(engine: Engine, ticket: string): z.infer<typeof ticketRecordAnswer> | null {
  const payload = payloadOf(engine, ticket);
  return payload ? { inputs: payload.inputs, result: payload.result, verdict: payload.verdict } : null;
}

/** A signed ticket as it was signed. */
export function signedView({ inputs, result, verdict, checklist }: TicketSigned): PreviewAnswer {
  const { template, run, runHash, overrides } = checklist;
  return {
    terms: inputs.terms,
    result,
    verdict,
    scenario: scenarioOf(computeTicket(inputs), { points: 81 }),
    checklist: { template, state: 'signed', run, runHash, blockers: [], overrides, current: true },
    beforeSigning: [],
  };
}

function payloadOf(engine: Engine, ticket: string): TicketSigned | undefined {
  const row = readTicket(engine.store, ticket);
  return row && signedTicket(engine, row)?.payload;
}

function differencesOf(signed: TicketResult, now: TicketResult): string[] {
  const figures = TICKET_FIGURE_IDS.filter((id) => canonicalJson(signed.figures[id]) !== canonicalJson(now.figures[id]));
  const checks = now.checks
    .filter((check, place) => canonicalJson(check) !== canonicalJson(signed.checks[place] ?? null))
    .map(({ check }) => check);
  const rest = (['problems', 'tier', 'feeTier', 'used', 'cautions', 'title', 'at'] as const).filter(
    (name) => canonicalJson(signed[name]) !== canonicalJson(now[name]),
  );
  return [...figures, ...checks, ...rest];
}
