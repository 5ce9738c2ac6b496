import type { History } from '../../../shared/figures/index.ts';

/**
 * A history thinned to about `most` points: the first and the last, and of each stretch between the lowest and the highest, so that no spike is lost.
 * Unknown observations part the line where a stretch has nothing else.
 */
export function thinned({ at, value, length }: History, most: number): [number, number | null][] {
  if (length <= most) return Array.from({ length }, (_, index) => point(at, value, index));
  const stretches = Math.max(1, Math.floor((most - 2) / 2));
  const points: [number, number | null][] = [point(at, value, 0)];
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    const from = 1 + Math.floor(((length - 2) * stretch) / stretches);
    const to = 1 + Math.floor(((length - 2) * (stretch + 1)) / stretches);
    points.push(...ends(at, value, from, to));
  }
  points.push(point(at, value, length - 1));
  return points;
}

function ends(at: Float64Array, value: Float64Array, from: number, to: number): [number, number | null][] {
  let [low, high] = [-1, -1];
  for (let index = from; index < to; index += 1) {
    if (Number.isNaN(value[index]!)) continue;
    if (low < 0 || value[index]! < value[low]!) low = index;
    if (high < 0 || value[index]! > value[high]!) high = index;
  }
  if (low < 0) return from < to ? [point(at, value, from)] : [];
  if (low === high) return [point(at, value, low)];
  return low < high ? [point(at, value, low), point(at, value, high)] : [point(at, value, high), point(at, value, low)];
}

function point(at: Float64Array, value: Float64Array, index: number): [number, number | null] {
  const known = value[index]!;
  return [at[index]!, Number.isNaN(known) ? null : known];
}
