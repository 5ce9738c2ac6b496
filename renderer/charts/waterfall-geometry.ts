import { linearScale, type Scale } from './scale.ts';

/** One part of a sum, in the sum's unit; `null` where it is unknown. */
export interface Part {
  readonly key: string;
  readonly amount: number | null;
}

export interface Bar {
  readonly key: string;
  readonly x: number;
  readonly width: number;
  /** Upper edge and height in pixels; a bar of nothing is still a line. */
  readonly y: number;
  readonly height: number;
  readonly rising: boolean;
  readonly unknown: boolean;
  /** Where the running sum leaves this bar, for the thread to the next one. */
  readonly end: number;
  /** Baseline of the amount's text: above the bar, or below where it hangs under zero. */
  readonly textY: number;
}

export interface Waterfall {
  readonly bars: readonly Bar[];
  readonly scale: Scale;
  readonly zero: number;
}

export interface WaterfallRoom {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const BAR_SHARE = 0.62;
const THINNEST = 1.5;
const ABOVE = 6;
const BELOW = 14;

/**
 * Bars of a waterfall: each part starts where the one before ended, the last bar stands on zero and is the sum. An unknown part takes
 * its place with no height, and then there is no sum to draw: `total` is `null` and its bar is unknown too.
 */
export function waterfall(parts: readonly Part[], total: Part, room: WaterfallRoom): Waterfall {
  let running = 0;
  const spans = parts.map(({ key, amount }) => {
    const from = running;
    running += amount ?? 0;
    return { key, from, to: running, unknown: amount === null };
  });
  spans.push({ key: total.key, from: 0, to: total.amount ?? 0, unknown: total.amount === null });
  const low = Math.min(0, ...spans.map((span) => Math.min(span.from, span.to)));
  const high = Math.max(0, ...spans.map((span) => Math.max(span.from, span.to)));
  const margin = (high - low || 1) * 0.04;
  // A bar that hangs has its amount under it, above the names at the foot.
  const bottom = low < 0 ? room.bottom - BELOW : room.bottom;
  const scale = linearScale(low === 0 ? 0 : low - margin, high === 0 ? 0 : high + margin, bottom, room.top, 4);
  const pitch = (room.right - room.left) / spans.length;
  const width = Math.min(72, pitch * BAR_SHARE);
  const bars = spans.map(({ key, from, to, unknown }, index): Bar => {
    const [one, other] = [scale.at(from), scale.at(to)];
    const y = Math.min(one, other);
    const height = Math.max(THINNEST, Math.abs(one - other));
    const hangs = to < from && to < 0;
    const x = room.left + index * pitch + (pitch - width) / 2;
    return { key, x, width, y, height, rising: to >= from, unknown, end: other, textY: hangs ? y + height + BELOW : y - ABOVE };
  });
  return { bars, scale, zero: scale.at(0) };
}
