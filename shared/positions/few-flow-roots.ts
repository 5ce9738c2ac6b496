import { bracketedRoot } from './bracketed-root.ts';
import type { GrowthRoots, NetFlows } from './growth-roots.ts';

/**
 * All growth rates g = ln(1 + r) a year at which a few flows have no present value, none missed: between two neighbouring turning points
 * a function has one root at most, its turning points are the roots of its slope, and the slope of Σ aᵢ e^(−g tᵢ), freed of its first
 * factor, has a term less. So the roots are built up from one term, which has none (Laguerre's proof of Descartes' rule of signs,
 * E. Laguerre, Sur la théorie des équations numériques, 1883). Needs two flows at least.
 */
export function rootsOfFewFlows({ days, amounts }: NetFlows): GrowthRoots {
  const years = days.map((day) => day / DAYS_A_YEAR);
  const levels: Sum[] = [];
  let coefficients: readonly number[] = amounts;
  for (let first = 0; first < amounts.length; first++) {
    levels.push(sumOf(years.slice(first), coefficients.slice(first)));
    const from = years[first]!;
    coefficients = coefficients.map((coefficient, index) => coefficient * (years[index]! - from));
  }
  let found: GrowthRoots = { crossings: [], touches: [] };
  for (const sum of levels.slice(0, -1).reverse()) found = rootsBetween(sum, turnsOf(found));
  return found;
}

const DAYS_A_YEAR = 365;
/** A turning point this near to zero, relative to the terms, is left to whoever has more digits. */
const NEARLY_ZERO = 1e-9;

/** Σ aᵢ e^(−g tᵢ) up to one positive factor that keeps every term at or below its coefficient. */
interface Sum {
  readonly value: (g: number) => number;
  /** The size of the terms that are summed, by the same factor. */
  readonly scale: (g: number) => number;
  /** No root lies outside: there one term outweighs all others together. */
  readonly low: number;
  readonly high: number;
}

function sumOf(years: readonly number[], coefficients: readonly number[]): Sum {
  const [first, last] = [years[0]!, years.at(-1)!];
  const terms = (g: number) =>
    years.map((year, index) => coefficients[index]! * Math.exp(g >= 0 ? -g * (year - first) : g * (last - year)));
  const scale = (g: number) => terms(g).reduce((total, term) => total + Math.abs(term), 0);
  let [low, high] = [-1, 1];
  while (2 * Math.abs(terms(high)[0]!) <= scale(high) && high < FARTHEST) high *= 2;
  while (2 * Math.abs(terms(low).at(-1)!) <= scale(low) && low > -FARTHEST) low *= 2;
  return { value: (g) => terms(g).reduce((total, term) => total + term, 0), scale, low, high };
}

/** Beyond this no rate can be written down: e^4000 has more digits than anybody reads. */
const FARTHEST = 1e7;

function turnsOf({ crossings, touches }: GrowthRoots): readonly number[] {
  return [...crossings, ...touches].sort((a, b) => a - b);
}

function rootsBetween({ value, scale, low, high }: Sum, turns: readonly number[]): GrowthRoots {
  const inside = turns.filter((turn) => turn > low && turn < high);
  const edges = [low, ...inside, high];
  const crossings: number[] = [];
  for (const [index, left] of edges.slice(0, -1).entries()) {
    const right = edges[index + 1]!;
    if (value(left) < 0 !== value(right) < 0) crossings.push(bracketedRoot(value, left, right));
  }
  return { crossings, touches: inside.filter((turn) => Math.abs(value(turn)) <= NEARLY_ZERO * scale(turn)) };
}
