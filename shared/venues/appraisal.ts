import { type Day, Decimal, isKnown, sum, ZERO } from '../figures/index.ts';
import { CRITERIA, type Criterion, type Measure, type Scheme } from './criteria.ts';
import { ageInDays, confidence, decay, staleOn } from './freshness.ts';
import { givenWords, MOST_POINTS, pointsOn } from './points.ts';
import type { VenueScore } from './score.ts';
import type { Part } from './weighting.ts';

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
  readonly staleOn: Day;
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

/** Scores that do not fit their scale any more (the owner changed it) count as missing. */
export function appraise(scheme: Scheme, scores: ReadonlyMap<string, VenueScore>, options: AppraisalOptions): Appraisal {
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
  return { criteria: CRITERIA.map((criterion) => criterionOf(scheme, criterion, appraised)), scores: [...appraised.values()] };
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
    staleOn: staleOn(detail.asOf, halfLifeDays),
  };
}

function criterionOf(scheme: Scheme, criterion: Criterion, appraised: ReadonlyMap<string, AppraisedScore>): AppraisedCriterion {
  const measures = scheme.measures.filter((measure) => measure.criterion === criterion);
  const total = sum(measures.map(({ share }) => new Decimal(share)));
  const whole = appraised.get(criterion) ?? null;
  const leaves = measures.map(
    (measure): Leaf => ({
      measure,
      share: total.isZero() ? new Decimal(1).dividedBy(measures.length) : new Decimal(measure.share).dividedBy(total),
      score: appraised.get(measure.measure) ?? whole,
    }),
  );
  const scored = leaves.flatMap(({ share, score }) => (score === null ? [] : [{ share, score }]));
  const covered = leaves.every(({ score }) => score !== null) ? new Decimal(1) : sum(scored.map(({ share }) => share));
  const missing = new Decimal(1).minus(covered);
  const weighed = (of: (score: AppraisedScore) => Decimal) => sum(scored.map(({ share, score }) => share.times(of(score))));
  const distinct = [...new Set(scored.map(({ score }) => score))];
  const trust = scored.reduce((total, { share, score }) => total + share.toNumber() * score.confidence, 0);
  return {
    criterion,
    leaves,
    part: {
      sum: weighed(({ points }) => points),
      covered,
      low: weighed(({ low }) => low),
      high: weighed(({ high }) => high).plus(missing.times(MOST_POINTS)),
    },
    confidence: covered.isZero() ? null : trust / covered.toNumber(),
    oldestDays: distinct.length === 0 ? null : Math.max(...distinct.map(({ ageDays }) => ageDays)),
    evidence: distinct.reduce((count, { detail }) => count + detail.evidence.length, 0),
  };
}
