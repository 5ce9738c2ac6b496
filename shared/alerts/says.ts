import { type TextRelation, textTest } from '../watchlists/index.ts';
import type { Arrays } from './arrays.ts';
import { type Block, FALSE, TRUE, type TruthColumn, UNKNOWN } from './block.ts';

/** What of a word is not known yet. */
const UNASKED = 3;

/** Whether the word last observed is, or contains, what is asked for. Each word is compared once. */
export class Says implements TruthColumn {
  readonly out: Uint8Array;
  readonly remembers = false;
  readonly #words: readonly string[];
  readonly #test: (text: string) => boolean;
  #truths = new Uint8Array(16).fill(UNASKED);

  constructor(arrays: Arrays, relation: TextRelation, texts: readonly string[], words: readonly string[]) {
    this.out = arrays.bytes();
    this.#words = words;
    this.#test = textTest(relation, texts);
  }

  fill({ history, first, count, at, isClock, stale }: Block): void {
    for (let row = 0; row < count; row += 1) {
      const now = isClock ? first : first + row;
      const place = history.value[now];
      const isUnknown = place === undefined || Number.isNaN(place) || at[row]! - history.at[now]! >= stale;
      this.out[row] = isUnknown ? UNKNOWN : this.#truthOf(place);
    }
  }

  #truthOf(place: number): number {
    if (place >= this.#truths.length) this.#grow(place);
    const known = this.#truths[place]!;
    if (known !== UNASKED) return known;
    const word = this.#words[place];
    const truth = word === undefined ? UNKNOWN : this.#test(word) ? TRUE : FALSE;
    if (truth !== UNKNOWN) this.#truths[place] = truth;
    return truth;
  }

  #grow(place: number): void {
    const grown = new Uint8Array(Math.max(place + 1, this.#truths.length * 2)).fill(UNASKED);
    grown.set(this.#truths);
    this.#truths = grown;
  }
}
