import type { Evaluated } from '../../../shared/alerts/index.ts';
import { isRefused } from '../../../shared/figures/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';
import { evaluateRules } from './evaluation-pass.ts';
import { isoOf } from './firing-why.ts';
import { PassFindings } from './pass-findings.ts';
import type { StoredRule } from './rule-rows.ts';
import { memoryOf } from './watch-memory.ts';

/** How far the evaluation has come, as the journal says. */
interface Progress {
  readonly last_seq: number;
  readonly taken_in: number;
}

/** Another process, or the person, changed what a pass had begun from. */
class ChangedMeanwhile extends Error {}

const TRIES = 5;

/**
 * Evaluates rules once, all that are armed or some, before it answers. Answers false where it could not be recorded: the workspace is read-only, the
 * disk is full, or others kept changing it.
 */
export function evaluateOnce(engine: Engine, only?: readonly string[]): boolean {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const pass = passOver(engine, (rule) => only === undefined || only.includes(rule.rule), only === undefined);
    let step = pass.next();
    while (step.done !== true) step = pass.next();
    if (step.value !== 'again') return step.value === 'recorded';
  }
  return false;
}

export type Passed = 'recorded' | 'refused' | 'again';

/**
 * One pass over rules: reads, evaluates, and records what is new in one go, if nobody has recorded anything meanwhile. `isWhole` says that all rules
 * that new data may concern are among them, so that the data are taken in with it.
 */
export function* passOver(engine: Engine, isMeant: (rule: StoredRule) => boolean, isWhole: boolean): Generator<void, Passed> {
  const { store, journal } = engine;
  if (engine.workspace.readOnly !== null) return 'refused';
  const before = progressOf(engine);
  const { size } = journal.head();
  const found = Date.parse(engine.now());
  const findings = new PassFindings();
  const memory = memoryOf(store);
  memory.standAt(before.last_seq);
  const rules = memory.resting.awake(engine, memory.armedRules(store), found).filter(({ rule }) => isMeant(rule));
  yield* evaluateRules(engine, rules, { found, takenIn: before.taken_in, reads: true }, findings, memory);
  let last = before.last_seq;
  for (const event of findings.events(isoOf(found), { before: before.taken_in, now: isWhole ? size : before.taken_in })) {
    const seq = commitAfter(engine, event, last);
    if (typeof seq === 'string') {
      memory.forget();
      return seq;
    }
    memory.stepTo(seq, { begun: [], ceased: [], standings: [], ...(event.payload as Partial<Evaluated>) });
    last = seq;
    yield;
  }
  return 'recorded';
}

/** Records an event, if the last one that anybody recorded of alerts is still the one with that place; answers its own place. */
function commitAfter({ store, journal }: Engine, event: NewEvent, last: number): number | 'refused' | 'again' {
  recording.add(store);
  try {
    // Asked before the fold of this very event: so what stands there was written by somebody else.
    const committed = journal.commit([event], (writer) => {
      if ((writer.get<Progress>(PROGRESS)?.last_seq ?? -1) !== last) throw new ChangedMeanwhile();
    });
    return isRefused(committed) ? 'refused' : committed.ok[0]!.seq;
  } catch (thrown) {
    if (!(thrown instanceof ChangedMeanwhile)) throw thrown;
    return 'again';
  } finally {
    recording.delete(store);
  }
}

/** Stores in which a pass is being recorded: what it tells the listeners calls for no other pass. */
const recording = new WeakSet<Reader>();

export function isRecording(store: Reader): boolean {
  return recording.has(store);
}

const PROGRESS = 'SELECT last_seq, taken_in FROM alert_progress';

function progressOf({ store }: Pick<Engine, 'store'>): Progress {
  return store.get<Progress>(PROGRESS) ?? { last_seq: -1, taken_in: 0 };
}
