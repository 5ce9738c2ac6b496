import { describe, expect, test } from 'vitest';
import { addDays, Decimal } from '../../shared/figures/index.ts';
import {
  appraiser,
  BUNDLED_PROFILES,
  CRITERIA,
  drawnPart,
  rank,
  rankTrial,
  randomFrom,
  SCHEMES,
  scoreSchema,
  sharesOf,
  type VenueScore,
  weightRanges,
} from '../../shared/venues/index.ts';

const VENUES = 200;
const DRAWS = 10_000;
const TODAY = '2026-03-01';
const SCHEME = SCHEMES.derivatives;
const { weights } = BUNDLED_PROFILES[0]!;
const RULES = { coverageNeeded: '0.8', floors: {} };

/** A score for each measure of each venue, one in five with an interval. */
function madeScores(): readonly { readonly id: string; readonly scores: ReadonlyMap<string, VenueScore> }[] {
  const random = randomFrom(1);
  return Array.from({ length: VENUES }, (_, at) => ({
    id: `venue-${at}`,
    scores: new Map(
      SCHEME.measures.map(({ measure }): [string, VenueScore] => {
        const points = Math.round(random.uniform() * 60 + 20) / 10;
        const isLoose = random.uniform() < 0.2;
        const score = {
          given: { by: 'rubric', points: String(points) },
          low: isLoose ? String(points - 1) : null,
          high: isLoose ? String(points + 1) : null,
          sourceClass: 'official',
          source: 'made',
          asOf: addDays(TODAY, -Math.floor(random.uniform() * 200)),
        };
        return [measure, scoreSchema.parse(score)];
      }),
    ),
  }));
}

/** From stored scores to ranking, ranges of each weight and how often each comes first. */
function ours(venues: ReturnType<typeof madeScores>) {
  const begin = performance.now();
  const appraise = appraiser(SCHEME, { today: TODAY, conservative: false });
  const appraised = new Map(venues.map(({ id, scores }) => [id, appraise(scores)]));
  const contenders = venues.map(({ id }) => ({ id, gates: [], parts: appraised.get(id)!.criteria.map(({ part }) => part) }));
  const places = rank(contenders, weights, RULES);
  const scoredAt = performance.now();
  const byId = new Map(contenders.map((contender) => [contender.id, contender]));
  const [first, ...rivals] = places.map(({ id }) => byId.get(id)!);
  const shares = sharesOf(weights);
  const ranges = weightRanges(first!, rivals, shares);
  const rangedAt = performance.now();
  const trial = rankTrial({
    weights: shares.map((share) => share.toNumber()),
    concentration: 50,
    seed: 42,
    venues: places.map(({ id }) => appraised.get(id)!.criteria.map(drawnPart)),
  });
  trial.run(DRAWS);
  const end = performance.now();
  return {
    times: { score: scoredAt - begin, ranges: rangedAt - scoredAt, draws: end - rangedAt, all: end - begin },
    places,
    ranges,
    counts: trial.counts(),
  };
}

/** The same arithmetic and nothing else: numbers in typed arrays, in doubles, without names, gates, intervals of coverage or reasons. */
function plain(venues: ReturnType<typeof madeScores>) {
  const share = SCHEME.measures.map((measure) => Number(measure.share));
  const at = SCHEME.measures.map((measure) => CRITERIA.indexOf(measure.criterion));
  const weight = Float64Array.from(CRITERIA, (criterion) => Number(weights[criterion]) / 100);
  const loose: number[] = [];
  const points = new Float64Array(VENUES * 6);
  for (const [v, { scores }] of venues.entries()) {
    for (const [m, { measure }] of SCHEME.measures.entries()) {
      const { given, low, high } = scores.get(measure)!;
      const value = Number(given.by === 'rubric' ? given.points : 0);
      if (low === null || high === null) points[v * 6 + at[m]!]! += share[m]! * value;
      else loose.push(v, at[m]!, share[m]!, Number(low), value, Number(high));
    }
  }
  const table = Float64Array.from(loose);
  const random = randomFrom(42);
  const begin = performance.now();
  const score = new Float64Array(VENUES);
  for (let v = 0; v < VENUES; v += 1) for (let k = 0; k < 6; k += 1) score[v]! += weight[k]! * points[v * 6 + k]!;
  for (let l = 0; l < table.length; l += 6) score[table[l]!]! += weight[table[l + 1]!]! * table[l + 2]! * table[l + 4]!;
  const order = new Uint16Array(VENUES).map((_, v) => v).sort((a, b) => score[b]! - score[a]!);
  const leader = order[0]!;
  const ends = new Float64Array(VENUES * 6);
  for (let k = 0; k < 6; k += 1) {
    for (let v = 0; v < VENUES; v += 1) {
      const d = points[leader * 6 + k]! - points[v * 6 + k]!;
      const rest = (score[leader]! - score[v]! - weight[k]! * d) / (1 - weight[k]!);
      ends[k * VENUES + v] = rest / (rest - d);
    }
  }
  const places = new Float64Array(VENUES * VENUES);
  const drawn = new Float64Array(6);
  const totals = new Float64Array(VENUES);
  const sorted = new Uint16Array(VENUES);
  for (let draw = 0; draw < DRAWS; draw += 1) {
    let total = 0;
    for (let k = 0; k < 6; k += 1) total += drawn[k] = random.gamma(50 * weight[k]!);
    for (let v = 0; v < VENUES; v += 1) {
      let sum = 0;
      for (let k = 0; k < 6; k += 1) sum += drawn[k]! * points[v * 6 + k]!;
      totals[v] = sum;
      sorted[v] = v;
    }
    for (let l = 0; l < table.length; l += 6) {
      const [low, mode, high] = [table[l + 3]!, table[l + 4]!, table[l + 5]!];
      const u = random.uniform();
      const turn = (mode - low) / (high - low);
      const value = u < turn ? low + Math.sqrt(u * (high - low) * (mode - low)) : high - Math.sqrt((1 - u) * (high - low) * (high - mode));
      totals[table[l]!]! += drawn[table[l + 1]!]! * table[l + 2]! * value;
    }
    if (total < 0) break;
    sorted.sort((a, b) => totals[b]! - totals[a]!);
    for (let place = 0; place < VENUES; place += 1) places[sorted[place]! * VENUES + place]! += 1;
  }
  return { milliseconds: performance.now() - begin, places };
}

describe(`score, ranges of each weight and ${DRAWS} draws for ${VENUES} venues`, () => {
  test('against the same arithmetic on typed arrays', () => {
    const venues = madeScores();
    ours(venues);
    plain(venues);
    const runs = Array.from({ length: 5 }, () => ({ mine: ours(venues), bare: plain(venues) }));
    const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
    const of = (name: 'score' | 'ranges' | 'draws' | 'all') => median(runs.map(({ mine }) => mine.times[name]));
    const bare = median(runs.map((run) => run.bare.milliseconds));
    console.log(
      `${VENUES} venues, ${SCHEME.measures.length} measures each: ${of('all').toFixed(0)} ms (scores ${of('score').toFixed(0)}, ranges ${of('ranges').toFixed(0)}, ` +
        `draws ${of('draws').toFixed(0)}); typed arrays alone ${bare.toFixed(0)} ms; ${(of('all') / bare).toFixed(2)} times as long`,
    );
    const { mine, bare: rival } = runs[0]!;
    const first = mine.places[0]!.id;
    const share = mine.counts.places[0]! / DRAWS;
    const theirs = rival.places[Number(first.slice('venue-'.length)) * VENUES]! / DRAWS;
    // Drawn independently of each other.
    expect(Math.abs(share - theirs)).toBeLessThan(0.03);
    expect(new Decimal(mine.ranges[0]!.high).greaterThanOrEqualTo(mine.ranges[0]!.low)).toBe(true);
  });
});
