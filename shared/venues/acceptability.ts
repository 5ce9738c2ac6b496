import { type Random, randomFrom } from './random.ts';

/** What a venue's score in one criterion is made of, in points and shares of the criterion. */
export interface DrawnPart {
  /** Σ share·points of what is certain. */
  readonly fixed: number;
  /** What may as well be other: share of the criterion, and a triangle of points. What nobody has scored is level from 0 to 10. */
  readonly loose: readonly { readonly share: number; readonly low: number; readonly mode: number | null; readonly high: number }[];
}

export interface Trial {
  /** Shares of one. A weight of nought stays nought. */
  readonly weights: readonly number[];
  /** The parameters of the Dirichlet distribution sum to this: the larger, the closer drawn weights stay. */
  readonly concentration: number;
  readonly seed: number;
  /** By venue, criteria in the order of the weights. */
  readonly venues: readonly (readonly DrawnPart[])[];
}

/** How often each venue took each place: `places[venue * venues + place]` of `draws`. */
export interface Acceptability {
  readonly draws: number;
  readonly places: Float64Array;
}

/**
 * Draws weights and scores at random, scores every venue by the weighted mean, and counts places (stochastic multicriteria
 * acceptability, Lahdelma and Salminen 2001). It goes on where it stopped, so that a long run can be cut into slices; the same seed
 * gives the same counts however it was cut. Venues that tie share their places evenly.
 */
export interface RankTrial {
  run(draws: number): void;
  counts(): Acceptability;
}

export function rankTrial({ weights, concentration, seed, venues }: Trial): RankTrial {
  const random = randomFrom(seed);
  const count = venues.length;
  const width = weights.length;
  const places = new Float64Array(count * count);
  const drawn = new Float64Array(width);
  const totals = new Float64Array(count);
  const order = new Uint32Array(count);
  const putInOrder = descending(count);
  const fixed = Float64Array.from(venues.flatMap((parts) => parts.map((part) => part.fixed)));
  const loose = looseTable(venues, width);
  const chances = new Float64Array(2 * loose.criterion.length);
  let draws = 0;

  function once(): void {
    drawWeights(random, weights, concentration, drawn);
    random.uniforms(chances);
    for (let venue = 0, part = 0, at = 0; venue < count; venue += 1) {
      let total = 0;
      for (let criterion = 0; criterion < width; criterion += 1, part += 1) total += drawn[criterion]! * fixed[part]!;
      for (const end = loose.ends[venue]!; at < end; at += 1) {
        const one = chances[2 * at]!;
        const other = chances[2 * at + 1]!;
        // Half the sum less half the distance is the smaller. Of a level one the first number alone decides.
        const span = Math.abs(one - other);
        const triangle = (one + other - span) / 2 + loose.turn[at]! * span;
        const place = triangle + loose.level[at]! * (one - triangle);
        total += drawn[loose.criterion[at]!]! * (loose.low[at]! + loose.range[at]! * place);
      }
      totals[venue] = total;
    }
    putInOrder(totals, order);
    for (let from = 0; from < count; ) {
      let to = from + 1;
      while (to < count && totals[order[to]!] === totals[order[from]!]) to += 1;
      const tied = to - from;
      const turn = tied === 1 ? 0 : Math.floor(random.uniform() * tied);
      for (let at = 0; at < tied; at += 1) {
        const cell = order[from + at]! * count + from + ((at + turn) % tied);
        places[cell] = places[cell]! + 1;
      }
      from = to;
    }
    draws += 1;
  }

  return {
    run(times) {
      for (let time = 0; time < times; time += 1) once();
    },
    counts: () => ({ draws, places: places.slice() }),
  };
}

/**
 * Puts the places of `count` values into an order from the largest down: into buckets by value first, then by insertion, which has
 * little left to do. Sorting by comparison takes several times as long, and it is done in every draw.
 */
function descending(count: number): (values: Float64Array, order: Uint32Array) => void {
  const starts = new Uint32Array(count + 1);
  const buckets = new Uint32Array(count);
  return (values, order) => {
    let [low, high] = [Infinity, -Infinity];
    for (let at = 0; at < count; at += 1) {
      const value = values[at]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    const scale = high > low ? (count - 1) / (high - low) : 0;
    starts.fill(0);
    for (let at = 0; at < count; at += 1) {
      const bucket = Math.floor((high - values[at]!) * scale);
      buckets[at] = bucket;
      starts[bucket + 1] = starts[bucket + 1]! + 1;
    }
    for (let bucket = 1; bucket < count; bucket += 1) starts[bucket] = starts[bucket]! + starts[bucket - 1]!;
    for (let at = 0; at < count; at += 1) {
      const bucket = buckets[at]!;
      order[starts[bucket]!] = at;
      starts[bucket] = starts[bucket]! + 1;
    }
    for (let at = 1; at < count; at += 1) {
      const moving = order[at]!;
      const value = values[moving]!;
      let to = at;
      for (; to > 0 && values[order[to - 1]!]! < value; to -= 1) order[to] = order[to - 1]!;
      order[to] = moving;
    }
  };
}

/** Weights from a Dirichlet distribution around the given ones: gamma variates over their sum. */
function drawWeights(random: Random, weights: readonly number[], concentration: number, drawn: Float64Array): void {
  let total = 0;
  for (let at = 0; at < drawn.length; at += 1) {
    const shape = weights[at]! * concentration;
    drawn[at] = shape > 0 ? random.gamma(shape) : 0;
    total += drawn[at]!;
  }
  for (let at = 0; at < drawn.length; at += 1) drawn[at] = total > 0 ? drawn[at]! / total : weights[at]!;
}

/**
 * What may as well be other, as columns. With c the place of the mode between the ends, min + c·(max − min) of two uniform numbers has the
 * triangular distribution (Stein and Keblis 2009): no root, and no branch that a processor would guess wrong every second time. Low ends
 * and ranges are times the share of the criterion.
 */
function looseTable(venues: Trial['venues'], width: number) {
  const all = venues.flatMap((parts, venue) =>
    parts
      .slice(0, width)
      .flatMap((part, criterion) =>
        part.loose.filter(({ share }) => share > 0).map(({ share, low, mode, high }) => ({ venue, criterion, share, low, mode, high })),
      ),
  );
  return {
    /** By venue, where its own end; they lie in the order of venues. */
    ends: Uint32Array.from(venues, (_, venue) => all.filter((each) => each.venue <= venue).length),
    criterion: Uint16Array.from(all, (each) => each.criterion),
    low: Float64Array.from(all, (each) => each.share * each.low),
    range: Float64Array.from(all, (each) => each.share * (each.high - each.low)),
    turn: Float64Array.from(all, ({ low, mode, high }) => (mode === null ? 0 : (mode - low) / (high - low))),
    level: Float64Array.from(all, ({ mode }) => (mode === null ? 1 : 0)),
  };
}
