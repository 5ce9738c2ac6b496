import { Decimal, parseDecimal } from '../../shared/figures/index.ts';
import { CRITERIA, type Criterion, type Weights } from '../../shared/venues/index.ts';

/** Points out of a hundred as they stand in the fields, by criterion; while somebody types, they may be anything. */
export type WeightDraft = Readonly<Record<Criterion, string>>;

const HUNDRED = new Decimal(100);

/** The weights that a draft describes; a sentence where they are none, with what would make them right. */
export function readWeights(draft: WeightDraft): { readonly weights: Weights } | { readonly complaint: string } {
  let sum = new Decimal(0);
  for (const criterion of CRITERIA) {
    const points = parseDecimal(draft[criterion].trim());
    if (points === null || points.isNegative() || points.greaterThan(HUNDRED))
      return { complaint: `“${draft[criterion]}” is no weight; write points from 0 to 100.` };
    sum = sum.plus(points);
  }
  if (!sum.equals(HUNDRED)) {
    const off = sum.minus(HUNDRED);
    return {
      complaint: `The weights sum to ${sum.toFixed()}; ${off.isPositive() ? `take ${off.toFixed()} away` : `${off.abs().toFixed()} are missing`}.`,
    };
  }
  return { weights: Object.fromEntries(CRITERIA.map((criterion) => [criterion, draft[criterion].trim()])) as Weights };
}

/**
 * One weight set to whole points, the others keeping their proportions and the sum at 100: what a slider does. Where all others are 0
 * they share evenly. Remainders of rounding go to the largest fractions, so that the sum is exact.
 */
export function rebalanced(draft: WeightDraft, moved: Criterion, points: number): WeightDraft {
  const given = Math.max(0, Math.min(100, Math.round(points)));
  const others = CRITERIA.filter((criterion) => criterion !== moved);
  const parts = others.map((criterion) => Math.max(0, Number(parseDecimal(draft[criterion].trim())?.toFixed() ?? 0)));
  const whole = parts.reduce((sum, part) => sum + part, 0);
  const left = 100 - given;
  const exact = parts.map((part) => (whole === 0 ? left / others.length : (part / whole) * left));
  const floors = exact.map(Math.floor);
  let missing = left - floors.reduce((sum, part) => sum + part, 0);
  const byFraction = exact
    .map((part, index) => ({ index, fraction: part - Math.floor(part) }))
    .sort((one, other) => other.fraction - one.fraction);
  for (const { index } of byFraction) {
    if (missing <= 0) break;
    floors[index] = (floors[index] ?? 0) + 1;
    missing -= 1;
  }
  const next = { ...draft, [moved]: String(given) };
  for (const [index, criterion] of others.entries()) next[criterion] = String(floors[index] ?? 0);
  return next;
}

export function sameWeights(one: WeightDraft, other: WeightDraft): boolean {
  return CRITERIA.every((criterion) => parseDecimal(one[criterion].trim())?.equals(parseDecimal(other[criterion].trim()) ?? -1) === true);
}
