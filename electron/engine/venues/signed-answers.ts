import { type StandingAnswer, standingAnswers } from '../checklists/index.ts';
import type { Engine } from '../engine.ts';

/** Latest signed answers about a venue by item (`P01`), over all its checklists. */
export function signedAnswers(engine: Engine, venue: string): ReadonlyMap<string, StandingAnswer> {
  return standingAnswers(engine, { kind: 'venue', id: venue });
}
