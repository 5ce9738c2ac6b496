import { Buffer } from 'node:buffer';
import type { Plan } from '../../../shared/alerts/index.ts';
import type { History } from '../../../shared/figures/index.ts';
import type { Reader } from '../store/store.ts';
import type { InputSeries } from './input-series.ts';
import type { StoredRule } from './rule-rows.ts';
import type { WatchEvaluation } from './watch-evaluation.ts';

/** How a watch was evaluated last. */
export interface Remembered {
  readonly inputs: readonly InputSeries[];
  readonly evaluation: WatchEvaluation;
  /** From this instant on the clock alone may change something, in milliseconds since 1970. */
  readonly wakes: number;
  /** How far it is from firing, computed when it is first asked for. */
  distance<T>(compute: () => T): T;
}

/**
 * How each watch was evaluated last, so that what has not changed is not evaluated again. It is a convenience and no record: without it, everything
 * is evaluated anew, and with the same result.
 */
export class WatchMemory {
  /** Whether an evaluation goes on that keeps it up to date. */
  isKept = false;
  readonly #watches = new Map<string, Remembered>();

  /** Whether nothing that a watch reads has changed since, and the clock cannot have brought anything. */
  isAsleep(rule: string, subject: string, inputs: readonly InputSeries[], now: number): boolean {
    const last = this.#watches.get(keyOf(rule, subject));
    return last !== undefined && now < last.wakes && isSame(last.inputs, inputs);
  }

  /** How it was evaluated over the same observations; undefined where it was not, or the clock may have brought something since. */
  evaluated(rule: string, subject: string, inputs: readonly InputSeries[]): WatchEvaluation | undefined {
    const last = this.#watches.get(keyOf(rule, subject));
    return last !== undefined && last.wakes === Number.POSITIVE_INFINITY && isSame(last.inputs, inputs) ? last.evaluation : undefined;
  }

  /** How it was evaluated last, whatever has happened since. */
  last(rule: string, subject: string): Remembered | undefined {
    return this.#watches.get(keyOf(rule, subject));
  }

  remember(
    rule: string,
    subject: string,
    told: {
      readonly inputs: readonly InputSeries[];
      readonly evaluation: WatchEvaluation;
      readonly plan: Plan;
      readonly next: number;
      readonly now: number;
    },
  ): void {
    const { inputs, evaluation, plan, next, now } = told;
    let distance: unknown;
    this.#watches.set(keyOf(rule, subject), {
      inputs,
      evaluation,
      wakes: Math.min(next, nextChange(plan, inputs, evaluation, now)),
      distance: <T>(compute: () => T): T => (distance ??= compute()) as T,
    });
  }

  forget(): void {
    this.#watches.clear();
  }
}

/** When the clock alone may change a watch next: at an age of its last known observations; with durations that the clock ends, at once. */
function nextChange(plan: Plan, inputs: readonly InputSeries[], { state }: WatchEvaluation, now: number): number {
  if (plan.isClocked && state.phase !== 'armed' && state.phase !== 'spent') return now;
  let next = Number.POSITIVE_INFINITY;
  plan.inputs.forEach(({ offsets }, n) => {
    const known = lastKnown(inputs[n]!.history);
    for (const offset of offsets) if (known + offset > now) next = Math.min(next, known + offset);
  });
  return next;
}

function lastKnown({ at, value, length }: History): number {
  let index = length - 1;
  while (index >= 0 && Number.isNaN(value[index]!)) index -= 1;
  return index < 0 ? Number.NaN : at[index]!;
}

function isSame(one: readonly InputSeries[], other: readonly InputSeries[]): boolean {
  return one.length === other.length && one.every((input, n) => isSameHistory(input, other[n]!));
}

function isSameHistory(one: InputSeries, other: InputSeries): boolean {
  if (one.because?.reason !== other.because?.reason || one.words?.length !== other.words?.length) return false;
  const [first, second] = [one.history, other.history];
  if (first === second) return true;
  if (first.length !== second.length) return false;
  return isSameColumn(first.at, second.at, first.length) && isSameColumn(first.value, second.value, first.length);
}

/** Byte by byte, so that an unknown value is the same as another. */
function isSameColumn(one: Float64Array, other: Float64Array, length: number): boolean {
  const bytes = length * Float64Array.BYTES_PER_ELEMENT;
  return Buffer.from(one.buffer, one.byteOffset, bytes).equals(Buffer.from(other.buffer, other.byteOffset, bytes));
}

/** Of a rule, so long as it is evaluated alike and was not armed anew. */
export function memoryKey({ rule, evaluates, armedAt }: StoredRule): string {
  return `${rule} ${evaluates} ${armedAt}`;
}

function keyOf(rule: string, subject: string): string {
  return `${rule}\0${subject}`;
}

const memories = new WeakMap<Reader, WatchMemory>();

/** The memory of an open store. */
export function memoryOf(store: Reader): WatchMemory {
  const memory = memories.get(store) ?? new WatchMemory();
  memories.set(store, memory);
  return memory;
}
