import type { Comparison } from '../watchlists/index.ts';
import type { Arrays } from './arrays.ts';
import { type Block, FALSE, type NumberColumn, TRUE, type TruthColumn, UNKNOWN } from './block.ts';

/** Which truth each order gives: of below, equal, above. */
const TRUTHS: Readonly<Record<Comparison, readonly [number, number, number]>> = {
  '<': [TRUE, FALSE, FALSE],
  '<=': [TRUE, TRUE, FALSE],
  '>': [FALSE, FALSE, TRUE],
  '>=': [FALSE, TRUE, TRUE],
  '=': [FALSE, TRUE, FALSE],
  '!=': [TRUE, FALSE, TRUE],
};

/**
 * Two columns compared. Binary numbers decide wherever they are far enough apart; where they are not, the numbers as written do, so that
 * a fall from 100 to 70 is not below −30 % although the binary quotient says so (a filter in the sense of Shewchuk's predicates).
 */
export class Compared implements TruthColumn {
  readonly out: Uint8Array;
  readonly #left: NumberColumn;
  readonly #right: NumberColumn;
  readonly #comparison: Comparison;

  constructor(arrays: Arrays, left: NumberColumn, comparison: Comparison, right: NumberColumn) {
    this.out = arrays.bytes();
    this.#left = left;
    this.#right = right;
    this.#comparison = comparison;
  }

  get remembers(): boolean {
    return this.#left.remembers || this.#right.remembers;
  }

  fill(block: Block): void {
    const [left, right] = [this.#left, this.#right];
    left.fill(block);
    right.fill(block);
    const near = Math.max(left.near, right.near);
    const scale = Math.max(left.scale, right.scale);
    if (near > 0 && right.constant !== undefined) this.#fillNearLevel(block.count, near, scale, right.constant);
    else if (near > 0) this.#fillNear(block.count, near, scale);
    else if (right.constant !== undefined) this.#fillLevel(block.count, right.constant);
    else this.#fillExact(block.count);
  }

  /** Against one level. Rounding keeps the order of decimals, so only equal binary numbers can be wrong about it. */
  #fillLevel(count: number, level: number): void {
    const truths = TRUTHS[this.#comparison];
    const [below, , above] = truths;
    const [values, { out }] = [this.#left.out, this];
    for (let row = 0; row < count; row += 1) {
      const value = values[row]!;
      out[row] = value < level ? below : value > level ? above : value === level ? truths[1 + this.#exactly(row)]! : UNKNOWN;
    }
  }

  #fillExact(count: number): void {
    const truths = TRUTHS[this.#comparison];
    const [below, , above] = truths;
    const [values, others, { out }] = [this.#left.out, this.#right.out, this];
    for (let row = 0; row < count; row += 1) {
      const value = values[row]!;
      const other = others[row]!;
      out[row] = value < other ? below : value > other ? above : value === other ? truths[1 + this.#exactly(row)]! : UNKNOWN;
    }
  }

  /** As {@link #fillNear}, against one level: only what lies within a margin of it that holds for every number there is looked at more closely. */
  #fillNearLevel(count: number, near: number, scale: number, level: number): void {
    const truths = TRUTHS[this.#comparison];
    const [below, , above] = truths;
    const [values, { out }] = [this.#left.out, this];
    const margin = 3 * near * (scale + Math.abs(level));
    const [low, high] = [level - margin, level + margin];
    for (let row = 0; row < count; row += 1) {
      const value = values[row]!;
      out[row] = value < low ? below : value > high ? above : Number.isNaN(value) ? UNKNOWN : this.#nearly(row, value, level, near, scale);
    }
  }

  #nearly(row: number, value: number, level: number, near: number, scale: number): number {
    const truths = TRUTHS[this.#comparison];
    const apart = value - level;
    const margin = near * (scale + Math.abs(value) + Math.abs(level));
    return apart < -margin ? truths[0] : apart > margin ? truths[2] : truths[1 + this.#exactly(row)]!;
  }

  #fillNear(count: number, near: number, scale: number): void {
    const truths = TRUTHS[this.#comparison];
    const [below, , above] = truths;
    const [values, others, { out }] = [this.#left.out, this.#right.out, this];
    for (let row = 0; row < count; row += 1) {
      const value = values[row]!;
      const other = others[row]!;
      const margin = near * (scale + Math.abs(value) + Math.abs(other));
      const apart = value - other;
      out[row] = apart < -margin ? below : apart > margin ? above : Number.isNaN(apart) ? UNKNOWN : truths[1 + this.#exactly(row)]!;
    }
  }

  #exactly(row: number): number {
    const [left, right] = [this.#left.exactAt(row), this.#right.exactAt(row)];
    return left === null || right === null ? 0 : left.comparedTo(right);
  }
}

/**
 * Whether the value has just come to the other side of the level: at the observation before it was not there yet. Unknown at the first observation
 * and where either side is; observations in between that are unknown are stepped over. Instants of the clock bring no crossing.
 */
export class Crossed implements TruthColumn {
  readonly out: Uint8Array;
  readonly remembers = true;
  readonly #beyond: Compared;
  #was = UNKNOWN;

  constructor(arrays: Arrays, of: NumberColumn, direction: 'above' | 'below', level: NumberColumn) {
    this.out = arrays.bytes();
    this.#beyond = new Compared(arrays, of, direction === 'below' ? '<' : '>', level);
  }

  fill(block: Block): void {
    this.#beyond.fill(block);
    const beyond = this.#beyond.out;
    for (let row = 0; row < block.count; row += 1) {
      if (block.isClock) {
        this.out[row] = beyond[row] === UNKNOWN ? UNKNOWN : FALSE;
        continue;
      }
      const is = beyond[row]!;
      this.out[row] = is === UNKNOWN || this.#was === UNKNOWN ? UNKNOWN : is === TRUE && this.#was === FALSE ? TRUE : FALSE;
      if (is !== UNKNOWN) this.#was = is;
    }
  }
}
