import type { Plan } from '../../../shared/alerts/index.ts';
import type { History } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import { chooseSamples } from './chosen-samples.ts';
import { dueSpans } from './due-spans.ts';
import { type InputSeries, METRIC_FAILED } from './input-series.ts';
import type { PassFindings } from './pass-findings.ts';
import { GONE, isToldGone, type ReadyRule, readyRule, recordedInputs } from './ready-rule.ts';
import type { DueSpan, Recorded } from './recorded-spans.ts';
import type { Awake } from './resting-rules.ts';
import { PassSeries } from './samples.ts';
import { seenUntil } from './seen-observations.ts';
import { Turn } from './turns.ts';
import { evaluateFurther, type WatchEvaluation } from './watch-evaluation.ts';
import { recordSpans, recordStanding, type Watching } from './watch-findings.ts';
import { Remembered, type WatchMemory } from './watch-memory.ts';
import { type AskedWatch, recordedSpans } from './watch-rows.ts';

/** What a pass looks at. */
export interface PassOptions {
  /** The clock, in milliseconds since 1970. */
  readonly found: number;
  /** The data of so many entries of the journal were taken in before. */
  readonly takenIn: number;
  /** Whether what is only known now is read; without it, only what the journal and the data hold counts. */
  readonly reads: boolean;
}

/** So many watches are compared with the journal at once. */
const TOGETHER = 500;

/**
 * Evaluates rules: what is to be sampled is read, all of a watch's past is evaluated where anything of it is new, and the difference to what the
 * journal says goes into the findings. It writes nothing. Yields every few milliseconds, so that others may have their turn.
 */
export function* evaluateRules(
  engine: Engine,
  rules: readonly Awake[],
  options: PassOptions,
  findings: PassFindings,
  memory: WatchMemory,
): Generator<void> {
  const { found, reads } = options;
  const turn = new Turn();
  const series = new PassSeries(engine, found);
  const watchesOf = memory.storedWatches(
    engine.store,
    rules.map(({ rule }) => rule.rule),
  );
  const ready: ReadyRule[] = [];
  for (const awake of rules) {
    const rule = readyRule(engine, awake, watchesOf(awake.rule.rule), findings, memory);
    if (rule !== null) ready.push(rule);
    if (turn.isOver()) yield;
  }
  if (reads) yield* chooseSamples(ready, series, found, turn);
  for (const sample of series.samples) findings.samples.push(sample);
  let looked: Looked[] = [];
  for (const rule of ready) {
    for (const watched of rule.chosen) {
      const one = look({ engine, rule, watched, inputs: recordedInputs(rule, watched.id, series), found });
      if (one !== null) looked.push(one);
      if (looked.length === TOGETHER) {
        record(engine, looked, options, findings);
        looked = [];
      }
      if (turn.isOver()) yield;
    }
  }
  record(engine, looked, options, findings);
  for (const rule of ready) rest(rule, series, memory);
}

/** The rule rests until one of its series is another, the clock brings something, or its subjects are others. */
function rest({ stored, chosen, compiled, remembered, ...rule }: ReadyRule, series: PassSeries, memory: WatchMemory): void {
  const { plan, metrics } = compiled;
  // What is only known now may be another at any time, and so may what changes with the clock.
  if (compiled.samples || metrics.some(({ clocked }) => clocked)) return;
  let wakes = Number.POSITIVE_INFINITY;
  for (const { id } of chosen) wakes = Math.min(wakes, remembered.get(id)?.wakes ?? Number.NEGATIVE_INFINITY);
  memory.resting.rest({
    rule: stored,
    subjects: chosen,
    metrics,
    wakes,
    seriesOf: (subject) => plan.inputs.map((input, n) => series.recorded(input, metrics[n]!, rule, subject)),
  });
}

/** A watch that was looked at, to be compared with what the journal says of it. */
interface Looked extends Watching {
  /** What came of it; null where its subject is gone. */
  readonly evaluated: {
    /** Up to when the past was looked at silently; null where nothing was observed. */
    readonly begun: number | null;
    readonly evaluation: WatchEvaluation;
    readonly due: readonly DueSpan[];
  } | null;
}

/** Evaluates a watch; null where nothing of it can be another than the last time. */
function look(watching: Watching): Looked | null {
  const { rule, watched, inputs, found } = watching;
  const { stored, compiled, remembered } = rule;
  if (watched.isGone) {
    remembered.delete(watched.id);
    return isToldGone(rule, watched.id) ? null : { ...watching, evaluated: null };
  }
  const watch = rule.watches.get(watched.id);
  const last = remembered.get(watched.id);
  if (watch !== undefined && last?.isStill(inputs, found) && !isToldGone(rule, watched.id)) return null;
  // A watch that began without any observation begins with the first: what these tell of is the past, too.
  const begun = watch?.begunUntil ?? lastLooked(compiled.plan, inputs, found);
  const evaluation = evaluateFurther(compiled.plan, inputs, begun, found, last);
  const due = dueSpans(evaluation.spans, stored.terms.schedule, begun, found);
  remembered.set(watched.id, new Remembered(inputs, evaluation, Math.min(due.next, nextChange(compiled.plan, inputs, evaluation, found))));
  return { ...watching, evaluated: { begun, evaluation, due: due.spans } };
}

/** Compares watches with what the journal says of them. */
function record(engine: Engine, looked: readonly Looked[], options: PassOptions, findings: PassFindings): void {
  const asked: AskedWatch[] = [];
  for (const { rule, watched } of looked) {
    asked.push({ rule: rule.rule, subject: watched.id, begunSeq: rule.watches.get(watched.id)?.begunSeq ?? null });
  }
  const recorded = recordedSpans(engine.store, asked);
  for (const [n, one] of looked.entries()) {
    if (one.evaluated === null) recordGone(one, findings);
    else recordEvaluated(one, one.evaluated, recorded[n]!, options, findings);
  }
}

function recordGone({ rule, watched }: Watching, findings: PassFindings): void {
  const because = { reason: GONE, message: `There is no ${rule.stored.terms.about.kind} ${watched.id} any more.` };
  if (!rule.watches.has(watched.id)) findings.begin(rule.rule, watched.id, null);
  findings.stand(rule.rule, watched.id, 'idle', because);
}

function recordEvaluated(
  watching: Watching,
  { begun, evaluation, due }: NonNullable<Looked['evaluated']>,
  recorded: readonly Recorded[],
  { takenIn }: PassOptions,
  findings: PassFindings,
): void {
  const { engine, rule, watched, inputs } = watching;
  const watch = rule.watches.get(watched.id);
  if (watch === undefined || (watch.begunUntil === null && begun !== null)) findings.begin(rule.rule, watched.id, begun);
  const seen = seenUntil(engine, inputs, takenIn, begun);
  if (seen.isNew) findings.tookIn = true;
  // What could not be computed says nothing about the past, and takes nothing back.
  if (!inputs.some(isFailed)) recordSpans(watching, due, recorded, seen.until, findings);
  recordStanding(watching, evaluation, watch, findings);
}

/** The instant up to which a watch that begins looks at the past silently: its last observation; where the clock counts, now. */
function lastLooked(plan: Plan, inputs: readonly InputSeries[], now: number): number | null {
  const last = inputs.flatMap(({ history }) => (history.length === 0 ? [] : [history.at[history.length - 1]!]));
  if (last.length === 0) return null;
  return plan.inputs.some(({ offsets }) => offsets.length > 0) ? Math.max(...last, now) : Math.max(...last);
}

/** When a watch may change next without another observation: at an age of its last known ones; with durations that the clock ends, at once. */
function nextChange(plan: Plan, inputs: readonly InputSeries[], { state }: WatchEvaluation, now: number): number {
  // What could not be computed may be computed at any time: a defect goes without an event.
  if (inputs.some(isFailed)) return Number.NEGATIVE_INFINITY;
  if (plan.isClocked && state.phase !== 'armed' && state.phase !== 'spent') return now;
  let next = Number.POSITIVE_INFINITY;
  plan.inputs.forEach(({ offsets }, n) => {
    if (offsets.length === 0) return;
    const known = lastKnown(inputs[n]!.history);
    for (const offset of offsets) if (known + offset > now) next = Math.min(next, known + offset);
  });
  return next;
}

function isFailed({ because }: InputSeries): boolean {
  return because?.reason === METRIC_FAILED;
}

function lastKnown({ at, value, length }: History): number {
  let index = length - 1;
  while (index >= 0 && Number.isNaN(value[index]!)) index -= 1;
  return index < 0 ? Number.NaN : at[index]!;
}
