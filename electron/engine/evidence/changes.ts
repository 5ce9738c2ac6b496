import type { AboutEvidenceFile, EvidenceEntry, EvidenceFile, EvidenceNoteChanged } from '../../../shared/evidence/index.ts';
import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import type { Engine } from '../engine.ts';
import { entryOf } from './entries.ts';

type Writing = Pick<Engine, 'store' | 'journal'>;

/** Finds an entry, removed or not. */
export function findEvidence({ store }: Pick<Engine, 'store'>, evidence: string): Outcome<EvidenceEntry> {
  const entry = entryOf(store, evidence);
  return entry ? done(entry) : refuse('no-such-evidence', `There is no evidence with the id ${evidence}.`, { evidence });
}

/** Changes what people tell of evidence; what the file is cannot be changed. */
export function changeNote(
  engine: Writing,
  { evidence, note, origin }: { readonly evidence: string; readonly note?: string | undefined; readonly origin?: string | undefined },
): Outcome<EvidenceEntry> {
  const found = findEvidence(engine, evidence);
  if (isRefused(found)) return found;
  const before = { note: found.ok.note, origin: found.ok.origin };
  const after = { note: note ?? before.note, origin: origin ?? before.origin };
  if (after.note === before.note && after.origin === before.origin) return found;
  const payload: EvidenceNoteChanged = { before, after };
  return settled(engine, evidence, { type: 'evidence.note-changed', subject: evidence, payload });
}

export function removeEvidence(engine: Writing, evidence: string): Outcome<EvidenceEntry> {
  const found = findEvidence(engine, evidence);
  if (isRefused(found) || found.ok.removed) return found;
  const payload: AboutEvidenceFile = { file: fileOf(found.ok) };
  return settled(engine, evidence, { type: 'evidence.file-removed', subject: evidence, payload });
}

export function restoreEvidence(engine: Writing, evidence: string): Outcome<EvidenceEntry> {
  const found = findEvidence(engine, evidence);
  if (isRefused(found) || !found.ok.removed) return found;
  const payload: AboutEvidenceFile = { file: fileOf(found.ok) };
  return settled(engine, evidence, { type: 'evidence.file-restored', subject: evidence, payload });
}

function settled(engine: Writing, evidence: string, event: NewEvent): Outcome<EvidenceEntry> {
  const committed = engine.journal.commit([event]);
  return isRefused(committed) ? committed : findEvidence(engine, evidence);
}

function fileOf({ sha256, name, mediaType, bytes, capturedAt, origin, note }: EvidenceEntry): EvidenceFile {
  return { sha256, name, mediaType, bytes, capturedAt, origin, note };
}
