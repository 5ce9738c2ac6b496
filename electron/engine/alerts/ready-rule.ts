import { isRefused, type Unavailability } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import { type CompiledRule, compileRule } from './compiled-rule.ts';
import type { InputSeries } from './input-series.ts';
import type { PassFindings } from './pass-findings.ts';
import type { Awake } from './resting-rules.ts';
import type { StoredRule } from './rule-rows.ts';
import type { PassSeries, WatchedRule } from './samples.ts';
import { type Watched, watchedSubjects } from './subjects.ts';
import type { Remembered, WatchMemory } from './watch-memory.ts';
import type { WatchesBySubject } from './watch-rows.ts';

/** The reason of a watch whose subject is there no more. */
export const GONE = 'subject-gone';

/** One rule with its subjects, made ready for a pass. */
export interface ReadyRule extends WatchedRule {
  readonly stored: StoredRule;
  readonly compiled: CompiledRule;
  /** Those of its subjects that are looked at. */
  readonly chosen: readonly Watched[];
  readonly watches: WatchesBySubject;
  /** How its watches were evaluated last. */
  readonly remembered: Map<string, Remembered>;
}

/** A rule that cannot be read, or whose whole scope is gone, says so of each of its watches, and is evaluated no further: null. */
export function readyRule(
  engine: Engine,
  { rule: stored, only }: Awake,
  watches: WatchesBySubject,
  findings: PassFindings,
  memory: WatchMemory,
): ReadyRule | null {
  const { rule, terms } = stored;
  const compiled = compileRule(engine, terms.about.kind, terms.rule);
  const stand = (standing: 'unknown' | 'idle', because: Unavailability): null => {
    for (const [subject, watch] of watches) {
      if (watch.standing !== standing || watch.reason !== because.reason) findings.stand(rule, subject, standing, because);
    }
    return null;
  };
  if ('fault' in compiled) return stand('unknown', { reason: 'rule-not-readable', message: compiled.fault.message });
  const subjects = watchedSubjects(engine, terms.about);
  if (isRefused(subjects)) return stand('idle', { reason: subjects.error.code, message: subjects.error.message });
  if (only === null) cease(rule, subjects.ok, watches, findings);
  const chosen = only === null ? subjects.ok : subjects.ok.filter(({ id }) => only.has(id));
  return { rule, subjects: subjects.ok, stored, compiled: compiled.ok, chosen, watches, remembered: memory.watchesOf(stored) };
}

/** What the rule reads of a subject, as the journal has it, in the order of its plan's inputs. */
export function recordedInputs(rule: ReadyRule, subject: string, series: PassSeries): readonly InputSeries[] {
  const { plan, metrics } = rule.compiled;
  return plan.inputs.map((input, n) => series.recorded(input, metrics[n]!, rule, subject));
}

/** Whether the journal says that its subject is gone. */
export function isToldGone({ watches }: ReadyRule, subject: string): boolean {
  const watch = watches.get(subject);
  return watch?.standing === 'idle' && watch.reason === GONE;
}

/** Watches of subjects that left the scope. */
function cease(rule: string, subjects: readonly Watched[], watches: WatchesBySubject, findings: PassFindings): void {
  const [only] = subjects;
  if (subjects.length === 1 && watches.size === 1 && watches.has(only!.id)) return;
  const present = new Set(subjects.map(({ id }) => id));
  for (const subject of watches.keys()) if (!present.has(subject)) findings.ceased.push({ rule, subject });
}
