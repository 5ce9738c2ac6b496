import { Decimal, ONE, ZERO } from '../figures/index.ts';
import { MOST_POINTS } from './points.ts';
import { rangeAgainst } from './stability.ts';
import { type Candidate, type Part, weightedSums } from './weighting.ts';

/** How the lead of the first over the second changes when one thing does: a weight by ten points of a hundred, a score by one of ten. */
export interface Bar {
  readonly about: 'weight' | 'score';
  /** Place of the criterion among the weights. */
  readonly criterion: number;
  /** Whose score; null of weights. */
  readonly of: string | null;
  readonly less: Decimal;
  readonly more: Decimal;
}

const WEIGHT_STEP = new Decimal('0.1');

/** One bar for each weight and each scored criterion of either, widest first. Weights stay from 0 to 1 and scores from 0 to 10. */
export function tornado(leader: Candidate, second: Candidate, shares: readonly Decimal[]): readonly Bar[] {
  const bars: Bar[] = [];
  for (const [criterion, weight] of shares.entries()) {
    const moved = (step: Decimal) => lead(leader.parts, second.parts, withWeight(shares, criterion, bounded(weight.plus(step), ONE)));
    bars.push({ about: 'weight', criterion, of: null, less: moved(WEIGHT_STEP.negated()), more: moved(WEIGHT_STEP) });
    for (const candidate of [leader, second]) {
      if (candidate.parts[criterion]!.covered.isZero()) continue;
      const scored = (step: Decimal) => {
        const parts = withScore(candidate.parts, criterion, (points) => bounded(points.plus(step), MOST_POINTS));
        return candidate === leader ? lead(parts, second.parts, shares) : lead(leader.parts, parts, shares);
      };
      bars.push({ about: 'score', criterion, of: candidate.id, less: scored(ONE.negated()), more: scored(ONE) });
    }
  }
  return bars.sort((a, b) => width(b).comparedTo(width(a)));
}

/** The score of one less that of the other, each over what is scored. Both must be scored. */
export function lead(ours: readonly Part[], theirs: readonly Part[], shares: readonly Decimal[]): Decimal {
  return score(ours, shares).minus(score(theirs, shares));
}

/** One thing that alone would make the second draw level with the first. */
export interface Turn {
  readonly criterion: number;
  readonly about: 'weight' | 'score-of-leader' | 'score-of-second';
  /** The weight as a share, or the points, from which it is so; null where no value does it. */
  readonly needed: Decimal | null;
}

/** What would have to be true for the second to come first: a weight, a better score of its own, a worse one of the leader's. */
export function turns(leader: Candidate, second: Candidate, shares: readonly Decimal[]): readonly Turn[] {
  return shares.flatMap((weight, criterion): Turn[] => {
    const { low, high } = rangeAgainst(leader, second, shares, criterion);
    const ends = [...(low.greaterThan(ZERO) ? [low] : []), ...(high.lessThan(ONE) ? [high] : [])];
    const nearest = ends.sort((a, b) => a.minus(weight).abs().comparedTo(b.minus(weight).abs()))[0] ?? null;
    return [
      { criterion, about: 'weight', needed: nearest },
      { criterion, about: 'score-of-second', needed: level(second, leader, shares, criterion) },
      { criterion, about: 'score-of-leader', needed: level(leader, second, shares, criterion) },
    ];
  });
}

/** The points in a criterion at which `candidate` draws level with `other`; null where that is none from 0 to 10 or it has no weight. */
function level(candidate: Candidate, other: Candidate, shares: readonly Decimal[], criterion: number): Decimal | null {
  const part = candidate.parts[criterion]!;
  // A criterion that nobody has scored would have to be scored whole.
  const covered = part.covered.isZero() ? ONE : part.covered;
  const weight = shares[criterion]!.times(covered);
  if (weight.isZero()) return null;
  const without = weightedSums(
    candidate.parts.map((each, at) => (at === criterion ? { ...each, sum: ZERO, covered: ZERO } : each)),
    shares,
  );
  const points = score(other.parts, shares).times(without.coverage.plus(weight)).minus(without.points).dividedBy(weight);
  return points.isNegative() || points.greaterThan(MOST_POINTS) ? null : points;
}

function score(parts: readonly Part[], shares: readonly Decimal[]): Decimal {
  const { points, coverage } = weightedSums(parts, shares);
  return coverage.isZero() ? ZERO : points.dividedBy(coverage);
}

function withWeight(shares: readonly Decimal[], criterion: number, weight: Decimal): readonly Decimal[] {
  const rest = ONE.minus(shares[criterion]!);
  const others = shares.length - 1;
  return shares.map((share, at) => {
    if (at === criterion) return weight;
    return rest.isZero() ? ONE.minus(weight).dividedBy(others) : share.times(ONE.minus(weight)).dividedBy(rest);
  });
}

function withScore(parts: readonly Part[], criterion: number, change: (points: Decimal) => Decimal): readonly Part[] {
  return parts.map((part, at) =>
    at === criterion ? { ...part, sum: change(part.sum.dividedBy(part.covered)).times(part.covered) } : part,
  );
}

function bounded(value: Decimal, most: Decimal): Decimal {
  return Decimal.max(ZERO, Decimal.min(most, value));
}

function width({ less, more }: Bar): Decimal {
  return more.minus(less).abs();
}
