import { type AlertState, clearingOf, step, type Timing } from './alert-state.ts';
import { type Block, FALSE, TRUE, type TruthColumn, UNKNOWN } from './block.ts';

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
    const holds = holding.out;
    let unknown = 0;
    for (let row = 0; row < count; row += 1) unknown += holds[row] === UNKNOWN ? 1 : 0;
    this.evaluated += count;
    this.unknown += unknown;
    let { state } = this;
    // Whatever waits for a condition that does not hold stays as it is; most of the past is so, and its clearing is not asked for.
    let row = state.phase === 'armed' ? nextTrue(holds, 0, count) : 0;
    if (row === count) return;
    if (clearing !== null && !clearing.remembers) clearing.fill(block);
    const clears = clearing === null ? null : clearing.out;
    const own = block.of?.[0] ?? block;
    const [first, forward] = own.isClock ? [own.first, 0] : [own.first, 1];
    const [timing, happenings] = [this.#timing, this.#happenings];
    while (row < count) {
      const truth = holds[row]!;
      const next = step(state, timing, at[row]!, truth, clears === null ? clearingOf(truth) : clears[row]!);
      state = next.state;
      if (next.happened !== null) happenings.push({ kind: next.happened, at: at[row]!, index: first + forward * row });
      row += 1;
      // What follows without a change is passed over.
      if (state.phase === 'armed') row = nextTrue(holds, row, count);
      else if (state.phase === 'firing') row = clears === null ? nextFalse(holds, row, count) : nextClear(holds, clears, row, count);
      else if (state.phase === 'pending')
        while (row < count && holds[row] === TRUE && at[row]! - state.holdsSince! < timing.holdFor) row += 1;
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

/** The first row from `row` on that holds; `count` where none does. */
function nextTrue(holds: Uint8Array, row: number, count: number): number {
  let next = row;
  while (next < count && holds[next] !== TRUE) next += 1;
  return next;
}

function nextFalse(holds: Uint8Array, row: number, count: number): number {
  let next = row;
  while (next < count && holds[next] !== FALSE) next += 1;
  return next;
}

function nextClear(holds: Uint8Array, clears: Uint8Array, row: number, count: number): number {
  let next = row;
  while (next < count && (clears[next] !== TRUE || holds[next] === TRUE)) next += 1;
  return next;
}
