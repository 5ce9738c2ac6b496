import type { Correction, Fired, Plan } from '../../../shared/alerts/index.ts';
import { isRefused, type Unavailability } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import { type CompiledRule, compileRule } from './compiled-rule.ts';
import { dueSpans } from './due-spans.ts';
import { isoOf, whyAt } from './firing-why.ts';
import { type InputSeries, METRIC_FAILED } from './input-series.ts';
import type { PassFindings } from './pass-findings.ts';
import { differenceOf, type DueSpan, type Recorded } from './recorded-spans.ts';
import type { StoredRule } from './rule-rows.ts';
import { PassSeries, type WatchedRule } from './samples.ts';
import { seenUntil } from './seen-observations.ts';
import { titleOf, type Watched, watchedSubjects } from './subjects.ts';
import { evaluateFurther, type WatchEvaluation } from './watch-evaluation.ts';
import { memoryKey, type WatchMemory } from './watch-memory.ts';
import type { StoredWatch } from './watch-rows.ts';

const LATE = 5 * 60_000;

/** One rule with its subjects, made ready for a pass. */
interface ReadyRule extends WatchedRule {
  readonly stored: StoredRule;
  readonly compiled: CompiledRule;
  readonly watches: ReadonlyMap<string, StoredWatch>;
  /** Under which its evaluations are remembered. */
  readonly remembered: string;
}

/** What a pass looks at. */
export interface PassOptions {
  /** The clock, in milliseconds since 1970. */
  readonly found: number;
  /** The data of so many entries of the journal were taken in before. */
  readonly takenIn: number;
  /** Whether what is only known now is read; without it, only what the journal and the data hold counts. */
  readonly reads: boolean;
}

/**
 * Evaluates rules: what is to be sampled is read, all of a watch's past is evaluated where anything of it is new, and the difference to what the
 * journal says goes into the findings. It writes nothing. Yields between watches, so that others may have their turn.
 */
export function* evaluateRules(
  engine: Engine,
  rules: readonly StoredRule[],
  options: PassOptions,
  findings: PassFindings,
  memory: WatchMemory,
): Generator<void> {
  const { found } = options;
  const series = new PassSeries(engine, found);
  const ready: ReadyRule[] = [];
  const pass = {};
  for (const stored of rules) {
    if (isAtRest(engine, stored, memory.restingOf(engine, stored, pass, found))) continue;
    const rule = readyRule(engine, stored, findings, memory);
    if (rule !== null) ready.push(rule);
    yield;
  }
  if (options.reads) yield* chooseSamples(ready, series, found, memory);
  findings.samples.push(...series.samples);
  for (const rule of ready) {
    for (const subject of rule.subjects) {
      evaluate(engine, rule, subject, series, options, findings, memory);
      yield;
    }
    // What is only known now may be another at any time, and so may what changes with the clock.
    if (rule.compiled.samples || rule.compiled.metrics.some(({ clocked }) => clocked)) continue;
    follow(rule, series, pass, memory);
  }
}

/** The rule rests until one of its series is another, the clock brings something, or its subjects are others. */
function follow({ stored, subjects, compiled }: ReadyRule, series: PassSeries, pass: object, memory: WatchMemory): void {
  const { plan, metrics } = compiled;
  const rule = { rule: stored.rule, subjects };
  const followed = subjects.flatMap(({ id }) =>
    plan.inputs.map((input, n) => {
      const found = memory.followed(metrics[n]!, id);
      found.take(series.recorded(input, metrics[n]!, rule, id), pass);
      return found;
    }),
  );
  const ids = subjects.map(({ id }) => id);
  memory.rest(stored, ids, followed);
}

/** Whether a rule that rests is still about the same subjects, and each of them is there: that may change without an event. */
function isAtRest(engine: Engine, { terms: { about } }: StoredRule, resting: readonly string[] | undefined): boolean {
  if (resting === undefined) return false;
  if (about.which.of !== 'named') {
    const subjects = watchedSubjects(engine, about);
    if (isRefused(subjects) || subjects.ok.length !== resting.length) return false;
    if (!subjects.ok.every(({ id }, n) => id === resting[n])) return false;
  }
  return resting.every((id) => titleOf(engine, about.kind, id) !== null);
}

/** A rule that cannot be read, or whose whole scope is gone, says so of each of its watches, and is evaluated no further. */
function readyRule(engine: Engine, stored: StoredRule, findings: PassFindings, memory: WatchMemory): ReadyRule | null {
  const { rule, terms } = stored;
  const watches = memory.storedWatches(engine.store, rule);
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
  const present = new Set(subjects.ok.map(({ id }) => id));
  for (const subject of watches.keys()) if (!present.has(subject)) findings.ceased.push({ rule, subject });
  return { rule, subjects: subjects.ok, stored, compiled: compiled.ok, watches, remembered: memoryKey(stored) };
}

/** Decides which of the readings of now are kept: those that are due, those that change a watch, and with them whatever such a watch reads beside. */
function* chooseSamples(rules: readonly ReadyRule[], series: PassSeries, now: number, memory: WatchMemory): Generator<void> {
  const sampled = rules.filter(({ compiled }) => compiled.samples);
  for (const rule of sampled) {
    const { plan, metrics } = rule.compiled;
    for (const { id } of rule.subjects) {
      yield;
      if (isGone(rule, id)) continue;
      const isDue = plan.inputs.some((input, n) => series.isDue(input, metrics[n]!, rule, id));
      if (isDue || isChanged(rule, id, series, now, memory)) keepAll(rule, id, series);
    }
  }
  // A sample that is kept for one watch is there for every other one that reads it; what these read beside must be of the same time.
  for (let isMore = true; isMore; ) {
    isMore = false;
    for (const rule of sampled) {
      const { plan, metrics } = rule.compiled;
      for (const { id } of rule.subjects) {
        const isAny = plan.inputs.some((input, n) => series.isWanted(input, metrics[n]!, rule, id));
        if (isAny && keepAll(rule, id, series)) isMore = true;
      }
      yield;
    }
  }
}

function isGone({ watches }: ReadyRule, subject: string): boolean {
  const watch = watches.get(subject);
  return watch?.standing === 'idle' && watch.reason === GONE;
}

function isChanged(rule: ReadyRule, subject: string, series: PassSeries, now: number, memory: WatchMemory): boolean {
  const { plan, metrics } = rule.compiled;
  const until = rule.watches.get(subject)?.begunUntil ?? null;
  const recorded = plan.inputs.map((input, n) => series.recorded(input, metrics[n]!, rule, subject));
  const read = plan.inputs.map((input, n) => series.read(input, metrics[n]!, rule, subject));
  const last = memory.last(rule.remembered, subject);
  const before = memory.evaluated(rule.remembered, subject, recorded) ?? evaluateFurther(plan, recorded, until, now, last);
  const after = evaluateFurther(plan, read, until, now, last);
  return stateText(before) !== stateText(after);
}

function stateText({ state, holds, spans }: WatchEvaluation): string {
  return JSON.stringify([state, holds === null, spans.length, spans.at(-1)?.cleared ?? null]);
}

function keepAll({ compiled, ...rule }: ReadyRule, subject: string, series: PassSeries): boolean {
  let isNew = false;
  compiled.plan.inputs.forEach((input, n) => {
    if (series.keep(input, compiled.metrics[n]!, rule, subject)) isNew = true;
  });
  return isNew;
}

function evaluate(
  engine: Engine,
  rule: ReadyRule,
  watched: Watched,
  series: PassSeries,
  { found, takenIn }: PassOptions,
  findings: PassFindings,
  memory: WatchMemory,
): void {
  const { stored, compiled } = rule;
  const { plan } = compiled;
  const watch = rule.watches.get(watched.id);
  if (titleOf(engine, stored.terms.about.kind, watched.id) === null) {
    const because = { reason: GONE, message: `There is no ${stored.terms.about.kind} ${watched.id} any more.` };
    if (watch === undefined) findings.begin(rule.rule, watched.id, null);
    if (!isGone(rule, watched.id)) findings.stand(rule.rule, watched.id, 'idle', because);
    memory.drop(rule.remembered, watched.id);
    return;
  }
  const inputs = plan.inputs.map((input, n) => series.recorded(input, compiled.metrics[n]!, rule, watched.id));
  if (watch !== undefined && !isGone(rule, watched.id) && memory.isAsleep(rule.remembered, watched.id, inputs, found)) return;
  // A watch that began without any observation begins with the first: what these tell of is the past, too.
  const begun = watch?.begunUntil ?? lastLooked(plan, inputs, found);
  if (watch === undefined || (watch.begunUntil === null && begun !== null)) findings.begin(rule.rule, watched.id, begun);
  const evaluation = evaluateFurther(plan, inputs, begun, found, memory.last(rule.remembered, watched.id));
  const { spans, next } = dueSpans(evaluation.spans, stored.terms.schedule, begun, found);
  const seen = seenUntil(engine, inputs, takenIn, begun);
  if (seen.isNew) findings.tookIn = true;
  const recorded = watch === undefined ? [] : findings.recordedOf(rule.rule, watched.id, watch);
  // What could not be computed says nothing about the past, and takes nothing back.
  if (!inputs.some(({ because }) => because?.reason === METRIC_FAILED)) {
    record({ engine, rule, watched, inputs, found }, spans, recorded, seen.until, findings);
  }
  stand({ engine, rule, watched, inputs, found }, evaluation, watch, findings);
  memory.remember(rule.remembered, watched.id, { inputs, evaluation, plan, next, now: found });
}

interface Watching {
  readonly engine: Engine;
  readonly rule: ReadyRule;
  readonly watched: Watched;
  readonly inputs: readonly InputSeries[];
  readonly found: number;
}

/** The instant up to which a watch that begins looks at the past silently: its last observation; where the clock counts, now. */
function lastLooked(plan: Plan, inputs: readonly InputSeries[], now: number): number | null {
  const last = inputs.flatMap(({ history }) => (history.length === 0 ? [] : [history.at[history.length - 1]!]));
  if (last.length === 0) return null;
  return plan.inputs.some(({ offsets }) => offsets.length > 0) ? Math.max(...last, now) : Math.max(...last);
}

function record(watching: Watching, spans: readonly DueSpan[], recorded: readonly Recorded[], seen: number, findings: PassFindings): void {
  const difference = differenceOf(spans, recorded, seen, watching.found);
  const { rule, watched } = watching;
  for (const span of difference.fired) {
    findings.fired.push(() => firedOf(watching, span));
  }
  for (const { firing, cleared } of difference.cleared) findings.cleared.push({ firing, cleared: isoOf(cleared) });
  const corrections: Correction[] = [
    ...difference.missed.map((span): Correction => ({ what: 'would-have-fired', fired: headOf(watching, span) })),
    ...difference.void.map(
      ({ firing, due, cleared }): Correction => ({
        what: 'would-not-have-fired',
        rule: rule.rule,
        subject: watched.id,
        firing,
        due: isoOf(due),
        cleared: isoOrNull(cleared),
      }),
    ),
    ...difference.moved.map(
      ({ was, due, cleared }): Correction => ({
        what: 'moved',
        rule: rule.rule,
        subject: watched.id,
        firing: was.firing,
        due: isoOf(due),
        cleared: isoOrNull(cleared),
        wasDue: isoOf(was.due),
        wasCleared: isoOrNull(was.cleared),
      }),
    ),
  ];
  findings.corrections.push(...corrections);
}

type Head = Extract<Correction, { what: 'would-have-fired' }>['fired'];

function headOf({ engine, rule: { stored, compiled }, watched }: Watching, { fired, due, cleared, byClock }: DueSpan): Head {
  const { rule, version, evaluates, terms } = stored;
  return {
    rule,
    subject: watched.id,
    firing: engine.newId(),
    version,
    evaluates,
    kind: terms.about.kind,
    title: terms.title,
    subjectTitle: watched.title,
    what: 'condition',
    severity: compiled.rule.severity ?? 'medium',
    observed: isoOf(fired),
    due: isoOf(due),
    byClock,
    cleared: isoOrNull(cleared),
  };
}

function firedOf(watching: Watching, span: DueSpan): Fired {
  return {
    ...headOf(watching, span),
    late: watching.found - span.due > LATE,
    why: whyAt(watching.rule.compiled, watching.inputs, span.fired, null),
  };
}

/**
 * Whether the rule can be evaluated for the subject; where it tells that it cannot, that fires too. A figure that the subject cannot have by its nature
 * is nothing that is missing: there the watch is idle.
 */
function stand(watching: Watching, { holds }: WatchEvaluation, watch: StoredWatch | undefined, findings: PassFindings): void {
  const { rule, watched, inputs, found } = watching;
  const because = holds === null ? whyUnknown(inputs) : null;
  const standing = because === null ? 'evaluated' : because.reason === NOT_APPLICABLE ? 'idle' : 'unknown';
  if ((watch?.standing ?? 'evaluated') !== standing || (watch?.reason ?? null) !== (because?.reason ?? null)) {
    findings.stand(rule.rule, watched.id, standing, because);
  }
  const open = watch === undefined ? null : findings.openUnknown(rule.rule, watched.id);
  if (because === null || standing === 'idle' || !rule.stored.terms.tellsUnknown) {
    if (open !== null) findings.cleared.push({ firing: open, cleared: isoOf(found) });
    return;
  }
  const span: DueSpan = { fired: found, due: found, cleared: null, byClock: true };
  if (open !== null || dueSpans([span], rule.stored.terms.schedule, null, found).spans.length === 0) return;
  findings.fired.push(() => ({
    ...headOf(watching, span),
    what: 'unknown',
    late: false,
    why: whyAt(rule.compiled, inputs, found, because),
  }));
}

const GONE = 'subject-gone';
/** Why a metric has no value for a subject that cannot have one. */
const NOT_APPLICABLE = 'not-applicable';

const WINDOW_NOT_SEEN: Unavailability = {
  reason: 'window-not-observed',
  message: 'What is known does not reach back far enough for the windows of time that the rule asks for, or is too old.',
};

function whyUnknown(inputs: readonly InputSeries[]): Unavailability {
  const silent = inputs.find(({ because }) => because !== null);
  if (silent?.because) return silent.because;
  const blind = inputs.find(({ history }) => history.length > 0 && Number.isNaN(history.value[history.length - 1]!));
  if (blind === undefined) return WINDOW_NOT_SEEN;
  return { reason: 'value-not-known', message: `The last observation of “${blind.metric.name}” says that its value is not known.` };
}

function isoOrNull(instant: number | null): string | null {
  return instant === null ? null : isoOf(instant);
}
