import type { EvidenceEntry } from '../../../shared/evidence/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';

type EntryRow = Omit<EvidenceEntry, 'removed'> & { readonly removed: number };

const COLUMNS = `evidence, sha256, name, media_type AS mediaType, bytes, captured_at AS capturedAt, kept_at AS keptAt, origin, note, removed`;

/** What was kept under these ids, by id, for other columns; ids that name none are left out, removed ones are among them. */
export function evidenceOf({ store }: Pick<Engine, 'store'>, ids: readonly string[]): ReadonlyMap<string, EvidenceEntry> {
  return entriesOf(store, ids);
}

/** The entries of these ids, by id; ids that name none are left out. Removed ones are among them, because answers still name them. */
export function entriesOf(store: Reader, ids: readonly string[]): ReadonlyMap<string, EvidenceEntry> {
  const rows = store.all<EntryRow>(
    `SELECT ${COLUMNS} FROM evidence WHERE evidence IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
  return new Map(rows.map((row) => [row.evidence, entry(row)]));
}

export function entryOf(store: Reader, evidence: string): EvidenceEntry | null {
  return entriesOf(store, [evidence]).get(evidence) ?? null;
}

/** Entries that were not removed, newest first. `search` is looked for in name, origin and note. */
export function listEntries(store: Reader, { search, limit }: { readonly search: string; readonly limit: number }): EvidenceEntry[] {
  const like = `%${search.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return store
    .all<EntryRow>(
      `SELECT ${COLUMNS} FROM evidence
       WHERE removed = 0 AND (name LIKE ? ESCAPE '\\' OR origin LIKE ? ESCAPE '\\' OR note LIKE ? ESCAPE '\\')
       ORDER BY seq DESC LIMIT ?`,
      like,
      like,
      like,
      limit,
    )
    .map(entry);
}

function entry(row: EntryRow): EvidenceEntry {
  return { ...row, removed: row.removed === 1 };
}
