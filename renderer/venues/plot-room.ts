import { linearScale, type Scale } from '../charts/scale.ts';

/** The room a plot of rows has: names on the left, values at the end, the scale between them. Pixels. */
export interface RowRoom {
  readonly left: number;
  readonly right: number;
  readonly scale: Scale;
}

/** Average width of a letter at the size of a chart's text, in pixels: names are cut by it, since SVG text does not end by itself. */
const LETTER = 6.1;
const GAP = 10;

/**
 * Room for rows in `width` pixels: the longest name gets what it needs up to two fifths, the longest value all of it. `low` to `high`
 * is what the axis shows.
 */
export function rowRoom(
  width: number,
  rows: ReadonlyArray<{ readonly label: string; readonly text: string }>,
  { low, high }: { readonly low: number; readonly high: number },
): RowRoom {
  const names = Math.max(0, ...rows.map(({ label }) => label.length)) * LETTER;
  const values = Math.max(0, ...rows.map(({ text }) => text.length)) * LETTER;
  const left = Math.ceil(Math.min(names, width * 0.4)) + GAP;
  const right = Math.max(left + 60, Math.floor(width - values - GAP));
  return { left, right, scale: linearScale(low, high, left, right, Math.max(2, Math.floor((right - left) / 90))) };
}

/** A name as it fits into so many pixels; cut with an ellipsis where it does not. */
export function fitting(name: string, pixels: number): string {
  const letters = Math.floor(pixels / LETTER);
  return name.length <= Math.max(1, letters) ? name : `${name.slice(0, Math.max(1, letters - 1))}…`;
}

/** A point of a scatter with the name that stands beside it, in pixels. */
export interface NamedPlace {
  readonly x: number;
  readonly y: number;
  readonly name: string;
}

/** Where a name stands beside its point; `null` where every place would cover another name. */
export interface NamePlace {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end';
}

/**
 * Places names beside points so that none covers another or another's point: to the right, else to the left, else a line above or below.
 * The points that come first choose first.
 */
export function placeNames(points: readonly NamedPlace[], width: number): ReadonlyArray<NamePlace | null> {
  const taken: Box[] = points.map(({ x, y }) => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }));
  return points.map((point, index) => {
    const wide = point.name.length * LETTER;
    const candidates: readonly NamePlace[] = [
      { x: point.x + 9, y: point.y + 4, anchor: 'start' },
      { x: point.x - 9, y: point.y + 4, anchor: 'end' },
      { x: point.x + 6, y: point.y - 8, anchor: 'start' },
      { x: point.x + 6, y: point.y + 17, anchor: 'start' },
      { x: point.x - 6, y: point.y - 8, anchor: 'end' },
      { x: point.x - 6, y: point.y + 17, anchor: 'end' },
      { x: point.x + 6, y: point.y - 20, anchor: 'start' },
      { x: point.x - 6, y: point.y - 20, anchor: 'end' },
      { x: point.x + 6, y: point.y + 30, anchor: 'start' },
      { x: point.x - 6, y: point.y + 30, anchor: 'end' },
    ];
    for (const place of candidates) {
      const box = boxOf(place, wide);
      if (box.left < 0 || box.right > width) continue;
      if (taken.some((other, at) => at !== index && overlap(box, other))) continue;
      taken.push(box);
      return place;
    }
    return null;
  });
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function boxOf({ x, y, anchor }: NamePlace, wide: number): Box {
  const left = anchor === 'start' ? x : x - wide;
  return { left, right: left + wide, top: y - 11, bottom: y + 3 };
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
