import { z } from 'zod';
import { assetCode, decimalString, figureSchema, instantString, VERDICTS } from '../figures/index.ts';
import { CHECK_BLOCKS, CHECK_IDS, CHECK_TYPES } from './check.ts';
import { feeTierSchema, marginTierSchema, SETTLEMENTS, SIZE_UNITS } from './reference.ts';
import { TICKET_FIGURE_IDS, type TicketFigureId } from './ticket-figures.ts';
import { rowOriginSchema } from './ticket-inputs.ts';

/** Something in the terms that cannot be, or must be decided, in a sentence. While one stands the ticket cannot be signed. */
const problemSchema = z.strictObject({
  code: z.string().max(100),
  /** The field of the terms that it concerns. */
  field: z.string().max(100),
  message: z.string().max(2_000),
});
export type TicketProblem = z.infer<typeof problemSchema>;

/** One check as it came out. */
export const checkResultSchema = z.strictObject({
  check: z.enum(CHECK_IDS),
  title: z.string(),
  types: z.array(z.enum(CHECK_TYPES)),
  blocks: z.enum(CHECK_BLOCKS),
  verdict: z.enum(VERDICTS),
  /** What was measured or answered, as a screen prints it; null where there is nothing. */
  value: z.string().nullable(),
  /** When it passes. */
  rule: z.string(),
  /** Why it came out so, in a sentence that names numbers. */
  says: z.string(),
  why: z.string(),
  source: z.string(),
  /** Until when the verdict stands; null where as long as the inputs. */
  validUntil: instantString.nullable(),
  /** Of an answer: where it was given. */
  from: z.enum(['ticket', 'venue-register', 'venue-checklist', 'ticket-checklist']),
  run: z.string().nullable(),
  /** Figures that it looked at. */
  figures: z.array(z.string()),
  /** The beginner's mistakes that it stands against. */
  covers: z.array(z.string()),
});
export type CheckResult = z.infer<typeof checkResultSchema>;

const reasonSchema = z.strictObject({
  /** The check, or the field of a problem. */
  what: z.string(),
  says: z.string(),
  /** The reason of the override, where there is one. */
  overridden: z.string().nullable(),
});

export const TICKET_VERDICTS = ['go', 'go-with-override', 'no-go'] as const;
export const ticketVerdictSchema = z.strictObject({
  verdict: z.enum(TICKET_VERDICTS),
  /** What stands in the way, or was overridden. */
  reasons: z.array(reasonSchema),
});
export type TicketVerdict = z.infer<typeof ticketVerdictSchema>;

/** A file that a figure rests on. */
const usedSchema = z.strictObject({
  kind: z.enum(['instrument', 'margin', 'fees', 'depth', 'funding']),
  origin: rowOriginSchema,
  asOf: instantString,
  /** Whole minutes from then to the ticket's instant; negative where the file is dated later. */
  ageMinutes: z.int(),
  old: z.boolean(),
});

/** What a ticket comes to. Every member follows from the inputs alone. */
export const ticketResultSchema = z.strictObject({
  at: instantString,
  title: z.string(),
  base: assetCode.nullable(),
  quote: assetCode.nullable(),
  settle: assetCode.nullable(),
  settlement: z.enum(SETTLEMENTS).nullable(),
  reporting: assetCode,
  orderUnit: z.enum(SIZE_UNITS).nullable(),
  problems: z.array(problemSchema),
  figures: z.record(z.enum(TICKET_FIGURE_IDS as [TicketFigureId, ...TicketFigureId[]]), figureSchema),
  /** The row of the margin table that holds at the liquidation price; `row` counts from 1. Of a table without steps null. */
  tier: z
    .strictObject({ row: z.int().min(1), tier: marginTierSchema, unit: z.enum(SIZE_UNITS), origin: rowOriginSchema, asOf: instantString })
    .nullable(),
  /** One's own row of the fee table; `row` counts from 1. */
  feeTier: z.strictObject({ row: z.int().min(1), tier: feeTierSchema, origin: rowOriginSchema, asOf: instantString }).nullable(),
  used: z.array(usedSchema),
  checks: z.array(checkResultSchema),
  /** Cautions that belong beside the numbers. */
  cautions: z.array(z.string()),
});
export type TicketResult = z.infer<typeof ticketResultSchema>;

/** One point of the plot of profit and loss over the price at the horizon; null where it cannot be known. */
export const scenarioSchema = z.strictObject({
  currency: assetCode.nullable(),
  horizon: instantString.nullable(),
  points: z.array(
    z.strictObject({
      price: decimalString,
      /** After fees and the middle funding; an isolated position loses no more than its margin. */
      profit: decimalString,
      /** Whether the position would have been liquidated on the way straight there. */
      liquidated: z.boolean(),
    }),
  ),
  marks: z.array(
    z.strictObject({
      what: z.enum(['liquidation', 'stop', 'entry', 'mark', 'break-even', 'target', 'strike']),
      price: decimalString,
      profit: decimalString.nullable(),
    }),
  ),
  /** Why there is no plot, where there is none. */
  lacks: z.string().nullable(),
});
export type Scenario = z.infer<typeof scenarioSchema>;
