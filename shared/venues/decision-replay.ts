import { Decimal, figureText } from '../figures/index.ts';
import { appraise } from './appraisal.ts';
import { rankTrial } from './acceptability.ts';
import { SCHEMES, type Scheme } from './criteria.ts';
import type { Decision, FrozenPlace } from './decision.ts';
import { drawnPart } from './drawing.ts';
import { type Contender, type Place, rank, sharesOf } from './ranking.ts';
import { geometricMean } from './weighting.ts';

/** A place as a decision freezes it. */
export function frozenPlaceOf(
  { id, parts, state, rank: place, score, coverage, low, high }: Place,
  shares: readonly Decimal[],
): FrozenPlace {
  const geometric = geometricMean(parts, shares);
  return {
    venue: id,
    state,
    rank: place,
    score: score === null ? null : figureText(score),
    geometric: geometric === null ? null : figureText(geometric),
    coverage: figureText(coverage),
    low: figureText(low),
    high: figureText(high),
  };
}

/** How often each of the ranked came first, as a decision freezes it. */
export function frozenShare(times: number, draws: number): string {
  return new Decimal((times / draws).toPrecision(15)).toFixed();
}

/** Computes a decision's ranking again from what it froze and nothing else; each difference in a sentence, none where it comes out the same. */
export function replayDecision(decision: Decision): readonly string[] {
  const scheme: Scheme = { family: decision.family, criteria: SCHEMES[decision.family].criteria, measures: decision.measures };
  const { policy, asOf } = decision;
  const appraised = new Map(
    decision.venues.map(({ venue, scores }) => {
      const given = new Map(scores.map(({ measure, score }) => [measure, score]));
      return [venue, appraise(scheme, given, { today: asOf, conservative: policy.conservative })];
    }),
  );
  const contenders = decision.venues.map(
    ({ venue, gates }): Contender => ({
      id: venue,
      gates,
      parts: appraised.get(venue)!.criteria.map(({ part }) => part),
    }),
  );
  const places = rank(contenders, decision.profile.weights, policy);
  const shares = sharesOf(decision.profile.weights);
  const found = new Map(places.map((place) => [place.id, frozenPlaceOf(place, shares)]));
  const differences = decision.ranking.flatMap((frozen) => differencesOf(frozen, found.get(frozen.venue)));
  if (decision.acceptability === null) return differences;
  const { seed, draws, concentration, first } = decision.acceptability;
  const ranked = places.filter(({ state }) => state === 'ranked');
  const trial = rankTrial({
    weights: shares.map((share) => share.toNumber()),
    concentration: Number(concentration),
    seed,
    venues: ranked.map(({ id }) => appraised.get(id)!.criteria.map(drawnPart)),
  });
  trial.run(draws);
  const { places: counts } = trial.counts();
  const drawn = new Map(ranked.map(({ id }, at) => [id, frozenShare(counts[at * ranked.length]!, draws)]));
  return [
    ...differences,
    ...first.flatMap(({ venue, share }) =>
      drawn.get(venue) === share ? [] : [`${venue} came first in ${share} of the draws then and in ${drawn.get(venue) ?? 'none'} now.`],
    ),
  ];
}

function differencesOf(frozen: FrozenPlace, now: FrozenPlace | undefined): readonly string[] {
  if (now === undefined) return [`${frozen.venue} has no place now.`];
  const names = ['state', 'rank', 'score', 'geometric', 'coverage', 'low', 'high'] as const;
  return names.flatMap((name) =>
    frozen[name] === now[name] ? [] : [`${name} of ${frozen.venue} was ${frozen[name] ?? 'none'} then and is ${now[name] ?? 'none'} now.`],
  );
}
