import {
  type AlertState,
  Evaluation,
  type Happening,
  lastIndexAt,
  type Left,
  type Plan,
  type Series,
} from '../../../shared/alerts/index.ts';
import { History } from '../../../shared/figures/index.ts';
import { type InputSeries, isContinued } from './input-series.ts';

/** One time that a watch fires; instants are milliseconds since 1970. */
export interface Span {
  readonly fired: number;
  readonly cleared: number | null;
  /** It was the clock that made it fire, and no observation. */
  readonly byClock: boolean;
}

/** What a rule says of one subject over all that was observed of it, up to now. */
export interface WatchEvaluation {
  /** When it fires; what had cleared by `until` belongs to the rehearsal and is left out. */
  readonly spans: readonly Span[];
  readonly state: AlertState;
  /** Whether the condition holds now; null where that is unknown. */
  readonly holds: boolean | null;
  /** From where it goes on, when observations follow: where it was left, and up to when the past was looked at silently. */
  readonly left: Left;
  readonly until: number | null;
}

/** A watch as it was evaluated, over what was observed by then. */
export interface Evaluated {
  readonly inputs: readonly InputSeries[];
  readonly evaluation: WatchEvaluation;
}

/**
 * As {@link evaluateWatch}, which it does where it must: where observations have only followed those that were evaluated `before`, it goes on from there
 * and computes no more of the past than the rule's windows hold.
 */
export function evaluateFurther(
  plan: Plan,
  inputs: readonly InputSeries[],
  until: number | null,
  now: number,
  before: Evaluated | undefined,
): WatchEvaluation {
  if (before === undefined || before.evaluation.until !== until || !isContinued(before.inputs, inputs)) {
    return evaluateWatch(plan, inputs, until, now);
  }
  const { left } = before.evaluation;
  if (isSetBack(plan, left, now) || isSilent(plan, inputs, left, until)) return evaluateWatch(plan, inputs, until, now);
  const evaluation = new Evaluation(plan, inputs, left);
  if (evaluation.isOvertaken) return evaluateWatch(plan, inputs, until, now);
  return evaluated(evaluation, before.evaluation.spans, inputs, until, now);
}

/**
 * Evaluates a watch anew over the whole of what was observed, and lets the clock come to `now`. What happened up to `until` was looked at silently,
 * so that neither “once” nor a cool-down begins with it.
 */
export function evaluateWatch(plan: Plan, inputs: readonly InputSeries[], until: number | null, now: number): WatchEvaluation {
  const silent = until !== null && looksSilently(plan) ? evaluateSilently(plan, inputs, until) : null;
  const evaluation = new Evaluation(plan, inputs, silent?.left);
  return evaluated(evaluation, silent?.spans ?? [], inputs, until, now);
}

/** Whether the clock, where it has a say, was set back since: what it had brought by then is still to come. */
function isSetBack(plan: Plan, left: Left, now: number): boolean {
  return left.now !== null && now < left.now && plan.inputs.some(({ offsets }) => offsets.length > 0);
}

/** Whether anything that was observed since belongs to the past that is looked at silently. */
function isSilent(plan: Plan, inputs: readonly InputSeries[], { seen }: Left, until: number | null): boolean {
  return (
    until !== null && looksSilently(plan) && inputs.some(({ history }, n) => seen[n]! < history.length && history.at[seen[n]!]! <= until)
  );
}

/** Only what a firing leaves behind it makes a difference. */
function looksSilently({ timing }: Plan): boolean {
  return timing.once || timing.cooldown > 0;
}

function evaluated(
  evaluation: Evaluation,
  before: readonly Span[],
  inputs: readonly InputSeries[],
  until: number | null,
  now: number,
): WatchEvaluation {
  let spans = withHappenings(before, evaluation.advance(), inputs, until);
  spans = withHappenings(spans, evaluation.clock(now), inputs, until);
  const { state, holds, left } = evaluation;
  return { spans, state, holds, left, until };
}

function evaluateSilently(plan: Plan, inputs: readonly InputSeries[], until: number): Pick<WatchEvaluation, 'left' | 'spans'> {
  const heads = inputs.map((input) => ({ ...input, history: new HistoryHead(input.history, lastIndexAt(input.history, until) + 1) }));
  const evaluation = new Evaluation({ ...plan, timing: { ...plan.timing, once: false, cooldown: 0 } }, heads);
  const spans = withHappenings([], [...evaluation.advance(), ...evaluation.clock(until)], inputs, until);
  return { left: evaluation.left, spans };
}

/** The first observations of a history; it is not to be continued. */
class HistoryHead extends History {
  readonly #whole: History;

  constructor(whole: History, length: number) {
    super(whole.at, whole.value, length);
    this.#whole = whole;
  }

  override decimalAt(index: number): ReturnType<History['decimalAt']> {
    return this.#whole.decimalAt(index);
  }

  override isSame(one: number, other: number): boolean {
    return this.#whole.isSame(one, other);
  }
}

/** The spans after what happened next; those that are given stay as they are. */
function withHappenings(
  before: readonly Span[],
  happenings: readonly Happening[],
  inputs: readonly Series[],
  until: number | null,
): readonly Span[] {
  if (happenings.length === 0) return before;
  const spans = [...before];
  const silent = until ?? Number.NEGATIVE_INFINITY;
  let fired: Happening | null = null;
  for (const happening of happenings) {
    if (happening.kind === 'fired') {
      fired = happening;
      continue;
    }
    const cleared = happening.at;
    const going = fired === null ? spans.pop() : undefined;
    if (cleared > silent) {
      if (fired !== null) spans.push(spanOf(fired, cleared, inputs));
      else if (going !== undefined) spans.push({ ...going, cleared });
    }
    fired = null;
  }
  if (fired !== null) spans.push(spanOf(fired, null, inputs));
  return spans;
}

function spanOf({ at, index }: Happening, cleared: number | null, inputs: readonly Series[]): Span {
  const isObserved = inputs.some(({ history }, input) => history.at[input === 0 ? index : lastIndexAt(history, at)] === at);
  return { fired: at, cleared, byClock: !isObserved };
}
