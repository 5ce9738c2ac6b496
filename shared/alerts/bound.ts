import type { Decimal } from '../figures/index.ts';
import type { Block, NumberColumn, TruthColumn } from './block.ts';

/** A column of one of several names: it is given the rows of that name alone. */
export class BoundNumber implements NumberColumn {
  readonly #column: NumberColumn;
  readonly #input: number;

  constructor(column: NumberColumn, input: number) {
    this.#column = column;
    this.#input = input;
  }

  get out(): Float64Array {
    return this.#column.out;
  }

  get near(): number {
    return this.#column.near;
  }

  get scale(): number {
    return this.#column.scale;
  }

  get remembers(): boolean {
    return this.#column.remembers;
  }

  fill(block: Block): void {
    this.#column.fill(block.of?.[this.#input] ?? block);
  }

  exactAt(row: number): Decimal | null {
    return this.#column.exactAt(row);
  }
}

/** As {@link BoundNumber}, of truths. */
export class BoundTruth implements TruthColumn {
  readonly #column: TruthColumn;
  readonly #input: number;

  constructor(column: TruthColumn, input: number) {
    this.#column = column;
    this.#input = input;
  }

  get out(): Uint8Array {
    return this.#column.out;
  }

  get remembers(): boolean {
    return this.#column.remembers;
  }

  fill(block: Block): void {
    this.#column.fill(block.of?.[this.#input] ?? block);
  }
}
