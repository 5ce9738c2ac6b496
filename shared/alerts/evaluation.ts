import { type AlertState, ARMED } from './alert-state.ts';
import { type Block, BLOCK, TRUE, type TruthColumn, UNKNOWN } from './block.ts';
import type { History } from '../figures/index.ts';
import type { Plan } from './plan.ts';
import { type Series, type SeriesByKey, seriesOf } from './series.ts';
import { type Happening, Stepper } from './stepper.ts';
import { Timeline } from './timeline.ts';

/** Where an evaluation was left, to be taken up again: plain values. */
export interface Left {
  readonly state: AlertState;
  /** How many observations of each input it had seen. */
  readonly seen: readonly number[];
  /** The instant of its last evaluation, milliseconds since 1970; null where there was none. */
  readonly now: number | null;
}

/**
 * One rule over growing histories. What it says of the time up to an observation hangs on nothing later, nor on how often it is asked.
 *
 * Evaluated are the observations of all names that the rule reads, and the instants between them at which the clock alone changes a truth: that
 * data are missing, that a value is stale, and, of rules that ask for missing data or ages, the ends of their durations. A name keeps its last value
 * while others are observed, unless it has grown stale by the rule's word.
 */
export class Evaluation {
  readonly plan: Plan;
  readonly series: readonly Series[];
  readonly #timeline: Timeline;
  readonly #holds: TruthColumn;
  readonly #clears: TruthColumn | null;
  readonly #stepper: Stepper;
  /** The instant of the last evaluation. */
  #now = Number.NEGATIVE_INFINITY;
  #truth: number = UNKNOWN;

  /** Over the history of the one name that the rule reads, series by the keys of the plan's inputs, or all of these in their order. */
  constructor(plan: Plan, observed: History | SeriesByKey | readonly Series[], left?: Left) {
    this.plan = plan;
    this.series = seriesOf(plan.inputs, observed);
    this.#stepper = new Stepper(plan.timing, left?.state ?? ARMED);
    const begins = left === undefined ? plan.inputs.map(() => 0) : warmFrom(this.series, left.seen, plan.reach);
    const { holds, clears } = plan.columns(this.series, begins);
    [this.#holds, this.#clears] = [holds, clears];
    this.#timeline = new Timeline(plan.inputs, plan.stale, this.series, begins);
    if (left === undefined) return;
    while (this.#timeline.ahead(left.seen) < Number.POSITIVE_INFINITY) this.#fill(this.#timeline.take(BLOCK, left.seen));
    // What the clock had brought since the last observation: it may have made known things unknown.
    if (left.now !== null && left.now > this.#now) this.#fill(this.#timeline.pass(left.now));
  }

  get state(): AlertState {
    return this.#stepper.state;
  }

  /** Whether the condition held at the last evaluation; null where that was unknown, or there was none. */
  get holds(): boolean | null {
    return this.#truth === UNKNOWN ? null : this.#truth === TRUE;
  }

  /** What is to be kept for another evaluation to go on from here. */
  get left(): Left {
    return { state: this.#stepper.state, seen: [...this.#timeline.seen], now: Number.isFinite(this.#now) ? this.#now : null };
  }

  /** How many evaluations there were, and at how many of them the condition was unknown. */
  get told(): { readonly evaluated: number; readonly unknown: number } {
    const { evaluated, unknown } = this.#stepper;
    return { evaluated, unknown };
  }

  /**
   * Whether an observation has come that is not later than the last evaluation: of another name than those seen by then, or while the clock had been
   * let on already. Then {@link advance} would say another thing than a whole evaluation, which is to be made instead.
   */
  get isOvertaken(): boolean {
    return this.#timeline.ahead() <= this.#now;
  }

  /** Takes in the observations that the histories have gained, and tells what happened. */
  advance(): readonly Happening[] {
    for (let ahead = this.#timeline.ahead(); ahead < Number.POSITIVE_INFINITY; ahead = this.#timeline.ahead()) {
      // An observation counts before what would be due at the same instant.
      this.#passTime(ahead);
      this.#step(this.#fill(this.#timeline.take(this.#isTimed ? 1 : BLOCK)));
    }
    return this.#stepper.taken();
  }

  /** Lets the clock come to `now`, after all observations were taken in: data may be missing by then. */
  clock(now: number): readonly Happening[] {
    if (this.#timeline.seen.some((seen) => seen > 0)) this.#passTime(now + 1);
    return this.#stepper.taken();
  }

  /** Whether durations end between observations. */
  get #isTimed(): boolean {
    const { isClocked, timing } = this.plan;
    return isClocked && timing.holdFor + timing.clearFor + timing.cooldown > 0;
  }

  /** Evaluates what the clock brings before `end`. */
  #passTime(end: number): void {
    for (let due = this.#nextDue(); due < end; due = this.#nextDue()) this.#step(this.#fill(this.#timeline.pass(due)));
  }

  #nextDue(): number {
    let due = this.#timeline.due(this.#now);
    if (!this.plan.isClocked) return due;
    const { holdsSince, clearsSince, quietUntil } = this.#stepper.state;
    const { holdFor, clearFor } = this.plan.timing;
    const consider = (instant: number | null): void => {
      if (instant !== null && instant > this.#now && instant < due) due = instant;
    };
    consider(holdsSince === null ? null : holdsSince + holdFor);
    consider(holdsSince === null ? null : quietUntil);
    consider(clearsSince === null ? null : clearsSince + clearFor);
    return due;
  }

  #step(block: Block): void {
    this.#stepper.step(block, this.#holds, this.#clears);
  }

  #fill(block: Block): Block {
    this.#holds.fill(block);
    if (this.#clears?.remembers) this.#clears.fill(block);
    this.#now = block.at[block.count - 1]!;
    this.#truth = this.#holds.out[block.count - 1]!;
    return block;
  }
}

/**
 * From which observation on the columns must see the past of each, so that after `seen` of them their windows are as if they had seen it all. Of each
 * from its own last one: what an observation was measured by stays so while only others are observed, however long that is.
 */
export function warmFrom(series: readonly Series[], seen: readonly number[], reach: number): readonly number[] {
  return series.map(({ history: { at, value } }, input) => {
    let begin = (seen[input] ?? 0) - 1;
    if (begin < 0) return 0;
    const from = at[begin]! - reach;
    while (begin > 0 && !(at[begin]! <= from && value[begin] === value[begin])) begin -= 1;
    return begin;
  });
}
