/**
 * A root of a continuous function between two points where it has opposite signs, to the last digits of a double (Brent's method:
 * R. P. Brent, Algorithms for Minimization without Derivatives, 1973, chapter 4). Superlinear where it can be, bisection where it must.
 */
export function bracketedRoot(f: (x: number) => number, low: number, high: number): number {
  let [a, b, fa, fb] = [low, high, f(low), f(high)];
  let [c, fc, step, before] = [a, fa, b - a, b - a];
  for (let round = 0; round < MOST_ROUNDS && fb !== 0; round++) {
    if (fb > 0 === fc > 0) [c, fc, step, before] = [a, fa, b - a, b - a];
    if (Math.abs(fc) < Math.abs(fb)) [a, b, c, fa, fb, fc] = [b, c, b, fb, fc, fb];
    const tolerance = 2 * Number.EPSILON * Math.abs(b) + Number.MIN_VALUE;
    const half = (c - b) / 2;
    if (Math.abs(half) <= tolerance) break;
    const guess = Math.abs(before) >= tolerance && Math.abs(fa) > Math.abs(fb) ? interpolation(a, b, c, fa, fb, fc) : null;
    const isSafe = guess !== null && 2 * Math.abs(guess) < Math.min(3 * Math.abs(half) - tolerance, Math.abs(before)) && guess * half > 0;
    [before, step] = isSafe ? [step, guess] : [half, half];
    [a, fa] = [b, fb];
    b += Math.abs(step) > tolerance ? step : Math.sign(half) * tolerance;
    fb = f(b);
  }
  return b;
}

const MOST_ROUNDS = 200;

/** The step from `b` to the root of the inverse parabola through three points, or of the line through two. */
function interpolation(a: number, b: number, c: number, fa: number, fb: number, fc: number): number {
  const s = fb / fa;
  if (a === c) return (-(c - b) * s) / (1 - s) || 0;
  const [q, r] = [fa / fc, fb / fc];
  const numerator = s * ((c - b) * q * (q - r) - (b - a) * (r - 1));
  return -numerator / ((q - 1) * (r - 1) * (s - 1)) || 0;
}
