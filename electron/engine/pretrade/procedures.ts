import { z } from 'zod';
import { decimalString, identifier } from '../../../shared/figures/index.ts';
import {
  BEGINNERS_MISTAKES,
  CHECKS,
  costsQuestionSchema,
  INSTRUMENT_KINDS,
  scenarioSchema,
  TICKET_FIGURE_IDS,
  TICKET_FIGURES,
  ticketRulesSchema,
  ticketTermsSchema,
  toldVolumeSchema,
  venueCostsSchema,
} from '../../../shared/pretrade/index.ts';
import { command, query, router } from '../api/procedure.ts';
import {
  checkAnswer,
  depthCardAnswer,
  feesAnswer,
  figureNameAnswer,
  fileAnswer,
  importAnswer,
  importInput,
  instrumentAnswer,
  instrumentDetailAnswer,
  previewAnswer,
  recomputeAnswer,
  referenceAnswer,
  referenceDetailAnswer,
  ticketAnswer,
  ticketRecordAnswer,
  ticketSummaryAnswer,
  TICKET_STATES,
  volumeAnswer,
} from './answers.ts';
import { closeTicket, draftTicket, removeTicket, reopenTicket, reviseTicket } from './commands.ts';
import { venueCosts } from './costs.ts';
import { importReference } from './import-reference.ts';
import { depthCards, depthLevels, feeSchedules, instrumentDetail, instruments } from './instruments.ts';
import { preview, scenarioOf } from './preview.ts';
import { listReferences, oneReference, turnReference } from './references.ts';
import { saveReport, ticketReport } from './report.ts';
import { recompute, ticketRecord } from './recompute.ts';
import { signTicket } from './sign.ts';
import { changeRules, forgetVolume, readRules, tellVolume, toldVolumes } from './statements.ts';
import { listTickets, oneTicket } from './tickets.ts';

const ofTicket = { ticket: identifier };
const ofVenue = { venue: identifier };
const ticketNamed = z.object(ofTicket);
const event = z.object({ event: identifier });

export const pretradeProcedures = router({
  previewImport: query(
    {
      says: 'What a file of instruments, margin tiers, fees, funding or depth holds, with its questions and findings; nothing is stored',
      input: importInput,
      output: z.union([z.object({ ok: importAnswer }), z.object({ error: z.object({ code: z.string(), message: z.string() }) })]),
    },
    (engine, input) => importReference(engine, input, false),
  ),
  import: command(
    {
      says: 'Keeps such a file with its rows; while a question is open, an error stands or a warning is not accepted, nothing is stored and it says why',
      input: importInput,
      output: importAnswer,
    },
    (engine, input) => importReference(engine, input, true),
  ),
  references: query(
    {
      says: 'Every imported file of reference data, newest first',
      input: z.object({ venue: identifier.optional() }),
      output: z.array(referenceAnswer),
    },
    (engine, { venue }) => listReferences(engine, venue),
  ),
  reference: query(
    {
      says: 'One imported file with its rows, accepted findings and answers; null where there is none of that id',
      input: z.object({ reference: identifier }),
      output: referenceDetailAnswer.nullable(),
    },
    (engine, { reference }) => oneReference(engine, reference),
  ),
  withdrawReference: command(
    { says: 'Takes an import out of use; signed tickets keep what they froze', input: z.object({ reference: identifier }), output: event },
    (engine, { reference }) => turnReference(engine, reference, false),
  ),
  restoreReference: command(
    { says: 'Brings a withdrawn import back', input: z.object({ reference: identifier }), output: event },
    (engine, { reference }) => turnReference(engine, reference, true),
  ),
  instruments: query(
    {
      says: 'Instruments by venue, kind and words, each as its newest file has it',
      input: z.object({
        venue: identifier.optional(),
        kind: z.enum(INSTRUMENT_KINDS).optional(),
        search: z.string().max(200).default(''),
        limit: z.int().min(1).max(5_000).default(500),
      }),
      output: z.object({ total: z.int(), instruments: z.array(instrumentAnswer) }),
    },
    (engine, input) => instruments(engine, input),
  ),
  instrument: query(
    {
      says: 'One instrument with its margin table, fees with your own tier, depth and funding, each with file and age',
      input: z.object({ ...ofVenue, symbol: z.string().min(1).max(200), kind: z.enum(INSTRUMENT_KINDS).optional() }),
      output: instrumentDetailAnswer,
    },
    (engine, { venue, symbol, kind }) => instrumentDetail(engine, venue, symbol, kind),
  ),
  fees: query(
    {
      says: 'The newest fee tables, with your own tier in each',
      input: z.object({ venue: identifier.optional() }),
      output: z.array(feesAnswer),
    },
    (engine, { venue }) => feeSchedules(engine, venue),
  ),
  depths: query(
    {
      says: 'Cards of depth snapshots, newest first: levels, spread, sums within 10, 25 and 50 basis points',
      input: z.object({ venue: identifier.optional(), symbol: z.string().max(200).optional(), limit: z.int().min(1).max(500).default(50) }),
      output: z.array(depthCardAnswer),
    },
    (engine, input) => depthCards(engine, input),
  ),
  depth: query(
    {
      says: 'The levels of one depth snapshot; null where there is none',
      input: z.object({ reference: identifier, n: z.int().min(1), levels: z.int().min(1).max(20_000).default(200) }),
      output: z
        .object({
          unit: z.enum(['base', 'quote']),
          bids: z.array(z.tuple([decimalString, decimalString])),
          asks: z.array(z.tuple([decimalString, decimalString])),
        })
        .nullable(),
    },
    (engine, { reference, n, levels }) => depthLevels(engine, reference, n, levels),
  ),
  volumes: query(
    {
      says: 'What was told of volume, assets and tokens at each venue, which decides the fee tier',
      input: z.object({}),
      output: z.array(volumeAnswer),
    },
    (engine) => toldVolumes(engine),
  ),
  tellVolume: command(
    {
      says: 'Tells your thirty-day volume, assets and token balance at a venue',
      input: z.object({ ...ofVenue, told: toldVolumeSchema }),
      output: event,
    },
    (engine, { venue, told }) => tellVolume(engine, venue, told),
  ),
  forgetVolume: command(
    { says: 'Forgets what was told of a venue’s volume', input: z.object(ofVenue), output: event },
    (engine, { venue }) => forgetVolume(engine, venue),
  ),
  rules: query({ says: 'Your own rules for tickets', input: z.object({}), output: ticketRulesSchema }, (engine) => readRules(engine.store)),
  setRules: command(
    { says: 'Changes rules for tickets; signed ones keep theirs', input: ticketRulesSchema.partial(), output: ticketRulesSchema },
    (engine, input) => changeRules(engine, input),
  ),
  checks: query({ says: 'The thirty-two checks before a trade', input: z.object({}), output: z.array(checkAnswer) }, () =>
    CHECKS.map(({ id, title, types, blocks, rule, why, source, validFor, variants, covers }) => ({
      id,
      title,
      types: [...types],
      blocks,
      rule,
      why,
      source,
      validFor: validFor ?? null,
      variants: [...variants],
      covers: (covers ?? []).map((mistake) => BEGINNERS_MISTAKES[mistake]),
    })),
  ),
  figureNames: query(
    { says: 'The figures of a ticket in their order, with unit and meaning', input: z.object({}), output: z.array(figureNameAnswer) },
    () =>
      TICKET_FIGURE_IDS.map((id) => {
        const { name, unit, says } = TICKET_FIGURES[id];
        return { id, name, unit, says };
      }),
  ),
  preview: query(
    {
      says: 'What terms come to now: figures, checks, verdict and plot; cheap enough for every keystroke',
      input: z.object({ terms: ticketTermsSchema, ticket: identifier.optional(), points: z.int().min(2).max(400).default(81) }),
      output: previewAnswer,
    },
    (engine, { terms, ticket, points }) => preview(engine, terms, ticket, points),
  ),
  list: query(
    {
      says: 'Tickets, newest first',
      input: z.object({ state: z.enum(TICKET_STATES).optional(), venue: identifier.optional() }),
      output: z.array(ticketSummaryAnswer),
    },
    (engine, input) => listTickets(engine, input),
  ),
  one: query(
    {
      says: 'One ticket: a draft as it is now, a signed one as it was signed; null where there is none',
      input: ticketNamed,
      output: ticketAnswer.nullable(),
    },
    (engine, { ticket }) => oneTicket(engine, ticket),
  ),
  scenario: query(
    {
      says: 'Profit and loss of a ticket over the price at its horizon, with fees and funding, and liquidation, stop, break-even and target marked',
      input: z.object({
        ...ofTicket,
        points: z.int().min(2).max(2_000).default(201),
        from: decimalString.optional(),
        to: decimalString.optional(),
      }),
      output: scenarioSchema.nullable(),
    },
    (engine, input) => scenarioOf(engine, input),
  ),
  recompute: query(
    {
      says: 'Computes a signed ticket again from what it froze, and says whether the result is the same to the last digit',
      input: ticketNamed,
      output: recomputeAnswer.nullable(),
    },
    (engine, { ticket }) => recompute(engine, ticket),
  ),
  record: query(
    {
      says: 'Everything that a signed ticket froze; null where it is not signed',
      input: ticketNamed,
      output: ticketRecordAnswer.nullable(),
    },
    (engine, { ticket }) => ticketRecord(engine, ticket),
  ),
  draft: command(
    { says: 'Keeps a ticket as a draft', input: z.object({ terms: ticketTermsSchema }), output: ticketNamed },
    (engine, { terms }) => draftTicket(engine, terms),
  ),
  revise: command(
    { says: 'Changes the terms of a draft', input: z.object({ ...ofTicket, terms: ticketTermsSchema }), output: ticketNamed },
    (engine, { ticket, terms }) => reviseTicket(engine, ticket, terms),
  ),
  remove: command({ says: 'Removes a draft; it can be undone', input: ticketNamed, output: ticketNamed }, (engine, { ticket }) =>
    removeTicket(engine, ticket),
  ),
  sign: command(
    {
      says: 'Signs a ticket with everything it is computed from; refused while a check stands in the way or its checklist is not signed. Cannot be undone',
      input: ticketNamed,
      output: z.object({ ...ofTicket, event: identifier, resultHash: z.string() }),
    },
    (engine, { ticket }) => signTicket(engine, ticket),
  ),
  close: command(
    {
      says: 'Says that the trade of a ticket is over (closed), or was not made (cancelled)',
      input: z.object({
        ...ofTicket,
        outcome: z.enum(['closed', 'cancelled']),
        profit: decimalString.nullable().default(null),
        note: z.string().max(5_000).default(''),
      }),
      output: ticketNamed,
    },
    (engine, { ticket, ...closed }) => closeTicket(engine, ticket, closed),
  ),
  reopen: command(
    { says: 'Takes it back that a ticket was closed or cancelled', input: ticketNamed, output: ticketNamed },
    (engine, { ticket }) => reopenTicket(engine, ticket),
  ),
  costs: query(
    {
      says: 'What a trade costs all in at each venue, at your size, tier and holding time: fees, half the spread, slippage, funding, withdrawal, and a curve over sizes',
      input: costsQuestionSchema,
      output: z.array(venueCostsSchema),
    },
    (engine, input) => venueCosts(engine, input),
  ),
  report: query(
    {
      says: 'A ticket with everything it froze, as PDF or JSON in base64; null where there is none',
      input: z.object({ ...ofTicket, form: z.enum(['pdf', 'json']).default('pdf') }),
      output: fileAnswer.nullable(),
    },
    (engine, { ticket, form }) => ticketReport(engine, ticket, form),
  ),
  saveReport: command(
    {
      says: 'Writes the report of a ticket to a path; refuses one that is there',
      input: z.object({ ...ofTicket, form: z.enum(['pdf', 'json']).default('pdf'), path: z.string().min(1).max(4_000) }),
      output: z.object({ path: z.string(), bytes: z.int() }),
    },
    (engine, { ticket, form, path }) => saveReport(engine, ticket, form, path),
  ),
});
