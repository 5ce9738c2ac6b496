import type { PlanInput, Sample } from '../../../shared/alerts/index.ts';
import { type Figure, isKnown, type MetricValue, type Trail, type Unavailability, unavailable } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import { isWords, tableOf } from '../metrics/index.ts';
import type { MetricSource } from '../sources.ts';
import {
  computed,
  type InputSeries,
  isSampled,
  keptSeries,
  type SampleKey,
  type SampleTold,
  storedSeries,
  textAt,
  withSample,
} from './input-series.ts';
import type { Watched } from './subjects.ts';
import { isoOf } from './firing-why.ts';

const HOUR = 36e5;
const RANK_ALONE = unavailable('no-rank', 'Its value, or that of every other subject, is not known; so there is no rank.');

/** A sampled series before and after what is read of it now. */
interface Candidate {
  readonly key: SampleKey;
  readonly kept: InputSeries;
  readonly taken: InputSeries;
  readonly at: number;
  readonly value: string | null;
  readonly because: Unavailability | null;
  readonly told: SampleTold;
}

/**
 * The series that one pass of the evaluation looks at. What is sampled is read once in a pass; a sample that nobody wants kept leaves no trace.
 */
export class PassSeries {
  readonly #engine: Engine;
  readonly #now: number;
  readonly #stored = new Map<MetricSource, Map<string, InputSeries>>();
  readonly #candidates = new Map<string, Candidate>();
  readonly #wanted = new Set<Candidate>();
  readonly #ranks = new Map<string, ReadonlyMap<string, number>>();

  constructor(engine: Engine, now: number) {
    this.#engine = engine;
    this.#now = now;
  }

  /** As the journal has it; of what is sampled, with the samples of this pass that are to be kept. */
  recorded(input: PlanInput, metric: MetricSource, rule: WatchedRule, subject: string): InputSeries {
    if (!isSampled(input, metric)) return this.#history(metric, subject);
    const candidate = this.#candidate(input, metric, rule, subject);
    return this.#wanted.has(candidate) ? candidate.taken : candidate.kept;
  }

  /** As recorded, with what is read now. */
  read(input: PlanInput, metric: MetricSource, rule: WatchedRule, subject: string): InputSeries {
    return isSampled(input, metric) ? this.#candidate(input, metric, rule, subject).taken : this.#history(metric, subject);
  }

  /** Whether the reading of now is the first, or is another and the last one kept is an hour old, or too old for a plan that asks for ages. */
  isDue(input: PlanInput, metric: MetricSource, rule: WatchedRule, subject: string): boolean {
    if (!isSampled(input, metric)) return false;
    const { kept, at, value } = this.#candidate(input, metric, rule, subject);
    const last = kept.history.length - 1;
    if (last < 0) return true;
    const age = at - kept.history.at[last]!;
    const soonest = input.offsets[0] ?? Number.POSITIVE_INFINITY;
    return age >= soonest / 2 || (age >= HOUR && textAt(kept, last) !== value);
  }

  /** Keeps what is read now of every sampled input; answers whether any of them was not to be kept before. */
  keep(input: PlanInput, metric: MetricSource, rule: WatchedRule, subject: string): boolean {
    if (!isSampled(input, metric)) return false;
    const candidate = this.#candidate(input, metric, rule, subject);
    if (this.#wanted.has(candidate)) return false;
    this.#wanted.add(candidate);
    return true;
  }

  isWanted(input: PlanInput, metric: MetricSource, rule: WatchedRule, subject: string): boolean {
    return isSampled(input, metric) && this.#wanted.has(this.#candidate(input, metric, rule, subject));
  }

  /** The samples to be kept. */
  get samples(): readonly Sample[] {
    return [...this.#wanted].map(sampleOf);
  }

  #history(metric: MetricSource, subject: string): InputSeries {
    let subjects = this.#stored.get(metric);
    if (subjects === undefined) this.#stored.set(metric, (subjects = new Map()));
    let found = subjects.get(subject);
    if (found === undefined) subjects.set(subject, (found = storedSeries(this.#engine, metric, subject)));
    return found;
  }

  #candidate(input: PlanInput, metric: MetricSource, rule: WatchedRule, subject: string): Candidate {
    const key = { metric: input.isRank ? `rank(${metric.id})@${rule.rule}` : metric.id, subject };
    const id = `${key.metric}\0${subject}`;
    const found = this.#candidates.get(id);
    if (found !== undefined) return found;
    const kept = keptSeries(this.#engine, metric, key, input.isWords);
    const figure = input.isRank ? this.#rank(metric, rule, subject) : computed(metric, () => metric.read(this.#engine, subject));
    const value = isKnown(figure) ? figure.ok.text : null;
    const because = isKnown(figure) ? null : figure.unavailable;
    // Samples are in order of time also where the clock was set back.
    const last = kept.history.length === 0 ? Number.NEGATIVE_INFINITY : kept.history.at[kept.history.length - 1]!;
    const at = Math.max(this.#now, last + 1);
    const told = isKnown(figure) ? toldOf(figure.ok, figure.trail) : { from: [] };
    const taken = withSample(kept, { taken: at, value, because, told });
    const candidate = { key, kept, taken, at, value, because, told };
    this.#candidates.set(id, candidate);
    return candidate;
  }

  /** The place of a subject among those of its rule, the highest value first; equal values share a place. */
  #rank(metric: MetricSource, { rule, subjects }: WatchedRule, subject: string): Figure<MetricValue> {
    const id = `${rule}\0${metric.id}`;
    const values = this.#ranks.get(id) ?? this.#values(metric, subjects);
    this.#ranks.set(id, values);
    const own = values.get(subject);
    if (own === undefined) return RANK_ALONE;
    let place = 1;
    for (const value of values.values()) if (value > own) place += 1;
    return { ok: { text: String(place) }, trail: [] };
  }

  #values(metric: MetricSource, subjects: readonly Watched[]): ReadonlyMap<string, number> {
    const wanted = new Set(subjects.map(({ id }) => id));
    const all = this.#engine.sources.subjects.get(metric.subject)?.list?.(this.#engine);
    if (metric.readAll !== undefined && all !== undefined && !isWords(metric)) {
      const table = tableOf(this.#engine, metric);
      if ('numbers' in table) return known(all.map(({ id }, n) => [id, table.numbers[n]!] as const).filter(([one]) => wanted.has(one)));
    }
    return known(
      subjects.map(({ id }) => {
        const figure = computed(metric, () => metric.read(this.#engine, id));
        return [id, isKnown(figure) ? Number(figure.ok.text) : Number.NaN] as const;
      }),
    );
  }
}

/** A rule with the subjects among which it ranks. */
export interface WatchedRule {
  readonly rule: string;
  readonly subjects: readonly Watched[];
}

function known(values: ReadonlyArray<readonly [string, number]>): ReadonlyMap<string, number> {
  return new Map(values.filter(([, value]) => !Number.isNaN(value)));
}

function sampleOf({ key, at, value, because, told }: Candidate): Sample {
  return {
    metric: key.metric,
    subject: key.subject,
    taken: isoOf(at),
    value,
    because: because === null ? null : { reason: because.reason, message: because.message },
    ...(told.currency === undefined ? {} : { currency: told.currency }),
    ...(told.basis === undefined ? {} : { basis: { ...told.basis } }),
    from: told.from,
  };
}

/** So many inputs are kept of a trail: those that came from rows and events. */
const TOLD = 8;

function toldOf({ currency, basis }: MetricValue, trail: Trail): SampleTold {
  const inputs = trail.flatMap((step) => step.inputs).filter(({ origin }) => origin.kind === 'row' || origin.kind === 'event');
  return {
    ...(currency === undefined ? {} : { currency }),
    ...(basis === undefined ? {} : { basis }),
    from: inputs.slice(0, TOLD).map(({ name, value, origin }) => ({ name, value: value.slice(0, 500), origin })),
  };
}
