import { z } from 'zod';
import type { Reader, SqlValue } from '../store/store.ts';

export const EXPORT_FORMAT = 'countinghouse-export';
export const EXPORT_VERSION = 1;

/** First line of an export. */
export const exportHeader = z.strictObject({
  format: z.literal(EXPORT_FORMAT),
  version: z.literal(EXPORT_VERSION),
  /** Schema of the store that it was written from. */
  schema: z.int().min(1),
  events: z.int().min(0),
  root: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ExportHeader = z.infer<typeof exportHeader>;

const storableValue = z.union([z.string(), z.number(), z.null(), z.strictObject({ base64: z.base64() })]);

/** Every other line: a table begins, a row of it, an entry of the journal, or the end with the number of lines before it. */
export const exportLine = z.union([
  z.strictObject({ row: z.array(storableValue) }),
  z.strictObject({ leaf: z.string(), body: z.string().nullable(), salt: z.base64().nullable() }),
  z.strictObject({ table: z.string(), columns: z.array(z.string()).min(1) }),
  z.strictObject({ end: z.int() }),
]);
export type ExportLine = z.infer<typeof exportLine>;
export type StorableValue = z.infer<typeof storableValue>;

export interface RecordTable {
  readonly table: string;
  readonly columns: readonly string[];
}

/**
 * The tables that are record beside the journal's own: those that no fold can make again, such as the rows of imported files. Parents
 * come before the tables that refer to them.
 */
export function recordTables(store: Reader, projections: readonly string[]): RecordTable[] {
  const folded = new Set(projections);
  const names = store
    .all<{ name: string }>(
      // An index of words has tables of its own, which follow from it: SQLite calls them shadows.
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'journal\\_%' ESCAPE '\\' ORDER BY name",
    )
    .map(({ name }) => name)
    .filter((name) => !folded.has(name));
  return names.map((table) => ({
    table,
    columns: store.all<{ name: string }>('SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0', table).map(({ name }) => name),
  }));
}

/** A value as JSON can hold it. Numbers that a double cannot hold do not occur: the driver would not have read them. */
export function storable(value: SqlValue): StorableValue {
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') };
  return typeof value === 'bigint' ? Number(value) : value;
}

export function stored(value: StorableValue): SqlValue {
  return typeof value === 'object' && value !== null ? Buffer.from(value.base64, 'base64') : value;
}
