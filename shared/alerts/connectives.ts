import { type Block, BLOCK, FALSE, TRUE, type TruthColumn, UNKNOWN } from './block.ts';

/** `and` or `or` of several truths after Kleene: the decisive one settles it, else what is unknown keeps it unknown. */
export class Joined implements TruthColumn {
  readonly out = new Uint8Array(BLOCK);
  readonly remembers: boolean;
  readonly #parts: readonly TruthColumn[];
  readonly #decisive: number;

  constructor(kind: 'all' | 'any', parts: readonly TruthColumn[]) {
    this.#parts = parts;
    this.remembers = parts.some(({ remembers }) => remembers);
    this.#decisive = kind === 'any' ? TRUE : FALSE;
  }

  fill(block: Block): void {
    const { out } = this;
    const decisive = this.#decisive;
    out.fill(decisive === TRUE ? FALSE : TRUE, 0, block.count);
    for (const part of this.#parts) {
      // Each part is computed although an earlier one may have settled it: windows must see every observation.
      part.fill(block);
      const more = part.out;
      for (let row = 0; row < block.count; row += 1) {
        const truth = more[row]!;
        if (truth === decisive || (truth === UNKNOWN && out[row] !== decisive)) out[row] = truth;
      }
    }
  }
}

export class Negated implements TruthColumn {
  readonly out = new Uint8Array(BLOCK);
  readonly remembers: boolean;
  readonly #part: TruthColumn;

  constructor(part: TruthColumn) {
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
