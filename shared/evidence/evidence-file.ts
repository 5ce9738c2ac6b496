import { z } from 'zod';
import { identifier, instantString } from '../figures/index.ts';

/** Bytes of one file that is kept as evidence; a larger one is refused before any of it is stored. */
export const MOST_EVIDENCE_BYTES = 100_000_000;

/** SHA-256 in hexadecimal. */
export const sha256String = z.string().regex(/^[0-9a-f]{64}$/);

/** How another column names evidence: the entry, and the hash of the bytes that it had when it was named. */
export const evidenceRefSchema = z.object({ evidence: identifier, sha256: sha256String });
export type EvidenceRef = z.infer<typeof evidenceRefSchema>;

/** A file as it was taken into custody. Its bytes lie in the store under their hash, once, however many entries name them. */
export const evidenceFileSchema = z.object({
  sha256: sha256String,
  /** The file's own name, without a folder. */
  name: z.string().min(1).max(300),
  /** By its content, not by what its name says. */
  mediaType: z.string().min(1).max(200),
  bytes: z.int().min(1).max(MOST_EVIDENCE_BYTES),
  /** When it shows what it shows; where nobody told, when it was kept. */
  capturedAt: instantString,
  /** Where it comes from in words or as an address: "chat with the desk", "https://…". Empty where nobody told. */
  origin: z.string().max(2_000),
  note: z.string().max(10_000),
});
export type EvidenceFile = z.infer<typeof evidenceFileSchema>;

/**
 * How the bytes are found: as they were, gone, with another hash, or sealed under a passphrase that is not there (then the sealed bytes
 * are those that were sealed).
 */
export const EVIDENCE_STATES = ['kept', 'missing', 'altered', 'locked'] as const;
export type EvidenceState = (typeof EVIDENCE_STATES)[number];

/** An entry as lists show it. `removed` ones are out of lists, their bytes stay. */
export const evidenceEntrySchema = evidenceFileSchema.extend({
  evidence: identifier,
  keptAt: instantString,
  removed: z.boolean(),
});
export type EvidenceEntry = z.infer<typeof evidenceEntrySchema>;
