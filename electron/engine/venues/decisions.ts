import { dayOf, done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import {
  type Decision,
  type Family,
  frozenPlaceOf,
  frozenShare,
  profileSchema,
  replayDecision,
  sharesOf,
} from '../../../shared/venues/index.ts';
import type { z } from 'zod';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';
import type { decisionAnswer } from './answers.ts';
import { assess } from './assessment.ts';
import { acceptabilityOf, type Drawing, rankedOf } from './sensitivity.ts';
import { findVenue } from './commands.ts';
import { readDecisions } from './venue-rows.ts';

export interface DecisionWish {
  readonly family: Family;
  readonly profile?: string | undefined;
  readonly asOf?: string | undefined;
  readonly chosen: string;
  readonly reason: string;
  readonly by: string;
  readonly nextReview: string;
  readonly among?: readonly string[] | undefined;
  readonly supersedes?: string | undefined;
  readonly draws?: number | undefined;
  readonly seed: number;
  readonly concentration: string;
}

/** Freezes a choice with everything that it rests on. A venue that its gates keep out cannot be chosen. */
export async function recordDecision(engine: Engine, wish: DecisionWish): Promise<Outcome<{ decision: string }>> {
  const venue = findVenue(engine, wish.chosen);
  if (isRefused(venue)) return venue;
  if (wish.nextReview <= dayOf(engine.now())) {
    return refuse('review-not-ahead', `The next review on ${wish.nextReview} is not ahead. Choose a later day.`, { field: 'nextReview' });
  }
  const before = readDecisions(engine.store);
  if (wish.supersedes !== undefined && !before.some(({ decision }) => decision === wish.supersedes)) {
    return refuse('no-such-decision', `There is no decision ${wish.supersedes} to supersede.`, { field: 'supersedes' });
  }
  const assessment = assess(engine, wish);
  const chosen = assessment.venues.find((each) => each.venue.venue === wish.chosen);
  const { name } = venue.ok.details;
  if (!chosen) return refuse('not-among-them', `${name} is not among the venues that this decision is about.`, { field: 'chosen' });
  if (chosen.place.state === 'not-eligible' || chosen.place.state === 'cannot-decide') {
    return refuse('gates-do-not-pass', `${name} cannot be chosen. ${chosen.place.because ?? ''}`, { field: 'chosen' });
  }
  const decision: Decision = {
    family: wish.family,
    chosen: wish.chosen,
    chosenName: name,
    reason: wish.reason,
    by: wish.by,
    nextReview: wish.nextReview,
    asOf: assessment.today,
    profile: profileSchema.parse({ name: assessment.profile.name, says: assessment.profile.says, weights: assessment.profile.weights }),
    policy: assessment.policy,
    measures: [...assessment.scheme.measures],
    venues: assessment.venues.map((each) => ({
      venue: each.venue.venue,
      name: each.venue.details.name,
      gates: [...each.gates],
      scores: [...each.scores].map(([measure, score]) => ({ measure, score })),
    })),
    ranking: assessment.venues.map(({ place }) => frozenPlaceOf(place, sharesOf(assessment.profile.weights))),
    acceptability: wish.draws === undefined ? null : await frozenDraws(assessment, { ...wish, draws: wish.draws }),
    supersedes: wish.supersedes ?? null,
  };
  const id = engine.newId();
  const committed = engine.journal.commit([{ type: 'venues.decision-recorded', subject: id, payload: { decision } }]);
  return isRefused(committed) ? committed : done({ decision: id });
}

export function decisions(engine: Engine, { venue }: { readonly venue?: string | undefined }) {
  const all = readDecisions(engine.store);
  const today = dayOf(engine.now());
  return all
    .filter(({ detail }) => venue === undefined || detail.venues.some((each) => each.venue === venue))
    .map(({ decision, at, actor, detail }) => {
      const later = all.find((other) => other.detail.supersedes === decision)?.decision ?? null;
      const { chosen, chosenName, reason, by, nextReview } = detail;
      const reviewOverdue = later === null && nextReview < today;
      return { decision, at, actor, supersededBy: later, chosen, chosenName, reason, by, nextReview, reviewOverdue };
    });
}

export function oneDecision(store: Reader, id: string): z.infer<typeof decisionAnswer> | null {
  const all = readDecisions(store);
  const kept = all.find(({ decision }) => decision === id);
  if (!kept) return null;
  const differences = replayDecision(kept.detail);
  return {
    ...kept,
    recomputed: { same: differences.length === 0, differences: [...differences] },
    supersededBy: all.find(({ detail }) => detail.supersedes === id)?.decision ?? null,
  };
}

async function frozenDraws(assessment: ReturnType<typeof assess>, drawing: Drawing): Promise<Decision['acceptability']> {
  const ranked = rankedOf(assessment);
  const { draws, places } = await acceptabilityOf(ranked, sharesOf(assessment.profile.weights), drawing);
  return {
    seed: drawing.seed,
    draws: drawing.draws,
    concentration: drawing.concentration,
    first: ranked.map(({ venue }, at) => ({ venue: venue.venue, share: frozenShare(places[at * ranked.length]!, draws) })),
  };
}
