import { type Places, placesOf, range, type ReadFile, type RowView } from './import-answers.ts';
import { OUTCOMES, type RowOutcome } from './outcomes.ts';

export interface RowFilter {
  /** Words that must all occur in the row. A word that names an outcome (`rejected`, `dup`) chooses it instead. */
  readonly text: string;
  readonly outcome: RowOutcome | null;
}

/** Letters by which an outcome's name is known before it is typed out. */
const ENOUGH = 3;

/** Splits what was typed into an outcome and the words to look for. */
export function readFilter({ text, outcome }: RowFilter): { readonly outcome: RowOutcome | null; readonly words: readonly string[] } {
  const typed = text.toLowerCase().split(/\s+/).filter(Boolean);
  const named = typed.map((word) => (word.length >= ENOUGH ? OUTCOMES.find((name) => name.startsWith(word)) : undefined));
  return {
    outcome: outcome ?? named.find((name) => name !== undefined) ?? null,
    words: typed.filter((_, index) => named[index] === undefined),
  };
}

/** The places of the rows that the filter leaves. Rows that have not been read yet are found by their reason alone. */
export function filteredRows(answer: ReadFile, filter: RowFilter, rowAt: (place: number) => RowView | undefined): Places {
  const { outcome, words } = readFilter(filter);
  const byOutcome = outcome === null ? ALL : placesOf(answer, outcome);
  if (words.length === 0) return byOutcome;
  const reasons = answer.market ? NONE : reasonsOf(answer);
  const places = (byOutcome.places ?? range(1, answer.rows)).filter((place) => {
    const row = rowAt(place);
    const text = `${reasons.get(place) ?? ''} ${row?.reason ?? ''} ${row?.cells.join(' ') ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return { places, isPartial: byOutcome.isPartial || answer.rows > answer.shown.length };
}

const ALL: Places = { places: null, isPartial: false };
const NONE: ReadonlyMap<number, string> = new Map();

function reasonsOf({ skipped, rejected, flags }: ReadFile): ReadonlyMap<number, string> {
  return new Map([
    ...skipped.map(({ row, reason }) => [row, reason] as const),
    ...rejected.map(({ row, field, reason }) => [row, `${field} ${reason}`] as const),
    ...flags.map(({ row, flag }) => [row, flag] as const),
  ]);
}
