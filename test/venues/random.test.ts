import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../shared/venues/random.ts';
import { rankTrial } from '../../shared/venues/index.ts';

/** xoshiro128** as its authors wrote it, in whole numbers without end. */
function reference(state: [bigint, bigint, bigint, bigint]): () => number {
  const mask = 0xffff_ffffn;
  const rotated = (value: bigint, by: bigint) => ((value << by) | (value >> (32n - by))) & mask;
  return () => {
    const result = (rotated((state[1] * 5n) & mask, 7n) * 9n) & mask;
    const shifted = (state[1] << 9n) & mask;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = rotated(state[3], 11n);
    return Number(result);
  };
}

function splitMix(seed: number): [bigint, bigint, bigint, bigint] {
  const mask = 0xffff_ffffn;
  let state = BigInt(seed);
  const next = () => {
    state = (state + 0x9e3779b9n) & mask;
    let mixed = state ^ (state >> 16n);
    mixed = (mixed * 0x21f0aaadn) & mask;
    mixed ^= mixed >> 15n;
    mixed = (mixed * 0x735a2d97n) & mask;
    return mixed ^ (mixed >> 15n);
  };
  return [next(), next(), next(), next()];
}

function moments(count: number, draw: () => number): { mean: number; variance: number } {
  let [sum, squares] = [0, 0];
  for (let at = 0; at < count; at += 1) {
    const value = draw();
    sum += value;
    squares += value * value;
  }
  const mean = sum / count;
  return { mean, variance: squares / count - mean * mean };
}

describe('random numbers', () => {
  test.each([0, 1, 42, 4_294_967_295])('of seed %i are those of the published generator', (seed) => {
    const next = reference(splitMix(seed));
    const random = randomFrom(seed);
    for (let at = 0; at < 1_000; at += 1) expect(random.uniform()).toBe(next() / 2 ** 32);
    const room = new Float64Array(1_000);
    random.uniforms(room);
    expect([...room]).toEqual(Array.from(room, () => next() / 2 ** 32));
    expect(random.uniform()).toBe(next() / 2 ** 32);
  });

  test('are uniform, normal and gamma', () => {
    const random = randomFrom(7);
    const uniform = moments(200_000, () => random.uniform());
    expect(uniform.mean).toBeCloseTo(0.5, 2);
    expect(uniform.variance).toBeCloseTo(1 / 12, 2);
    const normal = moments(200_000, () => random.normal());
    expect(Math.abs(normal.mean)).toBeLessThan(0.01);
    expect(normal.variance).toBeCloseTo(1, 1);
    for (const shape of [0.3, 1, 2.5, 15]) {
      const { mean, variance } = moments(200_000, () => random.gamma(shape));
      expect(Math.abs(mean / shape - 1)).toBeLessThan(0.02);
      expect(Math.abs(variance / shape - 1)).toBeLessThan(0.05);
    }
  });
});

describe('a trial', () => {
  const venues = [
    [
      { fixed: 6, loose: [] },
      { fixed: 4, loose: [{ share: 0.5, low: 2, mode: 4, high: 9 }] },
    ],
    [
      { fixed: 5, loose: [] },
      { fixed: 6, loose: [] },
    ],
    [
      { fixed: 0, loose: [{ share: 1, low: 0, mode: null, high: 10 }] },
      { fixed: 5, loose: [] },
    ],
  ];
  const trial = (seed: number) => rankTrial({ weights: [0.6, 0.4], concentration: 20, seed, venues });

  test('counts the same however it is cut, and otherwise with another seed', () => {
    const [whole, cut, other] = [trial(5), trial(5), trial(6)];
    whole.run(1_000);
    for (const part of [1, 9, 90, 900]) cut.run(part);
    other.run(1_000);
    expect(cut.counts()).toEqual(whole.counts());
    expect(other.counts().places).not.toEqual(whole.counts().places);
  });

  test('gives every venue one place in each draw', () => {
    const one = trial(1);
    one.run(5_000);
    const { draws, places } = one.counts();
    for (let at = 0; at < 3; at += 1) {
      const row = [...places.subarray(at * 3, at * 3 + 3)].reduce((sum, times) => sum + times, 0);
      const column = [0, 1, 2].reduce((sum, venue) => sum + places[venue * 3 + at]!, 0);
      expect([row, column]).toEqual([draws, draws]);
    }
  });

  test('lets venues that tie share their places', () => {
    const same = [{ fixed: 7, loose: [] }];
    const tied = rankTrial({ weights: [1], concentration: 50, seed: 3, venues: [same, same, same, [{ fixed: 1, loose: [] }]] });
    tied.run(30_000);
    const { places } = tied.counts();
    for (const venue of [0, 1, 2]) for (const place of [0, 1, 2]) expect(places[venue * 4 + place]! / 30_000).toBeCloseTo(1 / 3, 1);
    expect(places[15]).toBe(30_000);
  });

  test('draws weights around the given ones, as closely as it is told', () => {
    // With scores 10 and 0 the total is ten times the first weight: the share of draws above 5 is known from the beta distribution.
    const wide = rankTrial({
      weights: [0.5, 0.5],
      concentration: 2,
      seed: 3,
      venues: [
        [
          { fixed: 10, loose: [] },
          { fixed: 0, loose: [] },
        ],
        [
          { fixed: 2.5, loose: [] },
          { fixed: 2.5, loose: [] },
        ],
      ],
    });
    wide.run(50_000);
    // Beta(1, 1) is uniform: above a quarter in three of four.
    expect(wide.counts().places[0]! / 50_000).toBeCloseTo(0.75, 2);
  });

  test('draws a triangle: its mean decides against a fixed score', () => {
    const triangle = [{ fixed: 0, loose: [{ share: 1, low: 0, mode: 3, high: 9 }] }];
    const against = (fixed: number) => {
      const one = rankTrial({ weights: [1], concentration: 50, seed: 4, venues: [triangle, [{ fixed, loose: [] }]] });
      one.run(50_000);
      return one.counts().places[0]! / 50_000;
    };
    // P(X > x) of a triangle from 0 over 3 to 9.
    expect(against(3)).toBeCloseTo(1 - 3 / 9, 2);
    expect(against(6)).toBeCloseTo((9 - 6) ** 2 / (9 * 6), 2);
  });
});
