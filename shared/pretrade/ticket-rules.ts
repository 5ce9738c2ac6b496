import { z } from 'zod';
import { decimalString } from '../figures/index.ts';

const positive = decimalString.refine((text) => Number(text) > 0, 'must be above zero');
const share = decimalString.refine((text) => Number(text) >= 0 && Number(text) <= 1, 'must be a share from "0" to "1", such as "0.25"');
const age = z.int().min(1).max(100_000);

/** The owner's own rules for tickets. They are decided once, frozen into every ticket that is signed, and can be changed at any time. */
export const ticketRulesSchema = z.strictObject({
  /** Highest leverage of own accord. */
  leverage: positive,
  /** Liquidation must be at least this share of the mark price away … */
  distance: share,
  /** … and at least so many mean daily moves. */
  distanceInRanges: positive,
  /** Of spread and walk through the book, in basis points of the middle. */
  slippageBp: positive,
  depthMinutes: age,
  /** Age of the instrument's file and of its margin tiers. */
  instrumentDays: age,
  tierDays: age,
  feeDays: age,
  fundingHours: age,
  /** Cost of funding over the hold as a share of the notional. */
  fundingBudget: share,
  /** Share of the free collateral that must stay free. */
  freeBuffer: share,
  /** Share of the capital that one trade may lose. */
  lossShare: share,
  /** Shares of the capital that one venue and one asset may hold. */
  venueShare: share,
  assetShare: share,
  /** Whether the fee for closing counts to the maintenance margin, as on some venues. On is the safer. */
  includeCloseFee: z.boolean(),
});
export type TicketRules = z.infer<typeof ticketRulesSchema>;

export const DEFAULT_TICKET_RULES: TicketRules = {
  leverage: '5',
  distance: '0.1',
  distanceInRanges: '3',
  slippageBp: '10',
  depthMinutes: 15,
  instrumentDays: 30,
  tierDays: 30,
  feeDays: 90,
  fundingHours: 24,
  fundingBudget: '0.01',
  freeBuffer: '0.25',
  lossShare: '0.01',
  venueShare: '0.4',
  assetShare: '0.5',
  includeCloseFee: true,
};
