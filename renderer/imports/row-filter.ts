import { outcomeOf, type ReadFile, rowNumbers, type RowView } from './import-answers.ts';
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

/**
 * The numbers of the rows that the filter leaves, ascending; `null` where it leaves all. Rows that have not been read yet are found
 * by their reason alone.
 */
export function filteredRows(answer: ReadFile, filter: RowFilter, rowAt: (row: number) => RowView | undefined): readonly number[] | null {
  const { outcome, words } = readFilter(filter);
  if (outcome === null && words.length === 0) return null;
  const byOutcome = outcome === null ? null : (rowNumbers(answer, outcome) ?? shownWith(answer, outcome));
  if (words.length === 0) return byOutcome;
  const reasons = new Map<number, string>([
    ...answer.skipped.map(({ row, reason }) => [row, reason] as const),
    ...answer.rejected.map(({ row, field, reason }) => [row, `${field} ${reason}`] as const),
    ...answer.flags.map(({ row, flag }) => [row, flag] as const),
  ]);
  const candidates = byOutcome ?? Array.from({ length: answer.rows }, (_, index) => index + 1);
  return candidates.filter((row) => {
    const text = `${reasons.get(row) ?? ''} ${rowAt(row)?.cells.join(' ') ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function shownWith(answer: ReadFile, outcome: RowOutcome): readonly number[] {
  return answer.shown.filter((row) => outcomeOf(row) === outcome).map(({ row }) => row);
}
