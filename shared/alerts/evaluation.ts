import { type AlertState, ARMED, clearingOf, step } from './alert-state.ts';
import { type Block, BLOCK, TRUE, type TruthColumn, UNKNOWN } from './block.ts';
import type { History } from '../figures/index.ts';
import type { Plan } from './plan.ts';

/** That an alert fired or cleared, and at which observation (its index in the history, or that of the last one before an instant of the clock). */
export interface Happening {
  readonly kind: 'fired' | 'cleared';
  readonly at: number;
  readonly index: number;
}

/** Where an evaluation was left, to be taken up again: plain values. */
export interface Left {
  readonly state: AlertState;
  /** How many observations it had seen. */
  readonly seen: number;
  /** The instant of its last evaluation, milliseconds since 1970; null where there was none. */
  readonly now: number | null;
}

const BEGINNING: Left = { state: ARMED, seen: 0, now: null };

/**
 * One rule over one growing history. What it says of the time up to an observation hangs on nothing later, nor on how often it is asked.
 *
 * Evaluated are the observations, and the instants between them at which the clock alone changes a truth: that data are missing, that a value is
 * stale, and, of rules that ask for missing data or ages, the ends of their durations.
 */
export class Evaluation {
  readonly #plan: Plan;
  readonly #history: History;
  readonly #holds: TruthColumn;
  readonly #clears: TruthColumn | null;
  #state: AlertState;
  #seen: number;
  /** Instants of the last evaluation and of the last known observation. */
  #now = Number.NEGATIVE_INFINITY;
  #known = Number.NEGATIVE_INFINITY;
  #evaluated = 0;
  #unknown = 0;
  #happenings: Happening[] = [];

  constructor(plan: Plan, history: History, left: Left = BEGINNING) {
    this.#plan = plan;
    this.#history = history;
    this.#state = left.state;
    const begin = warmFrom(history, left.seen, plan);
    const { holds, clears } = plan.columns(history, begin);
    [this.#holds, this.#clears] = [holds, clears];
    this.#seen = begin;
    while (this.#seen < left.seen) this.#fillObserved(Math.min(BLOCK, left.seen - this.#seen));
    if (left.now !== null) this.#now = left.now;
  }

  get state(): AlertState {
    return this.#state;
  }

  /** What is to be kept for another evaluation to go on from here. */
  get left(): Left {
    return { state: this.#state, seen: this.#seen, now: Number.isFinite(this.#now) ? this.#now : null };
  }

  /** How many evaluations there were, and at how many of them the condition was unknown. */
  get told(): { readonly evaluated: number; readonly unknown: number } {
    return { evaluated: this.#evaluated, unknown: this.#unknown };
  }

  /** Takes in the observations that the history has gained, and tells what happened. */
  advance(): readonly Happening[] {
    while (this.#seen < this.#history.length) this.#stepBlock(this.#fillObserved(this.#run()));
    return this.#taken();
  }

  /** Lets the clock come to `now`, after all observations were taken in: data may be missing by then. */
  clock(now: number): readonly Happening[] {
    if (this.#seen > 0) this.#passTime(now + 1);
    return this.#taken();
  }

  /** How many observations follow each other with nothing in between for the clock to bring; evaluates what it brings before the first. */
  #run(): number {
    const history = this.#history;
    const most = Math.min(BLOCK, history.length - this.#seen);
    const { offsets, isClocked, timing } = this.#plan;
    const [soonest] = offsets;
    if (soonest === undefined) return most;
    // An observation counts before what would be due at the same instant.
    this.#passTime(history.at[this.#seen]!);
    if (isClocked && timing.holdFor + timing.clearFor + timing.cooldown > 0) return 1;
    let count = 0;
    let known = this.#known;
    for (; count < most; count += 1) {
      const index = this.#seen + count;
      if (count > 0 && history.at[index]! > known + soonest) break;
      if (!Number.isNaN(history.value[index]!)) known = history.at[index]!;
    }
    return count;
  }

  /** Evaluates what the clock brings before `end`. */
  #passTime(end: number): void {
    for (let due = this.#nextDue(); due < end; due = this.#nextDue()) {
      const at = new Float64Array([due]);
      const block: Block = { history: this.#history, first: this.#seen - 1, count: 1, at, isClock: true, stale: this.#plan.stale };
      this.#fill(block);
      this.#stepBlock(block);
    }
  }

  #nextDue(): number {
    let due = Number.POSITIVE_INFINITY;
    const consider = (instant: number): void => {
      if (instant > this.#now && instant < due) due = instant;
    };
    for (const offset of this.#plan.offsets) consider(this.#known + offset);
    if (this.#plan.isClocked) {
      const { holdsSince, clearsSince, quietUntil } = this.#state;
      if (holdsSince !== null) consider(holdsSince + this.#plan.timing.holdFor);
      if (holdsSince !== null && quietUntil !== null) consider(quietUntil);
      if (clearsSince !== null) consider(clearsSince + this.#plan.timing.clearFor);
    }
    return due;
  }

  #fillObserved(count: number): Block {
    const first = this.#seen;
    const { at, value } = this.#history;
    const block: Block = {
      history: this.#history,
      first,
      count,
      at: at.subarray(first, first + count),
      isClock: false,
      stale: this.#plan.stale,
    };
    this.#fill(block);
    this.#seen += count;
    if (this.#plan.offsets.length > 0)
      for (let index = first; index < this.#seen; index += 1) if (value[index] === value[index]) this.#known = at[index]!;
    return block;
  }

  #fill(block: Block): void {
    this.#holds.fill(block);
    if (this.#clears?.remembers) this.#clears.fill(block);
    this.#now = block.at[block.count - 1]!;
  }

  #stepBlock(block: Block): void {
    const { count, at, first, isClock } = block;
    const { timing } = this.#plan;
    const holds = count === BLOCK ? this.#holds.out : this.#holds.out.subarray(0, count);
    this.#evaluated += count;
    if (holds.includes(UNKNOWN)) for (const truth of holds) if (truth === UNKNOWN) this.#unknown += 1;
    let state = this.#state;
    // Whatever waits for a condition that does not hold stays as it is; most of the past is so, and its clearing is not asked for.
    let row = state.phase === 'armed' ? holds.indexOf(TRUE) : 0;
    if (row < 0) return;
    if (this.#clears !== null && !this.#clears.remembers) this.#clears.fill(block);
    const clears = this.#clears?.out;
    for (; row >= 0 && row < count; row = state.phase === 'armed' ? holds.indexOf(TRUE, row + 1) : row + 1) {
      const truth = holds[row]!;
      if (state.phase === 'pending' && truth === TRUE && at[row]! - state.holdsSince! < timing.holdFor) continue;
      const cleared = clears === undefined ? clearingOf(truth) : clears[row]!;
      if (state.phase === 'firing' && (cleared !== TRUE || truth === TRUE)) continue;
      const next = step(state, timing, at[row]!, truth, cleared);
      state = next.state;
      if (next.happened !== null) this.#happenings.push({ kind: next.happened, at: at[row]!, index: isClock ? first : first + row });
    }
    this.#state = state;
  }

  #taken(): readonly Happening[] {
    const happenings = this.#happenings;
    this.#happenings = [];
    return happenings;
  }
}

/** From which observation on the columns must see the past, so that after `seen` of them their windows are as if they had seen it all. */
function warmFrom(history: History, seen: number, plan: Plan): number {
  if (seen === 0) return 0;
  const { at, value } = history;
  const from = at[seen - 1]! - plan.reach;
  let begin = seen - 1;
  while (begin > 0 && !(at[begin]! <= from && value[begin] === value[begin])) begin -= 1;
  return begin;
}
