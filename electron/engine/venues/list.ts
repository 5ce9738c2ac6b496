import type { z } from 'zod';
import { figureText } from '../../../shared/figures/index.ts';
import { factsOf, type Family, type VenueFact } from '../../../shared/venues/index.ts';
import type { Engine } from '../engine.ts';
import type { factAnswer, listAnswer, oneAnswer } from './answers.ts';
import { type AssessedVenue, type Assessment, assess, type AssessmentQuestion, isOfFamily } from './assessment.ts';
import { itemOf } from './exposure.ts';
import { holds, limitsOf } from './limits.ts';
import { recordsOf } from './register.ts';
import { familyOf } from './scoring.ts';
import { signedAnswers } from './signed-answers.ts';
import { headOf, scoreOf, summariser } from './summary.ts';
import { readDecisions, readNote, readVenue, type Venue } from './venue-rows.ts';

export function listVenues(engine: Engine, question: AssessmentQuestion): z.infer<typeof listAnswer> {
  const assessment = assess(engine, question);
  return { ...headOf(assessment), venues: assessment.venues.map(summariser(engine, assessment)) };
}

/** One venue, placed among its like. */
export function oneVenue(
  engine: Engine,
  question: { venue: string; family?: Family | undefined; profile?: string | undefined; asOf?: string | undefined },
): z.infer<typeof oneAnswer> | null {
  const venue = readVenue(engine.store, question.venue);
  if (!venue) return null;
  const assessment = assess(engine, { family: familyAsked(venue, question.family), profile: question.profile, asOf: question.asOf });
  const assessed = assessment.venues.find((each) => each.venue.venue === venue.venue)!;
  const scored = new Set(assessed.appraisal.scores.map(({ measure }) => measure));
  return {
    ...headOf(assessment),
    ...summariser(engine, assessment)(assessed),
    details: venue.details,
    facts: factsOf(venue.details, venue.bundled).map(factOf),
    standing: venue.standing,
    note: readNote(engine.store, venue.venue),
    records: recordsOf(engine, { venue: venue.venue }),
    scores: assessed.appraisal.scores.map((score) => scoreOf(engine, score)),
    unscored: assessment.scheme.measures
      .filter(({ measure }) => !scored.has(measure))
      .map(({ measure, criterion, name }) => ({ measure, criterion, name })),
    exposures: assessment.book.items.filter((item) => item.venue === venue.venue).map(itemOf),
    limits: limitsOf(engine).filter(({ detail }) => holds(detail, venue)),
    decisions: readDecisions(engine.store)
      .filter(({ detail }) => detail.venues.some((each) => each.venue === venue.venue))
      .map(({ decision, at, detail }) => ({
        decision,
        at,
        chosen: detail.chosen === venue.venue,
        chosenName: detail.chosenName,
        nextReview: detail.nextReview,
      })),
    answers: [...signedAnswers(engine, venue.venue)].map(([item, { template, result, value, at, validUntil, expired, run }]) => ({
      item,
      template,
      result,
      value,
      at,
      validUntil,
      expired,
      run,
    })),
    trail: trailOf(assessed, assessment),
  };
}

/** What trades both ways may be looked at either way. */
function familyAsked({ details }: Venue, family: Family | undefined): Family {
  return family !== undefined && isOfFamily(details.kind, family) ? family : familyOf(details.kind);
}

/** A fact as answers have it: with the lists that screens print. */
export function factOf({ field, value, own, bundled }: VenueFact): z.infer<typeof factAnswer> {
  return { field, value, own, bundled };
}

function trailOf({ place, appraisal }: AssessedVenue, { profile }: Assessment): z.infer<typeof oneAnswer>['trail'] {
  if (place.score === null) return [];
  const criteria = appraisal.criteria.flatMap(({ criterion, part, leaves }) =>
    part.covered.isZero()
      ? []
      : [
          {
            figure: criterion,
            formula: 'Σ share·points / Σ share, over what is scored',
            inputs: leaves.flatMap(({ measure, share, score }) =>
              score === null
                ? []
                : [
                    {
                      name: measure.name,
                      value: figureText(score.points),
                      unit: `points, share ${figureText(share)}`,
                      origin: { kind: 'given' as const },
                      asOf: score.detail.asOf,
                    },
                  ],
            ),
            value: figureText(part.sum.dividedBy(part.covered)),
            unit: 'points',
          },
        ],
  );
  return [
    ...criteria,
    {
      figure: 'score',
      formula: 'Σ wₖsₖ / Σ wₖ, over what is scored',
      inputs: criteria.map(({ figure, value }) => ({
        name: figure,
        value,
        unit: `points, weight ${profile.weights[figure]} of 100`,
        origin: { kind: 'step' as const, figure },
      })),
      value: figureText(place.score),
      unit: 'points of 10',
    },
  ];
}
