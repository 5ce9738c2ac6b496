import type { EvidenceRef, EvidenceState } from '../../shared/evidence/index.ts';
import { api } from '../engine/api.ts';
import { useReading } from '../engine/reading.ts';

export type EvidenceStanding = Awaited<ReturnType<typeof api.evidence.state.query>>[number];
export type EvidenceContent = Awaited<ReturnType<typeof api.evidence.read.query>>;

/** The entries of these ids with how their bytes are found now. */
export function useEvidence(ids: readonly string[]) {
  return useReading(
    { columns: ['evidence'], key: ['evidence.state', ids], ask: (signal) => api.evidence.state.query({ ids: [...ids] }, { signal }) },
    { enabled: ids.length > 0 },
  );
}

/** How a reference stands: an entry that is gone is missing, and one that names other bytes than it did is altered. */
export function standingOf(ref: EvidenceRef, entry: EvidenceStanding | undefined): EvidenceState {
  if (!entry) return 'missing';
  return entry.sha256 === ref.sha256 ? entry.state : 'altered';
}
