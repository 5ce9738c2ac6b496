import type { EvidenceRef, EvidenceState } from '../../../shared/evidence/index.ts';
import { done, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import { evidenceOf, evidenceState } from '../evidence/index.ts';

export type FileStanding = EvidenceRef & { readonly state: EvidenceState };

/** Refused where a file that is to be named is not kept, or has another hash than it is named with. */
export function requireKept(engine: Pick<Engine, 'store'>, refs: readonly EvidenceRef[]): Outcome<null> {
  const kept = evidenceOf(engine, idsOf(refs));
  const wrong = refs.find(({ evidence, sha256 }) => kept.get(evidence)?.sha256 !== sha256);
  if (!wrong) return done(null);
  const entry = kept.get(wrong.evidence);
  return entry
    ? refuse('other-evidence', `${entry.name} has the hash ${entry.sha256}, not ${wrong.sha256}. Attach it anew.`, { field: 'evidence' })
    : refuse('no-such-evidence', `No file is kept as ${wrong.evidence}. Attach it first.`, { field: 'evidence' });
}

/** How the files beside a score or an entry are found now. */
export function standingOfFiles(engine: Pick<Engine, 'store'>, refs: readonly EvidenceRef[]): FileStanding[] {
  if (refs.length === 0) return [];
  const states = evidenceState(engine, idsOf(refs));
  return refs.map(({ evidence, sha256 }) => {
    const found = states.get(evidence);
    const state = found === undefined ? 'missing' : found.sha256 === sha256 ? found.state : 'altered';
    return { evidence, sha256, state };
  });
}

function idsOf(refs: readonly EvidenceRef[]): readonly string[] {
  return refs.map(({ evidence }) => evidence);
}
