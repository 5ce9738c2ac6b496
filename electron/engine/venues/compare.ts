import type { z } from 'zod';
import { CRITERIA, factsOf, VENUE_FIELDS } from '../../../shared/venues/index.ts';
import type { Engine } from '../engine.ts';
import type { compareAnswer, criterionAnswer } from './answers.ts';
import { type AssessedVenue, assess, type AssessmentQuestion } from './assessment.ts';
import { expiring } from './expiring.ts';
import { factOf } from './list.ts';
import { headOf, nameOf, scoreOf, SOON_DAYS, summariser } from './summary.ts';

/** Venues side by side, in the order in which they were asked for; each keeps its rank among all of its like. */
export function compareVenues(
  engine: Engine,
  { venues: asked, ...question }: AssessmentQuestion & { venues: readonly string[] },
): z.infer<typeof compareAnswer> {
  const assessment = assess(engine, question);
  const byId = new Map(assessment.venues.map((each) => [each.venue.venue, each]));
  const chosen = [...new Set(asked)].flatMap((id) => byId.get(id) ?? []);
  const rows = chosen.map(summariser(engine, assessment));
  const facts = chosen.map(({ venue }) => new Map(factsOf(venue.details, venue.bundled).map((fact) => [fact.field, factOf(fact)])));
  const gates = chosen[0]?.gates ?? [];
  const scores = chosen.map(({ appraisal }) => new Map(appraisal.scores.map((score) => [score.measure, scoreOf(engine, score)])));
  return {
    ...headOf(assessment),
    venues: rows,
    facts: VENUE_FIELDS.map((field) => ({ field, values: facts.map((of) => of.get(field) ?? null) })).filter(({ values }) =>
      values.some((value) => value !== null),
    ),
    gates: gates.map(({ gate, name }, at) => ({ gate, name, values: chosen.map((each) => each.gates[at]!) })),
    criteria: CRITERIA.map((criterion, at) => ({
      criterion,
      name: nameOf(criterion),
      weight: assessment.profile.weights[criterion],
      values: rows.map((row): z.infer<typeof criterionAnswer> => row.place.criteria[at]!),
    })),
    measures: [...wholeCriteria(chosen), ...assessment.scheme.measures]
      .map(({ measure, criterion, name }) => ({ measure, criterion, name, values: scores.map((of) => of.get(measure) ?? null) }))
      .filter(({ values }) => values.some((value) => value !== null)),
    expiring: chosen.flatMap(({ venue }) => expiring(engine, { withinDays: SOON_DAYS, venue: venue.venue })),
  };
}

/** Criteria that some venue has scored as a whole. */
function wholeCriteria(chosen: readonly AssessedVenue[]) {
  return CRITERIA.filter((criterion) => chosen.some(({ scores }) => scores.has(criterion))).map((criterion) => ({
    measure: criterion,
    criterion,
    name: `${nameOf(criterion)} as a whole`,
  }));
}
