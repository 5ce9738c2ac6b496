import type { Decimal, History } from '../figures/index.ts';

/** Rows are computed a block at a time: what a node works on stays in the processor's nearest memory. */
export const BLOCK = 2_048;

/** Truths as they stand in columns. */
export const FALSE = 0;
export const TRUE = 1;
export const UNKNOWN = 2;

/**
 * Rows to be computed. Either observations, row `i` being that with index `first + i`; or instants after the observation `first` at which nothing
 * new is known of this history: the clock's, or those at which another name of the rule was observed. `first` is −1 before the first observation.
 */
export interface Block {
  readonly history: History;
  readonly first: number;
  readonly count: number;
  /** Instants of the rows. */
  readonly at: Float64Array;
  readonly isClock: boolean;
  /** How old, in milliseconds, an observation may be before its value is unknown. */
  readonly stale: number;
  /** Of a rule with several names: the same rows of each of them, in the order of the plan's inputs. */
  readonly of?: readonly Block[];
}

/** A column of numbers, NaN where unknown. Columns remember the window they have seen, so that blocks must come in order and without a gap; a block that comes twice is computed once, for the conditions that share a column. */
export interface NumberColumn {
  readonly out: Float64Array;
  fill(block: Block): void;
  /** The exact number of a row of the block that was filled last; `null` where it is a statistic, which has no exact number. */
  exactAt(row: number): Decimal | null;
  /** Numbers nearer than `near` of the larger of one and the two compared are told apart by their exact numbers; statistics are then equal. */
  readonly near: number;
  /** Whether it must see every block in order. */
  readonly remembers: boolean;
  /** The one number that it always is, if so. */
  readonly constant?: number;
  /** The size of the numbers out of which this one is computed, where it may be far above its own. */
  readonly scale: number;
}

export interface TruthColumn {
  readonly out: Uint8Array;
  /** Whether it must see every block in order; others may be filled for those alone that are asked about. */
  readonly remembers: boolean;
  fill(block: Block): void;
}
