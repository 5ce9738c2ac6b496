import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRule, type Plan, planOf, type SampledValues, SampledWatch } from '../../shared/alerts/index.ts';
import type { Vocabulary } from '../../shared/watchlists/index.ts';
import { HOUR, MINUTE, START } from './made-series.ts';

const VOCABULARY: Vocabulary = new Map(
  [
    { name: 'health', says: 'the health factor', unit: 'score' as const },
    { name: 'value', says: 'what it is worth', unit: 'money' as const },
    { name: 'gates', says: 'its gates', unit: 'verdict' as const },
  ].map((entry) => [entry.name, entry]),
);

function planned(text: string): Plan {
  const parsed = parseRule(text, VOCABULARY);
  if ('fault' in parsed) throw new Error(parsed.fault.message);
  const plan = planOf(parsed.ok, VOCABULARY);
  if ('error' in plan) throw new Error(plan.error.message);
  return plan.ok;
}

const at = (minutes: number, values: SampledValues['values']): SampledValues => ({ at: START + minutes * MINUTE, values });

describe('a sample that is only looked at', () => {
  it('is worth keeping where it is the first, changes the phase, or is another one after an hour', () => {
    const watch = new SampledWatch(planned('health < 1.3 for 30min'));
    expect(watch.peek(at(0, { health: '1.5' })).keep).toBe('first');
    watch.keep(at(0, { health: '1.5' }));
    expect(watch.peek(at(1, { health: '1.4' }))).toMatchObject({ keep: null, state: { phase: 'armed' } });
    expect(watch.peek(at(60, { health: '1.5' })).keep).toBeNull();
    expect(watch.peek(at(60, { health: '1.4' })).keep).toBe('hour');
    expect(watch.peek(at(2, { health: '1.2' }))).toMatchObject({ keep: 'phase', state: { phase: 'pending' } });
    watch.keep(at(2, { health: '1.2' }));
    expect(watch.peek(at(31, { health: '1.1' })).keep).toBeNull();
    expect(watch.peek(at(32, { health: '1.1' }))).toMatchObject({
      keep: 'phase',
      happenings: [{ kind: 'fired', at: START + 32 * MINUTE }],
    });
    expect(watch.evaluation.state.phase).toBe('pending');
  });

  it('is worth keeping where what is known becomes unknown, and the other way round', () => {
    const watch = new SampledWatch(planned('health < 1.3'), [at(0, { health: '1.5' })]);
    expect(watch.peek(at(1, { health: null }))).toMatchObject({ keep: 'phase', holds: null });
    watch.keep(at(1, { health: null }));
    expect(watch.peek(at(2, { health: null })).keep).toBeNull();
    expect(watch.peek(at(3, { health: '1.5' }))).toMatchObject({ keep: 'phase', holds: false });
  });

  it('may be a word, also one that was never seen', () => {
    const watch = new SampledWatch(planned('gates = fail and value > 100k'), [at(0, { gates: 'pass', value: '250000' })]);
    expect(watch.peek(at(1, { gates: 'fail' }))).toMatchObject({ keep: 'phase', holds: true, happenings: [{ kind: 'fired' }] });
    expect(watch.peek(at(1, { gates: 'fail', value: '1' }))).toMatchObject({ keep: null, holds: false });
    expect(watch.peek(at(61, { gates: 'unknown' }))).toMatchObject({ keep: 'hour', holds: false });
    expect(watch.evaluation.holds).toBe(false);
    expect(watch.keep(at(5, { gates: 'fail' }))).toMatchObject([{ kind: 'fired' }]);
    expect(watch.peek(at(5, { gates: 'pass' })).keep).toBeNull();
    expect(watch.keep(at(4, { gates: 'pass' }))).toEqual([]);
  });
});

const RULES = [
  'health < 1.3',
  'health < 1.3 for 40min clear > 1.4',
  'health < 1.3 and value > 100',
  'health < 1.3 stale 2h for 30min',
  'change(value, 2h) < -20% or health < 1.1',
  'value < mean(value, 3h) and health < 1.5',
  'gates = fail for 20min cooldown 2h',
  'gates != pass and not value > 120',
  'health crosses below 1.3 clear > 1.5',
  'value crosses below mean(value, 2h)',
  'missing(health, 90min) or stuck(gates, 3h)',
];

const steps = fc.array(
  fc.record({
    keep: fc.boolean(),
    gap: fc.integer({ min: 1, max: 90 }),
    values: fc.record(
      {
        health: fc.option(fc.constantFrom('1', '1.2', '1.3', '1.35', '1.6')),
        value: fc.option(fc.constantFrom('80', '100', '110', '130')),
        gates: fc.option(fc.constantFrom('pass', 'fail', 'unknown')),
      },
      { requiredKeys: [] },
    ),
  }),
  { maxLength: 40 },
);

describe('what is left behind', () => {
  it.each(RULES)('hangs on the samples that were kept alone, and is the same taken up again: %s', (text) => {
    const plan = planned(text);
    fc.assert(
      fc.property(steps, fc.nat({ max: 40 }), (walk, stop) => {
        const watch = new SampledWatch(plan);
        const kept: SampledValues[] = [];
        const said = [];
        const foreseen = [];
        let now = START;
        let resumed: SampledWatch | null = null;
        for (const [place, { keep, gap, values }] of walk.entries()) {
          const sample: SampledValues = { at: (now += gap * MINUTE), values };
          const { state, holds, happenings } = watch.peek(sample);
          if (keep) {
            said.push({ happenings: watch.keep(sample), state: watch.evaluation.state, holds: watch.evaluation.holds });
            foreseen.push({ happenings, state, holds });
            kept.push(sample);
            resumed?.keep(sample);
          }
          if (place === stop) resumed = new SampledWatch(plan, kept, JSON.parse(JSON.stringify(watch.evaluation.left)));
        }
        expect(foreseen).toEqual(said);
        const alone = new SampledWatch(plan);
        expect(kept.flatMap((sample) => alone.keep(sample))).toEqual(said.flatMap(({ happenings }) => happenings));
        expect(watch.evaluation.left).toEqual(alone.evaluation.left);
        expect((resumed ?? alone).evaluation.left).toEqual(alone.evaluation.left);
        const later = now + 5 * HOUR;
        expect(watch.clock(later)).toEqual(alone.clock(later));
        const again = new SampledWatch(plan, kept, JSON.parse(JSON.stringify(watch.evaluation.left)));
        expect(again.evaluation.left).toEqual(watch.evaluation.left);
        expect(again.evaluation.holds).toBe(watch.evaluation.holds);
        const next: SampledValues = { at: later + HOUR, values: { health: '1.2', gates: 'fail' } };
        expect(again.peek(next)).toEqual(watch.peek(next));
      }),
      { numRuns: 80 },
    );
  });
});
