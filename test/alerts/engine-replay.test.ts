import fc from 'fast-check';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluateOnce } from '../../electron/engine/alerts/evaluator.ts';
import { rebuild } from '../../electron/engine/journal/index.ts';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import { planOf, parseRule, rehearse } from '../../shared/alerts/index.ts';
import { historyOf, isRefused } from '../../shared/figures/index.ts';
import { ok, temporaryFolder } from '../workspace/open-workspace.ts';
import { callerOf, changed, MadeWorld, openMade, tell, terms } from './engine-made.ts';

const HOUR = 36e5;
const START = Date.parse('2026-03-01T00:00:00.000Z');

type Step =
  | { readonly do: 'import'; readonly series: 'level/A' | 'level/B'; readonly values: readonly number[]; readonly late: boolean }
  | { readonly do: 'read'; readonly value: number | null }
  | { readonly do: 'restart' }
  | { readonly do: 'sleep'; readonly hours: number }
  | { readonly do: 'clock back'; readonly hours: number };

const values = fc.array(fc.integer({ min: 90, max: 110 }), { minLength: 1, maxLength: 8 });
const series = fc.constantFrom<'level/A' | 'level/B'>('level/A', 'level/B');

function steps(late: boolean): fc.Arbitrary<readonly Step[]> {
  const step: fc.Arbitrary<Step> = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ do: fc.constant('import' as const), series, values, late: late ? fc.boolean() : fc.constant(false) }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('read' as const), value: fc.option(fc.integer({ min: 90, max: 110 }), { freq: 5 }) }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('sleep' as const), hours: fc.integer({ min: 1, max: 60 }) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('clock back' as const), hours: fc.integer({ min: 1, max: 30 }) }) },
  );
  return fc.array(step, { minLength: 4, maxLength: 25 });
}

const RULES = [
  'level < 0.98 clear > 1',
  'level < 1 for 3h cooldown 6h',
  'change(level, 12h) < -5%',
  'zscore(level, 1d) > 1.5 or level crosses below 0.95',
] as const;
const SAMPLED = ['now < 0.97 clear > 1', 'now < 1 for 5h', 'points(now, 1d) > 0.05 once'] as const;

/** A workspace that lives through steps; evaluated after each, or only where `isOpen` says so. */
class Living {
  readonly world = new MadeWorld();
  readonly #path = join(temporaryFolder(), 'books.countinghouse');
  #clock = START;
  #last = new Map<string, number>();
  engine: OpenEngine = openMade(this.#path, this.world, () => this.now, 'create');

  get now(): string {
    return new Date(this.#clock).toISOString();
  }

  get alerts() {
    return callerOf(this.engine);
  }

  async arm(rules: readonly string[]): Promise<void> {
    const about = { kind: 'pair' as const, which: { of: 'named' as const, ids: ['A', 'B'] } };
    for (const rule of rules) ok(await this.alerts.write({ terms: terms(rule, { about, title: rule }), arm: true }));
  }

  async live(step: Step, isOpen: boolean): Promise<void> {
    this.#clock += 60_000;
    if (step.do === 'import') this.#import(step);
    else if (step.do === 'read') {
      this.world.readings.set('now/A', step.value === null ? null : String(step.value / 100));
      changed(this.engine);
    } else if (step.do === 'sleep') this.#clock += step.hours * HOUR;
    else if (step.do === 'clock back') this.#clock -= step.hours * HOUR;
    else {
      await this.engine.close();
      this.engine = openMade(this.#path, this.world, () => this.now);
    }
    if (isOpen && !evaluateOnce(this.engine)) throw new Error('what was evaluated could not be recorded');
  }

  #import({ series: name, values: told, late }: Extract<Step, { do: 'import' }>): void {
    const last = this.#last.get(name) ?? START;
    const from = late ? START + Math.floor((last - START) / (2 * HOUR)) * HOUR + 30 * 60_000 : last;
    const points = told.map((value, n) => [new Date(from + (n + 1) * HOUR).toISOString(), String(value / 100)] as const);
    tell(this.engine, this.world, name, points);
    this.#last.set(name, Math.max(last, from + told.length * HOUR));
  }
}

/** What is recorded, as it stands after all corrections: rule, subject, beginning and end. */
function net(engine: OpenEngine): readonly string[] {
  return engine.store
    .all<{ title: string; subject: string; due: string; cleared: string | null }>(
      "SELECT title, subject, due, cleared FROM alert_firing WHERE void = 0 AND what = 'condition'",
    )
    .map(({ title, subject, due, cleared }) => `${title} ${subject} ${due} ${cleared}`)
    .sort();
}

/** What the rules say of a made series as it is in the end, by the plain rehearsal of all of it. */
function expected(world: MadeWorld, rules: readonly string[]): readonly string[] {
  const vocabulary = new Map([['level', { name: 'level', says: '', unit: 'price' as const }]]);
  return rules
    .flatMap((text) => {
      const parsed = parseRule(text, vocabulary);
      if ('fault' in parsed) throw new Error(parsed.fault.message);
      const plan = planOf(parsed.ok, vocabulary);
      if (isRefused(plan)) throw new Error(plan.error.message);
      return ['A', 'B'].flatMap((subject) => {
        const told = (world.told.get(`level/${subject}`) ?? []).map(({ at, value }) => ({ at: Date.parse(at), value }));
        // Of two at one instant the later told counts, as in the world itself.
        const { history } = historyOf([...new Map(told.map((point) => [point.at, point])).values()]);
        return rehearse(plan.ok, history).firings.map(({ at, cleared }) => {
          return `${text} ${subject} ${new Date(at).toISOString()} ${cleared === undefined ? null : new Date(cleared).toISOString()}`;
        });
      });
    })
    .sort();
}

describe('a workspace that lived through imports, samples, corrections, restarts and a moving clock', () => {
  it('is rebuilt to the same tables, and its firings are replayed to the byte', async () => {
    await fc.assert(
      fc.asyncProperty(steps(false), async (lived) => {
        const living = new Living();
        living.world.readings.set('now/A', '1');
        await living.arm([...RULES, ...SAMPLED]);
        for (const step of lived) await living.live(step, true);
        const replayed = ok(await living.alerts.replay({}));
        expect(replayed.different).toEqual([]);
        expect(replayed.unrecorded).toEqual({ fired: 0, cleared: 0, corrections: 0 });
        const tables = () =>
          ['alert_rule', 'alert_watch', 'alert_sample', 'alert_firing', 'alert_correction', 'alert_progress'].map((table) =>
            living.engine.store.all(`SELECT * FROM ${table}`),
          );
        const before = tables();
        ok(rebuild(living.engine.writableStore, living.engine.journal.registry, () => {}));
        expect(tables()).toEqual(before);
        await living.engine.close();
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it('says in the end what its last history says, whatever came late', async () => {
    // Rules that neither hold nor cool, so that what was before the arming has no say.
    const rules = ['level < 0.98 clear > 1', 'change(level, 12h) < -5%', 'level < 1 for 3h'];
    await fc.assert(
      fc.asyncProperty(steps(true), async (lived) => {
        const living = new Living();
        tell(living.engine, living.world, 'level/A', [[new Date(START - HOUR).toISOString(), '1.2']]);
        tell(living.engine, living.world, 'level/B', [[new Date(START - HOUR).toISOString(), '1.2']]);
        await living.arm(rules);
        for (const step of lived) await living.live(step, true);
        expect(net(living.engine)).toEqual(expected(living.world, rules));
        expect(ok(await living.alerts.replay({})).unrecorded).toEqual({ fired: 0, cleared: 0, corrections: 0 });
        await living.engine.close();
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('has fired the same whether it was open all the time or now and then', async () => {
    await fc.assert(
      fc.asyncProperty(steps(false), fc.array(fc.boolean(), { minLength: 25, maxLength: 25 }), async (lived, isOpen) => {
        const told: (readonly string[])[] = [];
        for (const opened of [() => true, (n: number) => isOpen[n] === true]) {
          const living = new Living();
          for (const name of ['level/A', 'level/B']) tell(living.engine, living.world, name, [[new Date(START - HOUR).toISOString(), '1']]);
          await living.arm(RULES);
          for (const [n, step] of lived.entries()) await living.live(step, opened(n));
          evaluateOnce(living.engine);
          told.push(net(living.engine));
          expect(living.engine.store.all('SELECT 1 FROM alert_correction')).toEqual([]);
          await living.engine.close();
        }
        expect(told[1]).toEqual(told[0]);
      }),
      { numRuns: 30 },
    );
  }, 120_000);

  it('says where a firing comes out otherwise', async () => {
    const living = new Living();
    tell(living.engine, living.world, 'level/A', [[new Date(START - HOUR).toISOString(), '1']]);
    await living.arm(['level < 0.98']);
    await living.live({ do: 'import', series: 'level/A', values: [95], late: false }, true);
    const [fired] = (await living.alerts.firings({})).firings;
    expect(ok(await living.alerts.replay({ firing: fired!.firing }))).toMatchObject({ replayed: 1, identical: 1, different: [] });
    tell(living.engine, living.world, 'level/A', [[fired!.observed, '0.96']]);
    const replayed = ok(await living.alerts.replay({ firing: fired!.firing }));
    expect(replayed.different[0]?.differences).toContainEqual({ what: 'why.readings.0.last.value', recorded: '0.95', computed: '0.96' });
    tell(living.engine, living.world, 'level/A', [[fired!.observed, '1']]);
    const gone = ok(await living.alerts.replay({ firing: fired!.firing }));
    expect(gone.different[0]?.differences).toContainEqual({ what: 'observed', recorded: fired!.observed, computed: null });
  });
});
