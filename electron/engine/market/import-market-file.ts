import { z } from 'zod';
import { done, isRefused, type Outcome } from '../../../shared/figures/index.ts';
import {
  type Entry,
  type MarketAnswers,
  type MarketReading,
  qualityReportSchema,
  recogniseMarketFile,
  seriesOf,
  stampOf,
  valueOf,
} from '../../../shared/market/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';
import { commitDataset, mappingsOf, type MarketSourceFile, readMarketSource } from './datasets.ts';

/** What is particular to a market file in the answer to an import. */
export const marketFileDetails = z.object({
  /** Format and source for people. */
  formatName: z.string(),
  source: z.string(),
  quality: qualityReportSchema,
});

/**
 * What came of a market file, in the shape of every import's answer: each value of the file is counted once, under `rows`. `batch` is the dataset
 * that was stored, or null where nothing was. What is in quarantine is among `skipped`, with the reason; what is in use and worth a look, among
 * `flags`.
 */
export interface ImportedMarketFile {
  readonly file: string;
  readonly format: string;
  readonly batch: string | null;
  readonly rows: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly skipped: { row: number; reason: string }[];
  readonly rejected: { row: number; field: string; reason: string }[];
  readonly flags: { row: number; flag: string }[];
  readonly questions: { option: string; because: string; choices?: string[]; suggested?: string }[];
  readonly notices: string[];
  readonly header: string[];
  readonly shown: {
    row: number;
    cells: string[];
    outcome: 'accepted' | 'duplicate' | 'skipped' | 'rejected';
    field?: string;
    reason?: string;
  }[];
  readonly market: z.infer<typeof marketFileDetails>;
}

/** Whether a file is market data, by its content and the mappings that are remembered. */
export function isMarketFile(store: Reader, file: MarketSourceFile): boolean {
  return recogniseMarketFile(file.name, file.bytes, mappingsOf(store)) !== null;
}

export interface MarketImportOrder {
  readonly answers: MarketAnswers;
  /** False for a preview, which does everything save storing. */
  readonly keep: boolean;
  /** Which values the answer shows, counted from 1: what is remarkable comes first. */
  readonly show: { readonly from: number; readonly rows: number };
}

/**
 * Reads one market file and, where asked, takes it in. Preview and import are this one function; call it in a job, for files may be large. While a
 * question is open, or where the file says nothing new, nothing is stored and `batch` is null.
 */
export function importMarketFile(engine: Engine, file: MarketSourceFile, order: MarketImportOrder): Outcome<ImportedMarketFile> {
  const read = readMarketSource(engine, file, order.answers);
  if (isRefused(read)) return read;
  const reading = read.ok;
  const { accepted, flagged, quarantined } = reading.quality.counts;
  if (!order.keep || reading.questions.length > 0 || accepted + flagged + quarantined === 0)
    return done(answerOf(file, reading, order, null));
  const committed = commitDataset(engine, file, reading, order.answers);
  return isRefused(committed) ? committed : done(answerOf(file, reading, order, committed.ok.dataset));
}

function answerOf(file: MarketSourceFile, reading: MarketReading, order: MarketImportOrder, batch: string | null): ImportedMarketFile {
  const { entries, quality, questions } = reading;
  const { from, rows } = order.show;
  const having = (...outcomes: readonly Entry['outcome'][]) => entries.filter((entry) => outcomes.includes(entry.outcome));
  const remarkable = entries.filter((entry) => entry.outcome !== 'accepted');
  return {
    file: file.name,
    format: reading.format,
    batch,
    rows: entries.length,
    accepted: quality.counts.accepted + quality.counts.flagged,
    duplicates: quality.counts.duplicate,
    skipped: having('skipped', 'quarantined').map((entry) => ({ row: entry.row, reason: reasonOf(entry) })),
    rejected: having('rejected').map((entry) => ({ row: entry.row, field: entry.field ?? '', reason: reasonOf(entry) })),
    flags: having('flagged').map((entry) => ({ row: entry.row, flag: reasonOf(entry) })),
    questions: questions.map(({ name, says, choices, suggested }) => {
      const question: ImportedMarketFile['questions'][number] = { option: name, because: says };
      if (choices !== undefined) question.choices = [...choices];
      if (suggested !== undefined) question.suggested = suggested;
      return question;
    }),
    notices: [],
    header: ['series', 'at', 'value'],
    shown: [...remarkable, ...having('accepted')].slice(from - 1, from - 1 + rows).map(viewOf),
    market: { formatName: reading.says, source: reading.source, quality },
  };
}

function reasonOf(entry: Entry): string {
  const message = entry.message ?? '';
  return entry.outcome === 'quarantined' ? `In quarantine: ${message}` : message;
}

function viewOf(entry: Entry): ImportedMarketFile['shown'][number] {
  const { row, point, outcome, field, raw } = entry;
  const cells = point === undefined ? [raw ?? ''] : [seriesOf(point), stampOf(point), valueOf(point)];
  const view: ImportedMarketFile['shown'][number] = {
    row,
    cells,
    outcome: outcome === 'flagged' ? 'accepted' : outcome === 'quarantined' ? 'skipped' : outcome,
  };
  if (field !== undefined) view.field = field;
  if (outcome !== 'accepted') view.reason = reasonOf(entry);
  return view;
}
