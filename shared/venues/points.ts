import { Decimal, figureText, type Figure, known, ONE, unavailable, ZERO } from '../figures/index.ts';
import type { Scale } from './criteria.ts';
import type { VenueScore } from './score.ts';

type Given = VenueScore['given'];
type Anchors = Extract<Scale, { by: 'anchors' }>;

export const MOST_POINTS: Decimal = new Decimal(10);
const HALF = new Decimal(5);

/**
 * The points from 0 to 10 that are given on a scale. Unavailable (`other-scale`, `no-such-category`) where the two do not fit. Points by
 * judgement fit every scale; without one (a whole criterion) they are the only way.
 */
export function pointsOn(scale: Scale | null, given: Given): Figure<Decimal> {
  if (given.by === 'rubric') return known(new Decimal(given.points));
  if (scale === null)
    return unavailable('other-scale', 'A whole criterion is scored in points from 0 to 10; raw values belong to its measures.');
  if (given.by === 'anchors' && scale.by === 'anchors') return known(anchored(scale, new Decimal(given.raw)));
  if (given.by === 'table' && scale.by === 'table') {
    const row = scale.rows.find(({ id }) => id === given.row);
    const all = scale.rows.map(({ id }) => id).join(', ');
    return row
      ? known(new Decimal(row.score))
      : unavailable('no-such-category', `The table has no category “${given.row}”; it has ${all}.`);
  }
  return unavailable('other-scale', `This measure is scored by ${SCALE_WORDS[scale.by]}, not by ${SCALE_WORDS[given.by]}.`);
}

/**
 * Piecewise linear through the value at 0, at 5 and at 10 points, level beyond the ends. The anchors rise or fall, so that either more
 * or less is better.
 */
export function anchored({ at0, at5, at10 }: Pick<Anchors, 'at0' | 'at5' | 'at10'>, raw: Decimal): Decimal {
  const [none, half, full] = [new Decimal(at0), new Decimal(at5), new Decimal(at10)];
  const along = (from: Decimal, to: Decimal) => clamp(raw.minus(from).dividedBy(to.minus(from)), ZERO, ONE);
  return along(none, half).plus(along(half, full)).times(HALF);
}

/** What was given, in words: the raw value with its unit, the category, or the rubric's text nearest below the points. */
export function givenWords(scale: Scale | null, given: Given): string {
  if (given.by === 'anchors') return scale?.by === 'anchors' ? `${given.raw} ${scale.unit}` : given.raw;
  if (given.by === 'table') return (scale?.by === 'table' && scale.rows.find(({ id }) => id === given.row)?.text) || given.row;
  if (scale?.by !== 'rubric') return `${given.points} points by judgement`;
  const reached = scale.rows.filter(({ score }) => Number(score) <= Number(given.points)).sort((a, b) => Number(b.score) - Number(a.score));
  return reached[0]?.text ?? `${given.points} points`;
}

/** How points are read on screen and kept: at most six places, which no judgement exceeds. */
export function pointsText(points: Decimal): string {
  return figureText(points.toDecimalPlaces(6));
}

const SCALE_WORDS: Readonly<Record<Scale['by'], string>> = {
  anchors: 'a measured value',
  table: 'a category',
  rubric: 'points by a rubric',
};

function clamp(value: Decimal, low: Decimal, high: Decimal): Decimal {
  return Decimal.max(low, Decimal.min(high, value));
}
