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

/** Rows by what became of them; flagged rows were accepted and are counted apart. Of market data, values. */
export function countsOf({ accepted, duplicates, skipped, rejected, flags, market }: ReadFile): OutcomeCounts {
  if (market) return market.quality.counts;
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

/** What became of one row, a flagged one told apart, and a value of market data that was put aside. */
export function outcomeOf(row: RowView, isMarket: boolean): RowOutcome {
  if (isMarket) {
    if (row.outcome === 'skipped') return row.reason?.startsWith(PUT_ASIDE) ? 'quarantined' : 'skipped';
    return row.outcome === 'accepted' && row.reason !== undefined ? 'flagged' : row.outcome;
  }
  return row.outcome === 'accepted' && row.reason !== undefined && row.activities !== undefined ? 'flagged' : row.outcome;
}

/** How the reason of a value begins that was put aside; the answer to an import counts it among the skipped ones. */
const PUT_ASIDE = 'In quarantine:';

/** Rows that an answer shows have a place: of an account's history the row's number, of market data the order, remarkable values first. */
export interface Places {
  /** Ascending, counted from 1; null where the answer leaves all. */
  readonly places: readonly number[] | null;
  /** Only the rows that have been read could be looked at. */
  readonly isPartial: boolean;
}

/**
 * The places of the rows that had one outcome. Of a history's accepted rows and duplicates the answer tells the number only, where both occur;
 * then those among the rows that came with the answer are found.
 */
export function placesOf(answer: ReadFile, outcome: RowOutcome): Places {
  const shown = { places: shownPlaces(answer, outcome), isPartial: answer.rows > answer.shown.length };
  if (answer.market) {
    const remarkable = answer.rows - answer.market.quality.counts.accepted;
    if (outcome === 'accepted') return { places: range(remarkable + 1, answer.rows), isPartial: false };
    return { ...shown, isPartial: remarkable > answer.shown.length };
  }
  switch (outcome) {
    case 'skipped':
      return { places: answer.skipped.map(({ row }) => row), isPartial: false };
    case 'rejected':
      return { places: answer.rejected.map(({ row }) => row), isPartial: false };
    case 'flagged':
      return { places: answer.flags.map(({ row }) => row), isPartial: false };
    case 'quarantined':
      return { places: [], isPartial: false };
    case 'duplicate':
      return answer.accepted === 0 ? { places: others(answer), isPartial: false } : shown;
    case 'accepted':
      return answer.duplicates === 0 ? { places: others(answer), isPartial: false } : shown;
    default:
      return outcome satisfies never;
  }
}

function shownPlaces(answer: ReadFile, outcome: RowOutcome): readonly number[] {
  return answer.shown.flatMap((row, index) => (outcomeOf(row, answer.market !== undefined) === outcome ? [index + 1] : []));
}

/** Rows that were neither skipped nor rejected nor flagged. */
function others({ rows, skipped, rejected, flags }: ReadFile): readonly number[] {
  const named = new Set([...skipped, ...rejected, ...flags].map(({ row }) => row));
  return range(1, rows).filter((row) => !named.has(row));
}

/** Both included; empty where `to` is less. */
export function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
