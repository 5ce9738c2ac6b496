import { expect, test } from 'vitest';
import { Evaluation, rehearse } from '../../shared/alerts/index.ts';
import { History } from '../../shared/figures/index.ts';
import { HOUR, MINUTE, planned, START } from '../alerts/made-series.ts';

const POINTS = 1_000_000;
const ROUNDS = 7;

/** A price around one that wanders, jitters, and now and then loses its peg; a point every ten minutes for nineteen years. */
function made(): { readonly at: Float64Array; readonly value: Float64Array } {
  const [at, value] = [new Float64Array(POINTS), new Float64Array(POINTS)];
  for (let i = 0; i < POINTS; i += 1) {
    at[i] = START + i * 10 * MINUTE;
    const depeg = i % 40_000 > 39_700 ? -0.06 : 0;
    value[i] = Math.round((1 + 0.008 * Math.sin(i / 900) + 0.004 * Math.sin(i * 1.7) + depeg) * 1e6) / 1e6;
  }
  return { at, value };
}

function fastest(run: () => number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    expect(run()).toBeGreaterThan(0);
    best = Math.min(best, performance.now() - begun);
  }
  return best;
}

test('rehearsal of a rule over a million points', () => {
  const { at, value } = made();
  // The least that any rehearsal does: each point is read once, compared with both levels, and its instant is looked at where it counts.
  const bare = fastest(() => {
    let [firings, since, firing] = [0, -1, false];
    for (let i = 0; i < POINTS; i += 1) {
      const now = value[i]!;
      if (firing) {
        if (now > 0.99) [firing, since] = [false, -1];
      } else if (now < 0.98) {
        if (since < 0) since = at[i]!;
        if (at[i]! - since >= 2 * HOUR) [firings, firing] = [firings + 1, true];
      } else since = -1;
    }
    return firings;
  });
  expect(bare).toBeGreaterThan(0);
  console.log(`one pass over ${POINTS} points: ${bare.toFixed(1)} ms`);
  for (const text of [
    'value < 0.98 for 2h clear > 0.99',
    'value < 0.98',
    'change(value, 7d) < -3% clear > -1%',
    'drawdown(value, 30d) > 5% clear < 2%',
    'value < mean(value, 7d) and zscore(value, 7d) < -3',
    'median(value, 7d) < 1 for 6h',
    'value < 0.98 for 2h stale 1d',
    'missing(value, 2h) or value < 0.98',
  ]) {
    const plan = planned(text);
    const took = fastest(() => rehearse(plan, new History(at, value, POINTS)).firings.length || 1);
    console.log(`${text}: ${took.toFixed(1)} ms, ${(took / bare).toFixed(1)} passes`);
  }
});

test('one more observation of one series, ten thousand rules', () => {
  const { at, value } = made();
  const history = new History(at.slice(0, 20_000), value.slice(0, 20_000), 20_000);
  const texts = ['value < 0.98 for 2h clear > 0.99', 'change(value, 7d) < -3%', 'drawdown(value, 30d) > 5%', 'missing(value, 2h)'];
  const evaluations = Array.from({ length: 10_000 }, (_, n) => new Evaluation(planned(texts[n % texts.length]!), history));
  for (const evaluation of evaluations.slice(0, 2_000)) evaluation.advance();
  // Five rules hang on one series of two thousand; here two thousand do.
  const steps = 20;
  const begun = performance.now();
  for (let step = 1; step <= steps; step += 1) {
    history.append({ at: at[19_999 + step]!, value: value[19_999 + step]! });
    for (const evaluation of evaluations.slice(0, 2_000)) evaluation.advance();
  }
  const each = (performance.now() - begun) / steps / 2_000;
  console.log(`a step of one rule: ${(each * 1_000).toFixed(2)} µs; five rules of one changed series: ${(each * 5).toFixed(4)} ms of 5`);
  expect(evaluations.length).toBe(10_000);
});
