import { basename } from 'node:path';
import { z } from 'zod';
import { done, identifier, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import { batchWithdrawn, EXPORT_FORMATS, mappingSchema, templateEvent } from '../../../shared/imports/index.ts';
import { MARKET_FORMATS } from '../../../shared/market/index.ts';
import { isTimeZone } from '../../../shared/tables/index.ts';
import { command, query, router } from '../api/procedure.ts';
import type { Engine } from '../engine.ts';
import { READ_FILE, type ReadFileInput } from './import-job.ts';
import { fileAnswer, type FileAnswer, importOptions, outcomeName, rowView } from './result.ts';
import { storedRows } from './stored-rows.ts';
import { templates } from './templates.ts';

const fileInput = z.object({
  path: z.string().min(1).max(4096),
  /** The file's own name, where `path` is a copy under another: some sources tell the time zone there. */
  name: z.string().min(1).max(1000).optional(),
  format: identifier.optional(),
  options: importOptions.optional(),
  /** Rows to show, and from which row on. */
  from: z.int().min(1).optional(),
  show: z.int().min(0).max(2000).optional(),
});
type FileInput = z.infer<typeof fileInput>;

const batchView = z.object({
  batch: identifier,
  at: z.string(),
  file: z.string(),
  format: z.string(),
  formatName: z.string(),
  sha256: z.string(),
  rows: z.int(),
  accepted: z.int(),
  duplicates: z.int(),
  skipped: z.int(),
  rejected: z.int(),
  firstAt: z.string().nullable(),
  lastAt: z.string().nullable(),
  root: z.string(),
  notices: z.array(z.string()),
  live: z.boolean(),
});

const templateView = z.object({ name: z.string(), mapping: mappingSchema });

export const importProcedures = router({
  formats: query(
    {
      says: 'Every export format that is recognised',
      input: z.object({}),
      output: z.array(z.object({ id: identifier, name: z.string(), platform: z.string() })),
    },
    () => EXPORT_FORMATS.map(({ id, name, platform }) => ({ id, name, platform })),
  ),
  preview: command(
    {
      says: 'Reads a file exactly as commit would, and stores nothing',
      input: fileInput,
      output: z.object({ files: z.array(fileAnswer) }),
    },
    (engine, input) => read(engine, input, false),
  ),
  commit: command(
    {
      says: 'Imports a file (or the files of a zip archive): every row is accepted, a duplicate, skipped or rejected',
      input: fileInput,
      output: z.object({ files: z.array(fileAnswer) }),
    },
    (engine, input) => read(engine, input, true),
  ),
  list: query({ says: 'Every import, newest first', input: z.object({}), output: z.array(batchView) }, (engine) =>
    engine.store.all<BatchRow>('SELECT * FROM import_batch ORDER BY seq DESC').map(viewOfBatch),
  ),
  rows: query(
    {
      says: 'Rows of an import as they stood in the file, with what became of them',
      input: z.object({
        batch: identifier,
        outcome: outcomeName.optional(),
        from: z.int().min(1).optional(),
        limit: z.int().min(1).max(2000).optional(),
      }),
      output: z.object({ header: z.array(z.string()), rows: z.array(rowView) }),
    },
    (engine, { batch, outcome, from, limit }) => ({
      header: JSON.parse(
        engine.store.get<{ header: string }>('SELECT header FROM import_file WHERE batch = ?', batch)?.header ?? '[]',
      ) as string[],
      rows: [...storedRows(engine.store, batch, from ?? 1, limit ?? 500, outcome)],
    }),
  ),
  undo: command(
    {
      says: 'Takes an import back whole; its rows stay on record and it can be restored',
      input: z.object({ batch: identifier }),
      output: z.object({ batch: identifier }),
    },
    (engine, { batch }) => {
      const found = engine.store.get<BatchRow>('SELECT * FROM import_batch WHERE batch = ?', batch);
      if (found === undefined) return refuse('no-such-batch', `There is no import ${batch}. The list of imports names them.`);
      if (found.live === 0) return refuse('already-undone', `The import of ${found.file} was undone before.`);
      const committed = engine.journal.commit([{ ...batchWithdrawn(batch, found), undoes: importEvent(engine, found) }]);
      return isRefused(committed) ? committed : done({ batch });
    },
  ),
  templates: query({ says: 'Saved mappings', input: z.object({}), output: z.array(templateView) }, (engine) =>
    templates(engine.store).map(({ name, mapping }) => ({ name, mapping })),
  ),
  saveTemplate: command(
    {
      says: 'Saves a mapping under a name, for the next file with the same columns',
      input: templateView,
      output: z.object({ name: z.string() }),
    },
    (engine, { name, mapping }) => {
      const trimmed = name.trim();
      if (trimmed === '') return refuse('no-name', 'The mapping needs a name under which it can be found again.');
      const before = templates(engine.store).find((template) => template.name === trimmed)?.mapping ?? null;
      const committed = engine.journal.commit([templateEvent(trimmed, mapping, before)]);
      return isRefused(committed) ? committed : done({ name: trimmed });
    },
  ),
});

/** Runs the job that reads the file and waits for it; other calls go on meanwhile, and its progress is told with the other jobs. */
async function read(engine: Engine, input: FileInput, keep: boolean): Promise<Outcome<{ files: FileAnswer[] }>> {
  const { path, format, options = {} } = input;
  const name = input.name ?? basename(path);
  if (options.zone !== undefined && !isTimeZone(options.zone))
    return refuse('unknown-zone', `“${options.zone}” is no time zone that is known. Write an IANA name such as Europe/Amsterdam.`, {
      field: 'zone',
    });
  if (format !== undefined && format !== 'mapping' && ![...EXPORT_FORMATS, ...MARKET_FORMATS].some(({ id }) => id === format))
    return refuse(
      'unknown-format',
      `There is no format ${format}. Known are ${EXPORT_FORMATS.map(({ id }) => id).join(', ')} and mapping.`,
    );
  const order: ReadFileInput = { path, name, format, options, keep, show: { from: input.from ?? 1, rows: input.show ?? (keep ? 0 : 200) } };
  const job = engine.jobs.start(READ_FILE, `${keep ? 'Import' : 'Preview'} ${name}`, order);
  const ended = await engine.jobs.finished(job.id);
  if (ended.state === 'done') return done({ files: ended.result as FileAnswer[] });
  if (ended.refusal !== undefined && ended.state === 'refused') return { error: ended.refusal };
  if (ended.state === 'cancelled') return refuse('cancelled', `The import of ${name} was cancelled. Nothing was stored.`);
  throw new Error(ended.refusal?.message ?? `the import of ${name} ended as ${ended.state}`);
}

interface BatchRow {
  readonly batch: string;
  readonly seq: number;
  readonly at: string;
  readonly file: string;
  readonly format: string;
  readonly sha256: string;
  readonly rows: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly skipped: number;
  readonly rejected: number;
  readonly first_at: string | null;
  readonly last_at: string | null;
  readonly root: string;
  readonly notices: string;
  readonly live: number;
}

function viewOfBatch(row: BatchRow): z.infer<typeof batchView> {
  const { batch, at, file, format, sha256, rows, accepted, duplicates, skipped, rejected, root } = row;
  return {
    batch,
    at,
    file,
    format,
    sha256,
    rows,
    accepted,
    duplicates,
    skipped,
    rejected,
    root,
    formatName: EXPORT_FORMATS.find(({ id }) => id === format)?.name ?? 'Mapping of your own',
    firstAt: row.first_at,
    lastAt: row.last_at,
    notices: JSON.parse(row.notices) as string[],
    live: row.live === 1,
  };
}

function importEvent(engine: Engine, { seq }: BatchRow): string {
  const event = engine.journal.at(seq);
  if (event === undefined) throw new Error(`no event at ${seq}`);
  return event.id;
}
