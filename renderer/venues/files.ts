import { useState } from 'react';
import type { EvidenceRef } from '../../shared/evidence/index.ts';

/** The files beside what is being entered: those it has, and what is added or taken away before it is saved. */
export interface Files {
  readonly evidence: EvidenceRef[];
  readonly add: (ref: EvidenceRef) => void;
  readonly remove: (ref: EvidenceRef) => void;
}

/** Begins with the files that are there. A file is named once. */
export function useFiles(known: readonly EvidenceRef[] = []): Files {
  const [evidence, setEvidence] = useState<EvidenceRef[]>(() => [...known]);
  return {
    evidence,
    add: (ref) => setEvidence((before) => (before.some((each) => each.evidence === ref.evidence) ? before : [...before, ref])),
    remove: (ref) => setEvidence((before) => before.filter((each) => each.evidence !== ref.evidence)),
  };
}
