import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { InputSeries } from '../../electron/engine/alerts/input-series.ts';
import { evaluateFurther, evaluateWatch, type WatchEvaluation } from '../../electron/engine/alerts/watch-evaluation.ts';
import type { MetricSource } from '../../electron/engine/sources.ts';
import { parseRule, type Plan, planOf, ruleText, WordSeries } from '../../shared/alerts/index.ts';
import { History, type Point, unavailable } from '../../shared/figures/index.ts';
import { conditions, durations, VOCABULARY } from '../watchlists/made-conditions.ts';
import { planned, RULES_OF_SEVERAL } from './made-names.ts';
import { HOUR, MINUTE, RULES, START } from './made-series.ts';

/** What the grammar gives, within what the parser takes: windows of minutes up to years, several names, ages, ranks and words. */
const ofGrammar: fc.Arbitrary<Plan> = fc
  .record(
    {
      condition: conditions,
      holdFor: durations,
      clear: conditions,
      clearFor: durations,
      stale: durations,
      cooldown: durations,
      once: fc.constant(true as const),
      until: fc.constantFrom('2024-01-02', '2024-01-04'),
    },
    { requiredKeys: ['condition'] },
  )
  .map((rule): Plan | null => {
    const parsed = parseRule(ruleText(rule), VOCABULARY);
    const plan = 'ok' in parsed ? planOf(parsed.ok, VOCABULARY) : null;
    return plan !== null && 'ok' in plan ? plan.ok : null;
  })
  .filter((plan) => plan !== null);
const plans: fc.Arbitrary<Plan> = fc.oneof(fc.constantFrom(...RULES, ...RULES_OF_SEVERAL).map(planned), ofGrammar);

const gaps = fc.oneof(
  fc.constant(HOUR),
  fc.constant(30 * MINUTE),
  fc.integer({ min: 1, max: 400 }).map((minutes) => minutes * MINUTE),
);
/** Numbers about one, at which the listed rules have their levels; sometimes farther away, for those of the grammar. */
const numbers = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 90, max: 110 }).map((hundredths) => (hundredths / 100).toFixed(2)) },
  { weight: 2, arbitrary: fc.integer({ min: -3, max: 12 }).map(String) },
  { weight: 2, arbitrary: fc.constant(null) },
);
const words = fc.constantFrom('Lido', 'aave', 'Sky', null);

/** What comes to be known in one step: how many more observations of each input, how far the clock goes on, and what is said otherwise of the past. */
interface Step {
  readonly more: readonly number[];
  readonly clock: number;
  readonly inPlace: boolean;
  readonly corrected: { readonly input: number; readonly back: number; readonly value: string | null } | null;
}

const lives = plans.chain((plan) =>
  fc.record({
    plan: fc.constant(plan),
    observed: fc.tuple(
      ...plan.inputs.map(({ isWords }) =>
        fc.array(fc.record({ gap: gaps, value: isWords ? words : numbers }), { maxLength: 40 }).map((rows) => {
          let at = START;
          return rows.map(({ gap, value }): Point => ({ at: (at += gap), value }));
        }),
      ),
    ),
    until: fc.option(fc.integer({ min: -HOUR, max: 48 * HOUR })),
    steps: fc.array(
      fc.record({
        more: fc.tuple(...plan.inputs.map(() => fc.integer({ min: 0, max: 9 }))),
        clock: fc.oneof(
          { weight: 8, arbitrary: fc.integer({ min: 0, max: 12 * HOUR }) },
          { weight: 1, arbitrary: fc.integer({ min: -12 * HOUR, max: 0 }) },
        ),
        inPlace: fc.boolean(),
        corrected: fc.option(
          fc.record({
            input: fc.nat({ max: plan.inputs.length - 1 }),
            // The last one: as an observation that comes twice, the second time with another value.
            back: fc.oneof(fc.constant(0), fc.nat({ max: 20 })),
            value: fc.constantFrom('0.91', '1.09', null),
          }),
          { freq: 6 },
        ),
      }),
      { minLength: 2, maxLength: 8 },
    ),
  }),
);

const METRIC: MetricSource = {
  id: 'made.any',
  word: 'any',
  name: 'Any',
  says: 'A made series.',
  subject: 'pair',
  unit: 'price',
  read: () => unavailable('only-past', 'Only its past is known.'),
};

function seriesOver(points: readonly Point[], isWords: boolean): InputSeries {
  const series = isWords ? new WordSeries() : { history: new History() };
  for (const point of points) append(series, point);
  return { ...(series instanceof WordSeries ? { words: series.words } : {}), history: series.history, ...TOLD };
}

const TOLD = { metric: METRIC, sampled: null, because: null, originOf: () => ({ kind: 'given' }) as const, toldOf: () => ({ from: [] }) };

function append(series: { readonly history: History }, point: Point): void {
  const isAdded = series instanceof WordSeries ? series.append(point.at, point.value as string | null) : series.history.append(point);
  if (!isAdded) throw new Error('not in order');
}

/** Runs a life, and answers after each step what was evaluated further and what is evaluated anew. */
function* lived({
  plan,
  observed,
  until,
  steps,
}: {
  plan: Plan;
  observed: readonly (readonly Point[])[];
  until: number | null;
  steps: readonly Step[];
}) {
  let known: Point[][] = plan.inputs.map(() => []);
  let series = known.map((points, n) => seriesOver(points, plan.inputs[n]!.isWords));
  let before: { readonly inputs: readonly InputSeries[]; readonly evaluation: WatchEvaluation } | undefined;
  let now = START;
  const begun = until === null ? null : START + until;
  for (const { more, clock, inPlace, corrected } of steps) {
    now += clock;
    const fresh = known.map((points, n) => observed[n]!.slice(points.length, points.length + more[n]!));
    known = known.map((points, n) => [...points, ...fresh[n]!]);
    const place = corrected === null ? -1 : known[corrected.input]!.length - 1 - corrected.back;
    if (corrected !== null && place >= 0) {
      const points = known[corrected.input]!;
      const value = plan.inputs[corrected.input]!.isWords && corrected.value !== null ? 'Sky' : corrected.value;
      points[place] = { at: points[place]!.at, value };
    }
    // A column gives another history after an import, or lets the one that there is grow; what it says of the past otherwise is always another.
    series = known.map((points, n) => {
      const isWords = plan.inputs[n]!.isWords;
      if (!inPlace || isWords || (corrected !== null && corrected.input === n)) return seriesOver(points, isWords);
      for (const point of fresh[n]!) append(series[n]!, point);
      return { ...series[n]! };
    });
    const further = evaluateFurther(plan, series, begun, now, before);
    yield {
      further,
      anew: evaluateWatch(
        plan,
        known.map((points, n) => seriesOver(points, plan.inputs[n]!.isWords)),
        begun,
        now,
      ),
    };
    before = { inputs: series, evaluation: further };
  }
}

it('an evaluation that goes on says what one anew says, after whatever was appended, corrected, or brought by the clock', () => {
  let fired = 0;
  fc.assert(
    fc.property(lives, (life) => {
      for (const { further, anew } of lived(life)) {
        expect(further).toEqual(anew);
        fired += anew.spans.length;
      }
    }),
    { numRuns: 3_000 },
  );
  expect(fired).toBeGreaterThan(1_000);
});
