/** What can become of a row, in the order in which a person wants to hear it. */
export const OUTCOMES = ['accepted', 'flagged', 'duplicate', 'skipped', 'quarantined', 'rejected'] as const;
export type RowOutcome = (typeof OUTCOMES)[number];

export type OutcomeCounts = Partial<Readonly<Record<RowOutcome, number>>>;

/** How each outcome is told: its name, a sign that tells it without colour, and what it means for the books. */
export const OUTCOME_WORDS: Readonly<Record<RowOutcome, { readonly name: string; readonly sign: string; readonly means: string }>> = {
  accepted: { name: 'accepted', sign: '+', means: 'goes into the books' },
  flagged: { name: 'flagged', sign: '!', means: 'goes into the books, and is worth a look' },
  duplicate: { name: 'duplicate', sign: '=', means: 'is there already, so it adds nothing' },
  skipped: { name: 'skipped', sign: '·', means: 'tells of nothing that belongs into the books' },
  quarantined: { name: 'quarantined', sign: '?', means: 'is kept apart until you let it in' },
  rejected: { name: 'rejected', sign: '×', means: 'cannot be read; the reason says what would help' },
};

/** All rows that were judged. It must be the file's own number of rows, else a row was lost. */
export function judged(counts: OutcomeCounts): number {
  return OUTCOMES.reduce((sum, outcome) => sum + (counts[outcome] ?? 0), 0);
}

/** The outcomes that occur, with their counts, in their order. */
export function occurring(counts: OutcomeCounts): ReadonlyArray<{ readonly outcome: RowOutcome; readonly count: number }> {
  return OUTCOMES.flatMap((outcome) => {
    const count = counts[outcome] ?? 0;
    return count > 0 ? [{ outcome, count }] : [];
  });
}

/** Two files' rows counted together. */
export function addedCounts(one: OutcomeCounts, other: OutcomeCounts): OutcomeCounts {
  return Object.fromEntries(OUTCOMES.map((outcome) => [outcome, (one[outcome] ?? 0) + (other[outcome] ?? 0)]));
}
