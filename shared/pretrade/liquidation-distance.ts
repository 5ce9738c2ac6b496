import { Decimal, type Figure, figureText, known, sum, trailStep, unavailable, ZERO } from '../figures/index.ts';
import type { Side } from './reference.ts';

export interface Distance {
  /** |mark − liquidation| / mark. */
  readonly fraction: Decimal;
  /** The same in average daily ranges, where that is given. */
  readonly ranges?: Decimal;
  /** The same in worst daily moves against the side, where that is given. */
  readonly worstMoves?: Decimal;
}

/**
 * How far the mark price is from liquidation: as a fraction, in average true ranges (a price), and in worst daily moves (a fraction).
 * Unavailable: `already-liquidated` where the mark is at or beyond the price, `not-positive`.
 */
export function liquidationDistance(
  side: Side,
  mark: Decimal,
  liquidation: Decimal,
  moves: { readonly averageRange?: Decimal; readonly worstMove?: Decimal } = {},
): Figure<Distance> {
  if (!mark.greaterThan(0)) return unavailable('not-positive', 'The mark price must be above zero.');
  const room = side === 'long' ? mark.minus(liquidation) : liquidation.minus(mark);
  if (!room.greaterThan(0)) {
    return unavailable(
      'already-liquidated',
      'The mark price is at or beyond the liquidation price: such a position would be closed at once.',
    );
  }
  const { averageRange, worstMove } = moves;
  const fraction = room.dividedBy(mark);
  const distance: Distance = {
    fraction,
    ...(averageRange?.greaterThan(0) && { ranges: room.dividedBy(averageRange) }),
    ...(worstMove?.greaterThan(0) && { worstMoves: fraction.dividedBy(worstMove) }),
  };
  const inputs = { mark, liquidation, ...(averageRange && { averageRange }), ...(worstMove && { worstMove }) };
  return known(distance, [trailStep(DISTANCE, inputs, figureText(fraction))]);
}

/** One day of prices. Where only a close is known, high and low are that close, and ranges come out too small. */
export interface DailyBar {
  readonly high: Decimal;
  readonly low: Decimal;
  readonly close: Decimal;
}

/**
 * The average true range: the mean over days of max(high − low, |high − close before|, |low − close before|), a price. Needs two bars at least.
 * Source: J. Welles Wilder, New Concepts in Technical Trading Systems (1978), with the plain mean.
 */
export function averageTrueRange(bars: readonly DailyBar[]): Figure<Decimal> {
  if (bars.length < 2) return tooFewDays(bars.length);
  const ranges = bars.slice(1).map(({ high, low }, place) => {
    const before = bars[place]!.close;
    return Decimal.max(high.minus(low), high.minus(before).abs(), low.minus(before).abs());
  });
  const average = sum(ranges).dividedBy(ranges.length);
  return known(average, [trailStep(RANGE, { days: ranges.length }, figureText(average))]);
}

/** The worst move of a day against a side, from close to that day's low (long) or high (short), as a fraction of the close; zero at least. */
export function worstDailyMove(side: Side, bars: readonly DailyBar[]): Figure<Decimal> {
  if (bars.length < 2) return tooFewDays(bars.length);
  let worst = ZERO;
  for (const [place, { high, low }] of bars.slice(1).entries()) {
    const before = bars[place]!.close;
    const move = (side === 'long' ? before.minus(low) : high.minus(before)).dividedBy(before);
    worst = Decimal.max(worst, move);
  }
  return known(worst, [trailStep(WORST, { side, days: bars.length - 1 }, figureText(worst))]);
}

function tooFewDays(days: number) {
  return unavailable('too-few-observations', `Daily ranges need the prices of two days at least; there are ${days}.`);
}

const DISTANCE = {
  figure: 'distance to liquidation',
  formula: '|mark − P| / mark',
  source: 'by definition',
  unit: 'fraction of the mark price',
};
const RANGE = {
  figure: 'average true range',
  formula: 'mean of max(high − low, |high − close before|, |low − close before|)',
  source: 'Wilder 1978, plain mean',
  unit: 'price',
};
const WORST = {
  figure: 'worst daily move',
  formula: 'largest move from the close before, against the side',
  source: 'by definition',
  unit: 'fraction',
};
