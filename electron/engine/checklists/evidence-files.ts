import type { FileStates } from '../../../shared/checklists/index.ts';
import type { EvidenceRef, EvidenceState } from '../../../shared/evidence/index.ts';
import { done, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import { evidenceOf, evidenceState } from '../evidence/index.ts';

/** How the files beside answers stand now, by evidence. One that has another hash than the answer names is altered, whoever altered it. */
export function fileStates(engine: Pick<Engine, 'store'>, refs: readonly EvidenceRef[]): FileStates {
  if (refs.length === 0) return NONE;
  const found = evidenceState(
    engine,
    refs.map(({ evidence }) => evidence),
  );
  return new Map(refs.map((ref) => [ref.evidence, stateOf(ref, found.get(ref.evidence))]));
}

const NONE: FileStates = new Map();

/** The same of files that are about to be named; refused where one is not there or has another hash. */
export function knownFiles(engine: Pick<Engine, 'store'>, refs: readonly EvidenceRef[]): Outcome<FileStates> {
  if (refs.length === 0) return done(NONE);
  const entries = evidenceOf(
    engine,
    refs.map(({ evidence }) => evidence),
  );
  for (const { evidence, sha256 } of refs) {
    const entry = entries.get(evidence);
    if (!entry || entry.removed) return refuse('no-such-evidence', `No file is kept as ${evidence}. Drop it again.`, { evidence });
    if (entry.sha256 !== sha256) {
      return refuse('other-evidence', `${entry.name} is kept with the hash ${entry.sha256}, not ${sha256}.`, { evidence });
    }
  }
  return done(fileStates(engine, refs));
}

function stateOf({ sha256 }: EvidenceRef, entry: { readonly sha256: string; readonly state: EvidenceState } | undefined): EvidenceState {
  if (!entry) return 'missing';
  return entry.sha256 === sha256 ? entry.state : 'altered';
}
