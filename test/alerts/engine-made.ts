import { join } from 'node:path';
import type { RuleTerms } from '../../shared/alerts/index.ts';
import { History, isKnown, known, type Figure, type MetricValue, type Origin, unavailable } from '../../shared/figures/index.ts';
import type { MetricHistory, MetricSource, SubjectSource } from '../../electron/engine/sources.ts';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import { createCaller } from '../../electron/engine/api/router.ts';
import { ok, open, temporaryFolder } from '../workspace/open-workspace.ts';
import { evaluateOnce } from '../../electron/engine/alerts/evaluator.ts';

/** A value as somebody told it: when, and from which event of the journal it came. */
export interface Told {
  readonly at: string;
  readonly value: string | null;
  readonly event: string;
}

/**
 * Series and readings that a test makes, offered as metrics of pairs and positions: `level` and `other` keep their history, `now`, `beside` and `words` are only known now,
 * `left` changes with the clock. What a test tells is told by an event of the journal, as an import would.
 */
export class MadeWorld {
  readonly told = new Map<string, Told[]>();
  readonly readings = new Map<string, string | null>();
  readonly gone = new Set<string>();
  /** Subjects that by their nature have no readings. */
  readonly inapplicable = new Set<string>();
  /** Whether histories throw, as a defect would. */
  fails = false;
  ids: string[] = ['A', 'B'];

  get metrics(): readonly MetricSource[] {
    return [
      this.#stored('level'),
      this.#stored('other'),
      this.#read('now', {}),
      this.#read('beside', {}),
      this.#read('words', { unit: 'text' }),
      this.#read('left', { clocked: true, unit: 'days' }),
    ];
  }

  get subject(): SubjectSource {
    return {
      kind: 'pair',
      list: () => this.ids.filter((id) => !this.gone.has(id)).map((id) => ({ id, title: `Pair ${id}` })),
      title: (_engine, id) => (this.ids.includes(id) && !this.gone.has(id) ? `Pair ${id}` : null),
      facts: () => ({}),
    };
  }

  #stored(word: string): MetricSource {
    return {
      id: `made.${word}`,
      word,
      name: word,
      says: `The ${word}.`,
      subject: 'pair',
      unit: 'price',
      dependsOn: ['workspace'],
      read: (_engine, id) => this.#last(word, id),
      history: (_engine, id) => this.#history(word, id),
    };
  }

  #read(word: string, more: Partial<MetricSource>): MetricSource {
    return {
      id: `made.${word}`,
      word,
      name: word,
      says: `The ${word}.`,
      subject: 'pair',
      unit: 'price',
      dependsOn: ['workspace'],
      read: (_engine, id) => {
        const value = this.readings.get(`${word}/${id}`);
        if (this.inapplicable.has(id)) return unavailable('not-applicable', 'It cannot have one.');
        if (value === undefined || value === null) return unavailable('not-told', 'Nobody has told it.');
        return known({ text: value, currency: 'EUR' });
      },
      ...more,
    };
  }

  #history(word: string, id: string): Figure<MetricHistory> {
    if (this.fails) throw new Error('a defect');
    const points = this.told.get(`${word}/${id}`) ?? [];
    if (points.length === 0) return unavailable('no-history', 'Nothing was observed.');
    // Of two at one instant, the one that was told later counts.
    const byInstant = new Map(points.map((point) => [Date.parse(point.at), point]));
    const kept = [...byInstant].sort(([one], [other]) => one - other);
    const history = new History();
    for (const [at, { value }] of kept) history.append({ at, value });
    return known({ history, currency: 'EUR', originOf: (index): Origin => ({ kind: 'event', event: kept[index]![1].event }) });
  }

  #last(word: string, id: string): Figure<MetricValue> {
    const found = this.#history(word, id);
    if (!isKnown(found)) return found;
    const { history } = found.ok;
    return known({ text: history.decimalAt(history.length - 1).toFixed() });
  }
}

let changes = 0;

/** A change of the journal that concerns nobody but stands for one, as an import does; answers its event. */
export function changed(engine: OpenEngine): string {
  changes += 1;
  const event = {
    type: 'workspace.setting-changed',
    subject: 'demo',
    payload: { setting: 'reportingCurrency', before: 'EUR', after: changes % 2 === 0 ? 'EUR' : 'USD' },
  };
  return ok(engine.journal.commit([event]))[0]!.id;
}

/** Tells observations of a made series, by one event. */
export function tell(
  engine: OpenEngine,
  world: MadeWorld,
  series: string,
  points: ReadonlyArray<readonly [string, string | null]>,
): string {
  const event = changed(engine);
  const told = world.told.get(series) ?? [];
  world.told.set(series, [...told, ...points.map(([at, value]) => ({ at, value, event }))]);
  return event;
}

/** Opens an engine over a made world. */
export function openMade(workspace: string, world: MadeWorld, now: () => string, mode: 'create' | 'open' = 'open'): OpenEngine {
  const engine = open(workspace, { mode, now });
  const metrics = new Map([...engine.sources.metrics].filter(([, metric]) => metric.subject !== 'pair'));
  for (const metric of world.metrics) metrics.set(metric.id, metric);
  const subjects = new Map([...engine.sources.subjects, ['pair', world.subject] as const]);
  return { ...engine, sources: { ...engine.sources, metrics, subjects } };
}

export function callerOf(engine: OpenEngine) {
  return createCaller({ engine }).alerts;
}

/** The terms of a rule over the pair A. */
export function terms(rule: string, more: Partial<RuleTerms> = {}): RuleTerms {
  return {
    title: 'Made rule',
    about: { kind: 'pair', which: { of: 'named', ids: ['A'] } },
    rule,
    note: '',
    todo: null,
    schedule: null,
    quiet: null,
    tellsUnknown: false,
    channels: null,
    preset: null,
    ...more,
  };
}

/** Days of `level/A` before a rule is armed, of which the middle one is low. */
export const PAST: ReadonlyArray<readonly [string, string]> = [
  ['2026-03-01T00:00:00.000Z', '1'],
  ['2026-03-02T00:00:00.000Z', '0.9'],
  ['2026-03-03T00:00:00.000Z', '1'],
];

/** A workspace over a made world, whose clock a test sets. */
export function begin(start = '2026-03-10T12:00:00.000Z') {
  const world = new MadeWorld();
  let clock = start;
  const path = join(temporaryFolder(), 'books.countinghouse');
  const engine = openMade(path, world, () => clock, 'create');
  const alerts = callerOf(engine);
  return {
    path,
    world,
    engine,
    alerts,
    now: () => clock,
    /** Sets the clock, and evaluates. */
    at: (instant: string) => {
      clock = instant;
      if (!evaluateOnce(engine)) throw new Error('what was evaluated could not be recorded');
    },
    armed: async (rule: string, more: Partial<RuleTerms> = {}): Promise<string> => {
      return ok(await alerts.write({ terms: terms(rule, more), arm: true })).rule;
    },
    all: async () => {
      return (await alerts.firings({})).firings;
    },
  };
}
