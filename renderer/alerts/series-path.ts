/** The part of a history that a chart draws: columns of instants (milliseconds since 1970) and values (NaN where unknown), in order of time. */
export interface Observations {
  readonly at: Float64Array;
  readonly value: Float64Array;
  readonly length: number;
}

/** Index of the first observation at or after an instant; `length` where there is none. */
export function firstFrom({ at, length }: Observations, instant: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at[middle]! < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the observation nearest to an instant; −1 where there is none at all. */
export function nearestTo(observations: Observations, instant: number): number {
  const { at, length } = observations;
  const after = firstFrom(observations, instant);
  if (after === 0) return length === 0 ? -1 : 0;
  if (after === length) return length - 1;
  return instant - at[after - 1]! <= at[after]! - instant ? after - 1 : after;
}

/** Lowest and highest known value between two instants, those on either edge included; null where nothing is known there. */
export function rangeOf(observations: Observations, from: number, to: number): readonly [number, number] | null {
  const { value, length } = observations;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const last = Math.min(length, firstFrom(observations, to) + 1);
  for (let index = Math.max(0, firstFrom(observations, from) - 1); index < last; index += 1) {
    const here = value[index]!;
    if (here < low) low = here;
    if (here > high) high = here;
  }
  return low <= high ? [low, high] : null;
}

/**
 * The path of a line between two instants, sampled to the pixel: of the observations on one column of pixels the first, the lowest, the highest
 * and the last are drawn, so that a million cost no more than a thousand and no peak is lost. An unknown value ends the line. `stepped`: a value
 * holds until the next one.
 */
export function seriesPath(
  observations: Observations,
  [from, to]: readonly [number, number],
  x: (at: number) => number,
  y: (value: number) => number,
  stepped = false,
): string {
  const { at, value, length } = observations;
  const parts: string[] = [];
  let drawing = false;
  let pixel = Number.NaN;
  let [first, lowest, highest, last] = [-1, -1, -1, -1];
  function flush(): void {
    if (first < 0) return;
    const chosen = [...new Set([first, lowest, highest, last])].sort((one, other) => one - other);
    for (const index of chosen) {
      const [across, down] = [x(at[index]!).toFixed(1), y(value[index]!).toFixed(1)];
      parts.push(drawing && stepped ? `H${across}V${down}` : `${drawing ? 'L' : 'M'}${across} ${down}`);
      drawing = true;
    }
    first = -1;
  }
  const end = Math.min(length, firstFrom(observations, to) + 1);
  for (let index = Math.max(0, firstFrom(observations, from) - 1); index < end; index += 1) {
    const here = value[index]!;
    if (Number.isNaN(here)) {
      flush();
      if (drawing && stepped) parts.push(`H${x(at[index]!).toFixed(1)}`);
      drawing = false;
      continue;
    }
    const column = Math.floor(x(at[index]!));
    if (first >= 0 && column === pixel) {
      last = index;
      if (here < value[lowest]!) lowest = index;
      if (here > value[highest]!) highest = index;
    } else {
      flush();
      pixel = column;
      first = lowest = highest = last = index;
    }
  }
  flush();
  return parts.join('');
}
