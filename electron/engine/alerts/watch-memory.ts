import type { Evaluated } from '../../../shared/alerts/index.ts';
import type { Reader } from '../store/store.ts';
import { RestingRules } from './resting-rules.ts';
import { type InputSeries, isSameHistory } from './input-series.ts';
import { readArmedRules, type StoredRule } from './rule-rows.ts';
import type { Evaluated as EvaluatedWatch, WatchEvaluation } from './watch-evaluation.ts';
import { allWatches, type WatchesBySubject, watchesOf } from './watch-rows.ts';

/** How a watch was evaluated last. */
export class Remembered implements EvaluatedWatch {
  readonly inputs: readonly InputSeries[];
  readonly evaluation: WatchEvaluation;
  /** From this instant on the clock alone may change something, in milliseconds since 1970. */
  readonly wakes: number;
  #distance: unknown;

  constructor(inputs: readonly InputSeries[], evaluation: WatchEvaluation, wakes: number) {
    this.inputs = inputs;
    this.evaluation = evaluation;
    this.wakes = wakes;
  }

  /** How far it is from firing, computed when it is first asked for. */
  distance<T>(compute: () => T): T {
    return (this.#distance ??= compute()) as T;
  }

  /** Whether nothing that the watch reads has changed since, and the clock cannot have brought anything. */
  isStill(inputs: readonly InputSeries[], now: number): boolean {
    return now < this.wakes && this.isOver(inputs);
  }

  /** Whether it was evaluated over the same observations. A history may grow where it stands, so that it also counts how many were seen. */
  isOver(inputs: readonly InputSeries[]): boolean {
    const { left } = this.evaluation;
    return inputs.every((input, n) => left.seen[n] === input.history.length && isSameHistory(this.inputs[n]!, input));
  }
}

/**
 * How each watch was evaluated last, so that what has not changed is not evaluated again. It is a convenience and no record: without it, everything
 * is evaluated anew, and with the same result.
 */
export class WatchMemory {
  /** Whether an evaluation goes on that keeps it up to date. */
  isKept = false;
  readonly resting = new RestingRules();
  readonly #watches = new Map<string, Map<string, Remembered>>();
  /** What the tables say of rules and watches, as of the last event of the evaluation that is known here. */
  #last: number | null = null;
  #armed: readonly StoredRule[] | null = null;
  #stored = new Map<string, WatchesBySubject>();

  /** Trusts what was read of the tables only where the last event that changed them is the one that is known. */
  standAt(last: number): void {
    if (this.#last === last) return;
    this.#last = last;
    this.#armed = null;
    this.#stored.clear();
  }

  /** An event of the evaluation was recorded here: of the tables only what it names is another. */
  stepTo(last: number, { begun, ceased, standings }: Pick<Evaluated, 'begun' | 'ceased' | 'standings'>): void {
    this.#last = last;
    for (const { rule } of [...begun, ...ceased, ...standings]) this.#stored.delete(rule);
  }

  armedRules(store: Reader): readonly StoredRule[] {
    this.#armed ??= readArmedRules(store);
    return this.#armed;
  }

  /** The watches of rules as the tables have them: of many rules, all are read at once. */
  storedWatches(store: Reader, rules: readonly string[]): (rule: string) => WatchesBySubject {
    const unknown = rules.filter((rule) => !this.#stored.has(rule));
    if (unknown.length > MOST_ONE_BY_ONE) {
      const all = allWatches(store);
      for (const rule of unknown) this.#stored.set(rule, all.get(rule) ?? NO_WATCHES);
    } else {
      for (const rule of unknown) this.#stored.set(rule, watchesOf(store, rule));
    }
    return (rule) => this.#stored.get(rule) ?? NO_WATCHES;
  }

  /** How the watches of a rule were evaluated last, by subject, whatever has happened since; they are to be remembered there. */
  watchesOf(stored: StoredRule): Map<string, Remembered> {
    const key = memoryKey(stored);
    let watches = this.#watches.get(key);
    if (watches === undefined) this.#watches.set(key, (watches = new Map()));
    return watches;
  }

  forget(): void {
    this.#watches.clear();
    this.#stored.clear();
    this.resting.forget();
    [this.#last, this.#armed] = [null, null];
  }
}

/** Watches of more rules than this are read together. */
const MOST_ONE_BY_ONE = 20;
const NO_WATCHES: WatchesBySubject = new Map();

/** Of a rule, so long as it is evaluated alike and was not armed anew. */
function memoryKey({ rule, evaluates, armedAt }: StoredRule): string {
  return `${rule} ${evaluates} ${armedAt}`;
}

const memories = new WeakMap<Reader, WatchMemory>();

/** The memory of an open store. */
export function memoryOf(store: Reader): WatchMemory {
  let memory = memories.get(store);
  if (memory === undefined) memories.set(store, (memory = new WatchMemory()));
  return memory;
}
