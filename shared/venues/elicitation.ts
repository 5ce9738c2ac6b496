import { Decimal, ONE, sum } from '../figures/index.ts';

/**
 * Weights from an order alone, most important first: wᵢ = (1/n) Σₖ₌ᵢⁿ 1/k, the centroid of all weights that have this order
 * (Barron and Barrett 1996). They sum to one.
 */
export function rankOrderCentroid(count: number): readonly Decimal[] {
  const weights: Decimal[] = [];
  let tail = new Decimal(0);
  for (let place = count; place >= 1; place -= 1) {
    tail = tail.plus(ONE.dividedBy(place));
    weights.unshift(tail.dividedBy(count));
  }
  return weights;
}

export interface PairwiseWeights {
  readonly weights: readonly number[];
  /** λmax of the matrix. */
  readonly eigenvalue: number;
  /** Under 0.1 the comparisons agree well enough with each other; null for one or two, which cannot disagree. */
  readonly consistencyRatio: number | null;
}

/** Mean consistency index of random matrices (Saaty 1980), by size from 1. */
const RANDOM_INDEX: readonly number[] = [0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49];

/**
 * Weights from comparisons in pairs (AHP): the principal eigenvector of a reciprocal matrix, by power iteration. `matrix[i][j]` says how
 * many times as important i is as j; all above nought, at most ten by ten. The consistency ratio is (λmax − n)/(n − 1) over the mean of
 * random matrices.
 */
export function pairwiseWeights(matrix: readonly (readonly number[])[]): PairwiseWeights {
  const size = matrix.length;
  let weights: readonly number[] = matrix.map(() => 1 / size);
  let eigenvalue = size;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const image = matrix.map((row) => row.reduce((total, cell, at) => total + cell * weights[at]!, 0));
    eigenvalue = image.reduce((total, each) => total + each, 0);
    const next = image.map((each) => each / eigenvalue);
    const moved = next.reduce((most, each, at) => Math.max(most, Math.abs(each - weights[at]!)), 0);
    weights = next;
    if (moved < 1e-15) break;
  }
  const random = RANDOM_INDEX[size - 1] ?? 0;
  return { weights, eigenvalue, consistencyRatio: random === 0 ? null : Math.max(0, (eigenvalue - size) / (size - 1) / random) };
}

/** Convergence is geometric; a matrix of judgements from 1/9 to 9 needs a few dozen steps. */
const MOST_STEPS = 1_000;

/** Shares of one as points of a hundred with two places that sum to exactly 100: what is left over goes to the largest remainders. */
export function asHundredths(shares: readonly Decimal[]): readonly string[] {
  const exact = shares.map((share) => share.times(10_000));
  const whole = exact.map((value) => value.floor());
  const left = 10_000 - sum(whole).toNumber();
  const byRemainder = exact.map((value, at) => ({ at, rest: value.minus(whole[at]!) })).sort((a, b) => b.rest.comparedTo(a.rest));
  const raised = new Set(byRemainder.slice(0, Math.max(0, Math.round(left))).map(({ at }) => at));
  return whole.map((value, at) =>
    value
      .plus(raised.has(at) ? 1 : 0)
      .dividedBy(100)
      .toFixed(),
  );
}
