import { expect, test } from 'vitest';
import { Evaluation, type Left, type Plan } from '../../shared/alerts/index.ts';
import { History } from '../../shared/figures/index.ts';
import { DAY, planned, START } from '../alerts/made-series.ts';

const RULES = 10_000;
const SERIES = 2_000;
/** A year and a half of days, as histories of pools have them. */
const POINTS = 540;
const ROUNDS = 7;

const histories = Array.from({ length: SERIES }, (_, series) => {
  const [at, value] = [new Float64Array(POINTS), new Float64Array(POINTS)];
  for (let i = 0; i < POINTS; i += 1) {
    at[i] = START + i * DAY;
    value[i] = Math.round((1 + 0.03 * Math.sin((i + series) / 9) + 0.01 * Math.sin(i * 1.7 + series)) * 1e6) / 1e6;
  }
  return { at, value };
});

/** A level with hysteresis, a plain level, a change, a fall from the highest, and two clauses: each series has one of each. */
const TEXTS = [
  'value < 0.98 for 2d clear > 0.99',
  'value > 1.03',
  'change(value, 7d) < -3%',
  'drawdown(value, 30d) > 5%',
  'value < 0.985 and change(value, 1d) < 0%',
];

function fastest(run: () => number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    expect(run()).toBeGreaterThan(0);
    best = Math.min(best, performance.now() - begun);
  }
  return best;
}

/** The arithmetic of each rule over one series, and nothing else: how often it newly holds. */
const BARE: readonly ((at: Float64Array, value: Float64Array) => number)[] = [bareLevel, bareRise, bareChange, bareDrawdown, bareBoth];
const QUEUE = new Int32Array(POINTS);

function bareLevel(at: Float64Array, value: Float64Array): number {
  let [firings, since, firing] = [0, -1, false];
  for (let i = 0; i < POINTS; i += 1) {
    const now = value[i]!;
    if (firing) {
      if (now > 0.99) {
        firing = false;
        since = -1;
      }
    } else if (now < 0.98) {
      if (since < 0) since = at[i]!;
      if (at[i]! - since >= 2 * DAY) {
        firings += 1;
        firing = true;
      }
    } else since = -1;
  }
  return firings;
}

function bareRise(_: Float64Array, value: Float64Array): number {
  let [count, was] = [0, false];
  for (let i = 0; i < POINTS; i += 1) {
    const is = value[i]! > 1.03;
    if (is && !was) count += 1;
    was = is;
  }
  return count;
}

function bareChange(at: Float64Array, value: Float64Array): number {
  let [count, was, then] = [0, false, 0];
  for (let i = 0; i < POINTS; i += 1) {
    const from = at[i]! - 7 * DAY;
    while (at[then + 1]! <= from) then += 1;
    const is = at[then]! <= from && value[i]! / value[then]! - 1 < -0.03;
    if (is && !was) count += 1;
    was = is;
  }
  return count;
}

function bareDrawdown(at: Float64Array, value: Float64Array): number {
  let [count, was, head, tail] = [0, false, 0, 0];
  for (let i = 0; i < POINTS; i += 1) {
    while (tail > head && value[QUEUE[tail - 1]!]! <= value[i]!) tail -= 1;
    QUEUE[tail++] = i;
    while (at[QUEUE[head]!]! <= at[i]! - 30 * DAY) head += 1;
    const is = 1 - value[i]! / value[QUEUE[head]!]! > 0.05;
    if (is && !was) count += 1;
    was = is;
  }
  return count;
}

function bareBoth(at: Float64Array, value: Float64Array): number {
  let [count, was, then] = [0, false, 0];
  for (let i = 0; i < POINTS; i += 1) {
    const from = at[i]! - DAY;
    while (at[then + 1]! <= from) then += 1;
    const is = at[then]! <= from && value[i]! / value[then]! - 1 < 0 && value[i]! < 0.985;
    if (is && !was) count += 1;
    was = is;
  }
  return count;
}

const plans: readonly Plan[] = TEXTS.map(planned);
const seriesOf = (rule: number): number => rule % SERIES;
const kindOf = (rule: number): number => Math.floor(rule / SERIES) % TEXTS.length;

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
