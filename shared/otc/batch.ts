import { z } from 'zod';
import { assetCode, dayString, decimalString, identifier, instantString } from '../figures/index.ts';
import { cutOffSchema } from './cut-off.ts';
import { legSchema } from './leg.ts';
import { DELIVERY_ORDERS } from './trade.ts';

/** A line of the net sheet: + we receive, − we pay; nought is listed, because both sides must know that nothing moves. */
const netLineSchema = z.strictObject({
  valueDate: dayString,
  asset: assetCode,
  network: z.string().min(1).max(60),
  amount: decimalString,
  grossIn: decimalString,
  grossOut: decimalString,
  trades: z.array(identifier).min(1),
});

/** Trades with one desk for one value date that are settled by one delivery an asset. */
export const batchTermsSchema = z.strictObject({
  reference: z.string().trim().min(1).max(60),
  desk: identifier,
  valueDate: dayString,
  trades: z.array(identifier).min(2).max(200),
  nets: z.array(netLineSchema).min(1),
  /** One for each net that is not nought. */
  legs: z.array(legSchema),
  deliveryOrder: z.enum(DELIVERY_ORDERS),
  deliveryTerms: z.string().max(300).nullable(),
  /** Until when the sheet can be agreed; afterwards the gross amounts are due. */
  cutOff: cutOffSchema,
  cutOffAt: instantString,
  agreement: z.string().max(300).nullable(),
  /** See `sheetNumber`. */
  sheet: z.string().min(1).max(40),
});
export type BatchTerms = z.infer<typeof batchTermsSchema>;
