import { createRequire } from 'node:module';
import type DatabaseConstructor from 'better-sqlite3';

/**
 * Required, not imported: to import a CommonJS module Node compiles WebAssembly in every thread, and Node 24 may abort when threads that
 * did so end (nodejs/node#64500). Each job has a thread of its own.
 */
const Database = createRequire(import.meta.url)('better-sqlite3') as typeof DatabaseConstructor;

export type SqlValue = string | number | bigint | Uint8Array | null;

/** What queries get: they can look and cannot touch. Statements are prepared once per SQL text. */
export interface Reader {
  all<Row>(sql: string, ...params: SqlValue[]): Row[];
  get<Row>(sql: string, ...params: SqlValue[]): Row | undefined;
  each<Row>(sql: string, ...params: SqlValue[]): Iterable<Row>;
}

/** What folds, bulk stagers and migrations get. Nobody else writes: the journal's `commit` is the one door. */
export interface Writer extends Reader {
  run(sql: string, ...params: SqlValue[]): { readonly changes: number };
}

/** One connection to a workspace's file. */
export interface Store extends Writer {
  readonly path: string;
  readonly readOnly: boolean;
  /** Runs several statements without parameters; for migrations. */
  script(sql: string): void;
  /** One write transaction: all of it or nothing. Takes the write lock at once, so that what it reads cannot change under it. */
  transact<T>(work: () => T): T;
  /** Changes whenever another connection has committed; the same number means nobody else wrote. */
  foreignVersion(): number;
  close(): void;
}

export interface StoreOptions {
  readonly readOnly?: boolean;
  /** How long a write waits for another writer before it is refused. */
  readonly busyMilliseconds?: number;
}

/**
 * Opens (or, unless read-only, creates) the file. WAL with `synchronous=FULL`: a transaction that has returned is on disk,
 * whatever happens to the process or the power after it. Throws what SQLite throws; `openWorkspace` turns that into sentences.
 */
export function openStore(path: string, options: StoreOptions = {}): Store {
  const readOnly = options.readOnly ?? false;
  const database = new Database(path, { readonly: readOnly, timeout: options.busyMilliseconds ?? 5_000 });
  database.pragma('foreign_keys = ON');
  database.pragma('trusted_schema = OFF');
  database.pragma('cell_size_check = ON');
  if (!readOnly) {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('secure_delete = ON');
  }
  database.pragma('cache_size = -65536');
  database.pragma('temp_store = MEMORY');

  const statements = new Map<string, DatabaseConstructor.Statement>();
  function prepared(sql: string): DatabaseConstructor.Statement {
    let statement = statements.get(sql);
    if (!statement) {
      statement = database.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  }

  const store: Store = {
    path,
    readOnly,
    all: <Row>(sql: string, ...params: SqlValue[]) => prepared(sql).all(...params) as Row[],
    get: <Row>(sql: string, ...params: SqlValue[]) => prepared(sql).get(...params) as Row | undefined,
    // An open iterator locks its statement, so each iteration prepares its own.
    each: <Row>(sql: string, ...params: SqlValue[]) => database.prepare(sql).iterate(...params) as Iterable<Row>,
    run(sql, ...params) {
      writes += 1;
      return prepared(sql).run(...params);
    },
    script(sql) {
      writes += 1;
      database.exec(sql);
    },
    transact(work) {
      try {
        return database.transaction(work).immediate();
      } finally {
        writes += 1;
      }
    },
    foreignVersion() {
      writes += 1;
      return database.pragma('data_version', { simple: true }) as number;
    },
    close: () => {
      statements.clear();
      database.close();
    },
  };
  DATABASES.set(store, database);
  return store;
}

/**
 * Another number whenever a connection of this thread has written, has taken a write back, or has looked whether others wrote: what was read before
 * may be old. What other threads and processes write does not count here.
 */
export function writesSeen(): number {
  return writes;
}
let writes = 0;

/** Whether a connection is amid a write transaction, so that it reads what may yet be taken back. */
export function isTransacting(reader: Reader): boolean {
  return DATABASES.get(reader)?.inTransaction ?? false;
}
const DATABASES = new WeakMap<Reader, DatabaseConstructor.Database>();

/** Whether an exception is SQLite's, and with which code (`SQLITE_BUSY`, `SQLITE_FULL`, `SQLITE_CORRUPT`, …). */
export function sqliteCode(thrown: unknown): string | null {
  return thrown instanceof Database.SqliteError ? thrown.code : null;
}
