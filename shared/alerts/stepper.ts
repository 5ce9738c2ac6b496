import { type AlertState, clearingOf, step, type Timing } from './alert-state.ts';
import { type Block, BLOCK, TRUE, type TruthColumn, UNKNOWN } from './block.ts';

/** That an alert fired or cleared, and at which observation (its index in the history of the rule's first name, or that of the last one before). */
export interface Happening {
  readonly kind: 'fired' | 'cleared';
  readonly at: number;
  readonly index: number;
}

/** Takes the state of one watch through blocks of truths. */
export class Stepper {
  /** How many evaluations there were, and at how many of them the condition was unknown. */
  evaluated = 0;
  unknown = 0;
  state: AlertState;
  readonly #timing: Timing;
  #happenings: Happening[] = [];

  constructor(timing: Timing, state: AlertState) {
    this.#timing = timing;
    this.state = state;
  }

  /** Steps over the rows of a block for which `holds` is filled, and `clears` where it remembers. */
  step(block: Block, holding: TruthColumn, clearing: TruthColumn | null): void {
    const { count, at } = block;
    const own = block.of?.[0] ?? block;
    const timing = this.#timing;
    const holds = count === BLOCK ? holding.out : holding.out.subarray(0, count);
    this.evaluated += count;
    if (holds.includes(UNKNOWN)) for (const truth of holds) if (truth === UNKNOWN) this.unknown += 1;
    let { state } = this;
    // Whatever waits for a condition that does not hold stays as it is; most of the past is so, and its clearing is not asked for.
    let row = state.phase === 'armed' ? holds.indexOf(TRUE) : 0;
    if (row < 0) return;
    if (clearing !== null && !clearing.remembers) clearing.fill(block);
    const clears = clearing?.out;
    for (; row >= 0 && row < count; row = state.phase === 'armed' ? holds.indexOf(TRUE, row + 1) : row + 1) {
      const truth = holds[row]!;
      if (state.phase === 'pending' && truth === TRUE && at[row]! - state.holdsSince! < timing.holdFor) continue;
      const cleared = clears === undefined ? clearingOf(truth) : clears[row]!;
      if (state.phase === 'firing' && (cleared !== TRUE || truth === TRUE)) continue;
      const next = step(state, timing, at[row]!, truth, cleared);
      state = next.state;
      if (next.happened !== null) {
        this.#happenings.push({ kind: next.happened, at: at[row]!, index: own.isClock ? own.first : own.first + row });
      }
    }
    this.state = state;
  }

  /** What happened since it was asked last. */
  taken(): readonly Happening[] {
    const happenings = this.#happenings;
    this.#happenings = [];
    return happenings;
  }
}
