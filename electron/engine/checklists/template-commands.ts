import { checkTemplate, contentHash, faultWords, importedTemplate, type Signer, type Template } from '../../../shared/checklists/index.ts';
import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import type { Engine } from '../engine.ts';
import { actingPerson } from './persons.ts';
import { findVersion, FROM_PROGRAM, isBundled, isRetired, readDraft, type Version, versionsOf } from './template-rows.ts';

interface Named {
  readonly template: string;
}
interface Published extends Named {
  readonly number: number;
  readonly hash: string;
}

/** Writes the draft of one's own checklist, under the key that the content names. Runs never see it before it is published. */
export function writeDraft(engine: Engine, content: unknown): Outcome<Named> {
  const read = checkTemplate(content);
  if ('faults' in read) {
    const [first] = read.faults;
    return refuse('broken-template', `The draft cannot be kept: ${faultWords(first!)}.`, { faults: read.faults, field: first!.field });
  }
  return putDraft(engine, read.template);
}

export function discardDraft(engine: Engine, key: string): Outcome<Named> {
  const before = readDraft(engine.store, key);
  if (before === null) return refuse('no-draft', `${key} has no draft.`, { template: key });
  return committed(engine, [draftEvent(key, before, null)], { template: key });
}

/** Makes a draft under a new key from a version: how the bundled ones are edited. */
export function duplicateTemplate(
  engine: Engine,
  question: Named & { readonly number?: number | undefined; readonly key: string; readonly title?: string | undefined },
): Outcome<Named> {
  const version = findVersion(engine.store, question.template, question.number);
  const content = version?.content ?? (question.number === undefined ? readDraft(engine.store, question.template) : null);
  if (!content) return noVersion(question.template, question.number);
  if (versionsOf(engine.store, question.key).length > 0 || readDraft(engine.store, question.key) !== null) {
    return refuse('key-taken', `There is a checklist ${question.key} already. Choose another key.`, { field: 'key' });
  }
  return writeDraft(engine, { ...content, key: question.key, title: question.title ?? `${content.title} (copy)`.slice(0, 120) });
}

/** Makes the draft the newest version. From then on it never changes. */
export function publishDraft(
  engine: Engine,
  question: Named & { readonly note: string; readonly by?: string | undefined },
): Outcome<Published> {
  const { template: key, note } = question;
  const draft = readDraft(engine.store, key);
  if (draft === null) return refuse('no-draft', `${key} has no draft to publish. Change something first.`, { template: key });
  const by = actingPerson(engine, question.by);
  if (isRefused(by)) return by;
  const version = nextVersion(engine, draft, note, by.ok);
  if ('same' in version) {
    return refuse(
      'nothing-changed',
      `The draft says what version ${version.same.number} of ${key} says already. Discard it, or change something.`,
      { template: key },
    );
  }
  return committed(engine, [...version.events, draftEvent(key, draft, null)], version.published);
}

/** Publishes an earlier version's content again, as the newest. */
export function restoreVersion(
  engine: Engine,
  question: Named & { readonly number: number; readonly note: string; readonly by?: string | undefined },
): Outcome<Published> {
  const { template: key, number, note } = question;
  if (isBundled(key)) return readOnly(key);
  const earlier = findVersion(engine.store, key, number);
  if (!earlier) return noVersion(key, number);
  const by = actingPerson(engine, question.by);
  if (isRefused(by)) return by;
  const version = nextVersion(engine, earlier.content, note, by.ok);
  if ('same' in version) return refuse('nothing-changed', `Version ${number} of ${key} is the newest already.`, { template: key });
  return committed(engine, version.events, version.published);
}

/** A retired checklist is not offered any more; its versions and runs stay. */
export function retireTemplate(engine: Engine, key: string): Outcome<Named> {
  if (versionsOf(engine.store, key).length === 0) return noVersion(key, undefined);
  if (isRetired(engine.store, key)) return refuse('retired-already', `${key} is retired already.`, { template: key });
  return committed(engine, [{ type: 'checklists.template-retired', subject: key, payload: {} }], { template: key });
}

export function reinstateTemplate(engine: Engine, key: string): Outcome<Named> {
  if (!isRetired(engine.store, key)) return refuse('not-retired', `${key} is not retired.`, { template: key });
  return committed(engine, [{ type: 'checklists.template-reinstated', subject: key, payload: {} }], { template: key });
}

interface ImportQuestion {
  readonly content: string;
  /** The file's name, for sentences. */
  readonly name?: string | undefined;
  /** Another key than the file's. */
  readonly key?: string | undefined;
  readonly note?: string | undefined;
  readonly by?: string | undefined;
}

/** Publishes what a file holds as the newest version of its key; content that a version has already makes none. */
export function importTemplate(engine: Engine, question: ImportQuestion): Outcome<Published & { outcome: 'published' | 'known' }> {
  const file = question.name ?? 'The file';
  const read = importedTemplate(question.content, file);
  if (isRefused(read)) return read;
  const named = checkTemplate({ ...read.ok, key: question.key ?? read.ok.key });
  if ('faults' in named)
    return refuse('broken-template', `The key ${question.key} cannot be used: ${faultWords(named.faults[0]!)}.`, { field: 'key' });
  const { template } = named;
  const hash = contentHash(template);
  const known = versionsOf(engine.store, template.key).find((version) => version.hash === hash);
  if (known) return done({ template: template.key, number: known.number, hash, outcome: 'known' });
  if (isBundled(template.key)) {
    return refuse(
      'bundled',
      `${file} has the key ${template.key}, which belongs to a checklist of the program. Import it under another key.`,
      { field: 'key' },
    );
  }
  const by = actingPerson(engine, question.by);
  if (isRefused(by)) return by;
  const version = nextVersion(engine, template, question.note ?? `Imported from ${file}.`, by.ok);
  if ('same' in version) return done({ template: template.key, number: version.same.number, hash, outcome: 'known' });
  return committed(engine, version.events, { ...version.published, outcome: 'published' });
}

/** The event that takes a version of the program over into the journal, where a run is about to be frozen to it; none where it is there. */
export function adoption(version: Version): readonly NewEvent[] {
  if (version.at !== null) return [];
  const { content, number, hash } = version;
  const payload = { number, content, hash, note: FROM_PROGRAM, by: null, origin: 'bundled' };
  return [{ type: 'checklists.version-published', subject: content.key, payload }];
}

export function noVersion(key: string, number: number | undefined): Outcome<never> {
  return number === undefined
    ? refuse('no-such-template', `There is no published checklist ${key}.`, { template: key })
    : refuse('no-such-version', `${key} has no version ${number}.`, { template: key, number });
}

function putDraft(engine: Engine, after: Template): Outcome<Named> {
  const { key } = after;
  if (isBundled(key)) return readOnly(key);
  const before = readDraft(engine.store, key);
  if (before !== null && contentHash(before) === contentHash(after)) return done({ template: key });
  return committed(engine, [draftEvent(key, before, after)], { template: key });
}

function readOnly(key: string): Outcome<never> {
  return refuse('bundled', `${key} comes with the program and is read-only. Duplicate it to edit the copy.`, { template: key });
}

function draftEvent(key: string, before: Template | null, after: Template | null): NewEvent {
  return { type: 'checklists.draft-written', subject: key, payload: { before, after } };
}

function nextVersion(
  engine: Engine,
  content: Template,
  note: string,
  by: Signer,
): { same: Version } | { events: NewEvent[]; published: Published } {
  const newest = versionsOf(engine.store, content.key)[0];
  const hash = contentHash(content);
  if (newest?.hash === hash) return { same: newest };
  const number = (newest?.number ?? 0) + 1;
  const payload = { number, content, hash, note, by, origin: 'own' };
  return {
    events: [{ type: 'checklists.version-published', subject: content.key, payload }],
    published: { template: content.key, number, hash },
  };
}

function committed<T>(engine: Engine, events: readonly NewEvent[], answer: T): Outcome<T> {
  const outcome = engine.journal.commit(events);
  return isRefused(outcome) ? outcome : done(answer);
}
