import { expect, test } from 'vitest';
import { Evaluation, type Left, type Plan } from '../../shared/alerts/index.ts';
import { History } from '../../shared/figures/index.ts';
import { planned } from '../alerts/made-series.ts';
import { BARE, histories, kindOf, POINTS, RULES, SERIES, seriesOf, TEXTS } from './bare-rules.ts';

const ROUNDS = 7;

function fastest(run: () => number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    expect(run()).toBeGreaterThan(0);
    best = Math.min(best, performance.now() - begun);
  }
  return best;
}

const plans: readonly Plan[] = TEXTS.map(planned);

test('ten thousand rules over two thousand series, all anew', () => {
  const bare = fastest(() => {
    let firings = 0;
    for (let rule = 0; rule < RULES; rule += 1) {
      const { at, value } = histories[seriesOf(rule)]!;
      firings += BARE[kindOf(rule)]!(at, value);
    }
    return firings;
  });
  const kept = histories.map(({ at, value }) => new History(at, value, POINTS));
  const whole = fastest(() => {
    let happenings = 0;
    for (let rule = 0; rule < RULES; rule += 1) happenings += new Evaluation(plans[kindOf(rule)]!, kept[seriesOf(rule)]!).advance().length;
    return happenings;
  });
  expect(whole).toBeGreaterThan(0);
  console.log(
    `${RULES} rules over ${SERIES} series of ${POINTS} points: ${whole.toFixed(0)} ms, ${(whole / bare).toFixed(2)} of the bare arithmetic (${bare.toFixed(0)} ms)`,
  );
});

test('one series changed', () => {
  const kept = histories.map(({ at, value }) => new History(at.slice(), value.slice(), POINTS - 60));
  const evaluations = Array.from({ length: RULES }, (_, rule) => new Evaluation(plans[kindOf(rule)]!, kept[seriesOf(rule)]!));
  for (const evaluation of evaluations) evaluation.advance();
  const before = process.memoryUsage();
  const changed = kept[7]!;
  const own = evaluations.filter((_, rule) => seriesOf(rule) === 7);
  let [worst, total] = [0, 0];
  for (let step = 0; step < 60; step += 1) {
    const index = POINTS - 60 + step;
    changed.append({ at: histories[7]!.at[index]!, value: histories[7]!.value[index]! });
    const begun = performance.now();
    for (const evaluation of own) evaluation.advance();
    const took = performance.now() - begun;
    worst = Math.max(worst, took);
    total += took;
  }
  console.log(
    `${own.length} rules of one changed series: ${(total / 60).toFixed(4)} ms, worst ${worst.toFixed(3)} ms; ${RULES} evaluations in memory: ${((before.heapUsed + before.arrayBuffers) / 2 ** 20).toFixed(0)} MB`,
  );
  const lefts = own.map(({ left }): Left => left);
  const begun = performance.now();
  for (const [at, left] of lefts.entries()) new Evaluation(own[at]!.plan, changed, left).advance();
  console.log(`the same taken up again from what was kept: ${(performance.now() - begun).toFixed(3)} ms`);
  expect(own.length).toBe(5);
});
