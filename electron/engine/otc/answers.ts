import { z } from 'zod';
import { assetCode, dayString, decimalString, figureSchema, identifier, instantString } from '../../../shared/figures/index.ts';
import {
  batchTermsSchema,
  DELIVERY_ORDERS,
  failCaseSchema,
  instructionSchema,
  LEG_STATES,
  receiptSchema,
  releaseSchema,
  testChoiceSchema,
  tradeTermsSchema,
} from '../../../shared/otc/index.ts';

/** Shapes in which the column answers. Amounts are decimal text in units of their asset. */

const owner = z.object({ kind: z.enum(['trade', 'batch']), id: identifier });

const blocker = z.object({
  code: z.string(),
  says: z.string(),
  /** The checklist that lifts it, and what it is to be run about. */
  template: z.string().nullable(),
  about: z.object({ kind: z.string(), id: identifier }).nullable(),
  items: z.array(z.object({ item: z.string(), text: z.string(), reason: z.string() })),
});

const step = z.object({
  kind: z.enum(['confirm', 'net', 'test', 'release-checklist', 'release', 'receive', 'close-case']),
  template: z.string().nullable(),
  about: z.object({ kind: z.string(), id: identifier }),
  state: z.enum(['done', 'next', 'blocked', 'later']),
  says: z.string(),
  blockers: z.array(blocker),
});

export const legAnswer = z.object({
  leg: identifier,
  owner,
  /** Reference of the trade or of the netting. */
  title: z.string(),
  desk: identifier,
  deskName: z.string(),
  valueDate: dayString,
  direction: z.enum(['out', 'in']),
  /** Such as “we pay 608,125 USD”. */
  words: z.string(),
  asset: assetCode,
  network: z.string(),
  rail: z.enum(['chain', 'fiat']),
  amount: decimalString,
  /** Of what we pay: the amount, less a test that is taken off it. */
  payable: decimalString,
  instruction: instructionSchema,
  due: instantString,
  /** Whole minutes to the cut-off; below zero once it has passed. */
  minutes: z.int(),
  state: z.enum(LEG_STATES),
  open: z.boolean(),
  overdue: z.boolean(),
  /** Nothing was ever released to this destination; a test comes first. */
  firstUse: z.boolean(),
  testDue: z.boolean(),
  test: testChoiceSchema.nullable(),
  match: z.object({
    status: z.enum(['none', 'exact', 'within', 'short', 'over']),
    received: decimalString,
    difference: decimalString,
    says: z.string(),
  }),
  receipts: z.array(receiptSchema),
  release: releaseSchema.nullable(),
  /** Of an open leg that we pay: why it may not be released now; empty where it may. */
  blockers: z.array(blocker),
});
export type LegAnswer = z.infer<typeof legAnswer>;

const caseAnswer = z.object({ trade: identifier, reference: z.string(), failure: failCaseSchema, resolution: z.string().nullable() });

export const boardAnswer = z.object({
  /** The clock by which minutes and lateness are told. */
  at: instantString,
  /** By due time, the earliest first. */
  legs: z.array(legAnswer),
  /** Settlements that have something to do, each with the step that comes next and its reasons. */
  settlements: z.array(
    z.object({
      owner,
      title: z.string(),
      desk: identifier,
      deskName: z.string(),
      valueDate: dayString,
      direction: z.string(),
      next: step.nullable(),
    }),
  ),
  cases: z.array(caseAnswer),
  totals: z.object({ open: z.int(), overdue: z.int(), unconfirmed: z.int() }),
  /** Paid for and not received, in the reporting currency. */
  exposure: figureSchema,
  currency: z.string(),
});

export const TRADE_STATES = ['open', 'netted', 'settled', 'failed', 'cancelled'] as const;

export const tradeLine = z.object({
  trade: identifier,
  reference: z.string(),
  desk: identifier,
  deskName: z.string(),
  direction: z.string(),
  tradedAt: instantString,
  valueDate: dayString,
  deliveryOrder: z.enum(DELIVERY_ORDERS),
  /** `settled`: what we owe was released and what is owed to us has come. */
  state: z.enum(TRADE_STATES),
  confirmed: z.boolean(),
  overdue: z.boolean(),
  batch: identifier.nullable(),
});

export const tradeAnswer = tradeLine.extend({
  terms: tradeTermsSchema,
  cancelled: z.string().nullable(),
  /** Whether the terms can still be changed, or why not. */
  firm: z.string().nullable(),
  legs: z.array(legAnswer),
  /** In the order in which they come. */
  steps: z.array(step),
  cases: z.array(caseAnswer),
  /** Owed to us on what we have paid. */
  owed: z.array(z.object({ asset: assetCode, amount: decimalString, value: figureSchema })),
  exposure: figureSchema,
  currency: z.string(),
});

export const batchAnswer = z.object({
  batch: identifier,
  terms: batchTermsSchema,
  deskName: z.string(),
  dissolved: z.boolean(),
  /** Why it can no longer be dissolved. */
  firm: z.string().nullable(),
  trades: z.array(tradeLine),
  minutes: z.int(),
  legs: z.array(legAnswer),
  steps: z.array(step),
  exposure: figureSchema,
  currency: z.string(),
});

export const previewAnswer = z.object({
  /** In words, where quantity and price allow; null where something is missing or wrong. */
  direction: z.string().nullable(),
  gross: decimalString.nullable(),
  net: decimalString.nullable(),
  due: z.object({ pay: instantString, receive: instantString }).nullable(),
  /** What would be refused, and which field it is about. */
  fault: z.object({ code: z.string(), message: z.string(), field: z.string().nullable() }).nullable(),
});

export const netSheetAnswer = z.object({
  nets: z.array(
    z.object({
      valueDate: dayString,
      asset: assetCode,
      network: z.string(),
      amount: decimalString,
      grossIn: decimalString,
      grossOut: decimalString,
      words: z.string(),
    }),
  ),
  sheet: z.string().nullable(),
  fault: z.object({ code: z.string(), message: z.string() }).nullable(),
});

export const nettingProposal = z.object({
  desk: identifier,
  deskName: z.string(),
  valueDate: dayString,
  trades: z.array(identifier),
});

export const printedAnswer = z.object({ name: z.string(), mediaType: z.string(), /** Base64. */ content: z.string() });
