import type { z } from 'zod';
import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { AcceptedFinding, Finding, ReferenceAnswers, ReferenceCounts, ReferenceTurned } from '../../../shared/pretrade/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import type { Engine } from '../engine.ts';
import type { referenceAnswer, referenceDetailAnswer } from './answers.ts';
import type { RowKind } from './stored-rows.ts';

interface ReferenceRow {
  readonly reference: string;
  readonly at: string;
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly format: string;
  readonly venue: string;
  readonly as_of: string;
  readonly counts: string;
  readonly accepted: string;
  readonly notices: string;
  readonly answers: string;
  readonly live: number;
}

/** Every import, newest first; of one venue where it is named. */
export function listReferences(engine: Engine, venue: string | undefined): z.infer<typeof referenceAnswer>[] {
  const rows = engine.store.all<ReferenceRow>(
    'SELECT * FROM pretrade_reference WHERE ? IS NULL OR venue = ? ORDER BY seq DESC',
    venue ?? null,
    venue ?? null,
  );
  const now = engine.now();
  return rows.map((row) => summaryOf(row, now));
}

/** One import with its rows; null where there is none of that id. */
export function oneReference(engine: Engine, reference: string): z.infer<typeof referenceDetailAnswer> | null {
  const row = findRow(engine, reference);
  if (!row) return null;
  const rows = engine.store.all<{ n: number; kind: RowKind; name: string; as_of: string }>(
    'SELECT n, kind, name, as_of FROM pretrade_row WHERE reference = ? ORDER BY n LIMIT 500',
    reference,
  );
  return {
    ...summaryOf(row, engine.now()),
    acceptedFindings: JSON.parse(row.accepted) as AcceptedFinding[],
    notices: JSON.parse(row.notices) as Finding[],
    answers: JSON.parse(row.answers) as ReferenceAnswers,
    rows: rows.map(({ n, kind, name, as_of }) => ({ n, kind, name, asOf: as_of })),
  };
}

/** Takes an import out of use, or back in. Its rows stay on record, and signed tickets keep what they froze. */
export function turnReference(engine: Engine, reference: string, live: boolean): Outcome<{ event: string }> {
  const row = findRow(engine, reference);
  if (!row) return refuse('no-such-reference', `There is no import ${reference}. The list of imported files names them.`, { reference });
  if ((row.live === 1) === live) return refuse('nothing-to-change', `${row.file} ${live ? 'is in use already' : 'was withdrawn before'}.`);
  const event: NewEvent<ReferenceTurned> = {
    type: live ? 'pretrade.reference-restored' : 'pretrade.reference-withdrawn',
    subject: reference,
    payload: { file: row.file, venue: row.venue },
  };
  const committed = engine.journal.commit([event]);
  return isRefused(committed) ? committed : done({ event: committed.ok.at(-1)!.id });
}

/** Whole minutes from an instant to another. */
export function minutesBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / 60_000);
}

function findRow(engine: Engine, reference: string): ReferenceRow | undefined {
  return engine.store.get<ReferenceRow>('SELECT * FROM pretrade_reference WHERE reference = ?', reference);
}

function summaryOf(row: ReferenceRow, now: string): z.infer<typeof referenceAnswer> {
  return {
    reference: row.reference,
    file: row.file,
    sha256: row.sha256,
    bytes: row.bytes,
    format: row.format,
    venue: row.venue,
    asOf: row.as_of,
    ageMinutes: minutesBetween(row.as_of, now),
    importedAt: row.at,
    counts: JSON.parse(row.counts) as ReferenceCounts,
    accepted: (JSON.parse(row.accepted) as unknown[]).length,
    live: row.live === 1,
  };
}
