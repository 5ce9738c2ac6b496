import type { z } from 'zod';
import { checkTemplate, contentHash, itemsOf, readTemplate, type Template, templateText } from '../../../shared/checklists/index.ts';
import type { CheckedKind } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';
import type { checkAnswer, templateAnswer, TemplateLine, VersionAnswer } from './answers.ts';
import { findVersion, isBundled, isRetired, readDraft, templateKeys, type Version, versionsOf } from './template-rows.ts';

interface ListQuestion {
  readonly text?: string | undefined;
  readonly about?: CheckedKind | undefined;
  /** Retired ones are left out unless they are asked for. */
  readonly retired?: boolean | undefined;
}

/** Every checklist that can be run or is being written: the program's first, in its order. */
export function listTemplates({ store }: Pick<Engine, 'store'>, { text, about, retired }: ListQuestion): TemplateLine[] {
  const runs = runsByTemplate(store);
  const wanted = text?.trim().toLowerCase() ?? '';
  return templateKeys(store).flatMap((key): TemplateLine[] => {
    const newest = versionsOf(store, key)[0];
    const draft = readDraft(store, key);
    const content = newest?.content ?? draft;
    if (!content || (about !== undefined && content.about !== about)) return [];
    const isOff = isRetired(store, key);
    if (isOff && retired !== true) return [];
    if (wanted !== '' && !`${key}\n${content.title}\n${content.says}\n${content.moment}`.toLowerCase().includes(wanted)) return [];
    return [lineOf(key, content, newest, draft !== null, isOff, runs.get(key) ?? NO_RUNS)];
  });
}

/** One checklist with its versions; null where there is none of that key. */
export function oneTemplate({ store }: Pick<Engine, 'store'>, key: string, number?: number): z.output<typeof templateAnswer> | null {
  const versions = versionsOf(store, key);
  const draft = readDraft(store, key);
  if (versions.length === 0 && draft === null) return null;
  const runs = runsByVersion(store, key);
  const version = findVersion(store, key, number);
  return {
    key,
    origin: isBundled(key) ? 'bundled' : 'own',
    retired: isRetired(store, key),
    draft,
    version: version ? { ...versionAnswerOf(version), content: version.content } : null,
    versions: versions.map((each) => Object.assign(versionAnswerOf(each), { runs: runs.get(each.number) ?? 0 })),
  };
}

/** What is wrong with a template, as text or as a form has it, field by field; whether one of its versions has this content already. */
export function checkContent({ store }: Pick<Engine, 'store'>, content: unknown): z.output<typeof checkAnswer> {
  const read = typeof content === 'string' ? readTemplate(content) : checkTemplate(content);
  if ('faults' in read) return { faults: [...read.faults], template: null, hash: null, sameAs: null };
  const hash = contentHash(read.template);
  const same = versionsOf(store, read.template.key).find((version) => version.hash === hash);
  return { faults: [], template: read.template, hash, sameAs: same?.number ?? null };
}

/** A version as a file that an import reads back to the same hash; null where there is none. */
export function exportTemplate(
  { store }: Pick<Engine, 'store'>,
  key: string,
  number?: number,
): { name: string; content: string; number: number; hash: string } | null {
  const version = findVersion(store, key, number);
  if (!version) return null;
  return { name: `${key}-${version.number}.json`, content: templateText(version.content), number: version.number, hash: version.hash };
}

export function versionAnswerOf({ number, hash, note, at, by, origin }: Version): VersionAnswer {
  return { number, hash, note, at, by, origin };
}

function lineOf(
  key: string,
  content: Template,
  newest: Version | undefined,
  hasDraft: boolean,
  retired: boolean,
  runs: RunCounts,
): TemplateLine {
  const items = itemsOf(content);
  return {
    key,
    title: content.title,
    says: content.says,
    moment: content.moment,
    style: content.style,
    about: content.about,
    origin: isBundled(key) ? 'bundled' : 'own',
    newest: newest ? versionAnswerOf(newest) : null,
    hasDraft,
    retired,
    items: items.length,
    critical: items.filter(({ critical }) => critical).length,
    runs,
  };
}

interface RunCounts {
  readonly total: number;
  readonly open: number;
  readonly signed: number;
}
const NO_RUNS: RunCounts = { total: 0, open: 0, signed: 0 };

/** Void ones are not counted. */
function runsByTemplate(store: Reader): ReadonlyMap<string, RunCounts> {
  const rows = store.all<{ template: string; total: number; open: number; signed: number }>(
    `SELECT template, count(*) AS total, count(*) FILTER (WHERE state = 'open') AS open, count(*) FILTER (WHERE state = 'signed') AS signed
     FROM checklist_run WHERE state <> 'void' GROUP BY template`,
  );
  return new Map(rows.map(({ template, ...counts }) => [template, counts]));
}

function runsByVersion(store: Reader, key: string): ReadonlyMap<number, number> {
  const rows = store.all<{ number: number; runs: number }>(
    `SELECT number, count(*) AS runs FROM checklist_run WHERE template = ? AND state <> 'void' GROUP BY number`,
    key,
  );
  return new Map(rows.map(({ number, runs }) => [number, runs]));
}
