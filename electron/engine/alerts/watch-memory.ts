import type { Evaluated, Plan } from '../../../shared/alerts/index.ts';
import type { History } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { MetricSource } from '../sources.ts';
import type { Reader } from '../store/store.ts';
import { type InputSeries, isSameColumn, storedSeries } from './input-series.ts';
import { readArmedRules, type StoredRule } from './rule-rows.ts';
import type { Evaluated as EvaluatedWatch, WatchEvaluation } from './watch-evaluation.ts';
import { type StoredWatch, watchesOf } from './watch-rows.ts';

/** How a watch was evaluated last. */
export interface Remembered extends EvaluatedWatch {
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
  readonly #watches = new Map<string, Map<string, Remembered>>();
  readonly #followed = new Map<string, FollowedSeries>();
  #resting = new WeakMap<StoredRule, Resting>();
  /** What the tables say of rules and watches, as of the last event of the evaluation that is known here. */
  #last: number | null = null;
  #armed: readonly StoredRule[] | null = null;
  readonly #stored = new Map<string, ReadonlyMap<string, StoredWatch>>();

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

  storedWatches(store: Reader, rule: string): ReadonlyMap<string, StoredWatch> {
    const watches = this.#stored.get(rule) ?? watchesOf(store, rule);
    this.#stored.set(rule, watches);
    return watches;
  }

  /**
   * All watches of a rule were evaluated: until a series of theirs is another, or the clock brings something, there is nothing to look at. A rule is
   * known by the object that the tables gave: one that was written or armed anew is another.
   */
  rest(rule: StoredRule, subjects: readonly string[], series: readonly FollowedSeries[]): void {
    const watches = this.#watches.get(memoryKey(rule));
    let wakes = Number.POSITIVE_INFINITY;
    for (const subject of subjects) wakes = Math.min(wakes, watches?.get(subject)?.wakes ?? Number.NEGATIVE_INFINITY);
    this.#resting.set(rule, { subjects, series, editions: series.map(({ edition }) => edition), wakes });
  }

  /** The subjects of a rule that rests; undefined of one that is to be looked at. */
  restingOf(engine: Engine, rule: StoredRule, pass: object, now: number): readonly string[] | undefined {
    const resting = this.#resting.get(rule);
    if (resting === undefined || now >= resting.wakes) return undefined;
    const { series, editions, subjects } = resting;
    for (let n = 0; n < series.length; n += 1) if (series[n]!.editionIn(engine, pass) !== editions[n]) return undefined;
    return subjects;
  }

  /** A stored series as all rules that read it follow it. */
  followed(metric: MetricSource, subject: string): FollowedSeries {
    const key = keyOf(metric.id, subject);
    const found = this.#followed.get(key) ?? new FollowedSeries(metric, subject);
    this.#followed.set(key, found);
    return found;
  }

  /** Whether nothing that a watch reads has changed since, and the clock cannot have brought anything. */
  isAsleep(rule: string, subject: string, inputs: readonly InputSeries[], now: number): boolean {
    const last = this.#watches.get(rule)?.get(subject);
    return last !== undefined && now < last.wakes && isSame(last.inputs, inputs);
  }

  /** How it was evaluated over the same observations; undefined where it was not, or the clock may have brought something since. */
  evaluated(rule: string, subject: string, inputs: readonly InputSeries[]): WatchEvaluation | undefined {
    const last = this.#watches.get(rule)?.get(subject);
    return last !== undefined && last.wakes === Number.POSITIVE_INFINITY && isSame(last.inputs, inputs) ? last.evaluation : undefined;
  }

  /** How it was evaluated last, whatever has happened since. */
  last(rule: string, subject: string): Remembered | undefined {
    return this.#watches.get(rule)?.get(subject);
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
    const watches = this.#watches.get(rule) ?? new Map<string, Remembered>();
    this.#watches.set(rule, watches);
    watches.set(subject, {
      inputs,
      evaluation,
      wakes: Math.min(next, nextChange(plan, inputs, evaluation, now)),
      distance: <T>(compute: () => T): T => (distance ??= compute()) as T,
    });
  }

  /** Its subject is gone. */
  drop(rule: string, subject: string): void {
    this.#watches.get(rule)?.delete(subject);
  }

  forget(): void {
    this.#watches.clear();
    this.#followed.clear();
    this.#resting = new WeakMap();
    this.#stored.clear();
    [this.#last, this.#armed] = [null, null];
  }
}

interface Resting {
  readonly subjects: readonly string[];
  readonly series: readonly FollowedSeries[];
  readonly editions: readonly number[];
  /** In milliseconds since 1970. */
  readonly wakes: number;
}

/** A stored history that rules read: asked for once in a pass, however many they are. */
export class FollowedSeries {
  readonly #metric: MetricSource;
  readonly #subject: string;
  #series: InputSeries | null = null;
  #pass: object | null = null;
  #edition = 0;

  constructor(metric: MetricSource, subject: string) {
    this.#metric = metric;
    this.#subject = subject;
  }

  get edition(): number {
    return this.#edition;
  }

  /** A number that is another once anything was observed otherwise. */
  editionIn(engine: Engine, pass: object): number {
    if (this.#pass !== pass) this.take(storedSeries(engine, this.#metric, this.#subject), pass);
    return this.#edition;
  }

  /** It was read in this pass. */
  take(series: InputSeries, pass: object): void {
    if (this.#series === null || !isSameHistory(this.#series, series)) this.#edition += 1;
    [this.#series, this.#pass] = [series, pass];
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

/** Of a rule, so long as it is evaluated alike and was not armed anew. */
export function memoryKey(stored: StoredRule): string {
  const known = keys.get(stored) ?? `${stored.rule} ${stored.evaluates} ${stored.armedAt}`;
  keys.set(stored, known);
  return known;
}

const keys = new WeakMap<StoredRule, string>();

function keyOf(metric: string, subject: string): string {
  return `${metric}\0${subject}`;
}

const memories = new WeakMap<Reader, WatchMemory>();

/** The memory of an open store. */
export function memoryOf(store: Reader): WatchMemory {
  const memory = memories.get(store) ?? new WatchMemory();
  memories.set(store, memory);
  return memory;
}
