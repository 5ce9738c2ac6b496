import { z } from 'zod';
import { decimalString, identifier, instantString, isSame } from '../figures/index.ts';
import { eventType, type EventType } from '../journal/index.ts';
import { findingSchema } from './reference.ts';
import { ticketInputsSchema, toldVolumeSchema, type ToldVolume } from './ticket-inputs.ts';
import { ticketResultSchema, ticketVerdictSchema } from './ticket-result.ts';
import { type TicketRules, ticketRulesSchema } from './ticket-rules.ts';
import { type TicketTerms, ticketTermsSchema, ticketTitle } from './ticket-terms.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);
const nothing = z.object({});

/** Rows of a file by what they are. */
export const referenceCountsSchema = z.strictObject({ instruments: count, margins: count, fees: count, depths: count, fundings: count });
export type ReferenceCounts = z.infer<typeof referenceCountsSchema>;

/** A finding that a person has looked at and taken. */
export const acceptedFindingSchema = z.strictObject({ finding: findingSchema, reason: z.string().max(2_000) });
export type AcceptedFinding = z.infer<typeof acceptedFindingSchema>;

/** Answers to a reader's questions, by their ids. */
export const referenceAnswersSchema = z.record(identifier, z.string().max(500));
export type ReferenceAnswers = z.infer<typeof referenceAnswersSchema>;

/**
 * A file of reference data was taken in: what it is, what it holds, which findings were accepted, and the root of its rows, which lie beside the
 * journal as the file itself does. The subject is the import.
 */
export const referenceImported = z.object({
  file: z.string().min(1).max(1_000),
  sha256,
  bytes: count,
  format: identifier,
  venue: identifier,
  asOf: instantString,
  counts: referenceCountsSchema,
  items: z.object({ alg: z.literal('rfc6962-sha256'), n: count, root: z.string() }),
  accepted: z.array(acceptedFindingSchema).max(5_000),
  /** Findings that ask nothing of anybody. */
  notices: z.array(findingSchema).max(5_000),
  answers: referenceAnswersSchema,
});
export type ReferenceImported = z.infer<typeof referenceImported>;

const referenceTurned = z.object({ file: z.string().max(1_000), venue: identifier });
export type ReferenceTurned = z.infer<typeof referenceTurned>;

const volumeTold = z.object({ told: toldVolumeSchema.nullable(), before: toldVolumeSchema.nullable() });
export interface VolumeTold {
  readonly told: ToldVolume | null;
  readonly before: ToldVolume | null;
}

const rulesChanged = z.object({ before: ticketRulesSchema, after: ticketRulesSchema });
const ticketDrafted = z.object({ terms: ticketTermsSchema });
const ticketRevised = z.object({ before: ticketTermsSchema, after: ticketTermsSchema });

/** The signed run of a checklist that a ticket leans on. */
const signedChecklistSchema = z.strictObject({
  template: z.string().max(200),
  run: identifier,
  runHash: z.string().max(200),
  overrides: z.array(z.strictObject({ item: z.string(), text: z.string(), reason: z.string() })).max(200),
});

/** Everything that the ticket was computed from and what came of it, so that it can be computed again from this event alone. */
export const ticketSigned = z.object({
  inputs: ticketInputsSchema,
  result: ticketResultSchema,
  /** SHA-256 of the canonical result, hexadecimal. */
  resultHash: sha256,
  checklist: signedChecklistSchema,
  verdict: ticketVerdictSchema,
});
export type TicketSigned = z.infer<typeof ticketSigned>;

const ticketClosed = z.object({
  /** `closed`: the trade was made and is over. `cancelled`: it was not made. */
  outcome: z.enum(['closed', 'cancelled']),
  /** What it came to in the quote currency, where it is known. */
  profit: decimalString.nullable(),
  note: z.string().max(5_000),
});
export type TicketClosed = z.infer<typeof ticketClosed>;

/** Every event of the pre-trade column. A signature stands; everything else can be taken back. */
export const pretradeEvents: readonly EventType[] = [
  eventType<ReferenceImported>({
    type: 'pretrade.reference-imported',
    version: 1,
    payload: referenceImported,
    words: ({ file, venue, counts, accepted }) =>
      `Imported ${file} of ${venue}: ${countWords(counts)}${accepted.length === 0 ? '' : `, ${accepted.length} findings accepted`}`,
    inverse: ({ subject, payload: { file, venue } }) => ({ type: 'pretrade.reference-withdrawn', subject, payload: { file, venue } }),
  }),
  eventType<ReferenceTurned>({
    type: 'pretrade.reference-withdrawn',
    version: 1,
    payload: referenceTurned,
    words: ({ file, venue }) => `Withdrew ${file} of ${venue}: new tickets do not use it`,
    inverse: ({ subject, payload }) => ({ type: 'pretrade.reference-restored', subject, payload }),
  }),
  eventType<ReferenceTurned>({
    type: 'pretrade.reference-restored',
    version: 1,
    payload: referenceTurned,
    words: ({ file, venue }) => `Brought ${file} of ${venue} back`,
    inverse: ({ subject, payload }) => ({ type: 'pretrade.reference-withdrawn', subject, payload }),
  }),
  eventType<VolumeTold>({
    type: 'pretrade.volume-told',
    version: 1,
    payload: volumeTold,
    words: ({ told }) =>
      told === null ? 'Forgot what was told of volume and assets there' : `Told what decides the fee tier there as of ${told.asOf}`,
    inverse: ({ type, subject, payload: { told, before } }) => ({ type, subject, payload: { told: before, before: told } }),
  }),
  eventType<z.infer<typeof rulesChanged>>({
    type: 'pretrade.rules-changed',
    version: 1,
    payload: rulesChanged,
    words: ({ before, after }) => `Changed the rules for tickets: ${changedMembers(before, after)}`,
    inverse: ({ type, subject, payload: { before, after } }) => ({ type, subject, payload: { before: after, after: before } }),
  }),
  eventType<{ terms: TicketTerms }>({
    type: 'pretrade.ticket-drafted',
    version: 1,
    payload: ticketDrafted,
    words: ({ terms }) => `Drafted the ticket ${ticketTitle(terms)}`,
    inverse: ({ subject }) => ({ type: 'pretrade.ticket-removed', subject, payload: {} }),
  }),
  eventType<z.infer<typeof ticketRevised>>({
    type: 'pretrade.ticket-revised',
    version: 1,
    payload: ticketRevised,
    words: ({ before, after }) => `Revised the ticket ${ticketTitle(after)}: ${changedMembers(before, after)}`,
    inverse: ({ type, subject, payload: { before, after } }) => ({ type, subject, payload: { before: after, after: before } }),
  }),
  eventType<Record<string, never>>({
    type: 'pretrade.ticket-removed',
    version: 1,
    payload: nothing,
    words: () => 'Removed the draft of the ticket',
    inverse: ({ subject }) => ({ type: 'pretrade.ticket-restored', subject, payload: {} }),
  }),
  eventType<Record<string, never>>({
    type: 'pretrade.ticket-restored',
    version: 1,
    payload: nothing,
    words: () => 'Brought the draft of the ticket back',
    inverse: ({ subject }) => ({ type: 'pretrade.ticket-removed', subject, payload: {} }),
  }),
  eventType<TicketSigned>({
    type: 'pretrade.ticket-signed',
    version: 1,
    payload: ticketSigned,
    words: ({ inputs, verdict }) =>
      `Signed the ticket ${ticketTitle(inputs.terms)}${verdict.verdict === 'go' ? '' : `, with ${verdict.reasons.length} overrides`}`,
    inverse: () => ({ never: 'A signature stands. Cancel or close the ticket instead; a new one can be drafted from it.' }),
  }),
  eventType<TicketClosed>({
    type: 'pretrade.ticket-closed',
    version: 1,
    payload: ticketClosed,
    words: ({ outcome, profit }) =>
      outcome === 'cancelled'
        ? 'Cancelled the ticket: the trade was not made'
        : `Closed the ticket${profit === null ? '' : ` with ${profit}`}`,
    inverse: ({ subject, payload }) => ({ type: 'pretrade.ticket-reopened', subject, payload }),
  }),
  eventType<TicketClosed>({
    type: 'pretrade.ticket-reopened',
    version: 1,
    payload: ticketClosed,
    words: () => 'Reopened the ticket',
    inverse: ({ subject, payload }) => ({ type: 'pretrade.ticket-closed', subject, payload }),
  }),
];

/** “3 instruments, 1 margin table”; what a file does not hold is not named. */
export function countWords(counts: ReferenceCounts): string {
  const named = [
    [counts.instruments, 'instrument'],
    [counts.margins, 'margin table'],
    [counts.fees, 'fee table'],
    [counts.depths, 'depth snapshot'],
    [counts.fundings, 'funding rate'],
  ] as const;
  const parts = named.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}${n === 1 ? '' : 's'}`);
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

function changedMembers(before: TicketRules | TicketTerms, after: TicketRules | TicketTerms): string {
  const [old, now] = [new Map<string, unknown>(Object.entries(before)), new Map<string, unknown>(Object.entries(after))];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  const changed = names.filter((name) => !isSame(old.get(name), now.get(name)));
  return changed.length === 0 ? 'nothing' : changed.join(', ');
}
