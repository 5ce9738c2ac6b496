import { done, isRefused, type Outcome, type Refusal } from '../../../shared/figures/index.ts';
import {
  type BatchImported,
  type ExportFormat,
  findFormat,
  freeMapping,
  readExport,
  readExportTable,
  recognise,
  type ExportReading,
  type Mapping,
  type ReadOptions,
  type RowReading,
  shownRows,
  unknownFormat,
} from '../../../shared/imports/index.ts';
import type { Table } from '../../../shared/tables/index.ts';
import type { JobContext } from '../jobs/job.ts';
import { knownRows, overlappingBatches } from './known-rows.ts';
import type { ImportedFile, ImportOptions, RowView } from './result.ts';
import type { SourceFile } from './source-files.ts';
import { dropStaged, stageRows } from './staging.ts';
import { matchingTemplate } from './templates.ts';

/** One file as asked for: what it is, what only the person knows of it, and whether it is to be kept. */
export interface ImportOrder {
  readonly format?: string | undefined;
  readonly options: ImportOptions;
  /** False for a preview, which does everything save storing. */
  readonly keep: boolean;
  /** How many rows the answer shows as they were read, and from which on. */
  readonly show: { readonly from: number; readonly rows: number };
}

/** Reads one file and, where asked, takes it in. Preview and import are this one function. */
export function importFile(context: JobContext, file: SourceFile, order: ImportOrder): Outcome<ImportedFile> {
  const { engine } = context;
  context.progress(0, 0, `Reading ${file.name}`);
  const opened = openExport(context, file, order);
  if (isRefused(opened)) return opened;
  const { table, format, mapping } = opened.ok;
  const options = readOptions(file.name, order.options, mapping);
  const known = knownRows(engine.store, format.id, file.sha256);
  const reading = readExport(format, table, { ...options, known });
  const summary = summarise(reading);
  const notices = [...reading.notices, ...overlapNotices(context, format, file, reading, summary)];
  const rows = shownRows(format, table);
  const answer = answerOf(file, { header: table.header, rows }, reading, summary, notices, order);
  if (!order.keep || summary.accepted === 0) return done(answer);
  const stored = store(context, file, { header: table.header, rows }, reading, {
    file: file.name,
    format: format.id,
    sha256: file.sha256,
    rows: reading.rows.length,
    ...counts(summary),
    ...(summary.firstAt === null || summary.lastAt === null ? {} : { firstAt: summary.firstAt, lastAt: summary.lastAt }),
    options: optionTexts(order.options, mapping),
    notices: notices.slice(0, 100),
  });
  return isRefused(stored) ? stored : done({ ...answer, batch: stored.ok });
}

/** What a refused file leaves in the answer for several files. */
export function refusedFile(name: string, refusal: Refusal): { file: string; error: Refusal } {
  return { file: name, error: refusal };
}

/** What of a table may be stored and shown. */
type ShownTable = Pick<Table, 'header' | 'rows'>;

interface OpenedExport {
  readonly table: Table;
  readonly format: ExportFormat;
  readonly mapping: Mapping | undefined;
}

/** The format asked for, else a mapping given, else what the columns say, else a saved mapping whose columns the file has. */
function openExport(context: JobContext, file: SourceFile, order: ImportOrder): Outcome<OpenedExport> {
  const { store } = context.engine;
  const asked = order.format === undefined ? undefined : findFormat(order.format);
  let mapping: Mapping | undefined = order.options.mapping;
  const read = readExportTable(file.bytes, {
    ...(asked === undefined ? {} : { format: asked }),
    ...(mapping === undefined ? {} : { mapping }),
  });
  if (isRefused(read)) return read;
  const table = read.ok;
  if (asked !== undefined) return done({ table, format: asked, mapping });
  if (mapping === undefined) {
    const format = recognise(table.header)[0];
    if (format !== undefined) return done({ table, format, mapping });
    mapping = matchingTemplate(store, table.header);
  }
  return mapping === undefined ? unknownFormat(table) : done({ table, format: freeMapping, mapping });
}

function readOptions(fileName: string, options: ImportOptions, mapping: Mapping | undefined): ReadOptions {
  return {
    fileName,
    ...(options.zone === undefined ? {} : { zone: options.zone }),
    ...(options.dateOrder === undefined ? {} : { dateOrder: options.dateOrder }),
    ...(options.decimalMark === undefined ? {} : { decimalMark: options.decimalMark }),
    ...(mapping === undefined ? {} : { mapping }),
  };
}

interface Summary {
  accepted: number;
  duplicates: number;
  readonly skipped: { row: number; reason: string }[];
  readonly rejected: { row: number; field: string; reason: string }[];
  readonly flags: { row: number; flag: string }[];
  firstAt: string | null;
  lastAt: string | null;
  /** Whether any accepted row came without an id. */
  anonymous: boolean;
}

function summarise({ rows }: ExportReading): Summary {
  const summary: Summary = {
    accepted: 0,
    duplicates: 0,
    skipped: [],
    rejected: [],
    flags: [],
    firstAt: null,
    lastAt: null,
    anonymous: false,
  };
  rows.forEach((reading, index) => {
    const row = index + 1;
    if (reading.outcome === 'accepted') {
      summary.accepted += 1;
      if (reading.identity === null) summary.anonymous = true;
      if (reading.flag !== undefined) summary.flags.push({ row, flag: reading.flag });
      for (const { at } of reading.activities) {
        if (summary.firstAt === null || at < summary.firstAt) summary.firstAt = at;
        if (summary.lastAt === null || at > summary.lastAt) summary.lastAt = at;
      }
    } else if (reading.outcome === 'duplicate') summary.duplicates += 1;
    else if (reading.outcome === 'skipped') summary.skipped.push({ row, reason: reading.reason });
    else summary.rejected.push({ row, field: reading.field, reason: reading.reason });
  });
  return summary;
}

function counts({ accepted, duplicates, skipped, rejected }: Summary) {
  return { accepted, duplicates, skipped: skipped.length, rejected: rejected.length };
}

function overlapNotices(
  { engine }: JobContext,
  format: ExportFormat,
  file: SourceFile,
  reading: ExportReading,
  summary: Summary,
): string[] {
  if (!summary.anonymous || summary.firstAt === null || summary.lastAt === null) return [];
  return overlappingBatches(engine.store, reading.format, file.sha256, summary.firstAt, summary.lastAt).map(
    (other) =>
      `${format.name} gives its rows no ids, and this file reaches into the same time as ${other}, which was imported before: what stands in both is counted twice. Undo one of them if they overlap.`,
  );
}

function answerOf(
  file: SourceFile,
  table: ShownTable,
  reading: ExportReading,
  summary: Summary,
  notices: readonly string[],
  order: ImportOrder,
): ImportedFile {
  const { from, rows } = order.show;
  return {
    file: file.name,
    format: reading.format,
    batch: null,
    rows: reading.rows.length,
    accepted: summary.accepted,
    duplicates: summary.duplicates,
    skipped: summary.skipped,
    rejected: summary.rejected,
    flags: summary.flags,
    questions: reading.questions.map(({ option, because, choices }) => ({
      option,
      because,
      ...(choices === undefined ? {} : { choices: [...choices] }),
    })),
    notices: [...notices],
    header: [...table.header],
    shown: reading.rows.slice(from - 1, from - 1 + rows).map((row, index) => viewOf(from + index, table.rows[from - 1 + index] ?? [], row)),
  };
}

function viewOf(row: number, cells: readonly string[], reading: RowReading): RowView {
  const view: RowView = { row, cells: [...cells], outcome: reading.outcome };
  if (reading.outcome === 'rejected') view.field = reading.field;
  if (reading.outcome === 'rejected' || reading.outcome === 'skipped') view.reason = reading.reason;
  if (reading.outcome === 'accepted') {
    if (reading.activities.length > 0) view.activities = [...reading.activities];
    if (reading.flag !== undefined) view.reason = reading.flag;
    else if (reading.joins !== undefined) view.reason = `belongs to row ${reading.joins}`;
  }
  return view;
}

/** Stages the rows and commits to them with one event; whatever goes wrong before that leaves nothing behind. */
function store(
  context: JobContext,
  file: SourceFile,
  table: ShownTable,
  reading: ExportReading,
  payload: Omit<BatchImported, 'items'>,
): Outcome<string> {
  const { engine } = context;
  const batch = engine.newId();
  let committed = false;
  try {
    const items = stageRows(context.store, batch, engine.randomBytes(32), table.header, table.rows, reading.rows, (stored) =>
      context.progress(stored, reading.rows.length, `Storing ${file.name}`),
    );
    const outcome = engine.journal.commit(
      [{ type: 'imports.batch-imported', subject: batch, payload: { ...payload, items } }],
      (writer) => {
        writer.run('UPDATE import_file SET owner = NULL WHERE batch = ?', batch);
      },
    );
    if (isRefused(outcome)) return outcome;
    committed = true;
    return done(batch);
  } finally {
    if (!committed) dropStaged(context.store, batch);
  }
}

function optionTexts(options: ImportOptions, mapping: Mapping | undefined): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const name of ['zone', 'dateOrder', 'decimalMark'] as const) if (options[name] !== undefined) texts[name] = options[name];
  if (mapping !== undefined) texts['mapping'] = JSON.stringify(mapping);
  return texts;
}
