import { type Figure, isKnown, isRefused, type SubjectKind } from '../../../shared/figures/index.ts';
import type { Scope } from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import { versionOf } from '../kept.ts';
import type { Listed, MetricHistory, MetricSource } from '../sources.ts';
import { type InputSeries, isSameHistory, seriesOver, storedHistory } from './input-series.ts';
import type { StoredRule } from './rule-rows.ts';
import { titleOf, type Watched, watchedSubjects } from './subjects.ts';

/** A rule that is to be looked at. */
export interface Awake {
  readonly rule: StoredRule;
  /** Of which subjects; null for all of them. */
  readonly only: ReadonlySet<string> | null;
}

/** A rule that is to be looked at for all of its subjects. */
export function whole(rule: StoredRule): Awake {
  return { rule, only: null };
}

/** What a rule rests on. */
export interface Rest {
  readonly rule: StoredRule;
  /** The subjects that were looked at. */
  readonly subjects: readonly Watched[];
  readonly metrics: readonly MetricSource[];
  /** From this instant on the clock alone may change a watch of them, in milliseconds since 1970. */
  readonly wakes: number;
  /** What was read of a subject, in the order of the metrics. */
  readonly seriesOf: (subject: string) => readonly InputSeries[];
}

/**
 * Which of the armed rules have to be looked at. A rule rests once all of its watches were evaluated, until a series that one of them reads is another,
 * the clock brings something, or its subjects are others. Rules are known by the objects that the tables gave: one that was written or armed anew is
 * another. What may have changed is asked once, however many rules follow it.
 */
export class RestingRules {
  #armed: readonly StoredRule[] | null = null;
  readonly #places = new Map<StoredRule, number>();
  readonly #awake = new Map<StoredRule, Set<string> | null>();
  /** When the clock wakes those that rest, where it does; and the soonest of these. */
  readonly #wakes = new Map<StoredRule, number>();
  #soonest = Number.POSITIVE_INFINITY;
  readonly #metrics = new Map<MetricSource, FollowedMetric>();
  readonly #kinds = new Map<SubjectKind, FollowedKind>();
  readonly #scopes = new Map<string, FollowedScope>();

  /** Those of the armed rules that do not rest, in their order. */
  awake(engine: Engine, armed: readonly StoredRule[], now: number): readonly Awake[] {
    if (armed !== this.#armed) this.#begin(armed);
    this.#lookAtClock(now);
    for (const [metric, followed] of this.#metrics) this.#lookAtSeries(engine, metric, followed);
    for (const [kind, followed] of this.#kinds) this.#lookAtSubjects(engine, kind, followed);
    for (const followed of this.#scopes.values()) this.#lookAtScope(engine, followed);
    return [...this.#awake]
      .map(([rule, only]) => ({ rule, only }))
      .sort((one, other) => this.#places.get(one.rule)! - this.#places.get(other.rule)!);
  }

  /** The subjects of a rule that were to be looked at were. */
  rest({ rule, subjects, metrics, wakes, seriesOf }: Rest): void {
    // The clock may bring something at once, or one of its subjects is gone: there is nothing to rest on.
    if (!this.#places.has(rule) || wakes === Number.NEGATIVE_INFINITY) return;
    const followed = metrics.map((metric) => getOrMake(this.#metrics, metric, () => new FollowedMetric()));
    const { about } = rule.terms;
    const kind = getOrMake(this.#kinds, about.kind, () => new FollowedKind());
    for (const { id } of subjects) {
      kind.follow(id, rule);
      const series = seriesOf(id);
      for (let n = 0; n < followed.length; n += 1) this.#follow(followed[n]!, rule, id, series[n]!);
    }
    const only = this.#awake.get(rule);
    const isWhole = only === null || only === undefined;
    if (isWhole && about.which.of !== 'named') {
      getOrMake(this.#scopes, JSON.stringify(about), () => ({ about, rules: new Map<StoredRule, readonly Watched[]>() })).rules.set(
        rule,
        subjects,
      );
    }
    this.#wakeAt(rule, isWhole ? wakes : Math.min(wakes, this.#wakes.get(rule) ?? Number.POSITIVE_INFINITY));
    if (!isWhole) for (const { id } of subjects) only.delete(id);
    if (isWhole || only.size === 0) this.#awake.delete(rule);
  }

  /** Nothing rests any more. */
  forget(): void {
    this.#armed = null;
  }

  #begin(armed: readonly StoredRule[]): void {
    this.#armed = armed;
    for (const kept of [this.#places, this.#awake, this.#wakes, this.#metrics, this.#kinds, this.#scopes]) kept.clear();
    this.#soonest = Number.POSITIVE_INFINITY;
    for (const [place, rule] of armed.entries()) {
      this.#places.set(rule, place);
      this.#awake.set(rule, null);
    }
  }

  #follow({ series }: FollowedMetric, rule: StoredRule, subject: string, read: InputSeries): void {
    const found = series.get(subject);
    if (found === undefined) {
      series.set(subject, new FollowedSeries(read, rule));
      return;
    }
    if (!found.isStill(read)) {
      // It became another while the pass went on: those that were looked at before have seen the old one.
      found.take(read);
      for (const follower of found.followers) if (follower !== rule) this.#wake(follower, subject);
    }
    found.followers.add(rule);
  }

  #wakeAt(rule: StoredRule, instant: number): void {
    if (instant === Number.POSITIVE_INFINITY) this.#wakes.delete(rule);
    else this.#wakes.set(rule, instant);
    this.#soonest = Math.min(this.#soonest, instant);
  }

  #lookAtClock(now: number): void {
    if (now < this.#soonest) return;
    this.#soonest = Number.POSITIVE_INFINITY;
    for (const [rule, wakes] of this.#wakes) {
      if (now >= wakes) this.#wake(rule, null);
      else this.#soonest = Math.min(this.#soonest, wakes);
    }
  }

  /** A history follows from what columns hold: without an event of these it is the same. */
  #lookAtSeries(engine: Engine, metric: MetricSource, followed: FollowedMetric): void {
    const version = metric.dependsOn?.map((column) => versionOf(engine.store, column)).join(' ');
    if (version !== undefined && version === followed.version) return;
    for (const [subject, series] of followed.series) {
      const found = storedHistory(engine, metric, subject);
      if (series.isItself(found) || series.isStill(seriesOver(metric, found))) continue;
      for (const rule of series.followers) this.#wake(rule, subject);
    }
    followed.version = version;
  }

  /** A subject that is in a list which is the same is still there. Others are asked for: they may be gone without an event. */
  #lookAtSubjects(engine: Engine, kind: SubjectKind, followed: FollowedKind): void {
    followed.list(engine.sources.subjects.get(kind)?.list?.(engine));
    for (const subject of followed.unlisted) {
      if (titleOf(engine, kind, subject) !== null) continue;
      for (const rule of followed.followers.get(subject)!) this.#wake(rule, subject);
    }
  }

  #lookAtScope(engine: Engine, { about, rules }: FollowedScope): void {
    const found = watchedSubjects(engine, about);
    for (const [rule, subjects] of rules) {
      if (!isRefused(found) && isSameSubjects(found.ok, subjects)) continue;
      this.#wake(rule, null);
      rules.delete(rule);
    }
  }

  #wake(rule: StoredRule, subject: string | null): void {
    const only = this.#awake.get(rule);
    if (subject === null) this.#awake.set(rule, null);
    else if (only === undefined) this.#awake.set(rule, new Set([subject]));
    else only?.add(subject);
  }
}

/** The histories of one metric that rules follow, by subject. */
class FollowedMetric {
  /** Up to where the columns had come when the histories were looked at. */
  version: string | undefined = undefined;
  readonly series = new Map<string, FollowedSeries>();
}

/** A stored history with the rules that rest on it. A history may grow where it stands, so that it is known by its length, too. */
class FollowedSeries {
  readonly followers: Set<StoredRule>;
  #series: InputSeries;
  #length: number;

  constructor(series: InputSeries, rule: StoredRule) {
    [this.#series, this.#length] = [series, series.history.length];
    this.followers = new Set([rule]);
  }

  /** Whether it is the very same history, which most are that an import did not touch. */
  isItself(found: Figure<MetricHistory>): boolean {
    return isKnown(found) && found.ok.history === this.#series.history && found.ok.history.length === this.#length;
  }

  isStill(series: InputSeries): boolean {
    return series.history.length === this.#length && isSameHistory(this.#series, series);
  }

  take(series: InputSeries): void {
    [this.#series, this.#length] = [series, series.history.length];
  }
}

/** The subjects of a kind that rules follow. */
class FollowedKind {
  readonly followers = new Map<string, Set<StoredRule>>();
  /** Those that are not in the list. */
  readonly unlisted = new Set<string>();
  #list: readonly Listed[] | null | undefined = null;

  follow(subject: string, rule: StoredRule): void {
    const rules = this.followers.get(subject);
    if (rules !== undefined) rules.add(rule);
    else {
      this.followers.set(subject, new Set([rule]));
      this.#list = null;
    }
  }

  list(list: readonly Listed[] | undefined): void {
    if (list === this.#list) return;
    this.#list = list;
    const ids = new Set(list?.map(({ id }) => id));
    this.unlisted.clear();
    for (const subject of this.followers.keys()) if (!ids.has(subject)) this.unlisted.add(subject);
  }
}

/** A scope whose subjects may be others: every one of a kind, a list or a screen. Of each rule, those that it was evaluated for. */
interface FollowedScope {
  readonly about: Scope;
  readonly rules: Map<StoredRule, readonly Watched[]>;
}

function isSameSubjects(one: readonly Watched[], other: readonly Watched[]): boolean {
  return one === other || (one.length === other.length && one.every(({ id }, n) => id === other[n]!.id));
}

function getOrMake<K, V>(kept: Map<K, V>, key: K, make: () => V): V {
  let found = kept.get(key);
  if (found === undefined) kept.set(key, (found = make()));
  return found;
}
