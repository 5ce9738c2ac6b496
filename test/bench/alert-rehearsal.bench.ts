import { expect, test } from 'vitest';
import { Evaluation, rehearse, sweep } from '../../shared/alerts/index.ts';
import { History } from '../../shared/figures/index.ts';
import { DAY, HOUR, MINUTE, planned, ruleOf, START, vocabulary } from '../alerts/made-series.ts';

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

const { at, value } = made();

function fastest(run: () => number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    expect(run()).toBeGreaterThan(0);
    best = Math.min(best, performance.now() - begun);
  }
  return best;
}

/** The least that a rule over one level does: each point is read once, compared, and its instant looked at where it counts. */
function bareLevel(): number {
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
}

/** How often something newly falls below a level: what the bare statistics are compared with. */
function falls(below: (i: number) => boolean): number {
  let [count, was] = [0, false];
  for (let i = 0; i < POINTS; i += 1) {
    const is = below(i);
    if (is && !was) count += 1;
    was = is;
  }
  return count;
}

function bareChange(window: number): number {
  let then = 0;
  return falls((i) => {
    while (at[then + 1]! <= at[i]! - window) then += 1;
    return at[then]! <= at[i]! - window && value[i]! / value[then]! - 1 < -0.03;
  });
}

function bareDrawdown(window: number): number {
  const queue = new Int32Array(POINTS);
  let [head, tail] = [0, 0];
  return falls((i) => {
    while (tail > head && value[queue[tail - 1]!]! <= value[i]!) tail -= 1;
    queue[tail++] = i;
    while (at[queue[head]!]! <= at[i]! - window) head += 1;
    return 1 - value[i]! / value[queue[head]!]! > 0.05;
  });
}

/** Running sums, which drift; the rehearsal must not. */
function bareMoments(window: number): number {
  let [oldest, sum, squares] = [0, 0, 0];
  return falls((i) => {
    const now = value[i]!;
    while (at[oldest]! <= at[i]! - window) {
      sum -= value[oldest]!;
      squares -= value[oldest]! * value[oldest]!;
      oldest += 1;
    }
    const count = i - oldest;
    const mean = sum / count;
    const score = (now - mean) / Math.sqrt((squares - sum * mean) / (count - 1));
    sum += now;
    squares += now * now;
    return now < sum / (count + 1) && score < -3;
  });
}

/** A sorted array, by insertion and removal. */
function bareMedian(window: number): number {
  const sorted = new Float64Array(4_096);
  let [size, oldest] = [0, 0];
  const place = (wanted: number): number => {
    let [low, high] = [0, size];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return falls((i) => {
    const to = place(value[i]!);
    sorted.copyWithin(to + 1, to, size);
    sorted[to] = value[i]!;
    size += 1;
    while (at[oldest]! <= at[i]! - window) {
      const from = place(value[oldest]!);
      sorted.copyWithin(from, from + 1, size);
      size -= 1;
      oldest += 1;
    }
    const middle = size >> 1;
    return (size % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2) < 1;
  });
}

function bareMissing(window: number): number {
  let last = at[0]!;
  return falls((i) => {
    const gap = at[i]! - last >= window;
    last = at[i]!;
    return gap || value[i]! < 0.98;
  });
}

test('rehearsal of a rule over a million points, against the same statistic written bare', () => {
  const rivals: readonly (readonly [string, () => number])[] = [
    ['value < 0.98 for 2h clear > 0.99', bareLevel],
    ['value < 0.98', bareLevel],
    ['change(value, 7d) < -3% clear > -1%', () => bareChange(7 * DAY)],
    ['drawdown(value, 30d) > 5% clear < 2%', () => bareDrawdown(30 * DAY)],
    ['value < mean(value, 7d) and zscore(value, 7d) < -3', () => bareMoments(7 * DAY)],
    ['median(value, 7d) < 1 for 6h', () => bareMedian(7 * DAY)],
    ['value < 0.98 for 2h stale 1d', bareLevel],
    ['missing(value, 2h) or value < 0.98', () => bareMissing(2 * HOUR)],
  ];
  const pass = fastest(bareLevel);
  expect(pass).toBeGreaterThan(0);
  console.log(`one pass over ${POINTS} points: ${pass.toFixed(1)} ms`);
  for (const [text, bare] of rivals) {
    const plan = planned(text);
    const took = fastest(() => rehearse(plan, new History(at, value, POINTS)).firings.length || 1);
    const rival = fastest(() => bare() || 1);
    console.log(
      `${text}: ${took.toFixed(1)} ms, ${(took / rival).toFixed(2)} of the same written bare (${rival.toFixed(1)} ms), ${(took / pass).toFixed(1)} passes`,
    );
  }
});

test('fifty thresholds at once, for a slider', () => {
  const history = new History(at.slice(0, 20_000), value.slice(0, 20_000), 20_000);
  for (const [text, from] of [
    ['value < 0.98 for 2h clear > 0.99', 0.9],
    ['median(value, 7d) < 1', 0.9],
  ] as const) {
    const numbers = Array.from({ length: 50 }, (_, n) => (from + n / 500).toFixed(3));
    const took = fastest(() => {
      const swept = sweep(ruleOf(text), vocabulary(), 0, numbers, history);
      return 'ok' in swept ? swept.ok.length : 0;
    });
    expect(took).toBeGreaterThan(0);
    console.log(`${text}: 50 thresholds over 20,000 points in ${took.toFixed(1)} ms`);
  }
});

test('one more observation of one series, ten thousand rules', () => {
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
