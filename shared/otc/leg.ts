import { z } from 'zod';
import { evidenceRefSchema } from '../evidence/index.ts';
import { assetCode, Decimal, decimalString, decimalText, identifier, instantString } from '../figures/index.ts';
import { amountOrNone } from './amount.ts';
import { type Instruction, instructionSchema, paid, received, type TradeTerms } from './trade.ts';

/** One delivery: of a trade, or of a batch of trades that were netted. `out` is ours. */
export const legSchema = z.strictObject({
  leg: identifier,
  direction: z.enum(['out', 'in']),
  asset: assetCode,
  network: z.string().min(1).max(60),
  amount: decimalString,
  due: instantString,
  instruction: instructionSchema,
});
export type Leg = z.infer<typeof legSchema>;

/** The two legs of a trade. Their ids follow from the trade's, so that whoever holds the trade holds them. */
export function legsOf(trade: string, terms: TradeTerms): readonly [Leg, Leg] {
  const side = (direction: 'out' | 'in', instruction: Instruction, due: string): Leg => ({
    leg: `${trade}.${direction}`,
    direction,
    ...(direction === 'out' ? paid(terms) : received(terms)),
    due,
    instruction,
  });
  return [side('out', terms.instructions.pay, terms.due.pay), side('in', terms.instructions.receive, terms.due.receive)];
}

/** A test transfer ahead of the main amount: wanted or not, how much, and whether the main amount is less by as much. */
export const testChoiceSchema = z.strictObject({
  wanted: z.boolean(),
  amount: decimalString.nullable(),
  takenOff: z.boolean(),
});
export type TestChoice = z.infer<typeof testChoiceSchema>;

/** What the main payment has to carry: the leg's amount, less the test where that was agreed. */
export function payable(amount: string, test: TestChoice | null): string {
  const off = test?.wanted === true && test.takenOff && test.amount !== null ? test.amount : '0';
  return decimalText(new Decimal(amount).minus(off));
}

/** By how much a receipt may differ and still count as whole: the larger of an amount and of basis points of what is expected. */
export const toleranceSchema = z.strictObject({ absolute: amountOrNone, basisPoints: amountOrNone });
export type Tolerance = z.infer<typeof toleranceSchema>;
export const NO_TOLERANCE: Tolerance = { absolute: '0', basisPoints: '0' };

/** The checklists on which a payment rested, as they were signed. */
const signedRunSchema = z.strictObject({
  template: z.string().min(1).max(60),
  run: identifier,
  runHash: z.string().max(100),
  /** Ids of items against which it was signed all the same. */
  overrides: z.array(z.string().max(60)).max(100),
});
export type SignedRun = z.infer<typeof signedRunSchema>;

/** A payment as it left. */
export const releaseSchema = z.strictObject({
  /** Transaction id, UETR or the bank's reference. */
  reference: z.string().trim().min(4).max(200),
  releasedAt: instantString,
  asset: assetCode,
  network: z.string().min(1).max(60),
  amount: decimalString,
  destination: z.string().max(500),
  memo: z.string().max(300).nullable(),
  rests: z.array(signedRunSchema).max(200),
  note: z.string().max(10_000),
  evidence: z.array(evidenceRefSchema).max(100),
});
export type Release = z.infer<typeof releaseSchema>;

/** Something that came in on a leg, by our own account or wallet, not by the desk's word. */
export const receiptSchema = z.strictObject({
  receipt: identifier,
  reference: z.string().trim().min(4).max(200),
  network: z.string().min(1).max(60),
  amount: decimalString,
  receivedAt: instantString,
  note: z.string().max(10_000),
  evidence: z.array(evidenceRefSchema).max(100),
});
export type Receipt = z.infer<typeof receiptSchema>;

/**
 * A reference as it is compared: hexadecimal and UUIDs are the same in capitals, and nobody makes two references that differ only there. A
 * batch transaction that serves several legs is told apart by its output, as in `…:1`.
 */
export function referenceKey(reference: string): string {
  return reference.trim().toLowerCase();
}
