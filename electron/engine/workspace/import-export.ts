import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { done, type Outcome, refuse } from '../../../shared/figures/index.ts';
import { leafHash, parseLeaf } from '../../../shared/journal/index.ts';
import { digests, type EventRegistry, openTree, refold, type Tree, verifyItems, verifyRecord } from '../journal/index.ts';
import { SCHEMA_VERSION } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { fileProblem } from './durable-file.ts';
import { EXPORT_FORMAT, type ExportHeader, exportHeader, exportLine, recordTables, stored } from './export-format.ts';

export interface ImportedExport {
  readonly rows: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly events: number;
  readonly root: string;
}

type Progress = (done: number, total: number, what: string) => void;

/** Whether a file says in its first bytes that it is an export of a whole workspace. */
export function isWorkspaceExport(path: string): boolean {
  const start = Buffer.alloc(64);
  try {
    const file = openSync(path, 'r');
    try {
      return start.toString('utf8', 0, readSync(file, start)).startsWith(`{"format":"${EXPORT_FORMAT}"`);
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}

/**
 * Reads an export back: into an empty workspace, or into one whose journal is the beginning of the exported one. All lines or none are
 * taken; what arrives is verified like any journal before it stays. With `keep` false everything is done and then taken back.
 */
export function importExport(
  store: Store,
  registry: EventRegistry,
  path: string,
  keep: boolean,
  progress: Progress,
): Outcome<ImportedExport> {
  try {
    return store.transact(() => {
      const imported = new ExportReader(store, registry, path, progress).read();
      if (!keep) throw new TakenBack(imported);
      return done(imported);
    });
  } catch (thrown) {
    if (thrown instanceof TakenBack) return done(thrown.imported);
    if (thrown instanceof BadExport)
      return refuse('export-invalid', `${path} was not read: ${thrown.message} Nothing was stored.`, { file: path });
    const problem = fileProblem(thrown);
    if (problem === null) throw thrown;
    return refuse('export-invalid', `${path} was not read: ${problem}. Nothing was stored.`, { file: path });
  }
}

class BadExport extends Error {}

/** Ends the transaction of a preview. */
class TakenBack extends Error {
  readonly imported: ImportedExport;
  constructor(imported: ImportedExport) {
    super('a preview keeps nothing');
    this.imported = imported;
  }
}

class ExportReader {
  readonly #store: Store;
  readonly #registry: EventRegistry;
  readonly #path: string;
  readonly #progress: Progress;
  readonly #tables: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #tree: Tree;
  #insert: { readonly sql: string; readonly width: number } | null = null;
  #line = 0;
  #rows = 0;
  #entries = 0;
  #accepted = 0;

  constructor(store: Store, registry: EventRegistry, path: string, progress: Progress) {
    this.#store = store;
    this.#registry = registry;
    this.#path = path;
    this.#progress = progress;
    this.#tables = new Map(recordTables(store, registry.projections).map(({ table, columns }) => [table, new Set(columns)]));
    this.#tree = openTree(store);
  }

  read(): ImportedExport {
    this.#store.script('PRAGMA defer_foreign_keys = ON');
    let header: ExportHeader | null = null;
    let ended = false;
    for (const text of linesOf(this.#path)) {
      this.#line += 1;
      if (ended) throw new BadExport(`line ${this.#line} follows after the end.`);
      if (header === null) header = this.#header(text);
      else ended = this.#take(text);
      if (this.#line % 1_000 === 0) this.#progress(this.#entries, header.events, 'Reading entries');
    }
    if (header === null || !ended) throw new BadExport(`it ends after line ${this.#line} without its last line; the file is cut off.`);
    return this.#finish(header);
  }

  #header(text: string): ExportHeader {
    const header = exportHeader.safeParse(this.#json(text));
    if (!header.success) throw new BadExport('its first line is not that of an export this version knows.');
    if (header.data.schema > SCHEMA_VERSION) throw new BadExport('it was written by a newer Countinghouse; update, then try again.');
    return header.data;
  }

  /** Takes one line; true where it was the last. */
  #take(text: string): boolean {
    const read = exportLine.safeParse(this.#json(text));
    if (!read.success) throw new BadExport(`line ${this.#line} is none of an export.`);
    const line = read.data;
    if ('end' in line) {
      if (line.end !== this.#line - 1) throw new BadExport(`it has lost ${line.end - this.#line + 1} of its lines.`);
      return true;
    }
    if ('table' in line) this.#beginTable(line.table, line.columns);
    else if ('row' in line) this.#insertRow(line.row.map(stored));
    else this.#append(line.leaf, line.body, line.salt);
    return false;
  }

  #json(text: string): unknown {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw new BadExport(`line ${this.#line} is no JSON.`);
    }
  }

  #beginTable(table: string, columns: readonly string[]): void {
    const known = this.#tables.get(table);
    const stranger = columns.find((column) => known?.has(column) !== true);
    if (!known || stranger !== undefined)
      throw new BadExport(`line ${this.#line} names ${known ? `a column ${stranger}` : 'a table'} that does not exist (${table}).`);
    const names = columns.map((column) => `"${column}"`).join(', ');
    this.#insert = {
      sql: `INSERT OR IGNORE INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
      width: columns.length,
    };
  }

  #insertRow(values: ReturnType<typeof stored>[]): void {
    if (this.#insert?.width !== values.length)
      throw new BadExport(`line ${this.#line} has ${values.length} values where its table has ${this.#insert?.width ?? 'none'}.`);
    this.#rows += 1;
    this.#accepted += this.#store.run(this.#insert.sql, ...values).changes;
  }

  #append(leaf: string, body: string | null, salt: string | null): void {
    const seq = this.#entries++;
    const hash = leafHash(leaf, digests);
    const here = this.#store.get<{ leaf_hash: Uint8Array }>('SELECT leaf_hash FROM journal_entry WHERE seq = ?', seq);
    if (here) {
      if (Buffer.compare(here.leaf_hash, hash) === 0) return;
      throw new BadExport(`this workspace has another entry ${seq} (line ${this.#line}); read the export into an empty workspace.`);
    }
    const read = parseLeaf(leaf);
    if ('error' in read) throw new BadExport(`line ${this.#line}: ${read.error.message}`);
    this.#store.run('INSERT INTO journal_entry (seq, leaf, leaf_hash) VALUES (?, ?, ?)', seq, leaf, hash);
    if (body !== null && salt !== null) {
      const secret = Buffer.from(salt, 'base64');
      if (secret.length !== 32) throw new BadExport(`line ${this.#line} has a salt that is not 32 bytes long.`);
      this.#store.run('INSERT INTO journal_body (seq, type, body, salt) VALUES (?, ?, ?, ?)', seq, read.ok.kind, body, secret);
    }
    this.#tree.append(hash);
    this.#accepted += 1;
  }

  #finish(header: ExportHeader): ImportedExport {
    if (this.#entries !== header.events)
      throw new BadExport(`it holds ${this.#entries} entries where its first line says ${header.events}.`);
    const rows = this.#rows + this.#entries;
    if (this.#accepted > 0) this.#settle(header);
    return { rows, accepted: this.#accepted, duplicates: rows - this.#accepted, events: header.events, root: header.root };
  }

  #settle(header: ExportHeader): void {
    const stranger = this.#store.get<{ seq: number; type: string }>(
      `SELECT seq, type FROM journal_body WHERE type NOT IN (SELECT value FROM json_each(?)) LIMIT 1`,
      JSON.stringify(this.#registry.columns.flatMap((column) => column.events.map((event) => event.type))),
    );
    if (stranger) throw new BadExport(`entry ${stranger.seq} is a ${stranger.type}, which this version does not know.`);
    const { root, entries, tree } = verifyRecord(this.#store, this.#progress);
    const items = verifyItems(this.#store, this.#registry, this.#progress);
    const fault = entries.told[0] ?? tree.told[0] ?? items.told[0];
    if (fault) throw new BadExport(fault.message);
    if (this.#tree.size === header.events && Buffer.from(root).toString('hex') !== header.root)
      throw new BadExport('its entries do not have the root that its first line names.');
    refold(this.#store, this.#registry, this.#progress);
  }
}

/** Longer lines than any export of ours has; a file without line ends must not fill the memory. */
const LONGEST_LINE = 64 * 1024 * 1024;

function* linesOf(path: string): Iterable<string> {
  const file = openSync(path, 'r');
  try {
    const decoder = new StringDecoder('utf8');
    const buffer = Buffer.alloc(1 << 20);
    let rest = '';
    for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer)) {
      const lines = (rest + decoder.write(buffer.subarray(0, length))).split('\n');
      rest = lines.pop()!;
      if (rest.length > LONGEST_LINE) throw new BadExport('one of its lines is too long.');
      yield* lines;
    }
    if (rest !== '') yield rest;
  } finally {
    closeSync(file);
  }
}
