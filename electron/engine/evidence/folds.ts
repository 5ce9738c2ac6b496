import type { AboutEvidenceFile, EvidenceNoteChanged } from '../../../shared/evidence/index.ts';
import { type Fold, fold } from '../column.ts';

export const evidenceFolds: Readonly<Record<string, Fold>> = {
  'evidence.file-kept': fold<AboutEvidenceFile>((store, { seq, at, subject, payload: { file } }) => {
    store.run(
      `INSERT OR REPLACE INTO evidence (evidence, seq, sha256, name, media_type, bytes, captured_at, kept_at, origin, note, removed)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
      subject,
      seq,
      file.sha256,
      file.name,
      file.mediaType,
      file.bytes,
      file.capturedAt,
      at,
      file.origin,
      file.note,
    );
  }),
  'evidence.note-changed': fold<EvidenceNoteChanged>((store, { subject, payload: { after } }) => {
    store.run('UPDATE evidence SET note = ?, origin = ? WHERE evidence = ?', after.note, after.origin, subject);
  }),
  'evidence.file-removed': fold<AboutEvidenceFile>((store, { subject }) => {
    store.run('UPDATE evidence SET removed = 1 WHERE evidence = ?', subject);
  }),
  'evidence.file-restored': fold<AboutEvidenceFile>((store, { subject }) => {
    store.run('UPDATE evidence SET removed = 0 WHERE evidence = ?', subject);
  }),
};
