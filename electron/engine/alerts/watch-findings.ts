import type { Correction, Fired } from '../../../shared/alerts/index.ts';
import type { Unavailability } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import { dueSpans } from './due-spans.ts';
import { isoOf, whyAt } from './firing-why.ts';
import type { InputSeries } from './input-series.ts';
import type { PassFindings } from './pass-findings.ts';
import type { ReadyRule } from './ready-rule.ts';
import { differenceOf, type DueSpan, NO_DIFFERENCE, type Recorded } from './recorded-spans.ts';
import type { Watched } from './subjects.ts';
import type { WatchEvaluation } from './watch-evaluation.ts';
import { openUnknown, type StoredWatch } from './watch-rows.ts';

/** Later than this after it was due, a firing is marked late; milliseconds. */
const LATE = 5 * 60_000;

/** A watch as a pass looks at it. */
export interface Watching {
  readonly engine: Engine;
  readonly rule: ReadyRule;
  readonly watched: Watched;
  readonly inputs: readonly InputSeries[];
  readonly found: number;
}

/** What is new of when a watch fires goes into the findings. What lies after `seen` is news; what is new before it corrects the history. */
export function recordSpans(
  watching: Watching,
  spans: readonly DueSpan[],
  recorded: readonly Recorded[],
  seen: number,
  findings: PassFindings,
): void {
  const difference = differenceOf(spans, recorded, seen, watching.found);
  if (difference === NO_DIFFERENCE) return;
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

/**
 * Whether the rule can be evaluated for the subject; where it tells that it cannot, that fires too. A figure that the subject cannot have by its nature
 * is nothing that is missing: there the watch is idle.
 */
export function recordStanding(
  watching: Watching,
  { holds }: WatchEvaluation,
  watch: StoredWatch | undefined,
  findings: PassFindings,
): void {
  const { rule, watched, inputs, found } = watching;
  const because = holds === null ? whyUnknown(inputs) : null;
  const standing = because === null ? 'evaluated' : because.reason === NOT_APPLICABLE ? 'idle' : 'unknown';
  if ((watch?.standing ?? 'evaluated') !== standing || (watch?.reason ?? null) !== (because?.reason ?? null)) {
    findings.stand(rule.rule, watched.id, standing, because);
  }
  // An edit that takes that word back ends what it had fired.
  if (!rule.stored.terms.tellsUnknown) return;
  const open = watch === undefined ? null : openUnknown(watching.engine.store, rule.rule, watched.id);
  if (because === null || standing === 'idle') {
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
