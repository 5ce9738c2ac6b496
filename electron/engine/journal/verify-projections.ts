import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openStore, type Store } from '../store/store.ts';
import type { EventRegistry } from './event-registry.ts';
import { Findings } from './findings.ts';
import { type Progress, refold } from './refold.ts';

/**
 * Verifies that every projection is what the journal folds to: in a copy of the store, made at one instant, the tables are folded
 * again and compared with those that were there, row by row. The store itself is only read.
 */
export function verifyProjections(store: Store, registry: EventRegistry, progress: Progress): Findings {
  const folder = temporaryFolder(store.path);
  try {
    progress(0, 0, 'Copying the store');
    const file = join(folder, 'copy');
    store.run('VACUUM INTO ?', file);
    const copy = openStore(file);
    try {
      return compareWithRefolded(copy, registry, progress);
    } finally {
      copy.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compareWithRefolded(copy: Store, registry: EventRegistry, progress: Progress): Findings {
  const findings = new Findings();
  // The copy is thrown away: nothing in it needs to survive a power cut.
  copy.script('PRAGMA synchronous = OFF');
  copy.transact(() => {
    for (const table of registry.projections) copy.run(`CREATE TABLE "stored ${table}" AS SELECT * FROM main."${table}"`);
    refold(copy, registry, progress);
  });
  for (const [i, table] of registry.projections.entries()) {
    progress(i, registry.projections.length, 'Comparing tables');
    compareTable(copy, table, findings);
  }
  return findings;
}

function compareTable(copy: Store, table: string, findings: Findings): void {
  const [stored, folded] = [`"stored ${table}"`, `"${table}"`];
  findings.checked += copy.get<{ n: number }>(`SELECT count(*) AS n FROM ${folded}`)!.n;
  const counts = copy.get<{ stored: number; folded: number }>(
    `SELECT (SELECT count(*) FROM ${stored}) AS stored, (SELECT count(*) FROM ${folded}) AS folded`,
  )!;
  const surplus = copy.all<Record<string, unknown>>(`SELECT * FROM ${stored} EXCEPT SELECT * FROM ${folded} LIMIT 10`);
  const lacking = copy.all<Record<string, unknown>>(`SELECT * FROM ${folded} EXCEPT SELECT * FROM ${stored} LIMIT 10`);
  for (const row of surplus) findings.add(`Table ${table} holds a row that no event gives: ${shown(row)}.`, { table });
  for (const row of lacking) findings.add(`Table ${table} lacks a row that the journal gives: ${shown(row)}.`, { table });
  if (surplus.length === 0 && lacking.length === 0 && counts.stored !== counts.folded) {
    findings.add(`Table ${table} has ${counts.stored} rows where the journal gives ${counts.folded}.`, { table });
  }
}

function shown(row: Readonly<Record<string, unknown>>): string {
  const text = JSON.stringify(row, (_name, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value));
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

const FOLDER = '.countinghouse-verify-';

/** A folder that only the owner can read: beside the workspace, where there is room for a copy, else the system's. */
function temporaryFolder(path: string): string {
  try {
    removeAbandoned(dirname(path));
    return mkdtempSync(join(dirname(path), `${FOLDER}${process.pid}-`));
  } catch {
    return mkdtempSync(join(tmpdir(), `${FOLDER}${process.pid}-`));
  }
}

/** Removes copies of processes that were ended before they could. */
function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    const owner = name.startsWith(FOLDER) ? Number.parseInt(name.slice(FOLDER.length), 10) : Number.NaN;
    if (Number.isInteger(owner) && !isRunning(owner)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function isRunning(owner: number): boolean {
  try {
    process.kill(owner, 0);
    return true;
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}
