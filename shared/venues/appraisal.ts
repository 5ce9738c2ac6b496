import { type Day, Decimal, isKnown, ONE, sum, ZERO } from '../figures/index.ts';
import { CRITERIA, type Criterion, type Measure, type Scheme } from './criteria.ts';
import { ageInDays, confidence, decay } from './freshness.ts';
import { givenWords, MOST_POINTS, pointsOn } from './points.ts';
import type { VenueScore } from './score.ts';
import { asShares, type Part } from './weighting.ts';

/** A score with what follows from it on a day: its points, what they may as well be, and how far they are to be trusted. */
export interface AppraisedScore {
  /** A measure, or a criterion that is scored as a whole. */
  readonly measure: string;
  readonly criterion: Criterion;
  readonly name: string;
  readonly detail: VenueScore;
  readonly points: Decimal;
  readonly low: Decimal;
  readonly high: Decimal;
  readonly words: string;
  readonly ageDays: number;
  readonly halfLifeDays: number;
  readonly decay: number;
  readonly confidence: number;
}

/** A measure's share of its criterion, with the score that speaks for it. */
export interface Leaf {
  readonly measure: Measure;
  /** Of one, within the criterion. */
  readonly share: Decimal;
  /** Its own, or that of the whole criterion; null where it has neither. */
  readonly score: AppraisedScore | null;
}

export interface AppraisedCriterion {
  readonly criterion: Criterion;
  readonly part: Part;
  readonly leaves: readonly Leaf[];
  /** Over what is scored, by share; null where nothing is. */
  readonly confidence: number | null;
  readonly oldestDays: number | null;
  readonly evidence: number;
}

/** A venue's scores on a day, criterion by criterion in the order of {@link CRITERIA}. */
export interface Appraisal {
  readonly criteria: readonly AppraisedCriterion[];
  readonly scores: readonly AppraisedScore[];
}

export interface AppraisalOptions {
  readonly today: Day;
  /** Points are drawn toward their lower end by what has decayed of them; where no lower end is told, toward 0. */
  readonly conservative: boolean;
}

/**
 * Appraises the scores of venues by one scheme, whose shares are worked out once. Scores that do not fit their scale any more (the owner
 * changed it) count as missing.
 */
export function appraiser(scheme: Scheme, options: AppraisalOptions): (scores: ReadonlyMap<string, VenueScore>) => Appraisal {
  const shared = CRITERIA.map((criterion) => sharedMeasures(scheme, criterion));
  return (scores) => {
    const appraised = new Map<string, AppraisedScore>();
    for (const measure of scheme.measures) {
      const detail = scores.get(measure.measure);
      const score = detail && appraisedScore(measure.measure, measure.criterion, measure, detail, options);
      if (score) appraised.set(measure.measure, score);
    }
    for (const { criterion, name, halfLifeDays } of scheme.criteria) {
      const detail = scores.get(criterion);
      const score = detail && appraisedScore(criterion, criterion, { name, halfLifeDays, scale: null }, detail, options);
      if (score) appraised.set(criterion, score);
    }
    return { criteria: shared.map((criterion) => criterionOf(criterion, appraised)), scores: [...appraised.values()] };
  };
}

/** The scores of one venue. */
export function appraise(scheme: Scheme, scores: ReadonlyMap<string, VenueScore>, options: AppraisalOptions): Appraisal {
  return appraiser(scheme, options)(scores);
}

function appraisedScore(
  id: string,
  criterion: Criterion,
  measure: { readonly name: string; readonly halfLifeDays: number; readonly scale: Measure['scale'] | null },
  detail: VenueScore,
  { today, conservative }: AppraisalOptions,
): AppraisedScore | null {
  const given = pointsOn(measure.scale, detail.given);
  if (!isKnown(given)) return null;
  const halfLifeDays = detail.halfLifeDays ?? measure.halfLifeDays;
  const ageDays = ageInDays(detail.asOf, today);
  const left = decay(ageDays, halfLifeDays);
  const low = detail.low === null ? given.ok : Decimal.min(given.ok, detail.low);
  const floor = detail.low === null ? ZERO : low;
  const points = conservative ? floor.plus(given.ok.minus(floor).times(new Decimal(left.toPrecision(15)))) : given.ok;
  return {
    measure: id,
    criterion,
    name: measure.name,
    detail,
    points,
    low: Decimal.min(points, low),
    high: Decimal.max(points, detail.high ?? given.ok),
    words: givenWords(measure.scale, detail.given),
    ageDays,
    halfLifeDays,
    decay: left,
    confidence: confidence(detail.sourceClass, ageDays, halfLifeDays),
  };
}

interface SharedMeasures {
  readonly criterion: Criterion;
  readonly measures: readonly { readonly measure: Measure; readonly share: Decimal }[];
}

/** The measures of a criterion with their shares of one; even ones where all are nought. */
function sharedMeasures(scheme: Scheme, criterion: Criterion): SharedMeasures {
  const measures = scheme.measures.filter((measure) => measure.criterion === criterion);
  const shares = asShares(measures.map(({ share }) => new Decimal(share)));
  return { criterion, measures: measures.map((measure, at) => ({ measure, share: shares?.[at] ?? ONE.dividedBy(measures.length) })) };
}

function criterionOf({ criterion, measures }: SharedMeasures, appraised: ReadonlyMap<string, AppraisedScore>): AppraisedCriterion {
  const whole = appraised.get(criterion) ?? null;
  const leaves = measures.map(({ measure, share }): Leaf => ({ measure, share, score: appraised.get(measure.measure) ?? whole }));
  const scored = leaves.flatMap(({ share, score }) => (score === null ? [] : [{ share, score }]));
  const covered = scored.length === leaves.length ? ONE : sum(scored.map(({ share }) => share));
  const weighed = (of: (score: AppraisedScore) => Decimal) => sum(scored.map(({ share, score }) => share.times(of(score))));
  const distinct = [...new Set(scored.map(({ score }) => score))];
  const [trust, weight] = scored.reduce(
    ([total, all], { share, score }) => [total + Number(share) * score.confidence, all + Number(share)],
    [0, 0] as [number, number],
  );
  return {
    criterion,
    leaves,
    part: {
      sum: weighed(({ points }) => points),
      covered,
      low: weighed(({ low }) => low),
      high: weighed(({ high }) => high).plus(ONE.minus(covered).times(MOST_POINTS)),
    },
    confidence: weight === 0 ? null : trust / weight,
    oldestDays: distinct.length === 0 ? null : Math.max(...distinct.map(({ ageDays }) => ageDays)),
    evidence: distinct.reduce((count, { detail }) => count + detail.evidence.length, 0),
  };
}
