import {
  type DepthSnapshot,
  depthSnapshotSchema,
  type FeeSchedule,
  feeScheduleSchema,
  type FundingObservation,
  fundingObservationSchema,
  type Instrument,
  instrumentSchema,
  type MarginTable,
  marginTableSchema,
  type ReferenceData,
  type Sourced,
  symbolKey,
} from '../../../shared/pretrade/index.ts';
import { ItemsTree, type ItemsCommitment, type Json } from '../../../shared/journal/index.ts';
import { digests } from '../journal/index.ts';
import type { Reader, SqlValue, Writer } from '../store/store.ts';

/** The kinds of rows of reference data, and what each is. */
interface RowTypes {
  readonly instrument: Instrument;
  readonly margin: MarginTable;
  readonly fees: FeeSchedule;
  readonly depth: DepthSnapshot;
  readonly funding: FundingObservation;
}
export type RowKind = keyof RowTypes;

const SCHEMAS = {
  instrument: instrumentSchema,
  margin: marginTableSchema,
  fees: feeScheduleSchema,
  depth: depthSnapshotSchema,
  funding: fundingObservationSchema,
};

/** A row as it is written: its kind, its name at the venue, its instant and its canonical content. */
export interface NewRow {
  readonly kind: RowKind;
  readonly name: string;
  readonly asOf: string;
  readonly detail: string;
}

/** The rows of what a file told, in the order in which they are numbered. */
export function rowsOf(data: ReferenceData): readonly NewRow[] {
  const row = (kind: RowKind, name: string, asOf: string, detail: object): NewRow => ({ kind, name, asOf, detail: JSON.stringify(detail) });
  return [
    ...data.instruments.map((each) => row('instrument', each.symbol, each.asOf, each)),
    ...data.margins.map((each) => row('margin', each.instrument, each.asOf, each)),
    ...data.fees.map((each) => row('fees', each.product, each.asOf, each)),
    ...data.depths.map((each) => row('depth', each.symbol, each.asOf, each)),
    ...data.fundings.map((each) => row('funding', each.symbol, each.at, each)),
  ];
}

/** Commits to rows in their order: each is an item of the tree that the import's event names (provenance §8.2.3). */
export function commitmentTo(rows: readonly NewRow[], secret: Uint8Array): ItemsCommitment {
  const tree = new ItemsTree(secret, digests);
  for (const { kind, name, asOf, detail } of rows) tree.append(itemOf(kind, name, asOf, detail));
  return tree.commitment();
}

/** Writes the rows of an import beside its event. Inside the transaction that appends the event. */
export function writeRows(store: Writer, reference: string, venue: string, secret: Uint8Array, rows: readonly NewRow[]): void {
  store.run('INSERT INTO pretrade_import (reference, secret) VALUES (?, ?)', reference, secret);
  for (const [place, { kind, name, asOf, detail }] of rows.entries()) {
    store.run(
      'INSERT INTO pretrade_row (reference, n, kind, venue, name, key, as_of, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      reference,
      place + 1,
      kind,
      venue,
      name,
      symbolKey(name),
      asOf,
      detail,
    );
  }
}

/** The root over an import's rows as they lie in the store; equal to its event's where nothing was touched. */
export function storedCommitment(store: Reader, reference: string): ItemsCommitment {
  const secret = store.get<{ secret: Uint8Array }>('SELECT secret FROM pretrade_import WHERE reference = ?', reference)?.secret;
  const tree = new ItemsTree(secret ?? new Uint8Array(32), digests);
  const rows = store.each<{ kind: string; name: string; as_of: string; detail: string }>(
    'SELECT kind, name, as_of, detail FROM pretrade_row WHERE reference = ? ORDER BY n',
    reference,
  );
  for (const { kind, name, as_of, detail } of rows) tree.append(itemOf(kind, name, as_of, detail));
  return tree.commitment();
}

/**
 * Rows of one kind of live imports at a venue, newest first: by the instant that they speak of, then by when they were imported. `name` restricts
 * them to those that the venue names so, or whose key is the same; exact names come first.
 */
export function liveRows<Kind extends RowKind>(
  store: Reader,
  kind: Kind,
  question: { readonly venue?: string | undefined; readonly name?: string | undefined; readonly limit: number },
): readonly Sourced<RowTypes[Kind]>[] {
  const { venue, name, limit } = question;
  const parameters: SqlValue[] = [kind];
  let where = 'live = 1 AND kind = ?';
  if (venue !== undefined) {
    where += ' AND pretrade_row.venue = ?';
    parameters.push(venue);
  }
  let order = 'pretrade_row.as_of DESC, seq DESC, n DESC';
  if (name !== undefined) {
    where += ' AND key = ?';
    order = `name = ? DESC, ${order}`;
    parameters.push(symbolKey(name), name);
  }
  return store
    .all<LiveRow>(
      `SELECT reference, n, file, sha256 FROM pretrade_row JOIN pretrade_reference USING (reference) WHERE ${where} ORDER BY ${order} LIMIT ?`,
      ...parameters,
      limit,
    )
    .map((row) => sourced(store, kind, row));
}

/** The newest row of each name of one kind, over live imports; by venue and name. */
export function newestRows<Kind extends RowKind>(store: Reader, kind: Kind, venue: string | undefined): readonly Sourced<RowTypes[Kind]>[] {
  // SQLite takes the bare columns from the row that has the maximum.
  const rows = store.all<LiveRow>(
    `SELECT reference, n, file, sha256, max(pretrade_row.as_of || printf('%015d', seq) || printf('%09d', n)) AS newest
     FROM pretrade_row JOIN pretrade_reference USING (reference)
     WHERE live = 1 AND kind = ? AND (? IS NULL OR pretrade_row.venue = ?) GROUP BY pretrade_row.venue, name ORDER BY pretrade_row.venue, name`,
    kind,
    venue ?? null,
    venue ?? null,
  );
  return rows.map((row) => sourced(store, kind, row));
}

/** One row by its place; undefined where there is none, or of another kind. Of withdrawn imports too. */
export function storedRow<Kind extends RowKind>(
  store: Reader,
  kind: Kind,
  reference: string,
  n: number,
): Sourced<RowTypes[Kind]> | undefined {
  const row = store.get<LiveRow>(
    'SELECT reference, n, file, sha256 FROM pretrade_row JOIN pretrade_reference USING (reference) WHERE reference = ? AND n = ? AND kind = ?',
    reference,
    n,
    kind,
  );
  return row && sourced(store, kind, row);
}

interface LiveRow {
  readonly reference: string;
  readonly n: number;
  readonly file: string;
  readonly sha256: string;
}

function sourced<Kind extends RowKind>(store: Reader, kind: Kind, { reference, n, file, sha256 }: LiveRow): Sourced<RowTypes[Kind]> {
  return { row: parsedRow(store, kind, reference, n), origin: { reference, n, file, sha256 } };
}

/**
 * A row read from its text. Rows never change, and a book of five thousand levels is asked for at each keystroke: the last ones are kept, and the
 * same object is answered, so that what is derived from it can be kept too.
 */
function parsedRow<Kind extends RowKind>(store: Reader, kind: Kind, reference: string, n: number): RowTypes[Kind] {
  let kept = PARSED.get(store);
  if (!kept) PARSED.set(store, (kept = new Map()));
  const key = `${reference} ${n}`;
  let row = kept.get(key);
  if (row === undefined) {
    const { detail } = store.get<{ detail: string }>('SELECT detail FROM pretrade_row WHERE reference = ? AND n = ?', reference, n)!;
    row = SCHEMAS[kind].parse(JSON.parse(detail));
    if (kept.size >= MOST_PARSED) kept.clear();
    kept.set(key, row);
  }
  return row as RowTypes[Kind];
}
const PARSED = new WeakMap<Reader, Map<string, unknown>>();
const MOST_PARSED = 4_000;

function itemOf(kind: string, name: string, asOf: string, detail: string): Json {
  return [kind, name, asOf, detail];
}
