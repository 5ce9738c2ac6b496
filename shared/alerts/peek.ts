import type { AlertState } from './alert-state.ts';
import { Evaluation, warmFrom } from './evaluation.ts';
import type { Happening } from './stepper.ts';
import type { Series } from './series.ts';

/** What was read at one instant, by the keys of a plan's inputs: a decimal or a word; null where it was unavailable. A key that is left out was not read. */
export interface SampledValues {
  readonly at: number;
  readonly values: Readonly<Record<string, string | number | null>>;
}

/** What new values would bring. */
export interface Peeked {
  readonly state: AlertState;
  /** Whether the condition would hold; null where that is unknown. */
  readonly holds: boolean | null;
  readonly happenings: readonly Happening[];
  /** Whether something would happen, the phase be another, or what is known become unknown or the other way round. */
  readonly changes: boolean;
}

/** What an evaluation would say if it took in these values, later than all it has seen; neither it nor its histories are touched. */
export function peekAt(evaluation: Evaluation, sample: SampledValues): Peeked {
  const { left, series, plan } = evaluation;
  const begins = warmFrom(series, left.seen, plan.reach);
  const copies = new Map<string, Series>();
  plan.inputs.forEach(({ key }, input) => copies.set(key, withSample(series[input]!, begins[input]!, sample.at, sample.values[key])));
  const seen = left.seen.map((count, input) => count - begins[input]!);
  const scratch = new Evaluation(plan, copies, { ...left, seen });
  const found = scratch.advance();
  const happenings = found.map(({ kind, at, index }) => ({ kind, at, index: index + (begins[0] ?? 0) }));
  const { state, holds } = scratch;
  const changes = happenings.length > 0 || state.phase !== evaluation.state.phase || (holds === null) !== (evaluation.holds === null);
  return { state, holds, happenings, changes };
}

function withSample({ history, words }: Series, begin: number, at: number, value: string | number | null | undefined): Series {
  const copy = history.tail(begin);
  const told = words === undefined ? undefined : [...words];
  if (value === undefined) return told === undefined ? { history: copy } : { history: copy, words: told };
  if (told === undefined) {
    copy.append({ at, value });
    return { history: copy };
  }
  const known = value === null ? -1 : told.indexOf(String(value));
  const place = value === null ? null : known >= 0 ? known : told.push(String(value)) - 1;
  copy.append({ at, value: place });
  return { history: copy, words: told };
}
