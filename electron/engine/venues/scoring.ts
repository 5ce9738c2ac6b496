import { dayOf, Decimal, done, figureText, isKnown, isRefused, isSame, type Outcome, refuse, sum } from '../../../shared/figures/index.ts';
import {
  asHundredths,
  BUNDLED_PROFILES,
  CRITERIA,
  type Criterion,
  type Family,
  type Measure,
  type NamedProfile,
  pairwiseWeights,
  pointsOn,
  pointsText,
  rankOrderCentroid,
  SCHEMES,
  type Scale,
  type Scheme,
  type VenuePolicy,
  type VenueKind,
  type VenueScore,
  type WeightProfile,
  type Weights,
} from '../../../shared/venues/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';
import { committed, findVenue } from './commands.ts';
import { requireKept } from './kept-evidence.ts';
import { readMeasures, readPolicy, readScheme, readScore } from './venue-rows.ts';

/** By what a venue is scored: desks and custodians as desks, what trades both ways as a venue first. */
export function familyOf(kind: VenueKind): Family {
  return kind === 'otc' || kind === 'custody' ? 'otc' : 'derivatives';
}

export function profiles(store: Reader): readonly NamedProfile[] {
  const own = store.all<{ profile: string; detail: string }>('SELECT profile, detail FROM venue_profile ORDER BY profile');
  return [...BUNDLED_PROFILES, ...own.map(({ profile, detail }) => named(profile, JSON.parse(detail) as WeightProfile))];
}

/** The profile of that id, else the first. */
export function profileOf(store: Reader, id: string | undefined): NamedProfile {
  const all = profiles(store);
  return all.find(({ profile }) => profile === id) ?? all[0]!;
}

export function saveProfile(engine: Engine, id: string | undefined, detail: WeightProfile): Outcome<{ profile: string }> {
  const total = sum(Object.values(detail.weights).map((weight) => new Decimal(weight)));
  if (!total.equals(100)) {
    const off = total.minus(100);
    return refuse(
      'weights-do-not-sum',
      `The weights sum to ${figureText(total)}, not to 100. ${off.isPositive() ? `Take ${figureText(off)} away` : `Add ${figureText(off.negated())}`} somewhere.`,
      { field: 'weights', sum: figureText(total) },
    );
  }
  if (BUNDLED_PROFILES.some(({ profile }) => profile === id)) {
    return refuse('bundled', 'Bundled weights stay as they are. Save yours under another name.', { field: 'profile' });
  }
  const all = profiles(engine.store);
  const before = all.find(({ profile }) => profile === id);
  if (id !== undefined && !before)
    return refuse('no-such-profile', `There are no weights ${id}; they may have been removed.`, { field: 'profile' });
  const taken = all.find(({ profile, name }) => profile !== id && name.toLowerCase() === detail.name.toLowerCase());
  if (taken) return refuse('name-taken', `There are weights called “${taken.name}” already. Choose another name.`, { field: 'name' });
  const profile = id ?? engine.newId();
  const old = before ? bare(before) : null;
  if (isSame(old, detail)) return done({ profile });
  return committed(engine, [{ type: 'venues.profile-set', subject: profile, payload: { before: old, after: detail } }], { profile });
}

export function removeProfile(engine: Engine, id: string): Outcome<{ profile: string }> {
  const before = profiles(engine.store).find(({ profile }) => profile === id);
  if (!before) return refuse('no-such-profile', `There are no weights ${id}; they may have been removed.`, { field: 'profile' });
  if (before.bundled) return refuse('bundled', 'Bundled weights cannot be removed.', { field: 'profile' });
  return committed(engine, [{ type: 'venues.profile-set', subject: id, payload: { before: bare(before), after: null } }], { profile: id });
}

export function schemeOf(store: Reader, family: Family) {
  const own = readMeasures(store, family);
  const scheme = readScheme(store, family);
  return {
    family,
    criteria: [...scheme.criteria],
    measures: scheme.measures.map((measure) => Object.assign({ own: own.has(measure.measure) }, measure)),
  };
}

export function setMeasure(
  engine: Engine,
  family: Family,
  id: string,
  change: Pick<Measure, 'share' | 'halfLifeDays' | 'scale'> | null,
): Outcome<{ measure: string }> {
  const bundled = SCHEMES[family].measures.find(({ measure }) => measure === id);
  if (!bundled) return noSuchMeasure(id, SCHEMES[family]);
  const before = readMeasures(engine.store, family).get(id) ?? null;
  const after = change === null ? null : { ...bundled, ...change };
  if (isSame(before, after)) return done({ measure: id });
  if (change && new Decimal(change.share).isNegative()) {
    return refuse('negative-share', `The share of ${bundled.name} must not be negative.`, { field: 'share' });
  }
  return committed(engine, [{ type: 'venues.measure-set', subject: `${family}/${id}`, payload: { before, after } }], { measure: id });
}

export function setPolicy(
  engine: Engine,
  change: { readonly [Name in keyof VenuePolicy]?: VenuePolicy[Name] | undefined },
): Outcome<VenuePolicy> {
  const before = readPolicy(engine.store);
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const after: VenuePolicy = { ...before, ...(Object.fromEntries(given) as Partial<VenuePolicy>) };
  if (isSame(before, after)) return done(after);
  return committed(engine, [{ type: 'venues.policy-set', subject: 'policy', payload: { before, after } }], after);
}

export function setScore(
  engine: Engine,
  id: string,
  measure: string,
  score: VenueScore,
): Outcome<{ venue: string; measure: string; points: string }> {
  const venue = findVenue(engine, id);
  if (isRefused(venue)) return venue;
  const { name, kind } = venue.ok.details;
  const scale = scaleFor(engine.store, kind, measure);
  if (isRefused(scale)) return scale;
  const points = pointsOn(scale.ok, score.given);
  if (!isKnown(points)) return refuse(points.unavailable.reason, points.unavailable.message, { field: 'score.given' });
  if (score.asOf > dayOf(engine.now())) {
    return refuse('in-the-future', `The score is dated ${score.asOf}, which has not come yet.`, { field: 'score.asOf' });
  }
  const outside = (score.low !== null && points.ok.lessThan(score.low)) || (score.high !== null && points.ok.greaterThan(score.high));
  if (outside) {
    return refuse(
      'outside-interval',
      `${pointsText(points.ok)} points lie outside the interval from ${score.low ?? '0'} to ${score.high ?? '10'}. Widen it for ${name}.`,
      {
        field: 'score.low',
      },
    );
  }
  const kept = requireKept(engine, score.evidence);
  if (isRefused(kept)) return kept;
  const before = readScore(engine.store, id, measure);
  const answer = { venue: id, measure, points: pointsText(points.ok) };
  if (isSame(before, score)) return done(answer);
  return committed(engine, [scoreEvent(id, measure, before, score)], answer);
}

export function removeScore(engine: Engine, venue: string, measure: string): Outcome<{ venue: string }> {
  const before = readScore(engine.store, venue, measure);
  if (before === null) return refuse('no-such-score', `There is no score of ${venue} for ${measure}.`, { venue, measure });
  return committed(engine, [scoreEvent(venue, measure, before, null)], { venue });
}

/** What a raw value would earn, in points and in words. */
export function pointsOf(
  store: Reader,
  question: { family: Family; measure: string; given: VenueScore['given'] },
): { points: string | null; says: string } {
  const scale = scaleOf(readScheme(store, question.family), question.measure);
  if (isRefused(scale)) return { points: null, says: scale.error.message };
  const points = pointsOn(scale.ok, question.given);
  if (!isKnown(points)) return { points: null, says: points.unavailable.message };
  const text = pointsText(points.ok);
  return { points: text, says: `${text} of 10 points.` };
}

export function weightsFromOrder(order: readonly Criterion[]): { weights: Weights | null; says: string } {
  if (new Set(order).size !== CRITERIA.length) return { weights: null, says: 'Each criterion must stand in the order once.' };
  return {
    weights: weightsOf(order, rankOrderCentroid(order.length)),
    says: 'The centroid of all weights that have this order.',
  };
}

export function weightsFromPairs(pairs: readonly { more: Criterion; less: Criterion; times: string }[]) {
  const matrix = CRITERIA.map(() => CRITERIA.map(() => 1));
  for (const { more, less, times } of pairs) {
    const factor = Number(times);
    const [row, column] = [CRITERIA.indexOf(more), CRITERIA.indexOf(less)];
    if (row === column) return { weights: null, consistencyRatio: null, says: `${more} cannot be compared with itself.` };
    if (!(factor >= 1 / 9 - 1e-9 && factor <= 9))
      return { weights: null, consistencyRatio: null, says: `“${times}” is not from 1/9 to 9.` };
    matrix[row]![column] = factor;
    matrix[column]![row] = 1 / factor;
  }
  const { weights, consistencyRatio } = pairwiseWeights(matrix);
  const ratio = consistencyRatio ?? 0;
  return {
    weights: weightsOf(
      CRITERIA,
      weights.map((weight) => new Decimal(weight)),
    ),
    consistencyRatio: ratio.toFixed(4),
    says:
      ratio < 0.1
        ? `The comparisons agree with each other (${ratio.toFixed(3)}, which is under 0.1).`
        : `The comparisons contradict each other (${ratio.toFixed(3)}; under 0.1 would do). Look again at the strongest ones.`,
  };
}

function weightsOf(order: readonly Criterion[], shares: readonly Decimal[]): Weights {
  const points = asHundredths(shares);
  return Object.fromEntries(CRITERIA.map((criterion) => [criterion, points[order.indexOf(criterion)]!])) as Weights;
}

/** The scale by which a venue of a kind is scored; what trades both ways has the measures of both. */
function scaleFor(store: Reader, kind: VenueKind, measure: string): Outcome<Scale | null> {
  const scale = scaleOf(readScheme(store, familyOf(kind)), measure);
  return isRefused(scale) && kind === 'both' ? scaleOf(readScheme(store, 'otc'), measure) : scale;
}

/** The scale of a measure; null of a whole criterion, which is scored in points. */
function scaleOf(scheme: Scheme, measure: string): Outcome<Scale | null> {
  if (scheme.criteria.some(({ criterion }) => criterion === measure)) return done(null);
  const found = scheme.measures.find((each) => each.measure === measure);
  return found ? done(found.scale) : noSuchMeasure(measure, scheme);
}

function noSuchMeasure(measure: string, scheme: Scheme): Outcome<never> {
  const all = scheme.measures.map((each) => each.measure).join(', ');
  return refuse(
    'no-such-measure',
    `There is no measure ${measure} among ${scheme.family === 'otc' ? 'those of desks' : 'those of venues'}: ${all}.`,
    {
      field: 'measure',
    },
  );
}

function scoreEvent(venue: string, measure: string, before: VenueScore | null, after: VenueScore | null) {
  return { type: 'venues.score-set', subject: `${venue}/${measure}`, payload: { venue, measure, before, after } };
}

function named(profile: string, { name, says, weights }: WeightProfile): NamedProfile {
  return { profile, name, says, weights, bundled: false };
}

function bare({ name, says, weights }: NamedProfile): WeightProfile {
  return { name, says, weights };
}
