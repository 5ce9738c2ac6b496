import { done, isRefused, type Outcome } from '../../../shared/figures/index.ts';
import { MARKET_FORMATS } from '../../../shared/market/index.ts';
import type { JobContext } from '../jobs/job.ts';
import { importMarketFile, isMarketFile } from '../market/index.ts';
import { importExport, isWorkspaceExport } from '../workspace/index.ts';
import { importFile, type ImportOrder, refusedFile } from './import-file.ts';
import type { FileAnswer, ImportedFile } from './result.ts';
import { readSourceFiles, type SourceFile } from './source-files.ts';
import { sweepOrphans } from './staging.ts';

export const READ_FILE = 'imports.read-file';

/** What the job is told: a path, the name people know it by, and how to read it. */
export interface ReadFileInput extends ImportOrder {
  readonly path: string;
  readonly name: string;
}

/**
 * Reads one path, which may be an archive of several files, as a preview or for good. A file that cannot be read is part of the answer
 * where it came in an archive, so that one bad file does not hide the others; alone, it is the refusal.
 */
export async function readFileJob(context: JobContext, input: ReadFileInput): Promise<Outcome<readonly FileAnswer[]>> {
  if (isWorkspaceExport(input.path)) return readWorkspaceExport(context, input);
  if (input.keep) sweepOrphans(context.store);
  const files = readSourceFiles(input.path, input.name);
  if (isRefused(files)) return files;
  const answers: FileAnswer[] = [];
  for (const file of files.ok) {
    const outcome = importOne(context, file, input);
    if (!isRefused(outcome)) answers.push(outcome.ok);
    else if (files.ok.length === 1) return outcome;
    else answers.push(refusedFile(file.name, outcome.error));
  }
  return done(answers);
}

/** An export of a whole workspace brings its entries and their rows as they are; no batch of this workspace is made of them. */
function readWorkspaceExport(context: JobContext, { path, name, keep }: ReadFileInput): Outcome<readonly FileAnswer[]> {
  const { registry } = context.engine.journal;
  const read = importExport(context.store, registry, path, keep, (done, total, what) => context.progress(done, total, what));
  if (isRefused(read)) return read;
  const { rows, accepted, duplicates } = read.ok;
  const nothing = { skipped: [], rejected: [], flags: [], questions: [], notices: [], header: [], shown: [] };
  return done([{ file: name, format: 'countinghouse', batch: null, rows, accepted, duplicates, ...nothing }]);
}

/** As an export of an account where it is one, else as market data. What is neither gets the sentence about exports. */
export function importOne(context: JobContext, file: SourceFile, order: ImportOrder): Outcome<ImportedFile> {
  const { format, options, keep, show } = order;
  const { engine } = context;
  const answers = options.market ?? {};
  if (answers.mapping === undefined && !MARKET_FORMATS.some(({ id }) => id === format)) {
    const outcome = importFile(context, file, order);
    if (!isRefused(outcome) || format !== undefined || options.mapping !== undefined || !isMarketFile(engine.store, file)) return outcome;
  }
  context.progress(0, 0, `Reading ${file.name}`);
  return importMarketFile(engine, file, { answers, keep, show });
}
