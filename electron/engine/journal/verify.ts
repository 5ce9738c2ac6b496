import { schemaFaults } from '../store/schema.ts';
import { sqliteCode, type Store } from '../store/store.ts';
import type { EventRegistry } from './event-registry.ts';
import { type Finding, Findings } from './findings.ts';
import type { Progress } from './refold.ts';
import { verifyItems } from './verify-items.ts';
import { verifyProjections } from './verify-projections.ts';
import { verifyRecord } from './verify-record.ts';

/** One thing that was verified, whether it holds, and what it means that it does. */
export interface Check {
  readonly name: 'file' | 'entries' | 'tree' | 'rows' | 'projections';
  readonly holds: boolean;
  /** How many pages, entries, nodes or rows were looked at. */
  readonly checked: number;
  readonly says: string;
  /** The first of what does not hold; `count` says how many there are. */
  readonly findings: readonly Finding[];
  readonly count: number;
}

export interface VerifyReport {
  readonly holds: boolean;
  readonly events: number;
  /** Root of the tree over the leaves as they lie in the file, in hexadecimal; null where they could not all be read. */
  readonly root: string | null;
  readonly checks: readonly Check[];
}

/**
 * Verifies a whole store from its pages up: file, entries, tree, rows, projections. Nothing in it is changed, and a check that cannot be
 * made is a check that does not hold. A head that nobody else has seen proves nothing against the owner (provenance §8.4); this only
 * says whether the file agrees with itself.
 */
export function verifyStore(store: Store, registry: EventRegistry, progress: Progress): VerifyReport {
  const file = attempt(() => verifyFile(store));
  let record: { readonly events: number; readonly root: Uint8Array } | null = null;
  let tree = new Findings();
  const entries = attempt(() => {
    const check = verifyRecord(store, progress);
    record = check;
    tree = check.tree;
    return check.entries;
  });
  if (record === null) tree.add('The tree could not be compared, because not every entry could be read.');
  const rows = attempt(() => verifyItems(store, registry, progress));
  const projections = attempt(() => verifyProjections(store, registry, progress));
  const checks = [
    checkOf('file', file, 'Every page of the file is sound, every table is as it was made, and every reference leads somewhere.'),
    checkOf('entries', entries, 'Every entry stands at its place, has its hash, and its body is the one that was sealed.'),
    checkOf('tree', tree, 'The stored tree is the Merkle tree of the entries.'),
    checkOf(
      'rows',
      rows,
      'The rows of every import and dataset, and the bytes of every attached file, are those that their entries committed to.',
    ),
    checkOf('projections', projections, 'Every table is what the journal folds to.'),
  ];
  const seen = record as { readonly events: number; readonly root: Uint8Array } | null;
  return {
    holds: checks.every((check) => check.holds),
    events: seen?.events ?? 0,
    root: seen === null ? null : Buffer.from(seen.root).toString('hex'),
    checks,
  };
}

/** SQLite's own check of pages and indices, of references between tables, and whether the tables are those that we make. */
export function verifyFile(store: Store): Findings {
  const findings = new Findings();
  findings.checked = store.get<{ page_count: number }>('PRAGMA page_count')!.page_count;
  for (const { integrity_check: sentence } of store.all<{ integrity_check: string }>('PRAGMA integrity_check(50)')) {
    if (sentence !== 'ok') findings.add(`The file is damaged: ${sentence}.`);
  }
  for (const { table, parent } of store.all<{ table: string; parent: string }>('PRAGMA foreign_key_check')) {
    findings.add(`A row of table ${table} refers to one of ${parent} that is not there.`, { table });
  }
  for (const fault of schemaFaults(store)) findings.add(`The tables are not as Countinghouse made them: ${fault}.`);
  return findings;
}

/** What SQLite cannot read, or a fold cannot take, is a finding and no reason to stop. */
function attempt(check: () => Findings): Findings {
  try {
    return check();
  } catch (thrown) {
    if (!(thrown instanceof Error) || thrown.name === 'JobCancelled') throw thrown;
    const findings = new Findings();
    const code = sqliteCode(thrown);
    findings.add(`This could not be verified${code === null ? '' : ` (${code})`}: ${thrown.message}.`);
    return findings;
  }
}

function checkOf(name: Check['name'], findings: Findings, says: string): Check {
  return { name, holds: findings.count === 0, checked: findings.checked, says, findings: findings.told, count: findings.count };
}
