import { z } from 'zod';
import { decimalString, identifier, instantString } from '../../../shared/figures/index.ts';
import {
  acceptedFindingSchema,
  CHECK_BLOCKS,
  CHECK_IDS,
  CHECK_TYPES,
  depthSnapshotSchema,
  feeScheduleSchema,
  feeTierSchema,
  findingSchema,
  fundingObservationSchema,
  instrumentSchema,
  marginTableSchema,
  questionSchema,
  referenceAnswersSchema,
  referenceCountsSchema,
  rowOriginSchema,
  scenarioSchema,
  ticketInputsSchema,
  ticketResultSchema,
  ticketTermsSchema,
  ticketVerdictSchema,
  toldVolumeSchema,
} from '../../../shared/pretrade/index.ts';

/** Shapes in which the pre-trade column answers. Ages are whole minutes from the file's instant to now. */

/** Where a file comes from, and what a person says to it. */
export const importInput = z.strictObject({
  /** An absolute path; or the content itself. */
  path: z.string().min(1).max(4_000).optional(),
  content: z.string().max(60_000_000).optional(),
  /** What the content is called, where no path says it. */
  name: z.string().min(1).max(300).optional(),
  /** Id of the venue in the catalogue. */
  venue: identifier,
  /** To the reader's questions, by their ids. */
  answers: referenceAnswersSchema.default({}),
  /** Findings that are accepted, each by its key, with the reason. */
  accept: z
    .array(z.strictObject({ key: z.string().min(1).max(500), reason: z.string().min(1).max(2_000) }))
    .max(5_000)
    .default([]),
});
export type ImportInput = z.output<typeof importInput>;

const findingAnswer = findingSchema.extend({
  /** Names the finding in `accept`: the same for the same file. */
  key: z.string(),
  /** The reason that was given with the acceptance; null where it is not accepted. */
  accepted: z.string().nullable(),
});

/** What is in a file, and what stands between it and being stored. The same for a preview and for an import. */
export const importAnswer = z.object({
  /** The import that was stored; null in a preview, or where something stands against it. */
  reference: identifier.nullable(),
  /** The import that already holds this very file, where there is one in use. */
  already: identifier.nullable(),
  file: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  format: z.string(),
  formatName: z.string(),
  venue: identifier,
  asOf: instantString.nullable(),
  ageMinutes: z.int().nullable(),
  counts: referenceCountsSchema,
  questions: z.array(questionSchema),
  findings: z.array(findingAnswer),
  /** Why it is not stored yet, one sentence each; empty where it can be or was. */
  blockedBy: z.array(z.string()),
  /** The first instruments of the file, so that one sees what was understood. */
  shown: z.array(instrumentSchema),
});
export type ImportAnswer = z.infer<typeof importAnswer>;

export const referenceAnswer = z.object({
  reference: identifier,
  file: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  format: z.string(),
  venue: identifier,
  asOf: instantString,
  ageMinutes: z.int(),
  importedAt: instantString,
  counts: referenceCountsSchema,
  accepted: z.int(),
  /** Withdrawn imports stay on record; tickets do not use them. */
  live: z.boolean(),
});
export const referenceDetailAnswer = referenceAnswer.extend({
  acceptedFindings: z.array(acceptedFindingSchema),
  notices: z.array(findingSchema),
  answers: referenceAnswersSchema,
  /** Symbols, families and products that its rows are of, the first 500. */
  rows: z.array(
    z.object({ n: z.int(), kind: z.enum(['instrument', 'margin', 'fees', 'depth', 'funding']), name: z.string(), asOf: instantString }),
  ),
});

/** What every row of reference data carries when it is shown. */
const dated = { origin: rowOriginSchema, ageMinutes: z.int(), old: z.boolean() };

export const instrumentAnswer = z.object({ instrument: instrumentSchema, ...dated });
export const depthCardAnswer = z.object({
  venue: identifier,
  symbol: z.string(),
  takenAt: instantString,
  unit: depthSnapshotSchema.shape.unit,
  levels: z.object({ bids: z.int(), asks: z.int() }),
  bestBid: decimalString.nullable(),
  bestAsk: decimalString.nullable(),
  mid: decimalString.nullable(),
  spreadBp: decimalString.nullable(),
  /** Sums within so many basis points of the middle, in base units and in quote. */
  within: z.array(
    z.object({
      bp: z.int(),
      bids: z.object({ base: decimalString, quote: decimalString, reached: z.boolean() }),
      asks: z.object({ base: decimalString, quote: decimalString, reached: z.boolean() }),
    }),
  ),
  ...dated,
});
export const feesAnswer = z.object({
  schedule: feeScheduleSchema,
  /** One's own row, counted from 1, by the volume told; null where nothing was told. */
  own: z.object({ row: z.int(), tier: feeTierSchema, maker: decimalString, taker: decimalString }).nullable(),
  /** Why there is none of one's own. */
  lacks: z.string().nullable(),
  ...dated,
});
/** Everything that is known of one instrument, each part with its file and age. */
export const instrumentDetailAnswer = z.object({
  instrument: instrumentAnswer.nullable(),
  margin: z.object({ table: marginTableSchema, ...dated }).nullable(),
  fees: feesAnswer.nullable(),
  depth: depthCardAnswer.nullable(),
  fundings: z.array(z.object({ observation: fundingObservationSchema, ...dated })),
});

export const volumeAnswer = z.object({ venue: identifier, told: toldVolumeSchema, ageDays: z.int() });

export const checkAnswer = z.object({
  id: z.enum(CHECK_IDS),
  title: z.string(),
  types: z.array(z.enum(CHECK_TYPES)),
  blocks: z.enum(CHECK_BLOCKS),
  rule: z.string(),
  why: z.string(),
  source: z.string(),
  validFor: z.object({ amount: z.int(), unit: z.enum(['minutes', 'hours', 'days']) }).nullable(),
  variants: z.array(z.string()),
  /** The beginner's mistakes that it stands against, in the words of the brief. */
  covers: z.array(z.string()),
});

export const figureNameAnswer = z.object({ id: z.string(), name: z.string(), unit: z.string(), says: z.string() });

/** How the ticket's checklist stands. */
export const checklistAnswer = z.object({
  template: z.string(),
  state: z.enum(['missing', 'open', 'signed', 'expired']),
  run: z.string().nullable(),
  runHash: z.string().nullable(),
  blockers: z.array(z.object({ item: z.string(), text: z.string(), reason: z.string() })),
  overrides: z.array(z.object({ item: z.string(), text: z.string(), reason: z.string() })),
  /** Whether it was signed for the terms as they are now, and not for earlier ones. */
  current: z.boolean(),
});

/** A ticket as it would be now. */
export const previewAnswer = z.object({
  terms: ticketTermsSchema,
  result: ticketResultSchema,
  verdict: ticketVerdictSchema,
  scenario: scenarioSchema,
  checklist: checklistAnswer,
  /** What must still happen before it can be signed, one sentence each. */
  beforeSigning: z.array(z.string()),
});
export type PreviewAnswer = z.infer<typeof previewAnswer>;

export const TICKET_STATES = ['draft', 'signed', 'closed', 'cancelled'] as const;
export const ticketSummaryAnswer = z.object({
  ticket: identifier,
  title: z.string(),
  state: z.enum(TICKET_STATES),
  variant: ticketTermsSchema.shape.variant,
  venue: identifier,
  symbol: z.string().nullable(),
  side: z.enum(['long', 'short']),
  /** Of a signed ticket as it was signed; of a draft null: `one` computes it. */
  verdict: ticketVerdictSchema.shape.verdict.nullable(),
  draftedAt: instantString,
  changedAt: instantString,
  signedAt: instantString.nullable(),
});
export const ticketAnswer = previewAnswer.extend({
  ticket: identifier,
  state: z.enum(TICKET_STATES),
  draftedAt: instantString,
  changedAt: instantString,
  /** Of a signed ticket everything above is as it was signed. */
  signed: z.object({ at: instantString, event: identifier, actor: z.string(), resultHash: z.string() }).nullable(),
  closed: z
    .object({ at: instantString, outcome: z.enum(['closed', 'cancelled']), profit: decimalString.nullable(), note: z.string() })
    .nullable(),
});
export type TicketAnswer = z.infer<typeof ticketAnswer>;

export const recomputeAnswer = z.object({
  ticket: identifier,
  /** Whether the result computed now from the frozen inputs is, to the last digit, the one that was signed. */
  identical: z.boolean(),
  signedHash: z.string(),
  recomputedHash: z.string(),
  /** Figures and checks that differ, by name; none where it is identical. */
  differences: z.array(z.string()),
  result: ticketResultSchema,
});

/** The complete record of a signed ticket. */
export const ticketRecordAnswer = z.object({ inputs: ticketInputsSchema, result: ticketResultSchema, verdict: ticketVerdictSchema });

export const fileAnswer = z.object({ name: z.string(), mediaType: z.string(), content: z.base64() });
