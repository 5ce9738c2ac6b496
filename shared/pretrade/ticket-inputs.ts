import { z } from 'zod';
import { assetCode, dayString, decimalString, figureSchema, identifier, instantString, VERDICTS } from '../figures/index.ts';
import { CHECK_IDS } from './check.ts';
import { depthSnapshotSchema, feeScheduleSchema, fundingObservationSchema, instrumentSchema, marginTableSchema } from './reference.ts';
import { ticketRulesSchema } from './ticket-rules.ts';
import { ticketTermsSchema } from './ticket-terms.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Which row of which imported file something was read from. */
export const rowOriginSchema = z.strictObject({
  /** Id of the import. */
  reference: identifier,
  /** The row's number among those of the import, from 1. */
  n: z.int().min(1),
  file: z.string().max(1_000),
  sha256,
});
export type RowOrigin = z.infer<typeof rowOriginSchema>;

function sourced<Schema extends z.ZodType>(row: Schema) {
  return z.strictObject({ row, origin: rowOriginSchema });
}
/** A row of reference data with where it came from. */
export interface Sourced<Row> {
  readonly row: Row;
  readonly origin: RowOrigin;
}

const amount = decimalString.refine((text) => Number(text) >= 0, 'must not be negative');

/** What an account is at a venue, as far as fees ask: told by the owner, with the day it was so. */
export const toldVolumeSchema = z.strictObject({
  asOf: dayString,
  /** Traded in thirty days, in the currency of the venue's fee table. */
  volume: amount.optional(),
  spotVolume: amount.optional(),
  optionsVolume: amount.optional(),
  assets: amount.optional(),
  /** Pieces of the venue's token. */
  token: amount.optional(),
  /** Shares of the venue's volume, as fractions. */
  share: amount.optional(),
  makerShare: amount.optional(),
  /** Whether fees are paid in the venue's token, with its discount. */
  paysInToken: z.boolean().default(false),
  /** What it costs to take money out, in the asset that is taken. */
  withdrawal: z.strictObject({ asset: assetCode, fee: amount }).optional(),
});
export type ToldVolume = z.infer<typeof toldVolumeSchema>;

/**
 * What is known for one check from elsewhere: a register of the venue, an answer in a signed checklist about the venue, or one about this ticket.
 */
export const checkEvidenceSchema = z.strictObject({
  check: z.enum(CHECK_IDS),
  from: z.enum(['venue-register', 'venue-checklist', 'ticket-checklist']),
  result: z.enum(VERDICTS),
  value: z.string().max(2_000).nullable(),
  says: z.string().max(2_000),
  at: instantString.nullable(),
  /** Until when it stands; null where nobody said. */
  validUntil: instantString.nullable(),
  /** The run of the checklist. */
  run: z.string().max(200).nullable(),
});
export type CheckEvidence = z.infer<typeof checkEvidenceSchema>;

/** Value at risk at a place before this trade, in the reporting currency, and the owner's limit for it. */
const heldSchema = z.strictObject({ name: z.string().max(300), held: figureSchema, limit: decimalString.nullable() });
export type Held = z.infer<typeof heldSchema>;

/** What is known of the venue of a ticket. */
export const venueStandingSchema = z.strictObject({
  venue: identifier,
  name: z.string().max(300),
  type: z.enum(['cex', 'dex', 'regulated']).nullable(),
  exposure: heldSchema,
  /** Of the counterparty group, where the venue belongs to one. */
  group: heldSchema.nullable(),
  /** Of the asset that is traded, over all venues. */
  asset: heldSchema.nullable(),
});
export type VenueStanding = z.infer<typeof venueStandingSchema>;

/** A limit on a single trade; of leverage the amount is a multiple and has no currency. */
const tradeLimitSchema = z.strictObject({
  metric: z.enum(['loss', 'notional', 'leverage']),
  /** What it is for: the venue, its group, the asset, or everything. */
  scope: z.string().max(300),
  amount: decimalString,
  currency: assetCode.nullable(),
});
export type TradeLimit = z.infer<typeof tradeLimitSchema>;

/** Closing prices by day, for moves: newest last. */
const dailyClosesSchema = z.strictObject({
  asset: assetCode,
  currency: assetCode,
  closes: z.array(z.strictObject({ day: dayString, price: decimalString })).max(400),
});
export type DailyCloses = z.infer<typeof dailyClosesSchema>;

/**
 * Everything that a ticket is computed from. Nothing else enters: the same inputs give the same results, to the last digit, on any machine and in
 * any year. A signed ticket keeps them whole.
 */
export const ticketInputsSchema = z.strictObject({
  terms: ticketTermsSchema,
  /** The instant at which it was computed: ages are counted to it. */
  at: instantString,
  rules: ticketRulesSchema,
  reportingCurrency: assetCode,
  instrument: sourced(instrumentSchema).nullable(),
  margin: sourced(marginTableSchema).nullable(),
  fees: sourced(feeScheduleSchema).nullable(),
  depth: sourced(depthSnapshotSchema).nullable(),
  /** Newest first. */
  fundings: z.array(sourced(fundingObservationSchema)).max(500),
  volume: z.strictObject({ told: toldVolumeSchema, event: identifier }).nullable(),
  daily: dailyClosesSchema.nullable(),
  /** One unit of the asset in the reporting currency. */
  rates: z.array(z.strictObject({ asset: assetCode, rate: figureSchema })).max(1_000),
  venue: venueStandingSchema.nullable(),
  evidence: z.array(checkEvidenceSchema).max(500),
  /** The owner's limits on a single trade that hold here. */
  limits: z.array(tradeLimitSchema).max(1_000),
});
export type TicketInputs = z.infer<typeof ticketInputsSchema>;
