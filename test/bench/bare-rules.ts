import { START } from '../alerts/made-series.ts';

/** Of its own, so that the arithmetic loops over a constant and not over what a module exports. */
const DAY = 864e5;

export const RULES = 10_000;
export const SERIES = 2_000;
/** A year and a half of days, as histories of pools have them. */
export const POINTS = 540;

export const histories = Array.from({ length: SERIES }, (_, series) => {
  const [at, value] = [new Float64Array(POINTS), new Float64Array(POINTS)];
  for (let i = 0; i < POINTS; i += 1) {
    at[i] = START + i * DAY;
    value[i] = Math.round((1 + 0.03 * Math.sin((i + series) / 9) + 0.01 * Math.sin(i * 1.7 + series)) * 1e6) / 1e6;
  }
  return { at, value };
});

/** A level with hysteresis, a plain level, a change, a fall from the highest, and two clauses: each series has one of each. */
export const TEXTS = [
  'value < 0.98 for 2d clear > 0.99',
  'value > 1.03',
  'change(value, 7d) < -3%',
  'drawdown(value, 30d) > 5%',
  'value < 0.985 and change(value, 1d) < 0%',
];

/** Which series a rule reads, and which of the texts it has. */
export const seriesOf = (rule: number): number => rule % SERIES;
export const kindOf = (rule: number): number => Math.floor(rule / SERIES) % TEXTS.length;

/** The arithmetic of each rule over one series, and nothing else: how often it newly holds. */
export const BARE: readonly ((at: Float64Array, value: Float64Array) => number)[] = [
  bareLevel,
  bareRise,
  bareChange,
  bareDrawdown,
  bareBoth,
];
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
