import { Decimal, ONE, sum, ZERO } from '../figures/index.ts';
import { type Candidate, type Part, weightedSums } from './weighting.ts';

/** Between which values of one weight the first stays first, the other weights keeping their proportions; shares of one. */
export interface WeightRange {
  readonly low: Decimal;
  readonly high: Decimal;
  /** Who comes first beyond the end; null where the end is 0 or 1. */
  readonly below: string | null;
  readonly above: string | null;
}

/**
 * The exact range of each weight (one at a time, Triantaphyllou and Sánchez 1997) in which `leader` scores at least as much as every
 * rival. With weight x of criterion k and the others scaled to 1 − x, the lead times both coverages is a polynomial in x, at most of the
 * second degree (of the first where both are scored whole); the range ends at its roots around the weight. `leader` must not be behind.
 */
export function weightRanges(leader: Candidate, rivals: readonly Candidate[], shares: readonly Decimal[]): readonly WeightRange[] {
  return shares.map((_, criterion) => {
    let [low, below] = [ZERO, null as string | null];
    let [high, above] = [ONE, null as string | null];
    for (const rival of rivals) {
      const range = rangeAgainst(leader, rival, shares, criterion);
      if (range.low.greaterThan(low)) [low, below] = [range.low, rival.id];
      if (range.high.lessThan(high)) [high, above] = [range.high, rival.id];
    }
    return { low, high, below, above };
  });
}

/** The range against one rival. */
export function rangeAgainst(
  leader: Candidate,
  rival: Candidate,
  shares: readonly Decimal[],
  criterion: number,
): { readonly low: Decimal; readonly high: Decimal } {
  const weight = shares[criterion]!;
  const lead = leadPolynomial(leader, rival, shares, criterion);
  const ends = rootsWithin(lead, weight);
  return {
    low: firstLoss(lead, ends.filter((end) => end.lessThanOrEqualTo(weight)).toReversed(), ZERO),
    high: firstLoss(
      lead,
      ends.filter((end) => end.greaterThanOrEqualTo(weight)),
      ONE,
    ),
  };
}

/** c₀ + c₁x + c₂x² */
type Polynomial = readonly [Decimal, Decimal, Decimal];
/** from + (to − from)·x */
interface Line {
  readonly at0: Decimal;
  readonly slope: Decimal;
}

function leadPolynomial(leader: Candidate, rival: Candidate, shares: readonly Decimal[], criterion: number): Polynomial {
  const [a, b] = [lines(leader.parts, shares, criterion), lines(rival.parts, shares, criterion)];
  const [ours, theirs] = [product(a.points, b.coverage), product(b.points, a.coverage)];
  return [ours[0].minus(theirs[0]), ours[1].minus(theirs[1]), ours[2].minus(theirs[2])];
}

/** Points and coverage as functions of the weight x of a criterion, both times (1 − w) so that nothing is divided and roots stay exact. */
function lines(parts: readonly Part[], shares: readonly Decimal[], criterion: number): { readonly points: Line; readonly coverage: Line } {
  const weight = shares[criterion]!;
  const part = parts[criterion]!;
  const rest = ONE.minus(weight);
  if (rest.isZero()) {
    // Nothing to keep in proportion: the others would share evenly.
    const others = parts.filter((_, at) => at !== criterion);
    const count = new Decimal(Math.max(1, others.length));
    return {
      points: line(sum(others.map((other) => other.sum)).dividedBy(count), part.sum),
      coverage: line(sum(others.map((other) => other.covered)).dividedBy(count), part.covered),
    };
  }
  const whole = weightedSums(parts, shares);
  return {
    points: line(whole.points.minus(weight.times(part.sum)), rest.times(part.sum)),
    coverage: line(whole.coverage.minus(weight.times(part.covered)), rest.times(part.covered)),
  };
}

function line(at0: Decimal, at1: Decimal): Line {
  return { at0, slope: at1.minus(at0) };
}

function product(a: Line, b: Line): Polynomial {
  return [a.at0.times(b.at0), a.at0.times(b.slope).plus(a.slope.times(b.at0)), a.slope.times(b.slope)];
}

function valueAt([c0, c1, c2]: Polynomial, x: Decimal): Decimal {
  return c2.times(x).plus(c1).times(x).plus(c0);
}

/** Real roots from 0 to 1 in order. Where there is a tie at the weight already, that root is the weight itself, free of rounding. */
function rootsWithin(lead: Polynomial, weight: Decimal): readonly Decimal[] {
  const [, c1, c2] = lead;
  const roots = isTie(valueAt(lead, weight)) && !(isTie(c1) && isTie(c2)) ? [weight, ...otherRoot(lead, weight)] : allRoots(lead);
  return roots.filter((root) => root.greaterThanOrEqualTo(ZERO) && root.lessThanOrEqualTo(ONE)).sort((a, b) => a.comparedTo(b));
}

function allRoots([c0, c1, c2]: Polynomial): readonly Decimal[] {
  if (isTie(c2)) return isTie(c1) ? [] : [c0.negated().dividedBy(c1)];
  const discriminant = c1.times(c1).minus(c0.times(c2).times(4));
  if (discriminant.isNegative()) return [];
  // The sum that does not cancel gives one root, the product of both the other.
  const half = c1.plus(c1.isNegative() ? discriminant.sqrt().negated() : discriminant.sqrt()).dividedBy(-2);
  return half.isZero() ? [ZERO] : [half.dividedBy(c2), c0.dividedBy(half)];
}

function otherRoot([, c1, c2]: Polynomial, root: Decimal): readonly Decimal[] {
  return isTie(c2) ? [] : [c1.dividedBy(c2).negated().minus(root)];
}

/** Walks away from the weight over roots in their order and stops at the first beyond which the lead is lost. */
function firstLoss(lead: Polynomial, ends: readonly Decimal[], limit: Decimal): Decimal {
  for (const [at, end] of ends.entries()) {
    const beyond = ends[at + 1] ?? limit;
    const lies = valueAt(lead, end.plus(beyond).dividedBy(2));
    if (lies.isNegative() && !isTie(lies) && !end.equals(limit)) return end;
  }
  return limit;
}

/** Weights that were divided by their sum are rounded in the sixtieth digit. */
const ROUNDING = new Decimal('1e-50');

function isTie(value: Decimal): boolean {
  return value.abs().lessThan(ROUNDING);
}
