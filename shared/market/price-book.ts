import {
  type Day,
  daysBetween,
  Decimal,
  type Figure,
  figureText,
  isKnown,
  known,
  ONE,
  type Origin,
  type TrailInput,
  type TrailStep,
  unavailable,
} from '../figures/index.ts';
import { findAsset, toleranceDays } from './assets.ts';
import type { DailySeries, Observation } from './daily-series.ts';

/** A price or rate as it was observed, or put together from observations. */
export interface Quote {
  readonly value: Decimal;
  /** Day of the observation; of several, of the oldest. Earlier than the day asked for where the series has a gap within tolerance. */
  readonly observed: Day;
  readonly origin: Origin;
}

/** The series that a price book looks into. Every method is asked often and should answer from memory. */
export interface MarketSeries {
  prices(asset: string, currency: string): DailySeries | undefined;
  /** Currencies in which there are prices of the asset. */
  currenciesOf(asset: string): readonly string[];
  rates(token: string, unit: string): DailySeries | undefined;
}

/** What was known on a day. All days are UTC and mean their end; a figure is never from later than the day asked for. */
export interface PriceBook {
  /**
   * Currency per unit of the asset at the end of the day: observed, inverted, or crossed over another currency, whichever is youngest and then
   * takes the fewest steps. `no-price` where there is none; `stale-price` where the youngest is older than the asset's tolerance.
   */
  price(asset: string, currency: string, day: Day): Figure<Quote>;
  /** Units of the underlying that a reward-bearing token stands for; `no-rate` and `stale-rate` as above. */
  rate(token: string, underlying: string, day: Day): Figure<Quote>;
  /** Days after `after` up to and including `through` on which that rate was observed. */
  rateDays(token: string, underlying: string, after: Day, through: Day): readonly Day[];
}

export interface PriceBookOptions {
  /** The owner's tolerances in days by asset; the catalogue's otherwise. */
  readonly tolerances?: ReadonlyMap<string, number>;
}

/** Currencies that rates of fiat are commonly quoted against, in which a cross may turn. */
const PIVOTS = ['USD', 'EUR'] as const;

export function createPriceBook(series: MarketSeries, options: PriceBookOptions = {}): PriceBook {
  const tolerance = (asset: string) => toleranceDays(asset, options.tolerances);

  function price(asset: string, currency: string, day: Day): Figure<Quote> {
    if (asset === currency)
      return known({ value: ONE, observed: day, origin: { kind: 'assumed', because: `one ${asset} is one ${asset}` } });
    const found = routes(asset, currency).flatMap((pairs) => {
      const path = pairs.map((pair) => observe(pair, day));
      return path.every((leg) => leg !== undefined) ? [path] : [];
    });
    const best = found.reduce<readonly Leg[] | undefined>((one, other) => (one && !isBetter(other, one) ? one : other), undefined);
    if (best) return isFresh(best) ? known(...composed(asset, currency, best, day)) : stale(asset, currency, day, best);
    return (
      wrapped(asset, currency, day) ??
      unavailable('no-price', `There is no price of ${asset} in ${currency} on or before ${day}. Import a price file, or enter one.`)
    );
  }

  /** Ways from asset to currency over one, two or three pairs, each of which has a series in one direction. */
  function routes(asset: string, currency: string): readonly (readonly Pair[])[] {
    const direct = pairOf(asset, currency);
    const ways: (readonly Pair[])[] = direct ? [[direct]] : [];
    for (const middle of neighbours(asset)) {
      if (middle === currency) continue;
      const first = pairOf(asset, middle);
      // A series may be there of which no value is in use.
      if (!first) continue;
      const second = pairOf(middle, currency);
      if (second) ways.push([first, second]);
      for (const pivot of PIVOTS) {
        if (pivot === middle || pivot === currency || pivot === asset) continue;
        const [turn, last] = [pairOf(middle, pivot), pairOf(pivot, currency)];
        if (turn && last) ways.push([first, turn, last]);
      }
    }
    return ways;
  }

  function neighbours(asset: string): readonly string[] {
    const inverse = PIVOTS.filter((pivot) => series.prices(pivot, asset) !== undefined);
    return [...new Set([...series.currenciesOf(asset), ...inverse])];
  }

  function pairOf(from: string, to: string): Pair | undefined {
    const straight = series.prices(from, to);
    if (straight) return { from, to, inverted: false, series: straight };
    const inverse = series.prices(to, from);
    return inverse && { from, to, inverted: true, series: inverse };
  }

  function observe(pair: Pair, day: Day): Leg | undefined {
    const observation = pair.series.atOrBefore(day);
    if (!observation) return undefined;
    const limit = tolerance(pair.inverted ? pair.to : pair.from);
    return { ...pair, observation, age: daysBetween(observation.day, day), limit };
  }

  /** A wrapped token without prices of its own is worth what it can be redeemed for, one for one; the trail says that this is assumed. */
  function wrapped(asset: string, currency: string, day: Day): Figure<Quote> | undefined {
    const entry = findAsset(asset);
    if (entry?.kind !== 'wrapped' || entry.underlying?.relation !== 'wrapped') return undefined;
    const inner = price(entry.underlying.asset, currency, day);
    if (!isKnown(inner)) return undefined;
    const because = `${asset} is redeemable one for one for ${entry.underlying.asset} and has no prices of its own here`;
    return known({ ...inner.ok, origin: { kind: 'assumed', because } }, inner.trail);
  }

  function rateSeries(token: string, underlying: string): DailySeries | undefined {
    for (const unit of equivalents(underlying)) {
      const found = series.rates(token, unit);
      if (found) return found;
    }
    return undefined;
  }

  function rate(token: string, underlying: string, day: Day): Figure<Quote> {
    const observation = rateSeries(token, underlying)?.atOrBefore(day);
    if (!observation)
      return unavailable('no-rate', `There is no rate of ${token} in ${underlying} on or before ${day}. Import its rate series.`);
    const age = daysBetween(observation.day, day);
    const limit = tolerance(token);
    if (age > limit) {
      const message = `The last rate of ${token} in ${underlying} before ${day} is from ${observation.day}, ${age} days earlier; at most ${limit} are tolerated.`;
      return unavailable('stale-rate', message);
    }
    return known({ value: new Decimal(observation.value), observed: observation.day, origin: observation.origin });
  }

  return {
    price,
    rate,
    rateDays: (token, underlying, after, through) => (rateSeries(token, underlying)?.between(after, through) ?? []).map(({ day }) => day),
  };
}

/** One pair on the way, read in the direction asked for. */
interface Pair {
  readonly from: string;
  readonly to: string;
  readonly inverted: boolean;
  readonly series: DailySeries;
}

interface Leg extends Pair {
  readonly observation: Observation;
  readonly age: number;
  readonly limit: number;
}

function isFresh(legs: readonly Leg[]): boolean {
  return legs.every((leg) => leg.age <= leg.limit);
}

function oldest(legs: readonly Leg[]): Leg {
  return legs.reduce((one, other) => (other.age > one.age ? other : one));
}

function isBetter(one: readonly Leg[], other: readonly Leg[]): boolean {
  if (isFresh(one) !== isFresh(other)) return isFresh(one);
  const difference = oldest(one).age - oldest(other).age;
  return difference === 0 ? one.length < other.length : difference < 0;
}

function composed(asset: string, currency: string, legs: readonly Leg[], day: Day): [Quote, readonly TrailStep[]] {
  const [only] = legs;
  const values = legs.map((leg) => (leg.inverted ? ONE.dividedBy(leg.observation.value) : new Decimal(leg.observation.value)));
  const value = values.reduce((product, factor) => product.times(factor));
  const observed = oldest(legs).observation.day;
  if (legs.length === 1 && only && !only.inverted) return [{ value, observed, origin: only.observation.origin }, []];
  const figure = `price of ${asset} in ${currency} on ${day}`;
  const step: TrailStep = {
    figure,
    formula: legs.map((leg) => (leg.inverted ? `1 / (${leg.to} in ${leg.from})` : `${leg.from} in ${leg.to}`)).join(' × '),
    inputs: legs.map(inputOf),
    value: figureText(value),
    unit: `${currency} per ${asset}`,
  };
  return [{ value, observed, origin: { kind: 'step', figure } }, [step]];
}

function inputOf({ from, to, inverted, observation }: Leg): TrailInput {
  const [base, quote] = inverted ? [to, from] : [from, to];
  return {
    name: `${base} in ${quote}`,
    value: observation.value,
    unit: `${quote} per ${base}`,
    origin: observation.origin,
    asOf: observation.day,
  };
}

function stale(asset: string, currency: string, day: Day, legs: readonly Leg[]): Figure<Quote> {
  const leg = legs.filter(({ age, limit }) => age > limit).reduce((one, other) => (other.age > one.age ? other : one));
  const whose =
    legs.length === 1 ? `price of ${asset} in ${currency}` : `price of ${leg.from} in ${leg.to}, which ${asset} in ${currency} needs,`;
  const message = `The last ${whose} before ${day} is from ${leg.observation.day}, ${leg.age} days earlier; at most ${leg.limit} are tolerated.`;
  return unavailable('stale-price', `${message} Import newer prices, or enter one.`);
}

/** Assets of which one unit always stands for one of the same base: stETH rebases, so that a rate counted in it is a rate in ETH. */
function equivalents(unit: string): readonly string[] {
  const chain = [unit];
  for (let at = findAsset(unit)?.underlying; at?.relation === 'rebasing'; at = findAsset(at.asset)?.underlying) chain.push(at.asset);
  const base = chain.at(-1)!;
  return [...new Set([...chain, base, ...REBASING.filter(([, on]) => on === base).map(([code]) => code)])];
}
const REBASING: readonly (readonly [string, string])[] = ['stETH', 'eETH'].map((code) => [code, findAsset(code)?.underlying?.asset ?? '']);
