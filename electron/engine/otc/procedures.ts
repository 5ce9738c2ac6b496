import { z } from 'zod';
import { evidenceRefSchema } from '../../../shared/evidence/index.ts';
import { dayString, identifier, instantString, isRefused } from '../../../shared/figures/index.ts';
import {
  cutOffSchema,
  directionWords,
  FAIL_CODES,
  positiveAmount,
  recordedTerms,
  sheetNumber,
  testChoiceSchema,
  toleranceSchema,
  tradeDraftSchema,
} from '../../../shared/otc/index.ts';
import { command, query, router } from '../api/procedure.ts';
import {
  batchAnswer,
  boardAnswer,
  netSheetAnswer,
  nettingProposal,
  previewAnswer,
  printedAnswer,
  TRADE_STATES,
  tradeAnswer,
  tradeLine,
} from './answers.ts';
import { dissolveBatch, makeBatch, netSheet, nettingProposals } from './batches.ts';
import { closeCase, openCase } from './cases.ts';
import { chooseTest, recordReceipt, release, withdrawReceipt } from './releases.ts';
import { report } from './report.ts';
import { board, listTrades, netWords, oneBatch, oneTrade } from './settlements.ts';
import { cancelTrade, editTrade, recordTrade } from './trades.ts';

const ofTrade = { trade: identifier };
const ofLeg = { leg: identifier };
const ofBatch = { batch: identifier };
const reference = z.string().trim().min(4).max(200);
const proof = { note: z.string().max(10_000).default(''), evidence: z.array(evidenceRefSchema).max(100).default([]) };
const reason = z.string().trim().min(1).max(2_000);
const range = { desk: identifier.optional(), from: dayString.optional(), to: dayString.optional() };

export const otcProcedures = router({
  board: query(
    {
      says: 'Legs with due times, states, minutes to their cut-off and what stands in their way; what comes next in each settlement; cases; what desks owe us. Value dates from and to; only what is open, unless told otherwise',
      input: z.object({ ...range, open: z.boolean().default(true) }),
      output: boardAnswer,
    },
    board,
  ),
  trades: query(
    {
      says: 'Recorded trades, the latest value date first',
      input: z.object({ ...range, state: z.enum(TRADE_STATES).optional(), limit: z.int().min(1).max(10_000).default(1_000) }),
      output: z.array(tradeLine),
    },
    listTrades,
  ),
  trade: query(
    {
      says: 'One trade with its legs, the steps of its settlement in their order with what blocks each, and its cases; null where there is none',
      input: z.object(ofTrade),
      output: tradeAnswer.nullable(),
    },
    (engine, { trade }) => oneTrade(engine, trade),
  ),
  batch: query(
    {
      says: 'One netting with its sheet, trades, legs and steps; null where there is none',
      input: z.object(ofBatch),
      output: batchAnswer.nullable(),
    },
    (engine, { batch }) => oneBatch(engine, batch),
  ),
  preview: query(
    {
      says: "What a trade's form means: direction in words, totals, due instants, and what would be refused",
      input: z.object({ terms: tradeDraftSchema }),
      output: previewAnswer,
    },
    (_engine, { terms }) => {
      const made = recordedTerms(terms);
      if (isRefused(made)) {
        const { code, message, details } = made.error;
        const field = details?.['field'];
        return {
          direction: null,
          gross: null,
          net: null,
          due: null,
          fault: { code, message, field: typeof field === 'string' ? field : null },
        };
      }
      const { gross, net, due } = made.ok;
      return { direction: directionWords(made.ok), gross, net, due, fault: null };
    },
  ),
  netSheet: query(
    {
      says: 'What trades would come to if they were netted, noughts included, or why they cannot be',
      input: z.object({ trades: z.array(identifier).max(200) }),
      output: netSheetAnswer,
    },
    (engine, { trades }) => {
      const sheet = netSheet(engine, trades);
      if (isRefused(sheet)) return { nets: [], sheet: null, fault: { code: sheet.error.code, message: sheet.error.message } };
      const { rows, nets } = sheet.ok;
      return {
        nets: nets.map(({ valueDate, asset, network, amount, grossIn, grossOut }) => ({
          valueDate,
          asset,
          network,
          amount: amount.toFixed(),
          grossIn: grossIn.toFixed(),
          grossOut: grossOut.toFixed(),
          words: netWords(amount.toFixed(), asset),
        })),
        sheet: sheetNumber(rows[0]!.terms.desk, nets),
        fault: null,
      };
    },
  ),
  nettable: query(
    {
      says: 'Groups of open trades with one desk for one value date that could be netted',
      input: z.object({}),
      output: z.array(nettingProposal),
    },
    nettingProposals,
  ),
  report: query(
    {
      says: 'The file of a trade — terms, confirmation, checklists, legs, receipts, cases — as JSON or PDF; null where there is none',
      input: z.object({ ...ofTrade, as: z.enum(['json', 'pdf']).default('json') }),
      output: printedAnswer.nullable(),
    },
    (engine, { trade, as }) => report(engine, trade, as),
  ),
  record: command(
    {
      says: 'Records an OTC trade; its two legs are made from it with their due times. Totals are checked, and filled in where left out',
      input: z.object({ terms: tradeDraftSchema }),
      output: z.object(ofTrade),
    },
    (engine, { terms }) => recordTrade(engine, terms),
  ),
  edit: command(
    {
      says: 'Changes a recorded trade, until something was released; checklists that compared it must be answered again',
      input: z.object({ ...ofTrade, terms: tradeDraftSchema }),
      output: z.object(ofTrade),
    },
    (engine, { trade, terms }) => editTrade(engine, trade, terms),
  ),
  cancel: command(
    {
      says: 'Cancels a trade of which nothing has moved, with the reason on which both sides agreed',
      input: z.object({ ...ofTrade, reason }),
      output: z.object(ofTrade),
    },
    (engine, input) => cancelTrade(engine, input.trade, input.reason),
  ),
  chooseTest: command(
    {
      says: 'Chooses a test transfer ahead of a payment, with its amount and whether the payment is less by as much; or none',
      input: z.object({ ...ofLeg, test: testChoiceSchema }),
      output: z.object(ofLeg),
    },
    (engine, { leg, test }) => chooseTest(engine, leg, test),
  ),
  release: command(
    {
      says: 'Records that a payment has left, for good. Refused while the confirmation, the release checklist or another step before it is not signed, while it is not our turn, and where the amount differs',
      input: z.object({ ...ofLeg, reference, amount: positiveAmount, releasedAt: instantString.optional(), ...proof }),
      output: z.object(ofLeg),
    },
    release,
  ),
  recordReceipt: command(
    {
      says: 'Records what came in on a leg and compares it with what was expected; each reference counts once',
      input: z.object({
        ...ofLeg,
        reference,
        network: z.string().max(60).optional(),
        amount: positiveAmount,
        receivedAt: instantString.optional(),
        tolerance: toleranceSchema.optional(),
        ...proof,
      }),
      output: z.object({ receipt: identifier, ...ofLeg }),
    },
    recordReceipt,
  ),
  withdrawReceipt: command(
    {
      says: 'Takes back a receipt that was recorded by mistake, unless a payment was released beside it',
      input: z.object({ receipt: identifier }),
      output: z.object(ofLeg),
    },
    (engine, { receipt }) => withdrawReceipt(engine, receipt),
  ),
  makeBatch: command(
    {
      says: 'Nets trades of one desk and value date into one delivery an asset and network',
      input: z.object({
        reference: z.string().trim().min(1).max(60),
        trades: z.array(identifier).min(2).max(200),
        cutOff: cutOffSchema.optional(),
        agreement: z.string().trim().min(1).max(300).nullable().optional(),
      }),
      output: z.object(ofBatch),
    },
    makeBatch,
  ),
  dissolveBatch: command(
    {
      says: 'Dissolves a netting of which nothing has moved: its trades are settled gross',
      input: z.object(ofBatch),
      output: z.object(ofBatch),
    },
    (engine, { batch }) => dissolveBatch(engine, batch),
  ),
  fail: command(
    {
      says: 'Opens a case on a trade whose settlement failed; nothing is released to the same desk until it is closed',
      input: z.object({
        ...ofTrade,
        code: z.enum(FAIL_CODES),
        what: reason,
        owner: z.string().trim().min(1).max(200).nullable().default(null),
        nextActionAt: instantString.nullable().default(null),
      }),
      output: z.object({ case: identifier }),
    },
    (engine, { trade, ...failure }) => openCase(engine, trade, failure),
  ),
  closeFail: command(
    {
      says: 'Closes the open case of a trade, with how it was resolved',
      input: z.object({ ...ofTrade, resolution: reason }),
      output: z.object({ case: identifier }),
    },
    (engine, { trade, resolution }) => closeCase(engine, trade, resolution),
  ),
});
