import { BLOCK } from './block.ts';

/**
 * Room for the columns of one evaluation: each column has arrays of its own, but those of different evaluations are the same memory, so that ten
 * thousand of them need no more than one. What stands in them counts only while a block is filled and stepped over; evaluations never run within one
 * another, and what a column remembers from block to block it keeps elsewhere.
 */
export class Arrays {
  #floats = 0;
  #bytes = 0;
  #integers = 0;

  floats(): Float64Array {
    this.#floats += 1;
    return (FLOATS[this.#floats - 1] ??= new Float64Array(BLOCK));
  }

  bytes(): Uint8Array {
    this.#bytes += 1;
    return (BYTES[this.#bytes - 1] ??= new Uint8Array(BLOCK));
  }

  integers(): Int32Array {
    this.#integers += 1;
    return (INTEGERS[this.#integers - 1] ??= new Int32Array(BLOCK));
  }
}

const FLOATS: Float64Array[] = [];
const BYTES: Uint8Array[] = [];
const INTEGERS: Int32Array[] = [];
