import { Decimal, type History } from '../figures/index.ts';
import type { Arrays } from './arrays.ts';
import type { Block, NumberColumn } from './block.ts';

const NOTHING = new Float64Array(0);

/** A threshold. It is only ever on the right of a comparison, which asks for its one number and not for a column of it. */
export class Constant implements NumberColumn {
  readonly out: Float64Array = NOTHING;
  readonly constant: number;
  readonly remembers = false;
  readonly near = 0;
  readonly scale = 0;
  readonly #exact: Decimal;

  constructor(exact: Decimal) {
    this.#exact = exact;
    this.constant = exact.toNumber();
  }

  fill(): void {
    // There is nothing to fill.
  }

  exactAt(): Decimal {
    return this.#exact;
  }
}

/** The value as observed; between observations the last one, until it is stale. */
export class Observed implements NumberColumn {
  out: Float64Array = NOTHING;
  readonly remembers = false;
  readonly near = 0;
  readonly scale = 0;
  readonly #later: Float64Array;
  #history: History | null = null;
  #first = 0;
  #step = 1;

  constructor(arrays: Arrays) {
    this.#later = arrays.floats();
  }

  fill({ history, first, count, at, isClock, stale }: Block): void {
    [this.#history, this.#first] = [history, first];
    this.#step = isClock ? 0 : 1;
    if (isClock) {
      const [value, fresh] = [history.value[first] ?? Number.NaN, (history.at[first] ?? Number.NaN) + stale];
      for (let row = 0; row < count; row += 1) this.#later[row] = at[row]! >= fresh ? Number.NaN : value;
      this.out = this.#later;
    } else {
      this.out = history.value.subarray(first, first + count);
    }
  }

  exactAt(row: number): Decimal {
    return this.#history!.decimalAt(this.#first + row * this.#step);
  }
}

/** Milliseconds since the last observation that was known. */
export class Age implements NumberColumn {
  readonly out: Float64Array;
  readonly remembers = true;
  readonly near = 0;
  readonly scale = 0;
  #last = Number.NaN;

  constructor(arrays: Arrays) {
    this.out = arrays.floats();
  }

  fill({ history, first, count, at, isClock }: Block): void {
    for (let row = 0; row < count; row += 1) {
      const known = !isClock && !Number.isNaN(history.value[first + row]!);
      if (known) this.#last = at[row]!;
      this.out[row] = at[row]! - this.#last;
    }
  }

  exactAt(row: number): Decimal {
    return new Decimal(this.out[row]!);
  }
}

/** Now against the last observation at or before the beginning of the window: its growth (a fraction), or its difference in points. */
export class Change implements NumberColumn {
  readonly out: Float64Array;
  readonly remembers = true;
  readonly near = 1e-14;
  scale = 1;
  readonly #window: number;
  readonly #relative: boolean;
  readonly #then: Int32Array;
  #block: Block | null = null;
  #next: number;
  #earlier = -1;

  constructor(arrays: Arrays, window: number, relative: boolean, begin: number) {
    this.out = arrays.floats();
    this.#then = arrays.integers();
    this.#window = window;
    this.#relative = relative;
    this.#next = begin;
  }

  fill(block: Block): void {
    if (block === this.#block) return;
    this.#block = block;
    const { history, first, count, at, stale, isClock } = block;
    const { at: instants, value } = history;
    const [window, relative, out, thens] = [this.#window, this.#relative, this.out, this.#then];
    const step = isClock ? 0 : 1;
    let next = this.#next;
    let earlier = this.#earlier;
    let size = this.scale;
    const isLasting = stale === Number.POSITIVE_INFINITY;
    for (let row = 0; row < count; row += 1) {
      const from = at[row]! - window;
      const present = first + row * step;
      while (next <= present && instants[next]! <= from) {
        if (value[next] === value[next]) earlier = next;
        next += 1;
      }
      thens[row] = earlier;
      if (earlier < 0 || (!isLasting && from - instants[earlier]! >= stale)) {
        out[row] = Number.NaN;
        continue;
      }
      const now = value[present]!;
      const then = value[earlier]!;
      if (relative) {
        // Growth from nothing, or from a debt, is no per cent of anything.
        out[row] = then > 0 ? now / then - 1 : Number.NaN;
      } else {
        out[row] = now - then;
        if (Math.abs(now) > size) size = Math.abs(now);
        if (Math.abs(then) > size) size = Math.abs(then);
      }
    }
    if (isClock) for (let row = 0; row < count; row += 1) if (at[row]! - instants[first]! >= stale) out[row] = Number.NaN;
    this.#next = next;
    this.#earlier = earlier;
    this.scale = size;
  }

  exactAt(row: number): Decimal {
    const { history, first, isClock } = this.#block!;
    const [now, then] = [history.decimalAt(isClock ? first : first + row), history.decimalAt(this.#then[row]!)];
    return this.#relative ? now.dividedBy(then).minus(1) : now.minus(then);
  }
}
