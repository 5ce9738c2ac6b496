/**
 * Random numbers that are the same on every machine for the same seed, for draws that somebody must be able to repeat: xoshiro128**
 * (Blackman and Vigna 2018), its state filled from the seed by SplitMix32.
 */
export interface Random {
  /** From 0 up to, not including, 1; in steps of 2⁻³². */
  uniform(): number;
  /** As many uniform numbers as there is room for, the same as one by one and several times as fast. */
  uniforms(room: Float64Array): void;
  /** Mean 0, variance 1 (Marsaglia's polar method). */
  normal(): number;
  /** Mean and variance `shape` (Marsaglia and Tsang 2000). `shape` above 0. */
  gamma(shape: number): number;
}

/** `seed` is a whole number from 0 to 2³²−1. */
export function randomFrom(seed: number): Random {
  let filler = seed >>> 0;
  const fill = (): number => {
    filler = (filler + 0x9e3779b9) | 0;
    let mixed = filler ^ (filler >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
  let [a, b, c, d] = [fill(), fill(), fill(), fill()];

  function uniform(): number {
    const scrambled = Math.imul(rotated(Math.imul(b, 5), 7), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotated(d, 11);
    return (scrambled >>> 0) / 4_294_967_296;
  }

  function uniforms(room: Float64Array): void {
    // Names of its own: what a loop keeps in registers must not be shared with other functions.
    let [e, f, g, h] = [a, b, c, d];
    for (let at = 0; at < room.length; at += 1) {
      const scrambled = Math.imul(rotated(Math.imul(f, 5), 7), 9);
      const shifted = f << 9;
      g ^= e;
      h ^= f;
      f ^= g;
      e ^= h;
      g ^= shifted;
      h = rotated(h, 11);
      room[at] = (scrambled >>> 0) / 4_294_967_296;
    }
    [a, b, c, d] = [e, f, g, h];
  }

  let spare: number | null = null;
  function normal(): number {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * scale;
      return x * scale;
    }
  }

  function gamma(shape: number): number {
    // Below 1 the method does not hold: draw for shape + 1 and take it back by a power of a uniform number.
    if (shape < 1) return gamma(shape + 1) * (1 - uniform()) ** (1 / shape);
    const d3 = shape - 1 / 3;
    const c3 = 1 / Math.sqrt(9 * d3);
    for (;;) {
      const x = normal();
      const v = (1 + c3 * x) ** 3;
      if (v <= 0) continue;
      if (Math.log(1 - uniform()) < 0.5 * x * x + d3 * (1 - v + Math.log(v))) return d3 * v;
    }
  }

  return { uniform, uniforms, normal, gamma };
}

function rotated(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
