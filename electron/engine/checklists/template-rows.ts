import { BUNDLED_TEMPLATES, contentHash, type Template } from '../../../shared/checklists/index.ts';
import type { Reader } from '../store/store.ts';
import type { VersionAnswer } from './answers.ts';

/** A version with its content. */
export interface Version extends VersionAnswer {
  readonly content: Template;
}

interface VersionRow {
  readonly number: number;
  readonly hash: string;
  readonly content: string;
  readonly note: string;
  readonly at: string;
  readonly by_name: string | null;
  readonly origin: 'own' | 'bundled';
}

export function isBundled(key: string): boolean {
  return bundled().has(key);
}

/**
 * Every version of a checklist, newest first. What the program brings counts as the newest version of its key, numbered after those
 * that the workspace has seen, until a run takes it over into the journal; the same content is one version.
 */
export function versionsOf(store: Reader, key: string): readonly Version[] {
  const rows = store
    .all<VersionRow>(
      'SELECT number, hash, content, note, at, by_name, origin FROM checklist_version WHERE template = ? ORDER BY number DESC',
      key,
    )
    .map(versionOf);
  const programs = bundled().get(key);
  if (!programs || rows[0]?.hash === programs.hash) return rows;
  return [
    {
      number: (rows[0]?.number ?? 0) + 1,
      hash: programs.hash,
      note: FROM_PROGRAM,
      at: null,
      by: null,
      origin: 'bundled',
      content: programs.template,
    },
    ...rows,
  ];
}

/** The newest version; undefined where there is only a draft, or nothing. */
export function newestVersion(store: Reader, key: string): Version | undefined {
  return versionsOf(store, key)[0];
}

/** A version by its number. */
export function findVersion(store: Reader, key: string, number: number | undefined): Version | undefined {
  const versions = versionsOf(store, key);
  return number === undefined ? versions[0] : versions.find((version) => version.number === number);
}

/** The content to which a run is frozen: it lies in the journal since the run began, and is read once for each version. */
export function frozenContent(store: Reader, key: string, number: number, hash: string): Template {
  let content = CONTENTS.get(hash);
  if (!content) {
    const row = store.get<{ content: string }>('SELECT content FROM checklist_version WHERE template = ? AND number = ?', key, number);
    if (!row) throw new Error(`version ${number} of ${key} is not in the store, and a run is frozen to it`);
    content = JSON.parse(row.content) as Template;
    if (CONTENTS.size >= MOST_CONTENTS) CONTENTS.clear();
    CONTENTS.set(hash, content);
  }
  return content;
}

/** Content never changes under its hash. */
const CONTENTS = new Map<string, Template>();
const MOST_CONTENTS = 200;

/** The note of what comes with the program. */
export const FROM_PROGRAM = 'Comes with the program.';

export function readDraft(store: Reader, key: string): Template | null {
  const row = store.get<{ draft: string | null }>('SELECT draft FROM checklist_template WHERE template = ?', key);
  return row?.draft == null ? null : (JSON.parse(row.draft) as Template);
}

export function isRetired(store: Reader, key: string): boolean {
  return store.get<{ retired: number }>('SELECT retired FROM checklist_template WHERE template = ?', key)?.retired === 1;
}

/** Every key that has a version or a draft: the program's in its order, then one's own by name. */
export function templateKeys(store: Reader): readonly string[] {
  const own = store
    .all<{ template: string }>(
      `SELECT template FROM checklist_template
       WHERE draft IS NOT NULL OR EXISTS (SELECT 1 FROM checklist_version WHERE checklist_version.template = checklist_template.template)
       ORDER BY template`,
    )
    .map(({ template }) => template);
  return [...bundled().keys(), ...own.filter((key) => !isBundled(key))];
}

function versionOf({ by_name: by, content, ...row }: VersionRow): Version {
  return { ...row, by, content: JSON.parse(content) as Template };
}

let programs: ReadonlyMap<string, { readonly template: Template; readonly hash: string }> | undefined;

/** Hashed when first asked for: opening a workspace does not wait for it. */
function bundled(): NonNullable<typeof programs> {
  programs ??= new Map(BUNDLED_TEMPLATES.map((template) => [template.key, { template, hash: contentHash(template) }]));
  return programs;
}
