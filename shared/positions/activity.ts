import { z } from 'zod';
import { assetCode, decimalString, instantString } from '../figures/index.ts';

/**
 * What can happen to a yield position, and — the second row — to the wallet or account beside it, which exports report in the
 * same files and which cost basis and cash flow need.
 */
export const ACTIVITY_KINDS = [
  'open',
  'add',
  'reward',
  'compound',
  'claim',
  'fee',
  'gas',
  'slash',
  'rebase',
  'borrow',
  'interest',
  'repay',
  'liquidation',
  'collect-fees',
  'withdraw',
  'transfer',
  'close',
  'deposit',
  'withdrawal',
  'trade',
  'income',
  'spend',
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** An unsigned quantity of one asset, in whole units (not wei), as decimal text. */
export const amountSchema = z.object({ asset: assetCode, quantity: decimalString });
export type Amount = z.infer<typeof amountSchema>;

/**
 * One real-world event of a position or wallet, stored once. Quantities are as the source gives them, unsigned; the direction
 * follows from `into` and `outOf`: what entered the place the stream names, and what left it. `compile` makes its legs.
 *
 * - `stream` names where it happened: `platform:product:asset` for imports (`kraken:earn:DOT`, `kraken:spot:BTC`), or
 *   `position:<id>` for what was recorded by hand on a position.
 * - `fees` were paid on top of `into`/`outOf`, from where `feesFrom` says (by default the wallet).
 * - `rewardTo` says where a reward, claim or collected fee went: left in the position, into its claimable balance, or out to the wallet.
 * - `worth` is the source's own valuation of the main amount at that instant.
 */
export const activitySchema = z.object({
  kind: z.enum(ACTIVITY_KINDS),
  at: instantString,
  stream: z.string().min(1).max(200),
  into: z.array(amountSchema).optional(),
  outOf: z.array(amountSchema).optional(),
  fees: z.array(amountSchema).optional(),
  feesFrom: z.enum(['wallet', 'position']).optional(),
  rewardTo: z.enum(['position', 'claimable', 'wallet']).optional(),
  worth: z.object({ amount: decimalString, currency: assetCode }).optional(),
  /** Share of the position's liquidity that a withdrawal took, 0 to 1, where the source says so. */
  share: decimalString.optional(),
  sourceId: z.string().max(300).optional(),
  transaction: z.string().max(300).optional(),
  note: z.string().max(10_000).optional(),
});
export type Activity = z.infer<typeof activitySchema>;

/** The parts of a stream's name; a hand-recorded activity has only `position`. */
export function streamOf(platform: string, product: string, asset: string): string {
  return `${platform}:${product}:${asset}`;
}
