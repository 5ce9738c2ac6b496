import type { api } from '../engine/api.ts';
import type { OutcomeCounts, RowOutcome } from './outcomes.ts';

type Previewed = Extract<Awaited<ReturnType<typeof api.imports.preview.mutate>>, { ok: unknown }>['ok'];

/** What the engine says of one file: how it was read, or why it could not be. */
export type FileAnswer = Previewed['files'][number];
export type ReadFile = Extract<FileAnswer, { rows: number }>;
export type RowView = ReadFile['shown'][number];

/** One import that was made. */
export type Batch = Awaited<ReturnType<typeof api.imports.list.query>>[number];

export function isRead(answer: FileAnswer): answer is ReadFile {
  return 'rows' in answer;
}

/** Rows by what became of them; flagged rows were accepted and are counted apart. */
export function countsOf({ accepted, duplicates, skipped, rejected, flags }: ReadFile): OutcomeCounts {
  return {
    accepted: accepted - flags.length,
    flagged: flags.length,
    duplicate: duplicates,
    skipped: skipped.length,
    rejected: rejected.length,
  };
}

export function countsOfBatch({ accepted, duplicates, skipped, rejected }: Batch): OutcomeCounts {
  return { accepted, duplicate: duplicates, skipped, rejected };
}

/** What became of one row, a flagged one told apart. */
export function outcomeOf(row: RowView): RowOutcome {
  return row.outcome === 'accepted' && row.reason !== undefined && row.activities !== undefined ? 'flagged' : row.outcome;
}

/**
 * The rows of a file that had one outcome, by their numbers, ascending. `null` where the answer does not tell them apart: accepted rows
 * and duplicates are counted, and only those among the rows that are shown are known by number.
 */
export function rowNumbers(answer: ReadFile, outcome: RowOutcome): readonly number[] | null {
  switch (outcome) {
    case 'skipped':
      return answer.skipped.map(({ row }) => row);
    case 'rejected':
      return answer.rejected.map(({ row }) => row);
    case 'flagged':
      return answer.flags.map(({ row }) => row);
    case 'quarantined':
      return [];
    case 'duplicate':
      return answer.accepted === 0 ? others(answer) : null;
    case 'accepted':
      return answer.duplicates === 0 ? others(answer) : null;
    default:
      return outcome satisfies never;
  }
}

/** Rows that were neither skipped nor rejected nor flagged. */
function others({ rows, skipped, rejected, flags }: ReadFile): readonly number[] {
  const named = new Set([...skipped, ...rejected, ...flags].map(({ row }) => row));
  return Array.from({ length: rows }, (_, index) => index + 1).filter((row) => !named.has(row));
}
