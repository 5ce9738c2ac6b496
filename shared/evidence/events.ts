import { z } from 'zod';
import { eventType, type EventType } from '../journal/index.ts';
import { evidenceFileSchema } from './evidence-file.ts';

/** The subject of every event here is the entry; the bytes lie beside the journal under the hash that the event names. */
const aboutFile = z.object({ file: evidenceFileSchema });
export type AboutEvidenceFile = z.infer<typeof aboutFile>;

const told = z.object({ note: z.string().max(10_000), origin: z.string().max(2_000) });
const noteChangedPayload = z.object({ before: told, after: told });
export type EvidenceNoteChanged = z.infer<typeof noteChangedPayload>;

const fileKept = eventType({
  type: 'evidence.file-kept',
  version: 1,
  payload: aboutFile,
  words: ({ file: { name, sha256, bytes } }) => `Kept ${name} as evidence (${bytes.toLocaleString('en')} bytes, ${sha256.slice(0, 8)})`,
  inverse: ({ subject, payload }) => ({ type: 'evidence.file-removed', subject, payload }),
});

const noteChanged = eventType({
  type: 'evidence.note-changed',
  version: 1,
  payload: noteChangedPayload,
  words: ({ before, after }) => (before.note === after.note ? 'Told where evidence comes from' : 'Wrote a note on evidence'),
  inverse: ({ type, subject, payload: { before, after } }) => ({ type, subject, payload: { before: after, after: before } }),
});

/** Takes an entry out of lists; what names it still finds it, and its bytes stay. */
const fileRemoved = eventType({
  type: 'evidence.file-removed',
  version: 1,
  payload: aboutFile,
  words: ({ file }) => `Removed ${file.name} from the evidence; its bytes stay`,
  inverse: ({ subject, payload }) => ({ type: 'evidence.file-restored', subject, payload }),
});

const fileRestored = eventType({
  type: 'evidence.file-restored',
  version: 1,
  payload: aboutFile,
  words: ({ file }) => `Brought ${file.name} back into the evidence`,
  inverse: ({ subject, payload }) => ({ type: 'evidence.file-removed', subject, payload }),
});

export const evidenceEvents: readonly EventType[] = [fileKept, noteChanged, fileRemoved, fileRestored];
