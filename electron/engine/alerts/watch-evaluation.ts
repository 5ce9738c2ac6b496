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
  readonly spans: readonly Span[];
  readonly state: AlertState;
  /** Whether the condition holds now; null where that is unknown. */
  readonly holds: boolean | null;
  /** From where it goes on, when observations follow: what happened so far, where it was left, and up to when the past was looked at silently. */
  readonly happenings: readonly Happening[];
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
  const evaluation = new Evaluation(plan, keyed(plan, inputs), before.evaluation.left);
  if (evaluation.isOvertaken) return evaluateWatch(plan, inputs, until, now);
  return evaluated(evaluation, before.evaluation.happenings, inputs, until, now);
}

/**
 * Evaluates a watch anew over the whole of what was observed, and lets the clock come to `now`. What happened up to `until` was looked at silently,
 * so that neither “once” nor a cool-down begins with it.
 */
export function evaluateWatch(plan: Plan, inputs: readonly InputSeries[], until: number | null, now: number): WatchEvaluation {
  const { once, cooldown } = plan.timing;
  const silent = until !== null && (once || cooldown > 0) ? evaluateSilently(plan, inputs, until) : null;
  const evaluation = new Evaluation(plan, keyed(plan, inputs), silent?.left);
  return evaluated(evaluation, silent?.happenings ?? [], inputs, until, now);
}

function evaluated(
  evaluation: Evaluation,
  before: readonly Happening[],
  inputs: readonly InputSeries[],
  until: number | null,
  now: number,
): WatchEvaluation {
  const happenings = [...before, ...evaluation.advance(), ...evaluation.clock(now)];
  const { state, holds, left } = evaluation;
  return { spans: spansOf(happenings, inputs), state, holds, happenings, left, until };
}

function evaluateSilently(
  plan: Plan,
  inputs: readonly InputSeries[],
  until: number,
): { readonly left: Left; readonly happenings: readonly Happening[] } {
  const heads = inputs.map((input) => ({ ...input, history: new HistoryHead(input.history, lastIndexAt(input.history, until) + 1) }));
  const evaluation = new Evaluation({ ...plan, timing: { ...plan.timing, once: false, cooldown: 0 } }, keyed(plan, heads));
  const happenings = [...evaluation.advance(), ...evaluation.clock(until)];
  return { left: evaluation.left, happenings };
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

function keyed(plan: Plan, inputs: readonly Series[]): ReadonlyMap<string, Series> {
  return new Map(plan.inputs.map(({ key }, input) => [key, inputs[input]!]));
}

function spansOf(happenings: readonly Happening[], inputs: readonly Series[]): readonly Span[] {
  const spans: Span[] = [];
  for (const { kind, at } of happenings) {
    if (kind === 'fired') spans.push({ fired: at, cleared: null, byClock: !inputs.some(({ history }) => isObserved(history, at)) });
    else if (spans.length > 0) spans[spans.length - 1] = { ...spans.at(-1)!, cleared: at };
  }
  return spans;
}

function isObserved(history: History, at: number): boolean {
  const index = lastIndexAt(history, at);
  return index >= 0 && history.at[index] === at;
}
