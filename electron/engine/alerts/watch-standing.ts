import type { z } from 'zod';
import { type Distance, distanceAt, type Plan } from '../../../shared/alerts/index.ts';
import { Decimal } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { countsAnswer, distanceAnswer, watchAnswer } from './answers.ts';
import { type CompiledRule, compileRule } from './compiled-rule.ts';
import { evaluateRules } from './evaluation-pass.ts';
import { isoOf } from './firing-why.ts';
import { type InputSeries, textAt } from './input-series.ts';
import { PassFindings } from './pass-findings.ts';
import { whole } from './resting-rules.ts';
import { readArmedRules, type StoredRule } from './rule-rows.ts';
import { snoozedUntil } from './snoozes.ts';
import { titleOf } from './subjects.ts';
import type { WatchEvaluation } from './watch-evaluation.ts';
import { memoryOf, type Remembered, WatchMemory } from './watch-memory.ts';
import { type StoredWatch, watchesOf } from './watch-rows.ts';

export type WatchAnswer = z.output<typeof watchAnswer>;
export type DistanceAnswer = z.output<typeof distanceAnswer>;

const dry = new WeakMap<object, { readonly version: string; readonly memory: WatchMemory }>();

/**
 * How the watches of armed rules stand: as the evaluation that goes on in this process remembers; where none does, as one evaluates now that
 * records nothing.
 */
export function standingOf(engine: Engine): WatchMemory {
  const kept = memoryOf(engine.store);
  if (kept.isKept) return kept;
  const now = Date.parse(engine.now());
  const version = `${engine.journal.head().size} ${Math.floor(now / 60_000)}`;
  const found = dry.get(engine.store);
  if (found?.version === version) return found.memory;
  const memory = new WatchMemory();
  const options = { found: now, takenIn: Number.MAX_SAFE_INTEGER, reads: true };
  const pass = evaluateRules(engine, readArmedRules(engine.store).map(whole), options, new PassFindings(), memory);
  while (pass.next().done !== true);
  dry.set(engine.store, { version, memory });
  return memory;
}

/** The watches of an armed rule with where they stand. */
export function watchLines(engine: Engine, stored: StoredRule): readonly WatchAnswer[] {
  const compiled = compileRule(engine, stored.terms.about.kind, stored.terms.rule);
  const remembered = standingOf(engine).watchesOf(stored);
  const open = openFirings(engine, stored.rule);
  return [...watchesOf(engine.store, stored.rule)].map(([subject, watch]) => {
    const last = remembered.get(subject);
    const ok = 'fault' in compiled ? undefined : compiled.ok;
    return lineOf(engine, { stored, compiled: ok, subject, watch, last, firing: open.get(subject) ?? null });
  });
}

type Counts = z.output<typeof countsAnswer>;
const NONE: Counts = { total: 0, armed: 0, pending: 0, firing: 0, recovering: 0, cooling: 0, spent: 0, unknown: 0, idle: 0 };

/** How many watches of an armed rule are in each phase, and the quiet one that needs the least to fire: of many subjects, without telling each. */
export function watchCounts(
  engine: Engine,
  stored: StoredRule,
): { readonly counts: Counts; readonly nearest: { readonly subject: string; readonly distance: DistanceAnswer } | null } {
  const compiled = compileRule(engine, stored.terms.about.kind, stored.terms.rule);
  const remembered = standingOf(engine).watchesOf(stored);
  const open = openFirings(engine, stored.rule);
  const counts = { ...NONE };
  let nearest: { readonly subject: string; readonly distance: DistanceAnswer } | null = null;
  for (const [subject, watch] of watchesOf(engine.store, stored.rule)) {
    const last = remembered.get(subject);
    const phase = phaseOf(watch, last, open.has(subject));
    counts.total += 1;
    counts[phase] += 1;
    if (last === undefined || 'fault' in compiled || (phase !== 'armed' && phase !== 'pending' && phase !== 'cooling')) continue;
    const distance = last.distance(() => distanceOf(engine, compiled.ok.plan, last));
    if (distance.share === null) continue;
    if (nearest === null || distance.share < (nearest.distance.share ?? 0)) nearest = { subject, distance };
  }
  return { counts, nearest };
}

interface Standing {
  readonly stored: StoredRule;
  readonly compiled: CompiledRule | undefined;
  readonly subject: string;
  readonly watch: StoredWatch;
  readonly last: Remembered | undefined;
  readonly firing: string | null;
}

function lineOf(engine: Engine, { stored, compiled, subject, watch, last, firing }: Standing): WatchAnswer {
  const { rule, terms } = stored;
  const because = watch.reason === null ? null : { reason: watch.reason, message: watch.message ?? '' };
  const state = last?.evaluation.state;
  return {
    rule,
    kind: terms.about.kind,
    subject,
    title: titleOf(engine, terms.about.kind, subject) ?? subject,
    phase: phaseOf(watch, last, firing !== null),
    because,
    holdsSince: instantOrNull(state?.holdsSince),
    quietUntil: instantOrNull(state?.quietUntil),
    values: compiled === undefined || last === undefined ? [] : valuesOf(compiled, last.inputs),
    distance: compiled === undefined || last === undefined ? null : last.distance(() => distanceOf(engine, compiled.plan, last)),
    snoozedUntil: snoozedUntil(engine, rule, subject),
    firing,
  };
}

/** A watch as the journal and its last evaluation say. */
export function phaseOf(watch: StoredWatch, last: Remembered | undefined, fires: boolean): WatchAnswer['phase'] {
  if (watch.standing === 'idle') return 'idle';
  const phase = last?.evaluation.state.phase ?? 'armed';
  if (fires) return phase === 'recovering' ? 'recovering' : 'firing';
  if (watch.standing === 'unknown') return 'unknown';
  // It fires, but is due only when its hours begin.
  return phase === 'firing' || phase === 'recovering' ? 'pending' : phase;
}

export function valuesOf({ plan, metrics }: CompiledRule, inputs: readonly InputSeries[]): WatchAnswer['values'] {
  return inputs.map((input, n) => {
    const last = input.history.length - 1;
    const { metric } = input;
    return {
      name: plan.inputs[n]!.key,
      metric: metrics[n]!.id,
      unit: plan.inputs[n]!.isRank ? ('count' as const) : metric.unit,
      value: textAt(input, last),
      ...(input.currency === undefined ? {} : { currency: input.currency }),
      observed: last < 0 ? null : isoOf(input.history.at[last]!),
      because: input.because === null ? null : { reason: input.because.reason, message: input.because.message },
    };
  });
}

function distanceOf(engine: Engine, plan: Plan, { inputs, evaluation }: Remembered): DistanceAnswer {
  return distanceAnswerOf(plan, inputs, evaluation, Date.parse(engine.now()));
}

export function distanceAnswerOf(plan: Plan, inputs: readonly InputSeries[], { state }: WatchEvaluation, now: number): DistanceAnswer {
  const observed = inputs.flatMap(({ history }) => (history.length === 0 ? [] : [history.at[history.length - 1]!]));
  // Where the clock has no say, the rule stands where its last observation left it.
  const isClocked = observed.length === 0 || plan.inputs.some(({ offsets }) => offsets.length > 0);
  const last = Math.max(...observed, ...(isClocked ? [now] : []));
  const distance = distanceAt(plan, inputs, state, last);
  const { share, holds, held } = distance;
  return {
    says: distanceWords(distance),
    share: finite(share),
    holds,
    held,
    clauses: distance.clauses.map(({ text, holds: isSo, wanted, sides, levels, gap, ofLevel, ofRange }) => ({
      text,
      holds: isSo,
      wanted,
      value: finite(sides[0]?.value ?? null),
      word: sides[0]?.word ?? null,
      levels: levels.filter((level) => Number.isFinite(level)),
      gap: finite(gap),
      ofLevel: finite(ofLevel),
      ofRange: finite(ofRange),
    })),
  };
}

function distanceWords({ holds, share, held, clauses }: Distance): string {
  if (held !== null) return `holds ${lengthWords(held.so)} of ${lengthWords(held.of)}`;
  if (holds === true) return 'holds now';
  if (share === null) return 'cannot be said';
  const [farthest] = clauses.filter((clause) => clause.holds !== clause.wanted).sort((a, b) => (b.ofLevel ?? 1) - (a.ofLevel ?? 1));
  const of = farthest?.ofLevel ?? null;
  return of === null ? 'does not hold' : `${new Decimal(of * 100).toSignificantDigits(3).toFixed()} % away`;
}

const [MINUTE, HOUR, DAY] = [6e4, 36e5, 864e5];

/** `40 min`, `5 h`, `2 d`: whole units, never more than has passed. */
function lengthWords(milliseconds: number): string {
  if (milliseconds < HOUR) return `${Math.floor(milliseconds / MINUTE)} min`;
  if (milliseconds < 2 * DAY) return `${Math.floor(milliseconds / HOUR)} h`;
  return `${Math.floor(milliseconds / DAY)} d`;
}

function finite(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : value;
}

function openFirings({ store }: Engine, rule: string): ReadonlyMap<string, string> {
  const rows = store.all<{ subject: string; firing: string }>(
    "SELECT subject, firing FROM alert_firing WHERE rule = ? AND ended IS NULL AND told = 1 AND what = 'condition'",
    rule,
  );
  return new Map(rows.map(({ subject, firing }) => [subject, firing]));
}

function instantOrNull(instant: number | null | undefined): string | null {
  return instant === null || instant === undefined ? null : isoOf(instant);
}
