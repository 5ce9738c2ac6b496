import { z } from 'zod';
import { EVIDENCE_STATES, evidenceEntrySchema, evidenceFileSchema } from '../../../shared/evidence/index.ts';
import { identifier, instantString } from '../../../shared/figures/index.ts';
import { command, query, router } from '../api/procedure.ts';
import { listEntries } from './entries.ts';
import { keepEvidence } from './keep.ts';
import { changeNote, removeEvidence, restoreEvidence } from './changes.ts';
import { readEvidence, saveEvidence } from './read.ts';
import { evidenceState } from './state.ts';

const path = z.string().min(1).max(4_096);
const entry = z.object({ evidence: identifier });

export const evidenceProcedures = router({
  keep: command(
    {
      says: 'Keeps a file as evidence, from a path or as base64: hashed, its type told by its content, sealed where a passphrase is set',
      input: z.object({
        path: path.optional(),
        /** Base64, in place of a path. */
        content: z.string().optional(),
        /** The file's own name; needed with `content`, and where `path` is a copy under another name. */
        name: z.string().trim().min(1).max(300).optional(),
        capturedAt: instantString.optional(),
        origin: evidenceFileSchema.shape.origin.optional(),
        note: evidenceFileSchema.shape.note.optional(),
      }),
      output: evidenceEntrySchema,
    },
    (engine, input) => keepEvidence(engine, input),
  ),
  list: query(
    {
      says: 'Evidence that was not removed, newest first; `search` looks into name, origin and note',
      input: z.object({ search: z.string().max(200).optional(), limit: z.int().min(1).max(10_000).optional() }),
      output: z.array(evidenceEntrySchema),
    },
    (engine, { search = '', limit = 1_000 }) => listEntries(engine.store, { search, limit }),
  ),
  state: query(
    {
      says: 'Whether the bytes of evidence are kept, missing, altered, or locked by a passphrase; ids that name none are left out',
      input: z.object({ ids: z.array(identifier).max(1_000) }),
      output: z.array(evidenceEntrySchema.extend({ state: z.enum(EVIDENCE_STATES) })),
    },
    (engine, { ids }) => [...evidenceState(engine, ids).values()],
  ),
  read: query(
    {
      says: 'One file of evidence with its bytes as base64; null with a sentence where they are missing, altered or locked',
      input: entry,
      output: z.object({
        entry: evidenceEntrySchema.nullable(),
        content: z.string().nullable(),
        message: z.string().nullable(),
      }),
    },
    (engine, { evidence }) => readEvidence(engine, evidence),
  ),
  save: command(
    {
      says: 'Writes the bytes of evidence to a path that does not exist yet',
      input: z.object({ evidence: identifier, path }),
      output: z.object({ path: z.string(), bytes: z.int() }),
    },
    (engine, input) => saveEvidence(engine, input),
  ),
  changeNote: command(
    {
      says: 'Changes what is told of evidence: its note, where it comes from',
      input: z.object({
        evidence: identifier,
        note: evidenceFileSchema.shape.note.optional(),
        origin: evidenceFileSchema.shape.origin.optional(),
      }),
      output: evidenceEntrySchema,
    },
    (engine, input) => changeNote(engine, input),
  ),
  remove: command(
    { says: 'Takes evidence out of lists; what names it still finds it, and its bytes stay', input: entry, output: evidenceEntrySchema },
    (engine, { evidence }) => removeEvidence(engine, evidence),
  ),
  restore: command({ says: 'Brings removed evidence back into lists', input: entry, output: evidenceEntrySchema }, (engine, { evidence }) =>
    restoreEvidence(engine, evidence),
  ),
});
