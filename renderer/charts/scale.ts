/** A straight scale from values to pixels with the round values that its axis names. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  /** Pixel of a value. */
  readonly at: (value: number) => number;
}

/**
 * A scale over `low` to `high` whose ticks are 1, 2, 2.5 or 5 times a power of ten, about `wanted` of them. Pixels run from `from` (at
 * `low`) to `to`. A range of nothing, or of so little that numbers cannot tell its ticks apart, is given room on both sides.
 */
export function linearScale(low: number, high: number, from: number, to: number, wanted = 5): Scale {
  const [bottom, top] = withRoom(low, high);
  const step = roundStep((top - bottom) / wanted);
  const ticks: number[] = [];
  for (let n = Math.ceil(bottom / step); n * step <= top + step * 1e-9; n += 1) ticks.push(n * step);
  return { low: bottom, high: top, ticks, at: (value) => from + ((value - bottom) / (top - bottom)) * (to - from) };
}

/** Share of a value below which a range is taken for nothing: below it `n + 1` ticks may be `n` ticks, and counting them never ends. */
const LEAST_RANGE = 1e-12;
/** Values nearer to nought than this are nought to a chart; steps between them would be too small to be numbers. */
const LEAST_VALUE = 1e-290;

function withRoom(low: number, high: number): readonly [number, number] {
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (size < LEAST_VALUE) return [-0.05, 0.05];
  return high - low > size * LEAST_RANGE ? [low, high] : [low - size * 0.05, high + size * 0.05];
}

/** Digits after the point that tell neighbouring ticks apart. */
export function tickDigits(ticks: readonly number[]): number {
  const step = stepOf(ticks);
  return step === undefined ? 2 : stepDigits(step);
}

/** What lies between neighbouring ticks; undefined where there are no two. */
export function stepOf([first, second]: readonly number[]): number | undefined {
  return first === undefined || second === undefined ? undefined : second - first;
}

/** How an axis prints its values: as exactly as a read-out wants them, or, given the step of the ticks, as a tick of so wide a step. */
export type AxisText = (value: number, step?: number) => string;

/** Digits after the point that a tick needs where the next is `step` away. */
export function stepDigits(step: number): number {
  const power = Math.floor(Math.log10(step) + 1e-9);
  const whole = Number.isInteger(Number((step / 10 ** power).toFixed(6)));
  return Math.max(0, -power + (whole ? 0 : 1));
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((each) => each * power >= rough * 0.999) ?? 10;
  return factor * power;
}
