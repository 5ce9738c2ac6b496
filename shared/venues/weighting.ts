import { Decimal, ONE, sum, ZERO } from '../figures/index.ts';
import { MOST_POINTS } from './points.ts';

/**
 * One criterion of one venue. `sum` is Σ share·points over what is scored and `covered` Σ share of it, so that the criterion's score is
 * their quotient; `low` and `high` also take what is missing as 0 and as 10.
 */
export interface Part {
  readonly sum: Decimal;
  readonly covered: Decimal;
  readonly low: Decimal;
  readonly high: Decimal;
}

/** A venue's criteria, in the same order as the weights. */
export interface Candidate {
  readonly id: string;
  readonly parts: readonly Part[];
}

export interface WeightedScore {
  /** Weighted arithmetic mean over what is scored; null where nothing is. */
  readonly score: Decimal | null;
  /** Share of the weights that is scored. */
  readonly coverage: Decimal;
  readonly low: Decimal;
  readonly high: Decimal;
}

/** A criterion that is scored as a whole, or not at all. */
export function wholePart(points: Decimal | null): Part {
  return points === null
    ? { sum: ZERO, covered: ZERO, low: ZERO, high: MOST_POINTS }
    : { sum: points, covered: ONE, low: points, high: points };
}

/** Weights as shares of one; null where they sum to nothing. Only their proportions count. */
export function asShares(weights: readonly Decimal[]): readonly Decimal[] | null {
  const total = sum(weights);
  return total.isZero() ? null : weights.map((weight) => weight.dividedBy(total));
}

/** The weighted scores of a venue. `shares` sum to one (`asShares`). Nothing is put in the place of what is missing. */
export function weighted(parts: readonly Part[], shares: readonly Decimal[]): WeightedScore {
  const { points, coverage } = weightedSums(parts, shares);
  const [low, high] = [weighedSum(parts, shares, 'low'), weighedSum(parts, shares, 'high')];
  return { score: coverage.isZero() ? null : points.dividedBy(coverage), coverage, low, high };
}

/** Σ w·sum and Σ w·covered: the score is their quotient. */
export function weightedSums(parts: readonly Part[], shares: readonly Decimal[]): { readonly points: Decimal; readonly coverage: Decimal } {
  return { points: weighedSum(parts, shares, 'sum'), coverage: weighedSum(parts, shares, 'covered') };
}

function weighedSum(parts: readonly Part[], shares: readonly Decimal[], of: keyof Part): Decimal {
  return sum(parts.map((part, at) => part[of].times(shares[at]!)));
}

/** Logarithms to 60 digits take many times as long; a judgement has no more than two. */
const Brief = Decimal.clone({ precision: 24 });

/**
 * The weighted geometric mean over what is scored, criterion by criterion: a criterion at 0 makes it 0, whatever the others are. Null
 * where nothing is scored. To 20 digits.
 */
export function geometricMean(parts: readonly Part[], shares: readonly Decimal[]): Decimal | null {
  const { coverage } = weightedSums(parts, shares);
  if (coverage.isZero()) return null;
  let exponent = new Brief(0);
  for (const [at, part] of parts.entries()) {
    const weight = shares[at]!.times(part.covered);
    if (weight.isZero()) continue;
    if (part.sum.isZero()) return ZERO;
    const points = new Brief(part.sum.dividedBy(part.covered).toSignificantDigits(24));
    exponent = exponent.plus(points.ln().times(weight.dividedBy(coverage)));
  }
  return new Decimal(exponent.exp().toSignificantDigits(20));
}
