import type { Arrays } from './arrays.ts';
import { type Block, FALSE, TRUE, type TruthColumn, UNKNOWN } from './block.ts';

/** Whether the value has been observed again and again for so long and never another one. */
export class Stuck implements TruthColumn {
  readonly out: Uint8Array;
  readonly remembers = true;
  readonly #window: number;
  #since = -1;
  #last: number = UNKNOWN;

  constructor(arrays: Arrays, window: number) {
    this.out = arrays.bytes();
    this.#window = window;
  }

  fill({ history, first, count, at, isClock, stale }: Block): void {
    for (let row = 0; row < count; row += 1) {
      const now = isClock ? first : first + row;
      if (isClock) {
        if (at[row]! - history.at[now]! >= stale) this.#last = UNKNOWN;
      } else if (Number.isNaN(history.value[now]!)) {
        this.#last = UNKNOWN;
      } else {
        if (this.#since < 0 || !history.isSame(this.#since, now)) this.#since = now;
        this.#last = at[row]! - history.at[this.#since]! >= this.#window ? TRUE : FALSE;
      }
      this.out[row] = this.#last;
    }
  }
}

/** Whether nothing known has been observed for so long. Unknown before the first observation: since when, nobody could say. */
export class Missing implements TruthColumn {
  readonly out: Uint8Array;
  readonly remembers = true;
  readonly #window: number;
  #last = Number.NaN;

  constructor(arrays: Arrays, window: number) {
    this.out = arrays.bytes();
    this.#window = window;
  }

  fill({ history, first, count, at, isClock }: Block): void {
    const [{ value }, { out }, window] = [history, this, this.#window];
    let last = this.#last;
    for (let row = 0; row < count; row += 1) {
      const now = value[first + row]!;
      if (!isClock && now === now) {
        last = at[row]!;
        out[row] = FALSE;
      } else out[row] = Number.isNaN(last) ? UNKNOWN : at[row]! - last >= window ? TRUE : FALSE;
    }
    this.#last = last;
  }
}
