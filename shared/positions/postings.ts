import type { Day, Origin, Unavailability } from '../figures/index.ts';
import type { Activity } from './activity.ts';
import type { Quantity } from './fixed-point.ts';
import type { StakedToken } from './terms.ts';

/** One stored activity with where it came from: the event that recorded it, or the row of an import. */
export interface Entry {
  readonly id: string;
  readonly activity: Activity;
  readonly origin: Origin;
}

/** Whose money a part of a holding is: put in by the owner, or kept of rewards, pool fees or incentives. */
export type BucketClass = 'principal' | 'reward' | 'pool-fee' | 'incentive';

/**
 * A part of what a position holds (or, with a negative quantity, owes). The units of a staked token's bucket are those of its
 * underlying: its yield is the growth of those units, its price the underlying's.
 */
export interface Bucket {
  readonly place: 'holding' | 'claimable' | 'debt';
  readonly asset: string;
  readonly token: StakedToken | null;
  readonly of: BucketClass;
  quantity: Quantity;
}

/** What a movement is: money of the owner (`transfer` between two of their positions), or a component of the return. */
export type Effect =
  | 'flow'
  | 'transfer'
  | 'rewards'
  | 'pool-fees'
  | 'incentives'
  | 'interest'
  | 'fees'
  | 'gas'
  | 'slashing'
  | 'liquidation'
  | 'divergence'
  | 'peg';

/**
 * Who listens while activities are folded. Over one activity the booked quantities of each asset equal the moved ones, so that whatever
 * is valued at the prices of the day adds up by construction.
 */
export interface Postings {
  /** A positive quantity adds to the position. `receipt` is false for growth that nobody received, such as that of a token's rate. */
  moved(effect: Effect, asset: string, quantity: Quantity, receipt: boolean): void;
  booked(bucket: Bucket, quantity: Quantity): void;
  /** Something had to be concluded that nobody recorded; said beside the figures. */
  concluded(what: Conclusion): void;
  /** What a staked token earns cannot be told from here on. */
  broken(token: StakedToken, why: Unavailability): void;
}

/** What was concluded from the amounts, because no activity says it. */
export interface Conclusion {
  readonly says:
    | 'earned-unrecorded'
    | 'interest-unrecorded'
    | 'put-in-unrecorded'
    | 'borrowed-unrecorded'
    | 'lost-at-close'
    | 'closed-with-balance';
  readonly entry: string;
  readonly day: Day;
  readonly asset: string;
  readonly quantity: Quantity;
}
