import type { CsvRow } from './csv-reading.ts';
import { WATCHED_KINDS, type Watched, type WatchedKind } from './list.ts';

/** Everything that a row may mean: all subjects by their names. */
export interface Candidate {
  readonly about: Watched;
  readonly title: string;
  /** Beside its id and title: its code or symbol. */
  readonly names: readonly string[];
  /** What tells it from others of its name: its chain, its protocol. */
  readonly hints: readonly string[];
}

/** What a row was found to mean. */
export type Match =
  | { readonly is: 'matched'; readonly about: Watched; readonly title: string }
  | { readonly is: 'ambiguous'; readonly candidates: readonly { readonly about: Watched; readonly title: string }[]; readonly many: number }
  | { readonly is: 'unknown'; readonly message: string };

/** So many of those that a row may mean are offered. */
const MOST_OFFERED = 20;

/**
 * Finds what rows mean. Ids are looked for first and as they are written, then codes and names, whatever their capitals. A row's own kind decides, else
 * the kind that was asked for; where more than one is left, the person is asked and nothing is guessed.
 */
export class CsvMatcher {
  readonly #ids = new Map<string, Candidate[]>();
  readonly #names = new Map<string, Candidate[]>();

  constructor(candidates: Iterable<Candidate>) {
    for (const candidate of candidates) {
      push(this.#ids, candidate.about.id, candidate);
      for (const name of new Set([candidate.about.id, candidate.title, ...candidate.names].map(folded))) push(this.#names, name, candidate);
    }
  }

  match({ row, line, names, hints, kind }: Pick<CsvRow, 'row' | 'line' | 'names' | 'hints' | 'kind'>, asked: WatchedKind | null): Match {
    const wanted = kind ?? asked;
    const fits = (found: readonly Candidate[] | undefined) => (found ?? []).filter(({ about }) => wanted === null || about.kind === wanted);
    for (const name of names) {
      const byId = fits(this.#ids.get(name));
      if (byId.length === 1) return matched(byId[0]!);
      const byName = byId.length > 0 ? byId : fits(this.#names.get(folded(name)));
      if (byName.length === 1) return matched(byName[0]!);
      if (byName.length > 1) return narrowed([...names, ...hints], byName);
    }
    const what = wanted === null ? `Nothing of ${WATCHED_KINDS.join(', ')}` : `No ${wanted}`;
    return {
      is: 'unknown',
      message: `Row ${row} (line ${line}): ${what} is called “${names[0] ?? ''}”. Import what it is about, or correct the row.`,
    };
  }
}

/** Of several with one name, those that all else the row says fits as well; what fits none of them is read over. */
function narrowed(said: readonly string[], found: readonly Candidate[]): Match {
  let left = found;
  for (const text of said) {
    const both = left.filter((candidate) => isCalled(candidate, text));
    if (both.length > 0) left = both;
  }
  if (left.length === 1) return matched(left[0]!);
  return { is: 'ambiguous', candidates: left.slice(0, MOST_OFFERED).map(({ about, title }) => ({ about, title })), many: left.length };
}

function isCalled({ about, title, names, hints }: Candidate, name: string): boolean {
  return [about.id, title, ...names, ...hints].some((each) => folded(each) === folded(name));
}

function matched({ about, title }: Candidate): Match {
  return { is: 'matched', about, title };
}

function push(map: Map<string, Candidate[]>, key: string, candidate: Candidate): void {
  const found = map.get(key);
  if (found) found.push(candidate);
  else map.set(key, [candidate]);
}

function folded(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
