import { z } from 'zod';
import { identifier } from '../../../shared/figures/index.ts';
import { listTermsSchema, WATCHED_KINDS } from '../../../shared/watchlists/index.ts';
import { command, query } from '../api/procedure.ts';
import { csvAnswer } from './answers.ts';
import { exportCsv } from './csv-export.ts';
import { type CsvOrder, importCsv, previewCsv } from './csv-import.ts';
import { outcomeAnswer } from '../api/outcome-answer.ts';

/** A file of fifty thousand entries with long notes. */
const LONGEST_FILE = 50_000_000;

const order = z.object({
  text: z.string().max(LONGEST_FILE),
  list: identifier.nullable().optional(),
  title: listTermsSchema.shape.title.optional(),
  kind: z.enum(WATCHED_KINDS).nullable().optional(),
  choices: z.record(z.string(), z.string()).optional(),
});

/** Watchlists as files, out and in. */
export const csvProcedures = {
  exportCsv: query(
    {
      says: 'A watchlist as CSV; formulas are defused, and what was said of the entries reads back as it is',
      input: z.object({ list: identifier }),
      output: outcomeAnswer(z.object({ name: z.string(), text: z.string() })),
    },
    (engine, { list }) => exportCsv(engine, list),
  ),
  previewCsv: query(
    {
      says: 'What the rows of a CSV were found to mean by id, code or name, and what importing them would do; counts add up',
      input: order.extend({ from: z.int().min(0).optional(), limit: z.int().min(0).max(2_000).optional() }),
      output: outcomeAnswer(csvAnswer),
    },
    (engine, { from, limit, ...given }) => previewCsv(engine, orderOf(given), from ?? 0, limit ?? 200),
  ),
  importCsv: command(
    { says: 'Puts the rows of a CSV that are understood on a watchlist, or on a new one', input: order, output: csvAnswer },
    (engine, given) => importCsv(engine, orderOf(given)),
  ),
};

function orderOf({ text, list, title, kind, choices }: z.infer<typeof order>): CsvOrder {
  return { text, list: list ?? null, title: title ?? 'Imported list', kind: kind ?? null, choices: choices ?? {} };
}
