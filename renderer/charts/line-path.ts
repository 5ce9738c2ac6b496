/** A value over time for drawing: milliseconds since 1970 and the value, `null` where it is unknown. */
export interface Point {
  readonly at: number;
  readonly value: number | null;
}

/**
 * The path of a line, sampled to the pixel: of the points that fall on one column of pixels the first, the lowest, the highest and the
 * last are drawn, so that a million points cost no more than a thousand and no peak is lost. An unknown value ends the line; the next
 * known one begins a new one.
 */
export function linePath(points: readonly Point[], x: (at: number) => number, y: (value: number) => number): string {
  const path: string[] = [];
  let column: Column | null = null;
  let drawing = false;
  function flush(): void {
    if (!column) return;
    for (const { at, value } of inOrder(column)) {
      path.push(`${drawing ? 'L' : 'M'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`);
      drawing = true;
    }
    column = null;
  }
  for (const { at, value } of points) {
    if (value === null) {
      flush();
      drawing = false;
      continue;
    }
    const pixel = Math.floor(x(at));
    const point = { at, value };
    if (column && column.pixel === pixel) {
      column.last = point;
      if (value < column.lowest.value) column.lowest = point;
      if (value > column.highest.value) column.highest = point;
    } else {
      flush();
      column = { pixel, first: point, lowest: point, highest: point, last: point };
    }
  }
  flush();
  return path.join('');
}

interface KnownPoint {
  readonly at: number;
  readonly value: number;
}

interface Column {
  readonly pixel: number;
  readonly first: KnownPoint;
  lowest: KnownPoint;
  highest: KnownPoint;
  last: KnownPoint;
}

function inOrder({ first, lowest, highest, last }: Column): readonly KnownPoint[] {
  return [...new Set([first, lowest, highest, last])].sort((one, other) => one.at - other.at);
}
