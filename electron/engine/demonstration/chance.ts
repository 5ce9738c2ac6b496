/**
 * Numbers that look like chance and are the same on every machine: the demonstration must come out alike every time it is made.
 * The generator is mulberry32; `spread` is the sum of twelve of its numbers less six, near enough to a normal deviate.
 */
export interface Chance {
  /** From 0 up to, not including, 1. */
  uniform(): number;
  /** Mean 0, variance 1. */
  spread(): number;
}

export function chance(seed: number): Chance {
  let state = seed >>> 0;
  function uniform(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  return {
    uniform,
    spread() {
      let total = -6;
      for (let i = 0; i < 12; i += 1) total += uniform();
      return total;
    },
  };
}
