import { History } from '../figures/index.ts';

/** What was observed of one name of one subject: numbers, or words, whose values are their places in `words`. */
export interface Series {
  readonly history: History;
  readonly words?: readonly string[];
}

/** Series by the keys of a plan's inputs: a name (`tvl`), or the rank of one (`rank(tvl)`). Of one that is not there nothing is known. */
export type SeriesByKey = ReadonlyMap<string, Series>;

/** A series of words that grows at its end. */
export class WordSeries implements Series {
  readonly history = new History();
  readonly #words: string[] = [];
  readonly #places = new Map<string, number>();

  get words(): readonly string[] {
    return this.#words;
  }

  /** As {@link History.append}; null is an observation that nothing is known. */
  append(at: number, text: string | null): boolean {
    return this.history.append({ at, value: text === null ? null : this.#placeOf(text) });
  }

  #placeOf(text: string): number {
    const place = this.#places.get(text) ?? this.#words.push(text) - 1;
    this.#places.set(text, place);
    return place;
  }
}

/** The series of a plan's inputs, in their order: of the one history that a rule over one name reads, by key, or as they are. */
export function seriesOf(
  inputs: readonly { readonly key: string }[],
  observed: History | SeriesByKey | readonly Series[],
): readonly Series[] {
  if (observed instanceof History) return inputs.map(() => ({ history: observed }));
  if (isInOrder(observed)) return observed;
  return inputs.map(({ key }) => observed.get(key) ?? { history: new History() });
}

function isInOrder(observed: SeriesByKey | readonly Series[]): observed is readonly Series[] {
  return Array.isArray(observed);
}
