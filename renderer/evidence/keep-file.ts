import { MOST_EVIDENCE_BYTES } from '../../shared/evidence/index.ts';
import { isRefused, type Outcome, refuse } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { base64Of, sizeText } from '../files/index.ts';
import { handOver } from '../imports/index.ts';

export type Kept = Extract<Awaited<ReturnType<typeof api.evidence.keep.mutate>>, { ok: unknown }>['ok'];

/** What was pasted lies nowhere on the disk and goes to the engine as text; beyond this it is better saved first. */
const MOST_PASTED_BYTES = 10_000_000;

/**
 * Hands a file to the engine and has it kept. `progress` hears how much of it has been handed over, from 0 to 1. A file beyond the limit is
 * refused before a byte of it is read.
 */
export async function keepFile(file: File, name: string, progress: (share: number) => void, signal: AbortSignal): Promise<Outcome<Kept>> {
  if (file.size > MOST_EVIDENCE_BYTES) {
    return refuse(
      'too-large',
      `${name} has ${sizeText(file.size)}; at most ${sizeText(MOST_EVIDENCE_BYTES)} are kept as evidence. Keep the pages or the moments that matter, or leave the file where it is and keep a note with its SHA-256.`,
    );
  }
  const handed = await handOver(file, progress, signal);
  if (!isRefused(handed)) return answered(() => api.evidence.keep.mutate({ path: handed.ok, name }));
  if (handed.error.code !== 'no-path') return handed;
  if (file.size > MOST_PASTED_BYTES) {
    return refuse(
      'too-large',
      `${name} has ${sizeText(file.size)}; at most ${sizeText(MOST_PASTED_BYTES)} can be pasted. Save it as a file, then drop that.`,
    );
  }
  const content = base64Of(new Uint8Array(await file.arrayBuffer()));
  return answered(() => api.evidence.keep.mutate({ content, name }));
}
