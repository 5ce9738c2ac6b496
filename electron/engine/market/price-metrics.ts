import { type Day, dayOf, daysBetween, type Figure, isKnown, known, type MetricValue, unavailable } from '../../../shared/figures/index.ts';
import { findAsset, toleranceDays } from '../../../shared/market/index.ts';
import type { Engine } from '../engine.ts';
import type { MetricHistory, MetricSource } from '../sources.ts';
import type { Reader } from '../store/store.ts';
import { readSettings } from '../workspace/index.ts';
import { keptEach } from './kept-figures.ts';
import { marketBook, tolerances } from './market-book.ts';
import { pairNamed } from './pairs.ts';
import { pegOf, pegQuotes, promisedOn } from './pegs.ts';
import { goingOn, isSameQuotes, lastOf, observationsOf, type Quotes, quotesOf } from './quotes.ts';

const ASSET = { subject: 'asset', dependsOn: ['market', 'workspace'] } as const;
const PAIR = { subject: 'pair', dependsOn: ['market'] } as const;
const FRESH_DAYS = 3;
const CROSSED = 'Where no series has the pair, it is crossed over another currency, on days on which both prices are known.';

/** What may be read of assets and of pairs. Each is the last observation of its history, as long as that is not too old. */
export const priceMetrics: readonly MetricSource[] = [
  {
    ...ASSET,
    id: 'market.asset-price',
    word: 'price',
    name: 'Price',
    says: `One unit in the reporting currency. ${CROSSED}`,
    unit: 'price',
    freshDays: FRESH_DAYS,
    read: (engine, asset) => {
      const currency = reporting(engine);
      return priceNow(engine, asset, currency, quotesOf(engine.store, pricedAs(engine.store, asset, currency), currency));
    },
    history: (engine, asset) => {
      const currency = reporting(engine);
      if (asset === currency) return unavailable('no-history', `One ${asset} is one ${asset}, always.`);
      return told(quotesOf(engine.store, pricedAs(engine.store, asset, currency), currency), currency, () =>
        noPrice(asset, currency, today(engine)),
      );
    },
  },
  {
    ...ASSET,
    id: 'market.asset-price-age',
    word: 'price-age',
    name: 'Age of the price',
    says: 'Days since the last day of which a price in the reporting currency is known, however old.',
    unit: 'days',
    clocked: true,
    read: (engine, asset) => {
      const currency = reporting(engine);
      const quotes = quotesOf(engine.store, pricedAs(engine.store, asset, currency), currency);
      const last = quotes && lastOf(quotes, today(engine));
      return last ? known({ text: String(daysBetween(last.day, today(engine))), asOf: last.day }) : noPrice(asset, currency, today(engine));
    },
  },
  {
    ...ASSET,
    dependsOn: ['market'],
    id: 'market.asset-peg',
    word: 'peg',
    name: 'Peg',
    says: 'The price over what the asset promises to be worth: of a stablecoin its currency, of a liquid-staking or wrapped asset what it can be redeemed for. 1 is on the peg.',
    unit: 'price',
    freshDays: FRESH_DAYS,
    read: (engine, asset) => {
      const unit = pegOf(asset);
      return unit === null ? noPeg(asset) : pegNow(engine, asset, unit);
    },
    history: (engine, asset) => {
      const unit = pegOf(asset);
      return unit === null ? noPeg(asset) : told(pegQuotes(engine.store, asset, unit), unit, () => whyNoPeg(engine, asset, unit));
    },
  },
  ofPair(
    'price',
    'Price',
    `One unit of the first in the second. ${CROSSED}`,
    (engine, base, quote) => priceNow(engine, base, quote, quotesOf(engine.store, base, quote)),
    (engine, base, quote) => told(quotesOf(engine.store, base, quote), quote, () => noPrice(base, quote, today(engine))),
  ),
  {
    ...ofPair(
      'price-age',
      'Age of the price',
      'Days since the last day of which a price of the pair is known, however old.',
      (engine, base, quote) => {
        const quotes = quotesOf(engine.store, base, quote);
        const last = quotes && lastOf(quotes, today(engine));
        return last ? known({ text: String(daysBetween(last.day, today(engine))), asOf: last.day }) : noPrice(base, quote, today(engine));
      },
    ),
    unit: 'days',
    clocked: true,
  },
  ofPair(
    'peg',
    'Peg',
    'The price over what the first promises to be worth in the second: one of it, or its redemption rate. 1 is on the peg.',
    pegNow,
    (engine, base, quote) => told(pegQuotes(engine.store, base, quote), quote, () => whyNoPeg(engine, base, quote)),
  ),
  ofPair(
    'redemption',
    'Redemption rate',
    'How much of the second one unit of the first is redeemed for, by its own protocol.',
    (engine, base, quote) => priceNow(engine, base, quote, redemptions(engine.store, base, quote), () => noRate(base, quote)),
    (engine, base, quote) => told(redemptions(engine.store, base, quote), quote, () => noRate(base, quote)),
  ),
];

function ofPair(
  word: string,
  name: string,
  says: string,
  read: (engine: Engine, base: string, quote: string) => Figure<MetricValue>,
  history?: (engine: Engine, base: string, quote: string) => Figure<MetricHistory>,
): MetricSource {
  const of = <T>(engine: Engine, id: string, answer: (engine: Engine, base: string, quote: string) => Figure<T>): Figure<T> => {
    const pair = pairNamed(engine.store, id);
    return pair
      ? answer(engine, pair.base, pair.quote)
      : unavailable('no-such-pair', `${id} is no pair. Write what is priced and in what, such as stETH/ETH.`);
  };
  return {
    ...PAIR,
    id: `market.pair-${word}`,
    word,
    name,
    says,
    unit: 'price',
    ...(word === 'price-age' ? {} : { freshDays: FRESH_DAYS }),
    read: (engine, id) => of(engine, id, read),
    ...(history === undefined ? {} : { history: (engine: Engine, id: string) => of(engine, id, history) }),
  };
}

function priceNow(
  engine: Engine,
  asset: string,
  currency: string,
  quotes: Quotes | null,
  missing: () => ReturnType<typeof unavailable> = () => noPrice(asset, currency, today(engine)),
): Figure<MetricValue> {
  const day = today(engine);
  if (asset === currency) return known({ text: '1', currency, asOf: day });
  const last = quotes && lastOf(quotes, day);
  if (!last) return missing();
  const age = daysBetween(last.day, day);
  const limit = toleranceDays(asset, tolerances(engine.store));
  if (age > limit) {
    const message = `The last value of ${asset} in ${currency} is from ${last.day}, ${age} days ago; at most ${limit} are tolerated. Import newer prices, or enter one.`;
    return unavailable('stale-price', message);
  }
  const input = {
    name: `${asset} in ${currency}`,
    value: last.value,
    unit: `${currency} per ${asset}`,
    origin: last.origin,
    asOf: last.day,
  };
  const formula = last.derived ? 'by prices of the same day' : 'as observed';
  return known({ text: last.value, currency, asOf: new Date(last.at).toISOString() }, [
    { figure: `${asset} in ${currency}`, formula, inputs: [input], value: last.value },
  ]);
}

function pegNow(engine: Engine, asset: string, unit: string): Figure<MetricValue> {
  return priceNow(engine, asset, unit, pegQuotes(engine.store, asset, unit), () => whyNoPeg(engine, asset, unit));
}

/** Why there is no ratio to a peg: no promise, no rate to redeem at, or no price. */
function whyNoPeg(engine: Engine, asset: string, unit: string): ReturnType<typeof unavailable> {
  const promised = promisedOn(marketBook(engine.store).prices, asset, unit, lastDay(engine, asset, unit));
  return isKnown(promised) ? noPrice(asset, unit, today(engine)) : promised;
}

function lastDay(engine: Engine, asset: string, unit: string): Day {
  const quotes = quotesOf(engine.store, asset, unit);
  return (quotes && lastOf(quotes, today(engine))?.day) ?? today(engine);
}

function redemptions(store: Reader, token: string, underlying: string): Quotes | null {
  return redemptionRates(store, `${token}\0${underlying}`);
}
const redemptionRates = keptEach<Quotes | null>({
  isSame: isSameQuotes,
  make(store, key, before) {
    const [token = '', underlying = ''] = key.split('\0');
    return goingOn(before, (from) => observationsOf(store, 'rate', token, underlying, from));
  },
});

/** What is told of a price's past: the same object as long as the quotes are. */
function told(quotes: Quotes | null, currency: string, missing: () => ReturnType<typeof unavailable>): Figure<MetricHistory> {
  if (!quotes) return missing();
  let found = TOLD.get(quotes);
  if (!found) TOLD.set(quotes, (found = toldOf(quotes, currency)));
  return found;
}
const TOLD = new WeakMap<Quotes, Figure<MetricHistory>>();

function toldOf(quotes: Quotes, currency: string): Figure<MetricHistory> {
  const { history, points } = quotes;
  const derived = points.filter((point) => point.derived).length;
  return known({
    history,
    currency,
    originOf: (index: number) => quotes.originOf(index),
    ...(derived === 0 ? {} : { says: `${derived} of ${points.length} values are put together from other prices of the same day.` }),
  });
}

/** A wrapped asset without prices of its own is worth what it can be redeemed for, as the price book has it. */
function pricedAs(store: Reader, asset: string, currency: string): string {
  const entry = findAsset(asset);
  const inner = entry?.kind === 'wrapped' && entry.underlying?.relation === 'wrapped' ? entry.underlying.asset : asset;
  return inner !== asset && quotesOf(store, asset, currency) === null ? inner : asset;
}

function today(engine: Engine): Day {
  return dayOf(engine.now());
}

function reporting(engine: Engine): string {
  return readSettings(engine.store).reportingCurrency;
}

function noPrice(asset: string, currency: string, day: Day) {
  return unavailable('no-price', `There is no price of ${asset} in ${currency} on or before ${day}. Import a price file, or enter one.`);
}

function noRate(token: string, underlying: string) {
  return unavailable('no-rate', `There is no rate of ${token} in ${underlying}. Import its rate series.`);
}

function noPeg(asset: string) {
  return unavailable('not-applicable', `${asset} promises no worth in anything else; only pegged, wrapped and liquid-staking assets do.`);
}
