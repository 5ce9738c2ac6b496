import { pid } from 'node:process';
import type { RowReading } from '../../../shared/imports/index.ts';
import { type ItemsCommitment, ItemsTree } from '../../../shared/journal/index.ts';
import { digests } from '../journal/index.ts';
import type { SqlValue, Store } from '../store/store.ts';
import { type RecordedRow, rowItem } from './row-item.ts';
import { rowsOf } from './stored-rows.ts';

/** Rows of one transaction while staging: large enough to be fast, small enough that another writer waits only a moment. */
const CHUNK = 20_000;

/**
 * Writes a file's rows beside the journal, in chunks. They count only once the event that commits to their root is in the journal;
 * until then `import_file.owner` names this process, so that what a crash leaves behind can be told from what is being written.
 */
export function stageRows(
  store: Store,
  batch: string,
  secret: Uint8Array,
  header: readonly string[],
  rows: readonly (readonly string[])[],
  readings: readonly RowReading[],
  progress: (done: number) => void,
): ItemsCommitment {
  store.run('INSERT INTO import_file (batch, secret, header, owner) VALUES (?, ?, ?, ?)', batch, secret, JSON.stringify(header), pid);
  const range = rowsOf(store, batch);
  if (range === undefined) throw new Error(`batch ${batch} was not begun`);
  const tree = new ItemsTree(secret, digests);
  const writer = new RowWriter(store);
  for (let from = 0; from < rows.length; from += CHUNK) {
    store.transact(() => {
      const until = Math.min(from + CHUNK, rows.length);
      for (let index = from; index < until; index += 1) {
        const reading = readings[index];
        if (reading === undefined) throw new Error(`row ${index + 1} has no reading`);
        const row = recordedRow(rows[index] ?? [], reading);
        tree.appendText((salt) => rowItem(salt, row));
        writer.add(range.first + index, row);
      }
      writer.flush();
    });
    progress(Math.min(from + CHUNK, rows.length));
  }
  return tree.commitment();
}

function recordedRow(cells: readonly string[], reading: RowReading): RecordedRow {
  const { outcome } = reading;
  const activities = outcome === 'accepted' ? reading.activities : [];
  const [activity] = activities;
  return {
    raw: JSON.stringify(cells),
    outcome,
    identity: outcome === 'accepted' || outcome === 'duplicate' ? reading.identity : null,
    field: outcome === 'rejected' ? reading.field : null,
    reason: reasonOf(reading),
    stream: activity?.stream ?? null,
    at: activity?.at ?? null,
    kind: activity?.kind ?? null,
    detail: activity === undefined ? null : JSON.stringify(activity),
    more: activities.length > 1 ? JSON.stringify(activities.slice(1)) : null,
  };
}

/** Rows of one statement: calling into SQLite once for several takes a fifth off each. */
const ROWS_A_STATEMENT = 60;
const COLUMNS = ['id', 'raw', 'outcome', 'identity', 'field', 'reason', 'stream', 'at', 'kind', 'detail', 'more'];

/** Inserts rows several at a time; `flush` writes what is left and belongs to every transaction. */
class RowWriter {
  readonly #store: Store;
  #values: SqlValue[] = [];

  constructor(store: Store) {
    this.#store = store;
  }

  add(id: number, row: RecordedRow): void {
    const { raw, outcome, identity, field, reason, stream, at, kind, detail, more } = row;
    this.#values.push(id, raw, outcome, identity, field, reason, stream, at, kind, detail, more);
    if (this.#values.length === ROWS_A_STATEMENT * COLUMNS.length) {
      this.#store.run(INSERT_SEVERAL, ...this.#values);
      this.#values = [];
    }
  }

  flush(): void {
    for (let from = 0; from < this.#values.length; from += COLUMNS.length)
      this.#store.run(INSERT_ONE, ...this.#values.slice(from, from + COLUMNS.length));
    this.#values = [];
  }
}

const [INSERT_ONE, INSERT_SEVERAL] = [insertOf(1), insertOf(ROWS_A_STATEMENT)];

function insertOf(rows: number): string {
  const row = `(${COLUMNS.map(() => '?').join(', ')})`;
  return `INSERT INTO import_row (${COLUMNS.join(', ')}) VALUES ${Array.from({ length: rows }, () => row).join(', ')}`;
}

/** The column `reason` also says of an accepted row what it belongs to, or what to look at. */
function reasonOf(reading: RowReading): string | null {
  if (reading.outcome === 'skipped' || reading.outcome === 'rejected') return reading.reason;
  if (reading.outcome === 'duplicate') return null;
  return reading.flag ?? (reading.joins === undefined ? null : `belongs to row ${reading.joins}`);
}

/** Removes a batch that was not committed. */
export function dropStaged(store: Store, batch: string): void {
  store.transact(() => {
    const range = rowsOf(store, batch);
    if (range === undefined) return;
    store.run('DELETE FROM import_row WHERE id BETWEEN ? AND ?', range.first, range.last);
    store.run('DELETE FROM import_file WHERE batch = ?', batch);
  });
}

/** Removes what processes that are gone had staged. Those that still run are left alone: two may share a workspace. */
export function sweepOrphans(store: Store): void {
  const owned = store.all<{ batch: string; owner: number }>('SELECT batch, owner FROM import_file WHERE owner IS NOT NULL');
  for (const { batch, owner } of owned) if (!isRunning(owner)) dropStaged(store, batch);
}

function isRunning(owner: number): boolean {
  try {
    process.kill(owner, 0);
    return true;
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}
