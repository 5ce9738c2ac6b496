import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal, isKnown } from '../../shared/figures/index.ts';
import {
  anchored,
  asShares,
  type Candidate,
  decay,
  geometricMean,
  lead,
  pairwiseWeights,
  rankOrderCentroid,
  rankTrial,
  tornado,
  turns,
  venueCalculators,
  weighted,
  weightedSums,
  weightRanges,
  wholePart,
} from '../../shared/venues/index.ts';

const CALCULATOR = venueCalculators[0]!;
const NAMES = ['liquidity', 'security', 'coverage', 'costs', 'ux', 'support'];
const WEIGHTS = [0.3, 0.25, 0.15, 0.15, 0.1, 0.05];
const FICTIONAL: Readonly<Record<string, readonly number[]>> = {
  A: [9, 6, 9, 8, 8, 6],
  B: [7, 9, 6, 6, 7, 8],
  C: [8, 8, 7, 7, 7, 7],
  D: [5, 9, 4, 9, 9, 9],
};

interface Answer {
  readonly ranking: readonly {
    readonly id: string;
    readonly eligible: boolean;
    readonly state: string;
    readonly score?: string;
    readonly geometric?: string;
    readonly coverage: string;
    readonly low: string;
    readonly high: string;
  }[];
  readonly stability: Readonly<Record<string, { readonly low: string; readonly high: string }>>;
}

function scored(weights: Readonly<Record<string, unknown>>, venues: readonly unknown[]): Answer {
  const figure = CALCULATOR.run(CALCULATOR.input.parse({ weights, venues }));
  if (!isKnown(figure)) throw new Error(figure.unavailable.reason);
  CALCULATOR.ok.parse(figure.ok);
  return figure.ok as Answer;
}

const named = (values: readonly unknown[]) => Object.fromEntries(NAMES.map((name, at) => [name, values[at]]));
const venue = (id: string, scores: readonly unknown[], gates?: readonly unknown[]) => ({
  id,
  scores: named(scores),
  ...(gates && { gates }),
});
const fictional = () => Object.entries(FICTIONAL).map(([id, scores]) => venue(id, scores));
const candidate = (id: string, scores: readonly (number | null)[]): Candidate => ({
  id,
  parts: scores.map((points) => wholePart(points === null ? null : new Decimal(points))),
});
const shares = (weights: readonly (number | string)[]) => asShares(weights.map((weight) => new Decimal(weight)))!;

describe('the published example', () => {
  test('ranks A, C, B, D', () => {
    const { ranking } = scored(named(WEIGHTS.map(String)), fictional());
    expect(ranking.map(({ id, score }) => [id, score])).toEqual([
      ['A', '7.85'],
      ['C', '7.55'],
      ['B', '7.25'],
      ['D', '7.05'],
    ]);
  });

  test('keeps A first within these weights', () => {
    const { stability } = scored(named(WEIGHTS), fictional());
    const rounded = Object.entries(stability).map(([name, { low, high }]) => [
      name,
      Number(Number(low).toFixed(4)),
      Number(Number(high).toFixed(4)),
    ]);
    expect(rounded).toEqual([
      ['liquidity', 0.125, 1],
      ['security', 0, 0.3478],
      ['coverage', 0, 1],
      ['costs', 0, 0.5278],
      ['ux', 0, 0.5],
      ['support', 0, 0.25],
    ]);
    // 8/23, exactly
    expect(stability['security']?.high).toBe('0.3478260869565217391304347826086957');
  });

  test('draws A first as often as published', () => {
    const trial = rankTrial({
      weights: WEIGHTS,
      concentration: 50,
      seed: 42,
      venues: Object.values(FICTIONAL).map((scores) => scores.map((fixed) => ({ fixed, loose: [] }))),
    });
    trial.run(20_000);
    const { draws, places } = trial.counts();
    const first = [0, 1, 2, 3].map((at) => places[at * 4]! / draws);
    const published = [0.916, 0.007, 0.051, 0.026];
    // Both are samples of 20,000: four standard errors of a difference between two.
    for (const [at, share] of published.entries()) {
      expect(Math.abs(first[at]! - share)).toBeLessThan(4 * Math.sqrt((2 * share * (1 - share)) / 20_000));
    }
    expect(first.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test('shows the hole that the arithmetic mean hides', () => {
    const [only] = scored(named(WEIGHTS), [venue('trap', [10, 1, 10, 10, 10, 10])]).ranking;
    expect(only?.score).toBe('7.75');
    expect(Number(only?.geometric).toFixed(3)).toBe('5.623');
  });

  test('does not fill a missing criterion in', () => {
    const [only] = scored(named(WEIGHTS), [venue('C', [8, null, 7, 7, 7, 7])]).ranking;
    expect(only).toMatchObject({ coverage: '0.75', low: '5.55', high: '8.05', score: '7.4', state: 'too-little-evidence', eligible: true });
  });

  test('weighs by order and by pairs', () => {
    expect(rankOrderCentroid(6).map((weight) => weight.toFixed(3))).toEqual(['0.408', '0.242', '0.158', '0.103', '0.061', '0.028']);
    const { weights, consistencyRatio } = pairwiseWeights([
      [1, 3, 5],
      [1 / 3, 1, 3],
      [1 / 5, 1 / 3, 1],
    ]);
    expect(weights.map((weight) => weight.toFixed(4))).toEqual(['0.6370', '0.2583', '0.1047']);
    expect(consistencyRatio?.toFixed(4)).toBe('0.0332');
  });

  test('lets evidence age', () => {
    expect(decay(90, 180).toFixed(4)).toBe('0.7071');
    expect(decay(365, 180).toFixed(4)).toBe('0.2452');
    expect(decay(-3, 180)).toBe(1);
  });

  const file = '../shared/data/vectors/venues-otc.json';
  test.skipIf(!existsSync(file))('is what the file of vectors has', () => {
    const { scoring } = JSON.parse(readFileSync(file, 'utf8')) as { scoring: Record<string, unknown> };
    expect(scoring).toMatchObject({ weights: named(WEIGHTS), fictional_scores: FICTIONAL, order: NAMES });
    expect(scoring['wsm']).toEqual({ A: 7.85, C: 7.55, B: 7.25, D: 7.05 });
  });
});

describe('gates come first', () => {
  test('a venue that fails one is listed apart, without a score, however good it is', () => {
    const { ranking } = scored(named(WEIGHTS), [
      venue('best', [10, 10, 10, 10, 10, 10], [{ id: 'kyc', result: 'fail' }]),
      venue(
        'unclear',
        [9, 9, 9, 9, 9, 9],
        [
          { id: 'kyc', result: 'unknown' },
          { id: 'legal', result: 'pass' },
        ],
      ),
      venue('plain', [5, 5, 5, 5, 5, 5], [{ id: 'kyc', result: 'pass' }]),
      { id: 'empty', scores: {} },
    ]);
    expect(ranking.map(({ id, eligible, state, score }) => [id, eligible, state, score])).toEqual([
      ['plain', true, 'ranked', '5'],
      ['empty', true, 'unscored', undefined],
      ['unclear', false, 'cannot-decide', undefined],
      ['best', false, 'not-eligible', undefined],
    ]);
  });

  test('bad inputs are refused by the path of the field', () => {
    const paths = (input: unknown) => CALCULATOR.input.safeParse(input).error?.issues.map((issue) => issue.path.join('.'));
    expect(paths({ weights: { a: '-1' }, venues: [{ id: 'x', scores: {} }] })).toEqual(['weights.a']);
    expect(paths({ weights: { a: '1' }, venues: [{ id: 'x', scores: { a: '11' } }] })).toEqual(['venues.0.scores.a']);
    expect(paths({ weights: { a: '1' }, venues: [{ id: 'x', scores: { b: '1' } }] })).toEqual(['venues.0.scores.b']);
    expect(
      paths({
        weights: { a: '1' },
        venues: [
          { id: 'x', scores: {} },
          { id: 'x', scores: {} },
        ],
      }),
    ).toEqual(['venues.1.id']);
    expect(paths({ weights: {}, venues: [{ id: 'x', scores: {} }] })).toEqual(['weights']);
    expect(paths({ weights: { a: 'much' }, venues: [] })).toContain('weights.a');
    const none = CALCULATOR.run(CALCULATOR.input.parse({ weights: { a: '0' }, venues: [{ id: 'x', scores: { a: '1' } }] }));
    expect(none).toMatchObject({ unavailable: { reason: 'no-weights' } });
  });
});

const points = fc.integer({ min: 0, max: 100 }).map((tenths) => tenths / 10);
const maybe = fc.option(points, { freq: 8 });
const scoresOf = fc.array(points, { minLength: 6, maxLength: 6 });
const gappy = fc.array(maybe, { minLength: 6, maxLength: 6 });
const weightsOf = fc
  .array(fc.integer({ min: 0, max: 100 }), { minLength: 6, maxLength: 6 })
  .filter((weights) => weights.some((weight) => weight > 0));

describe('for any scores', () => {
  test('only the proportions of the weights count', () => {
    fc.assert(
      fc.property(
        weightsOf,
        fc.array(gappy, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 1_000 }),
        (weights, all, factor) => {
          const venues = all.map((scores, at) => venue(`v${at}`, scores));
          const scaled = weights.map((weight) => (weight * factor) / 16);
          const [one, other] = [scored(named(weights), venues), scored(named(scaled), venues)];
          expect(other.ranking.map(({ id }) => id)).toEqual(one.ranking.map(({ id }) => id));
          for (const [at, { score, coverage, low, high }] of one.ranking.entries()) {
            const same = other.ranking[at]!;
            for (const [a, b] of [
              [score, same.score],
              [coverage, same.coverage],
              [low, same.low],
              [high, same.high],
            ]) {
              expect(Number(a ?? -1)).toBeCloseTo(Number(b ?? -1), 13);
            }
          }
        },
      ),
    );
  });

  test('another venue leaves scores and order of those that were there', () => {
    fc.assert(
      fc.property(weightsOf, fc.array(gappy, { minLength: 2, maxLength: 5 }), gappy, (weights, all, added) => {
        const venues = all.map((scores, at) => venue(`v${at}`, scores));
        const before = scored(named(weights), venues).ranking;
        const after = scored(named(weights), [...venues, venue('added', added)]).ranking;
        expect(after.filter(({ id }) => id !== 'added')).toEqual(before);
      }),
    );
  });

  test('the score lies within its interval, the geometric mean not above the arithmetic', () => {
    fc.assert(
      fc.property(weightsOf, gappy, (weights, scores) => {
        const { parts } = candidate('x', scores);
        const { score, low, high, coverage } = weighted(parts, shares(weights));
        const geometric = geometricMean(parts, shares(weights));
        expect(coverage.toNumber()).toBeGreaterThanOrEqual(0);
        expect(coverage.toNumber()).toBeLessThanOrEqual(1 + 1e-15);
        if (!score || !geometric) return;
        expect(geometric.toNumber()).toBeLessThanOrEqual(score.toNumber() + 1e-12);
        const filled = score.times(coverage);
        expect(low.minus(filled).abs().toNumber()).toBeLessThan(1e-40);
        expect(high.minus(filled).minus(new Decimal(1).minus(coverage).times(10)).abs().toNumber()).toBeLessThan(1e-40);
      }),
    );
  });

  test('at the end of a weight’s range the first and the one beyond it are level, and beyond it the first has lost', () => {
    let ends = 0;
    fc.assert(
      fc.property(weightsOf, fc.array(gappy, { minLength: 2, maxLength: 5 }), (weights, all) => {
        const share = shares(weights);
        const ordered = all
          .map((scores, at) => candidate(`v${at}`, scores))
          .flatMap((each) => {
            const { score } = weighted(each.parts, share);
            return score ? [{ each, score }] : [];
          })
          .sort((a, b) => b.score.comparedTo(a.score));
        const [first, ...rivals] = ordered.map(({ each }) => each);
        if (!first || rivals.length === 0) return;
        for (const [k, { low, high, below, above }] of weightRanges(first, rivals, share).entries()) {
          const moved = (x: Decimal) => {
            const rest = new Decimal(1).minus(share[k]!);
            const others = rest.isZero() ? null : new Decimal(1).minus(x).dividedBy(rest);
            return share.map((weight, at) => (at === k ? x : others ? weight.times(others) : new Decimal(1).minus(x).dividedBy(5)));
          };
          for (const [end, by, out] of [
            [low, below, -1],
            [high, above, 1],
          ] as const) {
            if (by === null) continue;
            ends += 1;
            const rival = rivals.find(({ id }) => id === by)!;
            expect(lead(first.parts, rival.parts, moved(end)).abs().toNumber()).toBeLessThan(1e-20);
            const beyond = lead(first.parts, rival.parts, moved(end.plus(out * 1e-9)));
            expect(beyond.toNumber()).toBeLessThan(1e-20);
          }
          // Anywhere within, nobody passes it.
          for (const part of ['0.1', '0.5', '0.9']) {
            const inside = moved(low.plus(high.minus(low).times(part)));
            const isScored = ({ parts }: Candidate) => !weightedSums(parts, inside).coverage.isZero();
            for (const rival of rivals.filter((each) => isScored(first) && isScored(each))) {
              expect(lead(first.parts, rival.parts, inside).toNumber()).toBeGreaterThan(-1e-20);
            }
          }
        }
      }),
      { numRuns: 150 },
    );
    expect(ends).toBeGreaterThan(100);
  });

  test('what would turn the order does', () => {
    fc.assert(
      fc.property(weightsOf, scoresOf, scoresOf, (weights, a, b) => {
        const share = shares(weights);
        const [one, other] = [candidate('a', a), candidate('b', b)];
        const [first, second] = lead(one.parts, other.parts, share).isNegative() ? [other, one] : [one, other];
        for (const { about, criterion, needed } of turns(first, second, share)) {
          if (needed === null || about === 'weight') continue;
          const level = wholePart(needed);
          const set = (parts: Candidate['parts']) => parts.map((part, at) => (at === criterion ? level : part));
          const gap =
            about === 'score-of-second' ? lead(first.parts, set(second.parts), share) : lead(set(first.parts), second.parts, share);
          expect(gap.abs().toNumber()).toBeLessThan(1e-40);
        }
      }),
    );
  });
});

describe('min–max would turn the order', () => {
  // Raw values of the published example; more is better in both.
  const raw: Readonly<Record<string, readonly [number, number]>> = { X: [60, 20], Y: [50, 32], Z: [40, 10], U: [45, 90] };

  function minMax(ids: readonly string[]): Readonly<Record<string, number>> {
    const range = [0, 1].map((k) => [Math.min(...ids.map((id) => raw[id]![k]!)), Math.max(...ids.map((id) => raw[id]![k]!))]);
    const of = (id: string, k: number) => (raw[id]![k]! - range[k]![0]!) / (range[k]![1]! - range[k]![0]!);
    return Object.fromEntries(ids.map((id) => [id, (of(id, 0) + of(id, 1)) / 2]));
  }

  test('as published, while fixed anchors leave it', () => {
    const before = minMax(['X', 'Y', 'Z']);
    const after = minMax(['X', 'Y', 'Z', 'U']);
    expect(before['Y']).toBeCloseTo(0.75, 4);
    expect(before['X']).toBeCloseTo(0.7273, 4);
    expect(after['X']).toBeCloseTo(0.5625, 4);
    expect(after['Y']).toBeCloseTo(0.3875, 4);
    const anchors = [
      { at0: '0', at5: '50', at10: '100' },
      { at0: '0', at5: '45', at10: '90' },
    ];
    const fixed = (id: string) => raw[id]!.reduce((sum, value, k) => sum + anchored(anchors[k]!, new Decimal(value)).toNumber() / 2, 0);
    expect(fixed('Y')).toBeGreaterThan(fixed('Z'));
    const scores = (ids: readonly string[]) => ids.map((id) => [id, fixed(id)]);
    expect(scores(['X', 'Y', 'Z', 'U']).slice(0, 3)).toEqual(scores(['X', 'Y', 'Z']));
  });
});

describe('anchors', () => {
  const falling = { at0: '50', at5: '10', at10: '1' };
  test('are met exactly, straight between, level beyond', () => {
    const at = (value: string) => anchored(falling, new Decimal(value)).toNumber();
    expect([at('50'), at('10'), at('1'), at('30'), at('5.5'), at('80'), at('0')]).toEqual([0, 5, 10, 2.5, 7.5, 0, 10]);
    const rising = { at0: '5', at5: '40', at10: '80' };
    expect(anchored(rising, new Decimal(60)).toNumber()).toBe(7.5);
  });
});

describe('the tornado', () => {
  test('tells what each change does to the lead', () => {
    const [first, second] = [candidate('A', FICTIONAL['A']!), candidate('C', FICTIONAL['C']!)];
    const bars = tornado(first, second, shares(WEIGHTS));
    const of = (about: string, criterion: number, who: string | null = null) =>
      bars.find((bar) => bar.about === about && bar.criterion === criterion && bar.of === who)!;
    // One point less in security is a quarter of a point less of the lead of 0.3.
    expect(of('score', 1, 'A').less.toFixed(4)).toBe('0.0500');
    expect(of('score', 1, 'C').more.toFixed(4)).toBe('0.0500');
    // Security at 0.35: −2·0.35 + 0.8/0.75·0.65 of the others’ lead.
    expect(of('weight', 1).more.toFixed(4)).toBe((-2 * 0.35 + (0.8 / 0.75) * 0.65).toFixed(4));
    expect(bars.map(({ less, more }) => more.minus(less).abs().toNumber())).toEqual(
      bars.map(({ less, more }) => more.minus(less).abs().toNumber()).sort((a, b) => b - a),
    );
  });
});
