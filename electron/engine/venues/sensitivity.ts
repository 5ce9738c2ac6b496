import { setImmediate as pause } from 'node:timers/promises';
import type { z } from 'zod';
import { Decimal, figureText } from '../../../shared/figures/index.ts';
import {
  type Acceptability,
  type Bar,
  CRITERIA,
  drawnPart,
  lead,
  rankTrial,
  sharesOf,
  tornado,
  type Turn,
  turns,
  weightRanges,
} from '../../../shared/venues/index.ts';
import type { Engine } from '../engine.ts';
import type { rankingAnswer, sensitivityAnswer } from './answers.ts';
import { type AssessedVenue, assess, type Assessment, type AssessmentQuestion } from './assessment.ts';
import { headOf, nameOf, placeOf, shareText } from './summary.ts';

type Answer = z.infer<typeof sensitivityAnswer>;

export function ranking(engine: Engine, question: AssessmentQuestion): z.infer<typeof rankingAnswer> {
  const assessment = assess(engine, question);
  return {
    ...headOf(assessment),
    ranking: assessment.venues.map((each) => {
      const { venue, details } = each.venue;
      return Object.assign({ venue, name: details.name }, placeOf(each, assessment));
    }),
  };
}

/** Seed, number of draws, and how closely drawn weights stay with the given ones. */
export interface Drawing {
  readonly seed: number;
  readonly draws: number;
  readonly concentration: string;
}

/** How firm the first place is. Only venues that are ranked take part. */
export async function sensitivity(engine: Engine, question: AssessmentQuestion & Drawing): Promise<Answer> {
  const assessment = assess(engine, question);
  const ranked = rankedOf(assessment);
  const shares = sharesOf(assessment.profile.weights);
  const counts = await acceptabilityOf(ranked, shares, question);
  const head = { ...headOf(assessment), acceptability: acceptabilityAnswer(ranked, counts, question) };
  const [first, second] = ranked.map(candidateOf);
  if (!first || !second) {
    const says =
      ranked.length === 0 ? 'No venue is ranked: see what each lacks.' : 'Only one venue is ranked: there is nothing to compare it with.';
    return { ...head, says, leader: first?.id ?? null, second: null, lead: null, stability: [], tornado: [], wouldTurn: [] };
  }
  const names = new Map(ranked.map(({ venue }) => [venue.venue, venue.details.name]));
  const gap = lead(first.parts, second.parts, shares);
  const ranges = weightRanges(first, ranked.slice(1).map(candidateOf), shares);
  return {
    ...head,
    says: `${names.get(first.id)} leads ${names.get(second.id)} by ${figureText(gap.toDecimalPlaces(2))} points.`,
    leader: first.id,
    second: second.id,
    lead: figureText(gap),
    stability: ranges.map(({ low, high, below, above }, at) => ({
      criterion: CRITERIA[at]!,
      name: nameOf(CRITERIA[at]!),
      weight: figureText(shares[at]!),
      low: figureText(low),
      high: figureText(high),
      below,
      above,
    })),
    tornado: tornado(first, second, shares).map((bar) => barAnswer(bar, names)),
    wouldTurn: turns(first, second, shares).map((turn) => turnAnswer(turn, names.get(first.id)!, names.get(second.id)!)),
  };
}

export function rankedOf(assessment: Assessment): readonly AssessedVenue[] {
  return assessment.venues.filter(({ place }) => place.state === 'ranked');
}

/** How long others wait at most while numbers are drawn. */
const SLICE_MILLISECONDS = 8;
const DRAWS_AT_ONCE = 64;

/** Draws in slices, so that other questions get their turn; the counts are the same as in one piece. */
export async function acceptabilityOf(
  ranked: readonly AssessedVenue[],
  shares: readonly Decimal[],
  { seed, draws, concentration }: Drawing,
): Promise<Acceptability> {
  const trial = rankTrial({
    weights: shares.map((share) => share.toNumber()),
    concentration: Number(concentration),
    seed,
    venues: ranked.map(({ appraisal }) => appraisal.criteria.map(drawnPart)),
  });
  let begun = performance.now();
  for (let drawn = 0; drawn < draws; drawn += DRAWS_AT_ONCE) {
    trial.run(Math.min(DRAWS_AT_ONCE, draws - drawn));
    if (performance.now() - begun < SLICE_MILLISECONDS) continue;
    await pause();
    begun = performance.now();
  }
  return trial.counts();
}

function acceptabilityAnswer(
  ranked: readonly AssessedVenue[],
  { draws, places }: Acceptability,
  { seed, concentration }: Drawing,
): Answer['acceptability'] {
  const count = ranked.length;
  return {
    seed,
    draws,
    concentration,
    venues: ranked.map(({ venue }, at) => {
      const counts = [...places.subarray(at * count, (at + 1) * count)];
      const mean = counts.reduce((sum, times, place) => sum + times * (place + 1), 0) / draws;
      return {
        venue: venue.venue,
        name: venue.details.name,
        first: shareText((counts[0] ?? 0) / draws),
        places: counts.map((times) => shareText(times / draws)),
        meanRank: shareText(mean),
      };
    }),
  };
}

function candidateOf({ venue, appraisal }: AssessedVenue) {
  return { id: venue.venue, parts: appraisal.criteria.map(({ part }) => part) };
}

function barAnswer({ about, criterion, of, less, more }: Bar, names: ReadonlyMap<string, string>): Answer['tornado'][number] {
  const name = nameOf(CRITERIA[criterion]!);
  return {
    about,
    criterion: CRITERIA[criterion]!,
    venue: of,
    says:
      about === 'weight'
        ? `Weight of ${name} by 10 of 100 less or more`
        : `${name} of ${names.get(of ?? '') ?? of} by one point less or more`,
    less: figureText(less),
    more: figureText(more),
    turns: less.isNegative() || more.isNegative(),
  };
}

function turnAnswer({ about, criterion, needed }: Turn, first: string, second: string): Answer['wouldTurn'][number] {
  const name = nameOf(CRITERIA[criterion]!);
  const text = needed === null ? null : figureText(needed);
  return {
    about,
    criterion: CRITERIA[criterion]!,
    possible: needed !== null,
    needed: text,
    says: turnWords(about, name, needed, first, second),
  };
}

function turnWords(about: Turn['about'], name: string, needed: Decimal | null, first: string, second: string): string {
  const round = (value: Decimal) => figureText(value.toDecimalPlaces(2));
  switch (about) {
    case 'weight':
      return needed === null
        ? `No weight of ${name} puts ${second} first.`
        : `${second} draws level where ${name} weighs ${round(needed.times(100))} of 100.`;
    case 'score-of-second':
      return needed === null
        ? `No score in ${name} alone puts ${second} first.`
        : `${second} draws level with ${round(needed)} points in ${name}.`;
    case 'score-of-leader':
      return needed === null
        ? `${first} stays ahead whatever its score in ${name}.`
        : `${first} loses its lead with ${round(needed)} points in ${name}.`;
  }
}
