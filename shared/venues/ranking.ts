import { Decimal } from '../figures/index.ts';
import { CRITERIA, type Criterion } from './criteria.ts';
import { criterionNames } from './decision.ts';
import type { Gate, RankState } from './gates.ts';
import type { VenuePolicy, Weights } from './score.ts';
import { asShares, type Candidate, weighted, type WeightedScore } from './weighting.ts';

/** A venue that wants a place: its criteria, and what its gates say. */
export interface Contender extends Candidate {
  readonly gates: readonly Gate[];
}

export interface Place extends WeightedScore, Candidate {
  readonly state: RankState;
  /** Why it is not ranked; null where it is. */
  readonly because: string | null;
  /** From 1; venues that tie share a rank. */
  readonly rank: number | null;
  readonly belowFloor: readonly Criterion[];
}

export type RankingRules = Pick<VenuePolicy, 'coverageNeeded' | 'floors'>;

/**
 * Gates first, score second. A venue that fails a gate is not eligible; one with an unknown gate cannot be decided on; one below a floor
 * or with too little evidence has a score and no rank. Each venue's score is its own: adding another changes no score, only ranks.
 * Ranked ones come first in their order, then the others as they were given.
 */
export function rank(contenders: readonly Contender[], weights: Weights, rules: RankingRules): readonly Place[] {
  const shares = sharesOf(weights);
  const places = contenders.map((contender) => placeOf(contender, shares, rules));
  const ranked = places.filter(({ state }) => state === 'ranked').sort((a, b) => b.score!.comparedTo(a.score!));
  const withRank: Place[] = [];
  for (const [at, place] of ranked.entries()) {
    const before = withRank[at - 1];
    withRank.push({ ...place, rank: before?.score?.equals(place.score!) ? before.rank : at + 1 });
  }
  return [...withRank, ...places.filter(({ state }) => state !== 'ranked')];
}

/** A profile's points as shares of one, in the order of {@link CRITERIA}; even ones where all are nought. */
export function sharesOf(weights: Weights): readonly Decimal[] {
  const given = CRITERIA.map((criterion) => new Decimal(weights[criterion]));
  return asShares(given) ?? given.map(() => new Decimal(1).dividedBy(CRITERIA.length));
}

/** Fail before unknown before pass; what does not apply stands in nobody's way. */
export function gateVerdict(gates: readonly Gate[]): 'pass' | 'fail' | 'unknown' {
  if (gates.some(({ verdict }) => verdict === 'fail')) return 'fail';
  return gates.some(({ verdict }) => verdict === 'unknown') ? 'unknown' : 'pass';
}

function placeOf({ id, parts, gates }: Contender, shares: readonly Decimal[], { coverageNeeded, floors }: RankingRules): Place {
  const score = weighted(parts, shares);
  const belowFloor = CRITERIA.filter((criterion, at) => {
    const { sum, covered } = parts[at]!;
    const floor = floors[criterion];
    return floor !== undefined && !covered.isZero() && sum.dividedBy(covered).lessThan(floor);
  });
  const state = stateOf(gates, score, belowFloor, coverageNeeded);
  return { id, parts, ...score, state, because: reasonOf(state, gates, score, belowFloor, coverageNeeded), rank: null, belowFloor };
}

function stateOf(gates: readonly Gate[], { coverage }: WeightedScore, belowFloor: readonly Criterion[], needed: string): RankState {
  const gate = gateVerdict(gates);
  if (gate === 'fail') return 'not-eligible';
  if (gate === 'unknown') return 'cannot-decide';
  if (coverage.isZero()) return 'unscored';
  if (coverage.lessThan(needed)) return 'too-little-evidence';
  return belowFloor.length > 0 ? 'below-floor' : 'ranked';
}

function reasonOf(
  state: RankState,
  gates: readonly Gate[],
  { coverage }: WeightedScore,
  belowFloor: readonly Criterion[],
  needed: string,
): string | null {
  switch (state) {
    case 'ranked':
      return null;
    case 'not-eligible':
      return `Not eligible: ${says(gates, 'fail')}`;
    case 'cannot-decide':
      return `Cannot decide: ${says(gates, 'unknown')}`;
    case 'unscored':
      return 'Nothing is scored yet.';
    case 'too-little-evidence':
      return `Only ${percent(coverage)} of the weights have evidence; a rank needs ${percent(new Decimal(needed))}.`;
    case 'below-floor':
      return `Below your floor in ${belowFloor.map((criterion) => criterionNames[criterion]).join(', ')}.`;
  }
}

function says(gates: readonly Gate[], verdict: Gate['verdict']): string {
  return gates
    .filter((gate) => gate.verdict === verdict)
    .map((gate) => gate.says)
    .join(' ');
}

function percent(share: Decimal): string {
  return `${share.times(100).toDecimalPlaces(1).toFixed()} %`;
}
