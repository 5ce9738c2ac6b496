import { closeSync, openSync, readSync } from 'node:fs';
import { migrations } from './migrations/index.ts';
import { openStore, type Reader, type Store } from './store.ts';

/** `PRAGMA application_id` of a workspace: "CoHo". A SQLite file of somebody else is never migrated by mistake. */
export const APPLICATION_ID = 0x436f486f;

/** The schema that this program writes. */
export const SCHEMA_VERSION: number = Math.max(...migrations.map((migration) => migration.version));

/** What the first page of a database file says of it (SQLite's file format §1.3); null where the file is no database or empty. */
export function readHeader(path: string): { readonly application: number; readonly version: number; readonly hasTables: boolean } | null {
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  try {
    if (readSync(file, header) < header.length || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') return null;
  } finally {
    closeSync(file);
  }
  // The schema cookie counts changes of the schema: nought means that there never was a table.
  return { application: header.readUInt32BE(68), version: header.readUInt32BE(60), hasTables: header.readUInt32BE(40) !== 0 };
}

export function schemaVersionOf(store: Reader): number {
  return store.get<{ user_version: number }>('PRAGMA user_version')!.user_version;
}

/** Takes the schema from the version that it has to ours. Inside a transaction. */
export function migrate(store: Store): void {
  const version = schemaVersionOf(store);
  for (const migration of migrations) if (migration.version > version) store.script(migration.sql);
  store.script(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION};`);
}

/**
 * How a store's tables differ from those that the migrations up to its version make, in sentences; none where nobody has touched
 * them. The expectation is made afresh in memory, so that it cannot be edited together with the file.
 */
export function schemaFaults(store: Reader): string[] {
  const expected = expectedSchema(schemaVersionOf(store));
  const found = readSchema(store);
  return [...new Set([...expected.keys(), ...found.keys()])].sort().flatMap((name) => {
    if (!found.has(name)) return [`${name} is missing`];
    if (!expected.has(name)) return [`${name} does not belong there`];
    return found.get(name) === expected.get(name) ? [] : [`${name} has been changed`];
  });
}

/** Definitions by kind and name, such as `table journal_entry`. What SQLite makes by itself is left out. */
function readSchema(store: Reader): Map<string, string> {
  const rows = store.all<{ type: string; name: string; sql: string }>(
    "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
  );
  return new Map(rows.map(({ type, name, sql }) => [`${type} ${name}`, sql.replace(/\s+/g, ' ').trim()]));
}

const expectations = new Map<number, Map<string, string>>();

function expectedSchema(version: number): Map<string, string> {
  const known = expectations.get(version);
  if (known) return known;
  const memory = openStore(':memory:');
  try {
    for (const migration of migrations) if (migration.version <= version) memory.script(migration.sql);
    const schema = readSchema(memory);
    expectations.set(version, schema);
    return schema;
  } finally {
    memory.close();
  }
}
