import { z } from 'zod';
import { identifier, instantString } from '../figures/index.ts';

/** Why a settlement failed (venues-otc.md, 3.9). */
export const FAIL_CODES = [
  'instruction-wrong',
  'late-funding',
  'cut-off-missed',
  'bank-query',
  'compliance-hold',
  'wrong-network',
  'short-amount',
  'counterparty-default',
  'chain-halt',
  'other',
] as const;

/** A failed settlement. While it is open, nothing is released to the same desk. */
export const failCaseSchema = z.strictObject({
  case: identifier,
  code: z.enum(FAIL_CODES),
  what: z.string().trim().min(1).max(2_000),
  openedAt: instantString,
  /** Who works on it, and when next. */
  owner: z.string().trim().min(1).max(200).nullable(),
  nextActionAt: instantString.nullable(),
});
export type FailCase = z.infer<typeof failCaseSchema>;
