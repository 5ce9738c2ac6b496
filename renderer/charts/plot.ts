import type { Pyramid } from './pyramid.ts';
import { type AxisText, linearScale, type Scale } from './scale.ts';

/** A stretch of time that is looked at, in milliseconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface PlotLine {
  readonly key: string;
  readonly label: string;
  /** Which of the six colours of series, from 0: the same subject has the same on every chart. */
  readonly colour: number;
  readonly whole: Pyramid;
  /** A closer look at a part of it, where one has come: drawn while the view lies inside. */
  readonly near?: { readonly stretch: Stretch; readonly pyramid: Pyramid } | undefined;
}

/** Lines that share an axis. */
export interface PlotAxis {
  /** What it measures, with its basis. */
  readonly title: string;
  readonly lines: readonly PlotLine[];
  /** A value as the axis and the read-out print it. */
  readonly text: AxisText;
}

/** The place of one axis in the picture, in pixels, and its scale. */
export interface PlotArea {
  readonly axis: PlotAxis;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  readonly scale: Scale;
}

export interface PlotSize {
  readonly width: number;
  readonly height: number;
}

/** Room beside the lines, in pixels: values on the left, names on the right, a title above each axis, days below the last. */
export const ROOM = { left: 62, right: 132, title: 20, foot: 22 } as const;
/** Beside the end of a line, in pixels: where its sample begins, how long that is, and where its name stands. */
export const LEGEND = { from: 6, long: 16, name: 27 } as const;
const GAP = 6;
const WIDE_NAMES = 210;
/** Names of lines that end closer than this, in pixels, are moved apart. */
const APART = 14;

/** The areas of the axes, one below the other, each scaled to what is seen of its lines. */
export function plotAreas(axes: readonly PlotAxis[], view: Stretch, { width, height }: PlotSize): readonly PlotArea[] {
  const tall = Math.max(20, (height - ROOM.foot - axes.length * (ROOM.title + GAP)) / Math.max(1, axes.length));
  return axes.map((axis, place) => {
    const top = place * (tall + ROOM.title + GAP) + ROOM.title;
    const bottom = top + tall;
    const { low, high } = seen(axis, view);
    const spare = (high - low) * 0.06;
    const scale = Number.isNaN(low)
      ? linearScale(0, 1, bottom, top, 2)
      : linearScale(low - spare, high + spare, bottom, top, Math.max(2, Math.floor(tall / 38)));
    return { axis, top, bottom, left: ROOM.left, right: Math.max(ROOM.left + 20, width - rightRoom(width)), scale };
  });
}

/** Room for the names at the ends of lines; in a narrow picture they leave more to the lines. */
export function rightRoom(width: number): number {
  if (width < 420) return 84;
  return width > 760 ? WIDE_NAMES : ROOM.right;
}

/** What is drawn of a line: pairs of x and y, a pair of NaN where it breaks off. */
export function linePoints(line: PlotLine, view: Stretch, area: PlotArea): readonly number[] {
  const pyramid = pyramidFor(line, view);
  const { left, right, scale } = area;
  if (isDense(pyramid, view, area)) return columnPoints(columnsOf(pyramid, view, area), scale.at);
  const perPixel = (right - left) / Math.max(1, view.to - view.from);
  const [first, last] = inView(pyramid, view);
  return allPoints(pyramid, first, last, (at) => left + (at - view.from) * perPixel, scale.at);
}

/**
 * The same line as upright bars a pixel wide, in threes of x, top and bottom, where there are more observations than pixels; null where there are not.
 * Bars that reach to where the one before ended look like the line and are filled many times faster than a line of as many corners is stroked.
 */
export function lineBars(line: PlotLine, view: Stretch, area: PlotArea): Float64Array | null {
  const pyramid = pyramidFor(line, view);
  if (!isDense(pyramid, view, area)) return null;
  const columns = columnsOf(pyramid, view, area);
  const bars = new Float64Array(columns.length * 3);
  let before = Number.NaN;
  for (const [place, { x, first, low, high, last }] of columns.entries()) {
    const joins = !Number.isNaN(before) && !Number.isNaN(first);
    bars[place * 3] = x;
    bars[place * 3 + 1] = area.scale.at(joins && before > high ? before : high);
    bars[place * 3 + 2] = area.scale.at(joins && before < low ? before : low);
    before = last;
  }
  return bars;
}

/** Where the names of an area's lines stand: at the height of their last value that is seen, moved apart so that none covers another. */
export function endNames(area: PlotArea, view: Stretch): ReadonlyArray<{ readonly line: PlotLine; readonly y: number }> {
  const ends = area.axis.lines.flatMap((line) => {
    const value = lastSeen(line, view);
    return Number.isNaN(value) ? [] : [{ line, y: area.scale.at(value) }];
  });
  ends.sort((one, other) => one.y - other.y);
  const total = (ends.length - 1) * APART;
  let above = Number.NEGATIVE_INFINITY;
  const placed = ends.map(({ line, y }, place) => {
    // The last names must find room above the foot.
    const lowest = area.bottom - total + place * APART;
    const moved = Math.max(Math.min(y, Math.max(lowest, area.top + place * APART)), above + APART);
    above = moved;
    return { line, y: moved };
  });
  return placed;
}

/** The observation of a line nearest to an instant; NaN where it is unknown, and where the nearest is too far to speak for the instant. */
export function valueNear(line: PlotLine, view: Stretch, instant: number): { readonly at: number; readonly value: number } {
  const pyramid = pyramidFor(line, view);
  const { at, value } = pyramid;
  const index = nearest(pyramid, instant);
  if (index < 0) return { at: Number.NaN, value: Number.NaN };
  const reach = Math.max(
    NEAR,
    at[index + 1] === undefined ? 0 : at[index + 1]! - at[index]!,
    index === 0 ? 0 : at[index]! - at[index - 1]!,
  );
  return Math.abs(at[index]! - instant) <= reach ? { at: at[index]!, value: value[index]! } : { at: Number.NaN, value: Number.NaN };
}

/** The instant of the observation so many before or after the one nearest to an instant; undefined of a line without any. */
export function observedBeside(line: PlotLine, view: Stretch, instant: number, step: number): number | undefined {
  const pyramid = pyramidFor(line, view);
  const { at, value } = pyramid;
  let index = nearest(pyramid, instant);
  if (index < 0) return undefined;
  for (let left = Math.abs(step); left > 0; ) {
    const next = index + Math.sign(step);
    if (at[next] === undefined) break;
    index = next;
    // Where a gap begins nothing was observed.
    if (!Number.isNaN(value[index]!)) left -= 1;
  }
  return at[index];
}

/** What observations of days, read at any hour, may lie apart: one and a half days in milliseconds. */
const NEAR = 1.5 * 86_400_000;

function nearest(pyramid: Pyramid, instant: number): number {
  const { at } = pyramid;
  const after = pyramid.indexAt(instant);
  const before = after - 1;
  if (before < 0) return at.length === 0 ? -1 : after;
  return after >= at.length || instant - at[before]! <= at[after]! - instant ? before : after;
}

function pyramidFor({ whole, near }: PlotLine, { from, to }: Stretch): Pyramid {
  return near && from >= near.stretch.from && to <= near.stretch.to ? near.pyramid : whole;
}

function seen({ lines }: PlotAxis, view: Stretch): { readonly low: number; readonly high: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const line of lines) {
    const pyramid = pyramidFor(line, view);
    const found = pyramid.extremes(pyramid.indexAt(view.from), pyramid.indexAt(view.to + 1));
    if (found.low < low) low = found.low;
    if (found.high > high) high = found.high;
  }
  return low > high ? { low: Number.NaN, high: Number.NaN } : { low, high };
}

function lastSeen(line: PlotLine, view: Stretch): number {
  const pyramid = pyramidFor(line, view);
  const first = pyramid.indexAt(view.from);
  for (let index = pyramid.indexAt(view.to + 1) - 1; index >= first; index -= 1) {
    const value = pyramid.value[index]!;
    if (!Number.isNaN(value)) return value;
  }
  return Number.NaN;
}

function allPoints(
  { at, value }: Pyramid,
  first: number,
  last: number,
  x: (at: number) => number,
  y: (value: number) => number,
): readonly number[] {
  const points: number[] = [];
  for (let index = first; index < last; index += 1) {
    if (Number.isNaN(value[index]!)) points.push(Number.NaN, Number.NaN);
    else points.push(x(at[index]!), y(value[index]!));
  }
  return points;
}

/** What the observations on one column of pixels amount to; NaN where nothing is known. */
interface Column {
  readonly x: number;
  readonly first: number;
  readonly low: number;
  readonly high: number;
  readonly last: number;
}

function inView(pyramid: Pyramid, { from, to }: Stretch): readonly [first: number, last: number] {
  return [Math.max(0, pyramid.indexAt(from) - 1), Math.min(pyramid.at.length, pyramid.indexAt(to) + 1)];
}

function isDense(pyramid: Pyramid, view: Stretch, { left, right }: PlotArea): boolean {
  const [first, last] = inView(pyramid, view);
  return last - first > (right - left) * 3;
}

function columnsOf(pyramid: Pyramid, view: Stretch, { left, right }: PlotArea): readonly Column[] {
  const found: Column[] = [];
  const columns = Math.ceil(right - left);
  const perColumn = (view.to - view.from) / columns;
  let from = pyramid.indexAt(view.from);
  for (let column = 0; column < columns; column += 1) {
    const to = pyramid.indexAt(column === columns - 1 ? view.to + 1 : view.from + (column + 1) * perColumn);
    if (to === from) continue;
    const { low, high } = pyramid.extremes(from, to);
    found.push({ x: left + column, first: pyramid.value[from]!, low, high, last: pyramid.value[to - 1]! });
    from = to;
  }
  return found;
}

/** Of each column of pixels the first, lowest, highest and last value: a million observations draw as a thousand would, and no peak is lost. */
function columnPoints(columns: readonly Column[], y: (value: number) => number): readonly number[] {
  const points: number[] = [];
  for (const { x: left, first, low, high, last } of columns) {
    const x = left + 0.5;
    if (Number.isNaN(low)) {
      points.push(Number.NaN, Number.NaN);
      continue;
    }
    if (!Number.isNaN(first)) points.push(x, y(first));
    points.push(x, y(low));
    if (high > low) points.push(x, y(high));
    if (!Number.isNaN(last)) points.push(x, y(last));
  }
  return points;
}
