import { z } from 'zod';
import { identifier } from '../../../shared/figures/index.ts';
import { mappingSchema } from '../../../shared/imports/index.ts';
import { marketAnswersSchema } from '../../../shared/market/index.ts';
import { activitySchema } from '../../../shared/positions/index.ts';
import { marketFileDetails } from '../market/index.ts';

/** What only the person may know of a file. */
export const importOptions = z.object({
  /** IANA zone (or offset) of times that carry none. */
  zone: z.string().max(60).optional(),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']).optional(),
  decimalMark: z.enum(['.', ',']).optional(),
  mapping: mappingSchema.optional(),
  /** What a market file does not say of itself. */
  market: marketAnswersSchema.optional(),
});
export type ImportOptions = z.infer<typeof importOptions>;

export const outcomeName = z.enum(['accepted', 'duplicate', 'skipped', 'rejected']);

/** One row as it stood in the file and what became of it. */
export const rowView = z.object({
  row: z.int(),
  cells: z.array(z.string()),
  outcome: outcomeName,
  field: z.string().optional(),
  reason: z.string().optional(),
  activities: z.array(activitySchema).optional(),
});
export type RowView = z.infer<typeof rowView>;

/** The contract of `import` for one file; every row of the file is counted once. `batch` is null where nothing was stored. */
export const importedFile = z.object({
  file: z.string(),
  format: z.string(),
  batch: identifier.nullable(),
  rows: z.int(),
  accepted: z.int(),
  duplicates: z.int(),
  skipped: z.array(z.object({ row: z.int(), reason: z.string() })),
  rejected: z.array(z.object({ row: z.int(), field: z.string(), reason: z.string() })),
  /** Accepted rows that a person should look at. */
  flags: z.array(z.object({ row: z.int(), flag: z.string() })),
  questions: z.array(
    z.object({ option: z.string(), because: z.string(), choices: z.array(z.string()).optional(), suggested: z.string().optional() }),
  ),
  notices: z.array(z.string()),
  header: z.array(z.string()),
  shown: z.array(rowView),
  /** Only where the file was market data: `batch` is then a dataset, and rows are values. */
  market: marketFileDetails.optional(),
});
export type ImportedFile = z.infer<typeof importedFile>;

/** A file that could not be read at all: the sentence why. */
export const refusedFile = z.object({
  file: z.string(),
  error: z.object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()).optional() }),
});

export const fileAnswer = z.union([importedFile, refusedFile]);
export type FileAnswer = z.infer<typeof fileAnswer>;
