import type { z } from 'zod';
import { type Day, dayOf, daysBetween } from '../../../shared/figures/index.ts';
import { appraise, type RecordKind, recordTitle, staleOn } from '../../../shared/venues/index.ts';
import type { Engine } from '../engine.ts';
import type { expiringAnswer } from './answers.ts';
import { holds } from './limits.ts';
import { validityOf } from './register.ts';
import { familyOf } from './scoring.ts';
import { signedAnswers } from './signed-answers.ts';
import { readDecisions, readLimits, readPolicy, readRecords, readScheme, readScores, readVenues, type Venue } from './venue-rows.ts';

type Expiring = z.infer<typeof expiringAnswer>;
type Due = Pick<Expiring, 'what' | 'says' | 'dueOn' | 'about'>;

/** What is past its day or will be within so many days, over all venues or of one, soonest first. */
export function expiring(engine: Engine, question: { readonly withinDays: number; readonly venue?: string | undefined }): Expiring[] {
  const today = dayOf(engine.now());
  const { store } = engine;
  const context = { engine, today, scores: readScores(store), policy: readPolicy(store) };
  return readVenues(store)
    .filter(({ venue }) => question.venue === undefined || venue === question.venue)
    .flatMap((venue) =>
      duesOf(context, venue).map(({ what, says, dueOn, about }) => ({
        venue: venue.venue,
        venueName: venue.details.name,
        what,
        says,
        dueOn,
        about,
        daysLeft: daysBetween(today, dueOn),
      })),
    )
    .filter(({ daysLeft }) => daysLeft <= question.withinDays)
    .sort((a, b) => a.daysLeft - b.daysLeft || (a.venueName < b.venueName ? -1 : 1));
}

interface Context {
  readonly engine: Engine;
  readonly today: Day;
  readonly scores: ReturnType<typeof readScores>;
  readonly policy: ReturnType<typeof readPolicy>;
}

const RECORDS_THAT_END: Partial<Record<RecordKind, Expiring['what']>> = {
  eligibility: 'eligibility',
  attestation: 'attestation',
  channel: 'channel',
  'api-key': 'api-key',
};

function duesOf({ engine, today, scores, policy }: Context, venue: Venue): readonly Due[] {
  const { store } = engine;
  const { standing, details } = venue;
  const given = scores.get(venue.venue);
  const scored = given ? appraise(readScheme(store, familyOf(details.kind)), given, { today, conservative: false }).scores : [];
  return [
    ...scored.map(
      (score): Due => ({
        what: 'score',
        about: score.measure,
        dueOn: staleOn(score.detail.asOf, score.halfLifeDays),
        says: `The score for ${score.name} is of ${score.detail.asOf}; half of its weight as evidence is gone by then.`,
      }),
    ),
    ...readRecords(store, venue.venue).flatMap(({ record, detail }): Due[] => {
      const what = RECORDS_THAT_END[detail.kind];
      const dueOn = validityOf(detail, policy);
      return what && dueOn !== null ? [{ what, about: record, dueOn, says: `${ENDS[what]}: ${recordTitle(detail)}.` }] : [];
    }),
    ...readLimits(store).flatMap(({ limit, detail }): Due[] =>
      detail.validUntil !== null && detail.scope.to !== 'total' && holds(detail, venue)
        ? [{ what: 'limit', about: limit, dueOn: detail.validUntil, says: `The limit on ${detail.metric} runs out.` }]
        : [],
    ),
    ...(standing.reviewDue === null
      ? []
      : [{ what: 'review' as const, about: venue.venue, dueOn: standing.reviewDue, says: 'The venue is to be reviewed.' }]),
    ...readDecisions(store)
      .filter(({ detail }) => detail.chosen === venue.venue)
      .slice(0, 1)
      .map(
        ({ decision, detail }): Due => ({
          what: 'decision',
          about: decision,
          dueOn: detail.nextReview,
          says: 'The decision for it is to be reviewed.',
        }),
      ),
    ...[...signedAnswers(engine, venue.venue).values()].flatMap(({ item, validUntil }): Due[] =>
      validUntil === null
        ? []
        : [{ what: 'checklist', about: item, dueOn: validUntil.slice(0, 10), says: `The answer to ${item} runs out.` }],
    ),
  ];
}

const ENDS: Partial<Record<Expiring['what'], string>> = {
  eligibility: 'The eligibility check runs out',
  attestation: 'The attestation runs out',
  channel: 'The verification of the channel runs out',
  'api-key': 'The API key is to be renewed',
};
