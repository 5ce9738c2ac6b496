import { z } from 'zod';
import { assetCode, type Outcome } from '../figures/index.ts';
import type { Table } from '../tables/index.ts';
import type { Aliases } from './assets.ts';
import type { EntryLog } from './entries.ts';
import { SUPPLY_MEASURES } from './points.ts';

/**
 * How the columns of a free-form table make points. Kept in the workspace once a person has said it, and found again by the header.
 * What a column does not tell, a constant may: `asset`, `currency`, `unit`, `measure`.
 */
export const mappingSchema = z.object({
  target: z.enum(['price', 'rate', 'supply', 'cpi']),
  /** Column of the date or time. */
  at: z.string(),
  /** Columns of values: one for a plain series, several where each column is an asset or a currency of its own. */
  values: z.array(z.object({ column: z.string(), asset: assetCode.optional(), currency: assetCode.optional() })).min(1),
  assetColumn: z.string().optional(),
  currencyColumn: z.string().optional(),
  asset: assetCode.optional(),
  currency: assetCode.optional(),
  /** What a rate is counted in: the underlying asset. */
  unit: assetCode.optional(),
  measure: z.enum(SUPPLY_MEASURES).optional(),
  /** Whether `5` of an inflation column means 5 % or 500 %. */
  scale: z.enum(['fraction', 'percent']).optional(),
  /** A date without a time is the whole day, and its value the close of that day; `instant` takes the time as it stands. */
  stamp: z.enum(['day', 'instant', 'month']),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']).optional(),
  decimalMark: z.enum(['.', ',']).optional(),
  zone: z.string().optional(),
  /** The first line is a row already, and columns are named by their number from 1. */
  headerless: z.boolean().optional(),
});
export type MarketMapping = z.infer<typeof mappingSchema>;

/** What a person says about a file where it does not say it itself. */
export const marketAnswersSchema = z.object({
  asset: assetCode.optional(),
  currency: assetCode.optional(),
  unit: assetCode.optional(),
  /** Instant or day of a snapshot that does not say when it was taken. */
  at: z.string().optional(),
  /** The aggregator's id of the pool that a chart shows. */
  pool: z.string().min(1).max(200).optional(),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']).optional(),
  scale: z.enum(['fraction', 'percent']).optional(),
  mapping: mappingSchema.optional(),
  /** Name of the source, where it is another than the format's own. */
  source: z.string().min(1).max(200).optional(),
});
export type MarketAnswers = z.infer<typeof marketAnswersSchema>;

/** Something that the file does not say and that its values cannot be read or used without. */
export interface Question {
  readonly name: keyof MarketAnswers;
  /** The question as a sentence. */
  readonly says: string;
  readonly choices?: readonly string[];
  /** What it probably is; never taken without a person's word. */
  readonly suggested?: string;
}

/** A file as formats look at it; text is parsed when somebody asks, and once. */
export interface MarketFile {
  readonly name: string;
  readonly text: string;
  table(): Outcome<Table>;
  /** Parsed JSON; refused with the place where it breaks. */
  json(): Outcome<unknown>;
}

export interface ReadingContext {
  readonly answers: MarketAnswers;
  readonly log: EntryLog;
  /** The reader's clock, ISO. */
  readonly now: string;
  readonly aliases?: Aliases;
}

/** One kind of file that the market column reads. */
export interface MarketFormat {
  readonly id: string;
  /** What it is, for people. */
  readonly says: string;
  /** Who publishes such files, where the format tells. */
  readonly source: string;
  /** By content; the name of a file proves nothing. */
  readonly recognises: (file: MarketFile) => boolean;
  /** Writes every value of the file into the log and answers what is still to be asked. A question that cannot wait leaves the log empty. */
  readonly read: (file: MarketFile, context: ReadingContext) => Outcome<readonly Question[]>;
}
