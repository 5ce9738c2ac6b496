import { closeSync, existsSync, mkdirSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { done, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import { openTree } from '../journal/index.ts';
import { SCHEMA_VERSION } from '../store/schema.ts';
import { openStore, type Reader, type SqlValue } from '../store/store.ts';
import { fileProblem, replaceFile } from './durable-file.ts';
import { EXPORT_FORMAT, EXPORT_VERSION, type ExportHeader, type ExportLine, recordTables, storable } from './export-format.ts';

export interface Exported {
  readonly folder: string;
  readonly files: readonly { readonly file: string; readonly lines: number; readonly bytes: number }[];
  readonly events: number;
  readonly root: string;
}

type Progress = (done: number, total: number, what: string) => void;

const FILE_NAME = 'journal.countinghouse.jsonl';
const CHUNK = 1_000;
/** Characters of lines that are gathered before they are written: rows that hold pieces of files are long. */
const CHUNK_CHARACTERS = 16_000_000;

/**
 * Writes all that a workspace is into a folder: one file of JSON lines with every entry of the journal (leaf, body, salt) and every
 * row that entries stand for. Everything else is folded from these, so that reading the file back makes the same workspace, with the
 * same root. It is read as it is at one instant, over a connection of its own; what is written meanwhile is left out.
 */
export function writeExport(
  { workspace, journal }: Pick<Engine, 'workspace' | 'journal'>,
  folder: string,
  progress: Progress,
): Outcome<Exported> {
  const target = join(resolve(folder), FILE_NAME);
  if (existsSync(target)) return refuse('file-exists', `There is an export at ${target} already. Name another folder.`, { file: target });
  const unfinished = `${target}.part`;
  const store = openStore(workspace.path, { readOnly: true });
  try {
    mkdirSync(resolve(folder), { recursive: true });
    store.script('BEGIN');
    const tree = openTree(store);
    const root = Buffer.from(tree.root()).toString('hex');
    const header: ExportHeader = { format: EXPORT_FORMAT, version: EXPORT_VERSION, schema: SCHEMA_VERSION, events: tree.size, root };
    const lines = writeLines(unfinished, chunksOf(store, journal.registry.projections, header, progress));
    replaceFile(unfinished, target);
    return done({ folder: resolve(folder), files: [{ file: target, lines, bytes: statSync(target).size }], events: tree.size, root });
  } catch (thrown) {
    const problem = fileProblem(thrown);
    if (problem === null) throw thrown;
    return refuse('export-failed', `Nothing was exported to ${target}: ${problem}.`, { file: target });
  } finally {
    store.close();
    if (existsSync(unfinished)) rmSync(unfinished);
  }
}

function writeLines(path: string, chunks: Iterable<readonly string[]>): number {
  const out = openSync(path, 'w', 0o600);
  try {
    let lines = 0;
    for (const chunk of chunks) {
      writeFileSync(out, `${chunk.join('\n')}\n`);
      lines += chunk.length;
    }
    return lines;
  } finally {
    closeSync(out);
  }
}

function* chunksOf(store: Reader, projections: readonly string[], header: ExportHeader, progress: Progress): Iterable<string[]> {
  yield [JSON.stringify(header)];
  let lines = 1;
  for (const { table, columns } of recordTables(store, projections)) {
    const names = columns.map((column) => `"${column}"`).join(', ');
    yield [JSON.stringify({ table, columns: [...columns] } satisfies ExportLine)];
    lines += 1;
    let chunk: string[] = [];
    let characters = 0;
    for (const row of store.each<Record<string, SqlValue>>(`SELECT ${names} FROM "${table}"`)) {
      const line = JSON.stringify({ row: columns.map((column) => storable(row[column] ?? null)) } satisfies ExportLine);
      chunk.push(line);
      characters += line.length;
      if (chunk.length < CHUNK && characters < CHUNK_CHARACTERS) continue;
      lines += chunk.length;
      progress(0, 0, `Exporting ${table}`);
      yield chunk;
      chunk = [];
      characters = 0;
    }
    lines += chunk.length;
    if (chunk.length > 0) yield chunk;
  }
  for (let next = 0; next < header.events; ) {
    const rows = store.all<{ seq: number; leaf: string; type: string | null; body: string | null; salt: Uint8Array | null }>(
      `SELECT entry.seq, leaf, type, body, salt FROM journal_entry AS entry LEFT JOIN journal_body USING (seq)
       WHERE entry.seq >= ? AND entry.seq < ? ORDER BY entry.seq LIMIT ?`,
      next,
      header.events,
      CHUNK,
    );
    if (rows.length === 0) throw new Error(`entry ${next} is missing`);
    yield rows.map(({ leaf, body, salt }) =>
      JSON.stringify({ leaf, body, salt: salt === null ? null : Buffer.from(salt).toString('base64') } satisfies ExportLine),
    );
    lines += rows.length;
    next = rows.at(-1)!.seq + 1;
    progress(next, header.events, 'Exporting events');
  }
  yield [JSON.stringify({ end: lines } satisfies ExportLine)];
}
