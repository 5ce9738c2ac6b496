import type { Arrays } from './arrays.ts';
import { type Block, FALSE, TRUE, type TruthColumn, UNKNOWN } from './block.ts';

/** What two truths come to, by three times the first and the second. */
const OR = Uint8Array.of(FALSE, TRUE, UNKNOWN, TRUE, TRUE, TRUE, UNKNOWN, TRUE, UNKNOWN);
const AND = Uint8Array.of(FALSE, FALSE, FALSE, FALSE, TRUE, UNKNOWN, FALSE, UNKNOWN, UNKNOWN);

/** `and` or `or` of several truths after Kleene: the decisive one settles it, else what is unknown keeps it unknown. */
export class Joined implements TruthColumn {
  readonly out: Uint8Array;
  readonly remembers: boolean;
  readonly #parts: readonly TruthColumn[];
  readonly #table: Uint8Array;

  constructor(arrays: Arrays, kind: 'all' | 'any', parts: readonly TruthColumn[]) {
    this.out = arrays.bytes();
    this.#parts = parts;
    this.remembers = parts.some(({ remembers }) => remembers);
    this.#table = kind === 'any' ? OR : AND;
  }

  fill(block: Block): void {
    const { count } = block;
    const [{ out }, table] = [this, this.#table];
    // Each part is computed although an earlier one may have settled it: windows must see every observation.
    this.#parts.forEach((part, place) => {
      part.fill(block);
      const more = part.out;
      if (place === 0) for (let row = 0; row < count; row += 1) out[row] = more[row]!;
      else for (let row = 0; row < count; row += 1) out[row] = table[out[row]! * 3 + more[row]!]!;
    });
  }
}

export class Negated implements TruthColumn {
  readonly out: Uint8Array;
  readonly remembers: boolean;
  readonly #part: TruthColumn;

  constructor(arrays: Arrays, part: TruthColumn) {
    this.out = arrays.bytes();
    this.#part = part;
    this.remembers = part.remembers;
  }

  fill(block: Block): void {
    this.#part.fill(block);
    for (let row = 0; row < block.count; row += 1) {
      const truth = this.#part.out[row]!;
      this.out[row] = truth === UNKNOWN ? UNKNOWN : TRUE - truth;
    }
  }
}
