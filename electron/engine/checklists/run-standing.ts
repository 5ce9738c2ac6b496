import {
  type Facts,
  type FileStates,
  type Interruption,
  interruptionOf,
  type RunStanding,
  runStanding,
} from '../../../shared/checklists/index.ts';
import type { Engine } from '../engine.ts';
import { fileStates } from './evidence-files.ts';
import { factsOf } from './readings.ts';
import type { Run } from './run-rows.ts';

/** A run as it stands now, with the facts and files that were looked at. */
export interface StandingRun {
  readonly run: Run;
  readonly facts: Facts;
  readonly files: FileStates;
  readonly standing: RunStanding;
  readonly interruption: Interruption | null;
}

export function standNow(engine: Engine, run: Run, at: string = engine.now()): StandingRun {
  const refs = [...run.items.values()].flatMap(({ answer }) => answer?.evidence ?? []);
  return stand(engine, run, fileStates(engine, refs), at);
}

/** The same without looking at the bytes of files, which takes time and matters only to who signs or looks on: for an answer. */
export function standForAnswer(engine: Engine, run: Run, at: string): StandingRun {
  return stand(engine, run, new Map(), at);
}

function stand(engine: Engine, run: Run, files: FileStates, at: string): StandingRun {
  const facts = run.frozen?.facts ?? factsOf(engine, run.about);
  const standing = runStanding(run, facts, files, at);
  return { run, facts, files, standing, interruption: interruptionOf(run, standing, at) };
}
