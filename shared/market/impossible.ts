import { dayOfStamp, type Point } from './points.ts';

/** Something that is wrong or remarkable about a value: a kebab-case code and a sentence. */
export interface Finding {
  readonly reason: string;
  readonly message: string;
}

/** The aggregator itself drops a pool above this, in per cent a year. */
export const MOST_APY = 1_000_000;
/** Above this a rate is believed but remarked upon, in per cent a year. */
export const EXTREME_APY = 1_000;

/**
 * Why a value cannot be true, whatever its neighbours say; `null` where it can. `today` is the reader's day in UTC.
 * Such values are quarantined, never changed.
 */
export function impossible(point: Point, today: string): Finding | null {
  return inFuture(point, today) ?? outOfRange(point);
}

function inFuture(point: Point, today: string): Finding | null {
  const day = point.kind === 'cpi' ? `${point.month}-01` : point.kind === 'supply' ? point.day : dayOfStamp(point.at);
  return day > today ? { reason: 'in-the-future', message: `The value is dated ${day}; today is ${today}.` } : null;
}

function outOfRange(point: Point): Finding | null {
  switch (point.kind) {
    case 'price':
      return notPositive('price', point.price);
    case 'rate':
      return notPositive('rate', point.rate);
    case 'cpi':
      return notPositive('consumer price index', point.index);
    case 'supply':
      if (point.measure !== 'inflation') return notPositive('supply', point.value);
      return Math.abs(Number(point.value)) > 10
        ? { reason: 'inflation-out-of-range', message: `A supply does not grow by ${point.value} (as a fraction) in a year.` }
        : null;
    case 'pool':
      if (point.tvlUsd !== null && point.tvlUsd < 0)
        return { reason: 'negative-tvl', message: `Nobody can deposit ${point.tvlUsd} dollars: value locked is never negative.` };
      for (const rate of [point.apy, point.apyBase, point.apyReward])
        if (rate !== null && (rate > MOST_APY || rate < -100))
          return { reason: 'rate-out-of-range', message: `A rate of ${rate} % a year lies outside −100 % … 1,000,000 %.` };
      return null;
  }
}

function notPositive(what: string, value: string): Finding | null {
  if (!value.startsWith('-') && !/^0*(?:\.0*)?$/.test(value)) return null;
  const negative = value.startsWith('-');
  return { reason: negative ? 'negative-value' : 'zero-value', message: `A ${what} of ${value} is impossible: it must be above zero.` };
}
