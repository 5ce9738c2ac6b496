import { bracketedRoot } from './bracketed-root.ts';
import { rootsOfFewFlows } from './few-flow-roots.ts';

/** Flows netted by day, zeros left out: whole days since the first flow, ascending, and what moved on each. */
export interface NetFlows {
  readonly days: readonly number[];
  readonly amounts: readonly number[];
}

/** Every growth rate g = ln(1 + r) a year at which flows have no present value: where it changes sign, and where it may just touch zero. */
export interface GrowthRoots {
  readonly crossings: readonly number[];
  readonly touches: readonly number[];
}

/**
 * All roots of Σ amountᵢ e^(−g dayᵢ/365). Needs two flows at least and one of either sign.
 *
 * The line of growth rates is cut into cells, narrow where the whole period's growth is moderate and wider beyond, until the value has the
 * sign that the first flow gives it for g → ∞ and the last for g → −∞. A change of sign is a root; a cell where the value turns before it
 * reaches zero is searched at its turning point, and one with an inflection is halved, which finds roots closer to each other than the
 * cells are wide. Few flows, which can be made to have roots anywhere, are left to a method that cannot miss one.
 */
export function growthRoots(flows: NetFlows): GrowthRoots {
  if (flows.days.length <= FEW) return rootsOfFewFlows(flows);
  const value = presentValue(flows);
  const crossings: number[] = [];
  const touches: number[] = [];
  for (const { left, right, isGrowing } of cells(flows, value)) search(left, right, isGrowing, DEEPEST);
  return { crossings: crossings.sort((a, b) => a - b), touches: touches.sort((a, b) => a - b) };

  function search(left: Point, right: Point, isGrowing: boolean, depth: number): void {
    const isCrossing = left.value >= 0 !== right.value >= 0;
    const isTowardsZero = left.slope > 0 === left.value < 0 && right.slope > 0 === right.value >= 0;
    const isBentOneWay = left.bend > 0 === right.bend > 0;
    if (depth > 0 && !(isBentOneWay && (isTowardsZero || !isCrossing))) {
      const middle = value((left.g + right.g) / 2, isGrowing);
      search(left, middle, isGrowing, depth - 1);
      search(middle, right, isGrowing, depth - 1);
    } else if (isCrossing) {
      crossings.push(bracketedRoot((g) => value(g, isGrowing).value, left.g, right.g));
    } else if (isTowardsZero) {
      const turn = value(
        bracketedRoot((g) => value(g, isGrowing).slope, left.g, right.g),
        isGrowing,
      );
      if (Math.abs(turn.value) <= NEARLY_ZERO * turn.scale) touches.push(turn.g);
      else if (turn.value > 0 !== left.value > 0) {
        search(left, turn, isGrowing, depth);
        search(turn, right, isGrowing, depth);
      }
    }
  }
}

/** The flows' value, slope and bend at a growth rate, all up to one positive factor, and the size of the terms they are summed from. */
interface Point {
  readonly g: number;
  readonly value: number;
  readonly slope: number;
  readonly bend: number;
  readonly scale: number;
}
type PresentValue = (g: number, isGrowing: boolean) => Point;

/** Flows up to which every root is isolated between the turning points; the work grows with their square. */
const FEW = 12;
const DAYS_A_YEAR = 365;
const ONE_DAY = 1 / DAYS_A_YEAR;
/** How often a cell is halved in which the value may wriggle: three roots in one cell put an inflection there. */
const DEEPEST = 12;
/** A turning point this near to zero, relative to the terms, is left to whoever has more digits. */
const NEARLY_ZERO = 1e-9;
/** Width of the cells, and the growth of the whole period beyond which they widen in proportion. */
const CELL = 0.01;
const MODERATE = 5;

/**
 * Growing values are discounted to the first day, shrinking ones compounded to the last: every factor stays at or below one, so that
 * nothing overflows; the sign is the same either way, and slopes within a cell are of one kind.
 */
function presentValue({ days, amounts }: NetFlows): PresentValue {
  const count = days.length;
  const gaps = days.map((day, index) => (day - (days[index - 1] ?? 0)) / DAYS_A_YEAR);
  return (g, isGrowing) => {
    const sign = isGrowing ? -1 : 1;
    const daily = Math.exp((sign * g) / DAYS_A_YEAR);
    let [value, slope, bend, scale] = [0, 0, 0, 0];
    for (let step = 0; step < count; step++) {
      const index = isGrowing ? count - 1 - step : step;
      const gap = step === 0 ? 0 : gaps[isGrowing ? index + 1 : index]!;
      const factor = gap === ONE_DAY ? daily : Math.exp(sign * g * gap);
      bend = factor * (bend + gap * (2 * sign * slope + gap * value));
      slope = factor * (slope + sign * gap * value);
      value = factor * value + amounts[index]!;
      scale = factor * scale + Math.abs(amounts[index]!);
    }
    return { g, value, slope, bend, scale };
  };
}

/**
 * Cell by cell from the lowest growth rate worth looking at to the highest. Zero, which many flows have as a root, lies inside the middle
 * cell.
 */
function* cells({ days, amounts }: NetFlows, value: PresentValue): Iterable<{ left: Point; right: Point; isGrowing: boolean }> {
  const years = days.at(-1)! / DAYS_A_YEAR;
  const steps = (growth: number) => Math.ceil(Math.asinh(growth / MODERATE) / CELL);
  const edge = (step: number) => (MODERATE * Math.sinh((step - 0.5) * CELL)) / years;
  let first = -steps(Math.max(46, 16 * years));
  let last = steps(Math.max(46, 40 * years));
  while (Math.sign(value(edge(first), false).value) !== Math.sign(amounts.at(-1)!)) first -= 20;
  while (Math.sign(value(edge(last), true).value) !== Math.sign(amounts[0]!)) last += 20;
  for (const [from, to, isGrowing] of [
    [first, 0, false],
    [0, last, true],
  ] as const) {
    let left = value(edge(from), isGrowing);
    for (let step = from; step < to; step++) {
      const right = value(edge(step + 1), isGrowing);
      yield { left, right, isGrowing };
      left = right;
    }
  }
}
