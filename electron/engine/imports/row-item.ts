import { type ItemsCommitment, ItemsTree } from '../../../shared/journal/index.ts';
import { digests } from '../journal/index.ts';
import type { Reader } from '../store/store.ts';
import { rowsOf } from './stored-rows.ts';

/** A row as it lies in `import_row`, without its id. */
export interface RecordedRow {
  readonly raw: string;
  readonly outcome: string;
  readonly identity: string | null;
  readonly field: string | null;
  readonly reason: string | null;
  readonly stream: string | null;
  readonly at: string | null;
  readonly kind: string | null;
  readonly detail: string | null;
  readonly more: string | null;
}

/**
 * What the batch's tree covers of a row (provenance §8.2.3): the cells and what was read of them, so that neither can be edited unseen.
 * `raw`, `detail` and `more` are canonical JSON already: strings in lists, and in objects whose members stand in the order of their names.
 */
export function rowItem(salt: string, { raw, outcome, identity, field, reason, detail, more }: RecordedRow): string {
  return `["${salt}",[${raw},["${outcome}",${quoted(identity)},${quoted(field)},${quoted(reason)}],${detail ?? 'null'},${more ?? 'null'}]]`;
}

function quoted(text: string | null): string {
  return text === null ? 'null' : JSON.stringify(text);
}

/**
 * The commitment over a batch's rows as they lie in the store; equal to its event's where nothing was touched. `stream`, `at` and `kind`
 * repeat what `detail` says; a row in which they do not is one that was touched.
 */
export function storedCommitment(store: Reader, batch: string): ItemsCommitment {
  const range = rowsOf(store, batch);
  const file = store.get<{ secret: Uint8Array }>('SELECT secret FROM import_file WHERE batch = ?', batch);
  const tree = new ItemsTree(file?.secret ?? new Uint8Array(32), digests);
  if (range !== undefined && file !== undefined) {
    for (const row of store.each<RecordedRow & { readonly agrees: number }>(STORED, range.first, range.last)) {
      tree.appendText((salt) => (row.agrees === 1 ? rowItem(salt, row) : `${rowItem(salt, row)} touched`));
    }
  }
  return tree.commitment();
}

const STORED = `
  SELECT raw, outcome, identity, field, reason, stream, at, kind, detail, more,
    CASE
      WHEN detail IS NULL THEN stream IS NULL AND at IS NULL AND kind IS NULL AND more IS NULL
      WHEN json_valid(detail) AND (more IS NULL OR json_valid(more))
        THEN stream IS detail ->> '$.stream' AND at IS detail ->> '$.at' AND kind IS detail ->> '$.kind'
      ELSE 0
    END AS agrees
  FROM import_row WHERE id BETWEEN ? AND ? ORDER BY id`;
