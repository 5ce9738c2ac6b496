import type { Scenario } from '../../shared/pretrade/index.ts';
import { linearScale, type Scale } from '../charts/scale.ts';

export interface PlotPoint {
  readonly price: number;
  readonly profit: number;
  readonly liquidated: boolean;
}

export interface PlotMark {
  readonly what: Scenario['marks'][number]['what'];
  readonly price: number;
  readonly label: string;
  /** Where its name stands: the middle of its words, and its row from the top. */
  readonly labelX: number;
  readonly row: number;
}

export interface ScenarioGeometry {
  readonly points: readonly PlotPoint[];
  readonly x: Scale;
  readonly y: Scale;
  readonly line: string;
  readonly gain: string;
  readonly loss: string;
  /** Pixels from and to which the position would be liquidated. */
  readonly liquidated: { readonly from: number; readonly to: number } | null;
  readonly marks: readonly PlotMark[];
  readonly top: number;
}

/** Pixels of the drawing around the plot. */
export const ROOM = { left: 66, right: 14, bottom: 26 };
export const LABEL_ROW = 14;
/** Average width of a letter at the size of a chart’s text, in pixels. */
const LETTER = 6.1;

/** Where everything of a plot of profit over price stands. Pixels are floats; what is read out stays decimal text. */
export function scenarioGeometry(scenario: Scenario, width: number, height: number): ScenarioGeometry {
  const points = scenario.points.map(({ price, profit, liquidated }) => ({ price: Number(price), profit: Number(profit), liquidated }));
  const low = points[0]?.price ?? 0;
  const high = points.at(-1)?.price ?? 1;
  const right = width - ROOM.right;
  const x = linearScale(low, high, ROOM.left, right, Math.max(2, Math.floor((right - ROOM.left) / 110)));
  const marks = placeMarks(
    scenario.marks.map(({ what, price }) => ({ what, price: Number(price), label: MARK_WORDS[what] })),
    x,
    right,
  );
  const top = (Math.max(-1, ...marks.map(({ row }) => row)) + 1) * LABEL_ROW + 8;
  const profits = points.map(({ profit }) => profit);
  const y = linearScale(Math.min(0, ...profits), Math.max(0, ...profits), height - ROOM.bottom, top, 4);
  const drawn = withSteps(points, marks.find(({ what }) => what === 'liquidation')?.price ?? null);
  const gone = points.filter(({ liquidated }) => liquidated).map(({ price }) => price);
  const edge = marks.find(({ what }) => what === 'liquidation')?.price;
  return {
    points,
    x,
    y,
    line: pathOf(drawn, x, y),
    gain: areaOf(drawn, x, y, (profit) => Math.max(0, profit)),
    loss: areaOf(drawn, x, y, (profit) => Math.min(0, profit)),
    liquidated:
      gone.length === 0 || edge === undefined
        ? null
        : gone[0]! < edge
          ? { from: x.at(gone[0]!), to: x.at(edge) }
          : { from: x.at(edge), to: x.at(gone.at(-1)!) },
    marks,
    top,
  };
}

export const MARK_WORDS: Readonly<Record<PlotMark['what'], string>> = {
  liquidation: 'liquidation',
  stop: 'stop',
  entry: 'entry',
  mark: 'mark',
  'break-even': 'break-even',
  target: 'target',
  strike: 'strike',
};

/** At liquidation the loss jumps: the margin is gone. The jump is drawn where it is, not sloping over to the next point. */
function withSteps(points: readonly PlotPoint[], liquidation: number | null): readonly PlotPoint[] {
  return points.flatMap((point, index) => {
    const next = points[index + 1];
    if (next === undefined || liquidation === null || point.liquidated === next.liquidated) return [point];
    const [alive, gone] = point.liquidated ? [next, point] : [point, next];
    const beyond = points[point.liquidated ? index + 2 : index - 1] ?? alive;
    const slope = beyond.price === alive.price ? 0 : (beyond.profit - alive.profit) / (beyond.price - alive.price);
    const before = { price: liquidation, profit: alive.profit + slope * (liquidation - alive.price), liquidated: false };
    const after = { price: liquidation, profit: gone.profit, liquidated: true };
    return point.liquidated ? [point, after, before] : [point, before, after];
  });
}

function pathOf(points: readonly PlotPoint[], x: Scale, y: Scale): string {
  return points.map(({ price, profit }, index) => `${index === 0 ? 'M' : 'L'}${pixel(x.at(price))} ${pixel(y.at(profit))}`).join('');
}

/** The area between the line and zero on one side of zero; where the line crosses it the area ends just there. */
function areaOf(points: readonly PlotPoint[], x: Scale, y: Scale, side: (profit: number) => number): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return '';
  const edge = points.flatMap((point, index) => {
    const next = points[index + 1];
    const here = `L${pixel(x.at(point.price))} ${pixel(y.at(side(point.profit)))}`;
    if (!next || point.profit * next.profit >= 0) return [here];
    const crossing = point.price + ((next.price - point.price) * point.profit) / (point.profit - next.profit);
    return [here, `L${pixel(x.at(crossing))} ${pixel(y.at(0))}`];
  });
  return `M${pixel(x.at(first.price))} ${pixel(y.at(0))}${edge.join('')}L${pixel(x.at(last.price))} ${pixel(y.at(0))}Z`;
}

/** Names of marks that would cover each other stand in rows above one another. */
function placeMarks(marks: ReadonlyArray<Pick<PlotMark, 'what' | 'price' | 'label'>>, x: Scale, right: number): readonly PlotMark[] {
  const ends: number[] = [];
  return marks
    .toSorted((one, other) => one.price - other.price)
    .map((mark) => {
      const half = (mark.label.length * LETTER) / 2;
      const labelX = Math.min(right - half, Math.max(half + 2, x.at(mark.price)));
      const free = ends.findIndex((end) => end <= labelX - half);
      const row = free === -1 ? ends.length : free;
      ends[row] = labelX + half + 8;
      return Object.assign(mark, { labelX, row });
    });
}

function pixel(value: number): string {
  return value.toFixed(1);
}
