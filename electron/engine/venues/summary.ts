import { dayOf, Decimal, decimalText, figureText, known } from '../../../shared/figures/index.ts';
import {
  type AppraisedScore,
  type Criterion,
  criterionNames,
  dueState,
  gateVerdict,
  geometricMean,
  pointsText,
  sharesOf,
  staleOn,
} from '../../../shared/venues/index.ts';
import type { z } from 'zod';
import type { Engine } from '../engine.ts';
import type { criterionAnswer, evidenceAges, placeAnswer, scoreAnswer, VenueSummary } from './answers.ts';
import { type AssessedVenue, type Assessment, ofKind } from './assessment.ts';
import { sumAnswerOf, sumOf } from './exposure.ts';
import { standingOfFiles } from './kept-evidence.ts';
import { limitStatesFor } from './limits.ts';
import { keyAgeDays, validityOf } from './register.ts';
import { readVenues } from './venue-rows.ts';

/** Evidence that runs out within so many days is told. */
export const SOON_DAYS = 30;

/** What answers to a question about several venues begin with. */
export function headOf({ today, book, family, profile, policy }: Assessment) {
  return { asOf: today, currency: book.currency, family, profile, coverageNeeded: policy.coverageNeeded };
}

/** Turns assessed venues into rows; made once for a question. */
export function summariser(engine: Engine, assessment: Assessment): (assessed: AssessedVenue) => VenueSummary {
  const all = readVenues(engine.store);
  const today = dayOf(engine.now());
  return (assessed) => {
    const { venue, records, gates } = assessed;
    const { details, standing, bundled } = venue;
    const items = assessment.book.items.filter((item) => item.venue === venue.venue);
    const limits = limitStatesFor(engine, venue, assessment.book, all);
    const tightest = limits.toSorted((a, b) => (b.use ?? -1) - (a.use ?? -1))[0];
    const flags = ofKind(records, 'red-flag').filter(({ detail }) => detail.closed === null);
    const keys = ofKind(records, 'api-key').flatMap(({ detail }) => keyAgeDays(detail, today) ?? []);
    return {
      venue: venue.venue,
      name: details.name,
      kind: details.kind,
      type: details.type,
      custody: details.custody,
      group: details.group,
      bestFor: details.bestFor,
      bundled: bundled !== undefined,
      listed: bundled?.place ?? null,
      status: standing.status,
      reviewDue: standing.reviewDue,
      reviewOverdue: standing.reviewDue !== null && standing.reviewDue < today,
      gate: gateVerdict(gates),
      gates: [...gates],
      place: placeOf(assessed, assessment),
      exposure: sumAnswerOf(sumOf(items)),
      limit: tightest
        ? {
            limit: tightest.limit,
            use:
              tightest.use === null
                ? { unavailable: { reason: 'not-measured', message: tightest.says } }
                : known(figureText(new Decimal(tightest.use.toPrecision(15)))),
            tone: tightest.tone,
          }
        : null,
      flags: { open: flags.length, critical: flags.filter(({ detail }) => detail.severity === 'critical').length },
      evidence: agesOf(assessed, assessment),
      accounts: ofKind(records, 'account').length,
      apiKeys: keys.length,
      oldestKeyDays: keys.length === 0 ? null : Math.max(...keys),
    };
  };
}

/** A venue's place with its criteria, as answers have it. */
export function placeOf({ place, appraisal }: AssessedVenue, { profile }: Assessment): z.infer<typeof placeAnswer> {
  const weighed = appraisal.criteria.flatMap(({ criterion, part, confidence }) =>
    confidence === null ? [] : [{ weight: Number(profile.weights[criterion]) * part.covered.toNumber(), confidence }],
  );
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const trust = weighed.reduce((sum, { weight, confidence }) => sum + weight * confidence, 0);
  return {
    state: place.state,
    because: place.because,
    rank: place.rank,
    score: textOrNull(place.score),
    geometric: textOrNull(geometricMean(place.parts, sharesOf(profile.weights))),
    coverage: figureText(place.coverage),
    low: figureText(place.low),
    high: figureText(place.high),
    confidence: total === 0 ? null : shareText(trust / total),
    criteria: appraisal.criteria.map(
      ({ criterion, part, confidence, oldestDays, evidence }): z.infer<typeof criterionAnswer> => ({
        criterion,
        name: nameOf(criterion),
        weight: profile.weights[criterion],
        score: part.covered.isZero() ? null : figureText(part.sum.dividedBy(part.covered)),
        covered: figureText(part.covered),
        low: figureText(part.low),
        high: figureText(part.high),
        confidence: confidence === null ? null : shareText(confidence),
        oldestDays,
        evidence,
        belowFloor: place.belowFloor.includes(criterion),
      }),
    ),
  };
}

export function scoreOf(engine: Engine, score: AppraisedScore): z.infer<typeof scoreAnswer> {
  return {
    measure: score.measure,
    criterion: score.criterion,
    name: score.name,
    detail: score.detail,
    points: pointsText(score.points),
    low: pointsText(score.low),
    high: pointsText(score.high),
    words: score.words,
    sourceClass: score.detail.sourceClass,
    ageDays: score.ageDays,
    halfLifeDays: score.halfLifeDays,
    decay: shareText(score.decay),
    confidence: shareText(score.confidence),
    evidence: score.detail.evidence.length,
    files: standingOfFiles(engine, score.detail.evidence),
    staleOn: staleOn(score.detail.asOf, score.halfLifeDays),
  };
}

export function nameOf(criterion: Criterion): string {
  return criterionNames[criterion];
}

/** A share that was computed in doubles: fifteen digits of it. */
export function shareText(share: number): string {
  return decimalText(new Decimal(share.toPrecision(15)));
}

function agesOf({ appraisal, records }: AssessedVenue, { today, policy }: Assessment): z.infer<typeof evidenceAges> {
  const dues = [
    ...appraisal.scores.map(({ detail, halfLifeDays }) => staleOn(detail.asOf, halfLifeDays)),
    ...records.flatMap(({ detail }) => validityOf(detail, policy) ?? []),
  ].map((due) => dueState(due, today, SOON_DAYS));
  const files = [
    ...appraisal.scores.map(({ detail }) => detail.evidence.length),
    ...records.map(({ detail }) => ('evidence' in detail ? detail.evidence.length : 0)),
  ];
  return {
    scores: appraisal.scores.length,
    files: files.reduce((sum, count) => sum + count, 0),
    oldestDays: appraisal.scores.length === 0 ? null : Math.max(...appraisal.scores.map(({ ageDays }) => ageDays)),
    expired: dues.filter((state) => state === 'expired').length,
    expiring: dues.filter((state) => state === 'expiring').length,
  };
}

function textOrNull(value: Decimal | null): string | null {
  return value === null ? null : figureText(value);
}
